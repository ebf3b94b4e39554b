//! An agency's result of a year: overall score, level, instruments, indicators; each figure leads to how it came
//! about.

use domain::assessment::Assessment;
use domain::framework::{Framework, NodeIndex};
use domain::scoring::{LevelOutcome, ScoreTree};
use domain::text::Language;
use domain::{Score, Text};
use serde::Serialize;

use crate::kit::chart::{self, Bar, Chart};
use crate::kit::page::Page;
use crate::portal::{Who, samples};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyYearPage {
    /// Whose result.
    pub who: Who,
    /// Fiscal year of the Buddhist era.
    pub year: i16,
    /// When it was published, as a moment.
    pub published_at: String,
    /// Rules with their revision.
    pub framework: String,
    /// Whether the rules were derived from another year.
    pub provisional: bool,
    /// The overall score.
    pub overall: Cell,
    /// The level.
    pub level: LevelCell,
    /// Whether all of it is certain.
    pub certain: bool,
    /// Instruments.
    pub instruments: Vec<Cell>,
    /// Indicators.
    pub indicators: Vec<Cell>,
    /// The chart of the indicators.
    pub chart: Chart,
    /// The lowest indicator, for those who do not see the chart.
    pub lowest: Option<Cell>,
    /// The least overall score that passes.
    pub pass: Option<String>,
    /// Questions and items below the pass mark, the lowest first.
    pub weak: Vec<Cell>,
}

/// A figure.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    /// Path of its node, as in the address of its explanation.
    pub path: String,
    /// Short name: `IIT`, `9`, `O25`.
    pub code: String,
    /// Official name.
    pub title: String,
    /// Two decimals; none where there is no score.
    pub score: Option<String>,
    /// The same as whole hundredths, for bars.
    pub hundredths: u16,
    /// Colour of its instrument.
    pub fill: &'static str,
    /// Instrument it belongs to.
    pub instrument: String,
    /// Whether it is below the pass mark.
    pub low: bool,
}

/// The level as reached.
#[derive(Debug, Clone, Serialize)]
pub struct LevelCell {
    /// Its name, or the names that remain possible.
    pub names: Vec<String>,
    /// Whether it passes; none while that is open.
    pub passes: Option<bool>,
    /// A better level that the gate of an instrument keeps away: name, gate, instruments.
    pub held_back: Option<HeldBack>,
}

/// A level out of reach.
#[derive(Debug, Clone, Serialize)]
pub struct HeldBack {
    /// The better level.
    pub level: String,
    /// What every instrument has to reach.
    pub gate: String,
    /// Instruments below it.
    pub instruments: String,
}

/// How many weak questions and items are listed.
const MOST_WEAK: usize = 12;

impl AgencyYearPage {
    /// The page of an assessment. `published_at` is a moment in UTC.
    #[must_use]
    pub fn of(
        who: Who,
        assessment: &Assessment<'_>,
        published_at: jiff::Timestamp,
        language: Language,
    ) -> AgencyYearPage {
        let framework = assessment.framework;
        let tree = assessment.score();
        let view = View { framework, tree: &tree, language, pass: pass_mark(framework) };
        let skeleton = framework.skeleton();
        let indicators: Vec<Cell> =
            (0..framework.indicators.len()).map(|at| view.indicator(at, skeleton.indicator(at))).collect();
        let bars: Vec<Bar> = (0..framework.indicators.len()).map(|at| view.bar(at)).collect();
        let lowest = indicators.iter().filter(|cell| cell.score.is_some()).min_by_key(|cell| cell.hundredths);
        AgencyYearPage {
            year: framework.fiscal_year().number(),
            published_at: published_at.to_string(),
            framework: framework.id().to_string(),
            provisional: framework.is_provisional(),
            overall: view.cell(skeleton.overall(), None),
            level: view.level(),
            certain: tree.certain(),
            instruments: (0..framework.instruments.len())
                .map(|at| view.cell(skeleton.instrument(at), Some(at)))
                .collect(),
            lowest: lowest.cloned(),
            indicators,
            chart: chart::lay_out(&bars, view.pass),
            pass: view.pass.map(|pass| pass.to_string()),
            weak: view.weak(),
            who,
        }
    }
}

