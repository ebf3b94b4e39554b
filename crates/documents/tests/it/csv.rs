use documents::model::{Cell, Content, Figure, Row};
use documents::samples;
use documents::write::csv::write_all;

use super::hostile;

fn table(document: &documents::model::Document, nth: usize) -> (String, Vec<Vec<String>>) {
    let (name, bytes) = write_all(document).unwrap().swap_remove(nth);
    let text = String::from_utf8(bytes).unwrap();
    let body = text.strip_prefix('\u{FEFF}').expect("a byte-order mark");
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(body.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (name, rows.collect())
}

#[test]
fn every_table_is_a_file() {
    let document = samples::everything(4);
    let names: Vec<String> = write_all(&document).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["sample-2568-indicators.csv", "sample-2568-measures.csv"]);
    let (_, rows) = table(&document, 0);
    assert_eq!(rows[0], ["ที่", "ตัวชี้วัด", "ผล / คะแนน", "ผล / เปลี่ยนแปลง"]);
    assert_eq!(rows[2], ["2", "การใช้งบประมาณ", "82.93", "-2.92"], "figures stay numbers");
    assert_eq!(rows[3], ["คะแนนรวม", "", "91.59", ""]);
}

#[test]
fn a_value_over_several_rows_is_in_each() {
    let (_, rows) = table(&samples::everything(4), 1);
    assert_eq!(rows.len(), 5);
    for row in &rows[1..] {
        assert_eq!(row[2], "สำนักปลัด (หลัก)\nกองคลัง (สนับสนุน)");
        assert_eq!(row[3], "๑ ต.ค. ๒๕๖๗ - ๓๐ ก.ย. ๒๕๖๘");
        assert!(row[1].starts_with("๑. จัดทำ") && row[1].contains("\n๒. ประชาสัมพันธ์"), "{}", row[1]);
        assert_eq!(row[4], "– จัดทำแล้ว ๒ ครั้ง ผู้เข้าร่วม ๑,๒๕๐ คน");
        assert_eq!(row[5], "https://example.go.th/o25.pdf");
    }
}

#[test]
fn lines_end_as_excel_wants_and_only_where_a_row_ends() {
    let (_, bytes) = write_all(&samples::everything(4)).unwrap().swap_remove(0);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches("\r\n").count(), 4);
    assert_eq!(text.matches('\n').count(), 4);
}

#[test]
fn no_text_is_a_formula() {
    for text in hostile::TEXTS {
        for (name, bytes) in write_all(&hostile::with(|| text.to_owned())).unwrap() {
            assert!(name.bytes().all(|byte| !b"/\\:*?\"<>|=".contains(&byte)), "{name}");
            let mut reader =
                ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[3..]);
            for cell in
                reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let is_number = cell.parse::<f64>().is_ok();
                assert!(is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                assert!(!cell.contains(['\u{0}', '\u{1B}']), "{cell:?}");
            }
        }
    }
    let hidden = hostile::with(|| " =a+b".to_owned());
    assert_eq!(table(&hidden, 0).1[1][1], "' =a+b", "spaces in front do not disarm a formula");
}

#[test]
fn tables_of_one_name_do_not_overwrite_each_other() {
    let names: Vec<String> =
        write_all(&hostile::with(|| "ก/ข".to_owned())).unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["sample-2568-ก-ข.csv", "sample-2568-ก-ข-2.csv"]);
}

#[test]
fn negative_figures_are_numbers_and_negative_texts_are_not() {
    let mut document = samples::everything(1);
    let documents::model::Block::Table(table) = &mut document.sections[3].blocks[1] else {
        panic!("a table")
    };
    let figure = Cell::new(Content::Figure(Figure::hundredths(-123_456_705)));
    table.body = vec![Row::new(vec![figure, Cell::text("-5")])];
    let (_, rows) = self::table(&document, 1);
    assert_eq!(rows[1][..2], ["-1234567.05", "'-๕"]);
}
