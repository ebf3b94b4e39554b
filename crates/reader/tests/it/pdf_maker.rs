//! Small PDF files written by hand, so that a test says itself what is drawn.

use std::fmt::Write as _;

/// A page: entries of its dictionary beside the usual ones, and what it draws.
pub struct Page {
    pub entries: &'static str,
    pub content: String,
}

impl Page {
    /// An upright page of 600 by 800 points.
    pub fn new(content: impl Into<String>) -> Page {
        Page { entries: "/MediaBox [0 0 600 800]", content: content.into() }
    }
}

/// A PDF of pages in Helvetica (`/F`), with one form (`/X`) that pages and the form itself may draw.
pub fn pdf(pages: &[Page], form: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 5 + at * 2)).collect();
    let resources = "<< /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >>";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 50 0] /Resources {resources} \
             /Length {} >>\nstream\n{form}\nendstream",
            form.len()
        ),
    ];
    for (at, page) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R {} /Resources {resources} /Contents {} 0 R >>",
            page.entries,
            6 + at * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{}\nendstream", page.content.len(), page.content));
    }
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    let size = objects.len() + 1;
    let _ = write!(file, "{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// A word at a place.
pub fn word(x: i32, y: i32, text: &str) -> String {
    format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")
}

/// A line from one place to another.
pub fn line(x1: i32, y1: i32, x2: i32, y2: i32) -> String {
    format!("{x1} {y1} m {x2} {y2} l S\n")
}

/// Lines along all edges of columns and rows.
pub fn ruled(xs: &[i32], ys: &[i32]) -> String {
    let (left, right) = (xs[0], xs[xs.len() - 1]);
    let (top, bottom) = (ys[0], ys[ys.len() - 1]);
    let level = ys.iter().map(|y| line(left, *y, right, *y));
    level.chain(xs.iter().map(|x| line(*x, top, *x, bottom))).collect()
}

/// A word for each square, named by its row and column: `r1c2`.
pub fn words(xs: &[i32], ys: &[i32]) -> String {
    let mut out = String::new();
    for (row, y) in ys.iter().take(ys.len() - 1).enumerate() {
        for (column, x) in xs.iter().take(xs.len() - 1).enumerate() {
            out.push_str(&word(x + 4, y - 12, &format!("r{row}c{column}")));
        }
    }
    out
}
