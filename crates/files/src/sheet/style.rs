//! How cells look, and what every workbook of ours has.

use domain::framework::Framework;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use thai::FiscalYear;

const HEADING: Color = Color::RGB(0x1F_3A_5F);
const LOCKED: Color = Color::RGB(0xF1_F3_F5);
const INPUT: Color = Color::RGB(0xFF_FB_E6);
const LINE: Color = Color::RGB(0xC9_CE_D4);
/// Sarabun is what Thai offices use; where it is missing, Excel takes another Thai font.
const FONT: &str = "TH Sarabun New";

fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(14)
        .set_border(FormatBorder::Thin)
        .set_border_color(LINE)
        .set_align(FormatAlign::Top)
}

/// Formats of all cells.
pub(super) struct Style {
    pub title: Format,
    pub plain: Format,
    pub heading: Format,
    pub label: Format,
    pub strong: Format,
    pub centred: Format,
    pub number: Format,
    pub input_text: Format,
    pub input_wrapped: Format,
    pub input_number: Format,
}

impl Style {
    pub fn new() -> Style {
        let locked = base().set_background_color(LOCKED);
        let input = base().set_background_color(INPUT).set_unlocked();
        Style {
            title: Format::new().set_font_name(FONT).set_font_size(18).set_bold(),
            plain: Format::new().set_font_name(FONT).set_font_size(14),
            heading: base()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(HEADING)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            label: locked.clone().set_text_wrap(),
            strong: locked.set_text_wrap().set_bold(),
            centred: base().set_align(FormatAlign::Center),
            number: base().set_num_format("0.00"),
            input_text: input.clone().set_num_format("@"),
            input_wrapped: input.clone().set_num_format("@").set_text_wrap(),
            // Further decimals show up when somebody types them, instead of being rounded away from sight.
            input_number: input.set_num_format("0.00##"),
        }
    }
}

/// A workbook whose bytes depend on its content alone: it is dated to the first day of its fiscal year.
pub(super) fn workbook(framework: &Framework, title: &str) -> Result<Workbook, XlsxError> {
    workbook_of(framework.fiscal_year(), title)
}

/// The same for what belongs to a year.
pub(super) fn workbook_of(year: FiscalYear, title: &str) -> Result<Workbook, XlsxError> {
    let day = year.first_day();
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let month = u8::try_from(day.month()).unwrap_or(1);
    let created = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    Ok(workbook)
}

/// A4 on its side, as wide as one page, with the head row on every page.
pub(super) fn print_setup(sheet: &mut Worksheet, head_row: u32) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(head_row, head_row)?;
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// Writes a figure as a number, so that it can be computed with; text that is no figure stays text.
pub(super) fn write_figure(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => sheet.write_number_with_format(row, column, number, format)?,
        _ => sheet.write_string_with_format(row, column, text, format)?,
    };
    Ok(())
}

/// Height of a line of text, in points.
const LINE_HEIGHT: usize = 21;

/// Makes a row as high as its longest text needs; `cells` are texts with the widths of their columns.
pub(super) fn fit_row<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = (&'t str, u16)>,
) -> Result<(), XlsxError> {
    fit_row_within(sheet, row, cells, 8)
}

/// The same for cells of several lines, up to so many of them; Excel has no row higher than 19 of ours.
pub(super) fn fit_row_within<'t>(
    sheet: &mut Worksheet,
    row: u32,
    cells: impl IntoIterator<Item = (&'t str, u16)>,
    highest: usize,
) -> Result<(), XlsxError> {
    let room = |line: &str| line.chars().filter(|c| takes_room(*c)).count();
    let lines = |(text, width): (&str, u16)| {
        text.split('\n').map(|line| room(line).div_ceil(width.into()).max(1)).sum::<usize>()
    };
    let most = cells.into_iter().map(lines).max().unwrap_or(1).clamp(1, highest);
    let height = u16::try_from(most * LINE_HEIGHT).unwrap_or(21);
    sheet.set_row_height(row, height)?;
    Ok(())
}

/// Thai vowels and tone marks above and below stand over their consonant.
fn takes_room(c: char) -> bool {
    !matches!(c, '\u{0E31}' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}')
}
