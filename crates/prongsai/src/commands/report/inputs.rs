//! What a document is made from.

use std::io::Read as _;
use std::path::Path;

use documents::facts::Rank;
use documents::{LayoutProblem, Templates};
use domain::analysis::Thresholds;
use domain::plan::{Plan, SuggestOptions, suggest};
use domain::scoring::ScoreTree;
use domain::{Assessment, Text};
use thai::{Date, FiscalYear};

use super::Common;
use crate::commands::plan::{library, read, today};
use crate::commands::shared::bad_option;
use crate::output::{Failure, Kind, Place, Trouble};

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
    let year =
        thai::digits::to_ascii(written.trim()).parse().ok().and_then(|year: i16| FiscalYear::new(year).ok());
    year.map(Some).ok_or_else(|| {
        bad_option(
            "--round",
            Text::new(format!("\"{written}\" ไม่ใช่ปีงบประมาณ"), format!("\"{written}\" is no fiscal year")),
            Text::new("เขียนเป็นปี พ.ศ. สี่หลัก เช่น 2569", "write the Buddhist year, such as 2569"),
        )
    })
}

/// The place of `--rank`: `12/150 จังหวัดกาฬสินธุ์`.
///
/// # Errors
/// When it is of another form.
pub fn rank(common: &Common) -> Result<Option<Rank>, Failure> {
    let Some(written) = &common.rank else { return Ok(None) };
    let ascii = thai::digits::to_ascii(written.trim());
    let (numbers, group) = ascii.split_once(' ').unwrap_or((&ascii, ""));
    let (place, of) = numbers.split_once('/').map_or((numbers, None), |(place, of)| (place, Some(of)));
    let place: Option<u32> = place.parse().ok().filter(|place| 0 < *place);
    let of: Option<Option<u32>> = of.map_or(Some(None), |of| of.parse().ok().map(Some));
    match (place, of) {
        (Some(place), Some(of)) if of.is_none_or(|of| place <= of) => {
            Ok(Some(Rank { place, of, group: group.trim().to_owned() }))
        }
        _ => Err(bad_option(
            "--rank",
            Text::new(format!("อ่านลำดับ \"{written}\" ไม่ได้"), format!("\"{written}\" is no place")),
            Text::new("เขียนเช่น \"12/150 จังหวัดกาฬสินธุ์\"", "write it as \"12/150 GROUP\""),
        )),
    }
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
        let plan = suggest(&assessment.agency, tree, library()?, &Thresholds::default(), &options);
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
    std::fs::read_dir(folder).map_err(|error| Failure::io(folder, &error, false))?;
    Templates::from_folder(folder).map_err(|problems| of_layouts(&problems))
}

/// What is wrong with layouts and texts.
pub fn of_layouts(problems: &[LayoutProblem]) -> Failure {
    let trouble = |problem: &LayoutProblem| Trouble {
        code: "layout".to_owned(),
        place: Place {
            path: Some(problem.key.clone()).filter(|key| !key.is_empty()),
            file: Some(problem.file.clone()),
            line: problem.line,
            ..Place::default()
        },
        message: problem.text.clone(),
        remedy: Text::new(
            "แก้ตรงที่บอกไว้ หรือไม่ระบุ --templates แล้วจะใช้แบบของโปรแกรม",
            "mend it there, or leave --templates out to use what comes with the program",
        ),
    };
    Failure {
        kind: Kind::Invalid,
        title: Text::new("เค้าโครงหรือข้อความที่แก้เองไม่ถูกต้อง", "layouts or texts of the agency are not valid"),
        troubles: problems.iter().map(trouble).collect(),
    }
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
