//! Every figure that a document says, to hold formats against each other.
//!
//! Two sides are compared as multisets: the figures of the model ([`said`]) and those found in what a format says
//! ([`found`]). Numbers in running text count as well: years, dates, numbers of headings. A format need not say
//! a figure as often as another does (a contents list repeats headings, CSV repeats a value in each row it
//! covers), so a [`Scope`] tells what is expected of it.

use std::collections::BTreeMap;

use crate::model::{Block, Chart, Content, Document, MemoHead, Run, Signature, Table};

/// Figures with how often each is said, in ASCII digits without grouping and plus sign: `91.59`, `-2.92`, `2568`.
pub type Figures = BTreeMap<String, usize>;

/// How often a format says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Whether it says what stands outside tables and charts.
    pub text: bool,
    /// Whether it lists the headings in tables of contents.
    pub contents: bool,
    /// Whether it numbers steps and lists.
    pub ordinals: bool,
    /// Whether it says what charts say.
    pub charts: bool,
    /// How often it says the value of a chart's line, beside its label.
    pub marks: Marks,
    /// Whether cells of a table's body are said in each row they cover, and those of its head in each column.
    pub spans_repeat: bool,
}

/// How often the value of a chart's line is said, beside its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Only the label says it.
    Label,
    /// Once.
    Once,
    /// Once for each group of bars.
    EachGroup,
}

impl Scope {
    /// What is read on a page: PDF, DOCX, HTML.
    pub const PAGE: Scope = Scope {
        text: true,
        contents: true,
        ordinals: true,
        charts: true,
        marks: Marks::Label,
        spans_repeat: false,
    };
    /// A workbook.
    pub const WORKBOOK: Scope = Scope { marks: Marks::EachGroup, ..Scope::PAGE };
    /// The model as data.
    pub const DATA: Scope = Scope { contents: false, ordinals: false, marks: Marks::Once, ..Scope::PAGE };
    /// Tables alone, every row for itself.
    pub const ROWS: Scope =
        Scope { text: false, contents: false, charts: false, spans_repeat: true, ..Scope::PAGE };
}

/// The figures that a document says. Running heads, numbers of pages and properties of the file are left out.
pub fn said(document: &Document, scope: Scope) -> Figures {
    let mut figures = Figures::new();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        Count { document, scope, figures: &mut figures }.block(block);
    }
    figures
}

/// The figures in a text in any digits.
///
/// A point or comma between digits belongs to the number when a number can be written so: `1,250` is one number,
/// `1,25` are two. A minus sign counts where it can be no dash: before a digit and after a space or the start.
///
/// ```
/// let figures = documents::figures_in::found("๒. ได้ 1,250.50 (-๒.๙๒) พ.ศ. ๒๕๖๗-๒๕๖๘");
/// let figures: Vec<&str> = figures.keys().map(String::as_str).collect();
/// assert_eq!(figures, ["-2.92", "1250.50", "2", "2567", "2568"]);
/// ```
pub fn found(text: &str) -> Figures {
    let mut figures = Figures::new();
    add(&mut figures, text, 1);
    figures
}

/// What differs: each figure with how often it was expected and found. Empty when both sides say the same.
pub fn differences(expected: &Figures, found: &Figures) -> Vec<(String, usize, usize)> {
    let count = |figures: &Figures, figure: &str| figures.get(figure).copied().unwrap_or(0);
    let mut names: Vec<&String> = expected.keys().chain(found.keys()).collect();
    names.sort();
    names.dedup();
    let pairs =
        names.into_iter().map(|figure| (figure.clone(), count(expected, figure), count(found, figure)));
    pairs.filter(|(_, expected, found)| expected != found).collect()
}

fn add(figures: &mut Figures, text: &str, times: usize) {
    let text: Vec<char> = thai::digits::to_ascii(text).chars().collect();
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let mut at = 0;
    while at < text.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let opens =
            at.checked_sub(2).and_then(|at| text.get(at)).is_none_or(|c| c.is_whitespace() || *c == '(');
        let is_negative = matches!(before, Some('-' | '\u{2212}')) && opens;
        let mut number = if is_negative { "-".to_owned() } else { String::new() };
        while digit(at) {
            number.extend(text.get(at));
            at += 1;
            let grouped =
                text.get(at) == Some(&',') && (1..=3).all(|next| digit(at + next)) && !digit(at + 4);
            let pointed = text.get(at) == Some(&'.') && digit(at + 1);
            if grouped {
                at += 1;
            } else if pointed {
                number.push('.');
                at += 1;
            }
        }
        *figures.entry(number).or_default() += times;
    }
}

struct Count<'a> {
    document: &'a Document,
    scope: Scope,
    figures: &'a mut Figures,
}

