//! An agency's published results, for everybody.

use jiff::Timestamp;
use store::agencies::Agency;
use store::assessments::{NodeScore, Summary, scores_digest};
use store::publications::Publication;
use store::{AgencyId, AssessmentId, Digest, Read, agencies, assessments, publications};
use thai::FiscalYear;

use domain::{Score, Text};

use crate::access::Action;
use crate::assess::{
    self, Comparison, Finding, Kept, NodeView, ScoreView, findings_of, node_scores, off_the_runtime,
};
use crate::{Caller, Code, Problem, Result, Service};

/// A published result in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearLine {
    /// The fiscal year.
    pub year: FiscalYear,
    /// The overall score.
    pub overall: Option<Score>,
    /// The level, by the framework's name for it.
    pub level: Option<String>,
}

/// An agency as the public sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAgency {
    /// Name, kind, place, code, web site.
    pub agency: Agency,
    /// Its published results, the newest year first.
    pub years: Vec<YearLine>,
}

/// How anybody can make the score again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recompute {
    /// The rules with their revision: `nacc/2568@1`.
    pub framework: String,
    /// SHA-256 of the rules' file.
    pub framework_digest: String,
    /// SHA-256 over every score with its path.
    pub scores_digest: Digest,
    /// SHA-256 of the file as it was handed in.
    pub source_digest: Digest,
    /// Whether the scores were made again just now and are the same.
    pub is_same: bool,
    /// What to do, step by step.
    pub steps: Vec<Text>,
}

/// An agency's published result of a year.
#[derive(Debug, Clone)]
pub struct PublicYear {
    /// The agency and its other years.
    pub agency: PublicAgency,
    /// The fiscal year.
    pub year: FiscalYear,
    /// When it was published.
    pub published_at: Timestamp,
    /// Whether it took the place of another result of the year when it was published.
    pub has_replaced: bool,
    /// Level, gates, instruments, indicators, items.
    pub view: ScoreView,
    /// Against the year before, where that is published.
    pub comparison: Option<Comparison>,
    /// Published figures that do not follow from each other.
    pub findings: Vec<Finding>,
    /// How to make the score again.
    pub recompute: Recompute,
}

/// One figure of a published result with its explanation.
#[derive(Debug, Clone)]
pub struct PublicNode {
    /// The agency.
    pub agency: Agency,
    /// The fiscal year.
    pub year: FiscalYear,
    /// Rule, inputs, calculation, rounding, source.
    pub node: NodeView,
}

/// What is published of a year.
pub(super) struct Shown {
    pub agency: PublicAgency,
    pub year: FiscalYear,
    pub summary: Summary,
    pub decision: Publication,
    pub has_replaced: bool,
    pub document: String,
    pub scores: Vec<NodeScore>,
    pub before: Option<String>,
}

impl Service {
    /// An agency with the years that it has published, by its code or id.
    ///
    /// # Errors
    /// [`Code::NotFound`].
    pub async fn public_agency(&self, caller: &Caller, key: &str) -> Result<PublicAgency> {
        caller.require(Action::SeePublished, None)?;
        let key = key.to_owned();
        self.store().read(move |tx| public(tx, &key)).await
    }

    /// An agency's published result of a year.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is not published.
    pub async fn public_year(&self, caller: &Caller, key: &str, year: FiscalYear) -> Result<PublicYear> {
        caller.require(Action::SeePublished, None)?;
        let shown = self.shown(key, year).await?;
        off_the_runtime(move || page(shown)).await
    }

    /// One figure of a published result: `overall`, `OIT`, `8`, `public/E5`.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is not published or the rules know no such figure.
    pub async fn public_node(
        &self,
        caller: &Caller,
        key: &str,
        year: FiscalYear,
        path: &str,
    ) -> Result<PublicNode> {
        caller.require(Action::SeePublished, None)?;
        let shown = self.shown(key, year).await?;
        let path = path.to_owned();
        off_the_runtime(move || {
            let kept = Kept::read(&shown.document)?;
            let node = NodeView::find(&kept.assessment, &path)?;
            Ok(PublicNode { agency: shown.agency.agency, year, node })
        })
        .await
    }

    pub(super) async fn shown(&self, key: &str, year: FiscalYear) -> Result<Shown> {
        let key = key.to_owned();
        self.store().read(move |tx| shown(tx, &key, year)).await
    }
}

