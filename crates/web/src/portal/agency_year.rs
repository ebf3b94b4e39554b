//! An agency's result of a year: overall score, level, instruments, indicators; each figure leads to how it came
//! about.

use domain::framework::Granularity;
use domain::text::Language;
use domain::{Score, Text};
use jiff::Timestamp;
use serde::Serialize;
use service::assess::{Brief, Finding, IndicatorView, LevelView, ScoreView};
use thai::FiscalYear;

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
    /// Whether it took the place of another result of the year then.
    pub has_replaced: bool,
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
    /// Questions and items below the pass mark, the lowest first, as many as are shown at once.
    pub weak: Vec<Cell>,
    /// The others, which are shown when asked for.
    pub weak_rest: Vec<Cell>,
    /// The overall score that was announced, where the file holds one.
    pub announced: Option<String>,
    /// Announced figures that do not follow from each other: what is printed, what follows.
    pub findings: Vec<String>,
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

/// How many weak questions and items are shown at once.
const MOST_WEAK: usize = 12;

impl AgencyYearPage {
    /// The page of a result. `published_at` is a moment in UTC.
    #[must_use]
    pub fn of(
        who: Who,
        year: FiscalYear,
        view: &ScoreView,
        findings: &[Finding],
        published_at: Timestamp,
        language: Language,
    ) -> Self {
        let view = View { view, language };
        let indicators: Vec<Cell> = view.view.indicators.iter().map(|one| view.indicator(one)).collect();
        let bars: Vec<Bar> = view.view.indicators.iter().map(|one| view.bar(one)).collect();
        let mut weak = view.weak();
        let weak_rest = weak.split_off(weak.len().min(MOST_WEAK));
        let lowest = indicators.iter().filter(|cell| cell.score.is_some()).min_by_key(|cell| cell.hundredths);
        AgencyYearPage {
            year: year.number(),
            published_at: published_at.to_string(),
            has_replaced: false,
            framework: view.view.framework.clone(),
            provisional: view.view.is_provisional,
            overall: view.cell(&view.view.overall, None),
            level: view.level(),
            certain: view.view.certain,
            instruments: (0..)
                .zip(&view.view.instruments)
                .map(|(at, one)| view.cell(&one.brief, Some(at)))
                .collect(),
            lowest: lowest.cloned(),
            indicators,
            chart: chart::lay_out(&bars, view.view.pass_mark),
            pass: view.view.pass_mark.map(|pass| pass.to_string()),
            weak,
            weak_rest,
            announced: view.view.published_overall.map(|score| score.to_string()),
            findings: findings.iter().map(|finding| finding.text.get(language).to_owned()).collect(),
            who,
        }
    }
}

struct View<'v> {
    view: &'v ScoreView,
    language: Language,
}

impl View<'_> {
    fn cell(&self, brief: &Brief, instrument: Option<usize>) -> Cell {
        let code = instrument.and_then(|at| self.view.instruments.get(at)).map(|one| one.brief.path.clone());
        Cell {
            code: brief.path.rsplit('/').next().unwrap_or_default().to_owned(),
            title: brief.title.get(self.language).to_owned(),
            score: brief.score.map(|score| score.to_string()),
            hundredths: brief.score.map_or(0, Score::hundredths),
            fill: instrument.map_or("#1d3d6b", chart::colour),
            instrument: code.unwrap_or_default(),
            low: brief.score.zip(self.view.pass_mark).is_some_and(|(score, pass)| score < pass),
            path: brief.path.clone(),
        }
    }

    /// The place of an instrument, for its colour.
    fn instrument(&self, code: &str) -> Option<usize> {
        self.view.instruments.iter().position(|one| one.brief.path == code)
    }

    fn indicator(&self, indicator: &IndicatorView) -> Cell {
        self.cell(&indicator.brief, self.instrument(&indicator.instrument))
    }

    fn bar(&self, indicator: &IndicatorView) -> Bar {
        let label = format!("{}. {}", indicator.number, indicator.brief.title.get(self.language));
        let group = self.instrument(&indicator.instrument).unwrap_or_default();
        Bar { label, group, score: indicator.brief.score }
    }

    fn level(&self) -> LevelCell {
        let said = |text: &Text| text.get(self.language).to_owned();
        match &self.view.level {
            LevelView::Reached { name, passes, held_back } => {
                let better = held_back.as_ref();
                let line = better.and_then(|name| self.view.levels.iter().find(|line| line.name == *name));
                LevelCell {
                    names: vec![said(name)],
                    passes: Some(*passes),
                    held_back: line.map(|line| HeldBack {
                        level: said(&line.name),
                        gate: line.gate.map(|gate| gate.to_string()).unwrap_or_default(),
                        instruments: line.below_gate.join(", "),
                    }),
                }
            }
            LevelView::Undecided(possible) => {
                LevelCell { names: possible.iter().map(said).collect(), passes: None, held_back: None }
            }
            LevelView::NoScore => LevelCell { names: vec![], passes: None, held_back: None },
        }
    }

    fn weak(&self) -> Vec<Cell> {
        let below = self.view.indicators.iter().flat_map(|indicator| {
            let instrument = self.instrument(&indicator.instrument);
            let items = indicator.below.iter().filter(|one| one.brief.granularity == Granularity::Items);
            items.map(move |item| self.cell(&item.brief, instrument))
        });
        let unplaced = self.view.unplaced.iter().map(|item| self.cell(&item.brief, None));
        let mut weak: Vec<Cell> = below.chain(unplaced).filter(|cell| cell.low).collect();
        weak.sort_by_key(|cell| cell.hundredths);
        weak
    }
}

impl Page for AgencyYearPage {
    const NAME: &'static str = "agency-year.html";
    const SOURCE: &'static str = include_str!("agency_year.html");

    fn samples() -> Vec<AgencyYearPage> {
        samples::with_each(|assessment| {
            let (year, view) =
                (assessment.framework.fiscal_year(), ScoreView::new(assessment, &assessment.score()));
            let finding = Finding {
                code: "overall_mismatch",
                key: String::from("published.overall"),
                published: String::from("91.59"),
                recomputed: Some(String::from("91.44")),
                text: Text::new(
                    "คะแนนรวมที่ประกาศ 91.59 แต่คำนวณได้ 91.44",
                    "91.59 was announced, 91.44 follows",
                ),
            };
            let page = |language| {
                let findings = std::slice::from_ref(&finding);
                AgencyYearPage::of(Who::sample(), year, &view, findings, Timestamp::UNIX_EPOCH, language)
            };
            vec![
                page(Language::Thai),
                AgencyYearPage { has_replaced: true, ..page(Language::Thai) },
                page(Language::English),
            ]
        })
    }
}
