//! Scores in texts.

use domain::Framework;
use domain::analysis::Thresholds;
use domain::framework::{NodeIndex, NodeRef};
use domain::score::Score;
use domain::scoring::{LevelOutcome, ScoreTree};
use serde::Serialize;

use super::plan::periods_of;
use crate::facts::Facts;
use crate::model::Figure;
use crate::rows::{Within, marks, measures_within, place};
use crate::texts::filters_word;

/// An instrument.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct InstrumentText {
    pub code: String,
    pub name: String,
    pub name_en: String,
    score: Option<String>,
    points: Option<String>,
    /// Percent of the overall score.
    weight: String,
    /// Whether it is at or above the mark of strengths.
    strength: bool,
    weakness: bool,
    /// The word for it by the thresholds.
    urgency_word: &'static str,
    /// Numbers of its indicators, first and last.
    first: Option<u8>,
    last: Option<u8>,
    /// How many indicators it has.
    indicators: usize,
    /// How many of them need mending at once, and how many are to be developed.
    urgent: usize,
    to_develop: usize,
    parts: Vec<PartText>,
    /// How many measures the plan has for it.
    measures: usize,
    periods: Vec<String>,
    follow_ups: Vec<String>,
}

/// An indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct IndicatorText {
    pub number: u8,
    pub name: String,
    pub name_en: String,
    pub score: Option<String>,
    instrument: String,
    instrument_name: String,
    strength: bool,
    weakness: bool,
    /// `urgent`, `important`, `minor`, `full` or `unknown`.
    urgency: &'static str,
    urgency_word: &'static str,
    /// Points of the overall score that are lost here.
    lost: Option<String>,
    /// Change since the year before, where the rules say that it continues.
    change: Option<String>,
    /// Whether all of its items have the full score.
    full: bool,
    items: Vec<ItemText>,
    /// Items below the mark of issues.
    issues: Vec<ItemText>,
    /// Items that are not known.
    unknown_items: usize,
    parts: Vec<PartText>,
    sub_indicators: Vec<SubIndicatorText>,
    /// How many measures the plan has for it.
    measures: usize,
    periods: Vec<String>,
    follow_ups: Vec<String>,
}

/// A question or an item of disclosure.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ItemText {
    pub code: String,
    /// The part it was asked in, where there are parts.
    part: Option<String>,
    title: String,
    score: Option<String>,
    urgency: &'static str,
    urgency_word: &'static str,
    /// Whether it lost all of its marks.
    zero: bool,
}

/// A part of a questionnaire, within an indicator where it stands in one.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PartText {
    code: String,
    name: String,
    instrument: String,
    score: Option<String>,
    issues: Vec<ItemText>,
    items: Vec<ItemText>,
}

/// A sub-indicator.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubIndicatorText {
    code: String,
    name: String,
    score: Option<String>,
    indicator: u8,
    issues: Vec<ItemText>,
    items: Vec<ItemText>,
}

/// A level of the result.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LevelText {
    name: String,
    name_en: String,
    from: String,
    to: String,
    /// The least score of each instrument.
    gate: Option<String>,
    gated: bool,
    passes: bool,
}

fn shown(score: Option<Score>) -> Option<String> {
    score.map(|score| score.to_string())
}

fn code_of(score: Option<Score>, marks: &Thresholds) -> &'static str {
    use domain::analysis::Urgency;
    match (score, score.and_then(|score| marks::urgency(score, marks))) {
        (None, _) => "unknown",
        (_, Some(Urgency::Urgent)) => "urgent",
        (_, Some(Urgency::Important)) => "important",
        (_, Some(Urgency::Minor)) => "minor",
        (_, None) => "full",
    }
}

fn word_of(score: Option<Score>, marks: &Thresholds) -> &'static str {
    score.map_or("ไม่มีข้อมูล", |score| filters_word(marks::urgency(score, marks)))
}

