//! Tables over pages become one, and rows that a page or a missing rule cut become one.

use thai::fold_for_match;

use super::header::{Role, role_of};
use super::seams::seam;
use super::{Content, Cut, Row, Source, Table, cut, rows, shared};

/// Joins the tables of a document and numbers its blocks anew.
pub(super) fn tables(source: &mut Source) {
    let mut joined = Vec::with_capacity(source.blocks.len());
    // Rows with which a later page begins, for the table that is last in `joined`.
    let mut starts: Vec<usize> = Vec::new();
    let mut table_at: Option<usize> = None;
    for block in std::mem::take(&mut source.blocks) {
        match block.content {
            Content::Table(next) => {
                let open = table_at.and_then(|at| joined.get_mut(at)).and_then(table_of);
                match open {
                    Some(open) if continues(open, &next) => {
                        starts.push(open.rows.len());
                        append(open, next);
                        // Page numbers between the parts are no text of the document.
                        if let Some(at) = table_at {
                            joined.truncate(at + 1);
                        }
                    }
                    _ => {
                        close(table_at, &mut joined, &mut starts);
                        table_at = Some(joined.len());
                        joined.push(super::Block { content: Content::Table(next), ..block });
                    }
                }
            }
            content => {
                if !content.text().is_some_and(is_page_mark) {
                    close(table_at, &mut joined, &mut starts);
                    table_at = None;
                }
                joined.push(super::Block { content, ..block });
            }
        }
    }
    close(table_at, &mut joined, &mut starts);
    for (at, block) in joined.iter_mut().enumerate() {
        block.place.block = at;
        if let Content::Table(table) = &mut block.content {
            for row in &mut table.rows {
                row.place.block = at;
            }
        }
    }
    source.blocks = joined;
}

fn table_of(block: &mut super::Block) -> Option<&mut Table> {
    match &mut block.content {
        Content::Table(table) => Some(table),
        _ => None,
    }
}

fn close(at: Option<usize>, blocks: &mut [super::Block], starts: &mut Vec<usize>) {
    let starts = std::mem::take(starts);
    if let Some(table) = at.and_then(|at| blocks.get_mut(at)).and_then(table_of) {
        merge_rows(table, &starts);
    }
}

/// A page number, or a line drawn across the page.
pub(crate) fn is_page_mark(text: &str) -> bool {
    let folded = fold_for_match(text);
    let rest = folded.strip_prefix("หน้า").unwrap_or(&folded);
    rest.chars().count() <= 9 && rest.chars().all(|c| c.is_ascii_digit() || "-–—./|_[]()".contains(c))
}

fn continues(table: &Table, next: &Table) -> bool {
    if next.headings.is_empty() {
        let cut = next.rows.first().is_some_and(|row| row.cut == Cut::Surely);
        return (cut || !table.headings.is_empty()) && next.columns <= table.columns;
    }
    let same =
        |a: &Vec<String>, b: &Vec<String>| fold_for_match(&a.join("|")) == fold_for_match(&b.join("|"));
    let repeated = table.headings.last().zip(next.headings.first()).is_some_and(|(a, b)| same(a, b));
    next.columns == table.columns && (repeated || agree(&table.roles, &next.roles))
}

/// Whether headings name the same columns, as far as they can be read: most do, and none names another one.
fn agree(a: &[Role], b: &[Role]) -> bool {
    let known = |role: &Role| *role != Role::Other;
    let same = a.iter().zip(b).filter(|(a, b)| known(a) && a == b).count();
    let differs = a.iter().zip(b).any(|(a, b)| known(a) && known(b) && a != b);
    a.len() == b.len() && !differs && a.len() <= same * 2 && 0 < same
}

fn append(table: &mut Table, next: Table) {
    for (role, other) in table.roles.iter_mut().zip(&next.roles).filter(|(role, _)| **role == Role::Other) {
        *role = *other;
    }
    let offset = table.rows.last().and_then(|row| row.place.row).unwrap_or(0);
    let repeats = match (table.headings.last(), next.headings.first()) {
        (Some(last), Some(first)) => fold_for_match(&last.join("|")) == fold_for_match(&first.join("|")),
        _ => next.headings.is_empty(),
    };
    let base = if repeats { table.headings.len().saturating_sub(1) } else { table.headings.len() };
    table.headings.extend(next.headings.into_iter().skip(usize::from(repeats)));
    for mut row in next.rows {
        row.heading += base;
        row.place.row = row.place.row.map(|number| number + offset);
        table.rows.push(row);
    }
    rows::settle(table);
}

