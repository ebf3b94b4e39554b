//! Drafts as DOCX without styles: bold lines are the headings, as in most files that officers write.

use std::io::{Cursor, Write as _};

use anyhow::Result;
use documents::model::Document;
use zip::write::SimpleFileOptions;

use super::{Flat, FlatTable, flat};

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const LINKS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

/// The file.
///
/// # Errors
/// Where the package cannot be written.
pub fn docx(document: &Document) -> Result<Vec<u8>> {
    let mut body = String::new();
    for part in flat(document) {
        match part {
            Flat::Heading(_, text) => body.push_str(&paragraph(&text, true)),
            Flat::Text(text) => body.push_str(&paragraph(&text, false)),
            Flat::Table(table) => body.push_str(&of_table(&table)),
            Flat::Page => body.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
        }
    }
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", LINKS), ("word/document.xml", &xml)]
    {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A paragraph whose text is cut into runs, as editing leaves it.
fn paragraph(text: &str, bold: bool) -> String {
    let style = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let cuts: Vec<char> = text.chars().collect();
    let runs: String = cuts
        .chunks(37)
        .map(|run| {
            let run: String = run.iter().collect();
            format!("<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(&run))
        })
        .collect();
    format!("<w:p>{runs}</w:p>")
}

/// Cells that go down are marked in each row.
fn of_table(table: &FlatTable) -> String {
    let mut open = vec![0_usize; table.width];
    let mut out = String::from("<w:tbl><w:tblPr/>");
    for row in &table.rows {
        out.push_str("<w:tr>");
        let mut cells = row.iter();
        let mut column = 0;
        while column < table.width {
            if 0 < open[column] {
                open[column] -= 1;
                out.push_str("<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>");
                column += 1;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let end = (column + cell.across).min(table.width);
            let mut marks = String::new();
            if 1 < cell.across {
                marks.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", end - column));
            }
            if 1 < cell.down {
                marks.push_str("<w:vMerge w:val=\"restart\"/>");
                open[column] = cell.down - 1;
            }
            let lines: String = cell.lines.iter().map(|line| paragraph(line, false)).collect();
            let lines = if lines.is_empty() { "<w:p/>".to_owned() } else { lines };
            out.push_str(&format!("<w:tc><w:tcPr>{marks}</w:tcPr>{lines}</w:tc>"));
            column = end.max(column + 1);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
