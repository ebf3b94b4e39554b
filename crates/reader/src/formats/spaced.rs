//! Tables in plain text whose columns are kept by spaces alone.

use crate::layout::{RawCell, RawRow, roles_of};

/// Spaces that part two cells at least.
const GAP: usize = 2;
/// Letters by which a cell may begin beside its column.
const SLACK: usize = 1;

/// A text and the column of the page at which it begins.
type Piece<'t> = (usize, &'t str);

/// Where the columns of a table begin on the page.
pub(super) type Columns = Vec<usize>;

/// The rows of lines without a blank one between, when they are a table: the first line has several texts, and
/// nearly all texts below begin where one of these does. After a table, the rows that a page parted from it stand in
/// its columns.
pub(super) fn rows(lines: &[(u32, String)], before: Option<Columns>) -> Option<(Vec<RawRow>, Columns)> {
    let pieces: Vec<Vec<Piece<'_>>> = lines.iter().map(|(_, line)| pieces(line)).collect();
    let own: Columns = pieces.first()?.iter().map(|(start, _)| *start).collect();
    let starts =
        if is_table(&own, &pieces) { own } else { before.filter(|starts| carries_on(starts, &pieces))? };
    let row = |(line, pieces): (&(u32, String), Vec<Piece<'_>>)| {
        let mut cells: Vec<RawCell> = starts.iter().map(|_| RawCell::of("")).collect();
        for (order, (start, text)) in pieces.into_iter().enumerate() {
            let at = column(&starts, start).unwrap_or_else(|| order.min(cells.len() - 1));
            if let Some(cell) = cells.get_mut(at) {
                if !cell.text.is_empty() {
                    cell.text.push(' ');
                }
                cell.text.push_str(text);
            }
        }
        RawRow { line: Some(line.0), cells, ..RawRow::default() }
    };
    Some((lines.iter().zip(pieces).map(row).collect(), starts))
}

fn column(starts: &[usize], start: usize) -> Option<usize> {
    starts.iter().position(|known| known.abs_diff(start) <= SLACK)
}

fn fits(starts: &[usize], row: &[Piece<'_>]) -> bool {
    row.iter().all(|(start, _)| column(starts, *start).is_some())
}

/// Whether lines are a table with columns where the texts of the first one begin.
fn is_table(starts: &[usize], pieces: &[Vec<Piece<'_>>]) -> bool {
    if starts.len() < 2 {
        return false;
    }
    let below = pieces.get(1..).unwrap_or_default();
    let several = below.iter().filter(|row| 1 < row.len() && fits(starts, row)).count();
    let strays = below.iter().filter(|row| 1 < row.len() && !fits(starts, row)).count();
    let lone = below.iter().filter(|row| row.len() < 2).count();
    // Two lines may well agree by chance in one place, hardly under the headings of a table.
    let headed = || roles_of(pieces.iter().take(1).flatten().map(|(_, text)| *text)).is_some();
    let full = 3 <= starts.len() && below.iter().all(|row| row.len() == starts.len());
    let enough = 2 <= several || (several == 1 && (full || (3 <= starts.len() && headed())));
    // Lines over all columns stand at the foot of a table.
    enough && several * 10 >= (several + strays) * 7 && (lone <= several || headed())
}

/// Whether lines stand in the columns of the table above: one of them in several of its columns, and none beside.
fn carries_on(starts: &[usize], pieces: &[Vec<Piece<'_>>]) -> bool {
    pieces.first().is_some_and(|row| 1 < row.len())
        && pieces.iter().any(|row| 3 <= row.len())
        && pieces.iter().all(|row| fits(starts, row))
}

/// The texts of a line that wide gaps part. Marks stand over their letter and take no column.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut begin: Option<(usize, usize)> = None;
    let mut end = 0;
    let mut spaces = 0;
    let mut column = 0;
    for (at, sign) in line.char_indices() {
        if sign.is_whitespace() {
            spaces += 1;
        } else {
            if GAP <= spaces
                && let Some((start, from)) = begin.take()
            {
                found.push((start, line.get(from..end).unwrap_or_default()));
            }
            spaces = 0;
            begin.get_or_insert((column, at));
            end = at + sign.len_utf8();
        }
        column += usize::from(!thai::script::is_mark(sign));
    }
    if let Some((start, from)) = begin {
        found.push((start, line.get(from..end).unwrap_or_default()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::rows;

    fn texts(text: &str) -> Option<Vec<Vec<String>>> {
        let lines: Vec<(u32, String)> = text.lines().map(|line| (1, line.to_owned())).collect();
        let (rows, _) = rows(&lines, None)?;
        Some(rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.text).collect()).collect())
    }

    #[test]
    fn columns_stand_under_each_other() {
        let shown = |text: &str| text.chars().filter(|c| !thai::script::is_mark(*c)).count();
        let line = |cells: [&str; 3]| -> String {
            let padded = cells.map(|cell| format!("{cell}{}", " ".repeat(20 - shown(cell))));
            padded.concat().trim_end().to_owned()
        };
        let rows = [
            ["ที่", "ตัวชี้วัด", "คะแนน"],
            ["1", "การปฏิบัติหน้าที่", "90.15"],
            ["2", "การใช้งบประมาณ", "89.23"],
            ["", "รวม", "91.00"],
        ];
        let found = texts(&rows.map(line).join("\n"));
        let found = found.expect("a table");
        assert_eq!(found[1], ["1", "การปฏิบัติหน้าที่", "90.15"]);
        assert_eq!(found[3], ["", "รวม", "91.00"]);
    }

    #[test]
    fn sentences_with_wide_spaces_are_none() {
        assert_eq!(texts("จัดประชุม  เมื่อวันที่ 3  ณ ห้องประชุม\nและสรุปผล  เสนอผู้บริหาร"), None);
        assert_eq!(texts("ที่ ทด 71801/12    วันที่ 3 มกราคม 2568"), None);
    }
}
