//! Parameters read strictly: what is out of bounds is told, not bent.

use domain::Text;
use serde::Deserialize;
use service::problem::FieldProblem;
use service::{Code, Problem};
use store::AgencyId;
use utoipa::IntoParams;

use crate::kit::problem::Fault;

/// The part of an address that names an agency.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct InAgency {
    /// Id of the agency
    #[param(max_length = 26, pattern = "^[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub(crate) agency: String,
}

/// The part of an address that names an assessment of an agency.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(crate) struct InAssessment {
    /// Id of the agency
    #[param(max_length = 26, pattern = "^[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub(crate) agency: String,
    /// Id of the assessment
    #[param(max_length = 26, pattern = "^[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    pub(crate) id: String,
}

/// Reads parameters and collects what is wrong with each.
#[derive(Default)]
pub(crate) struct Parameters {
    problems: Vec<FieldProblem>,
}

impl Parameters {
    /// Notes that a parameter is not right.
    pub(crate) fn wrong(&mut self, field: &str, th: impl Into<String>, en: impl Into<String>) {
        self.problems.push(FieldProblem { field: field.to_owned(), text: Text::new(th, en) });
    }

    /// A whole number within bounds; `fallback` when it is not there.
    pub(crate) fn number(
        &mut self,
        field: &str,
        text: Option<&str>,
        bounds: (i64, i64),
        fallback: i64,
    ) -> i64 {
        let Some(text) = text else { return fallback };
        let (least, most) = bounds;
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<i64>() {
            Ok(number) if is_plain && (least..=most).contains(&number) => number,
            _ => {
                self.wrong(
                    field,
                    format!("ต้องเป็นจำนวนเต็มตั้งแต่ {least} ถึง {most}"),
                    format!("a whole number from {least} to {most} is needed"),
                );
                fallback
            }
        }
    }

    /// A text of at most so many letters; empty when it is not there.
    pub(crate) fn text(&mut self, field: &str, text: Option<&str>, most: usize) -> String {
        let text = text.unwrap_or_default();
        if most < text.chars().count() {
            self.wrong(
                field,
                format!("ยาวเกิน {most} ตัวอักษร ให้ย่อลง"),
                format!("longer than {most} characters: shorten it"),
            );
        }
        text.chars().filter(|c| !c.is_control()).collect()
    }

    /// A value that can be parsed, where one is given.
    pub(crate) fn parsed<T: std::str::FromStr>(&mut self, field: &str, text: Option<&str>) -> Option<T> {
        let parsed = text?.parse().ok();
        if parsed.is_none() {
            self.wrong(field, "อ่านค่านี้ไม่ได้ ให้ตรวจรูปแบบ", "this value cannot be read: check its form");
        }
        parsed
    }

    /// All right, or a problem with everything that is not.
    pub(crate) fn finish(self) -> Result<(), Problem> {
        Problem::unless_empty(self.problems)
    }
}

/// The id of an agency in a path.
pub(crate) fn agency_of(written: &str) -> Result<AgencyId, Fault> {
    written.parse().map_err(|_| Fault::from(Code::NotFound))
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    #[test]
    fn what_is_out_of_bounds_is_told() {
        let mut read = Parameters::default();
        assert_eq!(read.number("page", None, (1, 9), 1), 1);
        assert_eq!(read.number("page", Some("9"), (1, 9), 1), 9);
        assert!(read.finish().is_ok());
        for wrong in ["0", "10", "+1", "", " 1", "x", "99999999999999999999"] {
            let mut read = Parameters::default();
            read.number("page", Some(wrong), (1, 9), 1);
            let problem = read.finish().unwrap_err();
            assert_eq!(problem.fields.len(), 1, "{wrong}");
        }
    }
}
