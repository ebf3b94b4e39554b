//! DOCX: what is in the file, and that a word processor has nothing to repair.

use documents::figures_in::{Scope, differences, found, said};
use documents::model::{
    Align, Block, Cell, Column, Content, Document, Figure, Orientation, PageSetup, ParagraphStyle, Row,
    Section, Table,
};
use documents::samples::everything;
use documents::write::{WriteOptions, docx};
use documents::{Emblem, EmblemFormat};
use thai::DigitStyle;

use super::docx_rules::faults;
use testkit::package::{Node, tree_of, unpack};

pub fn bytes_of(document: &Document) -> Vec<u8> {
    docx::write(document, &WriteOptions::default()).unwrap()
}

fn body_of(document: &Document) -> Node {
    tree_of(&bytes_of(document), "word/document.xml")
}

/// The sample with these blocks in one upright section instead of its own.
fn with_blocks(blocks: Vec<Block>) -> Document {
    let section = Section { orientation: Orientation::Portrait, numbered: true, running_head: None, blocks };
    Document { sections: vec![section], draft: false, ..everything(0) }
}

/// The paragraph that says this.
fn paragraph<'a>(tree: &'a Node, text: &str) -> &'a Node {
    let found = tree.named("w:p").into_iter().find(|paragraph| paragraph.shown() == text);
    found.unwrap_or_else(|| panic!("no paragraph says {text:?}"))
}

#[test]
fn nothing_is_left_to_repair() {
    for rows in [0, 1, 11] {
        for digits in [DigitStyle::Thai, DigitStyle::Ascii] {
            for draft in [true, false] {
                let document = Document { digits, draft, ..everything(rows) };
                assert_eq!(faults(&bytes_of(&document)), [""; 0]);
            }
        }
    }
}

#[test]
fn documents_without_much_are_whole_too() {
    let empty = Table {
        caption: Some("ว่าง".into()),
        name: "empty".into(),
        columns: vec![Column { key: "a".into(), width: 0, align: Align::Left }],
        head: vec![],
        body: vec![Row::new(vec![])],
    };
    for blocks in [
        vec![],
        vec![Block::PageBreak],
        vec![Block::Contents { heading: "สารบัญ".into() }],
        vec![Block::Table(empty.clone()), Block::PageBreak, Block::Table(empty.clone())],
    ] {
        assert_eq!(faults(&bytes_of(&with_blocks(blocks))), [""; 0]);
    }
    let narrow = PageSetup { left: 3000, ..PageSetup::default() };
    assert_eq!(faults(&bytes_of(&Document { page: narrow, ..everything(2) })), [""; 0]);
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let whole = unpack(&bytes_of(&everything(2)));
    let body = String::from_utf8(whole["word/document.xml"].clone()).unwrap();
    for (right, wrong) in [
        ("<w:gridSpan w:val=\"2\"/>", ""),
        ("<w:bCs/>", ""),
        ("w:val=\"Heading1\"", "w:val=\"Heading9\""),
        ("w:fldCharType=\"end\"", "w:fldCharType=\"begin\""),
        ("w:id=\"2\"", "w:id=\"1\""),
        ("r:id=\"rIdMargin1\"", "r:id=\"rIdMargin99\""),
        ("<w:vMerge w:val=\"restart\"/>", ""),
        ("</w:p></w:tc>", "</w:p><w:bookmarkStart w:id=\"77\" w:name=\"x\"/></w:tc>"),
        ("<w:pStyle w:val=\"BodyText\"/>", "<w:jc w:val=\"left\"/><w:pStyle w:val=\"BodyText\"/>"),
    ] {
        assert!(body.contains(right), "{right}");
        let mut changed = whole.clone();
        changed.insert("word/document.xml".into(), body.replacen(right, wrong, 1).into_bytes());
        assert!(!faults(&packed(&changed)).is_empty(), "{right} -> {wrong}");
    }
}

fn packed(files: &std::collections::BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path.as_str(), zip::write::SimpleFileOptions::DEFAULT).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn equal_documents_give_equal_bytes() {
    let bytes = bytes_of(&everything(5));
    assert_eq!(bytes, bytes_of(&everything(5)));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    for at in 0..zip.len() {
        let file = zip.by_index(at).unwrap();
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980), "{:?}", file.name());
    }
}

