//! The nodes of every score under a framework, laid out once.
//!
//! A score tree of an agency is then only a list of results beside these nodes: nothing about
//! the rules is copied per agency. Children always stand before their parents, so one pass
//! from the front computes everything.

use std::ops::Range;

use super::file::{Confidence, RuleKind};
use super::model::{
    Framework, IndicatorIndex, InstrumentIndex, ItemIndex, PartIndex, RowIndex, SubIndicatorIndex, Weight,
};

/// Position of a node in [`Skeleton::nodes`].
pub type NodeIndex = usize;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NodeRef {
    /// One answered row of a question, within a part where the instrument has parts.
    Row(RowIndex, Option<PartIndex>),
    /// A question or disclosure item, within a part where the instrument has parts.
    Item(ItemIndex, Option<PartIndex>),
    /// The mean of one part within an indicator.
    Part(IndicatorIndex, PartIndex),
    /// A sub-indicator.
    SubIndicator(SubIndicatorIndex),
    /// An indicator.
    Indicator(IndicatorIndex),
    /// An instrument.
    Instrument(InstrumentIndex),
    /// The overall score.
    Overall,
}

/// How fine a kind of node is, from the finest to the coarsest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Granularity {
    /// Answered rows: tallies.
    Rows,
    /// Questions and disclosure items.
    Items,
    /// Means of parts within an indicator.
    Parts,
    /// Sub-indicators.
    SubIndicators,
    /// Indicators.
    Indicators,
    /// Instruments.
    Instruments,
    /// The overall score.
    Overall,
}

/// One node.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it stands for.
    pub at: NodeRef,
    /// The node that it goes into; `None` for the overall and for items whose place is unknown.
    pub parent: Option<NodeIndex>,
    /// Its children, as positions in [`Skeleton::children_of`].
    children: Range<usize>,
    /// What its score is made of.
    pub kind: RuleKind,
    /// How that rule is known.
    pub confidence: Confidence,
    /// Whether the weights of its children are a hypothesis.
    pub assumed_weights: bool,
    /// Whether its children weigh the same.
    pub equal_weights: bool,
    /// Its own weight in its parent.
    pub weight: Weight,
    /// Whether its rounded score, not its exact value, goes on into its parent.
    pub rounds: bool,
}

/// All nodes of a framework.
#[derive(Debug, Clone, Default)]
pub struct Skeleton {
    /// Children before parents; the overall score is the last.
    pub nodes: Vec<Node>,
    children: Vec<NodeIndex>,
    starts: [usize; 7],
}

impl Skeleton {
    /// Children of a node, in the order of the file.
    pub fn children_of(&self, node: NodeIndex) -> &[NodeIndex] {
        &self.children[self.nodes[node].children.clone()]
    }

    /// The overall score's node.
    pub fn overall(&self) -> NodeIndex {
        self.nodes.len() - 1
    }

    /// All nodes of one kind.
    pub fn of(&self, granularity: Granularity) -> Range<NodeIndex> {
        let start = self.starts[granularity as usize];
        let end = self.starts.get(granularity as usize + 1).copied().unwrap_or(self.nodes.len());
        start..end
    }

    /// How fine a node is.
    pub fn granularity(&self, node: NodeIndex) -> Granularity {
        match self.nodes[node].at {
            NodeRef::Row(..) => Granularity::Rows,
            NodeRef::Item(..) => Granularity::Items,
            NodeRef::Part(..) => Granularity::Parts,
            NodeRef::SubIndicator(_) => Granularity::SubIndicators,
            NodeRef::Indicator(_) => Granularity::Indicators,
            NodeRef::Instrument(_) => Granularity::Instruments,
            NodeRef::Overall => Granularity::Overall,
        }
    }

    /// The node that stands for something.
    pub fn find(&self, at: NodeRef) -> Option<NodeIndex> {
        self.nodes.iter().position(|node| node.at == at)
    }

