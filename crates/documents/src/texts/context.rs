//! What texts may name. All figures are texts with two places in ASCII digits; what is not known is none.

mod agency;
mod plan;
mod scores;
mod things;

use domain::analysis::Thresholds;
use serde::Serialize;
use thai::{DateForm, DigitStyle};

pub(crate) use things::Things;

use agency::AgencyText;
use plan::PlanText;
use scores::{IndicatorText, InstrumentText, LevelText};

use crate::facts::Facts;
use crate::rows::marks;
use crate::rows::plan::{Overview, Span, SpanOverview, overview};

/// Everything that a text outside of repetitions may name.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct TextContext {
    agency: AgencyText,
    score_year: String,
    round_year: String,
    /// ISO, for the filter `thai_date`.
    today: String,
    /// `27 ธันวาคม 2568`
    today_long: String,
    overall: Option<String>,
    level: Option<String>,
    level_en: Option<String>,
    passes: Option<bool>,
    /// Levels that remain possible when a gate cannot be checked.
    possible_levels: Vec<String>,
    /// The better level that gates keep away, and by which instruments.
    held_back: Option<HeldBackText>,
    /// The least overall score that passes.
    pass_mark: Option<String>,
    published: PublishedText,
    rank: Option<RankText>,
    certain: bool,
    instruments: Vec<InstrumentText>,
    indicators: Vec<IndicatorText>,
    strengths: Vec<IndicatorText>,
    weaknesses: Vec<IndicatorText>,
    /// Indicators between the two marks.
    between: Vec<IndicatorText>,
    lowest: Option<IndicatorText>,
    highest: Option<IndicatorText>,
    /// Indicators without a score.
    unknown: Vec<IndicatorText>,
    thresholds: ThresholdText,
    previous: Option<PreviousText>,
    plan: PlanText,
    overview: Overview,
    /// What the layout's span tells.
    span: Option<SpanOverview>,
    /// Title of the document that a memo carries.
    attached: Option<String>,
    framework: FrameworkText,
    levels: Vec<LevelText>,
    round_items: Vec<RoundItem>,
    layout: LayoutText,
}

#[derive(Debug, Clone, Serialize)]
struct HeldBackText {
    level: String,
    gate: String,
    instruments: Vec<String>,
}

/// Figures as they were published, where the file has them.
#[derive(Debug, Clone, Serialize)]
struct PublishedText {
    overall: Option<String>,
    level: Option<String>,
    /// Whether the published overall score is another one than the computed.
    differs: bool,
}

#[derive(Debug, Clone, Serialize)]
struct RankText {
    place: String,
    of: Option<String>,
    group: String,
}

#[derive(Debug, Clone, Serialize)]
struct ThresholdText {
    strength_from: String,
    weakness_below: String,
    issue_below: String,
    important_below: String,
    urgent_to: String,
}

#[derive(Debug, Clone, Serialize)]
struct PreviousText {
    year: String,
    overall: Option<String>,
    change: Option<String>,
    /// `up`, `down` or `same`; none where either score is unknown.
    direction: Option<&'static str>,
}

#[derive(Debug, Clone, Serialize)]
struct FrameworkText {
    id: String,
    title: String,
    /// Who sets the rules, as printed.
    body: String,
    provisional: bool,
}

#[derive(Debug, Clone, Serialize)]
struct RoundItem {
    code: String,
    title: String,
}

#[derive(Debug, Clone, Serialize)]
struct LayoutText {
    kind: String,
    name: String,
}

impl TextContext {
    /// The context of a document; `marks` are the thresholds after the layout's changes.
    pub fn new(
        facts: &Facts<'_>,
        marks: &Thresholds,
        kind: &str,
        layout: &str,
        span: Option<Span>,
    ) -> TextContext {
        let overview = overview(facts);
        let tree = facts.tree;
        let framework = tree.framework;
        let level = tree.level_reached();
        let indicators = scores::indicators(facts, marks);
        let of =
            |numbers: Vec<usize>| numbers.into_iter().map(|at| indicators[at].clone()).collect::<Vec<_>>();
        let strengths = of(marks::strengths(facts, marks));
        let weaknesses = of(marks::weaknesses(facts, marks));
        let by_score = marks::by_score(facts);
        TextContext {
            agency: AgencyText::new(&facts.assessment.agency),
            score_year: facts.score_year().to_string(),
            round_year: facts.round.to_string(),
            today: facts.today.to_string(),
            today_long: thai::dates::write(facts.today, DateForm::Long, DigitStyle::Ascii),
            overall: tree.overall().map(|score| score.to_string()),
            level: level.map(|level| level.name.clone()),
            level_en: level.map(|level| level.name_en.clone()),
            passes: level.map(|level| level.passes),
            possible_levels: scores::possible_levels(tree),
            held_back: scores::held_back(tree).map(|(level, gate, instruments)| HeldBackText {
                level,
                gate,
                instruments,
            }),
            pass_mark: marks::pass_mark(framework).map(|score| score.to_string()),
            published: PublishedText {
                overall: facts.assessment.overall.map(|score| score.to_string()),
                level: facts.assessment.level.clone(),
                differs: facts.assessment.overall.is_some_and(|said| Some(said) != tree.overall()),
            },
            rank: facts.rank.map(|rank| RankText {
                place: rank.place.to_string(),
                of: rank.of.map(|of| of.to_string()),
                group: rank.group.clone(),
            }),
            certain: tree.certain(),
            instruments: scores::instruments(facts, marks),
            between: of(marks::between(facts, marks)),
            lowest: by_score.last().map(|&at| indicators[at].clone()),
            highest: by_score.first().map(|&at| indicators[at].clone()),
            unknown: of(marks::unknown(facts)),
            strengths,
            weaknesses,
            thresholds: ThresholdText {
                strength_from: marks.strength_from.to_string(),
                weakness_below: marks.weakness_below.to_string(),
                issue_below: marks.issue_below.to_string(),
                important_below: marks.important_below.to_string(),
                urgent_to: marks.urgent_to.to_string(),
            },
            previous: facts.previous.map(|before| {
                let change = marks::change(before.overall(), tree.overall());
                PreviousText {
                    year: before.framework.fiscal_year().to_string(),
                    overall: before.overall().map(|score| score.to_string()),
                    change: change.map(|change| change.to_string()),
                    direction: change.map(|change| match change.scaled.signum() {
                        1 => "up",
                        -1 => "down",
                        _ => "same",
                    }),
                }
            }),
            plan: PlanText::new(facts),
            span: span.map(|span| overview.of(span).clone()),
            overview,
            attached: facts.attached.map(str::to_owned),
            framework: FrameworkText {
                id: framework.id().to_string(),
                title: framework.file().name_th.clone(),
                body: body(&framework.id().owner),
                provisional: framework.is_provisional(),
            },
            levels: scores::levels(framework),
            round_items: facts.round_framework.map_or_else(Vec::new, |round| {
                let items = round.items.iter().filter(|item| item.is_disclosure());
                items
                    .map(|item| RoundItem { code: item.code.clone(), title: item.title_th.clone() })
                    .collect()
            }),
            layout: LayoutText { kind: kind.to_owned(), name: layout.to_owned() },
            indicators,
        }
    }
}

/// Who sets the rules, as documents name it.
fn body(owner: &str) -> String {
    match owner {
        "nacc" => "สำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ (สำนักงาน ป.ป.ช.)".to_owned(),
        other => other.to_owned(),
    }
}
