//! Holds a plan against the scores, the calendar, and itself.

use std::collections::BTreeSet;

use jiff::civil::Date;
use thai::{DateForm, DigitStyle, FiscalYear, PeriodForm, dates};

use super::finding::{FindingCode, PlanFinding};
use super::model::{Endorsement, Plan, PlanIssue, PlanMeasure, ProgressNote};
use super::weakness::weaknesses;
use crate::analysis::Thresholds;
use crate::framework::NodeIndex;
use crate::scoring::ScoreTree;
use crate::text::Text;

/// Everything that an examiner would find, in the order of the plan.
///
/// `today` decides which promises and periods are over; a day that has not ended is not. Weaknesses are those
/// of [`weaknesses`] under the same thresholds that the plan was made with. Where the plan answers another
/// year or framework, its codes mean something else, and only what it says by itself is checked.
pub fn check(plan: &Plan, tree: &ScoreTree<'_>, thresholds: &Thresholds, today: Date) -> Vec<PlanFinding> {
    let mut found = Found(Vec::new());
    let same = head(plan, tree, &mut found);
    for (at, issue) in plan.issues.iter().enumerate() {
        let place = format!("issues[{at}]");
        if same {
            scores(issue, tree, &place, &mut found);
        }
        if issue.measures.is_empty() {
            let name =
                if issue.title.trim().is_empty() { issue.codes.join(" ") } else { issue.title.clone() };
            found.without_measure(&place, &name);
        }
        for (at, measure) in issue.measures.iter().enumerate() {
            let place = format!("{place}.measures[{at}]");
            content(measure, plan.round_year, &place, &mut found);
            progress(measure, today, &place, &mut found);
        }
    }
    if same {
        unanswered(plan, tree, thresholds, &mut found);
    }
    endorsements(&plan.endorsements, &mut found);
    found.0
}

struct Found(Vec<PlanFinding>);

impl Found {
    fn add(&mut self, code: FindingCode, place: &str, th: impl Into<String>, en: impl Into<String>) {
        self.0.push(PlanFinding { code, place: place.to_owned(), message: Text::new(th, en) });
    }

    fn without_measure(&mut self, place: &str, name: &str) {
        self.add(
            FindingCode::WithoutMeasure,
            place,
            format!("ประเด็น “{name}” ยังไม่มีมาตรการ ให้กำหนดอย่างน้อยหนึ่งมาตรการ"),
            format!("no measure for “{name}”: plan at least one"),
        );
    }
}

/// Whether the plan belongs to the assessment.
fn head(plan: &Plan, tree: &ScoreTree<'_>, found: &mut Found) -> bool {
    let (year, series) = (tree.framework.fiscal_year(), tree.framework.id().series());
    if plan.round_year <= plan.score_year {
        let (round, scores) = (plan.round_year, plan.score_year);
        found.add(
            FindingCode::RoundNotLater,
            "round_year",
            format!("รอบปี {round} ต้องอยู่หลังปีของคะแนน {scores}"),
            format!("the round of {round} has to come after the scores of {scores}"),
        );
    }
    let same = plan.score_year == year && plan.framework == series;
    if !same {
        let (plan_year, plan_series) = (plan.score_year, &plan.framework);
        found.add(
            FindingCode::OtherAssessment,
            "score_year",
            format!("แผนตอบคะแนนปี {plan_year} ({plan_series}) แต่ผลการประเมินเป็นของปี {year} ({series}) ให้ใช้ผลของปีเดียวกัน"),
            format!("the plan answers {plan_year} ({plan_series}), the assessment is of {year} ({series}): use those of one year"),
        );
    }
    same
}

fn scores(issue: &PlanIssue, tree: &ScoreTree<'_>, place: &str, found: &mut Found) {
    let series = tree.framework.id().series();
    let nodes = nodes(issue, tree);
    if issue.framework != series || nodes.len() < issue.codes.len() || issue.codes.is_empty() {
        let codes = issue.codes.join(" ");
        found.add(
            FindingCode::UnknownCode,
            &format!("{place}.codes"),
            format!("รหัส “{codes}” ของ {} ไม่มีใน {series}", issue.framework),
            format!("“{codes}” of {} is not in {series}", issue.framework),
        );
        return;
    }
    let lowest = nodes.iter().filter_map(|&node| tree.at(node).score).min();
    if let (Some(printed), Some(score)) = (issue.score, lowest)
        && printed != score
    {
        found.add(
            FindingCode::ScoreDiffers,
            &format!("{place}.score"),
            format!("คะแนนในแผน {printed} ไม่ตรงกับผลการประเมิน {score}"),
            format!("the plan says {printed}, the assessment {score}"),
        );
    }
}

/// The nodes that an issue of this framework names.
fn nodes(issue: &PlanIssue, tree: &ScoreTree<'_>) -> Vec<NodeIndex> {
    issue.codes.iter().filter_map(|code| named(code, tree)).flatten().collect()
}

/// A node by its name; a question without its part means all parts.
fn named(code: &str, tree: &ScoreTree<'_>) -> Option<Vec<NodeIndex>> {
    if let Some(node) = tree.framework.node(code) {
        return Some(vec![node]);
    }
    let parts = tree.framework.parts.iter();
    let found: Vec<_> =
        parts.filter_map(|part| tree.framework.node(&format!("{}/{code}", part.code))).collect();
    (!found.is_empty()).then_some(found)
}

