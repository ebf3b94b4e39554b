//! Solving backwards: from the score of an OIT indicator to the items that are missing.

use crate::framework::file::RuleKind;
use crate::framework::{Framework, Granularity, NodeIndex, NodeRef, Skeleton, is_doubtful};
use crate::ratio::Ratio;
use crate::score::{Score, round_half_up};
use crate::scoring::{combine, exactly};

/// Most combinations to look through: hundreds of times what the known years need.
const MOST: u64 = 10_000_000;

/// Missing items of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// The sub-indicator, or the indicator itself where items go straight into it.
    pub group: NodeIndex,
    /// How many of its items scored 0; all others scored 100.
    pub missing: usize,
}

/// What a score may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Every way to reach the score: missing items for each group, in the order of the year's file.
    pub solutions: Vec<Vec<Missing>>,
    /// The nearest lower score that items of 0 and 100 can reach.
    pub below: Option<Score>,
    /// The nearest higher score that items of 0 and 100 can reach.
    pub above: Option<Score>,
    /// Whether this rests on weights that are a hypothesis.
    pub assumed_weights: bool,
    /// Whether this rests on a rule that is recalled, assumed or unknown.
    pub weak_rule: bool,
}

/// Why a score cannot be solved backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Neither an indicator nor a sub-indicator.
    #[error("only the score of an indicator or a sub-indicator stands for missing items")]
    NotAnIndicator,
    /// Made of answers, not of items that are there or missing.
    #[error("only indicators of OIT are made of items that are complete or missing")]
    NotDisclosure,
    /// The year's file does not say what the indicator is made of.
    #[error("which items the indicator is made of is unknown in this year")]
    UnknownStructure,
    /// Too many combinations.
    #[error("there are more than {MOST} combinations of missing items")]
    TooMany,
}

/// Finds all numbers of missing items per sub-indicator that give an OIT indicator or sub-indicator its score.
///
/// ```
/// use domain::framework::{Catalogue, NodeRef};
/// use domain::simulation::decode;
///
/// let catalogue = Catalogue::embedded();
/// let framework = catalogue.find("nacc/2564").unwrap();
/// let indicator = NodeRef::Indicator(framework.indicator(9).unwrap());
/// let decoded = decode(framework, indicator, "97.78".parse().unwrap()).unwrap();
/// let missing: Vec<_> = decoded.solutions[0].iter().map(|m| (framework.path(m.group), m.missing)).collect();
/// // Exactly one item of 9.1.
/// assert_eq!(decoded.solutions.len(), 1);
/// assert_eq!(missing[0], ("9.1".to_owned(), 1));
/// assert!(missing[1..].iter().all(|(_, missing)| *missing == 0));
/// ```
///
/// # Errors
/// When the node is no indicator or sub-indicator of OIT, or the year's file does not say what it is made of.
pub fn decode(framework: &Framework, at: NodeRef, score: Score) -> Result<Decoded, DecodeError> {
    if !matches!(at, NodeRef::Indicator(_) | NodeRef::SubIndicator(_)) {
        return Err(DecodeError::NotAnIndicator);
    }
    let skeleton = framework.skeleton();
    let node = skeleton.find(at).ok_or(DecodeError::NotAnIndicator)?;
    if !is_disclosure(framework, node) {
        return Err(DecodeError::NotDisclosure);
    }
    let nodes = || skeleton.children_of(node).iter().copied().chain([node]);
    let groups = groups(skeleton, node)?;
    let weak = |node: NodeIndex| is_doubtful(skeleton.nodes[node].confidence);
    let mut search = Search {
        skeleton,
        node,
        wanted: score,
        groups,
        values: Vec::new(),
        missing: Vec::new(),
        found: Decoded {
            solutions: Vec::new(),
            below: None,
            above: None,
            assumed_weights: nodes().any(|node| skeleton.nodes[node].assumed_weights),
            weak_rule: nodes().any(weak),
        },
    };
    let choices = search.groups.iter().map(|group| group.choices.len() as u64);
    if choices.fold(1, u64::saturating_mul) > MOST {
        return Err(DecodeError::TooMany);
    }
    search.go();
    let mut found = search.found;
    found.solutions.sort_unstable();
    found.solutions.dedup();
    Ok(found)
}

