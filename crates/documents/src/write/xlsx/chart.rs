//! A chart on its own sheet, above the figures it is drawn from.

use rust_xlsxwriter::{
    Chart as Drawn, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartSolidFill, ChartTrendline, ChartTrendlineType, Color, Worksheet,
};

use super::super::WriteError;
use super::super::text::clean;
use super::style::Style;
use super::table::{FIGURES, write_number};
use super::{Part, sheet};
use crate::model::{Align, Chart, Document, Figure};

/// Colours of series, the last for the last series.
const COLOURS: [u32; 5] = [0x7D_6F_99, 0x8A_74_40, 0x4F_80_60, 0x6F_87_A3, 0x1F_3A_5F];
const MARK: u32 = 0xB3_26_1E;
const FONT: &str = "TH Sarabun New";
/// First row of figures; above stand title, description and headings.
const TOP: usize = 3;

/// Makes the sheet.
pub(super) fn sheet(
    document: &Document,
    style: &Style,
    part: &Part<'_>,
    chart: &Chart,
) -> Result<Worksheet, WriteError> {
    let mut sheet = sheet::new(document, &part.sheet, Some(part.section))?;
    sheet.set_column_width(0, 48)?;
    let columns = chart.series.len() + usize::from(chart.line.is_some());
    for column in 1..=columns {
        sheet.set_column_width(sheet::column(column)?, 16)?;
    }
    let title = clean(&chart.title);
    sheet.write_string_with_format(0, 0, &title, &style.heading(3).unset_text_wrap())?;
    sheet.write_string_with_format(1, 0, clean(&chart.alternative), &style.note().unset_text_wrap())?;
    for row in 0..TOP + chart.groups.len() {
        let size = if row == 0 { style.text_size() } else { style.table_size() };
        sheet.set_row_height(sheet::row(row)?, size + size / 2 + 4)?;
    }
    figures(&mut sheet, style, chart)?;
    let mut drawn = drawn(style, part, chart)?;
    drawn.title().set_name(&title).set_font(&font(16));
    drawn.set_alt_text(clean(&chart.alternative).chars().take(250).collect::<String>());
    let row = sheet::row(TOP + chart.groups.len() + 1)?;
    sheet.insert_chart(row, 0, &drawn)?;
    Ok(sheet)
}

fn figures(sheet: &mut Worksheet, style: &Style, chart: &Chart) -> Result<(), WriteError> {
    let head = style.head(None);
    let row = sheet::row(TOP - 1)?;
    sheet.write_blank(row, 0, &head)?;
    let marks = chart.line.iter().map(|line| &line.label);
    for (name, column) in chart.series.iter().chain(marks).zip(1_usize..) {
        sheet.write_string_with_format(row, sheet::column(column)?, clean(name), &head)?;
    }
    for (group, row) in chart.groups.iter().zip(TOP..) {
        let label = style.cell(Align::Left, false);
        sheet.write_string_with_format(sheet::row(row)?, 0, clean(&group.label), &label)?;
        let values = group.values.iter().map(Option::as_ref).take(chart.series.len());
        let marks = chart.line.iter().map(|line| Some(&line.at));
        for (value, column) in values.chain(marks).zip(1_usize..) {
            let any = Figure::hundredths(0);
            let format = style.figure(FIGURES, false, value.unwrap_or(&any));
            sheet.write_blank(sheet::row(row)?, sheet::column(column)?, &format)?;
            if let Some(value) = value {
                write_number(sheet, (row, column), value, &format)?;
            }
        }
    }
    Ok(())
}

fn drawn(style: &Style, part: &Part<'_>, chart: &Chart) -> Result<Drawn, WriteError> {
    let mut drawn = Drawn::new_bar();
    let name = part.sheet.as_str();
    let (first, last) = (sheet::row(TOP)?, sheet::row(TOP + chart.groups.len().max(1) - 1)?);
    let heads = sheet::row(TOP - 1)?;
    let places = chart.groups.first().and_then(|group| group.values.iter().flatten().next());
    let numbers = style.number_format(places.unwrap_or(&Figure::hundredths(0)));
    for place in 0..chart.series.len() {
        let column = sheet::column(place + 1)?;
        let series = drawn.add_series();
        series
            .set_name((name, heads, column))
            .set_categories((name, first, 0, last, 0))
            .set_values((name, first, column, last, column))
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(colour(place, chart.series.len()))),
            )
            .set_gap(60)
            .set_overlap(0);
        let mut label = rust_xlsxwriter::ChartDataLabel::new();
        label.show_value().set_num_format(&numbers).set_font(&font(12));
        series.set_data_label(&label);
    }
    if let Some(line) = &chart.line {
        mark(
            &mut drawn,
            (name, clean(&line.label)),
            (heads, first, last),
            sheet::column(chart.series.len() + 1)?,
        );
    }
    // In a bar chart the horizontal axis holds the values.
    drawn.y_axis().set_reverse().set_font(&font(13));
    let axis = drawn.x_axis();
    axis.set_min(0).set_max(100).set_major_unit(20).set_font(&font(12));
    axis.set_num_format(style.number_format(&Figure::count(0)));
    if chart.series.len() < 2 && chart.line.is_none() {
        drawn.legend().set_hidden();
    } else {
        drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(13));
    }
    let bars = chart.groups.len() * (chart.series.len() * 18 + 16);
    drawn.set_width(860).set_height(u32::try_from(bars + 170).unwrap_or(600).min(4000));
    Ok(drawn)
}

/// The mark to pass: a series of equal values without bars, whose straight trend is the line.
fn mark(
    drawn: &mut Drawn,
    (sheet, label): (&str, String),
    (heads, first, last): (u32, u32, u32),
    column: u16,
) {
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(MARK)).set_width(2).set_dash_type(ChartLineDashType::Dash);
    let mut trend = ChartTrendline::new();
    trend
        .set_type(ChartTrendlineType::Linear)
        .set_name(label)
        .set_forward_period(0.5)
        .set_backward_period(0.5)
        .set_format(ChartFormat::new().set_line(&line));
    drawn
        .add_series()
        .set_name((sheet, heads, column))
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, column, last, column))
        .set_format(ChartFormat::new().set_no_fill().set_no_line())
        .set_trendline(&trend)
        .delete_from_legend(true);
}

fn colour(place: usize, series: usize) -> Color {
    let from_last = series.saturating_sub(1).saturating_sub(place) % COLOURS.len();
    Color::RGB(COLOURS.iter().rev().nth(from_last).copied().unwrap_or(0x1F_3A_5F))
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}
