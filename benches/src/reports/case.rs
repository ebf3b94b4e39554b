//! An agency that does not exist: its scores, which follow from each other, its plan and what came of it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, anyhow};
use documents::facts::{Facts, Rank};
use domain::agency::{Agency, AgencyKind};
use domain::analysis::Thresholds;
use domain::approval::Endorsement;
use domain::framework::{Framework, Granularity, NodeIndex, NodeRef};
use domain::measures::Library;
use domain::plan::{
    Evidence, MemoHead, MemoWriter, Outcome, Percent, Plan, PlanPeriod, ProgressNote, SuggestOptions, suggest,
};
use domain::scoring::{ScoreTree, Verdict};
use domain::{Assessment, Score};
use jiff::civil::Date;
use thai::{DigitStyle, FiscalYear};

use super::draw::{at, in_hundred, one};
use super::words;
use crate::agencies::rules;
use crate::nation::Random;

/// Years of which reports are made.
const YEARS: [i16; 7] = [2562, 2563, 2564, 2565, 2566, 2567, 2568];

/// Everything that a report may say.
#[derive(Debug)]
pub struct Case {
    /// The result.
    pub assessment: Assessment<'static>,
    /// Its scores.
    pub tree: ScoreTree<'static>,
    /// The result of the year before, where it is told.
    pub previous: Option<ScoreTree<'static>>,
    /// The plan, with results.
    pub plan: Plan,
    /// Place in the province.
    pub rank: Option<Rank>,
    /// Day of the report.
    pub today: Date,
    /// Digits of the report.
    pub digits: DigitStyle,
    /// The name without its kind.
    pub short: String,
}

impl Case {
    /// Draws an agency, a year, its result and its plan.
    ///
    /// # Errors
    /// Where the rules or the library of measures are no longer what they were.
    pub fn draw(random: &mut Random) -> Result<Case> {
        let year = YEARS[at(random, YEARS.len())];
        let framework = rules(year)?;
        let (agency, short) = agency(random);
        let quality = 60 + i64::from(random.below(38));
        let assessment = result(random, framework, &agency, quality);
        let tree = assessment.score();
        let overall = tree.overall().with_context(|| format!("scoring {year}"))?;
        let assessment = Assessment {
            overall: Some(overall),
            level: tree.level_reached().map(|level| level.name.clone()),
            ..assessment
        };
        let previous = if year == 2562 || in_hundred(random, 60) {
            None
        } else {
            let before = rules(year - 1)?;
            let drift = i64::from(random.below(11)) - 6;
            Some(result(random, before, &agency, (quality + drift).clamp(40, 98)).score())
        };
        let mut plan = plan(random, &agency, &tree)?;
        record(random, &mut plan, year)?;
        let rank = in_hundred(random, 40).then(|| Rank {
            place: 1 + random.below(140),
            of: in_hundred(random, 50).then(|| 141 + random.below(60)),
            group: format!("จังหวัด{}", agency.province.clone().unwrap_or_default()),
        });
        let round = plan.round_year;
        let digits = if in_hundred(random, 55) { DigitStyle::Thai } else { DigitStyle::Ascii };
        Ok(Case { assessment, tree, previous, plan, rank, today: day(random, round)?, digits, short })
    }

