//! A result as a page shows it: every figure with its name and where to read on.

use domain::explanation::{Explanation, explain};
use domain::framework::{Granularity, NodeIndex, NodeRef};
use domain::scoring::{Basis, LevelOutcome, Points, ScoreTree, Verdict};
use domain::{Assessment, Score, Text};

use crate::{Code, Problem, Result};

/// A node in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// Its name: `overall`, `IIT`, `8`, `9.1`, `public/E5`, `O12`.
    pub path: String,
    /// Its official name, topic or title.
    pub title: Text,
    /// How fine it is.
    pub granularity: Granularity,
    /// Its score; none where it is not known.
    pub score: Option<Score>,
    /// Whether there is no doubt at or below it.
    pub certain: bool,
}

impl Brief {
    pub(crate) fn new(tree: &ScoreTree<'_>, node: NodeIndex) -> Brief {
        let result = tree.at(node);
        Brief {
            path: tree.framework.path(node),
            title: tree.framework.title(node),
            granularity: tree.skeleton().granularity(node),
            score: result.score,
            certain: result.score.is_some() && result.doubts.is_empty(),
        }
    }
}

/// An instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstrumentView {
    /// Name, title, score.
    pub brief: Brief,
    /// Its share of the overall score, in hundredths of a percent (30 % = 3000).
    pub weight: u32,
    /// Points out of its weight.
    pub points: Option<Points>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorView {
    /// 1 to 10.
    pub number: u8,
    /// Name, title, score.
    pub brief: Brief,
    /// Code of its instrument.
    pub instrument: String,
    /// What it is made of, down to the items: sub-indicators or parts each before their items.
    pub below: Vec<ItemView>,
}

/// Something below an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemView {
    /// Name, title, score.
    pub brief: Brief,
    /// 1 for what stands right below the indicator, 2 for what stands below that.
    pub depth: u8,
    /// The assessor's verdict on an item of disclosure.
    pub verdict: Option<Verdict>,
    /// Whether the item was not named in the file and is taken as full.
    pub is_unlisted: bool,
}

/// A level of the year's scale, best first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelLine {
    /// Official name.
    pub name: Text,
    /// Least overall score.
    pub least: Score,
    /// Greatest overall score.
    pub greatest: Score,
    /// Least score of each instrument.
    pub gate: Option<Score>,
    /// Whether the level counts as passed.
    pub passes: bool,
    /// Whether it is the level of this result.
    pub is_reached: bool,
    /// Codes of instruments whose score is below the gate.
    pub below_gate: Vec<String>,
}

/// The level of a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelView {
    /// The level.
    Reached {
        /// Official name.
        name: Text,
        /// Whether it counts as passed.
        passes: bool,
        /// A better level that the overall score alone would have reached.
        held_back: Option<Text>,
    },
    /// Levels that remain possible while an instrument's score is not known, best first.
    Undecided(Vec<Text>),
    /// There is no overall score.
    NoScore,
}

/// A result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreView {
    /// The rules with their revision: `nacc/2568@1`.
    pub framework: String,
    /// Official name of the rules.
    pub framework_title: Text,
    /// SHA-256 of the rules.
    pub framework_digest: String,
    /// Whether the rules were derived from another year because their own are not known yet.
    pub is_provisional: bool,
    /// The overall score.
    pub overall: Brief,
    /// The overall score as printed in the file, where it is.
    pub published_overall: Option<Score>,
    /// The level as printed in the file, where it is.
    pub published_level: Option<String>,
    /// The level.
    pub level: LevelView,
    /// The year's scale.
    pub levels: Vec<LevelLine>,
    /// Least overall score that counts as passed: the line in a chart.
    pub pass_mark: Option<Score>,
    /// IIT, EIT, OIT.
    pub instruments: Vec<InstrumentView>,
    /// The indicators in the order of the rules.
    pub indicators: Vec<IndicatorView>,
    /// Items that the year's rules place under no indicator.
    pub unplaced: Vec<ItemView>,
    /// Whether the overall rests only on certain figures and rules.
    pub certain: bool,
    /// Indicators without a score.
    pub missing: Vec<Brief>,
}

impl ScoreView {
    /// The view of an assessment that was scored.
    pub fn new(assessment: &Assessment<'_>, tree: &ScoreTree<'_>) -> ScoreView {
        let framework = tree.framework;
        let skeleton = tree.skeleton();
        let instruments = framework.instruments.iter().enumerate().map(|(at, instrument)| InstrumentView {
            brief: Brief::new(tree, skeleton.instrument(at)),
            weight: instrument.weight,
            points: tree.points(at),
        });
        let indicators = framework.indicators.iter().enumerate().map(|(at, indicator)| IndicatorView {
            number: indicator.number,
            brief: Brief::new(tree, skeleton.indicator(at)),
            instrument: framework.instruments[indicator.instrument].code.clone(),
            below: below(assessment, tree, skeleton.indicator(at), 1),
        });
        let unplaced = skeleton.of(Granularity::Items).filter(|&node| skeleton.nodes[node].parent.is_none());
        let missing = tree.missing_indicators();
        ScoreView {
            framework: framework.id().to_string(),
            framework_title: Text::new(&framework.file().name_th, &framework.file().name_en),
            framework_digest: framework.digest().to_owned(),
            is_provisional: framework.is_provisional(),
            overall: Brief::new(tree, skeleton.overall()),
            published_overall: assessment.overall,
            published_level: assessment.level.clone(),
            level: level(tree),
            levels: levels(tree),
            pass_mark: framework.levels.iter().filter(|one| one.passes).map(|one| one.overall_min).min(),
            instruments: instruments.collect(),
            indicators: indicators.collect(),
            unplaced: unplaced.map(|node| item(assessment, tree, node, 1)).collect(),
            certain: tree.certain(),
            missing: missing.into_iter().map(|node| Brief::new(tree, node)).collect(),
        }
    }
}

