//! What agencies of a kind usually have: a beginning that people change.

use domain::agency::AgencyKind;

/// Units of a local agency by their usual names, in the usual order; nothing for kinds whose units differ too much.
///
/// ```
/// use domain::agency::AgencyKind;
/// use service::agencies::suggested_units;
/// assert_eq!(suggested_units(&AgencyKind::SubdistrictOrganization)[0], "สำนักปลัด");
/// assert!(suggested_units(&AgencyKind::Court).is_empty());
/// ```
pub fn suggested_units(kind: &AgencyKind) -> &'static [&'static str] {
    match kind {
        AgencyKind::SubdistrictOrganization => &[
            "สำนักปลัด",
            "กองคลัง",
            "กองช่าง",
            "กองการศึกษา ศาสนาและวัฒนธรรม",
            "กองสวัสดิการสังคม",
            "หน่วยตรวจสอบภายใน",
        ],
        AgencyKind::SubdistrictMunicipality | AgencyKind::TownMunicipality | AgencyKind::CityMunicipality => {
            &[
                "สำนักปลัดเทศบาล",
                "กองคลัง",
                "กองช่าง",
                "กองสาธารณสุขและสิ่งแวดล้อม",
                "กองการศึกษา",
                "กองสวัสดิการสังคม",
                "กองยุทธศาสตร์และงบประมาณ",
                "หน่วยตรวจสอบภายใน",
            ]
        }
        AgencyKind::ProvincialOrganization => &[
            "สำนักปลัดองค์การบริหารส่วนจังหวัด",
            "สำนักงานเลขานุการองค์การบริหารส่วนจังหวัด",
            "กองยุทธศาสตร์และงบประมาณ",
            "กองคลัง",
            "กองช่าง",
            "กองการศึกษา ศาสนาและวัฒนธรรม",
            "กองสาธารณสุข",
            "กองการเจ้าหน้าที่",
            "หน่วยตรวจสอบภายใน",
        ],
        _ => &[],
    }
}

/// Offices that endorse in a local agency, the lowest of the chain first; nothing for kinds whose chains differ.
pub fn suggested_offices(kind: &AgencyKind) -> &'static [&'static str] {
    match kind {
        AgencyKind::SubdistrictOrganization => {
            &["หัวหน้าสำนักปลัด", "รองปลัดองค์การบริหารส่วนตำบล", "ปลัดองค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบล"]
        }
        AgencyKind::SubdistrictMunicipality | AgencyKind::TownMunicipality | AgencyKind::CityMunicipality => {
            &["หัวหน้าสำนักปลัดเทศบาล", "รองปลัดเทศบาล", "ปลัดเทศบาล", "นายกเทศมนตรี"]
        }
        AgencyKind::ProvincialOrganization => &[
            "หัวหน้าสำนักปลัดองค์การบริหารส่วนจังหวัด",
            "รองปลัดองค์การบริหารส่วนจังหวัด",
            "ปลัดองค์การบริหารส่วนจังหวัด",
            "นายกองค์การบริหารส่วนจังหวัด",
        ],
        _ => &[],
    }
}