#[test]
fn the_file_tells_title_agency_and_day_and_nothing_else() {
    let core = tree_of(&bytes_of(&everything(1)), "docProps/core.xml");
    let told: Vec<(&str, &str)> =
        core.children.iter().map(|child| (child.name.as_str(), child.text.as_str())).collect();
    assert_eq!(
        told,
        [
            ("dc:title", "รายงานตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
            ("dc:creator", "องค์การบริหารส่วนตำบลบ้านเหล่า"),
            ("cp:lastModifiedBy", "องค์การบริหารส่วนตำบลบ้านเหล่า"),
            ("dcterms:created", "2025-12-27T00:00:00Z"),
            ("dcterms:modified", "2025-12-27T00:00:00Z"),
            ("dc:language", "th-TH"),
        ]
    );
}

#[test]
fn headings_lists_and_paragraphs_are_what_they_are() {
    let tree = body_of(&everything(2));
    for (text, expected) in [
        ("๑. ผลการประเมิน", "Heading1"),
        ("๑.๑ คะแนนรายตัวชี้วัด", "Heading2"),
        ("จุดแข็ง", "Heading3"),
        ("ที่มา", "Heading4"),
        ("การปฏิบัติหน้าที่ ได้ ๙๗.๑๘", "ListParagraph"),
        ("ข้อความกลางหน้า", "CenteredText"),
        ("รายงานตัวอย่าง", "Title"),
        ("บันทึกข้อความ", "MemoTitle"),
    ] {
        let found = if text == "บันทึกข้อความ" {
            let title = tree.named("w:p").into_iter().find(|one| one.shown().ends_with(text)).unwrap();
            title.child("w:pPr").and_then(|properties| properties.value("w:pStyle"))
        } else {
            let found =
                tree.named("w:p").into_iter().filter(|one| one.shown().trim_start_matches("๑.\t") == text);
            let mut styles = found.filter_map(|one| one.child("w:pPr")?.value("w:pStyle"));
            // The contents say a heading again.
            styles.find(|style| !style.starts_with("TOC"))
        };
        assert_eq!(found, Some(expected), "{text}");
    }
    let styles = tree_of(&bytes_of(&everything(1)), "word/styles.xml");
    let body = styles.named("w:style").into_iter().find(|one| one.attribute("w:styleId") == Some("BodyText"));
    let properties = body.and_then(|one| one.child("w:pPr")).unwrap();
    assert_eq!(properties.value("w:jc"), Some("thaiDistribute"));
    assert_eq!(properties.child("w:ind").unwrap().attribute("w:firstLine"), Some("1417"));
}

#[test]
fn digits_are_thai_in_texts_numbers_and_pages() {
    for (digits, score, format) in
        [(DigitStyle::Thai, "๙๗.๑๘", "thaiNumbers"), (DigitStyle::Ascii, "97.18", "decimal")]
    {
        let bytes = bytes_of(&Document { digits, ..everything(2) });
        let tree = tree_of(&bytes, "word/document.xml");
        assert!(tree.named("w:tc").iter().any(|cell| cell.shown() == score));
        assert!(tree.named("w:pgNumType").iter().all(|page| page.attribute("w:fmt") == Some(format)));
        let numbering = tree_of(&bytes, "word/numbering.xml");
        let formats: Vec<_> =
            numbering.named("w:numFmt").iter().filter_map(|node| node.attribute("w:val")).collect();
        assert_eq!(formats, ["bullet", "bullet", format, format]);
        // What is verbatim stays in any case.
        assert!(tree.shown().contains("https://example.go.th/ita?fy=2568"));
    }
}

#[test]
fn steps_count_from_one_in_each_cell() {
    let bytes = bytes_of(&everything(4));
    let tree = tree_of(&bytes, "word/document.xml");
    let written = tree.named("w:tc").iter().filter(|cell| cell.shown().starts_with("๑.\tจัดทำคู่มือ")).count();
    assert_eq!(
        (written, tree.named("w:tc").iter().filter(|cell| cell.shown().contains("๒.\t")).count()),
        (4, 4)
    );

    let bytes = bytes_of(&Document { digits: DigitStyle::Ascii, ..everything(4) });
    let tree = tree_of(&bytes, "word/document.xml");
    let lists: Vec<&str> = tree
        .named("w:tc")
        .iter()
        .filter(|cell| cell.shown().starts_with("จัดทำคู่มือ"))
        .map(|cell| cell.named("w:numId")[0].attribute("w:val").unwrap())
        .collect();
    assert_eq!(lists.len(), 4);
    assert!(lists.windows(2).all(|pair| pair[0] != pair[1]), "{lists:?}");
    let numbering = tree_of(&bytes, "word/numbering.xml");
    for id in lists {
        let list =
            numbering.named("w:num").into_iter().find(|num| num.attribute("w:numId") == Some(id)).unwrap();
        assert_eq!(list.child("w:lvlOverride").unwrap().value("w:startOverride"), Some("1"));
    }
}

#[test]
fn heads_repeat_and_only_short_rows_stay_whole() {
    let long = vec!["การประชาสัมพันธ์ช่องทางการรับเรื่องร้องเรียน ".repeat(90)];
    let cells = |text: Vec<String>| Row::new(vec![Cell::new(Content::Text(text))]);
    let table = Table {
        caption: None,
        name: "t".into(),
        columns: vec![Column { key: "a".into(), width: 1, align: Align::Left }],
        head: vec![cells(vec!["หัว".into()]), cells(vec!["รอง".into()])],
        body: vec![cells(long), cells(vec!["สั้น".into()])],
    };
    let tree = body_of(&with_blocks(vec![Block::Table(table)]));
    let rows: Vec<(bool, bool)> = tree
        .named("w:trPr")
        .iter()
        .map(|row| (row.child("w:tblHeader").is_some(), row.child("w:cantSplit").is_some()))
        .collect();
    assert_eq!(rows, [(true, true), (true, true), (false, false), (false, true)]);
}

#[test]
fn a_code_stays_in_one_run_of_complex_script() {
    let text = "ข้อ E4 และ O12 ได้คะแนน";
    let tree = body_of(&with_blocks(vec![Block::paragraph(ParagraphStyle::Body, text)]));
    let said = paragraph(&tree, "ข้อ E๔ และ O๑๒ ได้คะแนน");
    let runs = said.named("w:r");
    assert_eq!(runs.len(), 1);
    assert!(runs[0].child("w:rPr").unwrap().child("w:cs").is_some());
    assert_eq!(runs[0].named("w:t")[0].text, "ข้อ\u{a0}E๔ และ O๑๒ ได้คะแนน");
}

#[test]
fn a_table_after_a_section_break_keeps_its_landscape() {
    let mut document = everything(2);
    document.sections[3].blocks.remove(0);
    let tree = body_of(&document);
    let body = &tree.child("w:body").unwrap().children;
    let breaks = body.iter().position(|node| !node.named("w:sectPr").is_empty() && node.name == "w:p");
    let last_break = body.iter().rposition(|node| node.name == "w:p" && !node.named("w:sectPr").is_empty());
    assert!(breaks.is_some());
    assert_eq!(body[last_break.unwrap() + 1].name, "w:p");
    let sizes: Vec<_> = tree.named("w:pgSz").iter().map(|size| size.attribute("w:orient").unwrap()).collect();
    assert_eq!(sizes, ["portrait", "portrait", "portrait", "landscape"]);
}

#[test]
fn pages_are_numbered_from_the_first_that_is() {
    let tree = body_of(&everything(2));
    let starts: Vec<_> = tree.named("w:pgNumType").iter().map(|page| page.attribute("w:start")).collect();
    assert_eq!(starts, [None, None, Some("1"), None]);
    let first: Vec<_> = tree.named("w:sectPr").iter().map(|one| one.child("w:titlePg").is_some()).collect();
    assert_eq!(first, [false, false, true, true]);
}

#[test]
fn a_draft_is_marked_on_every_page_and_nothing_else_is() {
    for draft in [true, false] {
        let files = unpack(&bytes_of(&Document { draft, ..everything(2) }));
        for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with("word/header")) {
            let marked = String::from_utf8_lossy(bytes).contains("string=\"ร่าง\"");
            assert_eq!(marked, draft, "{path}");
        }
    }
}