/// Weaknesses that no issue names. A plan for an indicator answers what lies in it.
fn unanswered(plan: &Plan, tree: &ScoreTree<'_>, thresholds: &Thresholds, found: &mut Found) {
    let named: BTreeSet<_> = plan.issues.iter().flat_map(|issue| nodes(issue, tree)).collect();
    for weakness in weaknesses(tree, thresholds) {
        let answered = |&node: &NodeIndex| {
            let above = tree.skeleton().indicator_above(node);
            named.contains(&node) || above.is_some_and(|above| named.contains(&above))
        };
        for node in weakness.nodes.iter().filter(|node| !answered(node)) {
            let code = tree.framework.path(*node);
            let name = format!("{code} {}", tree.framework.title(*node).th);
            found.without_measure(&format!("weaknesses.{code}"), &name);
        }
    }
}

fn content(measure: &PlanMeasure, round: FiscalYear, place: &str, found: &mut Found) {
    let title = measure.title.trim();
    if measure.steps.iter().all(|step| step.text.trim().is_empty()) {
        found.add(
            FindingCode::WithoutSteps,
            &format!("{place}.steps"),
            format!("มาตรการ “{title}” ไม่มีขั้นตอน ให้เขียนขั้นตอนตามลำดับ"),
            format!("the measure “{title}” has no steps: write them in order"),
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
    let place = format!("{place}.period");
    let text = measure.period.text.trim();
    match measure.period.days {
        None if text.is_empty() => found.add(
            FindingCode::WithoutPeriod,
            &place,
            format!("มาตรการ “{title}” ไม่มีระยะเวลา"),
            format!("the measure “{title}” has no period"),
        ),
        None => found.add(
            FindingCode::PeriodUnclear,
            &place,
            format!("ไม่ทราบวันเริ่มและวันสิ้นสุดของ “{text}” ให้เขียนเช่น 1 ต.ค. 2568 - 30 ก.ย. 2569"),
            format!("“{text}” names no first and last day: write it like 1 ต.ค. 2568 - 30 ก.ย. 2569"),
        ),
        Some(days) if days.fiscal_year() != Some(round) => {
            let written = days.write(PeriodForm::Short, DigitStyle::Ascii);
            found.add(
                FindingCode::PeriodOutsideYear,
                &place,
                format!("ระยะเวลา {written} อยู่นอกปีงบประมาณ พ.ศ. {round}"),
                format!("the period {written} lies outside the fiscal year {round}"),
            );
        }
        Some(_) => {}
    }
}

fn progress(measure: &PlanMeasure, today: Date, place: &str, found: &mut Found) {
    for (at, date) in unkept(measure, today) {
        let day = dates::write(date, DateForm::Short, DigitStyle::Ascii);
        found.add(
            FindingCode::PromiseWithoutNote,
            &format!("{place}.follow_ups[{at}]"),
            format!("ถึงกำหนดติดตาม {day} แล้ว แต่ยังไม่มีบันทึกความก้าวหน้า"),
            format!("the follow-up of {day} has passed without a note"),
        );
    }
    let recorded = measure.result.as_deref().is_some_and(|result| !result.trim().is_empty());
    if recorded && measure.evidence.iter().all(|evidence| evidence.name.trim().is_empty()) {
        found.add(
            FindingCode::WithoutEvidence,
            &format!("{place}.evidence"),
            "มีผลการดำเนินการแต่ไม่มีหลักฐาน ให้แนบไฟล์ ภาพ หรือลิงก์",
            "a result without evidence: add a file, a picture or a link",
        );
    }
    if !recorded && measure.period.days.is_some_and(|days| days.last_day() < today) {
        found.add(
            FindingCode::WithoutResult,
            &format!("{place}.result"),
            "สิ้นสุดระยะเวลาแล้วแต่ยังไม่มีผลการดำเนินการ",
            "the period is over and no result is recorded",
        );
    }
}

/// Promised dates that are over, with no note between the promise before and the promise after.
/// A late note so answers its promise, but no note answers one that it does not stand next to.
fn unkept(measure: &PlanMeasure, today: Date) -> Vec<(usize, Date)> {
    let mut promised: Vec<_> = measure.follow_ups.iter().copied().enumerate().collect();
    promised.sort_by_key(|&(at, date)| (date, at));
    let neighbour = |at: Option<usize>| at.and_then(|at| promised.get(at)).map(|&(_, date)| date);
    let unkept = promised.iter().enumerate().filter(|&(at, &(_, date))| {
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
        let answers = |note: &ProgressNote| {
            !note.text.trim().is_empty()
                && note.date <= today
                && before.is_none_or(|before| before < note.date || before == date)
                && after.is_none_or(|after| note.date < after || after == date)
        };
        date < today && !measure.progress.iter().any(answers)
    });
    unkept.map(|(_, &promise)| promise).collect()
}

/// Each office signs after those below it.
fn endorsements(chain: &[Endorsement], found: &mut Found) {
    let mut unsigned: Option<&Endorsement> = None;
    let mut latest: Option<(Date, &Endorsement)> = None;
    for (at, endorsement) in chain.iter().enumerate() {
        let Some(date) = endorsement.date else {
            unsigned = unsigned.or(Some(endorsement));
            continue;
        };
        let later = latest.filter(|(latest, _)| date < *latest).map(|(_, below)| below);
        if let Some(below) = unsigned.or(later) {
            let (office, below) = (&endorsement.office, &below.office);
            found.add(
                FindingCode::EndorsementOutOfOrder,
                &format!("endorsements[{at}]"),
                format!("{office} ลงนามก่อน {below} ให้ลงนามตามลำดับสายการบังคับบัญชา"),
                format!("{office} signed before {below}: sign in the order of the chain"),
            );
        }
        if latest.is_none_or(|(latest, _)| latest < date) {
            latest = Some((date, endorsement));
        }
    }
}
