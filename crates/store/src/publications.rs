//! What the public sees: decisions to publish an assessment or to withdraw it, the newest of which holds.

use jiff::Timestamp;
use thai::FiscalYear;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::params;
use crate::error::Result;
use crate::id::{AgencyId, AssessmentId, PersonId, PublicationId};
use crate::schema::PUBLICATIONS;
use crate::transaction::{Read, Write};

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// Published, or withdrawn.
    pub published: bool,
    /// Who decided; none at the console.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Timestamp,
}

/// Publishes an assessment or withdraws it.
///
/// # Errors
/// [`crate::Error::NotFound`] without the assessment.
pub fn decide(
    tx: &mut Write<'_>,
    act: &Act,
    id: &PublicationId,
    assessment: &AssessmentId,
    published: bool,
) -> Result<()> {
    let agency = crate::assessments::get(tx, assessment)?.agency;
    let action = if published { "assessment.publish" } else { "assessment.withdraw" };
    let deed = Deed { action, table: &PUBLICATIONS, agency: Some(&agency) };
    let sql = "INSERT INTO publications (id, assessment_id, published, decided_by, decided_at) \
               VALUES ($1, $2, $3, $4, $5)";
    tx.insert(act, deed, sql, params![id, assessment, published, &act.person(), act.at])
}

/// The decisions about an assessment, the newest first.
///
/// # Errors
/// When they cannot be read.
pub fn of_assessment(read: &mut Read<'_>, assessment: &AssessmentId) -> Result<Vec<Publication>> {
    let sql = "SELECT id, published, decided_by, decided_at FROM publications WHERE assessment_id = $1 ORDER BY id DESC";
    read.list(sql, params![assessment], |row| {
        Ok(Publication {
            id: row.parsed(0)?,
            published: row.int(1)? == 1,
            decided_by: row.parsed_or_none(2)?,
            decided_at: row.moment(3)?,
        })
    })
}

/// The assessments of an agency that the public sees, the newest year first: of each year the one added last.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<(FiscalYear, AssessmentId)>> {
    let sql = "SELECT a.fiscal_year, a.id FROM assessments a \
               JOIN publications p ON p.assessment_id = a.id \
               WHERE a.agency_id = $1 AND p.published = 1 \
               AND p.id = (SELECT MAX(q.id) FROM publications q WHERE q.assessment_id = a.id) \
               ORDER BY a.fiscal_year DESC, a.id DESC";
    let mut found = read.list(sql, params![agency], |row| {
        let year = i16::try_from(row.int(0)?).ok().and_then(|year| FiscalYear::new(year).ok());
        Ok((year.ok_or_else(|| crate::Error::stored("a fiscal year"))?, row.parsed(1)?))
    })?;
    found.dedup_by_key(|(year, _)| *year);
    Ok(found)
}

/// How many decisions there are in all: a decision is never taken away, so that the number tells whether there is a
/// new one.
///
/// # Errors
/// When they cannot be counted.
pub fn count(read: &mut Read<'_>) -> Result<i64> {
    Ok(read.find("SELECT COUNT(*) FROM publications", &[], |row| row.int(0))?.unwrap_or(0))
}