fn below(assessment: &Assessment<'_>, tree: &ScoreTree<'_>, node: NodeIndex, depth: u8) -> Vec<ItemView> {
    let mut found = Vec::new();
    for &child in tree.skeleton().children_of(node) {
        // Rows of a question stand on the page that explains the question.
        if tree.skeleton().granularity(child) == Granularity::Rows {
            continue;
        }
        found.push(item(assessment, tree, child, depth));
        found.extend(below(assessment, tree, child, depth.saturating_add(1)));
    }
    found
}

fn item(assessment: &Assessment<'_>, tree: &ScoreTree<'_>, node: NodeIndex, depth: u8) -> ItemView {
    ItemView {
        brief: Brief::new(tree, node),
        depth,
        verdict: assessment.evidence.verdict_of(tree.skeleton(), node),
        is_unlisted: tree.at(node).basis == Basis::UnlistedFull,
    }
}

fn name_of(level: &domain::framework::Level) -> Text {
    Text::new(&level.name, &level.name_en)
}

fn level(tree: &ScoreTree<'_>) -> LevelView {
    match tree.level() {
        LevelOutcome::Reached { level, held_back } => LevelView::Reached {
            name: name_of(level),
            passes: level.passes,
            held_back: held_back.map(|held| name_of(held.level)),
        },
        LevelOutcome::Undecided { possible } => {
            LevelView::Undecided(possible.into_iter().map(name_of).collect())
        }
        LevelOutcome::NoScore => LevelView::NoScore,
    }
}

fn levels(tree: &ScoreTree<'_>) -> Vec<LevelLine> {
    let framework = tree.framework;
    let reached = tree.level_reached().map(|level| level.name.as_str());
    let line = |level: &domain::framework::Level| {
        let is_below = |at: usize| {
            let gate = level.gate.unwrap_or(Score::ZERO);
            tree.instrument(at).is_some_and(|score| score < gate)
        };
        let below = framework.instruments.iter().enumerate().filter(|(at, _)| is_below(*at));
        LevelLine {
            name: name_of(level),
            least: level.overall_min,
            greatest: level.overall_max,
            gate: level.gate,
            passes: level.passes,
            is_reached: reached == Some(level.name.as_str()),
            below_gate: below.map(|(_, instrument)| instrument.code.clone()).collect(),
        }
    };
    framework.levels.iter().map(line).collect()
}

/// One node with everything that led to its score.
#[derive(Debug, Clone)]
pub struct NodeView {
    /// Name, title, score.
    pub brief: Brief,
    /// Rule, inputs, calculation, rounding, source, doubts.
    pub explanation: Explanation,
    /// What it goes into; none for the overall score.
    pub parent: Option<Brief>,
    /// What it is made of.
    pub children: Vec<Brief>,
    /// The figure that the file gives for the node itself.
    pub printed: Option<Score>,
    /// The rules with their revision.
    pub framework: String,
    /// SHA-256 of the rules.
    pub framework_digest: String,
    /// Share in what it goes into, in hundredths of a percent, where siblings weigh differently.
    pub weight: Option<u32>,
}

impl NodeView {
    /// The node with a name.
    ///
    /// # Errors
    /// [`Code::NotFound`].
    pub fn find(assessment: &Assessment<'_>, path: &str) -> Result<NodeView> {
        let tree = assessment.score();
        let framework = tree.framework;
        let skeleton = tree.skeleton();
        let missing = || Problem::new(Code::NotFound);
        let node = framework.node(path).ok_or_else(missing)?;
        let explanation = explain(&tree, &assessment.evidence, node).ok_or_else(missing)?;
        let here = skeleton.nodes.get(node).ok_or_else(missing)?;
        let parent = here.parent;
        let weighs = parent.is_some_and(|parent| !skeleton.nodes[parent].equal_weights);
        let printed =
            if here.at == NodeRef::Overall { assessment.overall } else { assessment.evidence.given(node) };
        Ok(NodeView {
            brief: Brief::new(&tree, node),
            explanation,
            parent: parent.map(|parent| Brief::new(&tree, parent)),
            children: skeleton.children_of(node).iter().map(|&child| Brief::new(&tree, child)).collect(),
            printed,
            framework: framework.id().to_string(),
            framework_digest: framework.digest().to_owned(),
            weight: weighs.then_some(here.weight),
        })
    }
}
