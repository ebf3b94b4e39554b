//! A published result as open data.

use domain::framework::Granularity;
use domain::{Assessment, Text};
use files::sheet::{SheetFormat, write_score_sheet};
use serde::Serialize;
use thai::FiscalYear;

use crate::access::Action;
use crate::assess::{Comparison, Kept, LevelView, ScoreView, file_of, node_scores, off_the_runtime, written};
use crate::{Caller, Code, Problem, Result, Service};

use super::public::{Shown, recompute};

/// A form of open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenData {
    /// The result with every score, as JSON.
    Json,
    /// The result as a table: comma-separated text with a byte-order mark.
    Csv,
    /// The figures as they were handed in, as an assessment file that the program scores again.
    Assessment,
}

impl OpenData {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            OpenData::Json | OpenData::Assessment => "application/json",
            OpenData::Csv => "text/csv; charset=utf-8",
        }
    }

    /// How a file of it is called for an agency and year, in ASCII.
    pub fn file_name(self, key: &str, year: FiscalYear) -> String {
        let key: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
        match self {
            OpenData::Json => format!("ita-{key}-{year}.json"),
            OpenData::Csv => format!("ita-{key}-{year}.csv"),
            OpenData::Assessment => format!("ita-{key}-{year}-assessment.json"),
        }
    }
}

impl Service {
    /// A published result as open data.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is not published.
    pub async fn open_data(
        &self,
        caller: &Caller,
        key: &str,
        year: FiscalYear,
        form: OpenData,
    ) -> Result<Vec<u8>> {
        caller.require(Action::SeePublished, None)?;
        let shown = self.shown(key, year).await?;
        off_the_runtime(move || {
            let kept = Kept::read(&shown.document)?;
            match form {
                OpenData::Json => json(&shown, &kept.assessment),
                OpenData::Csv => csv(&kept.assessment),
                OpenData::Assessment => {
                    Ok(serde_json::to_vec_pretty(&file_of(&kept.assessment)).map_err(failed)?)
                }
            }
        })
        .await
    }
}

fn failed(error: impl std::fmt::Display) -> Problem {
    Problem::new(Code::Internal).with_cause(error.to_string())
}

fn csv(assessment: &Assessment<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    write_score_sheet(&assessment.score(), assessment, SheetFormat::Csv, &mut bytes).map_err(failed)?;
    Ok(bytes)
}

#[derive(Serialize)]
struct ResultRow {
    schema: &'static str,
    agency: AgencyRow,
    fiscal_year: i16,
    published_at: String,
    framework: String,
    framework_digest: String,
    provisional: bool,
    overall: Option<String>,
    level: Option<Words>,
    certain: bool,
    scores_digest: String,
    source_digest: String,
    scores: Vec<ScoreRow>,
    year_before: Option<Vec<ChangeRow>>,
}

#[derive(Serialize)]
struct AgencyRow {
    id: String,
    name: String,
    kind: String,
    province: Option<String>,
    district: Option<String>,
    ministry: Option<String>,
    code: Option<String>,
    website: Option<String>,
}

#[derive(Serialize)]
struct Words {
    th: String,
    en: String,
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Words {
        Words { th: text.th.clone(), en: text.en.clone() }
    }
}

#[derive(Serialize)]
struct ScoreRow {
    path: String,
    kind: &'static str,
    title: Words,
    score: Option<String>,
    certain: bool,
}

#[derive(Serialize)]
struct ChangeRow {
    path: String,
    before: String,
    after: String,
    comparable: bool,
}

/// The name of how fine something is, as in the program's other JSON.
pub(crate) fn kind_of(granularity: Granularity) -> &'static str {
    match granularity {
        Granularity::Rows => "row",
        Granularity::Items => "item",
        Granularity::Parts => "part",
        Granularity::SubIndicators => "sub_indicator",
        Granularity::Indicators => "indicator",
        Granularity::Instruments => "instrument",
        Granularity::Overall => "overall",
    }
}

fn json(shown: &Shown, assessment: &Assessment<'_>) -> Result<Vec<u8>> {
    let tree = assessment.score();
    let view = ScoreView::new(assessment, &tree);
    let level = match &view.level {
        LevelView::Reached { name, .. } => Some(Words::from(name)),
        _ => None,
    };
    let skeleton = tree.skeleton();
    let is_known =
        |node: &usize| skeleton.granularity(*node) != Granularity::Rows || tree.at(*node).score.is_some();
    let scores = (0..skeleton.nodes.len()).rev().filter(is_known).map(|node| ScoreRow {
        path: tree.framework.path(node),
        kind: kind_of(skeleton.granularity(node)),
        title: Words::from(&tree.framework.title(node)),
        score: written(tree.at(node).score),
        certain: tree.at(node).score.is_some() && tree.at(node).doubts.is_empty(),
    });
    let year_before = match &shown.before {
        Some(before) => Some(changes(&Comparison::new(&Kept::read(before)?.assessment.score(), &tree))),
        None => None,
    };
    let proof = recompute(&shown.summary, &shown.scores, node_scores(&tree) == shown.scores);
    let agency = &shown.agency.agency;
    let details = &agency.details;
    let row = ResultRow {
        schema: "prongsai-result/1",
        agency: AgencyRow {
            id: agency.id.to_string(),
            name: details.name.clone(),
            kind: details.kind.code().to_owned(),
            province: details.province.clone(),
            district: details.district.clone(),
            ministry: details.ministry.clone(),
            code: details.code.clone(),
            website: details.website.clone(),
        },
        fiscal_year: shown.year.number(),
        published_at: shown.decision.decided_at.to_string(),
        framework: proof.framework,
        framework_digest: proof.framework_digest,
        provisional: view.is_provisional,
        overall: written(view.overall.score),
        level,
        certain: view.certain,
        scores_digest: proof.scores_digest.to_string(),
        source_digest: proof.source_digest.to_string(),
        scores: scores.collect(),
        year_before,
    };
    let mut bytes = serde_json::to_vec_pretty(&row).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn changes(comparison: &Comparison) -> Vec<ChangeRow> {
    let row = |line: &crate::assess::Line| ChangeRow {
        path: line.path.clone(),
        before: line.before.to_string(),
        after: line.after.to_string(),
        comparable: line.is_comparable,
    };
    comparison.lines.iter().map(row).collect()
}
