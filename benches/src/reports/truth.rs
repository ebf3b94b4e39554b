//! What a document states, taken from the document itself before it becomes a file.

use std::collections::BTreeMap;

use documents::model::{Block, Content, Document, Run, Table};
use domain::Score;
use domain::framework::{NodeIndex, NodeRef};

use super::case::Case;

/// A printed score and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Of what, as claims name it: `indicators.8`, `items.public/E5`, `points.IIT`.
    pub key: String,
    /// As printed.
    pub score: Score,
    /// Where.
    pub spot: Spot,
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Position of the section.
    pub section: usize,
    /// Position of the block in it.
    pub block: usize,
    /// Where in the block.
    pub within: Within,
}

/// A place in a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The text of a heading or paragraph.
    Text,
    /// An entry of a list.
    Entry(usize),
    /// A cell of a table's body: row, then position in it.
    Cell(usize, usize),
}

/// A row of a table of measures: texts by what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MeasureRow {
    /// `measure`, `steps`, `responsible`, `period`, `result`, `outcome`, `suggestion`, `issue`.
    pub fields: BTreeMap<&'static str, String>,
}

/// Position of the cell that covers each column of each row.
pub fn grid(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let width = table.columns.len();
    let mut rows: Vec<Vec<Option<(usize, usize)>>> = vec![vec![None; width]; table.body.len()];
    for (at, row) in table.body.iter().enumerate() {
        let mut column = 0;
        for (number, cell) in row.cells.iter().enumerate() {
            while column < width && rows[at][column].is_some() {
                column += 1;
            }
            let end = (column + usize::from(cell.columns)).min(width);
            for covered in rows.iter_mut().skip(at).take(usize::from(cell.rows)) {
                for slot in covered.iter_mut().take(end).skip(column) {
                    *slot = Some((at, number));
                }
            }
            column = end;
        }
    }
    let filled = |(at, row): (usize, Vec<Option<(usize, usize)>>)| -> Vec<(usize, usize)> {
        row.into_iter().map(|slot| slot.unwrap_or((at, 0))).collect()
    };
    rows.into_iter().enumerate().map(filled).collect()
}

/// The text of a cell, its lines under each other.
pub fn text(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) | Content::Verbatim(lines) => {
            lines.join("\n")
        }
        Content::Figure(figure) => figure.to_string(),
    }
}

