//! Files that are small and ask for much memory or time: each is read by a process of its own, whose peak is told.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use reader::{Limits, formats};

/// Most memory that reading any file may take, in kB.
const MOST: u64 = 300_000;
/// Names the file that the process of its own reads.
const FILE: &str = "READER_TEST_FILE";

/// Not a test by itself: what [`peak`] runs.
#[test]
fn one_file() {
    let Some(file) = std::env::var_os(FILE) else { return };
    let bytes = std::fs::read(&file).unwrap();
    let answer = formats::read("a.pdf", &bytes, &Limits::default());
    let said =
        answer.map_or_else(|problem| problem.code.to_owned(), |source| source.blocks.len().to_string());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("\nread: {said}\npeak: {}", peak.unwrap_or("unknown").trim());
}

/// Reads a file in a process of its own; the most memory it took, in kB, where the system tells.
fn peak(name: &str, bytes: &[u8]) -> Option<u64> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reader-heavy");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    let ran = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "heavy::one_file", "--nocapture"])
        .env(FILE, &file)
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{name}: {said}");
    assert!(said.contains("read: "), "{name}: {said}");
    let peak = said.lines().find_map(|line| line.strip_prefix("peak: "))?;
    let peak = peak.trim_end_matches("kB").trim().parse().ok()?;
    println!("{name}: {peak} kB");
    Some(peak)
}

/// A file of one page with a word, what it draws, and more objects.
fn drawing(content: &[u8], forms: Vec<Object>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    });
    let mut named = Dictionary::new();
    for (at, form) in forms.into_iter().enumerate() {
        let form = document.add_object(form);
        named.set(format!("X{at}"), form);
    }
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "F" => font },
        "XObject" => named,
    });
    let mut whole = b"BT /F 10 Tf 60 650 Td (one) Tj ET\n".to_vec();
    whole.extend_from_slice(content);
    let mut content = Stream::new(Dictionary::new(), whole);
    content.compress().unwrap();
    let content = document.add_object(content);
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
    });
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn form(content: &str) -> Object {
    let head = dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 600.into(), 800.into()],
    };
    let mut stream = Stream::new(head, content.as_bytes().to_vec());
    stream.compress().unwrap();
    stream.into()
}

#[test]
fn drawings_stay_small() {
    let many = usize::try_from(testkit::count("reader-drawn-lines", 300_000, 10_000_000)).unwrap();
    let lines = "1 1 m 9 9 l S\n".repeat(many);
    let boxes = "5 5 9 9 re f\n".repeat(many);
    let path = format!("0 0 m {} S\n", "1 1 l ".repeat(many));
    // Each form draws the next ten times, and a megabyte of lines.
    let forms = (0..12).map(|at| {
        let next = format!("/X{} Do ", at + 1).repeat(10);
        form(&format!("{next}{}{next}", "1 1 m 9 9 l S\n".repeat(75_000)))
    });
    let files = [
        ("lines.pdf", drawing(lines.as_bytes(), Vec::new())),
        ("boxes.pdf", drawing(boxes.as_bytes(), Vec::new())),
        ("path.pdf", drawing(path.as_bytes(), Vec::new())),
        ("forms.pdf", drawing("/X0 Do ".repeat(1_000).as_bytes(), forms.collect())),
    ];
    for (name, bytes) in files {
        assert!(peak(name, &bytes).is_none_or(|peak| peak < MOST), "{name}");
    }
}

/// A file whose packed objects are these, in a stream of `copies` of them.
fn packed(index: &str, objects: &str, copies: usize) -> Vec<u8> {
    let mut bytes = drawing(b"", Vec::new());
    let end = bytes.windows(4).rposition(|window| window == b"xref").unwrap();
    bytes.truncate(end);
    let mut more = Vec::new();
    for copy in 0..copies {
        let content = format!("{index}{objects}").into_bytes();
        let mut stream = Stream::new(Dictionary::new(), content);
        stream.compress().unwrap();
        let head = format!(
            "\n{} 0 obj\n<< /Type /ObjStm /N 1 /First {} /Filter /FlateDecode /Length {} >>\nstream\n",
            900 + copy,
            index.len(),
            stream.content.len()
        );
        more.extend_from_slice(head.as_bytes());
        more.extend_from_slice(&stream.content);
        more.extend_from_slice(b"\nendstream\nendobj\n");
    }
    bytes.extend_from_slice(&more);
    // Without a list of places the objects are found by looking for them.
    bytes.extend_from_slice(b"trailer << /Size 1000 /Root 6 0 R >>\nstartxref\n0\n%%EOF\n");
    bytes
}

#[test]
fn packed_objects_stay_small() {
    let zeros = format!("[{}]", "0 ".repeat(4_000_000));
    let mut same = String::new();
    for number in 0..300_000 {
        let _ = write!(same, "{} 0 ", 1_000 + number);
    }
    let files = [
        ("array.pdf", packed("800 0 ", &zeros, 1)),
        ("arrays.pdf", packed("800 0 ", &zeros, 30)),
        ("same.pdf", packed(&same, &format!("[{}]", "0 ".repeat(10_000)), 1)),
        ("endless.pdf", packed("800 0 ", &" ".repeat(64 << 20), 1)),
        ("bare.pdf", format!("%PDF-1.5\n1 0 obj\n{zeros}\nendobj\ntrailer << /Root 1 0 R >>").into_bytes()),
    ];
    for (name, bytes) in files {
        assert!(peak(name, &bytes).is_none_or(|peak| peak < MOST), "{name}");
    }
}

#[test]
fn time_is_bounded_in_every_format() {
    let rows = "ตัวชี้วัด\tคะแนน\tมาตรการ\n๑ การใช้อำนาจ\t๙๐.๑๕\tจัดประชุมชี้แจง\n".repeat(200);
    let text = format!("รายงานผลการประเมิน ITA ปีงบประมาณ พ.ศ. ๒๕๖๘\n\n{rows}");
    let html: String = text.lines().map(|line| format!("<p>{line}</p>")).collect();
    let json = "{\"sections\":[{\"blocks\":[{\"block\":\"heading\",\"text\":\"รายงาน\"}]}]}";
    let docx = {
        let body: String =
            text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
        super::hostile::packed(
            "word/document.xml",
            format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").as_bytes(),
        )
    };
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write(1, 1, "รายงาน").unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let files: [(&str, &[u8]); 7] = [
        ("a.txt", text.as_bytes()),
        ("a.html", html.as_bytes()),
        ("a.csv", text.as_bytes()),
        ("a.json", json.as_bytes()),
        ("a.docx", &docx),
        ("a.xlsx", &xlsx),
        ("a.pdf", &drawing(b"", Vec::new())),
    ];
    for (name, bytes) in files {
        let whole = formats::read(name, bytes, &Limits::default());
        assert!(whole.is_ok(), "{name}: {whole:?}");
        let limits = Limits { time: Duration::from_nanos(1), ..Limits::default() };
        let problem = formats::read(name, bytes, &limits).unwrap_err();
        assert_eq!(problem.code, "too-large", "{name}");
        assert!(problem.message.en.contains("time"), "{name}: {}", problem.message.en);
        assert!(problem.message.th.contains("เวลา"), "{name}: {}", problem.message.th);
    }
    // Long before a text of this size is read, its time is over.
    let long = rows.repeat(100);
    let limits = Limits { time: Duration::from_millis(20), cells: usize::MAX, ..Limits::default() };
    assert_eq!(formats::read("a.txt", long.as_bytes(), &limits).unwrap_err().code, "too-large");
}
