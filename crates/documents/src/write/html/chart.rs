//! Bar charts as SVG without a view box: places across are shares of the width, places down are pixels, so that
//! letters keep their size on every screen.
//!
//! Nothing can overlap at any width: labels stand on lines of their own above their bars, cut to what the
//! narrowest screen holds; values stand in a column right of the bars; the mark to pass is drawn beside bars
//! only, never through a label.

use super::super::text::clean;
use super::super::text::room;
use super::Page;
use super::escape::text;
use crate::model::{Chart, ChartGroup, Figure};

/// Colours of series, the last for the last series. Each differs from white by more than 3 to 1.
const COLOURS: [&str; 5] = ["#7d6f99", "#8a7440", "#4f8060", "#6f87a3", "#1f3a5f"];
/// The share of the width that bars may take, in percent; the rest is for values.
const BARS: u64 = 82;
/// Heights in pixels.
const LINE: usize = 20;
const BAR: usize = 14;
/// Most letters of a label on a line: 320 pixels.
const LETTERS: usize = 38;

impl Page<'_> {
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.charts += 1;
        let number = self.charts;
        let mut drawing = Drawing { out: String::new(), y: 0 };
        drawing.legend(chart);
        let mark = chart.line.as_ref().map(|line| share(&line.at));
        if let Some(line) = &chart.line {
            drawing.mark_label(&line.label, share(&line.at));
        }
        let top = drawing.y;
        for group in &chart.groups {
            self.group(&mut drawing, chart, group, mark.as_deref());
        }
        let bottom = drawing.y;
        let grid = self.grid(top, bottom);
        let height = bottom + LINE;
        let markup = format!(
            "<figure>\n<figcaption>{title}</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" \
             role=\"img\" aria-labelledby=\"c{number}t c{number}d\" height=\"{height}\">\n<title id=\"c{number}t\">\
             {title}</title>\n<desc id=\"c{number}d\">{}</desc>\n{grid}{}</svg>\n</figure>\n",
            text(&chart.alternative).replace("<br/>", " "),
            drawing.out,
            title = text(&chart.title).replace("<br/>", " "),
        );
        self.push(&markup);
    }

    fn group(&self, drawing: &mut Drawing, chart: &Chart, group: &ChartGroup, mark: Option<&str>) {
        drawing.y += 8;
        for line in wrapped(&group.label) {
            drawing.line(&format!("<text x=\"0\" y=\"{}\">{}</text>\n", drawing.y + 15, text(&line)));
        }
        let from = drawing.y;
        for (place, value) in group.values.iter().enumerate() {
            if let Some(value) = value {
                let y = drawing.y + 2;
                drawing.out += &format!(
                    "<rect x=\"0\" y=\"{y}\" width=\"{}\" height=\"{BAR}\" fill=\"{}\"/>\n\
                     <text class=\"value\" x=\"100%\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
                    share(value),
                    colour(place, chart.series.len()),
                    y + 12,
                    self.document.show(value)
                );
            }
            drawing.y += BAR + 4;
        }
        if let Some(x) = mark {
            // A pale edge sets the mark off from dark bars.
            for class in ["halo", "mark"] {
                let y = drawing.y;
                drawing.out +=
                    &format!("<line class=\"{class}\" x1=\"{x}\" x2=\"{x}\" y1=\"{from}\" y2=\"{y}\"/>\n");
            }
        }
    }

    /// Faint lines and their numbers, 0 to 100.
    fn grid(&self, top: usize, bottom: usize) -> String {
        let lines = (0..=5_i64).map(|step| {
            let value = Figure::count(step * 20);
            let anchor = if step == 0 { "start" } else { "middle" };
            format!(
                "<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{bottom}\"/>\n<text class=\"tick\" \
                 aria-hidden=\"true\" x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>\n",
                bottom.saturating_sub(5).max(top),
                bottom + 14,
                self.document.show(&value),
                x = share(&value),
            )
        });
        lines.collect()
    }
}

struct Drawing {
    out: String,
    /// Where the next line begins.
    y: usize,
}

impl Drawing {
    fn line(&mut self, markup: &str) {
        self.out += markup;
        self.y += LINE;
    }

