//! Bar charts as SVG: positions are worked out here in whole tenths, `chart.html` draws them.

use domain::Score;
use serde::Serialize;

use super::terms::columns;

/// Units of the drawing.
const WIDTH: u32 = 640;
const LABELS: u32 = 250;
const PLOT: u32 = 325;
const ROW: u32 = 32;
const ROW_OF_TWO: u32 = 44;
const TOP: u32 = 24;
/// Letters of a label that fit in a line.
const LABEL_COLUMNS: usize = 32;

/// One bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// Which instrument, for the colour: its place in the framework.
    pub group: usize,
    /// How long; `None` where there is no score.
    pub score: Option<Score>,
}

/// A chart as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// Units.
    pub width: u32,
    /// Units.
    pub height: u32,
    /// Foot of the plot.
    pub foot: u32,
    /// Where labels end.
    pub label_x: u32,
    /// Where bars begin.
    pub left: u32,
    /// Lines of the scale.
    pub ticks: Vec<Tick>,
    /// Bars.
    pub bars: Vec<Drawn>,
    /// The line of the pass mark.
    pub pass: Option<Tick>,
}

/// A place on the scale.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    /// Units.
    pub x: String,
    /// What stands there.
    pub label: String,
}

/// A bar as it is drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Drawn {
    /// One or two lines, each with its height.
    pub lines: Vec<(u32, String)>,
    /// Top of the bar.
    pub y: u32,
    /// Base of the value.
    pub value_y: u32,
    /// Length.
    pub length: String,
    /// Colour.
    pub fill: &'static str,
    /// The score, or a dash.
    pub value: String,
}

/// The colour of an instrument; each keeps 4.5 to 1 against white.
pub(crate) fn colour(group: usize) -> &'static str {
    ["#1d3d6b", "#00703c", "#a35b00", "#4c2c92"].get(group).copied().unwrap_or("#484949")
}

/// Lays bars out below each other.
#[must_use]
pub fn lay_out(bars: &[Bar], pass: Option<Score>) -> Chart {
    let mut y = TOP;
    let mut drawn = Vec::new();
    for bar in bars {
        let lines = two_lines(&bar.label);
        let height = if lines.len() == 1 { ROW } else { ROW_OF_TWO };
        let first = if lines.len() == 1 { y + 20 } else { y + 17 };
        let lines = (0..).zip(lines).map(|(row, line)| (first + 18 * row, line)).collect();
        drawn.push(Drawn {
            lines,
            y: y + (height - 18) / 2,
            value_y: y + (height - 18) / 2 + 14,
            length: units(bar.score.unwrap_or(Score::ZERO)),
            fill: colour(bar.group),
            value: bar.score.map_or_else(|| String::from("–"), |score| score.to_string()),
        });
        y += height;
    }
    let tick = |score: Score, label: String| Tick { x: shifted(score), label };
    let ticks = (0..=4_u16).filter_map(|quarter| Score::from_hundredths(quarter * 2_500));
    Chart {
        width: WIDTH,
        height: y + 24,
        foot: y,
        label_x: LABELS - 8,
        left: LABELS,
        ticks: ticks.map(|score| tick(score, (score.hundredths() / 100).to_string())).collect(),
        bars: drawn,
        pass: pass.map(|score| tick(score, score.to_string().trim_end_matches(".00").to_owned())),
    }
}

/// Length of a bar in units with one decimal.
fn units(score: Score) -> String {
    tenths(u32::from(score.hundredths()) * PLOT / 1_000)
}

/// Where a score lies.
fn shifted(score: Score) -> String {
    tenths(LABELS * 10 + u32::from(score.hundredths()) * PLOT / 1_000)
}

fn tenths(value: u32) -> String {
    format!("{}.{}", value / 10, value % 10)
}

/// A label in one line, or in two parted between words; what does not fit in two ends in an ellipsis.
fn two_lines(label: &str) -> Vec<String> {
    if columns(label) <= LABEL_COLUMNS {
        return vec![label.to_owned()];
    }
    let (first, rest) = parted(label);
    if columns(rest) <= LABEL_COLUMNS {
        return vec![first.to_owned(), rest.to_owned()];
    }
    let (second, _) = parted(rest);
    vec![first.to_owned(), format!("{second}…")]
}

/// The words that fit in a line, and the rest.
fn parted(text: &str) -> (&str, &str) {
    let fits = |at: &usize| text.get(..*at).is_some_and(|head| columns(head.trim_end()) < LABEL_COLUMNS);
    let last = |breaks: Vec<usize>| breaks.into_iter().rfind(fits);
    // A term that fills most of a line is cut rather than left alone on the next one.
    let long = |at: &usize| text.get(..*at).is_some_and(|head| LABEL_COLUMNS / 2 < columns(head));
    let at = last(thai::words::breaks(text)).filter(long).or_else(|| last(thai::words::breaks_in_need(text)));
    let at = at.filter(|at| 0 < *at).or_else(|| text.char_indices().nth(LABEL_COLUMNS - 1).map(|(at, _)| at));
    let (head, tail) = at.and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""));
    (head.trim_end(), tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{Bar, lay_out, two_lines};
    use domain::Score;

    #[test]
    fn bars_are_as_long_as_their_scores() {
        let bar = |text: &str| Bar { label: "ก".into(), group: 0, score: text.parse().ok() };
        let chart = lay_out(&[bar("100"), bar("50"), bar("0.01"), bar("")], Score::from_hundredths(8_500));
        let lengths: Vec<_> = chart.bars.iter().map(|bar| bar.length.as_str()).collect();
        assert_eq!(lengths, ["325.0", "162.5", "0.0", "0.0"]);
        assert_eq!(chart.bars[3].value, "–");
        assert_eq!(chart.pass.map(|tick| (tick.x, tick.label)), Some(("526.2".into(), "85".into())));
    }

    #[test]
    fn long_labels_take_two_lines() {
        let lines = two_lines("10. การป้องกันการทุจริตและประพฤติมิชอบในหน่วยงานภาครัฐ");
        assert_eq!(lines.len(), 2);
        assert_eq!(lines.concat(), "10. การป้องกันการทุจริตและประพฤติมิชอบในหน่วยงานภาครัฐ");
        assert_eq!(two_lines(&"ก".repeat(200)).len(), 2);
        assert_eq!(two_lines("สั้น"), ["สั้น"]);
    }
}
