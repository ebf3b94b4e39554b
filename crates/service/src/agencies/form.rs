//! The form of an agency.

use domain::agency::AgencyKind;
use store::agencies::{Agency, Details};

use super::fields::Fields;
use crate::Result;

/// What is typed about an agency, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgencyForm {
    /// Name as printed.
    pub name: String,
    /// Code of the kind: `sao`.
    pub kind: String,
    /// Province.
    pub province: String,
    /// District.
    pub district: String,
    /// Ministry, for agencies of the central government.
    pub ministry: String,
    /// Code of the agency: letters, digits and hyphens.
    pub code: String,
    /// Address of the web site.
    pub website: String,
}

impl AgencyForm {
    /// The form filled in with what is known.
    pub fn of(agency: &Agency) -> AgencyForm {
        let details = agency.details.clone();
        AgencyForm {
            kind: details.kind.code().to_owned(),
            name: details.name,
            province: details.province.unwrap_or_default(),
            district: details.district.unwrap_or_default(),
            ministry: details.ministry.unwrap_or_default(),
            code: details.code.unwrap_or_default(),
            website: details.website.unwrap_or_default(),
        }
    }

    /// Reads the form. Thai and ASCII digits are the same.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] with every field that is not right.
    ///
    /// ```
    /// use service::agencies::AgencyForm;
    /// let form = AgencyForm { name: " อบต. ถ้ำรงค์ ".into(), kind: "sao".into(), code: "๖๗๖๐๑".into(), ..AgencyForm::default() };
    /// let details = form.read().unwrap();
    /// assert_eq!((details.name.as_str(), details.code.as_deref()), ("อบต. ถ้ำรงค์", Some("67601")));
    /// let problem = AgencyForm::default().read().unwrap_err();
    /// assert_eq!(problem.fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["name", "kind"]);
    /// ```
    pub fn read(&self) -> Result<Details> {
        let mut fields = Fields::default();
        let name = fields.needed("name", &self.name, 200);
        let kind = AgencyKind::from_code(self.kind.trim());
        if let AgencyKind::Other(_) = kind {
            fields.wrong("kind", "ให้เลือกประเภทหน่วยงานจากรายการ", "choose the kind of agency from the list");
        }
        let province = fields.optional("province", &self.province, 60).map(|text| without(&text, "จังหวัด"));
        let district = fields.optional("district", &self.district, 60).map(|text| without(&text, "อำเภอ"));
        let ministry = fields.optional("ministry", &self.ministry, 120);
        let code = fields.optional("code", &self.code, 40);
        let is_plain = |code: &String| code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if code.as_ref().is_some_and(|code| !is_plain(code)) {
            fields.wrong(
                "code",
                "รหัสใช้ได้เฉพาะตัวเลข อักษรอังกฤษ และขีด",
                "a code has only digits, English letters and hyphens",
            );
        }
        let website = fields.optional("website", &self.website, 200);
        if website.as_ref().is_some_and(|address| !is_address(address)) {
            fields.wrong(
                "website",
                "ที่อยู่เว็บไซต์ต้องขึ้นต้นด้วย https:// หรือ http:// และไม่มีช่องว่าง",
                "the address of a web site begins with https:// or http:// and has no space",
            );
        }
        fields.finish(Details { name, kind, province, district, ministry, code, website })
    }
}

/// People write จังหวัด in front of the name of a province; it is kept without.
fn without(text: &str, word: &str) -> String {
    let rest = text.strip_prefix(word).map_or(text, str::trim_start);
    if rest.is_empty() { text.to_owned() } else { rest.to_owned() }
}

fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !rest.contains([' ', '"', '<', '>', '\\', '@'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(form: AgencyForm) -> Vec<String> {
        form.read().unwrap_err().fields.into_iter().map(|one| one.field).collect()
    }

    fn good() -> AgencyForm {
        AgencyForm {
            name: "เทศบาลตำบล ๑".into(),
            kind: "subdistrict-municipality".into(),
            province: "จังหวัด ศรีสะเกษ".into(),
            district: "อำเภอขุขันธ์".into(),
            website: "https://example.go.th/ita".into(),
            ..AgencyForm::default()
        }
    }

    #[test]
    fn a_good_form_is_read_and_filled_in_again() {
        let details = good().read().unwrap();
        assert_eq!(details.name, "เทศบาลตำบล 1");
        assert_eq!(
            (details.province.as_deref(), details.district.as_deref()),
            (Some("ศรีสะเกษ"), Some("ขุขันธ์"))
        );
        assert_eq!(details.code, None);
    }

    #[test]
    fn every_field_that_is_wrong_is_told() {
        let bad = AgencyForm {
            name: "ก\u{202e}ข".into(),
            kind: "temple".into(),
            code: "รหัส 1".into(),
            website: "javascript:alert(1)".into(),
            province: "ก".repeat(61),
            ..AgencyForm::default()
        };
        assert_eq!(wrong(bad), ["name", "kind", "province", "code", "website"]);
        for website in ["http://", "https:// a", "ftp://x", "https://u@host", "//x", "https://\"x"] {
            assert_eq!(wrong(AgencyForm { website: website.into(), ..good() }), ["website"], "{website}");
        }
        assert_eq!(wrong(AgencyForm { name: "\t \u{a0}".into(), ..good() }), ["name"]);
        assert_eq!(wrong(AgencyForm { name: "a\u{0}b".into(), ..good() }), ["name"]);
    }
}
