//! Fiscal years: of the scores, and of the round in which the report is disclosed.

use thai::FiscalYear;
use thai::months::{LONG, SHORT};

use super::Claims;
use super::model::{Confidence, Origin, Subject, Witness, YearClaim, YearOf};
use super::scan::Text;
use crate::layout::Place;

/// Years in a text, in Buddhist figures of four digits.
pub(crate) fn in_text(text: &str) -> Vec<FiscalYear> {
    positions(&Text::new(text)).into_iter().map(|(_, year)| year).collect()
}

/// Buddhist years of recent decades, with their positions in characters.
fn positions(text: &Text) -> Vec<(usize, FiscalYear)> {
    let sign = |at: usize| text.folded.get(at).copied().unwrap_or(' ');
    let is_year = |at: &usize| {
        sign(*at) == '2'
            && sign(at + 1) == '5'
            && sign(at + 2).is_ascii_digit()
            && sign(at + 3).is_ascii_digit()
            && !sign(at + 4).is_ascii_digit()
            && (*at == 0 || (!sign(at - 1).is_ascii_digit() && sign(at - 1) != '/'))
    };
    (0..text.folded.len())
        .filter(is_year)
        .filter_map(|at| Some((at, text.folded(at, at + 4).parse().ok()?)))
        .collect()
}

/// Whether folded words end in a month or the like; a year behind one belongs to a date.
fn ends_in_date_word(folded: &str) -> bool {
    let words = LONG.iter().chain(&SHORT).chain(&["ไตรมาส", "เดือน"]);
    words.into_iter().any(|word| folded.ends_with(thai::fold_for_match(word).as_str()))
}

/// Reads the years of a heading or paragraph.
pub(crate) fn read(text: &str, place: Place, claims: &mut Claims) {
    let scanned = Text::new(text);
    let found = positions(&scanned);
    for (order, &(at, year)) in found.iter().enumerate() {
        let before = scanned.folded(at.saturating_sub(110), at);
        let near = scanned.folded(at.saturating_sub(34), at);
        let fold = |text: &str| thai::fold_for_match(text);
        let yearly = near.contains("ปี") || fold(&near).ends_with("พศ") || near.contains("พ.ศ.");
        let span = |from: usize| {
            let behind = scanned.folded(from + 4, from + 12);
            let rest = behind.trim_start();
            rest.starts_with(['-', '–', '—']) || rest.starts_with("ถึง")
        };
        // A span of years is that of a national strategy, not of an assessment.
        let previous =
            order.checked_sub(1).and_then(|at| found.get(at)).is_some_and(|(before, _)| at - before < 12);
        let strategy = span(at) || previous || before.contains("ยุทธศาสตร์ชาติ");
        let date = ends_in_date_word(&fold(&near));
        let of = if strategy || date || !yearly {
            YearOf::Other
        } else if speaks_of_results(&fold(&before)) {
            YearOf::Scores
        } else {
            YearOf::Report
        };
        let words = scanned.words(at.saturating_sub(60), at + 4);
        claims.years.push(YearClaim {
            year,
            of,
            origin: Origin { place, words, confidence: Confidence::Certain },
        });
    }
}

/// Whether folded words before a year speak of results, and not of a plan after them: "ผลการประเมิน …
/// และแผนปฏิบัติการ ประจำปี" tells the year of the plan.
fn speaks_of_results(folded: &str) -> bool {
    let last = |words: &[&str]| words.iter().filter_map(|word| folded.rfind(word)).max();
    let results = last(&["ผลการประเมิน", "คะแนน", "รับการประเมิน"]);
    let plan = last(&["แผนปฏิบัติการ", "แผนการดำเนิน", "และแผน", "แผนมาตรการ"]);
    results.is_some() && plan < results
}

/// The year of the scores where no passage tells it: measures answer the results of the year before their own.
pub(crate) fn before_measures(claims: &Claims) -> Option<FiscalYear> {
    let told = claims.years.iter().any(|claim| claim.of == YearOf::Scores) || !claims.scores.is_empty();
    if told || claims.measures.is_empty() {
        return None;
    }
    let round = of_round(claims, None)?;
    FiscalYear::new(round.number() - 1).ok()
}

/// The year of the scores: the one that most statements about results name, those with a score first.
pub(crate) fn of_scores(claims: &Claims) -> Option<FiscalYear> {
    let overall: Vec<Place> =
        claims.scores.iter().filter(|c| c.subject == Subject::Overall).map(|c| c.origin.place).collect();
    // A column of a table names its year more surely than a sentence does.
    let of = |table: bool| {
        let claims = claims.scores.iter().filter(move |claim| (claim.witness != Witness::Text) == table);
        claims.filter_map(|claim| claim.year).max()
    };
    if let Some(latest) = of(true).or_else(|| of(false)) {
        return Some(latest);
    }
    let votes = claims.years.iter().filter(|claim| claim.of != YearOf::Other).map(|claim| {
        let beside = overall.iter().any(|place| place.block == claim.origin.place.block);
        let near = overall.iter().any(|place| place.block.abs_diff(claim.origin.place.block) <= 2);
        let points = match claim.of {
            YearOf::Scores => 3,
            _ => 1,
        };
        (claim.year, points + 6 * u32::from(beside) + 2 * u32::from(near))
    });
    most(votes)
}

/// The year of the round: the fiscal year of the measures' periods, else that of the report.
pub(crate) fn of_round(claims: &Claims, scores: Option<FiscalYear>) -> Option<FiscalYear> {
    let periods = claims.measures.iter().filter_map(|claim| claim.period.period?.fiscal_year());
    let follow_ups = claims.measures.iter().flat_map(|claim| &claim.follow_up_dates);
    let follow_ups = follow_ups.filter_map(|date| FiscalYear::of(*date).ok());
    let votes: Vec<(FiscalYear, u32)> = periods.chain(follow_ups).map(|year| (year, 1)).collect();
    most(votes.into_iter()).or_else(|| {
        let report =
            claims.years.iter().filter(|claim| claim.of == YearOf::Report).map(|claim| (claim.year, 1));
        most(report.filter(|(year, _)| scores.is_none_or(|scores| scores <= *year)))
    })
}

/// The year with most points; of two, the one that came first.
fn most(votes: impl Iterator<Item = (FiscalYear, u32)>) -> Option<FiscalYear> {
    let mut sums: Vec<(FiscalYear, u32)> = Vec::new();
    for (year, points) in votes {
        match sums.iter_mut().find(|(known, _)| *known == year) {
            Some((_, sum)) => *sum += points,
            None => sums.push((year, points)),
        }
    }
    let best = sums.iter().map(|(_, sum)| *sum).max()?;
    sums.iter().find(|(_, sum)| *sum == best).map(|(year, _)| *year)
}
