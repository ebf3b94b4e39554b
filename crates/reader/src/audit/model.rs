//! What an audit answers with.

use std::ops::Range;

use domain::consistency::{self, FindingCode};
use domain::{Score, Text};

use crate::layout::Place;

/// Everything that an audit has to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// Contradictions, in the order of the document.
    pub findings: Vec<Finding>,
    /// What is worth knowing about the figures but contradicts nothing.
    pub notes: Vec<consistency::Note>,
}

/// Two statements that cannot both be right, or one that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of contradiction it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where the figure stands in an assessment file, `published.indicators.8`; empty for anything else.
    pub key: String,
    /// The passages: first the one that should be looked at, then those that it disagrees with.
    pub passages: Vec<Passage>,
    /// What is printed.
    pub published: String,
    /// What would fit, where one value does.
    pub recomputed: Option<String>,
    /// Distance between two scores, with two decimals.
    pub difference: Option<String>,
    /// What could have been meant, the likeliest first; none of them is applied.
    pub candidates: Vec<Candidate>,
    /// What is printed, what it disagrees with, what to check.
    pub message: Text,
}

impl Finding {
    /// The place of the passage that should be looked at, where the document has one.
    pub fn place(&self) -> Option<Place> {
        self.passages.first().map(|passage| passage.place)
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look before publishing; may well be meant so.
    Info,
    /// Probably a slip.
    Warning,
    /// Figures or dates that cannot all be right.
    Error,
}

impl Severity {
    /// The word in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Printed figures against each other, as in an assessment file.
    Figures(FindingCode),
    /// One thing has two values.
    StatedTwice,
    /// The mean of one part stands where the indicator's score belongs.
    PartMeanAsIndicator,
    /// Praise or blame that the score does not carry.
    WordsAgainstScore,
    /// The highest or lowest is another.
    ExtremeMismatch,
    /// So many indicators are said to lie above or below a mark, and it is another number.
    CountMismatch,
    /// A table in order of the scores is not.
    OrderMismatch,
    /// A year that the scores and measures of the document are not of.
    YearMismatch,
    /// The code is that of another year's list.
    CodeOfOtherYear,
    /// The agency has another name or kind.
    AgencyNameChanges,
    /// A percentage does not follow from its counts.
    PercentageMismatch,
    /// A change does not follow from the two scores.
    ChangeMismatch,
    /// A date that no calendar has, or a period that ends before it begins.
    DateImpossible,
    /// A date or period outside the fiscal year.
    DateOutsideYear,
    /// What the document itself calls weak has no measure.
    WeaknessWithoutMeasure,
    /// A measure has no result in the table of results.
    MeasureWithoutResult,
    /// The text is that of another report.
    CopiedText,
}

impl Code {
    /// Codes of findings that need a document.
    pub const OF_DOCUMENTS: [Code; 16] = [
        Code::StatedTwice,
        Code::PartMeanAsIndicator,
        Code::WordsAgainstScore,
        Code::ExtremeMismatch,
        Code::CountMismatch,
        Code::OrderMismatch,
        Code::YearMismatch,
        Code::CodeOfOtherYear,
        Code::AgencyNameChanges,
        Code::PercentageMismatch,
        Code::ChangeMismatch,
        Code::DateImpossible,
        Code::DateOutsideYear,
        Code::WeaknessWithoutMeasure,
        Code::MeasureWithoutResult,
        Code::CopiedText,
    ];

