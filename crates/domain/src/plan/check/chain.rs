//! The chain of endorsements, in the words of a finding.

use super::Found;
use crate::approval::{Chain, ChainProblemKind, Endorsement};
use crate::plan::finding::FindingCode;

/// Each problem of the chain as a finding.
pub(super) fn check(endorsements: &[Endorsement], found: &mut Found) {
    for problem in Chain::new(endorsements).problems() {
        let office = |at: usize| endorsements.get(at).map(|one| one.office.trim()).unwrap_or_default();
        let (here, below) = (office(problem.at), problem.below.map(office).unwrap_or_default());
        let post = endorsements.get(problem.at).and_then(|one| one.acting_for.as_deref()).unwrap_or_default();
        let place = format!("endorsements[{}]", problem.at);
        let (code, key, th, en) = match problem.kind {
            ChainProblemKind::WithoutOffice => (
                FindingCode::EndorsementWithoutOffice,
                ".office",
                "ไม่ได้ระบุตำแหน่งผู้ให้ความเห็น".to_owned(),
                "the office is not named".to_owned(),
            ),
            ChainProblemKind::BeforeLower => (
                FindingCode::EndorsementOutOfOrder,
                "",
                format!("{here} ลงนามแล้ว แต่ {below} ยังไม่ลงนาม"),
                format!("{here} has signed, {below} has not"),
            ),
            ChainProblemKind::EarlierThanLower => (
                FindingCode::EndorsementOutOfOrder,
                "",
                format!("{here} ลงนามก่อน {below}"),
                format!("{here} signed before {below}"),
            ),
            ChainProblemKind::WithoutName => (
                FindingCode::EndorsementWithoutName,
                ".name",
                format!("{here} มีวันที่ลงนามแต่ไม่มีชื่อผู้ลงนาม"),
                format!("{here} has a date of signature but no name"),
            ),
            ChainProblemKind::ActsForUnknown => (
                FindingCode::EndorsementActing,
                ".acting_for",
                format!("{here} ลงนามแทน {post} ซึ่งไม่มีในสายการบังคับบัญชา"),
                format!("{here} acts for {post}, which the chain does not have"),
            ),
            ChainProblemKind::ActsForItself => (
                FindingCode::EndorsementActing,
                ".acting_for",
                format!("{here} ลงนามแทนตนเอง"),
                format!("{here} acts for itself"),
            ),
        };
        found.add(code, &format!("{place}{key}"), th, en);
    }
}
