//! What a result means.

use domain::analysis::{Distance, Issue, Thresholds, Urgency, YearChange};
use domain::framework::NodeIndex;
use domain::framework::file::Comparable;
use domain::scoring::ScoreTree;
use domain::{Framework, Score};
use serde::Serialize;

use super::NoteRow;
use super::agency::AgencyRow;

/// The answer of `analyse --json`.
#[derive(Debug, Serialize)]
pub struct AnalysisRow {
    /// `nacc/2568@1`.
    pub framework: String,
    /// Whether the rules are provisional.
    pub provisional: bool,
    /// Who was assessed.
    pub agency: AgencyRow,
    /// The overall score.
    pub overall: Option<String>,
    /// The level.
    pub level: Option<String>,
    /// Whether the overall is certain.
    pub certain: bool,
    /// Where the words begin.
    pub thresholds: ThresholdRow,
    /// Indicators at or above the mark, the best first.
    pub strengths: Vec<MarkRow>,
    /// Indicators below the mark, the worst first.
    pub weaknesses: Vec<MarkRow>,
    /// What to mend, the most urgent first.
    pub issues: Vec<IssueRow>,
    /// What is missing for each better level, the nearest first.
    pub distances: Vec<DistanceRow>,
    /// What raises the overall score most.
    pub gains: Vec<GainRow>,
    /// Change since the earlier year, for what continues.
    pub year_on_year: Option<Vec<ChangeRow>>,
    /// What is worth knowing.
    pub notes: Vec<NoteRow>,
}

/// Thresholds.
#[derive(Debug, Serialize)]
pub struct ThresholdRow {
    /// A strength from here.
    pub strength_from: String,
    /// A weakness below.
    pub weakness_below: String,
    /// An issue below.
    pub issue_below: String,
    /// An important issue below.
    pub important_below: String,
    /// An urgent issue up to here.
    pub urgent_to: String,
}

impl From<&Thresholds> for ThresholdRow {
    fn from(thresholds: &Thresholds) -> ThresholdRow {
        ThresholdRow {
            strength_from: thresholds.strength_from.to_string(),
            weakness_below: thresholds.weakness_below.to_string(),
            issue_below: thresholds.issue_below.to_string(),
            important_below: thresholds.important_below.to_string(),
            urgent_to: thresholds.urgent_to.to_string(),
        }
    }
}

/// A node with its score.
#[derive(Debug, Serialize)]
pub struct MarkRow {
    /// Name of the node.
    pub path: String,
    /// Official name.
    pub title_th: String,
    /// English name.
    pub title_en: String,
    /// Its score.
    pub score: String,
}

impl MarkRow {
    /// A node with its score.
    pub fn new(framework: &Framework, node: NodeIndex, score: Score) -> MarkRow {
        let title = framework.title(node);
        MarkRow {
            path: framework.path(node),
            title_th: title.th,
            title_en: title.en,
            score: score.to_string(),
        }
    }
}

/// Something to mend.
#[derive(Debug, Serialize)]
pub struct IssueRow {
    /// Where.
    #[serde(flatten)]
    pub mark: MarkRow,
    /// `urgent`, `important`, `minor`.
    pub urgency: &'static str,
    /// Points of the overall that are lost here.
    pub lost: Option<String>,
}

impl IssueRow {
    /// An issue.
    pub fn new(framework: &Framework, issue: &Issue) -> IssueRow {
        IssueRow {
            mark: MarkRow::new(framework, issue.node, issue.score),
            urgency: match issue.urgency {
                Urgency::Urgent => "urgent",
                Urgency::Important => "important",
                Urgency::Minor => "minor",
            },
            lost: issue.lost.map(|lost| lost.to_string()),
        }
    }
}

/// What is missing for a level.
#[derive(Debug, Serialize)]
pub struct DistanceRow {
    /// The level.
    pub level: String,
    /// Least overall score.
    pub overall_min: String,
    /// What the overall lacks.
    pub overall_lacks: String,
    /// Least score of each instrument.
    pub gate: Option<String>,
    /// Instruments below the gate, with what each lacks.
    pub gates: Vec<GateRow>,
    /// Whether only gates bind.
    pub only_gates: bool,
}

/// An instrument below a gate.
#[derive(Debug, Serialize)]
pub struct GateRow {
    /// `EIT`.
    pub instrument: String,
    /// What it lacks.
    pub lacks: String,
}

impl DistanceRow {
    /// A distance.
    pub fn new(framework: &Framework, distance: &Distance<'_>) -> DistanceRow {
        DistanceRow {
            level: distance.level.name.clone(),
            overall_min: distance.level.overall_min.to_string(),
            overall_lacks: Score::clamped(i64::from(distance.overall)).to_string(),
            gate: distance.level.gate.map(|gate| gate.to_string()),
            gates: distance
                .gates
                .iter()
                .map(|&(instrument, lacks)| GateRow {
                    instrument: framework.instruments[instrument].code.clone(),
                    lacks: Score::clamped(i64::from(lacks)).to_string(),
                })
                .collect(),
            only_gates: distance.only_gates,
        }
    }
}

/// What bringing a node to full adds.
#[derive(Debug, Serialize)]
pub struct GainRow {
    /// Where.
    #[serde(flatten)]
    pub mark: MarkRow,
    /// What the overall gains, in points.
    pub gain: String,
    /// The overall then.
    pub overall: String,
}

/// Change since the earlier year.
#[derive(Debug, Serialize)]
pub struct ChangeRow {
    /// Name in the earlier year.
    pub before: String,
    /// Name in the later year.
    pub after: String,
    /// Official name in the later year.
    pub title_th: String,
    /// English name.
    pub title_en: String,
    /// Score in the earlier year.
    pub score_before: String,
    /// Score in the later year.
    pub score_after: String,
    /// The change, with its sign.
    pub change: String,
    /// `full` or `limited`.
    pub comparable: &'static str,
    /// The reservation, in Thai.
    pub note_th: String,
    /// The reservation, in English.
    pub note_en: String,
}

impl ChangeRow {
    /// A change between two results.
    pub fn new(before: &ScoreTree<'_>, after: &ScoreTree<'_>, change: &YearChange) -> ChangeRow {
        let title = after.framework.title(change.after);
        ChangeRow {
            before: before.framework.path(change.before),
            after: after.framework.path(change.after),
            title_th: title.th,
            title_en: title.en,
            score_before: change.score_before.to_string(),
            score_after: change.score_after.to_string(),
            change: signed(change.change),
            comparable: comparable(change.comparable),
            note_th: change.note.th.clone(),
            note_en: change.note.en.clone(),
        }
    }
}

/// Hundredths with a sign: `+1.25`.
pub fn signed(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "+" };
    let size = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// `full` or `limited`.
pub fn comparable(comparable: Comparable) -> &'static str {
    match comparable {
        Comparable::Full => "full",
        Comparable::Limited => "limited",
    }
}