/// The agency with a code, or else with an id.
pub(crate) fn by_key(tx: &mut Read<'_>, key: &str) -> Result<Agency> {
    let code = thai::digits::to_ascii(key.trim());
    // No code has such characters, and PostgreSQL takes no text with a zero byte.
    if code.chars().any(char::is_control) {
        return Err(Problem::new(Code::NotFound));
    }
    if let Some(found) = agencies::by_code(tx, &code)? {
        return Ok(found);
    }
    let id: AgencyId = key.parse().map_err(|_| Problem::new(Code::NotFound))?;
    Ok(agencies::get(tx, &id)?)
}

fn public(tx: &mut Read<'_>, key: &str) -> Result<PublicAgency> {
    let agency = by_key(tx, key)?;
    let years = years(tx, &agency.id)?;
    Ok(PublicAgency { agency, years })
}

pub(crate) fn years(tx: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<YearLine>> {
    let mut years = Vec::new();
    for (year, id) in publications::of_agency(tx, agency)? {
        let summary = assessments::get(tx, &id)?;
        years.push(YearLine { year, overall: summary.overall, level: summary.level });
    }
    Ok(years)
}

fn shown(tx: &mut Read<'_>, key: &str, year: FiscalYear) -> Result<Shown> {
    let agency = public(tx, key)?;
    let published = publications::of_agency(tx, &agency.agency.id)?;
    let of = |wanted: FiscalYear| -> Option<AssessmentId> {
        published.iter().find(|(year, _)| *year == wanted).map(|(_, id)| *id)
    };
    let missing = || Problem::new(Code::NotFound);
    let id = of(year).ok_or_else(missing)?;
    let decision = publications::of_assessment(tx, &id)?.into_iter().next().ok_or_else(missing)?;
    let before = year.previous().and_then(of);
    let before = before.map(|id| assessments::document(tx, &id)).transpose()?;
    let summary = assessments::get(tx, &id)?;
    let has_replaced = assess::has_replaced(tx, &summary, &decision)?;
    let document = assessments::document(tx, &id)?;
    let scores = assessments::scores(tx, &id)?;
    Ok(Shown { agency, year, summary, decision, has_replaced, document, scores, before })
}

fn page(shown: Shown) -> Result<PublicYear> {
    let kept = Kept::read(&shown.document)?;
    let tree = kept.assessment.score();
    let comparison = match &shown.before {
        Some(before) => Some(Comparison::new(&Kept::read(before)?.assessment.score(), &tree)),
        None => None,
    };
    let recompute = recompute(&shown.summary, &shown.scores, node_scores(&tree) == shown.scores);
    Ok(PublicYear {
        view: ScoreView::new(&kept.assessment, &tree),
        findings: findings_of(&kept.assessment),
        agency: shown.agency,
        year: shown.year,
        published_at: shown.decision.decided_at,
        has_replaced: shown.has_replaced,
        comparison,
        recompute,
    })
}

pub(super) fn recompute(summary: &Summary, scores: &[NodeScore], is_same: bool) -> Recompute {
    let framework = &summary.framework;
    let digest = &summary.framework_digest;
    Recompute {
        framework: framework.clone(),
        framework_digest: digest.clone(),
        scores_digest: scores_digest(scores),
        source_digest: summary.source_digest,
        is_same,
        steps: vec![
            Text::new(
                "ดาวน์โหลดไฟล์ผลการประเมิน (JSON) จากหน้านี้ ซึ่งมีเฉพาะตัวเลขที่หน่วยงานส่งมา",
                "download the assessment file (JSON) from this page: it holds nothing but the figures handed in",
            ),
            Text::new(
                "คำนวณด้วยโปรแกรมเดียวกันบนเครื่องของท่าน: prongsai score FILE.json",
                "score it with the same program on your own computer: prongsai score FILE.json",
            ),
            Text::new(
                format!("ตรวจว่าหลักเกณฑ์ {framework} มี SHA-256 เป็น {digest} แล้วเทียบคะแนนทุกข้อกับหน้านี้"),
                format!(
                    "check that the rules {framework} have the SHA-256 {digest}, and compare every score"
                ),
            ),
        ],
    }
}
