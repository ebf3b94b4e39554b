//! What the document itself calls weak, by the mark it states, and answers with no measure.

use std::collections::BTreeSet;

use domain::{Score, Text};

use super::model::{Code, Finding, Passage, Severity};
use super::passages;
use super::work::Work;
use crate::claims::{Confidence, Relation, ThresholdClaim};
use crate::layout::Role;

/// Words of a passage that states the mark for what is to be improved.
const WEAK: [&str; 9] = ["จุดอ่อน", "พัฒนา", "ปรับปรุง", "บกพร่อง", "แก้ไข", "ประเด็น", "มาตรการ", "เร่งด่วน", "เสี่ยง"];

/// Where a report only lists what is weak, one open item in so many is a slip, more are meant so.
const LISTED: usize = 8;

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let Some(mark) = own_mark(work) else { return };
    let answered = Answered::of(work);
    let weak_items: Vec<(&String, Score)> = work
        .published
        .items
        .iter()
        .filter(|(_, score)| **score < mark.score)
        .map(|(name, score)| (name, *score))
        .collect();
    let words = before(work, mark);
    // "ข้อที่ได้ต่ำกว่า" is a mark for items alone.
    let of_items = words.ends_with("ข้อที่ได้") || words.contains("รายข้อ");
    if 1 < answered.codes.len() && !weak_items.is_empty() {
        items(work, mark, &answered, &weak_items, findings);
    } else if 1 < answered.indicators.len() && !of_items {
        indicators(work, mark, &answered, findings);
    }
}

/// The mark below which the document lists what is to be improved.
fn own_mark<'a>(work: &Work<'a>) -> Option<&'a ThresholdClaim> {
    let below = work.claims.thresholds.iter().filter(|mark| mark.relation == Relation::Below);
    let about = |mark: &&ThresholdClaim| {
        let text = work.source.blocks.get(mark.origin.place.block).and_then(|block| block.content.text());
        let text = text.unwrap_or(&mark.origin.words);
        WEAK.iter().any(|word| text.contains(word))
    };
    let denied =
        |mark: &&ThresholdClaim| ["ไม่มี", "ไม่พบ"].iter().any(|word| before(work, mark).contains(word));
    below.filter(about).filter(|mark| !denied(mark)).max_by_key(|mark| mark.score)
}

/// The words right before a mark, in its own clause.
fn before(work: &Work<'_>, mark: &ThresholdClaim) -> String {
    let text = work.source.blocks.get(mark.origin.place.block).and_then(|block| block.content.text());
    let text = text.unwrap_or(&mark.origin.words);
    let words: String = mark.origin.words.chars().filter(|c| *c != '\n').collect();
    let from = passages::find(text, &words).map_or(0, |range| range.start);
    let stretch = text.get(from..).unwrap_or_default();
    let sign = ["ต่ำกว่า", "น้อยกว่า", "ไม่ถึง"].iter().filter_map(|word| stretch.find(word)).min();
    stretch.get(..sign.unwrap_or(0)).unwrap_or_default().trim_end().to_owned()
}

/// Whether a mark only says what is listed, so that a measure for each is not promised.
fn is_listing(words: &str) -> bool {
    ["ระบุ", "แสดง", "จำแนก", "รายการ"].iter().any(|word| words.contains(word))
}

/// What measures and advice speak of.
#[derive(Debug, Default)]
struct Answered {
    codes: BTreeSet<String>,
    indicators: BTreeSet<u8>,
    words: String,
}

