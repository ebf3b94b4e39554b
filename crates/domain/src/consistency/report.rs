//! What a check answers with.

use crate::score::Score;
use crate::text::Text;

/// Everything that a check has to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Contradictions between printed figures.
    pub findings: Vec<Finding>,
    /// What is worth knowing but contradicts nothing.
    pub notes: Vec<Note>,
}

/// A printed figure that does not agree with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of contradiction it is.
    pub code: FindingCode,
    /// Where the figure stands in an assessment file: `published.indicators.8`, `verdicts.O5`.
    pub key: String,
    /// The figure or level as printed.
    pub published: String,
    /// What follows from the other figures; `None` where only bounds, or several levels, follow.
    pub recomputed: Option<String>,
    /// Distance between the two, with two decimals.
    pub difference: Option<String>,
    /// Slips that would explain it, the likeliest first; none of them is applied.
    pub candidates: Vec<Candidate>,
    /// What is printed, what follows, what to check.
    pub message: Text,
}

/// Kinds of contradictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingCode {
    /// The overall score does not follow from instruments or indicators.
    OverallMismatch,
    /// An instrument's score does not follow from its indicators.
    InstrumentMismatch,
    /// An instrument's points do not follow from its score or indicators.
    PointsMismatch,
    /// An indicator's score does not follow from its sub-indicators, parts or items.
    IndicatorMismatch,
    /// A sub-indicator's score does not follow from its items.
    SubIndicatorMismatch,
    /// A part's mean does not follow from its items.
    PartMismatch,
    /// A question's score is not what its counted answers give.
    TallyMismatch,
    /// A disclosure item's score is not what its verdict gives.
    VerdictMismatch,
    /// A figure cannot be reached, whatever the figures that are not known are.
    OutsideBounds,
    /// The level does not follow from the scores and gates.
    LevelMismatch,
    /// The level belongs to another year's scale.
    LevelOfOtherYear,
    /// The level belongs to no year's scale.
    LevelUnknown,
}

impl FindingCode {
    /// The code in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            FindingCode::OverallMismatch => "overall_mismatch",
            FindingCode::InstrumentMismatch => "instrument_mismatch",
            FindingCode::PointsMismatch => "points_mismatch",
            FindingCode::IndicatorMismatch => "indicator_mismatch",
            FindingCode::SubIndicatorMismatch => "sub_indicator_mismatch",
            FindingCode::PartMismatch => "part_mismatch",
            FindingCode::TallyMismatch => "tally_mismatch",
            FindingCode::VerdictMismatch => "verdict_mismatch",
            FindingCode::OutsideBounds => "outside_bounds",
            FindingCode::LevelMismatch => "level_mismatch",
            FindingCode::LevelOfOtherYear => "level_of_other_year",
            FindingCode::LevelUnknown => "level_unknown",
        }
    }
}

/// One change of one printed figure after which a total would follow exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where the figure stands in an assessment file.
    pub key: String,
    /// As printed.
    pub from: String,
    /// As it would have to read.
    pub to: String,
    /// What kind of slip it would be.
    pub kind: CandidateKind,
    /// All scores that would fit in its place, where the candidate is one of a range of scores.
    pub range: Option<(Score, Score)>,
}

/// Kinds of slips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CandidateKind {
    /// Two digits changed places.
    Swap,
    /// One digit is another.
    Digit,
    /// The figure as a whole is another; this value would fit.
    Fit,
}

impl CandidateKind {
    /// The word in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            CandidateKind::Swap => "swap",
            CandidateKind::Digit => "digit",
            CandidateKind::Fit => "fit",
        }
    }
}

/// Something worth knowing that contradicts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What kind of note it is.
    pub code: NoteCode,
    /// Where the figure stands in an assessment file.
    pub key: String,
    /// What is printed, what follows, what to keep in mind.
    pub message: Text,
}

/// Kinds of notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteCode {
    /// A difference that the rounding of printed figures explains.
    SmallDifference,
    /// A figure differs from what hypothetical weights give.
    AssumedWeights,
    /// Counts or verdicts of several agencies differ from a printed mean.
    AggregateCounts,
    /// No set of complete and incomplete items gives this score.
    UnreachableScore,
    /// A disclosure item is printed with a score between 0 and 100.
    PartialItem,
}

impl NoteCode {
    /// The code in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            NoteCode::SmallDifference => "small_difference",
            NoteCode::AssumedWeights => "assumed_weights",
            NoteCode::AggregateCounts => "aggregate_counts",
            NoteCode::UnreachableScore => "unreachable_score",
            NoteCode::PartialItem => "partial_item",
        }
    }
}
