//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use thai::DigitStyle;

use crate::model::{Align, Document, Figure};

const FONT: &str = "TH Sarabun New";
/// Numeral shape D (Thai) with the Thai locale: Excel and LibreOffice both show Thai digits by it.
const THAI_DIGITS: &str = "[$-D00041E]";
const HEAD: Color = Color::RGB(0x_E8_ED_F3);
const STRONG: Color = Color::RGB(0x_F3_F5_F8);
const LINE: Color = Color::RGB(0x_6B_7A_8C);
const STAMP: Color = Color::RGB(0x_B3_26_1E);
const LINK: Color = Color::RGB(0x_1F_3A_5F);

/// Formats of a workbook.
pub(super) struct Style {
    digits: DigitStyle,
    text_size: u16,
    table_size: u16,
    memo_title_size: u16,
}

impl Style {
    pub(super) fn new(document: &Document) -> Style {
        let page = &document.page;
        let points = |half_points: u16| (half_points / 2).clamp(8, 72);
        Style {
            digits: document.digits,
            text_size: points(page.text_size),
            table_size: points(page.table_size),
            memo_title_size: points(page.memo_title_size),
        }
    }

    /// Points of running text.
    pub(super) fn text_size(&self) -> u16 {
        self.text_size
    }

    /// Points of the word บันทึกข้อความ and the first line of a cover.
    pub(super) fn title_size(&self) -> u16 {
        self.memo_title_size
    }

    /// Points of text in tables.
    pub(super) fn table_size(&self) -> u16 {
        self.table_size
    }

    fn base(size: u16) -> Format {
        Format::new().set_font_name(FONT).set_font_size(size).set_align(FormatAlign::Top).set_text_wrap()
    }

    /// Running text.
    pub(super) fn text(&self) -> Format {
        Style::base(self.text_size)
    }

    /// Running text in bold, for parts of a cell.
    pub(super) fn bold(&self) -> Format {
        self.text().set_bold()
    }

    /// Centred text.
    pub(super) fn centered(&self) -> Format {
        self.text().set_align(FormatAlign::Center)
    }

    /// Sources and remarks.
    pub(super) fn note(&self) -> Format {
        Style::base(self.table_size)
    }

    /// Headings, covers.
    pub(super) fn heading(&self, level: u8) -> Format {
        Style::base(self.text_size + 6 - 2 * u16::from(level.clamp(1, 3))).set_bold()
    }

    /// The first line of a cover and the word บันทึกข้อความ.
    pub(super) fn title(&self) -> Format {
        Style::base(self.memo_title_size).set_bold().set_align(FormatAlign::Center)
    }

    /// Draft, urgency, secrecy.
    pub(super) fn stamp(&self) -> Format {
        self.bold().set_font_color(STAMP)
    }

    /// References to other places in the workbook.
    pub(super) fn link(&self) -> Format {
        self.text().set_font_color(LINK).set_underline(rust_xlsxwriter::FormatUnderline::Single)
    }

    /// A cell in the head of a table.
    pub(super) fn head(&self, align: Option<Align>) -> Format {
        let format = framed(Style::base(self.table_size)).set_bold().set_background_color(HEAD);
        aligned(format.set_align(FormatAlign::VerticalCenter), align.unwrap_or(Align::Center))
    }

    /// A cell in the body of a table.
    pub(super) fn cell(&self, align: Align, strong: bool) -> Format {
        let format = aligned(framed(Style::base(self.table_size)), align);
        if strong { format.set_bold().set_background_color(STRONG) } else { format }
    }

    /// A cell with a number, shown as the document shows it.
    pub(super) fn figure(&self, align: Align, strong: bool, figure: &Figure) -> Format {
        self.cell(align, strong).set_num_format(self.number_format(figure))
    }

    /// Decimals, grouping and sign of a number, in the digits of the document.
    pub(super) fn number_format(&self, figure: &Figure) -> String {
        let digits = match self.digits {
            DigitStyle::Ascii => "",
            DigitStyle::Thai => THAI_DIGITS,
        };
        let decimals = match figure.places.min(6) {
            0 => String::new(),
            places => format!(".{}", "0".repeat(places.into())),
        };
        let plain = format!("#,##0{decimals}");
        if figure.signed {
            format!("{digits}+{plain};{digits}-{plain};{digits}{plain}")
        } else {
            format!("{digits}{plain}")
        }
    }
}

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Thin).set_border_color(LINE)
}

fn aligned(format: Format, align: Align) -> Format {
    format.set_align(match align {
        Align::Left => FormatAlign::Left,
        Align::Center => FormatAlign::Center,
        Align::Right => FormatAlign::Right,
    })
}
