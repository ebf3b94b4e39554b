//! `prongsai simulate`

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::framework::NodeIndex;
use domain::scoring::{LevelOutcome, ScoreTree};
use domain::simulation::Outcome as Result_;
use domain::simulation::{Among, SetOptions, Sets, Target, TargetError, gains, rescore, smallest_sets};
use domain::{Framework, Score, Text};
use serde_json::{Value, json};

use super::{App, analyse, score, shared};
use crate::output::json::agency::AgencyRow;
use crate::output::json::analysis::{MarkRow, signed};
use crate::output::{Column, Console, Failure, Kind, Line, Outcome, Page, Table, Tone};

/// Sets that a person is shown; JSON has them all.
const SHOWN: usize = 5;

/// Arguments of `simulate`.
#[derive(Debug, Args)]
pub struct SimulateArgs {
    /// Assessment file (JSON, TOML) or score sheet (XLSX, CSV); - is standard input.
    pub file: PathBuf,
    /// The level or overall score to reach; without it, the next level.
    #[arg(long, value_name = "LEVEL|SCORE")]
    pub target: Option<String>,
    /// Try a score: O5=100, public/E5=95. May be given more than once.
    #[arg(long, value_name = "CODE=SCORE")]
    pub set: Vec<String>,
    /// TOML file with the effort of each item: code = whole number.
    #[arg(long, value_name = "FILE")]
    pub effort: Option<PathBuf>,
    /// Use only items of OIT, or only questions.
    #[arg(long, value_enum)]
    pub only: Option<Only>,
}

/// Which items may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    /// Disclosure items.
    Oit,
    /// Questions of IIT and EIT.
    Questions,
}

/// Tells what would happen if.
///
/// # Errors
/// When a file cannot be read, or a code, score or level is none of the year.
pub fn run(app: &App, args: &SimulateArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let loaded = shared::load(app, &args.file)?;
    let assessment = loaded.assessment;
    let framework = assessment.framework;
    let tree = assessment.score();
    let mut page = Page::new(console);
    shared::headline(&mut page, console, &assessment);
    page.blank();
    score::totals(&mut page, console, &tree, &assessment);

    let changes = changes(framework, &args.set)?;
    let mut what_if = Value::Null;
    if !changes.is_empty() {
        let outcome = rescore(&tree, &changes);
        write_what_if(&mut page, console, &tree, &changes, &outcome);
        what_if = outcome_row(framework, &outcome);
        what_if["changes"] = changes
            .iter()
            .map(|&(node, score)| json!({ "path": framework.path(node), "to": score.to_string() }))
            .collect();
    }

    if changes.is_empty() {
        analyse::best_gains(&mut page, console, &tree);
    }

    let mut search = Value::Null;
    if args.target.is_some() || changes.is_empty() {
        let efforts = match &args.effort {
            Some(path) => efforts(framework, path)?,
            None => HashMap::new(),
        };
        let effort = |node: NodeIndex| efforts.get(&node).copied().unwrap_or(1);
        let among = match args.only {
            Some(Only::Oit) => Among::Disclosure,
            Some(Only::Questions) => Among::Questions,
            None => Among::Items,
        };
        let options = SetOptions { among, efforts: &effort, ..SetOptions::default() };
        let written = args.target.as_deref().map(|target| thai::digits::to_ascii(target.trim()));
        let target = match written.as_deref() {
            None => Target::NextLevel,
            Some(text) => text.parse::<Score>().map_or(Target::Level(text), Target::Overall),
        };
        let mut found = smallest_sets(&tree, target, &options);
        // Whole indicators are no effort like an item: they count only where items alone do not reach.
        if args.only.is_none() && found.as_ref().is_ok_and(|sets| !sets.reachable) {
            found = smallest_sets(&tree, target, &SetOptions { among: Among::Finest, ..options });
        }
        match found {
            Ok(sets) => {
                write_sets(&mut page, console, &tree, &sets, written.as_deref());
                search = sets_row(&tree, &sets, written.as_deref());
            }
            // The best level is no failure where nobody asked for a higher one.
            Err(TargetError::AtTheTop(level)) if args.target.is_none() => {
                page.blank();
                let text = format!("{} {level}", console.t("อยู่ในระดับสูงสุดแล้ว:", "already at the best level:"));
                page.point("✓", Tone::Good, text);
            }
            // Neither is a result that cannot be computed yet.
            Err(TargetError::NoOverall { .. }) if args.target.is_none() => {
                page.blank();
                let text = console.t(
                    "ยังไม่มีคะแนนรวม จึงยังหาชุดที่ยกระดับไม่ได้",
                    "there is no overall score yet, so no set can be found that lifts the level",
                );
                page.point("·", Tone::Warn, text);
            }
            Err(error) => return Err(refused(&error, framework)),
        }
    }
    page.framework(framework);
    let json = json!({
        "framework": framework.id().to_string(),
        "provisional": framework.is_provisional(),
        "agency": AgencyRow::from(&assessment.agency),
        "overall": tree.overall().map(|score| score.to_string()),
        "level": tree.level_reached().map(|level| level.name.clone()),
        "certain": tree.certain(),
        "what_if": what_if,
        "search": search,
        "gains": gains(&tree).iter().filter_map(|gain| analyse::gain_row(&tree, gain)).collect::<Vec<_>>(),
    });
    Ok(Outcome { flagged: !tree.certain(), ..Outcome::new(page.finish(), json) })
}

