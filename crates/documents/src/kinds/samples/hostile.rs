//! An agency whose texts try to break templates, markup, spreadsheets and lines.

use domain::agency::AgencyKind;
use domain::approval::Endorsement;
use domain::plan::{Evidence, MemoHead, Outcome, PlanPeriod, PlanStep, ProgressNote};
use jiff::civil::date;

use super::Sample;
use super::build::{agency, by_items, proposed, rules};

/// Each of these stands in some text of the sample.
pub(super) const TEXTS: &[&str] = &[
    "{{ 1234*4321 }} {% for x in y %}",
    "#eval(\"1+1\") $x$ *ตัวหนา* _เอียง_ @อ้าง <ป้าย>",
    "</w:t></w:p>]]><script>alert(1)</script>&amp;",
    "=cmd|' /C calc'!A0",
    "+1+1 -2 @SUM(A1:A9)",
    "ควบคุม\u{0}\u{7}\u{8}\u{b}\u{1b}[31m\u{fffe}",
    "ขวาไปซ้าย \u{202e}txt.exe\u{202c} שלום مرحبا",
    "อีโมจิ 👩‍👩‍👧‍👦🇹🇭 และ\u{200b}ช่องว่างศูนย์",
    "บรรทัด\r\n\r\nใหม่\n- ไม่ใช่รายการ",
];

pub(super) fn hostile() -> Sample {
    let long = "คำยาวไม่มีวรรค".repeat(700);
    let name = format!("<b>องค์การบริหารส่วนตำบล</b> & \"{{{{ agency }}}}\" {}", TEXTS[6]);
    let mut who = agency(&name, AgencyKind::Other("{{ kind }}".to_owned()));
    who.district = Some(TEXTS[3].to_owned());
    let scores = [0, 10_000, 4999, 5000, 8499, 8500, 1];
    let assessment = by_items(rules(2568), who, &scores, &["O1", "O2", "O23"]);
    let tree = assessment.score();
    let mut plan = proposed(&assessment, &tree, 8);
    let mut texts = TEXTS.iter().map(|text| (*text).to_owned()).cycle();
    let mut next = || texts.next().unwrap_or_default();
    for issue in &mut plan.issues {
        issue.title = next();
        issue.cause = Some(next());
        for measure in &mut issue.measures {
            measure.title = next();
            measure.steps = vec![
                PlanStep { text: next(), evidence_expected: Some(next()) },
                PlanStep { text: String::new(), evidence_expected: None },
                PlanStep { text: long.clone(), evidence_expected: None },
            ];
            measure.lead_unit = next();
            measure.supporting_units = vec![next(), String::new()];
            measure.period = PlanPeriod { text: next(), days: None };
            measure.progress = vec![ProgressNote { date: date(2026, 1, 31), text: next(), percent: None }];
            measure.result = Some(next());
            measure.outcome = Some(Outcome { text: next(), figure: None });
            measure.suggestion = Some(next());
            measure.evidence = vec![Evidence { name: next(), sha256: Some([7; 32]), link: Some(next()) }];
        }
    }
    plan.issues.push(plan.issues.first().cloned().map_or_else(
        || unreachable_issue(&plan.framework),
        |mut issue| {
            issue.codes = vec!["X99".to_owned(), String::new()];
            issue.framework = "nacc/2550".to_owned();
            issue
        },
    ));
    plan.endorsements = vec![Endorsement {
        office: next(),
        opinion: next(),
        name: next(),
        date: Some(date(2026, 2, 1)),
        acting_for: Some(next()),
    }];
    plan.memo = Some(MemoHead {
        unit: Some(next()),
        reference: Some(next()),
        subject: Some(long),
        to: Some(next()),
        background: Some(next()),
        facts: Some(next()),
        proposal: Some(next()),
        ..MemoHead::default()
    });
    Sample {
        name: "hostile",
        tree,
        previous: None,
        assessment,
        plan,
        plan_is_suggested: false,
        rank: None,
        today: date(2026, 10, 5),
    }
}

/// An issue of rules that are not there, for a plan that has none to copy.
fn unreachable_issue(framework: &str) -> domain::plan::PlanIssue {
    domain::plan::PlanIssue {
        framework: framework.to_owned(),
        codes: vec!["X99".to_owned()],
        title: String::new(),
        score: None,
        cause: None,
        measures: Vec::new(),
    }
}