impl Answered {
    fn of(work: &Work<'_>) -> Answered {
        let mut answered = Answered::default();
        for row in &work.claims.measures {
            // A code that may be several answers each of them.
            let doubtful = row.codes.iter().filter(|code| code.confidence == Confidence::Doubtful);
            answered.codes.extend(doubtful.flat_map(|code| code.candidates.iter().cloned()));
            answered.codes.extend(row.codes.iter().map(|code| code.code.clone()));
            answered.indicators.extend(row.indicator);
            let of_codes = row.codes.iter().filter_map(|code| work.lookup.items.indicator_of(&code.code));
            answered.indicators.extend(of_codes);
            answered.words.push_str(&thai::fold_for_match(&format!("{} {}", row.issue, row.measure)));
        }
        // Tables of advice answer too, though nobody is put in charge.
        for (_, table) in work.source.tables().filter(|(_, table)| table.column(Role::Advice).is_some()) {
            for row in &table.rows {
                answered.indicators.extend(crate::claims::tables::indicator(table, row, &work.lookup));
            }
        }
        answered
    }
}

fn items(
    work: &Work<'_>,
    mark: &ThresholdClaim,
    answered: &Answered,
    weak: &[(&String, Score)],
    findings: &mut Vec<Finding>,
) {
    let bare = |name: &str| name.rsplit_once('/').map_or(name, |(_, code)| code).to_owned();
    let open: Vec<&(&String, Score)> =
        weak.iter().filter(|(name, _)| !answered.codes.contains(&bare(name))).collect();
    // Where most weak items have none, measures are not kept item by item.
    let listing = is_listing(&before(work, mark));
    if weak.len() < open.len() * 2 || (listing && weak.len() < open.len() * LISTED) {
        return;
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (name, score) in open {
        let code = bare(name);
        if !seen.insert(code.clone()) {
            continue;
        }
        let passage = work.claim_of(&format!("items.{name}")).map(|claim| work.score(claim));
        let what = Text::new(format!("ข้อ {code} ได้ {score}"), format!("Item {code} has {score}"));
        findings.push(finding(work, mark, format!("published.items.{name}"), &code, passage, &what));
    }
}

fn indicators(work: &Work<'_>, mark: &ThresholdClaim, answered: &Answered, findings: &mut Vec<Finding>) {
    let below = work.published.indicators.iter().filter(|(_, score)| **score < mark.score);
    let weak: Vec<(u8, Score)> = below.map(|(number, score)| (*number, *score)).collect();
    let named = |number: u8| {
        let at = work.framework.indicator(number).and_then(|at| work.framework.indicators.get(at));
        at.is_some_and(|indicator| answered.words.contains(&thai::fold_for_match(&indicator.name_th)))
    };
    let open: Vec<(u8, Score)> = weak
        .iter()
        .copied()
        .filter(|(number, _)| !answered.indicators.contains(number) && !named(*number))
        .collect();
    if weak.len() < open.len() * 2 {
        return;
    }
    for (number, score) in open {
        let key = format!("indicators.{number}");
        let passage = work.claim_of(&key).map(|claim| work.score(claim));
        let what =
            Text::new(format!("ตัวชี้วัดที่ {number} ได้ {score}"), format!("Indicator {number} has {score}"));
        findings.push(finding(work, mark, format!("published.{key}"), &number.to_string(), passage, &what));
    }
}

fn finding(
    work: &Work<'_>,
    mark: &ThresholdClaim,
    key: String,
    code: &str,
    passage: Option<Passage>,
    what: &Text,
) -> Finding {
    let own = mark.score;
    Finding {
        code: Code::WeaknessWithoutMeasure,
        severity: Severity::Warning,
        key,
        passages: passage.into_iter().chain([work.figure(&mark.origin, mark.score)]).collect(),
        published: code.to_owned(),
        recomputed: None,
        difference: None,
        candidates: Vec::new(),
        message: Text::new(
            format!(
                "{} ต่ำกว่า {own} ซึ่งเอกสารกำหนดเองว่าต้องพัฒนา แต่ไม่พบมาตรการในตารางมาตรการ โปรดเพิ่มมาตรการหรืออธิบายเหตุผล",
                what.th
            ),
            format!(
                "{}, below {own}, the mark under which the document wants improvement, but no measure answers it. Add \
                 a measure, or say why there is none.",
                what.en
            ),
        ),
    }
}
