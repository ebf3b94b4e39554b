//! Blocks on pages.

use documents::Emblem;
use documents::model::{
    Align, Block, Cell, Column, Content, Document, MemoHead, Row, Section, Signature, Table,
};
use documents::samples::everything;
use typeset::Options;

use crate::made::{SARABUN, pages, paragraph, pdf, poppler, with_blocks};

const SVG: &[u8] =
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 40"><circle cx="15" cy="20" r="9"/></svg>"#;

/// White space made one space, for texts that go over lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_block_stands_on_its_page() {
    let bytes = pdf(&everything(11));
    let page = |n: &str| flat(&poppler("blocks.pdf", &bytes, &["-raw", "-f", n, "-l", n]));
    assert!(page("1").contains("อำเภอเพ็ญ จังหวัดอุดรธานี"));
    // Contents with page numbers of numbered pages, which begin at 1.
    let contents = page("2");
    assert!(contents.starts_with("ร่าง สารบัญ ๑. ผลการประเมิน"), "{contents}");
    assert!(contents.ends_with('๒') && contents.contains("๑.๑ คะแนนรายตัวชี้วัด"), "{contents}");
    let memo = page("3");
    for text in [
        "ด่วนที่สุด",
        "บันทึกข้อความ",
        "ส่วนราชการ สำนักปลัด",
        "ที่ อด ๗๑๘๐๑/๑๒๓๔",
        "วันที่ ๒๗ ธันวาคม ๒๕๖๘",
        "เรียน นายก",
        "ความเห็นของปลัด",
        "เห็นชอบ",
    ] {
        assert!(memo.contains(text), "{text}: {memo}");
    }
    let text = page("4");
    for part in
        ["เกณฑ์ผ่าน ๘๕.๐๐", "๙๗.๑๘", "เปลี่ยนแปลง", "+๒.๐๖", "https://example.go.th/ita?fy=2568", "หมายเหตุ"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.starts_with("ร่าง ๑"), "first numbered page: {text}");
    let second = page("6");
    assert!(second.starts_with("ร่าง · รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๘ ๓"), "{second}");
}

#[test]
fn the_head_of_a_long_table_is_on_every_page() {
    let document = everything(220);
    let bytes = pdf(&document);
    let count = pages(&bytes);
    assert!((60..=90).contains(&count), "{count} pages");
    let copied = poppler("heads.pdf", &bytes, &["-raw", "-f", "5"]);
    let texts: Vec<&str> = copied.split('\u{C}').filter(|page| !page.trim().is_empty()).collect();
    assert_eq!(texts.len(), count - 4);
    for page in texts {
        assert_eq!(page.matches("ระยะเวลาดำเนินการ").count(), 1, "{page}");
        assert_eq!(page.matches("ข้อเสนอแนะ").count(), 1, "{page}");
    }
}

#[test]
fn wide_sections_lie() {
    let document = lopdf::Document::load_mem(&pdf(&everything(3))).unwrap();
    let wide = |page: lopdf::ObjectId| {
        let corners = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap().as_array().unwrap();
        corners[2].as_float().unwrap() > corners[3].as_float().unwrap()
    };
    let lying: Vec<bool> = document.page_iter().map(wide).collect();
    assert_eq!(lying[..4], [false; 4]);
    assert!(lying.len() > 4 && lying[4..].iter().all(|wide| *wide));
}

#[test]
fn digits_follow_the_document() {
    let arabic = Document { digits: thai::DigitStyle::Ascii, ..everything(2) };
    let copied = poppler("ascii.pdf", &pdf(&arabic), &["-raw"]);
    assert!(!copied.contains(|c| matches!(c, '๐'..='๙')), "{copied}");
    assert!(copied.contains("97.18"));
}

#[test]
fn a_document_that_is_no_draft_says_nothing_of_it() {
    let done = Document { draft: false, ..everything(2) };
    assert!(!poppler("done.pdf", &pdf(&done), &[]).contains("ร่าง"));
}

/// The draft mark is a drawing on every page, not text that is read aloud.
#[test]
fn a_draft_is_marked_on_every_page() {
    let bytes = pdf(&everything(2));
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    for page in document.page_iter() {
        let content = document.get_page_content(page);
        let content = String::from_utf8_lossy(&content);
        assert!(
            content.contains("/Type/Background") || content.contains("/Background"),
            "{}",
            &content[..200]
        );
    }
    let copied = poppler("draft.pdf", &bytes, &["-raw"]);
    assert_eq!(copied.matches("ร่าง").count(), pages(&bytes), "once in the head of each page: {copied}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = everything(11);
    let first = pdf(&document);
    pdf(&paragraph("another document between the two"));
    assert!(first == pdf(&document));
}

#[test]
fn threads_share_a_typesetter() {
    let expected = pdf(&everything(5));
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| pdf(&everything(5)))).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == expected);
        }
    });
}

