//! Bar charts as tables: every label and value is text, a bar is the shaded part of a cell's width.
//!
//! The mark to pass is the dashed border between two columns, so it runs through all rows at its place.

use super::flow::{Face, Flow, Format};
use super::length::divide;
use super::table::{self, Frame, Look};
use crate::model::{Align, Chart, Figure};

/// Colours of the series, the last for the newest; those before are lighter.
const NEWEST: &str = "2F5597";
const OLDER: [&str; 2] = ["8FAADC", "C5D3EA"];
/// Bars run from 0 to this many hundredths.
const FULL: u64 = 10_000;

/// Widths of the parts of a row, in twips.
struct Columns {
    label: u32,
    bar: u32,
    value: u32,
    /// Where the mark stands in the bar's column.
    mark: Option<u32>,
}

impl Columns {
    fn of(width: u32, chart: &Chart) -> Columns {
        let parts = divide(width, &[36, 52, 12]);
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let bar = part(1);
        let mark = chart.line.as_ref().map(|line| share(bar, line.at)).filter(|&mark| 0 < mark && mark < bar);
        Columns { label: part(0), bar, value: part(2), mark }
    }

    fn widths(&self) -> Vec<u32> {
        let bars = match self.mark {
            Some(mark) => vec![mark, self.bar - mark],
            None => vec![self.bar],
        };
        [self.label].into_iter().chain(bars).chain([self.value]).collect()
    }
}

/// Writes a chart.
pub(super) fn write(flow: &mut Flow<'_>, chart: &Chart) {
    flow.line(&Format::style("Caption"), &chart.title);
    if chart.series.len() > 1 {
        series(flow, &chart.series);
    }
    let columns = Columns::of(flow.width, chart);
    let widths = columns.widths();
    flow.table(|flow| {
        let look = Look { alternative: Some(&chart.alternative), ..Look::default() };
        table::open(&mut flow.xml, &widths, look);
        for group in &chart.groups {
            let bars: Vec<(usize, Figure)> =
                group.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?))).collect();
            if bars.is_empty() {
                row(flow, &columns, &Row { label: Some(&group.label), ..Row::default() });
            }
            for (place, &(series, value)) in bars.iter().enumerate() {
                let bar = Bar { value, colour: colour(series, chart.series.len()) };
                let merge = (bars.len() > 1).then_some(place == 0);
                let label = (place == 0).then_some(group.label.as_str());
                row(flow, &columns, &Row { label, merge, bar: Some(bar), more: place + 1 < bars.len() });
            }
        }
        if let Some(line) = &chart.line {
            legend(flow, &columns, &widths, &line.label);
        }
    });
}

/// The names of the series, each after its colour.
fn series(flow: &mut Flow<'_>, names: &[String]) {
    let format = Format { keep_next: true, ..Format::style("TableText") };
    flow.paragraph(&format, |flow| {
        for (at, name) in names.iter().enumerate() {
            let shade = Some(colour(at, names.len()));
            flow.run("\u{a0}\u{a0}\u{a0}\u{a0}", Face { shade, ..Face::PLAIN });
            flow.run(&format!("\u{a0}{name}    "), Face::PLAIN);
        }
    });
}

#[derive(Default)]
struct Row<'a> {
    label: Option<&'a str>,
    merge: Option<bool>,
    bar: Option<Bar>,
    /// Whether a row of the same group follows.
    more: bool,
}

struct Bar {
    value: Figure,
    colour: &'static str,
}

