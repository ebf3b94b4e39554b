//! One report, read and audited, beside what is known of it.

use std::collections::{BTreeMap, BTreeSet};

use domain::Score;
use domain::framework::Catalogue;
use reader::audit::{Finding, Shingles, against, audit};
use reader::claims::{self, Claims, MeasureClaim};
use reader::{Limits, formats};

use super::tally::Share;
use crate::reports::truth::MeasureRow;
use crate::reports::{Fault, Form, Report};

/// What came of a report.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Name of the file.
    pub name: String,
    /// Layout or template.
    pub layout: String,
    /// Form of the file.
    pub form: Form,
    /// Whether it had no fault.
    pub clean: bool,
    /// Printed scores, and those that were read with the right thing, part and value.
    pub numbers: Share,
    /// Rows of tables of measures, and those that were read with every column in place.
    pub rows: Share,
    /// Scores that were read where nothing of the sort is printed.
    pub invented: usize,
    /// Rows that were read where there is none.
    pub more_rows: usize,
    /// Each fault with what was found of it.
    pub faults: Vec<FaultFound>,
    /// Codes of findings that no fault calls for.
    pub others: Vec<&'static str>,
    /// What went wrong, in words, to look into it.
    pub complaints: Vec<String>,
}

/// A fault and what the audit said.
#[derive(Debug, Clone)]
pub struct FaultFound {
    /// Its kind.
    pub kind: &'static str,
    /// Whether a finding has its code.
    pub found: bool,
    /// Whether that finding shows its place.
    pub placed: bool,
    /// Whether the first candidate is right; `None` where no one value is.
    pub mended: Option<bool>,
}

/// Reads and audits a report.
pub fn judge(report: &Report, catalogue: &Catalogue) -> Judged {
    let mut judged = Judged {
        name: report.name.clone(),
        layout: report.layout.clone(),
        form: report.form,
        clean: report.faults.is_empty(),
        numbers: Share::default(),
        rows: Share::default(),
        invented: 0,
        more_rows: 0,
        faults: Vec::new(),
        others: Vec::new(),
        complaints: Vec::new(),
    };
    let (claims, findings) = match read(report, catalogue) {
        Ok(read) => read,
        Err(problem) => {
            judged.complaints.push(format!("not read: {problem}"));
            (Claims::default(), Vec::new())
        }
    };
    numbers(report, &claims, &mut judged);
    rows(&report.rows, &claims.measures, &mut judged);
    faults(report, &findings, &mut judged);
    judged
}

fn read(report: &Report, catalogue: &Catalogue) -> Result<(Claims, Vec<Finding>), String> {
    let limits = Limits::default();
    let source =
        formats::read(&report.name, &report.bytes, &limits).map_err(|problem| problem.message.en.clone())?;
    let claims = claims::read(&source, catalogue);
    let mut findings = audit(&source, &claims, catalogue).findings;
    let other =
        formats::read("other.md", &report.other, &limits).map_err(|problem| problem.message.en.clone())?;
    let (own, other) = (Shingles::of(&source, catalogue), Shingles::of(&other, catalogue));
    findings.extend(against(&source, &own, "other.md", &other));
    Ok((claims, findings))
}

fn numbers(report: &Report, claims: &Claims, judged: &mut Judged) {
    let mut printed: BTreeMap<&str, BTreeSet<Score>> = BTreeMap::new();
    for one in &report.statements {
        printed.entry(one.key.as_str()).or_default().insert(one.score);
    }
    let mut said: BTreeMap<String, BTreeSet<Score>> = BTreeMap::new();
    for claim in claims.scores.iter().filter(|claim| claim.year.is_none() || claim.year == claims.score_year)
    {
        said.entry(claim.key()).or_default().insert(claim.score);
    }
    let published = claims.published();
    for (instrument, points) in published.points {
        said.entry(format!("points.{instrument}")).or_default().insert(points);
    }
    let chosen = claims.chosen();
    for (key, scores) in &printed {
        for score in scores {
            // Where one value is printed, it must be the one that is taken.
            let taken = chosen.get(*key).is_none_or(|claim| 1 < scores.len() || claim.score == *score);
            let right = taken && said.get(*key).is_some_and(|said| said.contains(score));
            judged.numbers.add(right);
            if !right {
                let said = said.get(*key).map(|said| said.iter().map(Score::to_string).collect::<Vec<_>>());
                judged.complaints.push(format!("number {key} = {score}, read {said:?}"));
            }
        }
    }
    for (key, scores) in &said {
        let known = printed.get(key.as_str());
        for score in scores {
            let told =
                known.is_some_and(|known| known.contains(score)) || report.truths.get(key) == Some(score);
            if !told {
                judged.invented += 1;
                judged.complaints.push(format!("invented {key} = {score}"));
            }
        }
    }
}

/// Words without white space, list marks and the kind of digits.
fn plain(text: &str) -> String {
    let ascii = thai::digits::to_ascii(text);
    let lines = ascii.lines().map(|line| {
        let line = line.trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let marked = digits.len() < line.len() && line.len() <= digits.len() + 2;
        if marked { digits.strip_prefix(['.', ')']).unwrap_or(line) } else { line }
    });
    let joined: String = lines.collect();
    joined
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '•' | '\u{A0}' | '\u{200B}'))
        .collect()
}