impl Count<'_> {
    fn add<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        texts.into_iter().for_each(|text| add(self.figures, text, 1));
    }

    fn runs(&mut self, runs: &[Run]) {
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        add(self.figures, &text, 1);
    }

    fn ordinals(&mut self, count: usize, times: usize) {
        if self.scope.ordinals {
            (1..=count).for_each(|number| add(self.figures, &number.to_string(), times));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Table(table) => self.table(table),
            Block::Chart(chart) if self.scope.charts => self.chart(chart),
            _ if !self.scope.text => {}
            Block::Cover(cover) => self.add(cover.title.iter().chain(&cover.foot)),
            Block::Contents { heading } => {
                self.add([heading]);
                if self.scope.contents {
                    let blocks = self.document.sections.iter().flat_map(|section| &section.blocks);
                    let listed = blocks.filter_map(|block| match block {
                        Block::Heading { level, text } if *level <= 2 => Some(text),
                        _ => None,
                    });
                    self.add(listed);
                }
            }
            Block::Heading { text, .. } => self.add([text]),
            Block::Paragraph { runs, .. } => self.runs(runs),
            Block::List(list) => {
                if list.ordered {
                    self.ordinals(list.items.len(), 1);
                }
                list.items.iter().for_each(|runs| self.runs(runs));
            }
            Block::MemoHead(head) => {
                let MemoHead { unit, reference, date, subject, to, urgency, secrecy } = head;
                self.add([unit, reference, date, subject, to, urgency, secrecy].into_iter().flatten());
            }
            Block::Signature(signature) => self.signature(signature),
            Block::Opinion(opinion) => {
                self.add(std::iter::once(&opinion.heading).chain(&opinion.text));
                self.signature(&opinion.signature);
            }
            Block::Chart(_) | Block::PageBreak => {}
        }
    }

    fn signature(&mut self, signature: &Signature) {
        let Signature { name, position, date } = signature;
        self.add(name.iter().chain(position).chain(date));
    }

    fn chart(&mut self, chart: &Chart) {
        let labels = chart.groups.iter().map(|group| &group.label);
        let lines = chart.line.iter().map(|line| &line.label);
        self.add(
            [&chart.title, &chart.alternative].into_iter().chain(&chart.series).chain(labels).chain(lines),
        );
        for value in chart.groups.iter().flat_map(|group| &group.values).flatten() {
            add(self.figures, &value.plain(), 1);
        }
        let times = match self.scope.marks {
            Marks::Label => 0,
            Marks::Once => 1,
            Marks::EachGroup => chart.groups.len(),
        };
        if let (Some(line), 1..) = (&chart.line, times) {
            add(self.figures, &line.at.plain(), times);
        }
    }

    fn table(&mut self, table: &Table) {
        if self.scope.text {
            self.add(&table.caption);
        }
        let repeats = self.scope.spans_repeat;
        for cell in table.head.iter().flat_map(|row| &row.cells) {
            self.content(&cell.content, if repeats { usize::from(cell.columns.max(1)) } else { 1 });
        }
        for (number, row) in table.body.iter().enumerate() {
            let left = table.body.len() - number;
            for cell in &row.cells {
                let rows = usize::from(cell.rows.max(1)).min(left);
                self.content(&cell.content, if repeats { rows } else { 1 });
            }
        }
    }

    fn content(&mut self, content: &Content, times: usize) {
        match content {
            Content::Empty => {}
            Content::Figure(figure) => add(self.figures, &figure.plain(), times),
            Content::Text(lines)
            | Content::Points(lines)
            | Content::Verbatim(lines)
            | Content::Steps(lines) => {
                if matches!(content, Content::Steps(_)) {
                    self.ordinals(lines.len(), times);
                }
                lines.iter().for_each(|line| add(self.figures, line, times));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scope, differences, found, said};
    use crate::samples;

    #[test]
    fn numbers_are_told_apart() {
        for (text, figures) in [
            ("1.1 คะแนน", &["1.1"][..]),
            ("2. ผล", &["2"]),
            ("27 ธันวาคม 2568 - 30", &["2568", "27", "30"]),
            ("อด 71801/1234", &["1234", "71801"]),
            ("1,25 และ 1,2500", &["1", "25", "2500"]),
            ("O25.pdf", &["25"]),
            ("+3.10 −0.05 2567-2568", &["-0.05", "2567", "2568", "3.10"]),
            ("๑,๒๕๐", &["1250"]),
        ] {
            assert_eq!(found(text).keys().collect::<Vec<_>>(), figures, "{text}");
        }
        assert_eq!(found("1,25 และ 1,2500")["1"], 2);
    }

    #[test]
    fn scopes_say_figures_as_often_as_their_formats() {
        let document = samples::everything(3);
        let count = |scope, figure: &str| said(&document, scope).get(figure).copied().unwrap_or(0);
        assert_eq!(
            [Scope::PAGE, Scope::WORKBOOK, Scope::DATA, Scope::ROWS].map(|scope| count(scope, "91.59")),
            [2, 2, 2, 1]
        );
        assert_eq!(
            [Scope::PAGE, Scope::WORKBOOK, Scope::DATA, Scope::ROWS].map(|scope| count(scope, "85.00")),
            [1, 4, 2, 0]
        );
        assert_eq!([Scope::PAGE, Scope::DATA].map(|scope| count(scope, "1.1")), [2, 1]);
    }

    #[test]
    fn lost_added_and_changed_figures_are_named() {
        let expected = found("1 2 2 91.59");
        assert_eq!(differences(&expected, &found("2 1 2 91.59")), []);
        let changed = differences(&expected, &found("1 2 91.95"));
        assert_eq!(changed, [("2".into(), 2, 1), ("91.59".into(), 1, 0), ("91.95".into(), 0, 1)]);
    }
}
