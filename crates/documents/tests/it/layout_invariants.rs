//! What must hold in every document, whatever the layout and the facts.

use documents::model::{Block, Cell, Content, Document, Row, Run, Table};

/// Everything that is wrong with a document.
pub fn faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut last_level = 0;
    for section in &document.sections {
        if section.blocks.is_empty() {
            faults.push("an empty section".to_owned());
        }
        for (at, block) in section.blocks.iter().enumerate() {
            if let Block::Heading { level, text } = block {
                if text.trim().is_empty() {
                    faults.push("an empty heading".to_owned());
                }
                if last_level + 1 < *level {
                    faults.push(format!("a heading of level {level} under level {last_level}: {text}"));
                }
                last_level = *level;
                let next = section.blocks.get(at + 1);
                let deeper = matches!(next, Some(Block::Heading { level: below, .. }) if level < below);
                if matches!(next, None | Some(Block::Heading { .. } | Block::PageBreak)) && !deeper {
                    faults.push(format!("nothing stands under the heading {text}"));
                }
            }
            // The title of a memo stands over the headings of its body, which no table of contents lists.
            if matches!(block, Block::MemoHead(_)) {
                last_level = 2;
            }
            if let Block::Table(table) = block {
                if names.iter().any(|known| known.eq_ignore_ascii_case(&table.name)) {
                    faults.push(format!("two tables are named {}", table.name));
                }
                names.push(table.name.clone());
                grid(table, &mut faults);
            }
            if let Block::Chart(chart) = block
                && !section.blocks[at..].iter().any(|block| matches!(block, Block::Table(_)))
            {
                faults.push(format!("the chart {} has no table after it", chart.title));
            }
        }
    }
    faults.extend(all_texts(document).iter().filter_map(|text| bad(text)));
    faults
}

/// Every cell of head and body covers the grid once.
fn grid(table: &Table, faults: &mut Vec<String>) {
    for (part, rows) in [("head", &table.head), ("body", &table.body)] {
        let mut covered = vec![vec![0_u8; table.columns.len()]; rows.len()];
        for (at, row) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while covered[at].get(column) == Some(&1) {
                    column += 1;
                }
                for below in 0..usize::from(cell.rows) {
                    for right in 0..usize::from(cell.columns) {
                        match covered.get_mut(at + below).and_then(|row| row.get_mut(column + right)) {
                            Some(count) => *count += 1,
                            None => faults.push(format!("{} of {}: a cell reaches out", part, table.name)),
                        }
                    }
                }
                column += usize::from(cell.columns);
            }
        }
        if covered.iter().flatten().any(|&count| count != 1) {
            faults.push(format!("{part} of {}: the grid is not covered once", table.name));
        }
    }
    if table.body.is_empty() || table.head.is_empty() {
        faults.push(format!("{} has no rows", table.name));
    }
}

fn bad(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<_> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let wrong = ["none", "undefined", "true", "false", "null"].iter().any(|word| words.contains(word));
    let digits = text.chars().any(|c| ('๐'..='๙').contains(&c));
    let short: String = text.chars().take(80).collect();
    (wrong || digits || text.contains("  ")).then(|| format!("the text {short:?}"))
}

/// The texts that templates made: not those of cells, which are the agency's own.
pub fn template_texts(document: &Document) -> Vec<String> {
    let mut found = vec![document.title.clone()];
    let runs = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
    for section in &document.sections {
        found.extend(section.running_head.clone());
        for block in &section.blocks {
            match block {
                Block::Heading { text, .. } | Block::Contents { heading: text } => found.push(text.clone()),
                Block::Paragraph { runs: text, .. } => found.push(runs(text)),
                Block::List(list) => found.extend(list.items.iter().map(|item| runs(item))),
                Block::Cover(cover) => found.extend(cover.title.iter().chain(&cover.foot).cloned()),
                Block::Chart(chart) => {
                    found.extend([chart.title.clone(), chart.alternative.clone()]);
                    found.extend(chart.line.iter().map(|line| line.label.clone()));
                }
                Block::Table(table) => {
                    found.extend(table.caption.clone());
                    found.extend(table.head.iter().flat_map(|row| row.cells.iter().map(shown)));
                }
                _ => {}
            }
        }
    }
    found
}

fn all_texts(document: &Document) -> Vec<String> {
    template_texts(document)
}

/// What a cell says, lines joined by ` | `.
pub fn shown(cell: &Cell) -> String {
    match &cell.content {
        Content::Empty => String::new(),
        Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) | Content::Verbatim(lines) => {
            lines.join(" | ")
        }
        Content::Figure(figure) => figure.to_string(),
    }
}

/// The table with this name.
pub fn table<'d>(document: &'d Document, name: &str) -> &'d Table {
    let blocks = document.sections.iter().flat_map(|section| &section.blocks);
    let mut tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.name == name).unwrap_or_else(|| panic!("there is no table {name}"))
}

/// Cells of a row as texts.
pub fn texts(row: &Row) -> Vec<String> {
    row.cells.iter().map(shown).collect()
}
