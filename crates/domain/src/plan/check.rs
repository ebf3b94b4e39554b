//! Holds a plan against the scores, the calendar, and itself.

mod chain;
mod content;
mod progress;
mod scores;

use jiff::civil::Date;

use super::finding::{FindingCode, PlanFinding};
use super::model::Plan;
use crate::analysis::Thresholds;
use crate::scoring::ScoreTree;
use crate::text::Text;

/// Everything that an examiner would find, in the order of the plan.
///
/// `today` decides which promises and periods are over; a day that has not ended is not. Weaknesses are those
/// of [`super::weaknesses`] under the same thresholds that the plan was made with. Where the plan answers another
/// year or framework, its codes mean something else, and only what it says by itself is checked.
pub fn check(plan: &Plan, tree: &ScoreTree<'_>, thresholds: &Thresholds, today: Date) -> Vec<PlanFinding> {
    let mut found = Found(Vec::new());
    head(plan, &mut found);
    let tree = Some(tree).filter(|tree| scores::same_assessment(plan, tree, &mut found));
    body(plan, tree, today, &mut found);
    if let Some(tree) = tree {
        scores::unanswered(plan, tree, thresholds, &mut found);
    }
    chain::check(&plan.endorsements, &mut found);
    found.0
}

/// The same for a plan whose scores are not at hand: only what it says by itself is checked.
pub fn check_alone(plan: &Plan, today: Date) -> Vec<PlanFinding> {
    let mut found = Found(Vec::new());
    head(plan, &mut found);
    body(plan, None, today, &mut found);
    chain::check(&plan.endorsements, &mut found);
    found.0
}

fn head(plan: &Plan, found: &mut Found) {
    if plan.round_year <= plan.score_year {
        let (round, scores) = (plan.round_year, plan.score_year);
        found.add(
            FindingCode::RoundNotLater,
            "round_year",
            format!("รอบปี {round} ต้องอยู่หลังปีของคะแนน {scores}"),
            format!("the round of {round} has to come after the scores of {scores}"),
        );
    }
}

fn body(plan: &Plan, tree: Option<&ScoreTree<'_>>, today: Date, found: &mut Found) {
    for (at, issue) in plan.issues.iter().enumerate() {
        let place = format!("issues[{at}]");
        if let Some(tree) = tree {
            scores::check(issue, tree, &place, found);
        }
        let earlier = plan.issues.get(..at).unwrap_or_default();
        content::codes(issue, earlier, &place, found);
        if issue.measures.is_empty() {
            let name =
                if issue.title.trim().is_empty() { issue.codes.join(" ") } else { issue.title.clone() };
            found.without_measure(&place, &name);
        }
        for (at, measure) in issue.measures.iter().enumerate() {
            let place = format!("{place}.measures[{at}]");
            content::check(measure, plan.round_year, &place, found);
            progress::check(measure, today, &place, found);
        }
    }
}

struct Found(Vec<PlanFinding>);

impl Found {
    fn add(&mut self, code: FindingCode, place: &str, th: impl Into<String>, en: impl Into<String>) {
        let message = Text::new(th, en);
        self.0.push(PlanFinding { code, place: place.to_owned(), message, remedy: code.remedy() });
    }

    fn without_measure(&mut self, place: &str, name: &str) {
        self.add(
            FindingCode::WithoutMeasure,
            place,
            format!("ประเด็น “{name}” ยังไม่มีมาตรการ"),
            format!("no measure for “{name}”"),
        );
    }
}