fn is_disclosure(framework: &Framework, node: NodeIndex) -> bool {
    let indicator = match framework.skeleton().nodes[node].at {
        NodeRef::Indicator(indicator) => indicator,
        NodeRef::SubIndicator(sub) => framework.sub_indicators[sub].indicator,
        _ => return false,
    };
    let instrument = framework.indicators[indicator].instrument;
    framework.items.iter().any(|item| item.instrument == instrument && item.is_disclosure())
}

/// Items of one parent, with every value that the parent can take.
struct Group {
    node: NodeIndex,
    /// Number of missing items, and what the parent then passes on.
    choices: Vec<(usize, Ratio)>,
}

fn groups(skeleton: &Skeleton, node: NodeIndex) -> Result<Vec<Group>, DecodeError> {
    let children = skeleton.children_of(node);
    if children.is_empty() || skeleton.nodes[node].kind == RuleKind::Unknown {
        return Err(DecodeError::UnknownStructure);
    }
    let straight = children.iter().all(|&child| skeleton.granularity(child) == Granularity::Items);
    let parents = if straight { vec![node] } else { children.to_vec() };
    parents
        .into_iter()
        .map(|parent| Ok(Group { node: parent, choices: choices(skeleton, parent)? }))
        .collect()
}

fn choices(skeleton: &Skeleton, parent: NodeIndex) -> Result<Vec<(usize, Ratio)>, DecodeError> {
    let items = skeleton.children_of(parent);
    let passed_on = |is_missing: &dyn Fn(usize) -> bool| {
        let score = |item: NodeIndex| {
            let place = items.iter().position(|&other| other == item);
            Some(exactly(if place.is_some_and(is_missing) { Score::ZERO } else { Score::FULL }))
        };
        let exact = combine(skeleton, parent, score)?;
        Some(if skeleton.nodes[parent].rounds { exactly(round_half_up(exact)) } else { exact })
    };
    let known = |value: Option<Ratio>| value.ok_or(DecodeError::UnknownStructure);
    if skeleton.nodes[parent].equal_weights {
        // Which items are missing makes no difference, only how many.
        return (0..=items.len()).map(|n| Ok((n, known(passed_on(&|place| place < n))?))).collect();
    }
    if 20 < items.len() {
        return Err(DecodeError::TooMany);
    }
    let mut choices = Vec::new();
    for set in 0_u32..1 << items.len() {
        choices.push((set.count_ones() as usize, known(passed_on(&|place| set >> place & 1 == 1))?));
    }
    choices.sort_unstable();
    choices.dedup();
    Ok(choices)
}

struct Search<'f> {
    skeleton: &'f Skeleton,
    node: NodeIndex,
    wanted: Score,
    groups: Vec<Group>,
    values: Vec<Ratio>,
    missing: Vec<usize>,
    found: Decoded,
}

impl Search<'_> {
    fn go(&mut self) {
        let depth = self.values.len();
        if depth == self.groups.len() {
            self.judge();
            return;
        }
        for choice in 0..self.groups[depth].choices.len() {
            let (missing, value) = self.groups[depth].choices[choice];
            self.values.push(value);
            self.missing.push(missing);
            self.go();
            self.values.pop();
            self.missing.pop();
        }
    }

    fn judge(&mut self) {
        let exact = match self.groups.as_slice() {
            [group] if group.node == self.node => self.values.first().copied(),
            groups => combine(self.skeleton, self.node, |child| {
                let place = groups.iter().position(|group| group.node == child)?;
                self.values.get(place).copied()
            }),
        };
        let Some(score) = exact.map(round_half_up) else { return };
        if score < self.wanted {
            self.found.below = self.found.below.max(Some(score));
        } else if self.wanted < score {
            self.found.above = Some(self.found.above.map_or(score, |above| above.min(score)));
        } else {
            let missing = self.groups.iter().zip(&self.missing);
            let solution = missing.map(|(group, &missing)| Missing { group: group.node, missing }).collect();
            self.found.solutions.push(solution);
        }
    }
}