#[test]
fn a_secret_memo_says_so_at_head_and_foot() {
    let mut document = Document { draft: false, ..everything(2) };
    let Block::MemoHead(head) = &mut document.sections[1].blocks[0] else { panic!("a memo") };
    head.secrecy = Some("ลับ".into());
    let bytes = bytes_of(&document);
    assert_eq!(faults(&bytes), [""; 0]);
    let said = |kind: &str| {
        let files = unpack(&bytes);
        let parts = files.iter().filter(|(path, _)| path.starts_with(&format!("word/{kind}")));
        parts.filter(|(_, bytes)| testkit::package::parse(bytes).shown() == "ลับ").count()
    };
    assert_eq!((said("header"), said("footer")), (1, 1));
}

#[test]
fn the_contents_list_the_headings_and_lead_to_them() {
    let tree = body_of(&everything(2));
    let entries: Vec<String> = tree.named("w:hyperlink").iter().map(|link| link.shown()).collect();
    assert_eq!(entries, ["๑. ผลการประเมิน", "๑.๑ คะแนนรายตัวชี้วัด", "๒. ผลการดำเนินการ"]);
    // Page numbers come when the field is renewed, which it asks for.
    let fields = tree.named("w:fldChar");
    assert_eq!(fields.iter().filter(|field| field.attribute("w:dirty") == Some("true")).count(), 1);
    for (link, mark) in tree.named("w:hyperlink").iter().zip(tree.named("w:bookmarkStart")) {
        assert_eq!(link.attribute("w:anchor"), mark.attribute("w:name"));
    }
}

