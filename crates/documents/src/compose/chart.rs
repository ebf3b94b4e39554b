//! Bar charts from the scores.

use domain::framework::NodeRef;
use domain::score::Score;

use super::{ComposeError, Composer, Frame};
use crate::layout::block::{ChartLayout, ChartMark, ChartOf};
use crate::model::{Chart, ChartGroup, ChartLine, Figure};
use crate::rows::{marks, place};

impl Composer<'_, '_> {
    /// The chart; none when there is nothing to draw.
    pub(super) fn chart(
        &self,
        key: &str,
        chart: &ChartLayout,
        frame: &Frame,
    ) -> Result<Option<Chart>, ComposeError> {
        let tree = self.facts.tree;
        let framework = tree.framework;
        let mut series = vec![format!("พ.ศ. {}", self.facts.score_year())];
        let groups: Vec<_> = match chart.of {
            ChartOf::Indicators => {
                let all = (0..framework.indicators.len())
                    .filter(|&at| place(framework, tree.skeleton().indicator(at)).is_in(&frame.within));
                all.map(|at| group(self.indicator_label(at), vec![tree.indicator(at)])).collect()
            }
            ChartOf::Instruments => (0..framework.instruments.len())
                .map(|at| group(framework.instruments[at].code.clone(), vec![tree.instrument(at)]))
                .collect(),
            ChartOf::Years => {
                let Some(before) = self.facts.previous else { return Ok(None) };
                series.insert(0, format!("พ.ศ. {}", before.framework.fiscal_year()));
                self.years(frame)
            }
        };
        if groups.iter().all(|group| group.values.iter().all(Option::is_none)) {
            return Ok(None);
        }
        Ok(Some(Chart {
            title: self.line(&format!("{key}.title"), &chart.title, frame)?,
            alternative: self.line(&format!("{key}.alternative"), &chart.alternative, frame)?,
            series,
            groups,
            line: self.mark(chart.line),
        }))
    }

    fn indicator_label(&self, at: usize) -> String {
        let indicator = &self.facts.tree.framework.indicators[at];
        format!("{} {}", indicator.number, indicator.name_th)
    }

    /// Indicators that the rules of both years let stand side by side.
    fn years(&self, frame: &Frame) -> Vec<ChartGroup> {
        let tree = self.facts.tree;
        let mut found = Vec::new();
        for change in marks::changes(&self.facts) {
            if let NodeRef::Indicator(at) = tree.skeleton().nodes[change.after].at
                && place(tree.framework, change.after).is_in(&frame.within)
            {
                let values = vec![Some(change.score_before), Some(change.score_after)];
                found.push((at, group(self.indicator_label(at), values)));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, group)| group).collect()
    }

    fn mark(&self, mark: ChartMark) -> Option<ChartLine> {
        let strength = || (self.marks.strength_from, "เกณฑ์จุดแข็ง");
        let (at, word) = match mark {
            ChartMark::None => return None,
            ChartMark::Strength => strength(),
            ChartMark::Pass => {
                marks::pass_mark(self.facts.tree.framework).map_or_else(strength, |at| (at, "เกณฑ์ผ่าน"))
            }
        };
        Some(ChartLine { at: Figure::from(at), label: format!("{word} {at}") })
    }
}

fn group(label: String, scores: Vec<Option<Score>>) -> ChartGroup {
    ChartGroup { label, values: scores.into_iter().map(|score| score.map(Figure::from)).collect() }
}
