//! All agencies in one pass over their tallies.

use super::compiled::{Compiled, Step};
use super::form::Short;
use super::items::ItemLanes;
use super::summary::{MISSING, Summary};
use super::tallies::{LANES, Tallies};

/// Scores all agencies, in their order in the table. Their evidence is their counts and their
/// verdicts; a disclosure item whose bit is not set failed.
pub fn score_all(tallies: &Tallies) -> Vec<Summary> {
    let compiled = tallies.compiled().as_ref();
    let mut summaries = Vec::with_capacity(tallies.agencies());
    let mut values = vec![[0_u16; LANES]; compiled.values()];
    let mut one = vec![0_u16; compiled.values()];
    for (block, passed) in tallies.blocks() {
        let mut lanes = ItemLanes::new();
        let mut missing = false;
        for &slot in &compiled.slots_by_form {
            missing |= lanes.score(compiled, &compiled.slots[slot], block, &mut values[slot]);
        }
        take_steps(compiled, passed, &mut values);
        for (lane, &passed) in passed.iter().enumerate() {
            let gap = missing && values[..compiled.slots.len()].iter().any(|scores| scores[lane] == MISSING);
            summaries.push(if gap {
                for (one, scores) in one.iter_mut().zip(&values) {
                    *one = scores[lane];
                }
                compiled.take_steps(passed, &mut one);
                Summary::new(compiled, |index| one[index])
            } else {
                Summary::new(compiled, |index| values[index][lane])
            });
        }
    }
    summaries
}

/// All steps for agencies without gaps; what comes out for lanes with gaps is of no use, and does no harm.
fn take_steps(compiled: &Compiled, passed: &[u64], values: &mut [[u16; LANES]]) {
    for (at, step) in compiled.steps.iter().enumerate() {
        let (before, after) = values.split_at_mut(compiled.slots.len() + at);
        let Some(scores) = after.first_mut() else { return };
        match step {
            Step::Passed { mask, by_count } => {
                for (score, passed) in scores.iter_mut().zip(passed) {
                    *score = by_count[(passed & mask).count_ones() as usize];
                }
            }
            Step::Mean(mean) => match &mean.short {
                Some(short) => short_mean(short, before, scores),
                None => {
                    for (lane, score) in scores.iter_mut().enumerate() {
                        *score = mean.of_lane(before, lane);
                    }
                }
            },
        }
    }
}

/// Without gaps nothing wraps: values are at most 10,000 and the coefficients add up to the total, for
/// which 20,001 totals are below 2³². The masks change nothing there; they let the compiler see that
/// both factors have at most 15 bits, for which there is a fast instruction.
fn short_mean(short: &Short, values: &[[u16; LANES]], scores: &mut [u16; LANES]) {
    let mut sums = [0_u32; LANES];
    for &(index, coefficient) in &short.terms {
        let coefficient = u32::from(coefficient & 0x7fff);
        for (sum, &value) in sums.iter_mut().zip(&values[index]) {
            *sum = sum.wrapping_add(u32::from(value & 0x7fff).wrapping_mul(coefficient));
        }
    }
    for (score, sum) in scores.iter_mut().zip(sums) {
        *score = short.by_double_total.quotient(sum.wrapping_mul(2).wrapping_add(short.total)) as u16;
    }
}