/// Joins rows that only carry on the row above.
fn merge_rows(table: &mut Table, starts: &[usize]) {
    let mut merged: Vec<Row> = Vec::with_capacity(table.rows.len());
    for (at, mut row) in std::mem::take(&mut table.rows).into_iter().enumerate() {
        let carries_on = merged.split_last().is_some_and(|(above, before)| {
            carries_on(&table.roles, before, above, &row, starts.contains(&at))
        });
        match merged.last_mut().filter(|_| carries_on) {
            Some(above) => carry(above, row),
            None => {
                shared::inherit(&table.roles, merged.last(), &mut row);
                shared::share(&table.roles, merged.last(), &mut row, starts.contains(&at));
                shared::go_on(&table.roles, &mut merged, &mut row, starts.contains(&at));
                merged.push(row);
            }
        }
    }
    table.rows = merged;
}

/// What a cell says that does not only repeat the cell above.
fn own(row: &Row, column: usize) -> &str {
    let cell = row.cells.iter().find(|cell| cell.column == column && !cell.from_above);
    cell.map_or("", |cell| cell.text.as_str())
}

fn carries_on(roles: &[Role], before: &[Row], above: &Row, row: &Row, after_break: bool) -> bool {
    let at = |role: Role| roles.iter().position(|&r| r == role);
    if row.cut == Cut::Surely && after_break {
        return true;
    }
    if after_break && row.cut != Cut::Unknown && is_footer(above) {
        // A line over all columns that goes on.
        return row.only().is_some_and(|cell| cell.column == 0) && !is_footer(row);
    }
    if roles.is_empty() || is_footer(row) || is_footer(above) {
        return false;
    }
    if let Cut::Perhaps(full) = &row.cut
        && after_break
        && let Some(told) = cut::carries(roles, before, above, row, full)
    {
        return told;
    }
    let first = own(row, 0).is_empty();
    if let Some(measure) = at(Role::Measure) {
        let key = at(Role::Issue).or(at(Role::Indicator)).filter(|&key| key < measure);
        let keyless = key.is_none_or(|key| own(row, key).is_empty());
        if own(row, measure).is_empty() {
            // Steps of the same measure. A title across the table names only its first cell.
            return keyless
                && row.only().is_none_or(|cell| 0 < cell.column)
                && !own(above, measure).is_empty();
        }
        let closing = [Role::Responsible, Role::Period, Role::FollowUp];
        // A unit or period that rows share by a merged cell is shared by the next one too.
        let shared =
            |at: usize| own(row, at).is_empty() && own(above, at).is_empty() && !above.text(at).is_empty();
        if closing.iter().filter_map(|role| at(*role)).any(shared) {
            return false;
        }
        let mut open = closing.iter().filter_map(|role| at(*role)).filter(|&at| !own(above, at).is_empty());
        return after_break && key.is_some() && keyless && open.all(|at| own(row, at).is_empty());
    }
    if let Some(score) = at(Role::Score) {
        return first && own(row, score).is_empty();
    }
    first
}

/// A row at the foot of a table of measures that speaks of all of them: period, follow-up.
pub(crate) fn is_footer(row: &Row) -> bool {
    footer_role(row).is_some()
}

/// What such a row tells.
pub(crate) fn footer_role(row: &Row) -> Option<Role> {
    let cell = row.only()?;
    let (label, rest) = cell.text.split_once(':')?;
    let role = role_of(label);
    let known =
        matches!(role, Role::Period | Role::FollowUp | Role::Responsible | Role::Suggestion | Role::Budget);
    (known && label.chars().count() < 40 && !rest.trim().is_empty()).then_some(role)
}

fn carry(above: &mut Row, row: Row) {
    let drawn = row.cut != Cut::Unknown;
    for cell in row.cells.into_iter().filter(|cell| !cell.text.is_empty() && !cell.from_above) {
        match above.cells.iter_mut().find(|a| a.column <= cell.column && cell.column < a.column + a.columns) {
            Some(a) if a.text.is_empty() => a.text = cell.text,
            Some(a) => {
                let more = without_repeated_number(&a.text, &cell.text);
                let between = if drawn { seam(&a.text, more) } else { "\n" };
                a.text = format!("{}{between}{more}", a.text);
            }
            None => above.cells.push(cell),
        }
    }
}

/// Character recognition begins a list anew on a new page: "1." before what carries on step 1.
fn without_repeated_number<'a>(above: &str, next: &'a str) -> &'a str {
    let numbers = crate::claims::steps::numbers(above);
    let own = crate::claims::steps::numbers(next);
    match (numbers.last(), own.first()) {
        (Some(last), Some(first)) if last.number == first.number && first.start == 0 => {
            next.get(first.text..).unwrap_or(next)
        }
        _ => next,
    }
}
