//! What a document states, with the words it was read from.

use domain::agency::AgencyKind;
use domain::{Score, Text};
use thai::{Date, FiscalYear, Period};

use crate::layout::Place;

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Several readings are possible; a person should look.
    Doubtful,
    /// Repaired or inferred, with good evidence.
    Likely,
    /// As printed.
    Certain,
}

impl Confidence {
    /// The name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Confidence::Doubtful => "doubtful",
            Confidence::Likely => "likely",
            Confidence::Certain => "certain",
        }
    }
}

/// Where a claim comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The place.
    pub place: Place,
    /// The words, as printed, shortened to a few lines.
    pub words: String,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// What a score is a score of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The whole assessment.
    Overall,
    /// An instrument: `IIT`.
    Instrument(String),
    /// An indicator by its number.
    Indicator(u8),
    /// A sub-indicator: `9.1`.
    SubIndicator(String),
    /// A question or disclosure item: `I7`, `E5`, `O12`.
    Item(String),
}

/// In what a score is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Witness {
    /// Running text.
    Text,
    /// A table whose subject is the measures.
    MeasureTable,
    /// A table of scores.
    ScoreTable,
}

/// How the code of an item was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeReading {
    /// As printed.
    pub printed: String,
    /// As taken.
    pub code: String,
    /// Whether it is another than printed.
    pub repaired: bool,
    /// Why it was taken so.
    pub reason: Text,
    /// What else it may be, the likeliest first, `code` among them.
    pub candidates: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A stated score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreClaim {
    /// Of what.
    pub subject: Subject,
    /// The part, `public` or `survey`, where the document says one.
    pub part: Option<String>,
    /// The indicator under which it is printed.
    pub within: Option<u8>,
    /// The score out of 100.
    pub score: Score,
    /// The fiscal year, when a column of several years names it.
    pub year: Option<FiscalYear>,
    /// In what it is told.
    pub witness: Witness,
    /// How the item's code was read.
    pub code: Option<CodeReading>,
    /// Where.
    pub origin: Origin,
}

/// Points of an instrument out of its weight, such as 33.00 of 40.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsClaim {
    /// `IIT`, `EIT`, `OIT`.
    pub instrument: String,
    /// The points.
    pub points: Score,
    /// Where.
    pub origin: Origin,
}

/// A stated level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelClaim {
    /// Of what.
    pub subject: Subject,
    /// As printed.
    pub level: String,
    /// Where.
    pub origin: Origin,
}

/// A stated rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankClaim {
    /// The rank, from 1.
    pub rank: u32,
    /// Among how many.
    pub of: Option<u32>,
    /// Within what, as printed: a province, the country.
    pub within: String,
    /// Where.
    pub origin: Origin,
}

/// How a threshold compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Below it.
    Below,
    /// Above it.
    Above,
    /// At it or above.
    AtLeast,
    /// Just this value.
    Equal,
}

/// A mark by which the document sorts scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdClaim {
    /// How it compares.
    pub relation: Relation,
    /// The mark.
    pub score: Score,
    /// Where.
    pub origin: Origin,
}

/// A stated comparison with a mean or a year before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonClaim {
    /// `national`, `province`, `previous-year`.
    pub kind: &'static str,
    /// The value.
    pub score: Score,
    /// Where.
    pub origin: Origin,
}

/// A stated year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearClaim {
    /// The year.
    pub year: FiscalYear,
    /// What it is the year of.
    pub of: YearOf,
    /// Where.
    pub origin: Origin,
}

/// What a year is the year of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum YearOf {
    /// The scores.
    Scores,
    /// The report or its measures.
    Report,
    /// Anything else.
    Other,
}

/// The agency as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgencyClaim {
    /// Full name, kind included.
    pub name: String,
    /// The name without its kind.
    pub short: String,
    /// The kind.
    pub kind: Option<AgencyKind>,
    /// District.
    pub district: Option<String>,
    /// Province.
    pub province: Option<String>,
}

/// A name under which the agency is called somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyMention {
    /// The name without its kind, as printed.
    pub name: String,
    /// The kind.
    pub kind: AgencyKind,
    /// Whether it agrees with the agency's name.
    pub agrees: bool,
    /// Where.
    pub origin: Origin,
}

/// Something that the document lists as to be improved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueClaim {
    /// The indicator under which it stands.
    pub indicator: Option<u8>,
    /// The part.
    pub part: Option<String>,
    /// The item, where it names one.
    pub code: Option<CodeReading>,
    /// What it says.
    pub text: String,
    /// Where.
    pub origin: Origin,
}

/// Units in charge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Units {
    /// As printed.
    pub text: String,
    /// The unit in charge.
    pub lead: String,
    /// Units that help.
    pub supporting: Vec<String>,
}

/// A period or date as printed, and as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodClaim {
    /// As printed.
    pub text: String,
    /// As read, when it can be.
    pub period: Option<Period>,
}

/// One row of a table of measures. Texts are empty where the table has no such column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureClaim {
    /// Position of its table in the document, from 0.
    pub table: usize,
    /// The indicator it answers.
    pub indicator: Option<u8>,
    /// The part.
    pub part: Option<String>,
    /// The items it answers.
    pub codes: Vec<CodeReading>,
    /// The score printed beside it.
    pub score: Option<Score>,
    /// What is to improve: its column, else its indicator, else the heading above the table.
    pub issue: String,
    /// The heading of the issue's column, which may tell how urgent it is.
    pub urgency: String,
    /// Why the score is weak.
    pub cause: String,
    /// What will be done.
    pub measure: String,
    /// How.
    pub steps: Vec<String>,
    /// Who.
    pub responsible: Units,
    /// When.
    pub period: PeriodClaim,
    /// How and when it is followed up.
    pub follow_up: String,
    /// Dates in it.
    pub follow_up_dates: Vec<Date>,
    /// Money.
    pub budget: String,
    /// The sign of success.
    pub sign: String,
    /// What was done.
    pub result: String,
    /// The effect.
    pub outcome: String,
    /// Proposal.
    pub suggestion: String,
    /// Evidence.
    pub evidence: String,
    /// Where.
    pub origin: Origin,
}

/// An office that has a place for its opinion. Names are not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndorsementClaim {
    /// The office, as printed.
    pub office: String,
    /// What it says, where something is written.
    pub opinion: String,
    /// Where.
    pub origin: Origin,
}