fn rows(known: &[MeasureRow], claims: &[MeasureClaim], judged: &mut Judged) {
    let mut free: Vec<&MeasureClaim> = claims.iter().collect();
    for row in known {
        let at = free.iter().position(|claim| wrong(row, claim).is_none());
        judged.rows.add(at.is_some());
        if let Some(at) = at {
            free.remove(at);
        } else {
            let measure = row.fields.get("measure").cloned().unwrap_or_default();
            let near = free.iter().find(|claim| plain(&claim.measure) == plain(&measure));
            let why = near.map_or_else(
                || format!("no row with this measure among {}", claims.len()),
                |claim| wrong(row, claim).unwrap_or_default(),
            );
            judged.complaints.push(format!("row “{}”: {why}", measure.chars().take(50).collect::<String>()));
        }
    }
    judged.more_rows = free.len();
    for claim in free.iter().take(3) {
        judged.complaints.push(format!("more row “{}”", claim.measure.chars().take(50).collect::<String>()));
    }
}

/// What differs between a row and a claim.
fn wrong(row: &MeasureRow, claim: &MeasureClaim) -> Option<String> {
    row.fields.iter().find_map(|(field, printed)| {
        let steps = claim.steps.join("\n");
        let read = match *field {
            "measure" => &claim.measure,
            "steps" => &steps,
            "responsible" => &claim.responsible.text,
            "period" => &claim.period.text,
            "result" => &claim.result,
            "outcome" => &claim.outcome,
            "suggestion" => &claim.suggestion,
            _ => return issue(printed, claim),
        };
        let same = plain(printed) == plain(read);
        (!same).then(|| format!("{field}: “{}” read as “{}”", short(printed), short(read)))
    })
}

fn short(text: &str) -> String {
    text.replace('\n', "⏎").chars().take(90).collect()
}

/// The codes that an issue names are read, and its words are those printed.
fn issue(printed: &str, claim: &MeasureClaim) -> Option<String> {
    let word: String = printed
        .trim_start_matches("ข้อ ")
        .trim_start_matches('(')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let coded = word.starts_with(['I', 'E', 'O'])
        && word.chars().skip(1).all(|c| c.is_ascii_digit())
        && 1 < word.len();
    // Codes are read apart from the words.
    let (whole, read) = (uncoded(&plain(printed)), uncoded(&plain(&claim.issue)));
    let fits = whole.is_empty() || (!read.is_empty() && (whole.contains(&read) || read.contains(&whole)));
    if coded && !claim.codes.iter().any(|code| code.code == word) {
        return Some(format!(
            "issue: code {word} read as {:?}",
            claim.codes.iter().map(|c| &c.code).collect::<Vec<_>>()
        ));
    }
    (!fits).then(|| format!("issue: “{}” read as “{}”", short(printed), short(&claim.issue)))
}

/// A text without the codes of items in it.
fn uncoded(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let digits = signs.iter().skip(at + 1).take_while(|c| c.is_ascii_digit()).count();
        let begins = at == 0 || !signs[at - 1].is_ascii_alphanumeric();
        if matches!(sign, 'I' | 'E' | 'O') && begins && 0 < digits {
            at += digits;
        } else {
            out.push(sign);
        }
        at += 1;
    }
    out
}

/// Letters without marks, and digits: what is left of a text through every form.
fn bare(text: &str) -> String {
    let kept = |c: &char| ('ก'..='ฮ').contains(c) || c.is_ascii_alphanumeric();
    thai::digits::to_ascii(text).chars().filter(kept).collect()
}

fn faults(report: &Report, findings: &[Finding], judged: &mut Judged) {
    let mut called: BTreeSet<&str> = BTreeSet::new();
    for fault in &report.faults {
        called.insert(fault.code);
        let calls = |finding: &&Finding| is_called_for(finding.code.as_str(), fault.code);
        let mine: Vec<&Finding> = findings.iter().filter(calls).collect();
        called.extend(mine.iter().map(|finding| finding.code.as_str()));
        let placed = mine.iter().find(|finding| shows(finding, fault)).copied();
        let best = placed.or(mine.first().copied());
        let mended = fault.fits.as_ref().map(|fits| {
            best.is_some_and(|finding| {
                let first = finding.candidates.first().map(|candidate| candidate.to.as_str());
                first == Some(fits.as_str()) || (first.is_none() && finding.recomputed.as_ref() == Some(fits))
            })
        });
        if placed.is_none() {
            let how = if mine.is_empty() { "missed" } else { "misplaced" };
            judged.complaints.push(format!(
                "{how} {}: {} fits {:?} near “{}”",
                fault.kind, fault.printed, fault.fits, fault.near
            ));
        }
        judged.faults.push(FaultFound {
            kind: fault.kind,
            found: best.is_some(),
            placed: placed.is_some(),
            mended,
        });
    }
    for finding in findings.iter().filter(|finding| !called.contains(finding.code.as_str())) {
        judged.others.push(finding.code.as_str());
        if report.faults.is_empty() {
            let passage = finding.passages.first().map(|p| p.text.clone()).unwrap_or_default();
            judged.complaints.push(format!(
                "false {}: {} | {}",
                finding.code.as_str(),
                finding.message.en,
                short(&passage)
            ));
        }
    }
}

/// A level that no year has may also be told as one of another year when its letter is: "B+" as B. A report that
/// lists what is below 100 says of all other items that they have it: an indicator higher than its items let it be
/// is then one that does not follow.
fn is_called_for(found: &str, wanted: &str) -> bool {
    found == wanted
        || (wanted == "level_unknown" && found == "level_of_other_year")
        || (wanted == "outside_bounds" && found == "indicator_mismatch")
}

fn shows(finding: &Finding, fault: &Fault) -> bool {
    let near = bare(&fault.near);
    finding.passages.iter().any(|passage| bare(&passage.text).contains(&near))
        || (near.is_empty() && !finding.passages.is_empty())
}
