//! What every issue and every measure has to say.

use thai::{DateForm, DigitStyle, FiscalYear, PeriodForm, dates};

use super::Found;
use crate::plan::finding::FindingCode;
use crate::plan::model::{PlanIssue, PlanMeasure};
use crate::plan::period::PlanPeriod;

/// Codes that stand twice, in this issue or in one before it.
pub(super) fn codes(issue: &PlanIssue, earlier: &[PlanIssue], place: &str, found: &mut Found) {
    for (at, code) in issue.codes.iter().enumerate() {
        let here = issue.codes.get(..at).unwrap_or_default().contains(code);
        let before = earlier.iter().position(|other| {
            other.framework == issue.framework && other.codes.iter().any(|known| known == code)
        });
        let place = format!("{place}.codes[{at}]");
        if here {
            let th = format!("รหัส “{code}” ซ้ำในประเด็นเดียวกัน");
            found.add(FindingCode::DuplicateCode, &place, th, format!("the issue names “{code}” twice"));
        } else if let Some(before) = before {
            let number = before + 1;
            found.add(
                FindingCode::DuplicateCode,
                &place,
                format!("รหัส “{code}” อยู่ในประเด็นที่ {number} แล้ว"),
                format!("issue {number} already answers “{code}”"),
            );
        }
    }
}

/// Steps, unit, period, follow-ups and links of a measure.
pub(super) fn check(measure: &PlanMeasure, round: FiscalYear, place: &str, found: &mut Found) {
    let title = measure.title.trim();
    if measure.steps.iter().all(|step| step.text.trim().is_empty()) {
        found.add(
            FindingCode::WithoutSteps,
            &format!("{place}.steps"),
            format!("มาตรการ “{title}” ไม่มีขั้นตอน"),
            format!("the measure “{title}” has no steps"),
        );
    }
    if measure.lead_unit.trim().is_empty() {
        found.add(
            FindingCode::WithoutUnit,
            &format!("{place}.lead_unit"),
            format!("มาตรการ “{title}” ไม่มีหน่วยงานรับผิดชอบหลัก"),
            format!("the measure “{title}” has no unit in charge"),
        );
    }
    period(measure, round, &format!("{place}.period"), found);
    follow_ups(measure, place, found);
    for (at, evidence) in measure.evidence.iter().enumerate() {
        let Some(link) = evidence.link.as_deref().filter(|link| !is_address(link)) else { continue };
        let shown: String = link.chars().take(60).collect();
        found.add(
            FindingCode::EvidenceLink,
            &format!("{place}.evidence[{at}].link"),
            format!("ลิงก์ “{shown}” เปิดด้วยเว็บเบราว์เซอร์ไม่ได้"),
            format!("the link “{shown}” is no web address"),
        );
    }
}

fn period(measure: &PlanMeasure, round: FiscalYear, place: &str, found: &mut Found) {
    let title = measure.title.trim();
    let text = measure.period.text.trim();
    let Some(days) = measure.period.days else {
        if text.is_empty() {
            found.add(
                FindingCode::WithoutPeriod,
                place,
                format!("มาตรการ “{title}” ไม่มีระยะเวลา"),
                format!("the measure “{title}” has no period"),
            );
        } else {
            found.add(
                FindingCode::PeriodUnclear,
                place,
                format!("ไม่ทราบวันเริ่มและวันสิ้นสุดของ “{text}”"),
                format!("“{text}” names no first and last day"),
            );
        }
        return;
    };
    let written = days.write(PeriodForm::Short, DigitStyle::Ascii);
    if let Some(read) = PlanPeriod::read(text, round).days.filter(|read| *read != days) {
        let read = read.write(PeriodForm::Short, DigitStyle::Ascii);
        found.add(
            FindingCode::PeriodContradicts,
            place,
            format!("ถ้อยคำ “{text}” หมายถึง {read} แต่วันที่ให้ไว้คือ {written}"),
            format!("“{text}” means {read}, but the days given are {written}"),
        );
    }
    if days.fiscal_year() != Some(round) {
        found.add(
            FindingCode::PeriodOutsideYear,
            place,
            format!("ระยะเวลา {written} อยู่นอกปีงบประมาณ พ.ศ. {round}"),
            format!("the period {written} lies outside the fiscal year {round}"),
        );
    }
}

fn follow_ups(measure: &PlanMeasure, place: &str, found: &mut Found) {
    let Some(days) = measure.period.days else { return };
    for (at, &date) in measure.follow_ups.iter().enumerate().filter(|(_, date)| !days.contains(**date)) {
        let day = dates::write(date, DateForm::Short, DigitStyle::Ascii);
        let written = days.write(PeriodForm::Short, DigitStyle::Ascii);
        found.add(
            FindingCode::FollowUpOutsidePeriod,
            &format!("{place}.follow_ups[{at}]"),
            format!("วันติดตาม {day} อยู่นอกระยะเวลา {written}"),
            format!("the follow-up of {day} lies outside the period {written}"),
        );
    }
}

/// Whether a browser can follow a link.
fn is_address(link: &str) -> bool {
    let link = link.trim();
    let rest = ["https://", "http://"].into_iter().find_map(|scheme| {
        link.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
        link.get(scheme.len()..)
    });
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !rest.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses() {
        for link in ["https://example.go.th/o12", "http://x", "HTTPS://x/ก", " https://x?y "] {
            assert!(is_address(link), "{link}");
        }
        for link in ["", "example.go.th", "ftp://x", "https://", "https:///x", "javascript:x", "https://a b"]
        {
            assert!(!is_address(link), "{link}");
        }
    }
}