    fn legend(&mut self, chart: &Chart) {
        if chart.series.len() < 2 {
            return;
        }
        for (place, name) in chart.series.iter().enumerate() {
            let fill = colour(place, chart.series.len());
            for (nth, line) in wrapped(name).into_iter().enumerate() {
                let y = self.y;
                let swatch =
                    format!("<rect x=\"0\" y=\"{}\" width=\"14\" height=\"12\" fill=\"{fill}\"/>\n", y + 4);
                let swatch = if nth == 0 { swatch.as_str() } else { "" };
                self.line(&format!("{swatch}<text x=\"22\" y=\"{}\">{}</text>\n", y + 15, text(&line)));
            }
        }
        self.y += 4;
    }

    /// What the mark means, with its foot at the mark, on the side that has more room.
    fn mark_label(&mut self, label: &str, x: String) {
        let is_right = x.trim_end_matches('%').split('.').next().and_then(|whole| whole.parse::<u64>().ok());
        let anchor = if is_right.is_some_and(|whole| 40 < whole) { "end" } else { "start" };
        for line in wrapped(label) {
            let y = self.y + 15;
            let markup = format!(
                "<text class=\"mark-label\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>\n",
                text(&line)
            );
            self.line(&markup);
        }
    }
}

fn colour(place: usize, series: usize) -> &'static str {
    let from_last = series.saturating_sub(1).saturating_sub(place) % COLOURS.len();
    COLOURS.iter().rev().nth(from_last).copied().unwrap_or("#1f3a5f")
}

/// A value from 0 to 100 as a share of the width that bars may take: `74.89%`.
fn share(value: &Figure) -> String {
    let unit = 10_i64.pow(u32::from(value.places.min(6)));
    let whole = value.scaled.clamp(0, 100 * unit);
    let hundredths = u64::try_from(whole).unwrap_or(0) * BARS / u64::try_from(unit).unwrap_or(1);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// The label in lines that the narrowest screen holds, cut between words where that is possible.
fn wrapped(label: &str) -> Vec<String> {
    let label = clean(label).replace(['\n', '\t'], " ");
    let mut ends = thai::words::breaks(&label);
    ends.push(label.len());
    let mut lines = vec![String::new()];
    let mut from = 0;
    for end in ends {
        let mut piece = label.get(from..end).unwrap_or_default();
        from = end;
        while !piece.is_empty() {
            let Some(line) = lines.last_mut() else { break };
            let left = LETTERS.saturating_sub(room(line));
            if room(piece.trim_end()) <= left {
                line.push_str(piece);
                break;
            }
            if line.is_empty() {
                // A word longer than a line is cut before a letter, never before a mark.
                let cut = cut_after(piece, LETTERS);
                line.push_str(piece.get(..cut).unwrap_or_default());
                piece = piece.get(cut..).unwrap_or_default();
            }
            lines.push(String::new());
        }
    }
    lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

fn cut_after(piece: &str, letters: usize) -> usize {
    let starts = piece.char_indices().filter(|(_, c)| !thai::script::is_mark(*c));
    starts.map(|(at, _)| at).nth(letters).unwrap_or(piece.len())
}

#[cfg(test)]
mod tests {
    use super::{share, wrapped};
    use crate::model::Figure;

    #[test]
    fn values_are_shares_of_the_width() {
        assert_eq!(share(&Figure::hundredths(10_000)), "82.00%");
        assert_eq!(share(&Figure::hundredths(9159)), "75.10%");
        assert_eq!(share(&Figure::count(50)), "41.00%");
        assert_eq!(share(&Figure::count(-5)), "0.00%");
    }

    #[test]
    fn labels_are_cut_to_the_narrowest_screen() {
        let label = "ก้".repeat(100);
        let lines = wrapped(&label);
        assert_eq!(lines.concat(), label);
        assert!(lines.len() == 3 && lines.iter().all(|line| line.starts_with('ก')));
        assert_eq!(wrapped("การปรับปรุงระบบการทำงาน"), ["การปรับปรุงระบบการทำงาน"]);
    }
}
