//! Assessments: the file as it was handed in, the result, and every score. None of them is ever changed; a
//! correction is a further assessment.

use domain::Score;
use thai::FiscalYear;

use crate::act::Act;
use crate::change::Deed;
use crate::digest::{Canon, Digest};
use crate::engine::{Param, Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, AssessmentId, PersonId};
use crate::schema::ASSESSMENTS;
use crate::transaction::{Read, Write};

/// The score of one node of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeScore {
    /// Which node: its path in the framework, `overall` or `indicators.8`.
    pub path: String,
    /// Its score; none where nothing is known.
    pub score: Option<Score>,
}

/// An assessment to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAssessment {
    /// Its id.
    pub id: AssessmentId,
    /// Who was assessed.
    pub agency: AgencyId,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The rules with their revision: `nacc/2568@1`.
    pub framework: String,
    /// Digest of the rules, in hexadecimal digits.
    pub framework_digest: String,
    /// Name of the file that was handed in.
    pub source_name: String,
    /// The file, byte for byte.
    pub source: Vec<u8>,
    /// The result as canonical JSON.
    pub document: String,
    /// The overall score.
    pub overall: Option<Score>,
    /// The level, by the framework's name for it.
    pub level: Option<String>,
    /// Whether nothing certain rests on a guess.
    pub certain: bool,
    /// Every score, in the order of the tree.
    pub scores: Vec<NodeScore>,
}

/// An assessment without the file and the scores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its id.
    pub id: AssessmentId,
    /// Who was assessed.
    pub agency: AgencyId,
    /// The fiscal year.
    pub fiscal_year: FiscalYear,
    /// The rules with their revision.
    pub framework: String,
    /// Digest of the rules.
    pub framework_digest: String,
    /// Name of the file that was handed in.
    pub source_name: String,
    /// Digest of the file.
    pub source_digest: Digest,
    /// The overall score.
    pub overall: Option<Score>,
    /// The level.
    pub level: Option<String>,
    /// Whether nothing certain rests on a guess.
    pub certain: bool,
    /// Who added it; none when it was added at the console.
    pub added_by: Option<PersonId>,
    /// When.
    pub added_at: jiff::Timestamp,
}

const COLUMNS: &str = "id, agency_id, fiscal_year, framework, framework_digest, source_name, source_digest, overall, level, \
                       certain, added_by, added_at";

fn summary(row: &Row) -> Result<Summary> {
    let year = i16::try_from(row.int(2)?).ok().and_then(|year| FiscalYear::new(year).ok());
    let digest = row.bytes(6)?.try_into().map(Digest).map_err(|_| Error::stored("a digest's length"))?;
    Ok(Summary {
        id: row.parsed(0)?,
        agency: row.parsed(1)?,
        fiscal_year: year.ok_or_else(|| Error::stored("a fiscal year"))?,
        framework: row.text(3)?,
        framework_digest: row.text(4)?,
        source_name: row.text(5)?,
        source_digest: digest,
        overall: score(row, 7)?,
        level: row.text_or_none(8)?,
        certain: row.int(9)? == 1,
        added_by: row.parsed_or_none(10)?,
        added_at: row.moment(11)?,
    })
}

fn score(row: &Row, at: usize) -> Result<Option<Score>> {
    let read = |hundredths: i64| u16::try_from(hundredths).ok().and_then(Score::from_hundredths);
    let known = row.int_or_none(at)?;
    known.map(|hundredths| read(hundredths).ok_or_else(|| Error::stored("a score"))).transpose()
}

fn hundredths(score: Option<Score>) -> Option<i64> {
    score.map(|score| i64::from(score.hundredths()))
}

/// Digest of scores in their order: equal exactly when every path and every hundredth is.
pub fn scores_digest(scores: &[NodeScore]) -> Digest {
    let mut canon = Canon::new("scores");
    for score in scores {
        canon.field("path", Param::from(&score.path));
        canon.field("hundredths", hundredths(score.score).into());
        canon.end_of_row();
    }
    canon.digest()
}

/// Keeps an assessment with its file and scores.
///
/// # Errors
/// [`Error::Reference`] without the agency; [`Error::Exists`] when a path stands twice.
pub fn add(tx: &mut Write<'_>, act: &Act, new: &NewAssessment) -> Result<()> {
    let deed = Deed { action: "assessment.add", table: &ASSESSMENTS, agency: Some(&new.agency) };
    let sql = "INSERT INTO assessments (id, agency_id, fiscal_year, framework, framework_digest, source_name, source, \
               source_digest, document, overall, level, certain, scores_digest, added_by, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    let by = act.person();
    let all = params![
        &new.id,
        &new.agency,
        i64::from(new.fiscal_year.number()),
        &new.framework,
        &new.framework_digest,
        &new.source_name,
        &new.source,
        Digest::of(&new.source),
        &new.document,
        hundredths(new.overall),
        &new.level,
        new.certain,
        scores_digest(&new.scores),
        &by,
        act.at
    ];
    tx.insert(act, deed, sql, all)?;
    let sql = "INSERT INTO scores (assessment_id, position, path, hundredths) VALUES ($1, $2, $3, $4)";
    for (position, node) in (0i64..).zip(&new.scores) {
        tx.execute(sql, params![&new.id, position, &node.path, hundredths(node.score)])?;
    }
    Ok(())
}

/// An assessment.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &AssessmentId) -> Result<Summary> {
    let sql = format!("SELECT {COLUMNS} FROM assessments WHERE id = $1");
    read.find(&sql, params![id], summary)?.ok_or(Error::NotFound("assessments"))
}

/// The assessments of an agency, the newest year first and in it the newest.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Summary>> {
    let sql =
        format!("SELECT {COLUMNS} FROM assessments WHERE agency_id = $1 ORDER BY fiscal_year DESC, id DESC");
    read.list(&sql, params![agency], summary)
}

/// The file of an assessment, byte for byte.
///
/// # Errors
/// [`Error::NotFound`].
pub fn source(read: &mut Read<'_>, id: &AssessmentId) -> Result<Vec<u8>> {
    let found = read.find("SELECT source FROM assessments WHERE id = $1", params![id], |row| row.bytes(0))?;
    found.ok_or(Error::NotFound("assessments"))
}

/// The result of an assessment as canonical JSON.
///
/// # Errors
/// [`Error::NotFound`].
pub fn document(read: &mut Read<'_>, id: &AssessmentId) -> Result<String> {
    let found =
        read.find("SELECT document FROM assessments WHERE id = $1", params![id], |row| row.text(0))?;
    found.ok_or(Error::NotFound("assessments"))
}

/// The scores of an assessment in the order of the tree.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Damaged`] when they are not those that were saved.
pub fn scores(read: &mut Read<'_>, id: &AssessmentId) -> Result<Vec<NodeScore>> {
    let sql = "SELECT scores_digest FROM assessments WHERE id = $1";
    let saved = read.find(sql, params![id], |row| row.bytes(0))?.ok_or(Error::NotFound("assessments"))?;
    let sql = "SELECT path, hundredths FROM scores WHERE assessment_id = $1 ORDER BY position";
    let scores =
        read.list(sql, params![id], |row| Ok(NodeScore { path: row.text(0)?, score: score(row, 1)? }))?;
    if scores_digest(&scores).0.as_slice() == saved.as_slice() {
        Ok(scores)
    } else {
        Err(Error::Damaged(format!("the scores of assessment {id}")))
    }
}