/// The least overall score of a level that passes.
pub(crate) fn pass_mark(framework: &Framework) -> Option<Score> {
    framework.levels.iter().filter(|level| level.passes).map(|level| level.overall_min).min()
}

struct View<'v, 'f> {
    framework: &'f Framework,
    tree: &'v ScoreTree<'f>,
    language: Language,
    pass: Option<Score>,
}

impl View<'_, '_> {
    fn cell(&self, node: NodeIndex, instrument: Option<usize>) -> Cell {
        let score = self.tree.at(node).score;
        let path = self.framework.path(node);
        Cell {
            code: path.rsplit('/').next().unwrap_or_default().to_owned(),
            title: self.framework.title(node).get(self.language).to_owned(),
            score: score.map(|score| score.to_string()),
            hundredths: score.map_or(0, Score::hundredths),
            fill: instrument.map_or("#1d3d6b", chart::colour),
            instrument: instrument
                .and_then(|at| self.framework.instruments.get(at))
                .map(|one| one.code.clone())
                .unwrap_or_default(),
            low: score.zip(self.pass).is_some_and(|(score, pass)| score < pass),
            path,
        }
    }

    fn indicator(&self, at: usize, node: NodeIndex) -> Cell {
        self.cell(node, self.framework.indicators.get(at).map(|one| one.instrument))
    }

    fn bar(&self, at: usize) -> Bar {
        let Some(indicator) = self.framework.indicators.get(at) else {
            return Bar { label: String::new(), group: 0, score: None };
        };
        let name = Text::new(indicator.name_th.clone(), indicator.name_en.clone());
        let label = format!("{}. {}", indicator.number, name.get(self.language));
        Bar { label, group: indicator.instrument, score: self.tree.indicator(at) }
    }

    fn level(&self) -> LevelCell {
        let name = |level: &domain::framework::Level| match self.language {
            Language::Thai => level.name.clone(),
            Language::English => level.name_en.clone(),
        };
        match self.tree.level() {
            LevelOutcome::Reached { level, held_back } => LevelCell {
                names: vec![name(level)],
                passes: Some(level.passes),
                held_back: held_back.map(|held| HeldBack {
                    level: name(held.level),
                    gate: held.gate.to_string(),
                    instruments: held
                        .instruments
                        .iter()
                        .filter_map(|at| self.framework.instruments.get(*at))
                        .map(|one| one.code.as_str())
                        .collect::<Vec<_>>()
                        .join(", "),
                }),
            },
            LevelOutcome::Undecided { possible } => {
                LevelCell { names: possible.into_iter().map(name).collect(), passes: None, held_back: None }
            }
            LevelOutcome::NoScore => LevelCell { names: vec![], passes: None, held_back: None },
        }
    }

    fn weak(&self) -> Vec<Cell> {
        let skeleton = self.framework.skeleton();
        let items = skeleton.of(domain::framework::Granularity::Items);
        let mut weak: Vec<Cell> = items
            .map(|node| {
                let above = skeleton.indicator_above(node);
                let indicator = above.and_then(|above| match skeleton.nodes.get(above).map(|node| node.at) {
                    Some(domain::framework::NodeRef::Indicator(at)) => self.framework.indicators.get(at),
                    _ => None,
                });
                self.cell(node, indicator.map(|one| one.instrument))
            })
            .filter(|cell| cell.low)
            .collect();
        weak.sort_by_key(|cell| cell.hundredths);
        weak.truncate(MOST_WEAK);
        weak
    }
}

impl Page for AgencyYearPage {
    const NAME: &'static str = "agency-year.html";
    const SOURCE: &'static str = include_str!("agency_year.html");

    fn samples() -> Vec<AgencyYearPage> {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let page = |assessment: &Assessment<'_>, language| {
            AgencyYearPage::of(Who::sample(), assessment, at, language)
        };
        samples::with_each(|assessment| {
            vec![page(assessment, Language::Thai), page(assessment, Language::English)]
        })
    }
}
