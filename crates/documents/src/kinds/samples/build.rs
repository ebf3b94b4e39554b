//! Samples of agencies that do not exist.

use domain::Assessment;
use domain::agency::{Agency, AgencyKind};
use domain::analysis::Thresholds;
use domain::approval::Endorsement;
use domain::framework::{Framework, Granularity, NodeRef};
use domain::measures::Library;
use domain::plan::{
    Evidence, MemoHead, MemoWriter, Outcome, OutcomeFigure, Percent, Plan, ProgressNote, SuggestOptions,
    suggest,
};
use domain::score::Score;
use domain::scoring::{ScoreTree, Verdict};
use jiff::civil::{Date, date};

use super::Sample;
use crate::facts::Rank;

/// The rules of a year that the program has.
pub(super) fn rules(year: i16) -> &'static Framework {
    super::framework(year).expect("a test reads every framework of the program")
}

/// An agency with all that is known of one.
pub(super) fn agency(name: &str, kind: AgencyKind) -> Agency {
    Agency {
        name: Some(name.to_owned()),
        kind: Some(kind),
        province: Some("ขอนแก่น".to_owned()),
        district: Some("เมืองตัวอย่าง".to_owned()),
        website: Some("https://www.example.go.th".to_owned()),
        ..Agency::default()
    }
}

/// Gives every question and item of disclosure a score: `scores` in turn for questions, complete for items but
/// for those in `failed`.
pub(super) fn by_items(
    framework: &'static Framework,
    agency: Agency,
    scores: &[i64],
    failed: &[&str],
) -> Assessment<'static> {
    let mut assessment = Assessment { agency, ..Assessment::new(framework) };
    let skeleton = framework.skeleton();
    let mut turn = scores.iter().copied().cycle();
    for node in skeleton.of(Granularity::Items) {
        let NodeRef::Item(item, _) = skeleton.nodes[node].at else { continue };
        let item = &framework.items[item];
        if item.is_disclosure() {
            let complete = !failed.contains(&item.code.as_str());
            let verdict = if complete { Verdict::Pass } else { Verdict::Fail };
            assessment.evidence.verdict(skeleton, node, verdict);
        } else {
            assessment.evidence.give(node, Score::clamped(turn.next().unwrap_or_default()));
        }
    }
    assessment
}

/// Gives the scores of indicators, by number and hundredths.
pub(super) fn by_indicators(
    framework: &'static Framework,
    agency: Agency,
    scores: &[(u8, i64)],
) -> Assessment<'static> {
    let mut assessment = Assessment { agency, ..Assessment::new(framework) };
    for &(number, hundredths) in scores {
        if let Some(indicator) = framework.indicator(number) {
            let node = framework.skeleton().indicator(indicator);
            assessment.evidence.give(node, Score::clamped(hundredths));
        }
    }
    assessment
}

/// The plan that the library proposes.
pub(super) fn proposed(assessment: &Assessment<'_>, tree: &ScoreTree<'_>, issues: usize) -> Plan {
    let options = SuggestOptions { max_issues: Some(issues), ..SuggestOptions::default() };
    // A library that cannot be read proposes nothing; a test reads it.
    let empty = Library::default();
    let library = Library::embedded().unwrap_or(&empty);
    suggest(&assessment.agency, tree, library, &Thresholds::default(), &options)
}

pub(super) fn full() -> Sample {
    let who = agency("องค์การบริหารส่วนตำบลตัวอย่าง", AgencyKind::SubdistrictOrganization);
    let scores = [9718, 10_000, 8867, 9133, 7450, 9952, 8333, 10_000, 4800, 9677];
    let assessment = by_items(rules(2568), who.clone(), &scores, &["O5", "O12", "O23"]);
    let tree = assessment.score();
    let before = by_items(rules(2567), who, &[8700, 9100, 7050, 9980], &["O1", "O7", "O9", "O14", "O20"]);
    let mut plan = proposed(&assessment, &tree, 9);
    record_results(&mut plan);
    plan.endorsements = chain();
    plan.memo = Some(memo());
    Sample {
        name: "full",
        tree,
        previous: Some(before.score()),
        assessment,
        plan,
        plan_is_suggested: false,
        rank: Some(Rank {
            place: 12, of: Some(225), group: "จังหวัดขอนแก่น".to_owned()
        }),
        today: date(2026, 10, 5),
    }
}

