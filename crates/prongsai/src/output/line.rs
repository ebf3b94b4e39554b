//! A line of text whose pieces have a tone.

use thai::DigitStyle;

use super::width;

/// What a piece of text wants to say; colours follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// To be seen first.
    Strong,
    /// To be seen last.
    Dim,
    /// Well.
    Good,
    /// Worth a look.
    Warn,
    /// Not well.
    Bad,
    /// A heading or a name.
    Accent,
}

impl Tone {
    /// The escape sequence that begins the tone; empty for plain text.
    fn ansi(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Strong => "\u{1b}[1m",
            Tone::Dim => "\u{1b}[2m",
            Tone::Good => "\u{1b}[32m",
            Tone::Warn => "\u{1b}[33m",
            Tone::Bad => "\u{1b}[31m",
            Tone::Accent => "\u{1b}[1;36m",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Span {
    text: String,
    tone: Tone,
    /// Names of files, commands and frameworks keep their digits.
    verbatim: bool,
}

/// Pieces of text in a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    spans: Vec<Span>,
}

impl Line {
    /// Nothing yet.
    pub fn new() -> Line {
        Line::default()
    }

    /// One piece.
    pub fn toned(tone: Tone, text: impl Into<String>) -> Line {
        Line::new().add(tone, text)
    }

    /// One more piece.
    #[must_use]
    pub fn add(mut self, tone: Tone, text: impl Into<String>) -> Line {
        self.spans.push(Span { text: text.into(), tone, verbatim: false });
        self
    }

    /// One more piece without a tone.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Line {
        self.add(Tone::Plain, text)
    }

    /// One more piece whose digits stay as they are: a command, a file, the name of a framework.
    #[must_use]
    pub fn verbatim(mut self, tone: Tone, text: impl Into<String>) -> Line {
        self.spans.push(Span { text: text.into(), tone, verbatim: true });
        self
    }

    /// Both lines as one.
    #[must_use]
    pub fn join(mut self, other: Line) -> Line {
        self.spans.extend(other.spans);
        self
    }

    /// Columns on a terminal.
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| width::of(&span.text)).sum()
    }

    /// The text alone.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }

    /// Cuts the line at word boundaries into lines of at most `first`, then `rest` columns.
    pub fn wrapped(&self, first: usize, rest: usize) -> Vec<Line> {
        if self.width() <= first {
            return vec![self.clone()];
        }
        let ranges = width::wrap(&self.text(), first, rest);
        ranges.into_iter().map(|range| self.slice(range.start, range.end)).collect()
    }

    fn slice(&self, start: usize, end: usize) -> Line {
        let mut spans = Vec::new();
        let mut at = 0;
        for span in &self.spans {
            let (from, to) = (start.max(at), end.min(at + span.text.len()));
            if from < to {
                spans.push(Span { text: span.text[from - at..to - at].to_owned(), ..*span });
            }
            at += span.text.len();
        }
        Line { spans }
    }

    /// Writes the line, with colours and digits as asked for, without spaces at its end.
    pub fn render(&self, colour: bool, digits: DigitStyle, out: &mut String) {
        let kept = self.text().trim_end().len();
        let line = self.slice(0, kept);
        for span in &line.spans {
            let ansi = if colour { span.tone.ansi() } else { "" };
            out.push_str(ansi);
            match digits {
                DigitStyle::Thai if !span.verbatim => out.push_str(&digits.apply(&span.text)),
                _ => out.push_str(&span.text),
            }
            if !ansi.is_empty() {
                out.push_str("\u{1b}[0m");
            }
        }
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Line {
        Line::toned(Tone::Plain, text)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Line {
        Line::toned(Tone::Plain, text)
    }
}
