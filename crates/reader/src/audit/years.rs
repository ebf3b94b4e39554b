//! Years of results that the scores and measures of the document are not of.

use std::collections::BTreeSet;

use domain::Text;
use thai::FiscalYear;

use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::work::Work;
use crate::claims::{Witness, YearClaim, YearOf};

/// Words that make a year that of a law, a plan or a letter.
const OTHERS: [&str; 22] = [
    "พระราชบัญญัติ",
    "พ.ร.บ",
    "พรบ",
    "ระเบียบ",
    "ประกาศ",
    "กฎหมาย",
    "กฎกระทรวง",
    "ฉบับที่",
    "คำสั่ง",
    "รัฐธรรมนูญ",
    "ยุทธศาสตร์",
    "แผนแม่บท",
    "แผนพัฒนา",
    "ข้อบัญญัติ",
    "เทศบัญญัติ",
    "มติคณะรัฐมนตรี",
    "หนังสือ",
    "ตั้งแต่ปี",
    "ระยะที่",
    "แผนระดับ",
    "ลงวันที่",
    "หลักเกณฑ์",
];

/// Words that set a year beside another on purpose.
const COMPARED: [&str; 16] = [
    "เปรียบเทียบ",
    "เพิ่มขึ้น",
    "ลดลง",
    "ปีก่อน",
    "ปีที่ผ่านมา",
    "ปีที่แล้ว",
    "ย้อนหลัง",
    "เดิม",
    "ต่อไป",
    "ถัดไป",
    "เตรียม",
    "รองรับ",
    "เป้าหมาย",
    "ต่อเนื่องจาก",
    "แนวโน้ม",
    "ระหว่างปี",
];

/// Words of this assessment.
const OWN: [&str; 6] = ["คุณธรรมและความโปร่งใส", "ITA", "ผลการประเมิน", "ผลคะแนน", "ตัวชี้วัด", "ได้คะแนน"];

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let claims = work.claims;
    let Some(score_year) = claims.score_year.filter(|_| !claims.scores.is_empty()) else { return };
    let mut known: BTreeSet<FiscalYear> = BTreeSet::from([score_year]);
    known.extend(claims.round_year);
    let tables = claims.scores.iter().filter(|claim| claim.witness != Witness::Text);
    known.extend(tables.filter_map(|claim| claim.year));
    for row in &claims.measures {
        if let Some(period) = row.period.period {
            known.extend(FiscalYear::of(period.first_day()).ok());
            known.extend(FiscalYear::of(period.last_day()).ok());
        }
        known.extend(row.follow_up_dates.iter().filter_map(|date| FiscalYear::of(*date).ok()));
    }
    let mut reported: Vec<FiscalYear> = Vec::new();
    for claim in &claims.years {
        if known.contains(&claim.year) || reported.contains(&claim.year) || !is_of_results(work, claim) {
            continue;
        }
        // The year after the scores is the natural one to improve in.
        let next = score_year.next() == Some(claim.year) && claim.of != YearOf::Scores;
        if next && claims.round_year.is_none_or(|round| round == score_year) && claims.measures.is_empty() {
            continue;
        }
        if score_year.next() == Some(claim.year) && is_of_plan(work, claim) {
            continue;
        }
        reported.push(claim.year);
        let also = claims.years.iter().filter(|other| {
            other.year == claim.year && other.origin.place != claim.origin.place && is_of_results(work, other)
        });
        findings.push(finding(work, claim, score_year, also.take(3)));
    }
}

/// Whether the year is told right behind words of what will be done.
fn is_of_plan(work: &Work<'_>, claim: &YearClaim) -> bool {
    const WORDS: [&str; 8] =
        ["แผน", "มาตรการ", "ดำเนินการ", "การดำเนินงาน", "ขับเคลื่อน", "ยกระดับ", "พัฒนา", "สำหรับ"];
    let block = work.source.blocks.get(claim.origin.place.block);
    let Some(text) = block.and_then(|block| block.content.text()) else { return false };
    let Some(at) = text.find(&claim.origin.words) else { return false };
    let before: Vec<char> = text.get(..at + claim.origin.words.len()).unwrap_or_default().chars().collect();
    let near: String = before.iter().skip(before.len().saturating_sub(45)).collect();
    WORDS.iter().any(|word| near.contains(word)) && !near.contains("ผลการประเมิน")
}

/// Whether a passage speaks of results of this assessment in that year, and of no other year beside it on purpose.
fn is_of_results(work: &Work<'_>, claim: &YearClaim) -> bool {
    if claim.of == YearOf::Other {
        return false;
    }
    let block = work.source.blocks.get(claim.origin.place.block);
    let Some(text) = block.and_then(|block| block.content.text()) else { return false };
    let Some(at) = text.find(&claim.origin.words) else { return false };
    let end = at + claim.origin.words.len();
    let before: Vec<char> = text.get(..end).unwrap_or_default().chars().collect();
    let before: String = before.iter().skip(before.len().saturating_sub(150)).collect();
    let behind: String = text.get(end..).unwrap_or_default().chars().take(40).collect();
    // The clause of the year: back to the last year before it.
    let clause =
        before.char_indices().rev().nth(40).map_or(before.as_str(), |(at, _)| before.get(at..).unwrap_or(""));
    let own = OWN.iter().any(|word| before.contains(word));
    let other = OTHERS.iter().any(|word| clause.contains(word));
    let compared = COMPARED.iter().any(|word| clause.contains(word) || behind.contains(word));
    let figures = work.claims.comparisons.iter().any(|one| one.origin.place == claim.origin.place);
    own && !other && !compared && !figures
}

fn finding<'a>(
    work: &Work<'_>,
    claim: &YearClaim,
    score_year: FiscalYear,
    also: impl Iterator<Item = &'a YearClaim>,
) -> Finding {
    let (here, scores) = (claim.year.number(), score_year.number());
    let round = work.claims.round_year.filter(|round| *round != score_year);
    let mut passages = vec![work.year(claim)];
    passages.extend(also.map(|other| work.year(other)));
    let told = work.claims.years.iter().find(|other| other.year == score_year && other.of != YearOf::Other);
    passages.extend(told.map(|told| work.year(told)));
    let candidate = |year: FiscalYear| Candidate {
        key: String::new(),
        place: Some(claim.origin.place),
        from: here.to_string(),
        to: year.number().to_string(),
        kind: Kind::OtherPassage,
        range: None,
    };
    let rounds = round.map_or_else(Text::default, |round| {
        let round = round.number();
        Text::new(format!(" และมาตรการเป็นของปี {round}"), format!(" and the measures of {round}"))
    });
    Finding {
        code: Code::YearMismatch,
        severity: Severity::Warning,
        key: String::new(),
        passages,
        published: here.to_string(),
        recomputed: Some(scores.to_string()),
        difference: None,
        candidates: std::iter::once(score_year).chain(round).map(candidate).collect(),
        message: Text::new(
            format!(
                "ข้อความนี้กล่าวถึงผลการประเมินปี {here} แต่คะแนนในเอกสารเป็นของปี {scores}{} โปรดตรวจว่าใช้ผลของปีใด แล้วแก้ปีหรือระบุให้ชัด",
                rounds.th
            ),
            format!(
                "This passage speaks of results of {here}, but the scores of the document are of {scores}{}. Check \
                 which year's results were used, and correct the year or say it clearly.",
                rounds.en
            ),
        ),
    }
}
