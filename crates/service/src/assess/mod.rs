//! Results of assessments: added from a file, scored by the rules of their year, looked at, compared.
//!
//! A kept assessment is never changed. What is stored beside the file as it came is its canonical form, which names
//! the exact revision of the rules, so that the score can be made again at any time and compared.

mod add;
mod blank;
mod canonical;
mod compare;
mod findings;
mod origin;
mod remedy;
mod spot;
mod standing;
mod view;

use std::sync::LazyLock;

use domain::framework::Catalogue;
use domain::scoring::ScoreTree;
use domain::{Assessment, Score};
use store::assessments::{NodeScore, Summary};
use store::{AgencyId, AssessmentId, Read, assessments};

use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

pub use add::{Added, Upload};
pub use blank::known_years;
pub use canonical::Remark;
pub use compare::{Comparison, Line};
pub use findings::{Finding, Note};
pub use spot::spot;
pub use standing::{Listed, Standing};
pub use view::{Brief, IndicatorView, InstrumentView, ItemView, LevelLine, LevelView, NodeView, ScoreView};

pub(crate) use canonical::Kept;
pub(crate) use standing::has_replaced;

/// The rules that this program knows.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);
    &CATALOGUE
}

/// An assessment with everything that follows from it.
#[derive(Debug, Clone)]
pub struct Report {
    /// What is known of it, and whether it is published.
    pub listed: Listed,
    /// The result.
    pub view: ScoreView,
    /// What was remarked when the file was read.
    pub remarks: Vec<Remark>,
    /// Published figures that do not follow from each other.
    pub findings: Vec<Finding>,
    /// What is worth knowing but contradicts nothing.
    pub notes: Vec<Note>,
}

/// A file as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Byte for byte.
    pub bytes: Vec<u8>,
}

impl Service {
    /// The assessments of an agency, the newest year first and in it the one added last.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; when they cannot be read.
    pub async fn assessments(&self, caller: &Caller, agency: &AgencyId) -> Result<Vec<Listed>> {
        caller.require(Action::SeeAssessments, Some(agency))?;
        let agency = *agency;
        self.store().read(move |tx| list(tx, &agency)).await
    }

    /// An assessment of an agency with its result, explained down to the instruments and indicators.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`], also when it is another agency's.
    pub async fn assessment(&self, caller: &Caller, agency: &AgencyId, id: &AssessmentId) -> Result<Report> {
        caller.require(Action::SeeAssessments, Some(agency))?;
        let (listed, kept) = self.kept(*agency, *id).await?;
        off_the_runtime(move || {
            let tree = kept.assessment.score();
            let told = findings::of(&kept.assessment);
            let view = ScoreView::new(&kept.assessment, &tree);
            Ok(Report { listed, view, remarks: kept.remarks, findings: told.0, notes: told.1 })
        })
        .await
    }

    /// One node of an assessment's score with its explanation.
    ///
    /// # Errors
    /// As [`Service::assessment`]; [`Code::NotFound`] when the rules know no such node.
    pub async fn assessment_node(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &AssessmentId,
        path: &str,
    ) -> Result<NodeView> {
        caller.require(Action::SeeAssessments, Some(agency))?;
        let (_, kept) = self.kept(*agency, *id).await?;
        let path = path.to_owned();
        off_the_runtime(move || NodeView::find(&kept.assessment, &path)).await
    }

    /// Two assessments of an agency, for everything that continues between their rules.
    ///
    /// # Errors
    /// As [`Service::assessment`].
    pub async fn compare_assessments(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        before: &AssessmentId,
        after: &AssessmentId,
    ) -> Result<Comparison> {
        caller.require(Action::SeeAssessments, Some(agency))?;
        let (_, before) = self.kept(*agency, *before).await?;
        let (_, after) = self.kept(*agency, *after).await?;
        off_the_runtime(move || Ok(Comparison::new(&before.assessment.score(), &after.assessment.score())))
            .await
    }

    /// The file of an assessment as it was handed in.
    ///
    /// # Errors
    /// As [`Service::assessment`].
    pub async fn assessment_source(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &AssessmentId,
    ) -> Result<Source> {
        caller.require(Action::SeeAssessments, Some(agency))?;
        let (agency, id) = (*agency, *id);
        self.store()
            .read(move |tx| {
                let summary = of_agency(tx, &agency, &id)?;
                Ok(Source { name: summary.source_name, bytes: assessments::source(tx, &id)? })
            })
            .await
    }

    /// An assessment of this agency, ready to be scored again.
    pub(crate) async fn kept(&self, agency: AgencyId, id: AssessmentId) -> Result<(Listed, Kept)> {
        let read = move |tx: &mut Read<'_>| -> Result<_> {
            let summary = of_agency(tx, &agency, &id)?;
            Ok((standing::one(tx, summary)?, assessments::document(tx, &id)?))
        };
        let (listed, document) = self.store().read(read).await?;
        let kept = off_the_runtime(move || Kept::read(&document)).await?;
        Ok((listed, kept))
    }
}

/// Every score in the order of the tree, as it is kept.
pub(crate) fn node_scores(tree: &ScoreTree<'_>) -> Vec<NodeScore> {
    let node = |at| NodeScore { path: tree.framework.path(at), score: tree.at(at).score };
    (0..tree.skeleton().nodes.len()).map(node).collect()
}

/// Scores as they are written: two places, or nothing.
pub(crate) fn written(score: Option<Score>) -> Option<String> {
    score.map(|score| score.to_string())
}

pub(crate) fn list(tx: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Listed>> {
    let all = assessments::of_agency(tx, agency)?;
    standing::all(tx, all)
}

pub(crate) fn of_agency(tx: &mut Read<'_>, agency: &AgencyId, id: &AssessmentId) -> Result<Summary> {
    let summary = assessments::get(tx, id)?;
    if summary.agency == *agency { Ok(summary) } else { Err(Problem::new(Code::NotFound)) }
}

/// Runs what computes for more than a moment on a thread that no request waits on.
pub(crate) async fn off_the_runtime<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| Err(Problem::new(Code::Internal).with_cause(error.to_string())))
}

/// An assessment scored again, held against what is kept of it: what differs, in words for the log.
pub(crate) fn differences(kept: &Assessment<'_>, summary: &Summary, scores: &[NodeScore]) -> Vec<String> {
    let tree = kept.score();
    let mut told = Vec::new();
    if tree.framework.digest() != summary.framework_digest {
        told.push(format!("the rules {} are not those that it was scored by", summary.framework));
    }
    if tree.overall() != summary.overall {
        let (now, then) = (written(tree.overall()), written(summary.overall));
        told.push(format!("the overall score is {now:?}, {then:?} is kept"));
    }
    let again = node_scores(&tree);
    if again.len() != scores.len() {
        told.push(format!("there are {} scores, {} are kept", again.len(), scores.len()));
    }
    for (now, then) in again.iter().zip(scores).filter(|(now, then)| now != then).take(5) {
        let (a, b) = (written(now.score), written(then.score));
        told.push(format!("{} is {a:?}, {} is kept as {b:?}", now.path, then.path));
    }
    told
}

/// Published figures of an assessment that do not follow from each other.
pub(crate) fn findings_of(assessment: &Assessment<'_>) -> Vec<Finding> {
    findings::of(assessment).0
}

/// The assessment file of an assessment, as open data.
pub(crate) fn file_of(assessment: &Assessment<'_>) -> serde_json::Value {
    canonical::file(assessment)
}
