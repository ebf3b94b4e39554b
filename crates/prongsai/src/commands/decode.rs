//! `prongsai decode`

use clap::Args;
use domain::Text;
use domain::simulation::{DecodeError, Decoded, decode};
use serde_json::json;

use super::{App, shared};
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// Ways that a person is shown; JSON has them all.
const SHOWN: usize = 20;

/// Arguments of `decode`.
#[derive(Debug, Args)]
pub struct DecodeArgs {
    /// The rules, such as nacc/2564.
    pub framework: String,
    /// An indicator or sub-indicator of OIT: 9, 9.1.
    pub indicator: String,
    /// Its score.
    pub score: String,
}

/// Solves a score backwards.
///
/// # Errors
/// When the framework or the indicator is not there, or is not made of disclosure items.
pub fn run(app: &App, args: &DecodeArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let framework = shared::framework(app, &args.framework)?;
    let node = shared::node(framework, &args.indicator)?;
    let score = thai::digits::to_ascii(&args.score)
        .parse::<domain::Score>()
        .map_err(|error| shared::bad_option("SCORE", error.advice(), Text::default()))?;
    let found = decode(framework, framework.skeleton().nodes[node].at, score)
        .map_err(|error| refused(error, framework.fiscal_year().number()).at(&args.indicator))?;

    let mut page = Page::new(console);
    let head = Line::toned(Tone::Accent, format!("{} = {score}", framework.path(node)))
        .plain(format!("  {}", shared::title(console, framework, node)));
    page.wrap(0, 2, head);
    page.provisional(framework);
    page.blank();
    write(&mut page, app, framework, &found);
    page.framework(framework);

    let ways: Vec<_> = found
        .solutions
        .iter()
        .map(|way| {
            let groups = way.iter().map(|missing| (framework.path(missing.group), missing.missing.into()));
            json!({ "missing": groups.collect::<serde_json::Map<String, serde_json::Value>>() })
        })
        .collect();
    let certain = !found.assumed_weights && !found.weak_rule;
    let json = json!({
        "framework": framework.id().to_string(),
        "provisional": framework.is_provisional(),
        "path": framework.path(node),
        "score": score.to_string(),
        "unique": ways.len() == 1,
        "solutions": ways,
        "nearest_below": found.below.map(|score| score.to_string()),
        "nearest_above": found.above.map(|score| score.to_string()),
        "certain": certain,
        "assumed_weights": found.assumed_weights,
        "weak_rule": found.weak_rule,
    });
    Ok(Outcome { flagged: !certain || found.solutions.is_empty(), ..Outcome::new(page.finish(), json) })
}

fn write(page: &mut Page<'_>, app: &App, framework: &domain::Framework, found: &Decoded) {
    let console = &app.console;
    let english = console.language == domain::Language::English;
    if found.solutions.is_empty() {
        page.point(
            "✗",
            Tone::Bad,
            console.t("ไม่มีชุดข้อ 0/100 ใดให้คะแนนนี้", "no set of items of 0 or 100 gives this score"),
        );
        let near = |score: Option<domain::Score>| score.map_or("–".to_owned(), |score| score.to_string());
        let text = format!(
            "{} {} · {}",
            console.t("คะแนนใกล้เคียงที่เป็นไปได้", "nearest that can be reached"),
            near(found.below),
            near(found.above)
        );
        page.point("·", Tone::Dim, text);
    }
    let count = found.solutions.len();
    if 1 < count {
        let text = if english {
            format!("{count} ways give this score")
        } else {
            format!("เป็นไปได้ {count} แบบ")
        };
        page.point("▲", Tone::Warn, text);
    }
    for way in found.solutions.iter().take(SHOWN) {
        let parts: Vec<_> = way
            .iter()
            .filter(|missing| 0 < missing.missing)
            .map(|missing| {
                let (path, n) = (framework.path(missing.group), missing.missing);
                if english {
                    format!("{n} missing in {path}")
                } else {
                    format!("{path} ขาด {n} ข้อ")
                }
            })
            .collect();
        let text = if parts.is_empty() {
            console.t("ครบทุกข้อ", "nothing is missing").to_owned()
        } else {
            parts.join(" · ")
        };
        page.point(if count == 1 { "✓" } else { "·" }, Tone::Good, text);
    }
    if SHOWN < count {
        page.line(Line::toned(
            Tone::Dim,
            format!("    … {} {}", count - SHOWN, console.t("แบบ ดูด้วย --json", "more with --json")),
        ));
    }
    if found.assumed_weights {
        page.point("▲", Tone::Warn, console.t("อาศัยน้ำหนักตามสมมติฐาน", "rests on hypothetical weights"));
    }
    if found.weak_rule {
        page.point(
            "▲",
            Tone::Warn,
            console.t(
                "อาศัยหลักเกณฑ์ที่มาจากความจำ สมมติ หรือไม่ทราบ",
                "rests on a rule that is recalled, assumed or unknown",
            ),
        );
    }
}

fn refused(error: DecodeError, year: i16) -> Failure {
    let th = match error {
        DecodeError::NotAnIndicator => "ถอดได้เฉพาะคะแนนของตัวชี้วัดหรือตัวชี้วัดย่อย",
        DecodeError::NotDisclosure => "ถอดได้เฉพาะตัวชี้วัดของ OIT ซึ่งแต่ละข้อได้ 0 หรือ 100",
        DecodeError::UnknownStructure => "ปีนี้ยังไม่ทราบว่าตัวชี้วัดประกอบด้วยข้อใด",
        DecodeError::TooMany => "มีความเป็นไปได้มากเกินไป",
    };
    let remedy = match error {
        DecodeError::UnknownStructure => Text::new(
            "ใช้หลักเกณฑ์ของปีที่ทราบโครงสร้างแล้ว เช่น nacc/2568",
            "use a year whose structure is known, such as nacc/2568",
        ),
        DecodeError::TooMany => Text::new("ใช้ตัวชี้วัดย่อยแทน", "use a sub-indicator instead"),
        _ => Text::new(
            "ใช้ตัวชี้วัดของ OIT เช่น 9 หรือ 10 หรือตัวชี้วัดย่อยของมัน",
            "use an indicator of OIT, such as 9 or 10, or one of their sub-indicators",
        ),
    };
    let message = match error {
        DecodeError::UnknownStructure => Text::new(
            format!("ยังไม่ทราบโครงสร้างของ OIT ในปีงบประมาณ {year}"),
            format!("the structure of OIT in FY{year} is not known"),
        ),
        _ => Text::new(th, error.to_string()),
    };
    Failure::new(
        Kind::Invalid,
        "not-decodable",
        Text::new("ถอดคะแนนไม่ได้", "the score cannot be solved backwards"),
        message,
        remedy,
    )
}
