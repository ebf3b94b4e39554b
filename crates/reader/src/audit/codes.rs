//! Codes of items that another year's list has, by number or by the title printed beside them.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::Text;
use domain::framework::Framework;
use thai::fold_for_match;

use super::model::{Candidate, Code, Finding, Kind, Passage, Severity};
use super::passages;
use super::work::{Piece, Work};
use crate::claims::codes::token;
use crate::layout::Content;

/// Share of a title, in thousandths, that the words behind a code must hold to name it.
const NAMED: usize = 700;
/// By how much another year's title must fit better than this year's.
const BETTER: usize = 250;

/// Items of one year by code: the pieces of their titles.
struct List {
    year: i16,
    titles: BTreeMap<String, (String, HashSet<[char; 3]>)>,
}

struct Odd {
    year: i16,
    printed: String,
    code: String,
    title: String,
    passage: Passage,
    exists: bool,
}

pub(super) fn check(work: &Work<'_>, findings: &mut Vec<Finding>) {
    // Without a year there is no other year; without a score the year of the document is that of its measures, and
    // codes may be those of its scores.
    if work.claims.score_year.is_none() || work.claims.scores.is_empty() {
        return;
    }
    let own = list(work.framework);
    let others: Vec<List> = work
        .catalogue
        .entries()
        .into_iter()
        .filter(|entry| entry.id.owner == work.framework.id().owner && entry.id != *work.framework.id())
        .filter_map(|entry| entry.framework().ok())
        .filter(|other| other.fiscal_year() != work.framework.fiscal_year())
        .map(list)
        .collect();
    let mut odd: Vec<Odd> = Vec::new();
    for piece in &work.pieces {
        let mut taken = 0;
        for (at, first) in piece.text.char_indices() {
            if at < taken || !matches!(first, 'I' | 'E' | 'O' | '0' | '๐') {
                continue;
            }
            let before = piece.text.get(..at).and_then(|before| before.chars().next_back());
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-')) {
                continue;
            }
            let rest = piece.text.get(at..).unwrap_or_default();
            let Some((printed, behind)) = token(rest, false) else { continue };
            taken = at + behind;
            let digits: String = printed.chars().skip(1).collect();
            let Ok(number) = thai::digits::to_ascii(&digits).parse::<u32>() else { continue };
            // A zero stands for O only where a title tells so.
            let letter = if matches!(first, '0' | '๐') { 'O' } else { first };
            let wording: String = rest.get(behind..).unwrap_or_default().chars().take(120).collect();
            let code = format!("{letter}{number}");
            let strange = strange(&code, &printed, letter == first, &wording, &own, &others);
            let meant = |year: i16| is_of_round(work, piece, piece.text.get(..at).unwrap_or_default(), year);
            odd.extend(strange.filter(|(year, ..)| !meant(*year)).map(|(year, title, exists)| Odd {
                year,
                printed: printed.clone(),
                code,
                title,
                passage: passages::cut(
                    piece.place,
                    piece.text,
                    at..at + rest.get(..behind).unwrap_or_default().trim_end().len(),
                ),
                exists,
            }));
        }
    }
    report(work, odd, findings);
}

/// Whether a code of the round's list is meant as that: a report of one year's scores is itself disclosed, and its
/// measures are carried out, in the next. So its title and what it says of the plan or of publishing may name
/// items of the round's list; evidence for the scores may not.
fn is_of_round(work: &Work<'_>, piece: &Piece<'_>, before: &str, year: i16) -> bool {
    const OF_ROUND: [&str; 9] =
        ["มาตรการ", "แผน", "รอบ", "ปีต่อไป", "ปีถัดไป", "ปีหน้า", "เผยแพร่", "เปิดเผย", "นำผล"];
    if work.claims.round_year.is_none_or(|round| round.number() != year) {
        return false;
    }
    let block = work.source.blocks.get(piece.place.block);
    let first = work.claims.scores.iter().map(|claim| claim.origin.place.block).min();
    let at_head = first.is_none_or(|first| piece.place.block < first);
    let heading = at_head && block.is_some_and(|block| matches!(block.content, Content::Heading(_)));
    let clause: Vec<char> = before.chars().rev().take(60).collect();
    let clause: String = clause.into_iter().rev().collect();
    heading || OF_ROUND.iter().any(|word| clause.contains(word))
}

