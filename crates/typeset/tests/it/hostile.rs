//! Text that would do harm as source, or that does not fit.

use documents::model::{
    Align, Block, Cell, Column, Content, Cover, Document, List, MemoHead, ParagraphStyle, Row, Run,
    Signature, Table,
};
use documents::write::column_widths;
use testkit::copied::windows_right;

use crate::made::{SARABUN, file, pages, paragraph, pdf, poppler, run, with_blocks};

const SOURCES: [&str; 16] = [
    "#eval(\"1+1\") #panic() #{ let x = 1 }",
    "*bold* _emph_ `raw` ```rs fn main() {}```",
    "$x^2$ @ref <label> = heading",
    "\\u{41} \\ // comment /* open",
    "]]> <!-- </w:t> <script>alert(1)</script> &amp;",
    "=cmd|' /C calc'!A0 +1 -1 @SUM",
    "- item + item / term: x 1. one",
    "https://example.go.th/#import \"/etc/passwd\"",
    "#read(\"/etc/passwd\") #image(\"http://x\") #include \"main.typ\"",
    "{{ template }} {% if %} ${HOME} %s %n",
    "ก\u{200B}ข\u{2060}ค\u{FEFF}ง\u{AD}จ",
    "a\u{0}b\u{1}c\u{7F}d\u{9F}e\u{1B}[31m",
    "บน\u{2028}ล่าง\u{2029}ใต้\r\nสุด\u{B}จบ",
    "\u{202E}กลับ\u{202C} \u{2066}x\u{2069}",
    "\u{E48}\u{E49}\u{E34} \u{E4D} \u{E31}",
    "\u{FFFC} \u{FFFE} \u{10FFFF} \u{E000} \u{F70A}",
];

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn source_comes_out_as_it_was_written() {
    for (n, text) in SOURCES.iter().take(10).enumerate() {
        let document = Document { digits: thai::DigitStyle::Ascii, ..paragraph(text) };
        let copied = poppler(&format!("source-{n}.pdf"), &pdf(&document), &["-raw"]);
        assert!(letters(&copied).contains(&letters(text)), "{text}: {copied}");
    }
}

/// Everywhere a text can stand.
fn everywhere(text: &str) -> Document {
    let own = || text.to_owned();
    let column = |width| Column { key: own(), width, align: Align::Center };
    let contents = [
        Content::Text(vec![own(), own()]),
        Content::Steps(vec![own()]),
        Content::Points(vec![own()]),
        Content::Verbatim(vec![own()]),
    ];
    let row = || Row::new(contents.clone().into_iter().map(Cell::new).collect());
    let signature = Signature { name: Some(own()), position: vec![own()], date: Some(own()) };
    let head = MemoHead {
        unit: Some(own()),
        reference: Some(own()),
        date: Some(own()),
        subject: Some(own()),
        to: Some(own()),
        urgency: Some(own()),
        secrecy: None,
    };
    let mut document = with_blocks(vec![
        Block::Cover(Cover { title: vec![own()], foot: vec![own()], emblem: true }),
        Block::PageBreak,
        Block::Contents { heading: own() },
        Block::MemoHead(head),
        Block::heading(1, own()),
        Block::heading(4, own()),
        Block::paragraph(ParagraphStyle::Centered, own()),
        Block::List(List { ordered: true, items: vec![vec![Run::bold(own()), Run::verbatim(own())]] }),
        Block::Table(Table {
            caption: Some(own()),
            name: own(),
            columns: vec![column(1), column(1), column(9), column(1)],
            head: vec![row()],
            body: vec![row(), row()],
        }),
        Block::Signature(signature),
    ]);
    document.title = own();
    document.agency = own();
    document.sections.iter_mut().for_each(|section| section.running_head = Some(own()));
    document
}

#[test]
fn every_place_takes_every_text() {
    for (n, text) in
        SOURCES.iter().chain(&["", " ", "\n", "\u{E48}", "𝕏🙂👩‍👩‍👧 שלום مرحبا 汉字 e\u{301}"]).enumerate()
    {
        let bytes = pdf(&everywhere(text));
        let path = file(&format!("hostile-{n}.pdf"), &bytes);
        let said = run("qpdf", &["--check", path.to_str().unwrap()]);
        assert!(said.contains("No syntax"), "{text}: {said}");
        let copied = poppler(&format!("hostile-{n}.pdf"), &bytes, &["-raw"]);
        assert!(!copied.contains(['\u{200B}', '\u{2060}', '\u{FFFD}', '\u{F70A}']), "{text}: {copied:?}");
    }
}

#[test]
fn letters_that_no_font_has_are_told_and_boxed() {
    let text = "ผล 🙂 ש ☑ ☐";
    let missing: Vec<char> = SARABUN.missing(text).into_iter().collect();
    assert_eq!(missing, ['ש', '🙂']);
    let copied = poppler("boxed.pdf", &pdf(&paragraph(text)), &["-raw"]);
    // The frames are drawn: a question mark in an official text would be a question.
    assert!(copied.contains("ผล") && !copied.contains(['🙂', '?']), "{copied}");
}

