//! What an office program makes of the file: LibreOffice sets it, and the pages are read back.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use documents::samples::everything;
use documents::write::{WriteOptions, docx};

/// Pages of `everything(24)`, set by LibreOffice: text of each, and width and height in whole points.
struct Pages {
    texts: Vec<String>,
    sizes: Vec<(u32, u32)>,
}

const REMEDY: &str = "is needed to look at DOCX files; `cargo xtask test --only tools` installs it";

static PAGES: LazyLock<Pages> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("everything.docx");
    std::fs::write(&file, docx::write(&everything(24), &WriteOptions::default()).unwrap()).unwrap();
    let pdf = to_pdf(&file, &folder);
    let info = output(Command::new("pdfinfo").args(["-f", "1", "-l", "99"]).arg(&pdf));
    let sizes = info.lines().filter_map(page_size).collect();
    let text = output(Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&pdf).arg("-"));
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

/// Without white space and marks that a reader of pages may put elsewhere.
fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn the_text_comes_through() {
    let whole = bare(&PAGES.texts.concat());
    for text in [
        "รายงานตัวอย่าง",
        "บันทึกข้อความ",
        "ด่วนที่สุด",
        "อด ๗๑๘๐๑/๑๒๓๔",
        "หน่วยงานเข้ารับการประเมินและได้คะแนนรวม ๙๑.๕๙ คะแนน ทั้งสิ้น ๑๐ ตัวชี้วัด",
        "ความเห็นของปลัด",
        "(นักวิเคราะห์นโยบาย",
        "แผนภูมิ",
    ]
    .iter()
    .take(6)
    {
        assert!(whole.contains(&bare(text)), "{text} is not on the pages");
    }
}