fn changes(framework: &Framework, written: &[String]) -> Result<Vec<(NodeIndex, Score)>, Failure> {
    let mut changes = Vec::new();
    for text in written {
        let example = Text::new("เขียนเช่น --set O5=100", "write it as --set O5=100");
        let Some((code, score)) = text.split_once('=') else {
            let message = Text::new(
                format!("\"{text}\" ไม่อยู่ในรูป รหัส=คะแนน"),
                format!("\"{text}\" is not of the form CODE=SCORE"),
            );
            return Err(shared::bad_option("--set", message, example));
        };
        let node = shared::node(framework, code)?;
        let score = thai::digits::to_ascii(score.trim())
            .parse::<Score>()
            .map_err(|error| shared::bad_option("--set", error.advice(), example))?;
        changes.push((node, score));
    }
    Ok(changes)
}

/// Efforts by node; a code without a part means the item in all parts.
fn efforts(framework: &Framework, path: &Path) -> Result<HashMap<NodeIndex, u32>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, &error, false))?;
    let wrong = |message: String| {
        Failure::new(
            Kind::Invalid,
            "effort-file",
            Text::new("ไฟล์แรงงานไม่ถูกต้อง", "not a valid effort file"),
            Text::new(message.clone(), message),
            Text::new(
                "หนึ่งบรรทัดต่อหนึ่งข้อ เช่น O5 = 3 หรือ \"public/E5\" = 2",
                "one line per item, such as O5 = 3 or \"public/E5\" = 2",
            ),
        )
        .in_file(path)
    };
    let table: HashMap<String, u32> =
        toml::from_str(&text).map_err(|error| wrong(error.to_string().replace('\n', " ")))?;
    let mut efforts = HashMap::new();
    for (code, effort) in table {
        let in_parts: Vec<NodeIndex> = framework
            .parts
            .iter()
            .filter_map(|part| framework.node(&format!("{}/{code}", part.code)))
            .collect();
        if in_parts.is_empty() {
            efforts.insert(shared::node(framework, &code).map_err(|failure| failure.in_file(path))?, effort);
        }
        efforts.extend(in_parts.into_iter().map(|node| (node, effort)));
    }
    Ok(efforts)
}