fn record_results(plan: &mut Plan) {
    let first = plan.round_year.first_day();
    let day = |months: i8, day: i8| {
        let year = if months < 10 { plan.round_year.last_day().year() } else { first.year() };
        Date::new(year, months, day).unwrap_or(first)
    };
    let notes = [(day(12, 20), 40), (day(3, 25), 70), (day(9, 15), 100)];
    let measures = plan.issues.iter_mut().flat_map(|issue| &mut issue.measures);
    for (at, measure) in measures.enumerate() {
        measure.progress = notes
            .iter()
            .map(|&(date, percent)| ProgressNote {
                date,
                text: format!("ดำเนินการแล้วร้อยละ {percent} ของขั้นตอนทั้งหมด"),
                percent: Percent::new(percent),
            })
            .collect();
        measure.result = Some(format!("ดำเนินการครบ {} ขั้นตอนตามแผน", measure.steps.len()));
        let figure = i64::try_from(at).ok().and_then(|at| domain::plan::Decimal::new(8500 + at * 25, 2));
        measure.outcome = Some(Outcome {
            text: "ผู้รับบริการที่ตอบแบบสำรวจพึงพอใจ".to_owned(),
            figure: figure.map(|value| OutcomeFigure { value, unit: "ร้อยละ".to_owned() }),
        });
        measure.suggestion = Some("ควรดำเนินการต่อเนื่องทุกไตรมาส".to_owned());
        measure.evidence = vec![Evidence {
            name: format!("รายงานผลการดำเนินงาน ฉบับที่ {}", at + 1),
            sha256: None,
            link: Some(format!("https://www.example.go.th/ita/{}", at + 1)),
        }];
    }
}

fn chain() -> Vec<Endorsement> {
    let office = |office: &str, opinion: &str, date: Option<Date>| Endorsement {
        office: office.to_owned(),
        opinion: opinion.to_owned(),
        date,
        ..Endorsement::default()
    };
    vec![
        office("หัวหน้าสำนักปลัด", "เสนอเพื่อโปรดพิจารณา", Some(date(2026, 10, 6))),
        office("ปลัดองค์การบริหารส่วนตำบลตัวอย่าง", "", None),
        office("นายกองค์การบริหารส่วนตำบลตัวอย่าง", "", None),
    ]
}

fn memo() -> MemoHead {
    let text = |text: &str| Some(text.to_owned());
    MemoHead {
        unit: text("สำนักปลัด องค์การบริหารส่วนตำบลตัวอย่าง"),
        reference: text("ขก 71801/685"),
        date: Some(date(2026, 10, 5)),
        subject: text("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส"),
        to: text("นายกองค์การบริหารส่วนตำบลตัวอย่าง"),
        writer: MemoWriter {
            name: None, position: text("นักวิเคราะห์นโยบายและแผนชำนาญการ")
        },
        ..MemoHead::default()
    }
}

pub(super) fn letters() -> Sample {
    let who = agency("เทศบาลตำบลตัวอย่าง", AgencyKind::SubdistrictMunicipality);
    let scores = [
        (1, 8459),
        (2, 7655),
        (3, 7793),
        (4, 7372),
        (5, 7445),
        (6, 7997),
        (7, 8191),
        (8, 7366),
        (9, 4634),
        (10, 625),
    ];
    let mut assessment = by_indicators(rules(2562), who, &scores);
    let skeleton = assessment.framework.skeleton();
    for code in
        ["O34", "O35", "O36", "O37", "O38", "O40", "O41", "O42", "O43", "O44", "O45", "O46", "O47", "O48"]
    {
        if let Some(node) = assessment.framework.node(code) {
            assessment.evidence.verdict(skeleton, node, Verdict::Fail);
        }
    }
    if let Some(node) = assessment.framework.node("O39") {
        assessment.evidence.verdict(skeleton, node, Verdict::Pass);
    }
    let tree = assessment.score();
    let mut plan = proposed(&assessment, &tree, 14);
    for measure in plan.issues.iter_mut().flat_map(|issue| &mut issue.measures) {
        measure.follow_ups = vec![date(2020, 3, 1)];
    }
    Sample {
        name: "letters",
        tree,
        previous: None,
        assessment,
        plan,
        plan_is_suggested: false,
        rank: Some(Rank {
            place: 68, of: None, group: "จังหวัดขอนแก่น".to_owned()
        }),
        today: date(2019, 12, 2),
    }
}

pub(super) fn sparse() -> Sample {
    let who = Agency {
        name: Some("เทศบาลเมืองตัวอย่าง".to_owned()), ..Agency::default()
    };
    let assessment = by_indicators(rules(2567), who, &[(1, 9015), (4, 6513), (7, 8493)]);
    let tree = assessment.score();
    let plan = proposed(&assessment, &tree, 3);
    Sample {
        name: "sparse",
        tree,
        previous: None,
        assessment,
        plan,
        plan_is_suggested: true,
        rank: None,
        today: date(2024, 12, 27),
    }
}

pub(super) fn nothing() -> Sample {
    let assessment = Assessment::new(rules(2569));
    let tree = assessment.score();
    let plan = proposed(&assessment, &tree, 0);
    Sample {
        name: "nothing",
        tree,
        previous: None,
        assessment,
        plan,
        plan_is_suggested: true,
        rank: None,
        today: date(2026, 11, 2),
    }
}
