//! Slips in printed scores.

use documents::model::{Block, Figure};
use domain::Score;

use super::draw::{at, shuffled};
use super::faults::{Fault, all_indicators, near};
use super::truth::{Spot, Within};
use super::{Draft, edit};
use crate::nation::Random;

/// Whether a kind changes the scores themselves.
pub(super) fn is_one(kind: &str) -> bool {
    let base = kind.split(',').next().unwrap_or_default();
    let ends =
        ["overall_mismatch", "instrument_mismatch", "points_mismatch", "indicator_mismatch", "part_mismatch"];
    ends.contains(&base)
        || ["sub_indicator_mismatch", "outside_bounds", "part_mean_as_indicator", "order_mismatch"]
            .contains(&base)
}

/// A slip of the pen: one digit another, or two digits swapped, at least so many hundredths away.
pub(super) fn slip(random: &mut Random, score: Score, least: u16) -> Option<Score> {
    let digits: Vec<char> = score.to_string().chars().collect();
    let mut found: Vec<Score> = Vec::new();
    for at in 0..digits.len() {
        for new in '0'..='9' {
            let mut other = digits.clone();
            if other[at].is_ascii_digit() {
                other[at] = new;
                found.extend(other.iter().collect::<String>().parse::<Score>().ok());
            }
        }
        for with in at + 1..digits.len() {
            let mut other = digits.clone();
            other.swap(at, with);
            found.extend(other.iter().collect::<String>().parse::<Score>().ok());
        }
    }
    // No figure loses its first digit.
    found.retain(|new| least <= new.distance(score) && Score::clamped(1_000) <= *new && *new < Score::FULL);
    found.get(at(random, found.len())).copied()
}

pub(super) fn inject(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
) -> Option<Fault> {
    match kind {
        "overall_mismatch" if all_indicators(draft) => change(random, draft, kind, code, "overall", 12),
        "overall_mismatch, by an indicator" if all_indicators(draft) => {
            let lone = |number: u8| !below(draft, number);
            let all: Vec<u8> =
                draft.case.indicators().iter().map(|one| one.0).filter(|number| lone(*number)).collect();
            let told = !edit::of(draft, "overall").is_empty();
            let number = *all.get(at(random, all.len())).filter(|_| told && instruments_are_silent(draft))?;
            change(random, draft, kind, code, &format!("indicators.{number}"), 300)
        }
        "instrument_mismatch" if all_indicators(draft) => {
            let key = any_of(random, draft, "instruments.")?;
            change(random, draft, kind, code, &key, 12)
        }
        "points_mismatch" => {
            let key = any_of(random, draft, "points.")?;
            change(random, draft, kind, code, &key, 12)
        }
        "indicator_mismatch" => {
            let all: Vec<u8> =
                draft.case.indicators().iter().map(|one| one.0).filter(|n| complete(draft, *n)).collect();
            let number = all.get(at(random, all.len()))?;
            change(random, draft, kind, code, &format!("indicators.{number}"), 12)
        }
        "sub_indicator_mismatch" => {
            let key = any_of(random, draft, "sub_indicators.")?;
            change(random, draft, kind, code, &key, 12)
        }
        "part_mismatch" => {
            let key = any_of(random, draft, "parts.")?;
            change(random, draft, kind, code, &key, 12)
        }
        "outside_bounds" => beyond(random, draft, kind, code),
        "part_mean_as_indicator" => part_mean(random, draft, kind, code),
        "order_mismatch" => order(random, draft, kind, code),
        _ => None,
    }
}

fn instruments_are_silent(draft: &Draft) -> bool {
    !draft.statements.iter().any(|one| one.key.starts_with("instruments.") || one.key.starts_with("points."))
}

fn any_of(random: &mut Random, draft: &Draft, group: &str) -> Option<String> {
    let keys: Vec<&String> =
        draft.statements.iter().map(|one| &one.key).filter(|key| key.starts_with(group)).collect();
    keys.get(at(random, keys.len())).map(|key| (*key).clone())
}

/// Keys printed below an indicator: its parts, sub-indicators and items.
fn keys_below(draft: &Draft, number: u8) -> Vec<String> {
    let framework = draft.case.framework();
    let Some(indicator) = framework.indicator(number) else { return Vec::new() };
    let node = framework.skeleton().indicator(indicator);
    let all = framework.skeleton().below(node);
    all.into_iter().filter(|below| *below != node).map(|below| draft.case.key(below)).collect()
}

fn below(draft: &Draft, number: u8) -> bool {
    keys_below(draft, number).iter().any(|key| !edit::of(draft, key).is_empty())
}

/// Whether everything right below an indicator is printed.
fn complete(draft: &Draft, number: u8) -> bool {
    let framework = draft.case.framework();
    let Some(indicator) = framework.indicator(number) else { return false };
    let skeleton = framework.skeleton();
    let children = skeleton.children_of(skeleton.indicator(indicator));
    !children.is_empty()
        && children.iter().all(|child| !edit::of(draft, &draft.case.key(*child)).is_empty())
        && !edit::of(draft, &format!("indicators.{number}")).is_empty()
}

fn change(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
    key: &str,
    least: u16,
) -> Option<Fault> {
    let first = edit::of(draft, key).first().map(|one| (one.score, one.spot))?;
    let wrong = slip(random, first.0, least)?;
    // The level stays that of the score.
    if key == "overall" && level(draft, wrong) != level(draft, first.0) {
        return None;
    }
    let old = edit::set_score(draft, key, wrong)?;
    Some(Fault {
        kind,
        code,
        printed: wrong.to_string(),
        fits: Some(old.to_string()),
        near: near(draft, first.1),
    })
}