    /// The node of an indicator.
    pub fn indicator(&self, indicator: IndicatorIndex) -> NodeIndex {
        self.starts[Granularity::Indicators as usize] + indicator
    }

    /// The node of an instrument.
    pub fn instrument(&self, instrument: InstrumentIndex) -> NodeIndex {
        self.starts[Granularity::Instruments as usize] + instrument
    }

    /// The indicator that a node lies in, where it lies in one.
    pub fn indicator_above(&self, node: NodeIndex) -> Option<NodeIndex> {
        let mut at = node;
        while self.granularity(at) < Granularity::Indicators {
            at = self.nodes[at].parent?;
        }
        (self.granularity(at) == Granularity::Indicators).then_some(at)
    }

    /// All nodes below a node, the finest first.
    pub fn below(&self, node: NodeIndex) -> Vec<NodeIndex> {
        let mut found = Vec::new();
        let mut open = vec![node];
        while let Some(at) = open.pop() {
            for &child in self.children_of(at) {
                found.push(child);
                open.push(child);
            }
        }
        found.sort_unstable();
        found
    }

    pub(super) fn build(framework: &Framework) -> Skeleton {
        Builder::new(framework).build()
    }
}

struct Builder<'f> {
    framework: &'f Framework,
    skeleton: Skeleton,
}

