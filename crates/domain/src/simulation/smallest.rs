//! The smallest sets of items or questions that lift a result.

use crate::framework::NodeIndex;
use crate::score::Score;
use crate::scoring::ScoreTree;

use super::classes::{Class, LeverSet, Pick, classes, equivalent, representative};
use super::enumerate::enumerate;
use super::frontier::best;
use super::levers::{Among, effective};
use super::target::{Goal, Target, TargetError};
use super::what_if::Simulator;

/// How far a search may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most steps; a step takes about a millionth of a second.
    pub steps: u64,
    /// Most sets to list.
    pub sets: usize,
}

impl Default for Limits {
    /// A million steps, a hundred sets.
    fn default() -> Limits {
        Limits { steps: 1_000_000, sets: 100 }
    }
}

/// What a search may use.
#[derive(Clone, Copy)]
pub struct SetOptions<'e> {
    /// Which levers.
    pub among: Among,
    /// Effort of bringing a node to full; below 1 counts as 1.
    pub efforts: &'e dyn Fn(NodeIndex) -> u32,
    /// How far to search.
    pub limits: Limits,
}

impl Default for SetOptions<'_> {
    /// Items and questions, each the same effort.
    fn default() -> Self {
        SetOptions { among: Among::default(), efforts: &|_| 1, limits: Limits::default() }
    }
}

/// The smallest sets of levers that meet a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sets<'f> {
    /// Whether bringing all levers to full meets the target.
    pub reachable: bool,
    /// Least total effort among the sets listed: 0 when the target is met already, `None` when it is out of reach.
    pub best_effort: Option<u64>,
    /// No set of less effort meets the target: proven, also when the search was cut short.
    pub at_least: u64,
    /// Levers that are interchangeable, which the sets pick from.
    pub classes: Vec<Class>,
    /// The sets, the best resulting score first.
    pub sets: Vec<LeverSet<'f>>,
    /// Whether the sets are the smallest, and all of them.
    pub complete: bool,
}

/// Finds the sets of levers with the least total effort that lift a result to a target when they are brought
/// to full: overall score and the gates of all instruments.
///
/// The least effort is exact, and every set is proven by rescoring it. Within [`Limits`] all sets of that effort
/// are found; `complete` tells when the limits came first.
///
/// ```
/// use domain::framework::Catalogue;
/// use domain::scoring::{Evidence, score};
/// use domain::simulation::{Among, SetOptions, Target, smallest_sets};
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2567").unwrap();
/// let mut evidence = Evidence::new(framework);
/// // Published indicators of an agency, FY2567.
/// let published = ["90.15", "89.23", "94.15", "65.13", "85.13", "89.85", "84.93", "72.46", "42.38", "33.34"];
/// for (indicator, figure) in published.iter().enumerate() {
///     evidence.give(framework.skeleton().indicator(indicator), figure.parse().unwrap());
/// }
/// let tree = score(framework, &evidence);
/// let options = SetOptions { among: Among::Finest, ..SetOptions::default() };
/// // From ต้องปรับปรุงโดยด่วน to ต้องปรับปรุง: one of the two indicators of OIT is enough.
/// let sets = smallest_sets(&tree, Target::NextLevel, &options).unwrap();
/// let names: Vec<_> = sets.sets.iter().map(|set| framework.path(set.nodes[0])).collect();
/// assert_eq!(names, ["10", "9"]);
/// ```
///
/// # Errors
/// Without an overall score, without a level to start from, or when the target is not a level of the year.
pub fn smallest_sets<'f>(
    tree: &ScoreTree<'f>,
    target: Target<'_>,
    options: &SetOptions<'_>,
) -> Result<Sets<'f>, TargetError> {
    let goal = Goal::new(tree, target)?;
    let levers = effective(tree, options.among);
    let classes = classes(tree, &levers, options.efforts);
    let mut simulator = Simulator::new(tree);
    let none =
        Sets { reachable: false, best_effort: None, at_least: 0, classes, sets: Vec::new(), complete: true };
    if goal.met(tree.framework, &simulator) {
        let sets = vec![lever_set(&mut simulator, &none.classes, Vec::new())];
        return Ok(Sets { reachable: true, best_effort: Some(0), sets, ..none });
    }
    simulator.set(&full(&levers));
    if !goal.met(tree.framework, &simulator) {
        return Ok(none);
    }
    let mut steps = options.limits.steps;
    let (at_least, first) = match best(tree, &none.classes, &goal, &mut steps) {
        Ok(Some((effort, picks))) => (effort, Some(picks)),
        Ok(None) | Err(_) => (1, None),
    };
    let (mut found, complete) = match &first {
        Some(_) => enumerate(tree, &none.classes, &goal, at_least, options.limits.sets.max(1), &mut steps),
        None => (vec![greedy(&mut simulator, tree, &none.classes, &goal)], false),
    };
    if let Some(picks) = first.filter(|_| found.is_empty()) {
        found.push(picks);
    }
    let mut sets: Vec<_> =
        found.into_iter().map(|picks| lever_set(&mut simulator, &none.classes, picks)).collect();
    sets.sort_by(|a, b| b.outcome.exact.cmp(&a.outcome.exact).then_with(|| a.nodes.cmp(&b.nodes)));
    let best_effort = sets.iter().map(|set| effort(&none.classes, &set.picks)).min();
    Ok(Sets { reachable: true, best_effort, at_least, sets, complete, ..none })
}

fn full(nodes: &[NodeIndex]) -> Vec<(NodeIndex, Score)> {
    nodes.iter().map(|&node| (node, Score::FULL)).collect()
}

fn effort(classes: &[Class], picks: &[Pick]) -> u64 {
    picks.iter().map(|pick| u64::from(classes[pick.class].effort) * pick.count as u64).sum()
}

fn lever_set<'f>(simulator: &mut Simulator<'_, 'f>, classes: &[Class], picks: Vec<Pick>) -> LeverSet<'f> {
    let nodes = representative(classes, &picks);
    simulator.set(&full(&nodes));
    LeverSet { equivalent: equivalent(classes, &picks), outcome: simulator.outcome(), picks, nodes }
}

/// A set that meets the goal, though perhaps not the smallest: everything, less what can be spared, the
/// greatest effort spared first.
fn greedy<'f>(
    simulator: &mut Simulator<'_, 'f>,
    tree: &ScoreTree<'f>,
    classes: &[Class],
    goal: &Goal<'f>,
) -> Vec<Pick> {
    let mut picks: Vec<_> =
        classes.iter().enumerate().map(|(class, of)| Pick { class, count: of.members.len() }).collect();
    let mut order: Vec<_> = (0..classes.len()).collect();
    order.sort_by(|&a, &b| {
        classes[b].effort.cmp(&classes[a].effort).then(classes[a].gap.cmp(&classes[b].gap))
    });
    for class in order {
        while 0 < picks[class].count {
            picks[class].count -= 1;
            simulator.set(&full(&representative(classes, &picks)));
            if !goal.met(tree.framework, simulator) {
                picks[class].count += 1;
                break;
            }
        }
    }
    picks.retain(|pick| 0 < pick.count);
    picks
}