/// All instruments.
pub(super) fn instruments(facts: &Facts<'_>, marks: &Thresholds) -> Vec<InstrumentText> {
    let tree = facts.tree;
    let framework = tree.framework;
    let one = |at: usize| {
        let instrument = &framework.instruments[at];
        let score = tree.instrument(at);
        let number = |at: &usize| framework.indicators[*at].number;
        let of = |code: &str| {
            let indicators = instrument.indicators.iter();
            indicators.filter(|&&indicator| code_of(tree.indicator(indicator), marks) == code).count()
        };
        let frame = Within { instrument: Some(at), ..Within::default() };
        let measures = measures_within(facts, frame);
        let (periods, follow_ups) = periods_of(measures.iter().copied());
        InstrumentText {
            code: instrument.code.clone(),
            name: instrument.name_th.clone(),
            name_en: instrument.name_en.clone(),
            score: shown(score),
            points: tree.points(at).map(|points| points.to_string()),
            weight: marks::percent(instrument.weight).to_string(),
            strength: score.is_some_and(|score| marks.strength_from <= score),
            weakness: score.is_some_and(|score| score < marks.weakness_below),
            urgency_word: word_of(score, marks),
            first: instrument.indicators.first().map(number),
            last: instrument.indicators.last().map(number),
            indicators: instrument.indicators.len(),
            urgent: of("urgent"),
            to_develop: of("important") + of("minor"),
            parts: instrument.parts.iter().map(|&part| self::part(facts, marks, None, part)).collect(),
            measures: measures.len(),
            periods,
            follow_ups,
        }
    };
    (0..framework.instruments.len()).map(one).collect()
}

/// All indicators, in the order of the rules.
pub(super) fn indicators(facts: &Facts<'_>, marks: &Thresholds) -> Vec<IndicatorText> {
    let tree = facts.tree;
    let framework = tree.framework;
    let changes = marks::changes(facts);
    let one = |at: usize| {
        let indicator = &framework.indicators[at];
        let node = tree.skeleton().indicator(at);
        let score = tree.indicator(at);
        let items = items_below(facts, marks, node);
        let frame = Within { indicator: Some(at), ..Within::default() };
        let measures = measures_within(facts, frame);
        let (periods, follow_ups) = periods_of(measures.iter().copied());
        let instrument = &framework.instruments[indicator.instrument];
        IndicatorText {
            number: indicator.number,
            name: indicator.name_th.clone(),
            name_en: indicator.name_en.clone(),
            score: shown(score),
            instrument: instrument.code.clone(),
            instrument_name: instrument.name_th.clone(),
            strength: score.is_some_and(|score| marks.strength_from <= score),
            weakness: score.is_some_and(|score| score < marks.weakness_below),
            urgency: code_of(score, marks),
            urgency_word: word_of(score, marks),
            lost: marks::lost(facts, node).map(|lost| lost.to_string()),
            change: changes
                .iter()
                .find(|change| change.after == node)
                .map(|change| Figure::change(i64::from(change.change)).to_string()),
            full: score == Some(Score::FULL),
            unknown_items: items.iter().filter(|item| item.score.is_none()).count(),
            issues: issues_of(&items),
            items,
            parts: framework.instruments[indicator.instrument]
                .parts
                .iter()
                .filter(|&&part| tree.skeleton().find(NodeRef::Part(at, part)).is_some())
                .map(|&part| self::part(facts, marks, Some(at), part))
                .collect(),
            sub_indicators: indicator
                .sub_indicators
                .iter()
                .map(|&sub| self::sub_indicator(facts, marks, sub))
                .collect(),
            measures: measures.len(),
            periods,
            follow_ups,
        }
    };
    (0..framework.indicators.len()).map(one).collect()
}