impl<'f> Builder<'f> {
    fn new(framework: &'f Framework) -> Builder<'f> {
        Builder { framework, skeleton: Skeleton::default() }
    }

    fn build(mut self) -> Skeleton {
        let framework = self.framework;
        let scoring = &framework.file.scoring;
        for (index, row) in framework.rows.iter().enumerate() {
            let item = &framework.items[row.item];
            let scale = framework.file.scales.iter().find(|scale| scale.code == row.scale);
            let confidence = weakest([
                scoring.sub_question.confidence,
                item.confidence,
                scale.map_or(Confidence::Unknown, |scale| scale.confidence),
            ]);
            for part in self.parts_of(row.item) {
                self.leaf(NodeRef::Row(index, part), RuleKind::MeanOfAnswers, confidence, 1);
            }
        }
        self.starts(Granularity::Items);
        for (index, item) in framework.items.iter().enumerate() {
            for part in self.parts_of(index) {
                if item.is_disclosure() {
                    let rule = &scoring.disclosure_item;
                    self.leaf(NodeRef::Item(index, part), RuleKind::Verdict, rule.confidence, item.weight);
                } else {
                    let rows = item.rows.iter().map(|&row| NodeRef::Row(row, part)).collect();
                    let confidence = scoring.question.confidence;
                    let at = NodeRef::Item(index, part);
                    self.node(at, RuleKind::MeanOfSubQuestions, confidence, item.weight, rows, false);
                }
            }
        }
        self.starts(Granularity::Parts);
        for (index, indicator) in framework.indicators.iter().enumerate() {
            if indicator.rule.kind != RuleKind::MeanOfParts {
                continue;
            }
            for &part in &framework.instruments[indicator.instrument].parts {
                let items = indicator.items.iter().map(|&item| NodeRef::Item(item, Some(part))).collect();
                let confidence = scoring.question.confidence;
                self.node(NodeRef::Part(index, part), RuleKind::MeanOfItems, confidence, 1, items, false);
            }
        }
        self.starts(Granularity::SubIndicators);
        for (index, sub) in framework.sub_indicators.iter().enumerate() {
            let items = sub.items.iter().map(|&item| NodeRef::Item(item, None)).collect();
            let at = NodeRef::SubIndicator(index);
            self.node(at, sub.rule.kind, sub.rule.confidence, sub.weight, items, false);
        }
        self.starts(Granularity::Indicators);
        for (index, indicator) in framework.indicators.iter().enumerate() {
            let parts = &framework.instruments[indicator.instrument].parts;
            let children = match indicator.rule.kind {
                RuleKind::MeanOfParts => parts.iter().map(|&part| NodeRef::Part(index, part)).collect(),
                RuleKind::MeanOfSubIndicators => {
                    indicator.sub_indicators.iter().map(|&sub| NodeRef::SubIndicator(sub)).collect()
                }
                RuleKind::MeanOfItems => indicator.items.iter().map(|&i| NodeRef::Item(i, None)).collect(),
                _ => Vec::new(),
            };
            let rule = &indicator.rule;
            let at = NodeRef::Indicator(index);
            let assumed = rule.assumed_weights.is_some();
            self.node(at, rule.kind, rule.confidence, indicator.weight, children, assumed);
        }
        self.starts(Granularity::Instruments);
        for (index, instrument) in framework.instruments.iter().enumerate() {
            let children = instrument.indicators.iter().map(|&i| NodeRef::Indicator(i)).collect();
            let confidence = scoring.instrument.confidence;
            let at = NodeRef::Instrument(index);
            self.node(at, RuleKind::MeanOfIndicators, confidence, instrument.weight, children, false);
        }
        self.starts(Granularity::Overall);
        let children = (0..framework.instruments.len()).map(NodeRef::Instrument).collect();
        let confidence = weakest([scoring.overall.confidence, scoring.rounding.confidence]);
        let kind = RuleKind::WeightedSumOfInstruments;
        self.node(NodeRef::Overall, kind, confidence, 0, children, false);
        self.skeleton
    }

    fn parts_of(&self, item: ItemIndex) -> Vec<Option<PartIndex>> {
        let framework = self.framework;
        let item = &framework.items[item];
        let parts = &framework.instruments[item.instrument].parts;
        let by_part =
            item.indicator.is_some_and(|i| framework.indicators[i].rule.kind == RuleKind::MeanOfParts);
        if by_part { parts.iter().map(|&part| Some(part)).collect() } else { vec![None] }
    }

    fn starts(&mut self, granularity: Granularity) {
        self.skeleton.starts[granularity as usize] = self.skeleton.nodes.len();
    }

    fn leaf(&mut self, at: NodeRef, kind: RuleKind, confidence: Confidence, weight: Weight) {
        self.node(at, kind, confidence, weight, Vec::new(), false);
    }

    fn node(
        &mut self,
        at: NodeRef,
        kind: RuleKind,
        confidence: Confidence,
        weight: Weight,
        children: Vec<NodeRef>,
        assumed_weights: bool,
    ) {
        let index = self.skeleton.nodes.len();
        let start = self.skeleton.children.len();
        for child in children {
            if let Some(child) = self.skeleton.find(child) {
                self.skeleton.children.push(child);
                self.skeleton.nodes[child].parent = Some(index);
            }
        }
        let children = start..self.skeleton.children.len();
        let weights = self.skeleton.children[children.clone()].iter().map(|&c| self.skeleton.nodes[c].weight);
        let first = weights.clone().next();
        let equal_weights =
            kind != RuleKind::WeightedSumOfInstruments && weights.clone().all(|w| Some(w) == first);
        let name = match at {
            NodeRef::Item(..) => "item",
            NodeRef::SubIndicator(_) => "sub_indicator",
            NodeRef::Indicator(_) => "indicator",
            NodeRef::Instrument(_) => "instrument",
            NodeRef::Part(..) => "part",
            NodeRef::Row(..) => "sub_question",
            NodeRef::Overall => "overall",
        };
        let rounds = self.framework.file.scoring.rounding.at.iter().any(|kind| kind == name);
        self.skeleton.nodes.push(Node {
            at,
            parent: None,
            children,
            kind,
            confidence,
            assumed_weights,
            equal_weights,
            weight,
            rounds,
        });
    }
}

fn weakest<const N: usize>(all: [Confidence; N]) -> Confidence {
    all.into_iter().max().unwrap_or(Confidence::Unknown)
}
