//! To publish a result, or to withdraw it.

use domain::framework::file::Confidence;
use domain::{Assessment, Text};
use store::{Act, AgencyId, AssessmentId, PublicationId, Read, Write, publications};

use crate::access::Action;
use crate::assess::{self, off_the_runtime};
use crate::{Caller, Code, Problem, Result, Service};

/// A reason to look twice before a result is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Stable name: `provisional`, `unseen-rules`, `not-certain`, `figures-differ`, `no-overall`.
    pub code: &'static str,
    /// The reason.
    pub text: Text,
}

/// What whoever publishes says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decision {
    /// The doubts were read and the result is to be published nevertheless.
    pub doubts_are_accepted: bool,
}

impl Service {
    /// The reasons to look twice before an assessment is published; none when everything it rests on was seen.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::NotFound`].
    pub async fn doubts_of(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &AssessmentId,
    ) -> Result<Vec<Doubt>> {
        caller.require(Action::Publish, Some(agency))?;
        let (_, kept) = self.kept(*agency, *id).await?;
        off_the_runtime(move || Ok(doubts(&kept.assessment))).await
    }

    /// Publishes an assessment. Another one of the same year is withdrawn with it.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::SecondFactor`] for whoever has one and did not use it; [`Code::Invalid`] with the
    /// doubts while they are not accepted; [`Code::Conflict`] when it is published already; [`Code::NotFound`].
    pub async fn publish(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        id: &AssessmentId,
        decision: Decision,
    ) -> Result<()> {
        let act = self.allow(caller, Action::Publish, Some(agency))?;
        self.require_strength(caller).await?;
        let (agency, id) = (*agency, *id);
        let (listed, kept) = self.kept(agency, id).await?;
        let doubts = off_the_runtime(move || Ok(doubts(&kept.assessment))).await?;
        if !doubts.is_empty() && !decision.doubts_are_accepted {
            let mut problem = Problem::field(
                "doubts_are_accepted",
                Text::new(
                    "ให้อ่านข้อสังเกตเกี่ยวกับผลนี้ แล้วทำเครื่องหมายว่ายืนยันให้เผยแพร่",
                    "read the doubts about this result, and mark that it is to be published nevertheless",
                ),
            );
            let field =
                |doubt: Doubt| crate::problem::FieldProblem { field: doubt.code.into(), text: doubt.text };
            problem.fields.extend(doubts.into_iter().map(field));
            return Err(problem);
        }
        let year = listed.summary.fiscal_year;
        let ids: [PublicationId; 2] = [self.id(PublicationId::new), self.id(PublicationId::new)];
        self.store()
            .write(move |tx| {
                refuse_if(tx, &id, true)?;
                let shown = publications::of_agency(tx, &agency)?;
                let [mut first, second] = ids;
                if let Some((_, other)) = shown.into_iter().find(|(of, other)| *of == year && *other != id) {
                    decide(tx, &act, &first, &other, false)?;
                    first = second;
                }
                decide(tx, &act, &first, &id, true)
            })
            .await?;
        self.public_changed();
        Ok(())
    }

    /// Withdraws an assessment, so that the public no longer sees it. The decision itself stays in the history.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::SecondFactor`]; [`Code::Conflict`] when it is not published; [`Code::NotFound`].
    pub async fn withdraw(&self, caller: &Caller, agency: &AgencyId, id: &AssessmentId) -> Result<()> {
        let act = self.allow(caller, Action::Publish, Some(agency))?;
        self.require_strength(caller).await?;
        let (agency, id) = (*agency, *id);
        let publication = self.id(PublicationId::new);
        self.store()
            .write(move |tx| {
                assess::of_agency(tx, &agency, &id)?;
                refuse_if(tx, &id, false)?;
                decide(tx, &act, &publication, &id, false)
            })
            .await?;
        self.public_changed();
        Ok(())
    }
}

fn decide(
    tx: &mut Write<'_>,
    act: &Act,
    id: &PublicationId,
    of: &AssessmentId,
    published: bool,
) -> Result<()> {
    Ok(publications::decide(tx, act, id, of, published)?)
}

/// Refuses when the newest decision is this one already.
fn refuse_if(tx: &mut Read<'_>, id: &AssessmentId, published: bool) -> Result<()> {
    let newest = publications::of_assessment(tx, id)?.into_iter().next();
    if newest.is_some_and(|newest| newest.published) != published {
        return Ok(());
    }
    let detail = if published {
        Text::new("ผลนี้เผยแพร่อยู่แล้ว", "this result is published already")
    } else {
        Text::new("ผลนี้ไม่ได้เผยแพร่อยู่", "this result is not published")
    };
    Err(Problem::new(Code::Conflict).with_detail(detail))
}

/// Reasons to look twice.
pub(crate) fn doubts(assessment: &Assessment<'_>) -> Vec<Doubt> {
    let tree = assessment.score();
    let framework = tree.framework;
    let skeleton = tree.skeleton();
    let mut found = Vec::new();
    let mut add = |code, text| found.push(Doubt { code, text });
    if framework.is_provisional() {
        add(
            "provisional",
            Text::new(
                "หลักเกณฑ์ของปีนี้เป็นฉบับชั่วคราวที่ยกมาจากปีอื่น",
                "the rules of this year are provisional, taken from another year",
            ),
        );
    }
    let used = (0..skeleton.nodes.len()).filter(|&node| tree.at(node).score.is_some());
    let unseen = used.filter(|&node| skeleton.nodes[node].confidence != Confidence::Seen).count();
    let level_is_seen = tree.level_reached().is_none_or(|level| level.confidence == Confidence::Seen);
    if 0 < unseen || !level_is_seen {
        let (th, en) = if level_is_seen {
            ("", "")
        } else {
            (" และเกณฑ์ของระดับ", ", and the marks of the levels")
        };
        add(
            "unseen-rules",
            Text::new(
                format!("หลักเกณฑ์ของคะแนน {unseen} รายการ{th} ได้จากการอนุมาน ยังไม่พบในเอกสารทางการ"),
                format!(
                    "the rules of {unseen} scores{en} are inferred and were not seen in an official document"
                ),
            ),
        );
    }
    if tree.overall().is_none() {
        add(
            "no-overall",
            Text::new(
                "ยังคำนวณคะแนนรวมไม่ได้เพราะข้อมูลไม่ครบ",
                "the overall score cannot be told: figures are missing",
            ),
        );
    }
    if !tree.certain() {
        add(
            "not-certain",
            Text::new(
                "คะแนนบางข้อมาจากข้อสันนิษฐาน จึงอาจต่างจากผลทางการ",
                "some scores rest on assumptions and may differ from the official result",
            ),
        );
    }
    let findings = assess::findings_of(assessment);
    if !findings.is_empty() {
        let count = findings.len();
        add(
            "figures-differ",
            Text::new(
                format!("ตัวเลขที่ประกาศไว้ขัดกันเอง {count} จุด"),
                format!("published figures contradict each other in {count} places"),
            ),
        );
    }
    found
}