    /// What the crate `documents` is given.
    ///
    /// # Errors
    /// Where the rules of the round are missing.
    pub fn facts(&self) -> Result<Facts<'_>> {
        Ok(Facts {
            previous: self.previous.as_ref(),
            rank: self.rank.as_ref(),
            digits: self.digits,
            round_framework: rules(self.plan.round_year.number()).ok(),
            ..Facts::new(&self.assessment, &self.tree, &self.plan, self.today)
        })
    }

    /// The rules of its scores.
    pub fn framework(&self) -> &'static Framework {
        self.tree.framework
    }

    /// Fiscal year of its scores.
    pub fn year(&self) -> i16 {
        self.framework().fiscal_year().number()
    }

    /// Year of its measures.
    pub fn round(&self) -> i16 {
        self.plan.round_year.number()
    }

    /// Full name of the agency.
    pub fn name(&self) -> &str {
        self.assessment.agency.name.as_deref().unwrap_or_default()
    }

    /// The overall score; drawn agencies have one.
    pub fn overall(&self) -> Score {
        self.assessment.overall.unwrap_or(Score::ZERO)
    }

    /// Indicators with their scores, in the order of their numbers.
    pub fn indicators(&self) -> Vec<(u8, &'static str, Score)> {
        let all = self.framework().indicators.iter().enumerate();
        all.filter_map(|(at, one)| Some((one.number, one.name_th.as_str(), self.tree.indicator(at)?)))
            .collect()
    }

    /// The score of everything by the keys of claims.
    pub fn truths(&self) -> BTreeMap<String, Score> {
        let nodes = 0..self.framework().skeleton().nodes.len();
        let mut all: BTreeMap<String, Score> =
            nodes.filter_map(|node| Some((self.key(node), self.tree.at(node).score?))).collect();
        for (at, instrument) in self.framework().instruments.iter().enumerate() {
            let points = self.tree.points(at).map(|points| Score::clamped(i64::from(points.0)));
            all.extend(points.map(|points| (format!("points.{}", instrument.code), points)));
        }
        all
    }

    /// Key of a node as claims name it: `items.public/E5`.
    pub fn key(&self, node: NodeIndex) -> String {
        let key = self.framework().key(node);
        key.strip_prefix("published.").unwrap_or(&key).to_owned()
    }
}

fn result(
    random: &mut Random,
    framework: &'static Framework,
    agency: &Agency,
    quality: i64,
) -> Assessment<'static> {
    let mut assessment = Assessment { agency: agency.clone(), ..Assessment::new(framework) };
    let skeleton = framework.skeleton();
    let own: Vec<i64> = framework.indicators.iter().map(|_| i64::from(random.below(2_400)) - 1_400).collect();
    for node in skeleton.of(Granularity::Items) {
        let NodeRef::Item(item, _) = skeleton.nodes[node].at else { continue };
        let item = &framework.items[item];
        if item.is_disclosure() {
            let passes = i64::from(random.below(100)) < quality + 5;
            assessment.evidence.verdict(skeleton, node, if passes { Verdict::Pass } else { Verdict::Fail });
        } else {
            let shift = item.indicator.map_or(0, |indicator| own[indicator]);
            let score = quality * 100 + 900 + shift + i64::from(random.below(1_300)) - 650;
            // A few answers are all the best, as in small agencies.
            let score = if in_hundred(random, 12) { 10_000 } else { score.min(9_999) };
            assessment.evidence.give(node, Score::clamped(score));
        }
    }
    // Years whose questions are not known are known by their indicators.
    let rough = assessment.score();
    for (indicator, shift) in own.iter().enumerate() {
        if rough.indicator(indicator).is_none() {
            let score = quality * 100 + shift + i64::from(random.below(1_000));
            assessment.evidence.give(skeleton.indicator(indicator), Score::clamped(score.min(10_000)));
        }
    }
    assessment
}

