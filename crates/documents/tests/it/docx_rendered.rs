//! What an office program makes of the file: LibreOffice sets it, and the pages are read back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use documents::samples::everything;
use documents::write::{WriteOptions, docx};

/// Rows of the wide table.
const ROWS: usize = 11;

/// Pages of `everything(ROWS)`, set by LibreOffice: text of each, and width and height in whole points.
struct Pages {
    texts: Vec<String>,
    sizes: Vec<(u32, u32)>,
}

const REMEDY: &str = "is needed to look at DOCX files; `cargo xtask test --only tools` installs it";

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("everything.docx");
    std::fs::write(&file, docx::write(&everything(ROWS), &WriteOptions::default()).unwrap()).unwrap();
    let pdf = to_pdf(&file, &folder);
    let info = output(Command::new("pdfinfo").args(["-f", "1", "-l", "99"]).arg(&pdf));
    let sizes = info.lines().filter_map(page_size).collect();
    let text = output(Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&pdf).arg("-"));
    let texts = text.trim_end_matches('\u{c}').split('\u{c}').map(str::to_owned).collect();
    Pages { texts, sizes }
});

fn to_pdf(file: &Path, folder: &Path) -> PathBuf {
    // A profile of its own: a LibreOffice that is already open would take the order and convert nothing.
    let profile = folder.join("profile");
    let profile = format!("-env:UserInstallation=file://{}", profile.display());
    output(
        Command::new("soffice")
            .arg(profile)
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder)
            .arg(file),
    );
    file.with_extension("pdf")
}

fn output(command: &mut Command) -> String {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| panic!("{program} {REMEDY}: {error}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// `Page    4 size:  841.89 x 595.304 pts (A4)` gives 841 and 595.
fn page_size(line: &str) -> Option<(u32, u32)> {
    let (_, size) = line.strip_prefix("Page ")?.split_once("size:")?;
    let mut words = size.split_whitespace();
    let whole = |word: &str| word.split('.').next()?.parse().ok();
    let width = whole(words.next()?)?;
    words.next();
    Some((width, whole(words.next()?)?))
}

/// Consonants, vowels in the line, digits and Latin: marks above and below and white space stand wherever the reader
/// of pages happens to put them.
fn bare(text: &str) -> String {
    let is_mark = |character: char| matches!(character, '\u{0e31}' | '\u{0e33}'..='\u{0e3a}' | '\u{0e47}'..='\u{0e4e}' | '\u{0e32}');
    text.chars().filter(|&character| !character.is_whitespace() && !is_mark(character)).collect()
}

#[test]
fn the_text_comes_through() {
    let whole = bare(&PAGES.texts.concat());
    for text in [
        "รายงานตัวอย่าง",
        "อำเภอเพ็ญ จังหวัดอุดรธานี",
        "สารบัญ",
        "บันทึกข้อความ",
        "ด่วนที่สุด",
        "อด ๗๑๘๐๑/๑๒๓๔",
        "หน่วยงานเข้ารับการประเมินและได้คะแนนรวม ๙๑.๕๙ คะแนน ทั้งสิ้น ๑๐ ตัวชี้วัด",
        "ความเห็นของปลัด",
        "เห็นชอบ ดำเนินการตามเสนอ",
        "การใช้อำนาจของผู้บังคับบัญชาเป็นไปอย่างเป็นธรรม ไม่เลือกปฏิบัติ และเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียเข้ามามีส่วนร่วม",
        "เกณฑ์ผ่าน ๘๕.๐๐",
        "เผยแพร่ที่ https://example.go.th/ita?fy=2568",
        "หมายเหตุ: คะแนนปัดเศษสองตำแหน่ง",
    ] {
        assert!(whole.contains(&bare(text)), "{text} is not on the pages");
    }
    for row in 1..=ROWS {
        let step = format!("เล่มที่ {row}");
        assert!(whole.contains(&bare(&thai::digits::to_thai(&step))), "{step} is not on the pages");
    }
}

#[test]
fn the_head_of_a_table_is_on_each_of_its_pages() {
    let landscape: Vec<&String> = PAGES
        .texts
        .iter()
        .zip(&PAGES.sizes)
        .filter(|(_, size)| size.1 < size.0)
        .map(|(text, _)| text)
        .collect();
    assert!(landscape.len() > 2, "the table takes {} pages", landscape.len());
    for text in landscape {
        let text = bare(text);
        for head in ["มาตรการ/แนวทาง", "วิธีการดำเนินการ", "ผลการดำเนินงาน"]
        {
            assert!(text.contains(&bare(head)), "{head} is missing on a page");
        }
    }
}

#[test]
fn the_wide_section_lies_and_the_others_stand() {
    let lies: Vec<bool> = PAGES.sizes.iter().map(|size| size.1 < size.0).collect();
    let standing = lies.iter().filter(|&&lies| !lies).count();
    assert!(4 <= standing && lies.is_sorted(), "{:?}", PAGES.sizes);
    for size in &PAGES.sizes {
        assert!(matches!(size, (595, 841) | (841, 595)), "{size:?}");
    }
}

#[test]
fn a_running_head_is_on_all_pages_of_a_section_but_the_first() {
    let head = bare("ร่าง · รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๘");
    let headed: Vec<bool> = PAGES
        .texts
        .iter()
        .zip(&PAGES.sizes)
        .filter(|(_, size)| size.1 < size.0)
        .map(|(text, _)| bare(text).starts_with(&head))
        .collect();
    assert!(!headed[0] && headed[1..].iter().all(|&headed| headed), "{headed:?}");
}