#[test]
fn properties_and_standards_are_declared() {
    let bytes = pdf(&everything(2));
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"th-TH");
    let id = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let stream = document.get_object(id).unwrap().as_stream().unwrap();
    // An archive's metadata must not be compressed.
    assert!(stream.dict.get(b"Filter").is_err());
    let xmp = String::from_utf8(stream.content.clone()).unwrap();
    for part in [
        "<pdfaid:part>2",
        "<pdfaid:conformance>A",
        "<pdfuaid:part>1",
        "th-TH",
        "องค์การบริหารส่วนตำบลบ้านเหล่า",
        "2025-12-27",
        "รายงานตัวอย่าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
    ] {
        assert!(xmp.contains(part), "{part}: {xmp}");
    }
    assert!(document.trailer.get(b"ID").is_ok());
    // No other language is claimed anywhere.
    let claims = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"Lang").ok());
    for claim in claims {
        assert_eq!(claim.as_str().unwrap(), b"th-TH");
    }
}

#[test]
fn bookmarks_have_no_break_marks() {
    let bytes = pdf(&everything(2));
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let titles: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok().filter(|entry| entry.has(b"Parent")))
        .filter_map(|entry| lopdf::decode_text_string(entry.get(b"Title").ok()?).ok())
        .collect();
    assert!(titles.iter().any(|title| title == "๒. ผลการดำเนินการ"), "{titles:?}");
    assert!(titles.iter().all(|title| !title.contains(['\u{200B}', '\u{FEFF}', '\u{FFFD}'])), "{titles:?}");
}

#[test]
fn emblems_fill_their_places() {
    let emblem = Emblem::read(SVG).unwrap();
    let options = Options { emblem: Some(&emblem), archival: true };
    let with = SARABUN.pdf(&everything(2), &options).unwrap();
    let without = pdf(&everything(2));
    assert!(with != without);
    assert_eq!(pages(&with), pages(&without));
}

#[test]
fn plain_files_need_no_standard() {
    let plain = SARABUN.pdf(&everything(2), &Options { archival: false, ..Options::default() }).unwrap();
    assert!(!String::from_utf8_lossy(&plain).contains("pdfaid"));
    assert_eq!(pages(&plain), pages(&pdf(&everything(2))));
}

/// The emblem's place is as high as the page setup says: the dashed frame is drawn with these measures.
#[test]
fn a_memo_of_nothing_is_a_form_to_fill() {
    let empty = vec![Block::MemoHead(MemoHead::default()), Block::Signature(Signature::default())];
    let copied = flat(&poppler("form.pdf", &pdf(&with_blocks(empty)), &["-raw"]));
    assert!(copied.contains("บันทึกข้อความ ส่วนราชการ ที่ วันที่ เรื่อง เรียน"), "{copied}");
}

#[test]
fn steps_and_points_are_counted_in_cells() {
    let column = Column { key: "a".into(), width: 1, align: Align::Left };
    let cell = |content| Cell::new(content);
    let texts = |n: usize| (0..n).map(|n| format!("อย่างที่ {n}")).collect::<Vec<_>>();
    let table = Table {
        caption: Some("ตารางทดสอบ".into()),
        name: "t".into(),
        columns: vec![column.clone(), column],
        head: Vec::new(),
        body: vec![Row::new(vec![cell(Content::Steps(texts(3))), cell(Content::Points(texts(2)))])],
    };
    let copied = flat(&poppler("steps.pdf", &pdf(&with_blocks(vec![Block::Table(table)])), &["-raw"]));
    assert!(copied.contains("๑. อย่างที่ ๐ ๒. อย่างที่ ๑ ๓. อย่างที่ ๒"), "{copied}");
    assert!(copied.contains("- อย่างที่ ๐ - อย่างที่ ๑"), "{copied}");
}

#[test]
fn an_empty_document_has_a_page() {
    let nothing = Document { sections: Vec::<Section>::new(), ..everything(1) };
    assert_eq!(pages(&pdf(&nothing)), 1);
    assert_eq!(pages(&pdf(&with_blocks(Vec::new()))), 1);
}

/// Counting is the same without writing.
#[test]
fn pages_can_be_counted() {
    let document = everything(11);
    assert_eq!(SARABUN.page_count(&document, &Options::default()).unwrap(), pages(&pdf(&document)));
}
