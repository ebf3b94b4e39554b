//! `prongsai rank`

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use domain::agency::Scope;
use domain::scoring::{Place, rank};
use domain::{Assessment, Text};
use serde_json::{Value, json};

use super::{App, shared};
use crate::input::Format;
use crate::output::json::NoteRow;
use crate::output::json::agency::AgencyRow;
use crate::output::{
    Column, Console, Failure, Kind, Line, Outcome, Page, Table, Tone, bar, pass_mark, tone_of,
};

/// Arguments of `rank`.
#[derive(Debug, Args)]
pub struct RankArgs {
    /// Files, or folders with files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// The group within which a place is counted.
    #[arg(long, value_enum, default_value_t, value_name = "GROUP")]
    pub within: Within,
}

/// A group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Within {
    /// All agencies of a year.
    #[default]
    Nation,
    /// One province.
    Province,
    /// One kind of agency.
    Kind,
    /// One ministry.
    Ministry,
}

struct Entry<'f> {
    file: PathBuf,
    assessment: Assessment<'f>,
    group: Option<String>,
}

struct Group<'f> {
    framework: &'f domain::Framework,
    name: Option<String>,
    places: Vec<Place<Entry<'f>>>,
}

/// Ranks results. Years are never mixed, and means over agencies have no place.
///
/// # Errors
/// When a file cannot be read.
pub fn run(app: &App, args: &RankArgs) -> Result<Outcome, Failure> {
    let console = &app.console;
    let mut notes = Vec::new();
    let mut entries = Vec::new();
    let mut first_failure = None;
    let named = |file: &Path| args.files.iter().any(|given| given == file);
    for file in files(&args.files)? {
        let assessment = match shared::load(app, &file) {
            Ok(loaded) => loaded.assessment,
            Err(failure) if named(&file) => return Err(failure),
            Err(failure) => {
                notes.push(left_out(&file, &failure));
                first_failure.get_or_insert(failure);
                continue;
            }
        };
        if assessment.scope == Scope::Aggregate {
            let name = file.display();
            let text = Text::new(
                format!("{name} เป็นค่าเฉลี่ยของหลายหน่วยงาน จึงไม่จัดลำดับ"),
                format!("{name} is a mean over agencies and has no place"),
            );
            notes.push(NoteRow::new("aggregate", &name.to_string(), &text));
            continue;
        }
        notes.extend(only_announced(&file, &assessment));
        let group = group_of(console, args.within, &assessment);
        entries.push(Entry { file, assessment, group });
    }
    if entries.is_empty()
        && let Some(failure) = first_failure
    {
        return Err(failure);
    }
    let groups = grouped(entries);
    let mut page = Page::new(console);
    for group in &groups {
        write(&mut page, console, group);
    }
    shared::notes(&mut page, console, &notes);
    let json = json!({
        "within": args.within.to_possible_value().map(|value| value.get_name().to_owned()),
        "groups": groups.iter().map(group_row).collect::<Vec<_>>(),
        "notes": notes,
    });
    let uncertain =
        |place: &Place<Entry<'_>>| place.score.is_some() && !place.key.assessment.score().certain();
    let flagged = groups.iter().flat_map(|group| &group.places).any(uncertain);
    Ok(Outcome { flagged, ..Outcome::new(page.finish(), json) })
}

/// A file of a folder that is no assessment does not stop the others.
fn left_out(file: &Path, failure: &Failure) -> NoteRow {
    let name = file.display();
    let why = failure.troubles.first().map_or_else(|| failure.title.clone(), |first| first.message.clone());
    let text =
        Text::new(format!("{name} ไม่ได้นำมาจัดลำดับ: {}", why.th), format!("{name} was left out: {}", why.en));
    NoteRow::new("left-out", &name.to_string(), &text)
}

/// Why a result with an announced overall has no place all the same.
fn only_announced(file: &Path, assessment: &Assessment<'_>) -> Option<NoteRow> {
    let announced = assessment.overall?;
    if assessment.score().overall().is_some() {
        return None;
    }
    let name = file.display();
    let text = Text::new(
        format!(
            "{name} ประกาศคะแนนรวม {announced} แต่ไม่มีคะแนนย่อยพอให้คำนวณซ้ำ จึงไม่จัดลำดับ ให้เพิ่มคะแนนทุกตัวชี้วัดในไฟล์"
        ),
        format!(
            "{name} announces {announced} but not the figures that it follows from, and has no place: add the scores of \
             all indicators to the file"
        ),
    );
    Some(NoteRow::new("only-announced", &name.to_string(), &text))
}

/// Plans stand beside the results that they answer, under names such as `result-plan.json`.
fn is_a_plan(file: &Path) -> bool {
    file.file_stem().and_then(|name| name.to_str()).is_some_and(|name| name.ends_with("-plan"))
}

fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| Failure::io(path, &error, false))?;
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.retain(|file| file.is_file() && Format::of(file).is_some() && !is_a_plan(file));
        inside.sort();
        files.extend(inside);
    }
    if files.is_empty() {
        let folder = given.first().map_or(Path::new("."), PathBuf::as_path);
        return Err(Failure::new(
            Kind::NotFound,
            "no-files",
            Text::new("ไม่พบไฟล์ผลการประเมิน", "no assessment files"),
            Text::new(
                "ไม่มีไฟล์ .json .toml .xlsx .csv ในโฟลเดอร์",
                "the folder has no .json, .toml, .xlsx or .csv",
            ),
            Text::default(),
        )
        .in_file(folder));
    }
    Ok(files)
}

fn group_of(console: &Console, within: Within, assessment: &Assessment<'_>) -> Option<String> {
    let agency = &assessment.agency;
    match within {
        Within::Nation => Some(console.t("ประเทศ", "nation").to_owned()),
        Within::Province => agency.province.clone(),
        Within::Kind => agency.kind.as_ref().map(|kind| kind.name_th().to_owned()),
        Within::Ministry => agency.ministry.clone(),
    }
}

fn grouped(entries: Vec<Entry<'_>>) -> Vec<Group<'_>> {
    let mut open: Vec<(Vec<Entry<'_>>, &domain::Framework)> = Vec::new();
    for entry in entries {
        let framework = entry.assessment.framework;
        let found = open.iter().position(|(members, other)| {
            other.id() == framework.id() && members.first().is_some_and(|first| first.group == entry.group)
        });
        match found {
            Some(at) => open[at].0.push(entry),
            None => open.push((vec![entry], framework)),
        }
    }
    let collator = thai::Collator::new();
    open.sort_by(|(a, first), (b, second)| {
        let name =
            |members: &[Entry<'_>]| members.first().and_then(|entry| entry.group.clone()).unwrap_or_default();
        first.fiscal_year().cmp(&second.fiscal_year()).then_with(|| collator.compare(&name(a), &name(b)))
    });
    open.into_iter()
        .map(|(members, framework)| {
            let name = members.first().and_then(|entry| entry.group.clone());
            let places = rank(members.into_iter().map(|entry| {
                let score = entry.assessment.score().overall();
                (entry, score)
            }));
            Group { framework, name, places }
        })
        .collect()
}

fn write(page: &mut Page<'_>, console: &Console, group: &Group<'_>) {
    let name = group.name.as_deref().unwrap_or(console.t("(ไม่ระบุกลุ่ม)", "(group not named)"));
    let count = group.places.len();
    let agencies = console.t("หน่วยงาน", "agencies");
    page.section(name, &format!("{} · {count} {agencies}", group.framework.id()));
    page.provisional(group.framework);
    let mut table = Table::new(&[Column::Right, Column::Right, Column::Left, Column::Left, Column::Flex]);
    for place in &group.places {
        let tree = place.key.assessment.score();
        let mark = pass_mark(group.framework);
        let rank = place.rank.map_or("–".to_owned(), |rank| rank.to_string());
        let tied = if 1 < place.tied { "=" } else { "" };
        let score = place.score.map_or("–".to_owned(), |score| score.to_string());
        let tone = place.score.map_or(Tone::Dim, |score| tone_of(score, mark));
        let doubt = if place.score.is_some() && !tree.certain() { " ▲" } else { "" };
        let level = Line::toned(shared::level_tone(&tree), shared::level_words(console, &tree))
            .add(Tone::Warn, doubt);
        let agency = &place.key.assessment.agency;
        let name = agency.name.clone().unwrap_or_else(|| place.key.file.display().to_string());
        let province = agency.province.clone().unwrap_or_default();
        table.row([
            Line::toned(Tone::Strong, format!("{tied}{rank}")),
            Line::toned(tone, score),
            if console.is_narrow() { Line::new() } else { bar(place.score, mark, 20) },
            level,
            Line::from(name).add(Tone::Dim, format!("  {province}")),
        ]);
    }
    page.table(&table);
    if group.places.iter().any(|place| 1 < place.tied) {
        page.line(Line::toned(Tone::Dim, console.t("  = คะแนนเท่ากัน ได้ลำดับเดียวกัน", "  = a shared place")));
    }
    if group.places.iter().any(|place| place.score.is_some() && !place.key.assessment.score().certain()) {
        page.line(Line::toned(Tone::Dim, console.t("  ▲ ผลไม่แน่นอน", "  ▲ not certain")));
    }
}

fn group_row(group: &Group<'_>) -> Value {
    let place = |place: &Place<Entry<'_>>| {
        let tree = place.key.assessment.score();
        json!({
            "rank": place.rank,
            "tied": place.tied,
            "overall": place.score.map(|score| score.to_string()),
            "level": tree.level_reached().map(|level| level.name.clone()),
            "certain": place.score.is_some() && tree.certain(),
            "agency": AgencyRow::from(&place.key.assessment.agency),
            "file": place.key.file.display().to_string(),
        })
    };
    json!({
        "framework": group.framework.id().to_string(),
        "provisional": group.framework.is_provisional(),
        "group": group.name,
        "places": group.places.iter().map(place).collect::<Vec<_>>(),
    })
}
