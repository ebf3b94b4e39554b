//! Pages for everybody.

pub mod accessibility;
pub mod agency;
pub mod agency_year;
pub mod explanation;
pub mod front;
pub(crate) mod published;
pub(crate) mod samples;
pub mod withdrawn;

use serde::Serialize;

/// An agency as public pages name it.
#[derive(Debug, Clone, Serialize)]
pub struct Who {
    /// Its code, as in addresses.
    pub code: String,
    /// Its name.
    pub name: String,
    /// District and province, as far as known.
    pub place: String,
}

impl Who {
    /// The agency by its code, or by its id while it has none.
    pub(crate) fn of(agency: &store::agencies::Agency) -> Who {
        let details = &agency.details;
        let district = details.district.as_ref().map(|name| format!("อำเภอ{name}"));
        let province = details.province.as_ref().map(|name| format!("จังหวัด{name}"));
        let place: Vec<String> = [district, province].into_iter().flatten().collect();
        Who {
            code: details.code.clone().unwrap_or_else(|| agency.id.to_string()),
            name: details.name.clone(),
            place: place.join(" "),
        }
    }

    pub(crate) fn sample() -> Who {
        Who {
            code: String::from("A0001"),
            name: String::from("องค์การบริหารส่วนตำบลตัวอย่าง"),
            place: String::from("อำเภอเมือง จังหวัดตัวอย่าง"),
        }
    }
}