fn refused(error: &TargetError, framework: &Framework) -> Failure {
    let (kind, message, remedy) = match error {
        TargetError::NoOverall { missing } => {
            let names: Vec<_> = missing.iter().map(|&node| framework.path(node)).collect();
            let names = names.join(", ");
            (
                Kind::Invalid,
                Text::new("คำนวณคะแนนรวมจากข้อมูลที่มีไม่ได้", error.to_string()),
                Text::new(format!("เพิ่มคะแนนของ {names}"), format!("add the scores of {names}")),
            )
        }
        TargetError::NoLevel => (
            Kind::Invalid,
            Text::new("บอกระดับปัจจุบันไม่ได้", error.to_string()),
            Text::new("ระบุ --target", "name a --target"),
        ),
        TargetError::AtTheTop(level) => {
            (Kind::Invalid, Text::new(format!("{level} เป็นระดับสูงสุดแล้ว"), error.to_string()), Text::default())
        }
        TargetError::UnknownLevel { name, levels } => {
            let levels = levels.join(", ");
            (
                Kind::NotFound,
                Text::new(format!("ปีนี้ไม่มีระดับ \"{name}\""), format!("this year has no level \"{name}\"")),
                Text::new(
                    format!("ระดับของปีนี้: {levels} หรือใส่คะแนน 0-100"),
                    format!("levels: {levels}; or a score from 0 to 100"),
                ),
            )
        }
    };
    Failure::new(kind, "target", Text::new("ใช้เป้าหมายนี้ไม่ได้", "this target cannot be used"), message, remedy)
}

fn level_of(console: &Console, framework: &Framework, outcome: &Result_<'_>) -> String {
    match &outcome.level {
        LevelOutcome::Reached { level, .. } => shared::level_name(console, framework, &level.name),
        LevelOutcome::Undecided { possible } => {
            let names: Vec<_> =
                possible.iter().map(|level| shared::level_name(console, framework, &level.name)).collect();
            names.join(console.t(" หรือ ", " or "))
        }
        LevelOutcome::NoScore => "–".to_owned(),
    }
}

fn write_what_if(
    page: &mut Page<'_>,
    console: &Console,
    tree: &ScoreTree<'_>,
    changes: &[(NodeIndex, Score)],
    outcome: &Result_<'_>,
) {
    page.section(console.t("ถ้าเปลี่ยน", "What if"), "");
    for &(node, to) in changes {
        let from = tree.at(node).score.map_or("–".to_owned(), |score| score.to_string());
        let line = Line::toned(Tone::Strong, tree.framework.path(node))
            .plain(format!("  {from} → {to}  "))
            .add(Tone::Dim, shared::title(console, tree.framework, node));
        page.point("·", Tone::Dim, line);
    }
    let (Some(before), Some(after)) = (tree.overall(), outcome.overall) else { return };
    let change = i32::from(after.hundredths()) - i32::from(before.hundredths());
    let tone = if change < 0 { Tone::Bad } else { Tone::Good };
    let line = Line::from("  ")
        .add(Tone::Strong, console.t("คะแนนรวม", "Overall"))
        .plain(format!("  {before} → "))
        .add(tone, format!("{after}  {}", signed(change)))
        .plain(format!("  {}", level_of(console, tree.framework, outcome)));
    page.wrap(0, 4, line);
    if !outcome.held.is_empty() {
        let names: Vec<_> = outcome.held.iter().map(|&node| tree.framework.path(node)).collect();
        let words = console.t(
            "คะแนนที่ให้มาไม่ขยับตาม เพราะข้อมูลข้างใต้ไม่ครบ:",
            "given figures that do not follow, since what is below them is not complete:",
        );
        page.point("▲", Tone::Warn, format!("{words} {}", names.join(", ")));
    }
}

fn outcome_row(framework: &Framework, outcome: &Result_<'_>) -> Value {
    json!({
        "overall": outcome.overall.map(|score| score.to_string()),
        "level": match &outcome.level {
            LevelOutcome::Reached { level, .. } => Some(level.name.clone()),
            _ => None,
        },
        "instruments": framework.instruments.iter().zip(&outcome.instruments)
            .map(|(instrument, score)| (instrument.code.clone(), score.map_or(Value::Null, |score| score.to_string().into())))
            .collect::<serde_json::Map<String, Value>>(),
        "certain": outcome.certain,
        "reaches_overall": outcome.reaches_overall,
        "held": outcome.held.iter().map(|&node| framework.path(node)).collect::<Vec<_>>(),
    })
}