/// Runs as one text.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// The scores that a composed document prints in its tables and in the sentences that its layouts have.
pub fn statements(document: &Document, case: &Case) -> Vec<Statement> {
    let mut found = Vec::new();
    for (section, blocks) in document.sections.iter().enumerate() {
        let mut around = Around::default();
        for (block, content) in blocks.blocks.iter().enumerate() {
            let mut add = |key: String, score: Score, within: Within| {
                found.push(Statement { key, score, spot: Spot { section, block, within } });
            };
            match content {
                Block::Heading { text, .. } => around.enter(text, case),
                Block::Paragraph { runs, .. } => {
                    if let Some((key, score)) = around.sentence(&plain(runs), case) {
                        add(key, score, Within::Text);
                    }
                }
                Block::List(list) => {
                    for (at, entry) in list.items.iter().enumerate() {
                        if let Some((key, score)) = around.entry(&plain(entry), case) {
                            add(key, score, Within::Entry(at));
                        }
                    }
                }
                Block::Table(table) => {
                    for (key, score, row, cell) in cells(table, case) {
                        add(key, score, Within::Cell(row, cell));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The scores in a table's cells, by the names of its columns.
pub fn cells(table: &Table, case: &Case) -> Vec<(String, Score, usize, usize)> {
    let column = |key: &str| table.columns.iter().position(|column| column.key == key);
    let grid = grid(table);
    let tree = nodes(case);
    let mut found = Vec::new();
    for (at, row) in grid.iter().enumerate() {
        let of = |key: &str| column(key).map(|column| row[column]);
        let said = |key: &str| {
            of(key).map(|(row, cell)| text(&table.body[row].cells[cell].content)).unwrap_or_default()
        };
        let mut add = |key: String, spot: Option<(usize, usize)>| {
            let Some((row, cell)) = spot.filter(|(row, _)| *row == at) else { return };
            let printed = text(&table.body[row].cells[cell].content);
            if let Ok(score) = printed.parse::<Score>() {
                found.push((key, score, row, cell));
            }
        };
        let number = |text: &str| {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<u8>().ok().filter(|number| case.framework().indicator(*number).is_some())
        };
        let total = table.body[at].cells.iter().any(|cell| text(&cell.content).starts_with("คะแนนรวม"));
        if table.name == "score-tree" {
            add(tree.get(at).map(|&node| case.key(node)).unwrap_or_default(), of("score"));
        } else if total {
            add("overall".to_owned(), of("score"));
        } else if column("points").is_some() && column("code").is_some() {
            let code = said("code");
            add(format!("instruments.{code}"), of("score"));
            add(format!("points.{code}"), of("points"));
        } else if column("indicator_score").is_some() {
            if let Some(number) = number(&said("indicator_numbered")) {
                add(format!("indicators.{number}"), of("indicator_score"));
            }
        } else if column("before").is_some() {
            if let Some(number) = number(&said("code")) {
                add(format!("indicators.{number}"), of("score"));
            }
        } else if column("score").is_some() {
            let label = [said("code"), said("label"), said("issue")].into_iter().find_map(|text| code(&text));
            let named = number(&said("number")).or_else(|| {
                let name = said("name");
                case.indicators().into_iter().find(|(_, known, _)| *known == name).map(|(number, ..)| number)
            });
            if let Some(code) = label {
                let part = part(&said("part"), case);
                let keys = item_keys(&code, part.as_deref(), case);
                if let [key] = keys.as_slice() {
                    add(key.clone(), of("score"));
                }
            } else if let Some(number) = named.filter(|_| column("name").is_some()) {
                add(format!("indicators.{number}"), of("score"));
            }
        }
    }
    found
}

/// The nodes in the order in which the whole tree is printed: each before what it is made of, rows left out, and of
/// what is below the indicators only what has a score.
fn nodes(case: &Case) -> Vec<NodeIndex> {
    fn descend(case: &Case, node: NodeIndex, depth: usize, found: &mut Vec<NodeIndex>) {
        let skeleton = case.framework().skeleton();
        if depth < 3 || case.tree.at(node).score.is_some() {
            found.push(node);
        }
        for &child in skeleton.children_of(node) {
            if !matches!(skeleton.nodes[child].at, NodeRef::Row(..)) {
                descend(case, child, depth + 1, found);
            }
        }
    }
    let mut found = Vec::new();
    descend(case, case.framework().skeleton().overall(), 0, &mut found);
    found
}

/// The code that a text begins with.
fn code(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(char::is_ascii_alphanumeric).collect();
    let mut signs = word.chars();
    let letter = matches!(signs.next(), Some('I' | 'E' | 'O'));
    (letter && 1 < word.len() && signs.all(|sign| sign.is_ascii_digit())).then_some(word)
}

/// The part that a text names, of those that the year has.
fn part(text: &str, case: &Case) -> Option<String> {
    let known = case.framework().parts.iter();
    known.filter(|part| !text.is_empty() && text.contains(&part.name_th)).map(|part| part.code.clone()).next()
}

/// Keys that an item may have: one for each part where the part is not told.
fn item_keys(code: &str, part: Option<&str>, case: &Case) -> Vec<String> {
    let framework = case.framework();
    let mut paths: Vec<String> = framework
        .parts
        .iter()
        .filter(|known| part.is_none_or(|part| known.code == part))
        .map(|part| format!("{}/{code}", part.code))
        .collect();
    paths.push(code.to_owned());
    paths.retain(|path| framework.node(path).is_some());
    paths.into_iter().map(|path| format!("items.{path}")).collect()
}

/// The headings above a sentence.
#[derive(Debug, Default)]
struct Around {
    indicator: Option<u8>,
    instrument: Option<String>,
    part: Option<String>,
}

impl Around {
    fn enter(&mut self, heading: &str, case: &Case) {
        if let Some(part) = part(heading, case) {
            self.part = Some(part);
            return;
        }
        if heading.starts_with("ตัวชี้วัดย่อย") {
            return;
        }
        self.part = None;
        let digits = heading
            .strip_prefix("ตัวชี้วัดที่ ")
            .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
        self.indicator = digits.and_then(|digits| digits.parse().ok());
        let instruments = case.framework().instruments.iter();
        self.instrument = instruments
            .map(|instrument| instrument.code.clone())
            .find(|code| self.indicator.is_none() && heading.ends_with(&format!("({code})")));
    }

    fn sentence(&self, text: &str, case: &Case) -> Option<(String, Score)> {
        let says = |score: Score| text.contains(&score.to_string());
        let tree = &case.tree;
        if ["คะแนนรวม", "ภาพรวม"].iter().any(|word| text.contains(word)) && says(case.overall())
        {
            return Some(("overall".to_owned(), case.overall()));
        }
        if let Some(number) = self.indicator {
            let score = tree.indicator(case.framework().indicator(number)?)?;
            return (text.starts_with("ได้ ") && says(score)).then(|| (format!("indicators.{number}"), score));
        }
        let code = self.instrument.as_ref()?;
        let score = tree.instrument(case.framework().instrument(code)?)?;
        (text.contains(&format!("ได้ {score} คะแนน"))).then(|| (format!("instruments.{code}"), score))
    }

    fn entry(&self, text: &str, case: &Case) -> Option<(String, Score)> {
        let code = code(text)?;
        let keys = item_keys(&code, self.part.as_deref(), case);
        let [key] = keys.as_slice() else { return None };
        let node = case.framework().node(key.strip_prefix("items.")?)?;
        let score = case.tree.at(node).score?;
        text.contains(&format!("ได้ {score} คะแนน")).then(|| (key.clone(), score))
    }
}

/// Names of columns and what they hold.
const FIELDS: [(&str, &str); 16] = [
    ("measure", "measure"),
    ("measure_numbered", "measure"),
    ("steps", "steps"),
    ("units", "responsible"),
    ("units_plain", "responsible"),
    ("units_labelled", "responsible"),
    ("lead_unit", "responsible"),
    ("period", "period"),
    ("result", "result"),
    ("done", "result"),
    ("outcome", "outcome"),
    ("suggestion", "suggestion"),
    ("issue", "issue"),
    ("finding", "issue"),
    ("issue_cause", "issue"),
    ("title", "issue"),
];

/// The rows of a document's tables of measures: those that say beside the measure how, by whom, when or with
/// what result, in their order.
pub fn measure_rows(document: &Document) -> Vec<MeasureRow> {
    let mut found = Vec::new();
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    for table in blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }) {
        let field = |key: &str| FIELDS.iter().find(|(known, _)| *known == key).map(|(_, field)| *field);
        let named: Vec<(usize, &'static str)> = table
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| Some((at, field(&column.key)?)))
            .collect();
        let carried = ["steps", "responsible", "period", "result"];
        // A calendar of follow-ups lists days, not what is done.
        let is_calendar =
            table.columns.iter().any(|column| ["date", "next_date"].contains(&column.key.as_str()));
        let is_of_measures = !is_calendar
            && named.iter().any(|(_, field)| *field == "measure")
            && named.iter().any(|(_, field)| carried.contains(field));
        if !is_of_measures {
            continue;
        }
        for row in grid(table) {
            let across = row.iter().all(|spot| *spot == row[0]) && 1 < row.len();
            if across {
                continue;
            }
            let fields = named.iter().map(|&(column, field)| {
                let (row, cell) = row[column];
                (field, text(&table.body[row].cells[cell].content))
            });
            found.push(MeasureRow { fields: fields.collect() });
        }
    }
    found
}
