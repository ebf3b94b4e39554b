//! What a document states: agency, years, scores, measures, each with its place, its words and how sure it is.

mod agency;
pub(crate) mod codes;
mod comparison;
pub(crate) mod context;
mod endorsements;
mod joined;
pub(crate) mod levels;
pub(crate) mod measures;
mod model;
pub(crate) mod names;
mod provinces;
mod published;
pub(crate) mod scan;
pub(crate) mod steps;
pub(crate) mod tables;
mod text;
pub(crate) mod years;

use std::collections::{BTreeMap, BTreeSet};

use domain::Text;
use domain::framework::{Catalogue, Framework};
use thai::FiscalYear;

use crate::layout::{Content, Remark, Source};
use context::{Lookup, Section};

pub use model::{
    AgencyClaim, AgencyMention, CodeReading, ComparisonClaim, Confidence, EndorsementClaim, IssueClaim,
    LevelClaim, MeasureClaim, Origin, PeriodClaim, PointsClaim, RankClaim, Relation, ScoreClaim, Subject,
    ThresholdClaim, Units, Witness, YearClaim, YearOf,
};
pub(crate) use provinces::PROVINCES;
pub use published::{OtherValue, Published};
pub use steps::steps_of;

/// Everything that a document states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// Whose report it is.
    pub agency: Option<AgencyClaim>,
    /// Passages that name an agency of the same kind.
    pub agency_mentions: Vec<AgencyMention>,
    /// Stated years.
    pub years: Vec<YearClaim>,
    /// Year of the scores.
    pub score_year: Option<FiscalYear>,
    /// Year of the round in which the report is disclosed.
    pub round_year: Option<FiscalYear>,
    /// Series of the framework that the scores were read by: `nacc/2568`.
    pub framework: Option<String>,
    /// Stated scores, in the order of the document.
    pub scores: Vec<ScoreClaim>,
    /// Points of instruments.
    pub points: Vec<PointsClaim>,
    /// Stated levels.
    pub levels: Vec<LevelClaim>,
    /// Stated ranks.
    pub ranks: Vec<RankClaim>,
    /// Marks by which the document sorts.
    pub thresholds: Vec<ThresholdClaim>,
    /// Means and results of other years.
    pub comparisons: Vec<ComparisonClaim>,
    /// What is listed as to be improved.
    pub issues: Vec<IssueClaim>,
    /// Rows of tables of measures, in the order of the document.
    pub measures: Vec<MeasureClaim>,
    /// Offices with a place for their opinion.
    pub endorsements: Vec<EndorsementClaim>,
    /// What was noticed on the way.
    pub remarks: Vec<Remark>,
    /// Items that are scored once for each part.
    items_with_parts: BTreeSet<String>,
    /// Indicators of the items.
    indicator_of: BTreeMap<String, u8>,
}

/// Reads the claims of a document, by the framework of the year that its scores are of.
pub fn read(source: &Source, catalogue: &Catalogue) -> Claims {
    read_of(source, catalogue, None)
}

/// As [`read`], with the fiscal year of the scores where somebody knows what the document does not tell: a table
/// on its own names no year.
pub fn read_of(source: &Source, catalogue: &Catalogue, known: Option<FiscalYear>) -> Claims {
    let mut claims = Claims::default();
    let texts = || source.blocks.iter().filter_map(|block| Some((block.content.text()?, block.place)));
    for (text, place) in texts() {
        years::read(text, place, &mut claims);
    }
    // The year decides how scores are read, and where scores stand tells the year: so twice.
    let Some(framework) = framework(catalogue, known.or(years::of_scores(&claims))) else { return claims };
    let years = std::mem::take(&mut claims.years);
    let first = pass(source, framework, catalogue, years.clone());
    let inferred = years::before_measures(&first).filter(|_| known.is_none());
    let year = known.or(inferred).or(years::of_scores(&first));
    let better = self::framework(catalogue, year).unwrap_or(framework);
    let mut claims =
        if better.id() == framework.id() { first } else { pass(source, better, catalogue, years.clone()) };
    let (mut better, mut year) = (better, year);
    // A document without scores names the year of its measures; its codes may be those of the year before.
    if claims.scores.is_empty()
        && let Some(before) = year.and_then(FiscalYear::previous)
        && let Some(other) =
            self::framework(catalogue, Some(before)).filter(|other| other.fiscal_year() == before)
    {
        let older = pass(source, other, catalogue, years);
        if misfits(&older) < misfits(&claims) {
            (claims, better, year) = (older, other, Some(before));
        }
    }
    claims.score_year = year;
    claims.round_year = years::of_round(&claims, year);
    claims.framework = Some(better.id().series());
    if let Some(inferred) = inferred {
        let year = inferred.number();
        claims.remarks.push(Remark {
            code: "score-year-inferred",
            place: None,
            message: Text::new(
                format!("เอกสารไม่บอกปีของคะแนน จึงถือว่ามาตรการตอบผลของปีก่อนหน้า คือปี {year}"),
                format!(
                    "the year of the scores is not told; measures answer the year before theirs, so {year} is taken"
                ),
            ),
        });
    }
    if year != Some(better.fiscal_year()) {
        claims.remarks.push(Remark {
            code: "framework-of-another-year",
            place: None,
            message: Text::new(
                format!("ไม่พบปีของคะแนน หรือไม่มีหลักเกณฑ์ของปีนั้น จึงอ่านตาม {}", better.id().series()),
                format!(
                    "the year of the scores is not told, or has no framework: read by {}",
                    better.id().series()
                ),
            ),
        });
    }
    agency::read(source, &mut claims);
    claims
}

/// Codes that do not go with the words beside them.
fn misfits(claims: &Claims) -> usize {
    claims.measures.iter().flat_map(|row| &row.codes).filter(|code| code.repaired).count()
}

/// The framework of a year, else the newest that is there.
fn framework(catalogue: &Catalogue, year: Option<FiscalYear>) -> Option<&Framework> {
    let of_year = year.and_then(|year| catalogue.find(&format!("nacc/{year}")).ok());
    of_year.or_else(|| catalogue.entries().last().and_then(|entry| entry.framework().ok()))
}

fn pass(source: &Source, framework: &Framework, catalogue: &Catalogue, years: Vec<YearClaim>) -> Claims {
    let lookup = Lookup::new(framework, catalogue);
    let mut claims = Claims { years, ..Claims::default() };
    for item in &framework.items {
        let instrument = framework.instruments.get(item.instrument);
        if instrument.is_some_and(|instrument| !instrument.parts.is_empty()) {
            claims.items_with_parts.insert(item.code.clone());
        }
        if let Some(indicator) = item.indicator.and_then(|at| framework.indicators.get(at)) {
            claims.indicator_of.insert(item.code.clone(), indicator.number);
        }
    }
    let mut section = Section::default();
    let mut table_count = 0;
    for block in &source.blocks {
        section.enter(block, &lookup);
        match &block.content {
            Content::Heading(text) | Content::Paragraph(text) => {
                self::text::read(text, block.place, &section, &lookup, &mut claims);
            }
            Content::Table(table) => {
                tables::read(table, &section, &lookup, &mut claims);
                measures::read(table, table_count, &section, &lookup, &mut claims);
                table_count += 1;
            }
        }
    }
    endorsements::read(source, &mut claims);
    claims
}
