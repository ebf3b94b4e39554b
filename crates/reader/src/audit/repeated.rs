//! One thing with two values, and a part's mean where an indicator's score belongs.

use std::collections::BTreeMap;

use domain::Text;

use super::model::{Candidate, Code, Finding, Kind, Severity};
use super::parts;
use super::work::Work;
use crate::claims::{Confidence, OtherValue, Subject, Witness};

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let others = work.claims.other_values();
    let mut by_key: BTreeMap<&str, Vec<&OtherValue<'_>>> = BTreeMap::new();
    for other in others.iter().filter(|other| is_sure(other)) {
        by_key.entry(other.key.as_str()).or_default().push(other);
    }
    for (key, others) in by_key {
        let mut values: Vec<&OtherValue<'_>> = Vec::new();
        for other in others {
            if !values.iter().any(|known| known.claim.score == other.claim.score) {
                values.push(other);
            }
        }
        findings.extend(values.into_iter().map(|other| finding(work, key, other)));
    }
    levels(work, findings);
}

/// Whether a statement is read well enough to be held against another one.
fn is_sure(other: &OtherValue<'_>) -> bool {
    match other.claim.origin.confidence {
        Confidence::Certain => true,
        Confidence::Likely => other.claim.code.is_some() || other.claim.witness != Witness::Text,
        Confidence::Doubtful => false,
    }
}

fn finding(work: &Work<'_>, key: &str, other: &OtherValue<'_>) -> Finding {
    let (claim, taken) = (other.claim, other.taken);
    let says = claim.score;
    let mut passages = vec![work.score(claim)];
    let first = work.claim_of(key);
    passages.extend(first.map(|first| work.score(first)));
    let name = name(work, key);
    let candidate = |to: domain::Score, kind| Candidate {
        key: format!("published.{key}"),
        place: Some(claim.origin.place),
        from: says.to_string(),
        to: to.to_string(),
        kind,
        range: None,
    };
    let part = match &claim.subject {
        Subject::Indicator(number) if claim.part.is_none() => parts::left_for(work, *number, taken, says),
        _ => None,
    };
    let distance = domain::Score::clamped(i64::from(taken.distance(says))).to_string();
    let message = Text::new(
        format!(
            "{} พิมพ์ไว้สองค่า ตรงนี้ {says} แต่อีกแห่ง {taken} (ต่างกัน {distance}) โปรดตรวจกับประกาศผลต้นฉบับแล้วใช้ค่าเดียวกันทั้งฉบับ",
            name.th
        ),
        format!(
            "{} has two values: {says} here, {taken} elsewhere (a difference of {distance}). Check the official \
             result and print one value throughout.",
            name.en
        ),
    );
    let (code, message) = match part {
        Some(part) => {
            let (th, en) = parts::explained(work, &part);
            (
                Code::PartMeanAsIndicator,
                Text::new(format!("{} {th}", message.th), format!("{} {en}", message.en)),
            )
        }
        None => (Code::StatedTwice, message),
    };
    Finding {
        code,
        severity: Severity::Error,
        key: format!("published.{key}"),
        passages,
        published: says.to_string(),
        recomputed: Some(taken.to_string()),
        difference: Some(distance),
        candidates: vec![candidate(taken, Kind::OtherPassage)],
        message,
    }
}

/// A thing as an officer calls it: "ตัวชี้วัดที่ 8", "ข้อ E7 (EIT Survey)".
fn name(work: &Work<'_>, key: &str) -> Text {
    let (group, path) = key.split_once('.').unwrap_or((key, ""));
    let part_name = |path: &str| {
        let (part, code) = path.split_once('/')?;
        let part = work.framework.parts.iter().find(|known| known.code == part)?;
        Some((code.to_owned(), part.name_th.clone(), part.name_en.clone()))
    };
    match (group, part_name(path)) {
        ("overall", _) => Text::new("คะแนนรวม", "The overall score"),
        ("instruments", _) => Text::new(format!("คะแนน {path}"), format!("The score of {path}")),
        ("indicators", _) => Text::new(format!("ตัวชี้วัดที่ {path}"), format!("Indicator {path}")),
        ("parts", Some((number, th, en))) => {
            Text::new(format!("{th} ของตัวชี้วัดที่ {number}"), format!("{en} of indicator {number}"))
        }
        ("sub_indicators", _) => Text::new(format!("ตัวชี้วัดย่อย {path}"), format!("Sub-indicator {path}")),
        (_, Some((code, th, en))) => Text::new(format!("ข้อ {code} {th}"), format!("Item {code}, {en},")),
        _ => Text::new(format!("ข้อ {path}"), format!("Item {path}")),
    }
}

/// Two levels for the whole.
fn levels(work: &Work<'_>, findings: &mut Vec<Finding>) {
    let fold = thai::fold_for_match;
    let mut overall = work.claims.levels.iter().filter(|level| level.subject == Subject::Overall);
    let Some(first) = overall.next() else { return };
    let mut known = vec![fold(&first.level)];
    for level in overall {
        if known.contains(&fold(&level.level)) {
            continue;
        }
        known.push(fold(&level.level));
        let (here, there) = (level.level.as_str(), first.level.as_str());
        findings.push(Finding {
            code: Code::StatedTwice,
            severity: Severity::Error,
            key: "published.level".to_owned(),
            passages: vec![work.passage(&level.origin), work.passage(&first.origin)],
            published: here.to_owned(),
            recomputed: Some(there.to_owned()),
            difference: None,
            candidates: vec![Candidate {
                key: "published.level".to_owned(),
                place: Some(level.origin.place),
                from: here.to_owned(),
                to: there.to_owned(),
                kind: Kind::OtherPassage,
                range: None,
            }],
            message: Text::new(
                format!("ระดับผลการประเมินพิมพ์ไว้สองแบบ ตรงนี้ “{here}” แต่อีกแห่ง “{there}” โปรดตรวจกับประกาศผลต้นฉบับ"),
                format!(
                    "The level is printed in two ways: “{here}” here, “{there}” elsewhere. Check the official result."
                ),
            ),
        });
    }
}