    /// The code in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Code::Figures(code) => code.as_str(),
            Code::StatedTwice => "stated_twice",
            Code::PartMeanAsIndicator => "part_mean_as_indicator",
            Code::WordsAgainstScore => "words_against_score",
            Code::ExtremeMismatch => "extreme_mismatch",
            Code::CountMismatch => "count_mismatch",
            Code::OrderMismatch => "order_mismatch",
            Code::YearMismatch => "year_mismatch",
            Code::CodeOfOtherYear => "code_of_other_year",
            Code::AgencyNameChanges => "agency_name_changes",
            Code::PercentageMismatch => "percentage_mismatch",
            Code::ChangeMismatch => "change_mismatch",
            Code::DateImpossible => "date_impossible",
            Code::DateOutsideYear => "date_outside_year",
            Code::WeaknessWithoutMeasure => "weakness_without_measure",
            Code::MeasureWithoutResult => "measure_without_result",
            Code::CopiedText => "copied_text",
        }
    }

    /// A short name for tables and headings.
    pub fn title(self) -> Text {
        let (th, en) = match self {
            Code::Figures(FindingCode::OverallMismatch) => {
                ("คะแนนรวมไม่ตรงกับที่คำนวณ", "overall does not follow")
            }
            Code::Figures(FindingCode::InstrumentMismatch | FindingCode::PointsMismatch) => {
                ("คะแนนเครื่องมือไม่ตรงกับที่คำนวณ", "instrument does not follow")
            }
            Code::Figures(FindingCode::IndicatorMismatch) => {
                ("คะแนนตัวชี้วัดไม่ตรงกับที่คำนวณ", "indicator does not follow")
            }
            Code::Figures(FindingCode::LevelMismatch) => ("ระดับผลไม่ตรงกับคะแนน", "level does not follow"),
            Code::Figures(FindingCode::LevelOfOtherYear | FindingCode::LevelUnknown) => {
                ("ระดับผลของปีอื่น", "level of another year")
            }
            Code::Figures(FindingCode::OutsideBounds) => ("คะแนนอยู่นอกช่วงที่เป็นไปได้", "score out of reach"),
            Code::Figures(_) => ("คะแนนไม่ตรงกับที่คำนวณ", "score does not follow"),
            Code::StatedTwice => ("เรื่องเดียวกันสองค่า", "two values of one thing"),
            Code::PartMeanAsIndicator => ("พิมพ์ค่าเฉลี่ยของส่วนเดียวเป็นคะแนนตัวชี้วัด", "mean of a part as indicator"),
            Code::WordsAgainstScore => ("ถ้อยคำไม่ตรงกับคะแนน", "words against the score"),
            Code::ExtremeMismatch => ("สูงสุดหรือต่ำสุดไม่ตรงกับคะแนน", "highest or lowest is another"),
            Code::CountMismatch => ("จำนวนตัวชี้วัดไม่ตรงกับคะแนน", "count of indicators"),
            Code::OrderMismatch => ("ลำดับไม่เรียงตามคะแนน", "order of the scores"),
            Code::YearMismatch => ("ปีงบประมาณไม่ตรงกัน", "year differs"),
            Code::CodeOfOtherYear => ("รหัสข้อของปีอื่น", "code of another year"),
            Code::AgencyNameChanges => ("ชื่อหน่วยงานไม่ตรงกัน", "name of the agency differs"),
            Code::PercentageMismatch => ("ร้อยละไม่ตรงกับจำนวน", "percentage does not follow"),
            Code::ChangeMismatch => ("ผลต่างไม่ตรงกับคะแนน", "change does not follow"),
            Code::DateImpossible => ("วันที่เป็นไปไม่ได้", "impossible date"),
            Code::DateOutsideYear => ("วันที่อยู่นอกปีงบประมาณ", "date outside the fiscal year"),
            Code::WeaknessWithoutMeasure => ("จุดอ่อนไม่มีมาตรการ", "weakness without a measure"),
            Code::MeasureWithoutResult => ("มาตรการไม่มีผลการดำเนินการ", "measure without a result"),
            Code::CopiedText => ("ข้อความเหมือนรายงานอื่น", "text of another report"),
        };
        Text::new(th, en)
    }
}

/// A stretch of the document as it is shown, with what should be looked at marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands.
    pub place: Place,
    /// The words as printed, on one line, shortened at both ends.
    pub text: String,
    /// The marked words, in bytes of `text`.
    pub mark: Range<usize>,
}

impl Passage {
    /// What stands before the mark, the mark, and what stands behind it.
    pub fn parts(&self) -> (&str, &str, &str) {
        let cut = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        (cut(0, self.mark.start), cut(self.mark.start, self.mark.end), cut(self.mark.end, self.text.len()))
    }
}

/// One thing that could have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where the figure stands in an assessment file; empty for anything else.
    pub key: String,
    /// Where it is printed.
    pub place: Option<Place>,
    /// As printed.
    pub from: String,
    /// As it would have to read.
    pub to: String,
    /// Why.
    pub kind: Kind,
    /// All scores that would fit in its place, where the candidate is one of a range of scores.
    pub range: Option<(Score, Score)>,
}

/// Kinds of candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A slip of the pen that makes a total follow.
    Slip(consistency::CandidateKind),
    /// What another passage of the document says.
    OtherPassage,
    /// What follows from other statements.
    Computed,
    /// Another word or name.
    Wording,
}

impl Kind {
    /// The word in machine-readable output; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Slip(kind) => kind.as_str(),
            Kind::OtherPassage => "other-passage",
            Kind::Computed => "computed",
            Kind::Wording => "wording",
        }
    }
}
