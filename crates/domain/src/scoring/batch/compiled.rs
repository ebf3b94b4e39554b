//! The tree of a framework, compiled for evidence that is complete at its finest level.

use super::form::{Form, Mean, ValueIndex};
use super::summary::{Band, MAX_INDICATORS, MAX_INSTRUMENTS};
use crate::framework::file::RuleKind;
use crate::framework::{
    Framework, Granularity, InstrumentIndex, MAX_CHOICES, MAX_ROWS, NodeIndex, NodeRef, PartIndex,
};

/// How to score an agency from the counts of all rows and the verdicts on all disclosure items.
#[derive(Debug)]
pub struct Compiled {
    pub(super) rows: Vec<RowPlan>,
    pub(super) slots: Vec<Slot>,
    /// All slots, those of one form after the other.
    pub(super) slots_by_form: Vec<usize>,
    /// In order; the results stand behind the values of the slots.
    pub(super) steps: Vec<Step>,
    pub(super) indicators: Vec<ValueIndex>,
    pub(super) instruments: Vec<ValueIndex>,
    pub(super) overall: ValueIndex,
    pub(super) levels: Vec<Band>,
    columns: usize,
    disclosure_items: usize,
}

/// An answered row, within a part where the instrument has parts.
#[derive(Debug)]
pub(super) struct RowPlan {
    pub(super) first_column: usize,
    pub(super) points: Vec<u8>,
    pub(super) slot: usize,
    pub(super) instrument: InstrumentIndex,
    pub(super) part: Option<PartIndex>,
}

/// A question, within a part where the instrument has parts.
#[derive(Debug, Default)]
pub(super) struct Slot {
    pub(super) rows: Vec<usize>,
}

/// How a value comes out of earlier ones.
#[derive(Debug)]
pub(super) enum Step {
    /// A mean of disclosure items that weigh the same: by how many of them passed.
    Passed { mask: u64, by_count: Vec<u16> },
    /// A mean of values.
    Mean(Mean),
}

impl Compiled {
    /// Compiles a framework.
    ///
    /// `None` where there is nothing to compile: a rule is unknown, a node has no children, items do not
    /// round, or there are more than 64 disclosure items, [`MAX_INDICATORS`] indicators or
    /// [`MAX_INSTRUMENTS`] instruments. [`crate::scoring::score`] scores such years at the level that
    /// is known.
    pub fn new(framework: &Framework) -> Option<Compiled> {
        let small =
            framework.indicators.len() <= MAX_INDICATORS && framework.instruments.len() <= MAX_INSTRUMENTS;
        Compiler::new(framework).filter(|_| small)?.finish()
    }

    /// How many rows there are; rows go by their position among the nodes of the framework's skeleton.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Points of a row's choices, choice 1 first.
    pub fn points(&self, row: NodeIndex) -> &[u8] {
        self.rows.get(row).map_or(&[], |row| &row.points)
    }

    /// How many columns the counts of all rows take, one for each choice of each row.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The columns of a row, choice 1 first.
    pub fn columns_of(&self, row: NodeIndex) -> std::ops::Range<usize> {
        self.rows.get(row).map_or(0..0, |row| row.first_column..row.first_column + row.points.len())
    }

    /// How many disclosure items there are. In masks the first of the file is bit 0.
    pub fn disclosure_items(&self) -> usize {
        self.disclosure_items
    }

    /// How many values scoring an agency makes.
    pub(super) fn values(&self) -> usize {
        self.slots.len() + self.steps.len()
    }

    /// Computes all steps of one agency from the values of its slots.
    pub(super) fn take_steps(&self, passed: u64, values: &mut [u16]) {
        for (at, step) in self.steps.iter().enumerate() {
            values[self.slots.len() + at] = match step {
                Step::Passed { mask, by_count } => by_count[(passed & mask).count_ones() as usize],
                Step::Mean(mean) => mean.of(values),
            };
        }
    }
}

struct Compiler<'f> {
    framework: &'f Framework,
    compiled: Compiled,
    /// For each node, what it passes on to its parent.
    passes_on: Vec<Passed>,
    /// For each node, its rounded value, where the framework makes one.
    shown: Vec<Option<ValueIndex>>,
}

enum Passed {
    /// A row goes into its slot only.
    Row,
    /// The verdict in this bit.
    Verdict(u32),
    Form(Form),
}

