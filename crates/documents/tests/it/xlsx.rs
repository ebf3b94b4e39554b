use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use documents::model::{Block, Cell, Content, Document, Figure, ParagraphStyle, Row};
use documents::write::{WriteOptions, xlsx};
use documents::{Emblem, samples};
use thai::DigitStyle;

use super::hostile;

fn bytes(document: &Document) -> Vec<u8> {
    xlsx::write(document, &WriteOptions::default()).unwrap()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// A file of the package.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<(u32, u32, Data)> {
    let range = open(bytes).worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    let place = |(row, column, data): (usize, usize, &Data)| {
        (top + u32::try_from(row).unwrap(), left + u32::try_from(column).unwrap(), data.clone())
    };
    range.used_cells().map(place).collect()
}

#[test]
fn text_comes_first_then_a_sheet_for_each_table_and_chart() {
    let bytes = bytes(&samples::everything(3));
    let names = open(&bytes).sheet_names();
    assert_eq!(names, ["เอกสาร", "แผนภูมิ คะแนนรายตัวชี้วัด เทียบ", "คะแนนรายตัวชี้วัด", "๒. ผลการดำเนินการ"]);
    let text: Vec<String> = cells(&bytes, "เอกสาร").into_iter().map(|(.., data)| data.to_string()).collect();
    for line in [
        "ร่าง",
        "รายงานตัวอย่าง",
        "สารบัญ",
        "ด่วนที่สุด",
        "บันทึกข้อความ",
        "ที่  อด ๗๑๘๐๑/๑๒๓๔",
        "เรื่องเดิม",
        "๑. การปฏิบัติหน้าที่ ได้ ๙๗.๑๘",
        "– เผยแพร่ที่ https://example.go.th/ita?fy=2568",
        "ความเห็นของนายก",
        "เห็นชอบ ดำเนินการตามเสนอ",
        "๒๘ ธันวาคม ๒๕๖๘",
        "ดูที่แผ่นงาน “คะแนนรายตัวชี้วัด”",
    ] {
        assert!(text.iter().any(|found| found == line), "{line}: {text:#?}");
    }
}

#[test]
fn figures_are_numbers_and_look_as_in_the_document() {
    for (digits, prefix) in [(DigitStyle::Thai, "[$-D00041E]"), (DigitStyle::Ascii, "")] {
        let mut document = samples::everything(3);
        document.digits = digits;
        let bytes = bytes(&document);
        let cells = cells(&bytes, "คะแนนรายตัวชี้วัด");
        assert!(cells.contains(&(4, 2, Data::Float(82.93))), "{cells:?}");
        assert!(cells.contains(&(4, 3, Data::Float(-2.92))));
        assert!(cells.contains(&(5, 2, Data::Float(91.59))));
        let styles = part(&bytes, "xl/styles.xml");
        assert!(
            styles.contains(&format!("formatCode=\"{prefix}+#,##0.00;{prefix}-#,##0.00;{prefix}#,##0.00\""))
        );
    }
}

#[test]
fn tables_print_with_their_heads_on_every_page() {
    let bytes = bytes(&samples::everything(3));
    let book = part(&bytes, "xl/workbook.xml");
    assert!(
        book.contains("คะแนนรายตัวชี้วัด'!$2:$3</definedName>")
            || book.contains("คะแนนรายตัวชี้วัด!$2:$3</definedName>"),
        "{book}"
    );
    let wide = part(&bytes, "xl/worksheets/sheet4.xml");
    for setting in [
        "orientation=\"landscape\"",
        "paperSize=\"9\"",
        "fitToHeight=\"0\"",
        "ySplit=\"1\"",
        "state=\"frozen\"",
        "<mergeCell ref=\"C2:C3\"/>",
    ] {
        assert!(wide.contains(setting), "{setting}");
    }
    let narrow = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(
        !narrow.contains("landscape")
            && narrow.contains("ySplit=\"3\"")
            && narrow.contains("<mergeCell ref=\"C2:D2\"/>")
    );
    assert!(part(&bytes, "xl/styles.xml").contains("TH Sarabun New"));
}