/// The year and title that a code belongs to, when it is not this year's; whether this year has the code.
fn strange(
    code: &str,
    printed: &str,
    lettered: bool,
    wording: &str,
    own: &List,
    others: &[List],
) -> Option<(i16, String, bool)> {
    let heard = pieces(wording);
    let is_oit = code.starts_with('O');
    let mine = own.titles.get(code);
    let like = |title: &HashSet<[char; 3]>| {
        let found = title.iter().filter(|piece| heard.contains(*piece)).count();
        found * 1_000 / title.len().max(1)
    };
    // The nearest years first: a report is sooner mixed with last year's than with an old one's.
    let mut near: Vec<&List> = others.iter().collect();
    near.sort_by_key(|list| (list.year.abs_diff(own.year), std::cmp::Reverse(list.year)));
    match mine {
        Some((_, title)) => {
            let own = like(title);
            let fits = |list: &List| {
                let (name, title) = list.titles.get(code)?;
                let fits = NAMED.max(own + BETTER) <= like(title);
                fits.then(|| (list.year, name.clone(), true))
            };
            if is_oit { near.iter().find_map(|list| fits(list)) } else { None }
        }
        None => {
            // Where recognition may have misread a digit, only the words decide.
            let clear = lettered && printed.chars().count() <= 3;
            near.iter().find_map(|list| {
                let (name, title) = list.titles.get(code)?;
                (NAMED <= like(title) || (clear && is_oit && heard.is_empty()))
                    .then(|| (list.year, name.clone(), false))
            })
        }
    }
}

/// One finding for each other year.
fn report(work: &Work<'_>, odd: Vec<Odd>, findings: &mut Vec<Finding>) {
    let years: BTreeSet<i16> = odd.iter().map(|odd| odd.year).collect();
    let own = work.framework.fiscal_year().number();
    for year in years {
        // A code with its year beside it is meant so.
        let told = |odd: &&Odd| thai::digits::to_ascii(&odd.passage.text).contains(&year.to_string());
        let mine: Vec<&Odd> = odd.iter().filter(|odd| odd.year == year).filter(|odd| !told(odd)).collect();
        let Some(first) = mine.first() else { continue };
        let mut codes: Vec<&str> = Vec::new();
        for one in &mine {
            if !codes.contains(&one.code.as_str()) {
                codes.push(&one.code);
            }
        }
        let list = codes.join(", ");
        let is_round = work.claims.round_year.is_some_and(|round| round.number() == year);
        let missing = mine.iter().any(|odd| !odd.exists);
        let fitting = work
            .framework
            .items
            .iter()
            .find(|item| fold_for_match(&item.title_th) == fold_for_match(&first.title));
        let candidates = fitting.map(|item| Candidate {
            key: String::new(),
            place: Some(first.passage.place),
            from: first.printed.clone(),
            to: item.code.clone(),
            kind: Kind::Wording,
            range: None,
        });
        let round = if is_round {
            Text::new(
                format!("ถ้าตั้งใจใช้รหัสของปี {year} ซึ่งเป็นปีที่ดำเนินมาตรการ ให้ระบุปีกำกับ"),
                format!(
                    "If the list of {year} is meant, the year of the measures, name the year beside the code."
                ),
            )
        } else {
            Text::new(
                "โปรดใช้รหัสของปีเดียวกันทั้งฉบับ หรือระบุปีกำกับ",
                "Use one year's codes throughout, or name the year.",
            )
        };
        findings.push(Finding {
            code: Code::CodeOfOtherYear,
            severity: if is_round { Severity::Info } else { Severity::Warning },
            key: String::new(),
            passages: mine.iter().take(4).map(|odd| odd.passage.clone()).collect(),
            published: list.clone(),
            recomputed: None,
            difference: None,
            candidates: candidates.into_iter().collect(),
            message: Text::new(
                format!(
                    "รหัส {list} พร้อมชื่อ “{}” เป็นของรายการปี {year} แต่คะแนนในเอกสารเป็นของปี {own} ซึ่ง{} {}",
                    first.title,
                    if missing { "ไม่มีรหัสนี้" } else { "ใช้รหัสนี้กับเรื่องอื่น" },
                    round.th
                ),
                format!(
                    "{list} with the title “{}” is of the list of {year}; in {own}, the year of the scores, the code {}. {}",
                    first.title,
                    if missing { "does not exist" } else { "names something else" },
                    round.en
                ),
            ),
        });
    }
}

fn list(framework: &Framework) -> List {
    let titles = framework
        .items
        .iter()
        .map(|item| (item.code.clone(), (item.title_th.clone(), pieces(&item.title_th))));
    List { year: framework.fiscal_year().number(), titles: titles.collect() }
}

fn pieces(text: &str) -> HashSet<[char; 3]> {
    let chars: Vec<char> = fold_for_match(text).chars().collect();
    chars.windows(3).filter_map(|window| <[char; 3]>::try_from(window).ok()).collect()
}