/// A part, of one indicator or of the whole instrument.
pub(super) fn part(facts: &Facts<'_>, marks: &Thresholds, indicator: Option<usize>, part: usize) -> PartText {
    let tree = facts.tree;
    let framework = tree.framework;
    let own = &framework.parts[part];
    let node = indicator.and_then(|indicator| tree.skeleton().find(NodeRef::Part(indicator, part)));
    let items: Vec<_> = match node {
        Some(node) => items_below(facts, marks, node),
        None => {
            let all = item_nodes(facts).filter(|&node| place(framework, node).part == Some(part));
            all.map(|node| item(facts, marks, node)).collect()
        }
    };
    PartText {
        code: own.code.clone(),
        name: own.name_th.clone(),
        instrument: framework.instruments[own.instrument].code.clone(),
        score: node.and_then(|node| shown(tree.at(node).score)),
        issues: issues_of(&items),
        items,
    }
}

/// A sub-indicator.
pub(super) fn sub_indicator(facts: &Facts<'_>, marks: &Thresholds, sub: usize) -> SubIndicatorText {
    let tree = facts.tree;
    let framework = tree.framework;
    let own = &framework.sub_indicators[sub];
    let node = tree.skeleton().find(NodeRef::SubIndicator(sub));
    let items = node.map_or_else(Vec::new, |node| items_below(facts, marks, node));
    SubIndicatorText {
        code: own.code.clone(),
        name: own.name_th.clone(),
        score: node.and_then(|node| shown(tree.at(node).score)),
        indicator: framework.indicators[own.indicator].number,
        issues: issues_of(&items),
        items,
    }
}

fn item_nodes<'a>(facts: &Facts<'a>) -> impl Iterator<Item = NodeIndex> + use<'a> {
    facts.tree.skeleton().of(domain::framework::Granularity::Items)
}

fn items_below(facts: &Facts<'_>, marks: &Thresholds, node: NodeIndex) -> Vec<ItemText> {
    let skeleton = facts.tree.skeleton();
    let below = skeleton.below(node).into_iter();
    below
        .filter(|&node| matches!(skeleton.nodes[node].at, NodeRef::Item(..)))
        .map(|node| item(facts, marks, node))
        .collect()
}

fn issues_of(items: &[ItemText]) -> Vec<ItemText> {
    items.iter().filter(|item| !matches!(item.urgency, "full" | "unknown")).cloned().collect()
}

fn item(facts: &Facts<'_>, marks: &Thresholds, node: NodeIndex) -> ItemText {
    let framework = facts.tree.framework;
    let score = facts.tree.at(node).score;
    let (code, title, part) = match facts.tree.skeleton().nodes[node].at {
        NodeRef::Item(item, part) => {
            let own = &framework.items[item];
            (own.code.clone(), own.title_th.clone(), part.map(|part| framework.parts[part].name_th.clone()))
        }
        _ => (framework.path(node), framework.title(node).th, None),
    };
    ItemText {
        code,
        part,
        title,
        score: shown(score),
        urgency: code_of(score, marks),
        urgency_word: word_of(score, marks),
        zero: score == Some(Score::ZERO),
    }
}

/// Names of levels that remain possible where a gate cannot be checked.
pub(super) fn possible_levels(tree: &ScoreTree<'_>) -> Vec<String> {
    match tree.level() {
        LevelOutcome::Undecided { possible } => possible.iter().map(|level| level.name.clone()).collect(),
        _ => Vec::new(),
    }
}

/// The level that gates keep away: its name, the gate, codes of the instruments below it.
pub(super) fn held_back(tree: &ScoreTree<'_>) -> Option<(String, String, Vec<String>)> {
    let LevelOutcome::Reached { held_back: Some(held), .. } = tree.level() else { return None };
    let code = |at: &usize| tree.framework.instruments[*at].code.clone();
    Some((held.level.name.clone(), held.gate.to_string(), held.instruments.iter().map(code).collect()))
}

/// All levels, the best first.
pub(super) fn levels(framework: &Framework) -> Vec<LevelText> {
    let text = |level: &domain::framework::Level| LevelText {
        name: level.name.clone(),
        name_en: level.name_en.clone(),
        from: level.overall_min.to_string(),
        to: level.overall_max.to_string(),
        gate: level.gate.map(|gate| gate.to_string()),
        gated: level.gate.is_some(),
        passes: level.passes,
    };
    framework.levels.iter().map(text).collect()
}