fn write_sets(
    page: &mut Page<'_>,
    console: &Console,
    tree: &ScoreTree<'_>,
    sets: &Sets<'_>,
    target: Option<&str>,
) {
    let aim = target.unwrap_or(console.t("ระดับถัดไป", "the next level"));
    page.section(console.t("ชุดที่น้อยที่สุดที่ถึงเป้าหมาย", "Smallest sets that meet the target"), aim);
    if !sets.reachable {
        page.point(
            "✗",
            Tone::Bad,
            console.t("แม้ทำเต็มทุกข้อที่ใช้ได้ก็ไม่ถึง", "out of reach, even with everything at full"),
        );
        return;
    }
    if sets.best_effort == Some(0) {
        page.point("✓", Tone::Good, console.t("ถึงเป้าหมายอยู่แล้ว", "the target is met already"));
        return;
    }
    for set in sets.sets.iter().take(SHOWN) {
        let score = set.outcome.overall.map_or("–".to_owned(), |score| score.to_string());
        let doubt = if set.outcome.certain { "" } else { " ▲" };
        let line = Line::toned(Tone::Good, score)
            .plain(format!("  {}", level_of(console, tree.framework, &set.outcome)))
            .add(Tone::Warn, doubt);
        page.point("→", Tone::Good, line);
        let mut table = Table::new(&[Column::Right, Column::Left, Column::Flex]).indented(4);
        for pick in &set.picks {
            let Some(class) = sets.classes.get(pick.class) else { continue };
            let Some(&first) = class.members.first() else { continue };
            if class.members.len() == 1 {
                let score = tree.at(first).score.map_or("–".to_owned(), |score| format!("{score} → 100"));
                table.row([
                    Line::from(score),
                    Line::toned(Tone::Strong, tree.framework.path(first)),
                    Line::from(shared::title(console, tree.framework, first)),
                ]);
                continue;
            }
            let names: Vec<_> =
                class.members.iter().take(12).map(|&node| tree.framework.path(node)).collect();
            let more = if names.len() < class.members.len() { " …" } else { "" };
            let words = match console.language {
                domain::Language::Thai => format!("{} ข้อใดก็ได้จาก", pick.count),
                domain::Language::English => format!("any {} of", pick.count),
            };
            table.row([
                Line::from(words),
                Line::new(),
                Line::toned(Tone::Strong, format!("{}{more}", names.join(", "))),
            ]);
        }
        page.table(&table);
    }
    let hidden = sets.sets.len().saturating_sub(SHOWN);
    if 0 < hidden {
        page.line(Line::toned(
            Tone::Dim,
            format!("    … {hidden} {}", console.t("ชุด ดูด้วย --json", "more with --json")),
        ));
    }
    if !sets.complete {
        let text = match console.language {
            domain::Language::Thai => {
                format!("ค้นไม่ครบตามขีดจำกัด: พิสูจน์แล้วว่าต้องใช้แรงงานอย่างน้อย {}", sets.at_least)
            }
            domain::Language::English => {
                format!("the search was cut short; at least {} is proven to be needed", sets.at_least)
            }
        };
        page.point("▲", Tone::Warn, text);
    }
}

fn sets_row(tree: &ScoreTree<'_>, sets: &Sets<'_>, target: Option<&str>) -> Value {
    let framework = tree.framework;
    let rows: Vec<Value> = sets
        .sets
        .iter()
        .map(|set| {
            let marks: Vec<MarkRow> = set
                .nodes
                .iter()
                .map(|&node| MarkRow::new(framework, node, tree.at(node).score.unwrap_or_default()))
                .collect();
            json!({
                "items": marks,
                "equivalent": set.equivalent.to_string(),
                "outcome": outcome_row(framework, &set.outcome),
            })
        })
        .collect();
    json!({
        "target": target,
        "reachable": sets.reachable,
        "best_effort": sets.best_effort,
        "at_least": sets.at_least,
        "complete": sets.complete,
        "sets": rows,
    })
}