fn agency(random: &mut Random) -> (Agency, String) {
    let place = format!("{}{}", one(random, &words::PLACES), one(random, &words::PLACE_NAMES));
    let province = one(random, &words::PROVINCES).to_owned();
    let (kind, short) = match random.below(20) {
        0..8 => (AgencyKind::SubdistrictOrganization, place),
        8..13 => (AgencyKind::SubdistrictMunicipality, place),
        13..15 => (AgencyKind::TownMunicipality, place),
        15 => (AgencyKind::CityMunicipality, place),
        16 => (AgencyKind::ProvincialOrganization, province.clone()),
        17 => (AgencyKind::ProvinceOffice, one(random, &words::MADE_UP_PROVINCES).to_owned()),
        _ => (AgencyKind::Department, one(random, &words::DEPARTMENTS).to_owned()),
    };
    let local = !matches!(kind, AgencyKind::Department | AgencyKind::ProvinceOffice);
    let abbreviated = kind == AgencyKind::SubdistrictOrganization && in_hundred(random, 20);
    let name = if abbreviated { format!("อบต.{short}") } else { format!("{}{short}", kind.name_th()) };
    let agency = Agency {
        name: Some(name),
        province: local.then_some(province),
        district: local.then(|| one(random, &words::DISTRICTS).to_owned()),
        kind: Some(kind),
        ..Agency::default()
    };
    (agency, short)
}

fn plan(random: &mut Random, agency: &Agency, tree: &ScoreTree<'static>) -> Result<Plan> {
    let library = Library::embedded().map_err(|problems| anyhow!("the measures: {problems:?}"))?;
    let options = SuggestOptions { max_issues: Some(4 + at(random, 9)), ..SuggestOptions::default() };
    Ok(suggest(agency, tree, library, &Thresholds::default(), &options))
}

/// A day of the fiscal year.
///
/// # Errors
/// Never for the years of this project.
pub fn day(random: &mut Random, year: FiscalYear) -> Result<Date> {
    let months = [
        (10, -1),
        (11, -1),
        (12, -1),
        (1, 0),
        (2, 0),
        (3, 0),
        (4, 0),
        (5, 0),
        (6, 0),
        (7, 0),
        (8, 0),
        (9, 0),
    ];
    let (month, shift) = months[at(random, months.len())];
    let number = year.last_day().year() + shift;
    let day = 1 + i8::try_from(random.below(28)).unwrap_or(0);
    Date::new(number, month, day).context("a day of the year")
}

/// Fills in what was done.
fn record(random: &mut Random, plan: &mut Plan, year: i16) -> Result<()> {
    let round = FiscalYear::new(year + 1).map_err(|error| anyhow!("{error}"))?;
    plan.round_year = round;
    let whole = format!("1 ต.ค. {} - 30 ก.ย. {}", year, year + 1);
    for measure in plan.issues.iter_mut().flat_map(|issue| &mut issue.measures) {
        let period = match random.below(4) {
            0 => whole.clone(),
            1 => format!("ไตรมาสที่ {} ปีงบประมาณ พ.ศ. {}", 1 + random.below(4), year + 1),
            2 => format!("มกราคม - มีนาคม {}", year + 1),
            _ => format!("1 ตุลาคม {year} - 30 กันยายน {}", year + 1),
        };
        measure.period = PlanPeriod::read(&period, round);
        measure.follow_ups.retain(|date| round.contains(*date));
        measure.result = Some(words::result(random));
        measure.outcome = Some(Outcome { text: words::outcome(random), figure: None });
        measure.suggestion = Some(one(random, &words::SUGGESTIONS).to_owned());
        measure.progress = vec![ProgressNote {
            date: day(random, round)?,
            text: words::result(random),
            percent: Percent::new(100),
        }];
        measure.evidence =
            vec![Evidence { name: one(random, &words::PROOFS).to_owned(), sha256: None, link: None }];
    }
    let office = |office: &str| Endorsement { office: office.to_owned(), ..Endorsement::default() };
    plan.endorsements = vec![office("หัวหน้าสำนักปลัด"), office("ปลัด"), office("ผู้บริหาร")];
    plan.memo = Some(MemoHead {
        unit: Some(one(random, &words::UNITS).to_owned()),
        subject: Some("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส".to_owned()),
        date: Some(day(random, round)?),
        to: Some("ผู้บริหาร".to_owned()),
        writer: MemoWriter {
            name: None, position: Some("นักวิเคราะห์นโยบายและแผน".to_owned())
        },
        ..MemoHead::default()
    });
    Ok(())
}
