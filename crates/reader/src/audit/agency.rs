//! Passages that call the agency by another name or kind.

use domain::Text;

use super::model::{Candidate, Code, Finding, Kind, Passage, Severity};
use super::passages;
use super::work::Work;
use crate::claims::AgencyMention;

/// Words right before a name that speak of another agency on purpose.
const ON_PURPOSE: [&str; 19] = [
    "ดูงาน",
    "ร่วมกับ",
    "เครือข่าย",
    "เช่น",
    "ข้างเคียง",
    "ใกล้เคียง",
    "ต้นแบบ",
    "ณ ",
    "ระหว่าง",
    "กับ",
    "จาก",
    "ลำดับ",
    "อันดับ",
    "อื่น",
    "โรงเรียน",
    "ศูนย์",
    "ได้แก่",
    "บันทึกข้อตกลง",
    "เขต",
];

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let Some(agency) = &work.claims.agency else { return };
    let mut groups: Vec<(String, Vec<&AgencyMention>)> = Vec::new();
    let agreeing = work.claims.agency_mentions.iter().filter(|mention| mention.agrees).count();
    // Names that differ by a letter or two are one name, misread in several ways.
    let like = |name: &str| {
        let size = name.chars().count().max(agency.short.chars().count());
        // Recognition may end a name early: "ถ้า" for a longer one that begins so.
        let length = name.chars().count();
        let head: String = agency.short.chars().take(length).collect();
        strsim::levenshtein(name, &agency.short) * 2 <= size
            || (3 <= length && strsim::levenshtein(name, &head) <= 1)
    };
    for mention in work.claims.agency_mentions.iter().filter(|mention| !mention.agrees) {
        let other = !like(&mention.name) && is_on_purpose(work, mention);
        if other || is_truncated(&mention.name, &agency.short) {
            continue;
        }
        match groups.iter_mut().find(|(name, _)| *name == mention.name) {
            Some((_, mentions)) => mentions.push(mention),
            None => groups.push((mention.name.clone(), vec![mention])),
        }
    }
    let (near, far): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(name, _)| like(name));
    // A name that stands once among many, and resembles none, may well be another agency's.
    let far = far.into_iter().filter(|(name, mentions)| {
        let whole_word = mentions.iter().any(|m| ends_cleanly(work, m, name));
        // Tables quote sources, and name others as partners.
        let told = mentions.iter().any(|m| m.origin.place.column.is_none());
        told && whole_word && name.chars().count() <= 24
    });
    for group in [near, far.collect()] {
        findings.extend(finding(work, &agency.short, agreeing, &group));
    }
}

fn finding(
    work: &Work<'_>,
    short: &str,
    agreeing: usize,
    group: &[(String, Vec<&AgencyMention>)],
) -> Option<Finding> {
    let (first, mentions) = group.first()?;
    let place = mentions.first()?.origin.place;
    let count: usize = group.iter().map(|(_, mentions)| mentions.len()).sum();
    let one = group.len() == 1;
    let written = |(name, mentions): &(String, Vec<&AgencyMention>)| {
        if one { format!("“{name}”") } else { format!("“{name}” {}", mentions.len()) }
    };
    let names: Vec<String> = group.iter().map(written).collect();
    let names = names.join(", ");
    let passages: Vec<Passage> = group
        .iter()
        .flat_map(|(name, mentions)| mentions.iter().take(2).map(move |mention| passage(work, mention, name)))
        .take(6)
        .collect();
    Some(Finding {
        code: Code::AgencyNameChanges,
        severity: Severity::Warning,
        key: "agency.name".to_owned(),
        passages,
        published: first.clone(),
        recomputed: Some(short.to_owned()),
        difference: None,
        candidates: vec![Candidate {
            key: "agency.name".to_owned(),
            place: Some(place),
            from: first.clone(),
            to: short.to_owned(),
            kind: Kind::OtherPassage,
            range: None,
        }],
        message: Text::new(
            format!(
                "หน่วยงานชื่อ “{short}” ({agreeing} แห่ง) แต่ {count} แห่งเขียนเป็น {names} โปรดแก้ให้ตรงกัน เว้นแต่ตั้งใจกล่าวถึงหน่วยงานอื่น"
            ),
            format!(
                "The agency is called “{short}” ({agreeing} times), but {count} passages have {names}. Make the names \
                 agree, unless another agency is meant."
            ),
        ),
    })
}

fn passage(work: &Work<'_>, mention: &AgencyMention, name: &str) -> Passage {
    let place = mention.origin.place;
    let piece = work.pieces.iter().find(|piece| piece.place == place);
    let found = piece.and_then(|piece| {
        let words: String = mention.origin.words.chars().take(40).collect();
        let range = passages::find(piece.text, &words)?;
        let inner = piece.text.get(range.start..)?;
        let at = inner.find(name)?;
        Some(passages::cut(place, piece.text, range.start + at..range.start + at + name.len()))
    });
    found.unwrap_or_else(|| work.passage(&mention.origin))
}

fn is_on_purpose(work: &Work<'_>, mention: &AgencyMention) -> bool {
    let Some(piece) = work.pieces.iter().find(|piece| piece.place == mention.origin.place) else {
        return false;
    };
    let words: String = mention.origin.words.chars().take(24).collect();
    let Some(range) = passages::find(piece.text, &words) else { return false };
    let before: Vec<char> = piece.text.get(..range.start).unwrap_or_default().chars().collect();
    let before: String = before.iter().skip(before.len().saturating_sub(18)).collect();
    ON_PURPOSE.iter().any(|word| before.contains(word))
}

/// The name without its end, as where a line broke.
fn is_truncated(name: &str, short: &str) -> bool {
    2 <= name.chars().count() && short.starts_with(name) && short.chars().count() <= name.chars().count() + 1
}

/// Whether a name ends at a space or sign, so that it is a name and not the beginning of a sentence.
fn ends_cleanly(work: &Work<'_>, mention: &AgencyMention, name: &str) -> bool {
    let piece = work.pieces.iter().find(|piece| piece.place == mention.origin.place);
    piece.is_some_and(|piece| {
        piece.text.match_indices(name).any(|(at, _)| {
            let next = piece.text.get(at + name.len()..).and_then(|rest| rest.chars().next());
            next.is_none_or(|c| !('\u{E01}'..='\u{E4E}').contains(&c))
        })
    })
}
