//! A page of text that is written at once.

use domain::framework::Framework;
use thai::DigitStyle;

use super::console::Console;
use super::line::{Line, Tone};
use super::table::Table;

/// Lines for a person.
#[derive(Debug)]
pub struct Page<'c> {
    console: &'c Console,
    out: String,
}

impl<'c> Page<'c> {
    /// An empty page.
    pub fn new(console: &'c Console) -> Page<'c> {
        Page { console, out: String::new() }
    }

    /// One line as it is.
    pub fn line(&mut self, line: impl Into<Line>) {
        let digits = if self.console.thai_digits { DigitStyle::Thai } else { DigitStyle::Ascii };
        line.into().render(self.console.colour, digits, &mut self.out);
        self.out.push('\n');
    }

    /// An empty line.
    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading over what follows, and words that qualify it.
    pub fn section(&mut self, title: &str, aside: &str) {
        self.blank();
        let mut line = Line::toned(Tone::Accent, title);
        if !aside.is_empty() {
            line = line.add(Tone::Dim, format!("  {aside}"));
        }
        self.wrap(0, 2, line);
    }

    /// A text that may need several lines; those after the first stand at `hanging`.
    pub fn wrap(&mut self, indent: usize, hanging: usize, line: impl Into<Line>) {
        self.wrap_after(Line::from(" ".repeat(indent)), hanging, line);
    }

    /// The same behind a text that stands on the first line only: a bullet, a branch of a tree.
    pub fn wrap_after(&mut self, before: Line, hanging: usize, line: impl Into<Line>) {
        let width = self.console.width;
        let first = width.saturating_sub(before.width()).max(20);
        let rest = width.saturating_sub(hanging).max(20);
        for (at, piece) in line.into().wrapped(first, rest).into_iter().enumerate() {
            let start = if at == 0 { before.clone() } else { Line::from(" ".repeat(hanging)) };
            self.line(start.join(piece));
        }
    }

    /// A point of a list.
    pub fn point(&mut self, sign: &str, tone: Tone, text: impl Into<Line>) {
        let before = Line::from("  ").add(tone, sign).plain(" ");
        let hanging = before.width();
        self.wrap_after(before, hanging, text);
    }

    /// Rows in columns.
    pub fn table(&mut self, table: &Table) {
        for line in table.lines(self.console.width) {
            self.line(line);
        }
    }

    /// The rules that a result was made by; those of a provisional framework are told loudly.
    pub fn framework(&mut self, framework: &Framework) {
        let console = self.console;
        self.blank();
        let digest: String = framework.digest().chars().take(12).collect();
        let line = Line::toned(Tone::Dim, console.t("หลักเกณฑ์ ", "Rules "))
            .verbatim(Tone::Dim, framework.id().to_string())
            .verbatim(Tone::Dim, format!("  sha256 {digest}"));
        self.line(line);
        self.provisional(framework);
    }

    /// The mark of a provisional framework, where it is one.
    pub fn provisional(&mut self, framework: &Framework) {
        if !framework.is_provisional() {
            return;
        }
        let from = framework.file().derived_from.clone().unwrap_or_default();
        let console = self.console;
        let line =
            Line::toned(Tone::Warn, console.t("▲ ฉบับชั่วคราว / provisional  ", "▲ provisional / ฉบับชั่วคราว  "))
                .plain(console.t(
                    "หลักเกณฑ์ของปีนี้ยังไม่ทราบ สมมติตาม ",
                    "the rules of this year are not known yet; taken over from ",
                ))
                .verbatim(Tone::Plain, from);
        self.wrap(0, 2, line);
    }

    /// Appends another page.
    pub fn append(&mut self, other: Page<'_>) {
        self.out.push_str(&other.out);
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.out
    }
}
