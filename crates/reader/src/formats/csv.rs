//! Separated text: comma, semicolon or tab, whichever divides most.

use super::grid;
use crate::layout::{Builder, RawCell};
use crate::problem::ReadProblem;

/// Reads separated text.
///
/// # Errors
/// When a limit is passed.
pub(super) fn read(text: &str, builder: &mut Builder) -> Result<(), ReadProblem> {
    let head: String = text.lines().take(30).collect::<Vec<_>>().join("\n");
    let count = |sign: char| head.matches(sign).count();
    let delimiter = if count(',') < count('\t') {
        b'\t'
    } else if count(',') < count(';') {
        b';'
    } else {
        b','
    };
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        builder.in_time()?;
        let record = record.map_err(|error| ReadProblem::broken("CSV", &error.to_string()))?;
        let (line, byte) = record.position().map_or((0, 0), |position| (position.line(), position.byte()));
        // Blank lines part tables; the reader passes over them, but a record begins with them.
        let from = usize::try_from(byte).ok().and_then(|byte| text.get(byte..)).unwrap_or_default();
        let blank = from
            .bytes()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|byte| *byte == b'\n')
            .count();
        if 0 < blank && !rows.is_empty() {
            rows.push((0, Vec::new()));
        }
        let number = u32::try_from(line + blank as u64).unwrap_or(u32::MAX);
        rows.push((number, record.iter().map(RawCell::of).collect()));
    }
    grid::read(rows, builder)
}

#[cfg(test)]
mod tests {
    use crate::layout::{Builder, Content, Format};
    use crate::limits::Limits;

    #[test]
    fn titles_and_tables() {
        let mut builder = Builder::new(Format::Csv, &Limits::default());
        let text = "รายงาน ITA,,\nตัวชี้วัด,คะแนน,ผลการประเมิน\nการใช้อำนาจ,\"90.15\",ผ่าน\n\nรวม,,\n";
        super::read(text, &mut builder).unwrap();
        let source = builder.finish();
        assert_eq!(source.blocks.len(), 3);
        assert_eq!(source.blocks[0].content, Content::Paragraph("รายงาน ITA".to_owned()));
        let (_, table) = source.tables().next().unwrap();
        assert_eq!((table.columns, table.rows.len(), table.rows[0].text(1)), (3, 1, "90.15"));
    }
}
