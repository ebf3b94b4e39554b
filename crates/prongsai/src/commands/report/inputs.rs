//! What a document is made from.

use std::io::Read as _;
use std::path::Path;

use documents::Templates;
use domain::analysis::Thresholds;
use domain::measures::Library;
use domain::plan::{Plan, SuggestOptions, suggest};
use domain::scoring::ScoreTree;
use domain::{Assessment, Text};
use thai::{Date, FiscalYear};

use super::Common;
use crate::commands::plan::{read, today};
use crate::commands::shared::bad_option;
use crate::output::{Failure, Kind};

/// A plan, and whether the program proposed it.
pub struct Planned {
    /// The plan.
    pub plan: Plan,
    /// Whether nobody decided it yet.
    pub suggested: bool,
}

/// The day of the document.
///
/// # Errors
/// When `--date` is no date.
pub fn day(common: &Common) -> Result<Date, Failure> {
    today("--date", common.date.as_deref())
}

/// The year of `--round`.
///
/// # Errors
/// When it is no fiscal year.
pub fn round(common: &Common) -> Result<Option<FiscalYear>, Failure> {
    let Some(written) = &common.round else { return Ok(None) };
    let year = thai::digits::to_ascii(written.trim()).parse().ok().and_then(|year: i16| FiscalYear::new(year).ok());
    year.map(Some).ok_or_else(|| {
        bad_option(
            "--round",
            Text::new(format!("\"{written}\" ไม่ใช่ปีงบประมาณ"), format!("\"{written}\" is no fiscal year")),
            Text::new("เขียนเป็นปี พ.ศ. สี่หลัก เช่น 2569", "write the Buddhist year, such as 2569"),
        )
    })
}

/// The plan of a file, or a suggested one.
///
/// # Errors
/// When the file is wrong, is for another year, or holds no measure.
pub fn plan(
    file: Option<&Path>,
    assessment: &Assessment<'_>,
    tree: &ScoreTree<'_>,
    round: Option<FiscalYear>,
) -> Result<Planned, Failure> {
    let Some(file) = file else {
        let options = SuggestOptions { round, ..SuggestOptions::default() };
        let plan = suggest(&assessment.agency, tree, &Library::embedded(), &Thresholds::default(), &options);
        return Ok(Planned { plan, suggested: true });
    };
    let mut plan = read(file)?.plan;
    let year = tree.framework.fiscal_year();
    if plan.score_year != year {
        return Err(other_year(&plan, year).in_file(file).at("score_year"));
    }
    if plan.issues.iter().all(|issue| issue.measures.is_empty()) {
        return Err(empty().in_file(file).at("issues"));
    }
    plan.round_year = round.unwrap_or(plan.round_year);
    Ok(Planned { plan, suggested: false })
}

fn other_year(plan: &Plan, year: FiscalYear) -> Failure {
    Failure::new(
        Kind::Invalid,
        "plan-of-another-year",
        Text::new("แผนเป็นของปีอื่น", "the plan is of another year"),
        Text::new(
            format!("แผนนี้ตอบคะแนนปี {} แต่ผลการประเมินเป็นปี {year}", plan.score_year),
            format!("the plan answers the scores of {}, the assessment is of {year}", plan.score_year),
        ),
        Text::new(
            "เลือกแผนของปีเดียวกัน หรือแก้ score_year ในไฟล์แผน",
            "choose the plan of the same year, or mend score_year in the plan",
        ),
    )
}

fn empty() -> Failure {
    Failure::new(
        Kind::Invalid,
        "plan-empty",
        Text::new("แผนยังไม่มีมาตรการ", "the plan has no measures"),
        Text::new("ไม่มีอะไรให้รายงาน", "there is nothing to report"),
        Text::new(
            "เพิ่มมาตรการ หรือเริ่มจาก prongsai plan suggest FILE",
            "add measures, or begin with `prongsai plan suggest FILE`",
        ),
    )
}

/// An agency's own layouts and texts: `KIND/LAYOUT.toml` and `KIND/TEXT.txt` in a folder.
///
/// # Errors
/// When the folder is not there or holds something that cannot be used.
pub fn templates(folder: &Path) -> Result<Templates, Failure> {
    let mut templates = Templates::default();
    for kind in documents::kinds() {
        let inside = folder.join(kind.name);
        if !inside.is_dir() {
            continue;
        }
        let entries = std::fs::read_dir(&inside).map_err(|error| Failure::io(&inside, &error, false))?;
        let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        for path in files {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if !matches!(ending, "toml" | "txt") || !path.is_file() {
                continue;
            }
            let content = bytes(&path, Templates::MAX_BYTES)?;
            let text = String::from_utf8(content).map_err(|_| not_utf8(&path))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            templates.add(kind.name, &name, text);
        }
    }
    if folder.is_dir() {
        return Ok(templates);
    }
    let missing = std::io::Error::from(std::io::ErrorKind::NotFound);
    Err(Failure::io(folder, &missing, false))
}

fn not_utf8(path: &Path) -> Failure {
    Failure::new(
        Kind::Invalid,
        "not-utf8",
        Text::new("อ่านไฟล์ข้อความไม่ได้", "the text cannot be read"),
        Text::new("ไฟล์ไม่ได้เข้ารหัสเป็น UTF-8", "the file is not in UTF-8"),
        Text::new("บันทึกใหม่เป็น UTF-8", "save it as UTF-8"),
    )
    .in_file(path)
}

/// The content of a file that may not be larger than a limit.
///
/// # Errors
/// When it is not there, cannot be read or is larger.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let file = std::fs::File::open(path).map_err(|error| Failure::io(path, &error, false))?;
    let mut content = Vec::new();
    file.take(limit + 1).read_to_end(&mut content).map_err(|error| Failure::io(path, &error, false))?;
    if u64::try_from(content.len()).is_ok_and(|length| length <= limit) {
        return Ok(content);
    }
    let megabytes = limit / 1_000_000;
    Err(Failure::new(
        Kind::Invalid,
        "too-large",
        Text::new("ไฟล์ใหญ่เกินไป", "the file is too large"),
        Text::new(format!("ใหญ่กว่า {megabytes} เมกะไบต์"), format!("it is larger than {megabytes} megabytes")),
        Text::new("ใช้ไฟล์ที่เล็กลง", "use a smaller file"),
    )
    .in_file(path))
}