#[test]
fn emblems_have_their_exact_height() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><circle cx="15" cy="20" r="9"/></svg>"#;
    let emblem = Emblem::read(svg).unwrap();
    assert_eq!(emblem.format(), EmblemFormat::Svg);
    let bytes = docx::write(&everything(2), &WriteOptions { emblem: Some(&emblem) }).unwrap();
    assert_eq!(faults(&bytes), [""; 0]);
    assert_eq!(unpack(&bytes)["word/media/emblem.svg"], svg);
    let blank = &unpack(&bytes)["word/media/blank.png"];
    assert_eq!(Emblem::read(blank).unwrap().pixels(), (1, 1));
    let sizes = |tree: &Node| -> Vec<(String, String)> {
        let extents = tree.named("wp:extent").into_iter();
        extents.map(|extent| (extent.attributes["cx"].clone(), extent.attributes["cy"].clone())).collect()
    };
    let expected = [("810000", "1080000"), ("405000", "540000")].map(|(x, y)| (x.to_owned(), y.to_owned()));
    assert_eq!(sizes(&tree_of(&bytes, "word/document.xml")), expected);
    // Without a picture the place is square, and a dashed frame shows it.
    let empty = body_of(&everything(2));
    let square = ["1080000", "540000"].map(|side| (side.to_owned(), side.to_owned()));
    assert_eq!(sizes(&empty), square);
    assert!(empty.named("a:prstDash").iter().all(|dash| dash.attribute("val") == Some("dash")));
}

#[test]
fn bars_and_their_mark_are_drawn_to_scale() {
    let tree = body_of(&everything(2));
    let table = tree.named("w:tbl").into_iter().find(|table| table.shown().contains("เกณฑ์ผ่าน")).unwrap();
    let described = table.child("w:tblPr").unwrap().value("w:tblDescription");
    assert_eq!(described, Some("แผนภูมิแท่งของคะแนน ๓\u{a0}ตัวชี้วัด ปี ๒๕๖๗ และ ๒๕๖๘"));
    let grid: Vec<u32> =
        table.named("w:gridCol").iter().map(|column| column.attributes["w:w"].parse().unwrap()).collect();
    let whole = grid[1] + grid[2];
    assert_eq!(grid[1], whole * 85 / 100);
    // 80.01 ends before the mark, 97.18 behind it.
    let bars = |text: &str| -> Vec<u32> {
        let rows = table.named("w:tr");
        let row = rows.into_iter().find(|row| row.shown().ends_with(text)).unwrap();
        let widths = row.named("w:tc").into_iter().map(|cell| {
            let shaded = cell.named("w:p").into_iter().find(|one| !one.named("w:shd").is_empty());
            let own: u32 = cell.named("w:tcW")[0].attributes["w:w"].parse().unwrap();
            shaded.map_or(0, |bar| own - bar.named("w:ind")[0].attributes["w:right"].parse::<u32>().unwrap())
        });
        widths.collect()
    };
    assert_eq!(bars("๘๐.๐๑"), [0, whole * 8001 / 10_000, 0, 0]);
    assert_eq!(bars("๙๗.๑๘"), [0, grid[1], whole * 9718 / 10_000 - grid[1], 0]);
}

#[test]
fn an_empty_cell_stays_empty() {
    let cells = vec![Cell::figure(None), Cell::text(""), Cell::figure(Some(Figure::change(-292)))];
    let columns = ["a", "b", "c"].map(|key| Column { key: key.into(), width: 1, align: Align::Center });
    let table = Table {
        caption: None,
        name: "t".into(),
        columns: columns.into(),
        head: vec![],
        body: vec![Row::new(cells)],
    };
    let tree = body_of(&with_blocks(vec![Block::Table(table)]));
    let shown: Vec<String> = tree.named("w:tc").iter().map(|cell| cell.shown()).collect();
    assert_eq!(shown, ["", "", "-๒.๙๒"]);
}

#[test]
fn the_file_says_the_figures_of_the_document() {
    for digits in [DigitStyle::Thai, DigitStyle::Ascii] {
        let document = Document { digits, ..everything(11) };
        let differences =
            differences(&said(&document, Scope::PAGE), &found(&testkit::shown::docx(&bytes_of(&document))));
        assert!(differences.is_empty(), "(figure, expected, found): {differences:?}");
    }
}
