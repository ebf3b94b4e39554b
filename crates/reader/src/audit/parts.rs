//! Means of the parts of an indicator, to recognise one that is printed in its place.

use domain::Score;
use domain::scoring::Unlisted;

use super::model::Candidate;
use super::work::Work;
use crate::claims::Subject;

/// Items of one part of an indicator, by the names of an assessment file, in hundredths. `None` when one of
/// them is neither printed nor known to be full, or when none is printed.
pub(super) fn items(work: &Work<'_>, number: u8, part: &str) -> Option<Vec<(String, i64)>> {
    let indicator = work.framework.indicators.get(work.framework.indicator(number)?)?;
    let full = work.assessment.evidence.unlisted == Unlisted::Full;
    let mut printed = false;
    let mut items = Vec::new();
    for item in indicator.items.iter().filter_map(|&at| work.framework.items.get(at)) {
        let name = format!("{part}/{}", item.code);
        match work.published.items.get(&name) {
            Some(score) => {
                printed = true;
                items.push((name, i64::from(score.hundredths())));
            }
            None if full => items.push((name, 10_000)),
            None => return None,
        }
    }
    printed.then_some(items)
}

/// The parts of the instrument that an indicator belongs to.
fn parts_of(work: &Work<'_>, number: u8) -> Vec<String> {
    let framework = work.framework;
    let instrument = framework
        .indicator(number)
        .and_then(|at| framework.indicators.get(at))
        .and_then(|indicator| framework.instruments.get(indicator.instrument));
    let parts = instrument.into_iter().flat_map(|instrument| &instrument.parts);
    parts.filter_map(|&at| framework.parts.get(at)).map(|part| part.code.clone()).collect()
}

fn rounds_to(items: &[(String, i64)], score: Score) -> bool {
    let (sum, count) = (items.iter().map(|(_, value)| value).sum::<i64>(), items.len() as i64);
    0 < count && (2 * sum + count).div_euclid(2 * count) == i64::from(score.hundredths())
}

/// The part whose items have just this mean, by the figures that are printed for it.
pub(super) fn with_mean(work: &Work<'_>, number: u8, score: Score) -> Option<String> {
    let printed = |part: &String| work.published.parts.get(&format!("{part}/{number}")) == Some(&score);
    let by_items = |part: &String| items(work, number, part).is_some_and(|items| rounds_to(&items, score));
    let all = parts_of(work, number);
    let found = all.iter().find(|part| printed(part) || by_items(part)).cloned();
    found.filter(|_| 2 <= all.len())
}

/// The part whose mean this must be if `total` is the indicator's score: by its own items, or by what the
/// total and the other part leave for it.
pub(super) fn left_for(work: &Work<'_>, number: u8, total: Score, score: Score) -> Option<String> {
    if let Some(part) = with_mean(work, number, score) {
        return Some(part);
    }
    let all = parts_of(work, number);
    let [first, second] = all.as_slice() else { return None };
    let fits = |other: &str| {
        let Some(items) = items(work, number, other) else { return false };
        let (sum, count) = (items.iter().map(|(_, value)| value).sum::<i64>(), items.len() as i64);
        let (total, score) = (i64::from(total.hundredths()), i64::from(score.hundredths()));
        // Twice the total less the other part, each figure half a hundredth unsure.
        let (low, high) =
            ((4 * total - 2) * count - 2 * sum - count, (4 * total + 2) * count - 2 * sum + count);
        (low..=high).contains(&(2 * count * score))
    };
    if fits(second) {
        Some(first.clone())
    } else if fits(first) {
        Some(second.clone())
    } else {
        None
    }
}

/// Whether the document prints, for the indicator of an item, the mean that its part has with a candidate.
pub(super) fn prints_mean_with(work: &Work<'_>, item: &str, candidate: &Candidate) -> bool {
    let Some((part, code)) = item.split_once('/') else { return false };
    let number = work.lookup.items.indicator_of(code);
    let to = candidate.to.parse::<Score>().ok();
    let Some((number, to)) = number.zip(to) else { return false };
    let Some(mut items) = items(work, number, part) else { return false };
    if let Some((_, value)) = items.iter_mut().find(|(name, _)| name == item) {
        *value = i64::from(to.hundredths());
    }
    let subject = Subject::Indicator(number);
    work.claims.scores.iter().any(|claim| claim.subject == subject && rounds_to(&items, claim.score))
}

/// What a part is called, in a sentence about its mean.
pub(super) fn explained(work: &Work<'_>, part: &str) -> (String, String) {
    let found = work.framework.parts.iter().find(|known| known.code == part);
    let (th, en) = found.map_or((part, part), |part| (part.name_th.as_str(), part.name_en.as_str()));
    (
        format!("ค่านี้ตรงกับค่าเฉลี่ยของ{th} เพียงส่วนเดียว คะแนนตัวชี้วัดต้องเฉลี่ยจากทุกส่วน"),
        format!("This is the mean of one part alone ({en}); an indicator is the mean of all its parts."),
    )
}