#[test]
fn charts_are_native_and_read_their_sheet() {
    let bytes = bytes(&samples::everything(1));
    let chart = part(&bytes, "xl/charts/chart1.xml");
    assert!(chart.contains("<c:barDir val=\"bar\"/>") && chart.contains("<c:trendline>"));
    assert_eq!(chart.matches("<c:ser>").count(), 3);
    assert!(chart.contains("!$B$4:$B$6") && chart.contains("!$C$4:$C$6") && chart.contains("!$D$4:$D$6"));
    let cells = cells(&bytes, "แผนภูมิ คะแนนรายตัวชี้วัด เทียบ");
    assert!(cells.contains(&(3, 2, Data::Float(97.18))) && cells.contains(&(3, 3, Data::Float(85.0))));
    assert!(!cells.iter().any(|(row, column, _)| (*row, *column) == (5, 1)), "a missing value is no zero");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = samples::everything(5);
    assert!(bytes(&document) == bytes(&document.clone()));
    assert!(part(&bytes(&document), "docProps/core.xml").contains("2025-12-27T00:00:00Z"));
}

#[test]
fn no_text_is_a_formula() {
    for text in hostile::TEXTS {
        let bytes = bytes(&hostile::with(|| text.to_owned()));
        let mut book = open(&bytes);
        for name in book.sheet_names() {
            assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{text:?}");
            assert!(name.encode_utf16().count() <= 31);
        }
        let strings = part(&bytes, "xl/sharedStrings.xml");
        assert!(
            !strings.contains("_x0000_") && !strings.contains("_x0001_") && !strings.contains('\u{1B}'),
            "{text:?}"
        );
        assert!(!strings.contains("<script"));
    }
    let bytes = bytes(&hostile::with(|| "=a+b".to_owned()));
    let book = cells(&bytes, "เอกสาร");
    assert!(book.iter().any(|(.., data)| *data == Data::String("=a+b".into())), "the text itself is kept");
}

#[test]
fn a_text_longer_than_a_cell_goes_on_in_the_next_rows() {
    let long = "มาตรการ ".repeat(9_000);
    let mut document = samples::everything(1);
    let Block::Table(table) = &mut document.sections[3].blocks[1] else { panic!("a table") };
    let figure = Cell::new(Content::Figure(Figure::count(7)));
    table.body = vec![
        Row::new(vec![
            Cell::text(long.clone()),
            Cell::text("ข้าง"),
            Cell::text("สองแถว").down(2),
            figure.clone(),
            Cell::text(""),
            Cell::text(""),
        ]),
        Row::new(vec![Cell::text("ท้าย"), figure.clone(), figure.clone(), figure.clone(), figure]),
    ];
    let bytes = bytes(&document);
    let cells = cells(&bytes, "๒. ผลการดำเนินการ");
    let column: Vec<String> =
        cells.iter().filter(|(_, column, _)| *column == 0).map(|(.., data)| data.to_string()).collect();
    assert_eq!(column.len(), 1 + 3 + 1, "head, three pieces, the row after");
    let pieces = column[1..4].iter().map(|piece| piece.replace(" (มีต่อแถวถัดไป)", "").replace("(ต่อ) ", ""));
    assert_eq!(pieces.collect::<String>(), long);
    assert_eq!(column[4], "ท้าย");
    assert!(part(&bytes, "xl/worksheets/sheet4.xml").contains("<mergeCell ref=\"C2:C5\"/>"));
}

#[test]
fn a_text_higher_than_a_row_gets_several() {
    let mut document = samples::everything(2);
    let Block::Table(table) = &mut document.sections[3].blocks[1] else { panic!("a table") };
    let points: Vec<String> = (0..60).map(|nth| format!("ข้อ {nth}")).collect();
    table.body[0].cells[0] = Cell::new(Content::Points(points));
    document.sections[2].blocks[1] = Block::paragraph(ParagraphStyle::Body, "คำ ".repeat(3_000));
    let bytes = bytes(&document);
    let sheet = part(&bytes, "xl/worksheets/sheet4.xml");
    let merged = ["A2:A5", "B2:B5", "C2:C6", "F2:F5"].map(|range| format!("<mergeCell ref=\"{range}\"/>"));
    assert!(
        merged.iter().all(|range| sheet.contains(range)),
        "{}",
        &sheet[sheet.find("<mergeCells").unwrap()..]
    );
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("<mergeCell ref=\"A"));
    let heights = sheet.split(" ht=\"").skip(1).map(|rest| rest.split(['.', '"']).next().unwrap());
    assert!(
        heights.clone().all(|height| height.parse::<u32>().unwrap() <= 409),
        "{:?}",
        heights.collect::<Vec<_>>()
    );
}

#[test]
fn the_emblem_stands_on_cover_and_memo() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 20, 30);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&[9; 600]).unwrap();
    let emblem = Emblem::read(&png).unwrap();
    let bytes = xlsx::write(&samples::everything(1), &WriteOptions { emblem: Some(&emblem) }).unwrap();
    assert_eq!(part(&bytes, "xl/drawings/drawing1.xml").matches("<xdr:pic>").count(), 2);
}
