//! Cells that several rows share, over the end of a page: what stands above holds below as well.

use thai::fold_for_match;

use super::header::{Role, is_figure};
use super::join::is_footer;
use super::seams::{seam, splits_word};
use super::{Cell, Row};

/// What rows are sorted by.
const KEYS: [Role; 3] = [Role::Issue, Role::Indicator, Role::Instrument];

/// Whether a row sums up the rows above it, of which it is none: "รวม", "คะแนนเฉลี่ยรวม".
fn is_total(row: &Row) -> bool {
    const TOTALS: [&str; 6] = ["รวม", "คะแนนรวม", "คะแนนเฉลี่ย", "ค่าเฉลี่ย", "เฉลี่ย", "ภาพรวม"];
    let named = |text: &str| {
        let folded = fold_for_match(text);
        folded.chars().count() <= 30 && TOTALS.iter().any(|total| folded.starts_with(&fold_for_match(total)))
    };
    // A measure may begin with such a word; a total has a figure beside it.
    row.cells.iter().any(|cell| named(&cell.text)) && row.cells.iter().any(|cell| is_figure(&cell.text))
}

/// A first cell that is left empty stands for the one above it.
pub(super) fn inherit(roles: &[Role], above: Option<&Row>, row: &mut Row) {
    let Some(above) = above.filter(|above| !is_footer(above) && !is_total(row)) else { return };
    for (column, _) in roles.iter().enumerate().filter(|(_, role)| KEYS.contains(role)) {
        let text = above.own_text(column).to_owned();
        // A title across the table; alone in a later column stands the next of several issues of one indicator.
        let title = row.only().is_some_and(|cell| cell.column <= column || 1 < cell.columns);
        if text.is_empty() || !row.text(column).is_empty() || title {
            continue;
        }
        row.cells.retain(|cell| cell.column != column);
        row.cells.push(Cell { text, column, columns: 1, from_above: true });
        row.cells.sort_by_key(|cell| cell.column);
    }
}

/// What rows share by a merged cell: its text stands on the page where the cell begins, and the rest of the cell on the
/// next page is empty.
pub(super) fn share(roles: &[Role], above: Option<&Row>, row: &mut Row, after_break: bool) {
    let Some(above) = above.filter(|above| !is_footer(above) && !is_footer(row) && !is_total(row)) else {
        return;
    };
    let closing = [Role::Responsible, Role::Period, Role::FollowUp];
    for (column, _) in roles.iter().enumerate().filter(|(_, role)| closing.contains(role)) {
        let shared = above.cells.iter().find(|cell| cell.column == column && cell.from_above);
        let Some(shared) = shared.filter(|cell| !cell.text.is_empty()) else { continue };
        let own = row.cells.iter_mut().find(|cell| cell.column == column && cell.text.is_empty());
        // Below the head of the page only where the rest of the cell reaches down.
        if let Some(own) = own.filter(|own| after_break || own.from_above) {
            own.text.clone_from(&shared.text);
            own.from_above = true;
        }
    }
}

/// Joins the text of a shared cell that the page cut too: "O29, O30," above and "O33 …" below. `rows` are those above,
/// which get the whole text as well.
pub(super) fn go_on(roles: &[Role], rows: &mut [Row], row: &mut Row, after_break: bool) {
    if row.only().is_some() {
        return;
    }
    for (column, _) in roles.iter().enumerate().filter(|(_, role)| KEYS.contains(role)) {
        let upper = rows.last().map_or("", |above| above.own_text(column)).to_owned();
        let Some(own) = row.cells.iter_mut().find(|cell| cell.column == column && !cell.text.is_empty())
        else {
            continue;
        };
        let whole = format!("{upper}{}{}", seam(&upper, &own.text), own.text);
        if after_break && !own.from_above && is_open(&upper, &own.text) {
            for above in rows.iter_mut().rev() {
                let Some(cell) =
                    above.cells.iter_mut().find(|cell| cell.column == column && cell.text == upper)
                else {
                    break;
                };
                cell.text.clone_from(&whole);
                if !cell.from_above {
                    break;
                }
            }
            own.text = whole;
            own.from_above = true;
        } else if own.from_above && own.text.len() < upper.len() && upper.ends_with(&own.text) {
            // The rows below the first of a page repeat the part that stands on it.
            own.text = upper;
        }
    }
}

/// Whether a text ended in the middle: behind a comma, or within a word.
fn is_open(upper: &str, lower: &str) -> bool {
    upper.ends_with(',') || splits_word(upper, lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Cut, Place};

    const ROLES: [Role; 3] = [Role::Issue, Role::Measure, Role::Responsible];

    /// A row of texts; `^` before one tells that it stands further up.
    fn row(texts: [&str; 3]) -> Row {
        let cell = |(column, text): (usize, &str)| Cell {
            text: text.trim_start_matches('^').to_owned(),
            column,
            columns: 1,
            from_above: text.starts_with('^'),
        };
        let place = Place { page: None, line: None, block: 0, row: None, column: None };
        Row { place, heading: 0, cut: Cut::Unknown, cells: texts.into_iter().enumerate().map(cell).collect() }
    }

    fn texts(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    #[test]
    fn units_are_shared_over_a_page() {
        let above = row(["O1", "ประกาศ", "^กองคลัง"]);
        let mut next = row(["O2", "ประชุม", ""]);
        share(&ROLES, Some(&above), &mut next, true);
        assert_eq!(texts(&next), ["O2", "ประชุม", "กองคลัง"]);
        let mut last = row(["O3", "รายงาน", "^"]);
        share(&ROLES, Some(&next), &mut last, false);
        assert_eq!(texts(&last), ["O3", "รายงาน", "กองคลัง"]);
        // Without a break, or below a cell of its own row, an empty cell is empty.
        let mut empty = row(["O4", "ติดตาม", ""]);
        share(&ROLES, Some(&last), &mut empty, false);
        assert_eq!(texts(&empty), ["O4", "ติดตาม", ""]);
        share(&ROLES, Some(&row(["O1", "ประกาศ", "กองคลัง"])), &mut empty, true);
        assert_eq!(texts(&empty), ["O4", "ติดตาม", ""]);
    }

    #[test]
    fn a_list_that_a_page_cut_is_whole_in_every_row() {
        let mut above = [row(["O7", "ก", ""]), row(["O8, O9,", "ข", ""]), row(["^O8, O9,", "ค", ""])];
        let mut next = row(["O10 ยังไม่เปิดเผย", "ง", ""]);
        go_on(&ROLES, &mut above, &mut next, true);
        let whole = "O8, O9, O10 ยังไม่เปิดเผย";
        assert_eq!(above.iter().map(|row| row.own_text(0)).collect::<Vec<_>>(), ["O7", whole, whole]);
        assert_eq!(next.own_text(0), whole);
        let mut last = row(["^O10 ยังไม่เปิดเผย", "จ", ""]);
        go_on(&ROLES, &mut [next], &mut last, false);
        assert_eq!(last.own_text(0), whole);
        let mut other = row(["O11", "ฉ", ""]);
        go_on(&ROLES, &mut [row(["O10", "ง", ""])], &mut other, true);
        assert_eq!(other.own_text(0), "O11");
    }
}
