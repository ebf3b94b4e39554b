//! Where the codes of an issue lie in the framework.

use domain::framework::{Framework, IndicatorIndex, InstrumentIndex, NodeIndex, NodeRef, PartIndex};
use domain::plan::PlanIssue;

use crate::facts::Facts;
use crate::rows::Within;

/// Instruments, indicators and nodes that an issue names; nothing where its codes are of another framework.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Place {
    /// Where the issue is filed: under the first indicator and instrument that it names, so that a report with a
    /// part for each of them tells it once. A part or sub-indicator only where all codes lie in it.
    pub within: Within,
    /// All instruments, in the order of the codes.
    pub instruments: Vec<InstrumentIndex>,
    /// All indicators, in the order of the codes.
    pub indicators: Vec<IndicatorIndex>,
    /// All nodes, in the order of the codes; a question without its part means all parts.
    pub nodes: Vec<NodeIndex>,
}

impl Place {
    /// The place of the issue at a position of the plan.
    pub fn of(facts: &Facts<'_>, issue_at: usize, issue: &PlanIssue) -> Place {
        let framework = facts.tree.framework;
        let mut place =
            Place { within: Within { issue: Some(issue_at), ..Within::default() }, ..Place::default() };
        if issue.framework != framework.id().series() {
            return place;
        }
        place.nodes = issue.codes.iter().flat_map(|code| nodes(framework, code.trim())).collect();
        let spots: Vec<_> = place.nodes.iter().map(|&node| Spot::of(framework, node)).collect();
        for spot in &spots {
            extend(&mut place.instruments, spot.instrument);
            extend(&mut place.indicators, spot.indicator);
        }
        place.within.instrument = place.instruments.first().copied();
        place.within.indicator = place.indicators.first().copied();
        let within = |spot: &&Spot| spot.indicator.is_none() || spot.indicator == place.within.indicator;
        place.within.part = common(spots.iter().filter(within).map(|spot| spot.part));
        place.within.sub_indicator = common(spots.iter().filter(within).map(|spot| spot.sub_indicator));
        place
    }
}

/// The nodes that a code names.
fn nodes(framework: &Framework, code: &str) -> Vec<NodeIndex> {
    match framework.node(code) {
        Some(node) => vec![node],
        None => framework
            .parts
            .iter()
            .filter_map(|part| framework.node(&format!("{}/{code}", part.code)))
            .collect(),
    }
}

/// Where one node lies.
#[derive(Debug, Clone, Copy, Default)]
struct Spot {
    instrument: Option<InstrumentIndex>,
    part: Option<PartIndex>,
    indicator: Option<IndicatorIndex>,
    sub_indicator: Option<usize>,
}

impl Spot {
    fn of(framework: &Framework, node: NodeIndex) -> Spot {
        let indicator = |indicator: IndicatorIndex, part| Spot {
            instrument: Some(framework.indicators[indicator].instrument),
            part,
            indicator: Some(indicator),
            sub_indicator: None,
        };
        let item = |item: usize, part| Spot {
            instrument: Some(framework.items[item].instrument),
            part,
            indicator: framework.items[item].indicator,
            sub_indicator: framework.items[item].sub_indicator,
        };
        match framework.skeleton().nodes[node].at {
            NodeRef::Row(row, part) => item(framework.rows[row].item, part),
            NodeRef::Item(index, part) => item(index, part),
            NodeRef::Part(index, part) => indicator(index, Some(part)),
            NodeRef::SubIndicator(sub) => {
                let above = framework.sub_indicators[sub].indicator;
                Spot { sub_indicator: Some(sub), ..indicator(above, None) }
            }
            NodeRef::Indicator(index) => indicator(index, None),
            NodeRef::Instrument(instrument) => Spot { instrument: Some(instrument), ..Spot::default() },
            NodeRef::Overall => Spot::default(),
        }
    }
}

fn extend(found: &mut Vec<usize>, next: Option<usize>) {
    found.extend(next.filter(|next| !found.contains(next)));
}

/// What all have in common.
fn common(mut all: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}