/// The left and right end of all that is drawn, in points, with the page's width.
fn extent(name: &str, bytes: &[u8]) -> Vec<(f64, f64, f64)> {
    let path = file(name, bytes);
    let told = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
    let number = |line: &str, key: &str| -> f64 {
        let rest = line.split(&format!("{key}=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let mut width = 0.0;
    let mut found = Vec::new();
    for line in told.lines() {
        if line.contains("<page ") {
            width = number(line, "width");
        } else if line.contains("<word ") {
            found.push((number(line, "xMin"), number(line, "xMax"), width));
        }
    }
    found
}

#[test]
fn words_without_an_end_are_cut_at_the_margin() {
    let words = [
        "ก".repeat(10_000),
        "กำลังที่ยิ่งใหญ่".repeat(700),
        "x".repeat(10_000),
        format!("https://example.go.th/{}", "a/b-c_".repeat(300)),
    ];
    for (n, word) in words.iter().enumerate() {
        let document = paragraph(word);
        let bytes = pdf(&document);
        // 2 cm are the right margin.
        for (_, end, width) in extent(&format!("long-{n}.pdf"), &bytes) {
            assert!(end <= width - 56.0, "{n}: {end} of {width}");
        }
        let copied = poppler(&format!("long-{n}.pdf"), &bytes, &["-raw"]);
        let (right, total) = windows_right(word, &copied);
        assert!(total * 99 <= right * 100, "{n}: {right} of {total}");
    }
}

#[test]
fn words_longer_than_a_cell_are_cut_in_it() {
    let word = "สำนักงานปลัดองค์การบริหารส่วนตำบลบ้านเหล่าพัฒนาสามัคคีธรรมาภิบาล";
    let address = "https://www.example.go.th/archive/2568/ita/oit/o25-report-of-measures-final-version.pdf";
    let cells = || {
        vec![
            Cell::text(word),
            Cell::new(Content::Verbatim(vec![address.to_owned()])),
            Cell::text("x".repeat(300)),
            Cell::text(""),
        ]
    };
    let column = Column { key: "c".into(), width: 1, align: Align::Left };
    let table = Table {
        caption: None,
        name: "narrow".into(),
        columns: vec![column; 8],
        head: vec![Row::new(cells().into_iter().chain(cells()).collect())],
        body: vec![Row::new(cells().into_iter().chain(cells()).collect())],
    };
    // No word may end beyond its column, or it would lie over the next. 16 cm are the text area, 3 cm the left margin.
    let mut right = 300;
    let ends = column_widths(&table, 1_600, 28).into_iter().map(|width| {
        right += width;
        f64::from(right) * 72.0 / 254.0
    });
    let ends: Vec<f64> = ends.collect();
    let bytes = pdf(&with_blocks(vec![Block::Table(table)]));
    for (start, end, _) in extent("narrow.pdf", &bytes) {
        let column = ends.iter().find(|column| start < **column).unwrap();
        assert!(end <= column + 0.5, "{start} to {end} over {column}");
    }
    let copied = poppler("narrow.pdf", &bytes, &["-raw"]);
    let source = format!("{word}\n{address}");
    // Cut where words end, though the lexicon holds them together.
    assert!(copied.contains("องค์การ\nบริหาร") || copied.contains("องค์การบริหาร\n"), "{copied}");
    assert_eq!(testkit::copied::windows_lost(&source, &copied), Vec::<String>::new(), "{copied}");
}

#[test]
fn a_thousand_blocks_are_set() {
    let blocks =
        (0..1000).map(|n| Block::paragraph(ParagraphStyle::Body, format!("ย่อหน้าที่ {n} ของเอกสารยาว")));
    assert!(pages(&pdf(&with_blocks(blocks.collect()))) > 20);
}

/// Tables whose spans do not fit are mended, not refused.
#[test]
fn crooked_tables_are_set() {
    let column = Column { key: "c".into(), width: 0, align: Align::Left };
    let table = |columns: usize, head: Vec<Row>, body: Vec<Row>| Table {
        caption: None,
        name: "crooked".into(),
        columns: vec![column.clone(); columns],
        head,
        body,
    };
    let wide = || Row::new(vec![Cell::text("กว้าง").across(9).down(9), Cell::text("เกิน")]);
    let zero = || Row::new(vec![Cell { columns: 0, rows: 0, ..Cell::text("ศูนย์") }]);
    let tables = [
        table(0, Vec::new(), Vec::new()),
        table(0, vec![wide()], vec![zero()]),
        table(2, vec![wide()], vec![wide(), zero(), Row::default()]),
        table(3, vec![zero(), zero()], vec![Row::strong(vec![Cell::text("")]); 5]),
    ];
    for table in tables {
        assert!(0 < pages(&pdf(&with_blocks(vec![Block::Table(table)]))));
    }
}