impl<'f> Compiler<'f> {
    /// Lays out rows, slots and bits.
    fn new(framework: &'f Framework) -> Option<Compiler<'f>> {
        let skeleton = framework.skeleton();
        let compiled = Compiled {
            rows: Vec::new(),
            slots: Vec::new(),
            slots_by_form: Vec::new(),
            steps: Vec::new(),
            indicators: Vec::new(),
            instruments: Vec::new(),
            overall: 0,
            levels: Vec::new(),
            columns: 0,
            disclosure_items: framework.items.iter().filter(|item| item.is_disclosure()).count(),
        };
        let mut compiler = Compiler { framework, compiled, passes_on: Vec::new(), shown: Vec::new() };
        for node in 0..skeleton.of(Granularity::Items).end {
            let passed = match skeleton.nodes[node].at {
                NodeRef::Row(row, part) => compiler.row(row, part)?,
                NodeRef::Item(item, _) if framework.items[item].is_disclosure() => {
                    let before = framework.items[..item].iter().filter(|item| item.is_disclosure());
                    Passed::Verdict(u32::try_from(before.count()).ok().filter(|&bit| bit < 64)?)
                }
                _ => Passed::Form(compiler.question(node)?),
            };
            compiler.passes_on.push(passed);
            compiler.shown.push(None);
        }
        Some(compiler)
    }

    fn row(&mut self, row: usize, part: Option<PartIndex>) -> Option<Passed> {
        let row = &self.framework.rows[row];
        let points = row.points.clone();
        if MAX_CHOICES < points.len() || points.is_empty() {
            return None;
        }
        let instrument = self.framework.items[row.item].instrument;
        let first_column = self.compiled.columns;
        self.compiled.columns += points.len();
        self.compiled.rows.push(RowPlan { first_column, points, slot: 0, instrument, part });
        Some(Passed::Row)
    }

    fn question(&mut self, node: NodeIndex) -> Option<Form> {
        let skeleton = self.framework.skeleton();
        let rows = skeleton.children_of(node);
        let plain = skeleton.nodes[node].rounds && skeleton.nodes[node].equal_weights;
        if !plain || !(1..=MAX_ROWS).contains(&rows.len()) {
            return None;
        }
        let slot = self.compiled.slots.len();
        for &row in rows {
            self.compiled.rows.get_mut(row)?.slot = slot;
        }
        self.compiled.slots.push(Slot { rows: rows.to_vec() });
        Some(Form::value(slot))
    }

    /// Compiles the nodes above the items.
    fn finish(mut self) -> Option<Compiled> {
        let skeleton = self.framework.skeleton();
        for node in skeleton.of(Granularity::Items).end..skeleton.nodes.len() {
            let (passed, shown) = self.above_items(node)?;
            self.passes_on.push(Passed::Form(passed));
            self.shown.push(shown);
        }
        let shown = |range: std::ops::Range<NodeIndex>| {
            range.map(|node| self.shown[node]).collect::<Option<Vec<_>>>()
        };
        self.compiled.indicators = shown(skeleton.of(Granularity::Indicators))?;
        self.compiled.instruments = shown(skeleton.of(Granularity::Instruments))?;
        self.compiled.overall = self.shown[skeleton.overall()]?;
        let bands = self.framework.levels.iter().map(|level| Band {
            overall_min: level.overall_min.hundredths(),
            overall_max: level.overall_max.hundredths(),
            gate: level.gate.map_or(0, |gate| gate.hundredths()),
        });
        self.compiled.levels = bands.collect();
        let compiled = &mut self.compiled;
        compiled.slots_by_form = (0..compiled.slots.len()).collect();
        let form = |&slot: &usize| {
            let row = compiled.slots[slot].rows.first().and_then(|&row| compiled.rows.get(row));
            row.map(|row| (row.instrument, row.part))
        };
        compiled.slots_by_form.sort_by_key(form);
        Some(self.compiled)
    }

    /// What a node passes on, and its rounded value where it has one.
    fn above_items(&mut self, node: NodeIndex) -> Option<(Form, Option<ValueIndex>)> {
        let skeleton = self.framework.skeleton();
        let rule = &skeleton.nodes[node];
        let children = skeleton.children_of(node);
        if rule.kind == RuleKind::Unknown || children.is_empty() {
            return None;
        }
        if rule.rounds
            && let Some(step) = self.count_of_passed(node)
        {
            let value = self.step(step);
            return Some((Form::value(value), Some(value)));
        }
        for &child in children {
            if let Passed::Verdict(bit) = self.passes_on[child] {
                let value = self.step(Step::Passed { mask: 1 << bit, by_count: vec![0, 10_000] });
                self.passes_on[child] = Passed::Form(Form::value(value));
            }
        }
        let mut weighted = Vec::new();
        for &child in children {
            let Passed::Form(form) = &self.passes_on[child] else { return None };
            let weight = if rule.equal_weights { 1 } else { u64::from(skeleton.nodes[child].weight) };
            weighted.push((weight, form));
        }
        let form = Form::mean(weighted.into_iter())?;
        if !rule.rounds && skeleton.granularity(node) < Granularity::Indicators {
            return Some((form, None));
        }
        let value = self.step(Step::Mean(Mean::new(&form)));
        Some((if rule.rounds { Form::value(value) } else { form }, Some(value)))
    }

    /// A node of disclosure items alone, all of the same weight.
    fn count_of_passed(&self, node: NodeIndex) -> Option<Step> {
        let skeleton = self.framework.skeleton();
        if !skeleton.nodes[node].equal_weights {
            return None;
        }
        let children = skeleton.children_of(node);
        let mut mask = 0_u64;
        for &child in children {
            let Passed::Verdict(bit) = self.passes_on[child] else { return None };
            mask |= 1 << bit;
        }
        // At most 64 items, so the sums stay below 2·64·10,000 + 64.
        let items = children.len();
        let rounded = |passed: usize| u16::try_from((2 * passed * 10_000 + items) / (2 * items)).ok();
        Some(Step::Passed { mask, by_count: (0..=items).map(rounded).collect::<Option<_>>()? })
    }

    fn step(&mut self, step: Step) -> ValueIndex {
        self.compiled.steps.push(step);
        self.compiled.values() - 1
    }
}