fn row(flow: &mut Flow<'_>, columns: &Columns, row: &Row<'_>) {
    let text = Format { keep_next: true, before: Some(20), ..Format::style("TableText") };
    flow.xml.open("w:tr", &[]);
    flow.xml.element("w:trPr", &[], |xml| xml.flag("w:cantSplit", true));
    cell(flow, columns.label, Frame { merge: row.merge, middle: true, ..Frame::default() }, |flow| {
        flow.line(&text, row.label.unwrap_or_default());
    });
    let length = row.bar.as_ref().map_or(0, |bar| share(columns.bar, bar.value));
    let shade = row.bar.as_ref().map(|bar| bar.colour);
    let (first, second) = match columns.mark {
        Some(mark) => (length.min(mark), Some((columns.bar - mark, length.saturating_sub(mark)))),
        None => (length, None),
    };
    let own = Frame { line_right: columns.mark.is_some(), middle: true, ..Frame::default() };
    cell(flow, columns.mark.unwrap_or(columns.bar), own, |flow| {
        bar(flow, columns.mark.unwrap_or(columns.bar), first, shade);
    });
    if let Some((width, length)) = second {
        cell(flow, width, Frame { middle: true, ..Frame::default() }, |flow| bar(flow, width, length, shade));
    }
    cell(flow, columns.value, Frame { middle: true, ..Frame::default() }, |flow| {
        let value = row.bar.as_ref().map(|bar| flow.document.show(&bar.value)).unwrap_or_default();
        flow.line(&Format { align: Some(Align::Right), ..text.clone() }, &value);
    });
    flow.xml.close();
    if !row.more {
        space(flow, columns);
    }
}

/// A low row between groups.
fn space(flow: &mut Flow<'_>, columns: &Columns) {
    let widths = columns.widths();
    let marked = columns.mark.map(|_| widths.len().saturating_sub(3));
    flow.xml.open("w:tr", &[]);
    flow.xml.element("w:trPr", &[], |xml| {
        xml.flag("w:cantSplit", true);
        xml.empty("w:trHeight", &[("w:val", &80), ("w:hRule", &"exact")]);
    });
    for (at, &width) in widths.iter().enumerate() {
        let own = Frame { line_right: marked == Some(at), ..Frame::default() };
        cell(flow, width, own, |flow| {
            flow.line(&Format { keep_next: true, ..Format::style("Gap") }, "");
        });
    }
    flow.xml.close();
}

/// What the dashed line means, under it.
fn legend(flow: &mut Flow<'_>, columns: &Columns, widths: &[u32], label: &str) {
    flow.xml.open("w:tr", &[]);
    flow.xml.element("w:trPr", &[], |xml| xml.flag("w:cantSplit", true));
    cell(flow, columns.label, Frame::default(), |flow| {
        flow.line(&Format::style("TableText"), "");
    });
    let span = widths.len() - 1;
    cell(flow, columns.bar + columns.value, Frame { span, ..Frame::default() }, |flow| {
        let indent = columns.mark.map(|mark| (mark / 2, 0));
        let format = Format { indents: indent, align: Some(Align::Center), ..Format::style("TableText") };
        flow.paragraph(&format, |flow| {
            flow.run(label, Face { colour: Some("C00000"), ..Face::PLAIN });
        });
    });
    flow.xml.close();
}

fn cell<'a>(flow: &mut Flow<'a>, width: u32, own: Frame, inside: impl FnOnce(&mut Flow<'a>)) {
    flow.xml.open("w:tc", &[]);
    table::frame(&mut flow.xml, Frame { width, span: own.span.max(1), ..own });
    inside(flow);
    flow.xml.close();
}

/// A paragraph shaded over the first `length` of `width`.
fn bar(flow: &mut Flow<'_>, width: u32, length: u32, shade: Option<&'static str>) {
    let style = if length == 0 { "Gap" } else { "Bar" };
    let format = Format {
        keep_next: true,
        shade: shade.filter(|_| 0 < length),
        indents: Some((0, width.saturating_sub(length))),
        ..Format::style(style)
    };
    flow.line(&format, "");
}

fn colour(series: usize, count: usize) -> &'static str {
    match count.saturating_sub(series + 1) {
        0 => NEWEST,
        1 => OLDER[0],
        _ => OLDER[1],
    }
}

/// The part of a length that a figure from 0 to 100 takes.
fn share(length: u32, figure: Figure) -> u32 {
    let unit = 10u64.pow(u32::from(figure.places.min(6)));
    let hundredths = u64::try_from(figure.scaled).unwrap_or(0).saturating_mul(100) / unit;
    u32::try_from(u64::from(length) * hundredths.min(FULL) / FULL).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::model::Figure;

    #[test]
    fn bars_are_as_long_as_their_figures() {
        assert_eq!(share(4000, Figure::hundredths(8500)), 3400);
        assert_eq!(share(4000, Figure::count(50)), 2000);
        assert_eq!(share(4000, Figure::hundredths(12_000)), 4000);
        assert_eq!(share(4000, Figure::hundredths(-5)), 0);
    }
}