fn level(draft: &Draft, score: Score) -> Option<usize> {
    let levels = &draft.case.framework().levels;
    levels.iter().position(|level| level.overall_min <= score && score <= level.overall_max)
}

/// An indicator higher than its printed items let it be.
fn beyond(random: &mut Random, draft: &mut Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    let framework = draft.case.framework();
    let skeleton = framework.skeleton();
    let numbers = shuffled(random, draft.case.indicators().iter().map(|one| one.0).collect());
    for number in numbers {
        if complete(draft, number) || edit::of(draft, &format!("indicators.{number}")).is_empty() {
            continue;
        }
        // Where weights are only assumed, nobody can say what is out of reach.
        let assumed = framework.indicator(number).is_some_and(|at| {
            let own = &framework.indicators[at];
            let subs = own.sub_indicators.iter().map(|&sub| &framework.sub_indicators[sub].rule);
            subs.chain([&own.rule]).any(|rule| rule.assumed_weights.is_some())
        });
        if assumed {
            continue;
        }
        let mut best = domain::Assessment::new(framework);
        let items = skeleton.of(domain::framework::Granularity::Items);
        let indicator = framework.indicator(number)?;
        for node in
            items.filter(|node| skeleton.indicator_above(*node) == Some(skeleton.indicator(indicator)))
        {
            let told = edit::of(draft, &draft.case.key(node)).first().map(|one| one.score);
            best.evidence.give(node, told.unwrap_or(Score::FULL));
        }
        let Some(most) = best.score().indicator(indicator) else { continue };
        if most < Score::clamped(9_400) {
            let wrong = Score::clamped(i64::from(most.hundredths()) + 200 + i64::from(random.below(300)));
            let key = format!("indicators.{number}");
            let spot = edit::of(draft, &key).first()?.spot;
            if let Some(old) = edit::set_score(draft, &key, wrong) {
                let fits = Some(old.to_string());
                return Some(Fault { kind, code, printed: wrong.to_string(), fits, near: near(draft, spot) });
            }
        }
    }
    None
}

/// The mean of one part wherever the indicator is printed.
fn part_mean(
    random: &mut Random,
    draft: &mut Draft,
    kind: &'static str,
    code: &'static str,
) -> Option<Fault> {
    let keys: Vec<(String, u8)> = draft
        .statements
        .iter()
        .filter_map(|one| {
            Some((one.key.clone(), one.key.strip_prefix("parts.")?.split_once('/')?.1.parse().ok()?))
        })
        .collect();
    let (part, number) = keys.get(at(random, keys.len()))?.clone();
    let mean = edit::of(draft, &part).first()?.score;
    let key = format!("indicators.{number}");
    let first = edit::of(draft, &key).first().map(|one| (one.score, one.spot))?;
    if first.0.distance(mean) < 12 {
        return None;
    }
    let old = edit::set_score(draft, &key, mean)?;
    Some(Fault {
        kind,
        code,
        printed: mean.to_string(),
        fits: Some(old.to_string()),
        near: near(draft, first.1),
    })
}

/// Two neighbours of a ranked table swap their places, not their ranks.
fn order(random: &mut Random, draft: &mut Draft, kind: &'static str, code: &'static str) -> Option<Fault> {
    for section in 0..draft.document.sections.len() {
        for block in 0..draft.document.sections[section].blocks.len() {
            let Block::Table(table) = &mut draft.document.sections[section].blocks[block] else { continue };
            let column = |key: &str| table.columns.iter().position(|column| column.key == key);
            let (Some(rank), Some(score), None) = (column("rank"), column("score"), column("number")) else {
                continue;
            };
            let value = |table: &documents::model::Table, row: usize| match &table.body[row]
                .cells
                .get(score)?
                .content
            {
                documents::model::Content::Figure(Figure { scaled, .. }) => Some(*scaled),
                _ => None,
            };
            let pairs: Vec<usize> = (1..table.body.len())
                .filter(|row| {
                    table.body[*row].cells.len() == table.columns.len()
                        && table.body[row - 1].cells.len() == table.columns.len()
                })
                .filter(|row| value(table, row - 1).zip(value(table, *row)).is_some_and(|(a, b)| b < a))
                .filter(|row| !super::truth::text(&table.body[*row].cells[rank].content).is_empty())
                .collect();
            let Some(&row) = pairs.get(at(random, pairs.len())) else { continue };
            table.body.swap(row - 1, row);
            let one = table.body[row - 1].cells[rank].clone();
            table.body[row - 1].cells[rank] = std::mem::replace(&mut table.body[row].cells[rank], one);
            let printed = super::truth::text(&table.body[row].cells[score].content);
            for told in draft
                .statements
                .iter_mut()
                .filter(|one| (one.spot.section, one.spot.block) == (section, block))
            {
                if let Within::Cell(at, cell) = told.spot.within {
                    let other = if at == row {
                        row - 1
                    } else if at == row - 1 {
                        row
                    } else {
                        at
                    };
                    told.spot.within = Within::Cell(other, cell);
                }
            }
            let near = near(draft, Spot { section, block, within: Within::Cell(row, score) });
            return Some(Fault { kind, code, printed, fits: None, near });
        }
    }
    None
}
