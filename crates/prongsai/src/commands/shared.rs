//! What several commands need.

use std::io::Write as _;
use std::path::Path;

use domain::agency::Agency;
use domain::framework::{Framework, Granularity, NodeIndex, suggest_code};
use domain::scoring::{Basis, Doubts, LevelOutcome, ScoreTree};
use domain::{Assessment, Language, Text};

use super::App;
use crate::input::{self, Loaded};
use crate::output::json::NoteRow;
use crate::output::json::score::MissingRow;
use crate::output::{Console, Failure, Kind, Line, Page, Tone};
use crate::sheet::SheetFormat;

/// Reads a file, or says why not.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn load<'f>(app: &'f App, path: &Path) -> Result<Loaded<'f>, Failure> {
    input::load(path, &app.catalogue).map_err(|error| Failure::read(path, &error))
}

/// Reads the result of an earlier year of the same agency, to compare with.
///
/// # Errors
/// Everything that is wrong with the file; a year that is not before; another agency.
pub fn load_previous<'f>(app: &'f App, path: &Path, now: &Assessment<'_>) -> Result<Loaded<'f>, Failure> {
    let loaded = load(app, path)?;
    let then = &loaded.assessment;
    let (year, before) = (now.framework.fiscal_year(), then.framework.fiscal_year());
    let refused = |message: Text, remedy: Text| Err(bad_option("--previous", message, remedy).in_file(path));
    if year <= before {
        return refused(
            Text::new(
                format!("เป็นผลปี {before} ซึ่งไม่ได้มาก่อนปี {year}"),
                format!("it is of {before}, which is not before {year}"),
            ),
            Text::new("เลือกผลของปีก่อนหน้า", "choose the result of an earlier year"),
        );
    }
    if is_another(&now.agency, &then.agency) {
        let name = |agency: &Agency| agency.name.clone().unwrap_or_default();
        let (ours, theirs) = (name(&now.agency), name(&then.agency));
        return refused(
            Text::new(
                format!("เป็นผลของ {theirs} ไม่ใช่ {ours}"),
                format!("it is the result of {theirs}, not of {ours}"),
            ),
            Text::new(
                "เลือกไฟล์ของหน่วยงานเดียวกัน หากหน่วยงานเปลี่ยนชื่อ ให้แก้ชื่อในสำเนาของไฟล์ปีก่อน",
                "choose a file of the same agency; where its name has changed, correct it in a copy of the older file",
            ),
        );
    }
    Ok(loaded)
}

/// Whether two agencies are surely not the same: by code where both have one, else by name and province.
fn is_another(one: &Agency, other: &Agency) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| match (one, other) {
        (Some(one), Some(other)) => Some(folded(one) != folded(other)),
        _ => None,
    };
    differ(&one.code, &other.code).unwrap_or_else(|| {
        differ(&one.name, &other.name) == Some(true) || differ(&one.province, &other.province) == Some(true)
    })
}

/// A name without the difference between its short and its long form.
fn folded(name: &str) -> String {
    let short = [
        ("องค์การบริหารส่วนตำบล", "อบต."),
        ("องค์การบริหารส่วนจังหวัด", "อบจ."),
        ("เทศบาลตำบล", "ทต."),
        ("เทศบาลเมือง", "ทม."),
        ("เทศบาลนคร", "ทน."),
    ];
    let name = short.iter().fold(name.to_owned(), |name, (long, short)| name.replace(long, short));
    thai::fold_for_match(&name)
}

/// Whether there is any indicator that something can be said of.
pub fn has_indicators(tree: &ScoreTree<'_>) -> bool {
    tree.skeleton().of(Granularity::Indicators).any(|node| tree.at(node).score.is_some())
}

/// The framework of a name.
///
/// # Errors
/// When there is none, with the nearest that there is.
pub fn framework<'f>(app: &'f App, name: &str) -> Result<&'f Framework, Failure> {
    app.catalogue.find(name).map_err(|error| Failure::framework(&error))
}

/// The node that somebody means: Thai digits and small letters are understood.
///
/// # Errors
/// When there is none, with what may have been meant.
pub fn node(framework: &Framework, written: &str) -> Result<NodeIndex, Failure> {
    let folded = thai::digits::to_ascii(written.trim());
    let (part, code) =
        folded.rsplit_once('/').map_or((None, folded.as_str()), |(part, code)| (Some(part), code));
    let upper = match part {
        Some(part) => format!("{}/{}", part.to_lowercase(), code.to_uppercase()),
        None => code.to_uppercase(),
    };
    let found = [folded.as_str(), upper.as_str(), folded.to_lowercase().as_str()]
        .into_iter()
        .find_map(|path| framework.node(path));
    found.ok_or_else(|| {
        let nearest = suggest_code(framework, &folded, None);
        let remedy = if nearest.is_empty() {
            Text::new(
                "ใช้ชื่อเช่น overall, OIT, 9, 9.1, public/8, O5, public/E5, I4.2",
                "use a name such as overall, OIT, 9, 9.1, public/8, O5, public/E5, I4.2",
            )
        } else {
            let names = nearest.join(", ");
            Text::new(format!("หมายถึง {names} หรือไม่"), format!("did you mean {names}?"))
        };
        Failure::new(
            Kind::NotFound,
            "node-not-found",
            Text::new("ไม่พบส่วนนี้ของคะแนน", "no such part of the score"),
            Text::new(
                format!("{} ไม่มี \"{written}\"", framework.id()),
                format!("{} has nothing named \"{written}\"", framework.id()),
            ),
            remedy,
        )
        .at(written)
    })
}

/// A wrong value of an option.
pub fn bad_option(option: &str, message: Text, remedy: Text) -> Failure {
    let title = Text::new(format!("ค่าของ {option} ไม่ถูกต้อง"), format!("{option} has a wrong value"));
    Failure::new(Kind::Usage, "option", title, message, remedy)
}

/// Writes a whole file by way of a temporary name, so that a reader never sees half of it.
///
/// # Errors
/// When writing fails.
pub fn write_file(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::io(path, &error, true);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = std::fs::File::create(&part)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&part, path));
    written.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        fail(error)
    })
}

/// Refuses to write over a file that holds something.
///
/// # Errors
/// When it does.
pub fn keep_existing(path: &Path, force: bool) -> Result<(), Failure> {
    let full = std::fs::metadata(path).is_ok_and(|data| 0 < data.len());
    if force || !full {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Failure,
        "file-exists",
        Text::new("มีไฟล์นี้อยู่แล้ว", "the file exists"),
        Text::new("ไม่เขียนทับ เพราะอาจมีข้อมูลที่กรอกไว้", "not written over, since it may hold your work"),
        Text::new("เลือกชื่ออื่น หรือเพิ่ม --force", "choose another name, or add --force"),
    )
    .in_file(path))
}

/// Refuses to write over a file that is read.
///
/// # Errors
/// When both are the same file.
pub fn not_an_input(option: &str, out: &Path, inputs: &[std::path::PathBuf]) -> Result<(), Failure> {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    let same = real(out).is_some_and(|out| inputs.iter().any(|input| real(input).as_ref() == Some(&out)));
    if !same {
        return Ok(());
    }
    let message = Text::new("เป็นไฟล์เดียวกับเอกสารที่อ่าน", "it is the document that is read");
    Err(bad_option(option, message, Text::new("เลือกชื่ออื่น", "choose another name")).in_file(out))
}

/// The form of a sheet by the ending of its name.
///
/// # Errors
/// When the ending is neither `.xlsx` nor `.csv`.
pub fn sheet_format(path: &Path) -> Result<SheetFormat, Failure> {
    match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("xlsx") => Ok(SheetFormat::Xlsx),
        Some("csv") => Ok(SheetFormat::Csv),
        _ => Err(bad_option(
            "--out",
            Text::new("ชื่อไฟล์ต้องลงท้ายด้วย .xlsx หรือ .csv", "the name must end in .xlsx or .csv"),
            Text::new("เช่น --out result.xlsx", "such as --out result.xlsx"),
        )
        .in_file(path)),
    }
}

/// A failure while making a sheet.
pub fn sheet_failure(path: &Path, error: &crate::sheet::WriteError) -> Failure {
    let text = error.to_string();
    Failure::new(
        Kind::Failure,
        "sheet",
        Text::new("สร้างแบบคะแนนไม่ได้", "the sheet could not be made"),
        Text::new(text.clone(), text),
        Text::new("ตรวจพื้นที่ดิสก์และสิทธิ์การเขียน", "check the disk and the permissions"),
    )
    .in_file(path)
}

/// The official name of a node in the language.
pub fn title(console: &Console, framework: &Framework, node: NodeIndex) -> String {
    console.text(&framework.title(node)).to_owned()
}

/// A short name that can stand in a sentence: a bare number is told to be an indicator.
pub fn spoken(console: &Console, framework: &Framework, node: NodeIndex) -> String {
    let path = framework.path(node);
    match framework.skeleton().granularity(node) {
        Granularity::Indicators | Granularity::SubIndicators | Granularity::Parts => {
            format!("{} {path}", console.t("ตัวชี้วัด", "indicator"))
        }
        Granularity::Overall => console.t("คะแนนรวม", "overall").to_owned(),
        _ => path,
    }
}

/// A level's name; in English the official Thai name is followed by its meaning.
pub fn level_name(console: &Console, framework: &Framework, name: &str) -> String {
    match (console.language, framework.level(name)) {
        (Language::English, Some(level)) if level.name_en != level.name => {
            format!("{} ({})", level.name, level.name_en)
        }
        _ => name.to_owned(),
    }
}

/// Whether the level reached counts as passed.
pub fn level_tone(tree: &ScoreTree<'_>) -> Tone {
    match tree.level_reached() {
        Some(level) if level.passes => Tone::Good,
        Some(_) => Tone::Bad,
        None => Tone::Warn,
    }
}

/// The level in words.
pub fn level_words(console: &Console, tree: &ScoreTree<'_>) -> String {
    match tree.level() {
        LevelOutcome::Reached { level, .. } => level_name(console, tree.framework, &level.name),
        LevelOutcome::Undecided { possible } => {
            let names: Vec<_> =
                possible.iter().map(|level| level_name(console, tree.framework, &level.name)).collect();
            names.join(console.t(" หรือ ", " or "))
        }
        LevelOutcome::NoScore => console.t("ยังบอกระดับไม่ได้", "no level yet").to_owned(),
    }
}

/// Who was assessed, under which year.
pub fn headline(page: &mut Page<'_>, console: &Console, assessment: &Assessment<'_>) {
    let agency = &assessment.agency;
    let name = agency.name.as_deref().unwrap_or(console.t("(ไม่ระบุหน่วยงาน)", "(agency not named)"));
    let year = assessment.framework.fiscal_year().number();
    let mut about: Vec<String> = Vec::new();
    about.extend(agency.district.as_ref().map(|district| format!("{}{district}", console.t("อ.", ""))));
    about.extend(agency.province.as_ref().map(|province| format!("{}{province}", console.t("จ.", ""))));
    about.extend(agency.ministry.clone());
    about.push(match console.language {
        Language::Thai => format!("ปีงบประมาณ พ.ศ. {year}"),
        Language::English => format!("fiscal year {year} ({})", year - 543),
    });
    if assessment.scope == domain::agency::Scope::Aggregate {
        about.push(console.t("ค่าเฉลี่ยของหลายหน่วยงาน", "mean over several agencies").to_owned());
    }
    let line = Line::toned(Tone::Accent, name).add(Tone::Dim, format!("  {}", about.join(" · ")));
    page.wrap(0, 2, line);
    page.provisional(assessment.framework);
}

/// What could not be computed: the highest nodes without a score that say most, and why.
pub fn missing(tree: &ScoreTree<'_>) -> Vec<MissingRow> {
    let mut rows = Vec::new();
    collect_missing(tree, tree.skeleton().overall(), &mut rows);
    rows
}

fn collect_missing(tree: &ScoreTree<'_>, node: NodeIndex, rows: &mut Vec<MissingRow>) {
    let skeleton = tree.skeleton();
    if tree.at(node).score.is_some() {
        return;
    }
    if Granularity::Indicators < skeleton.granularity(node) {
        for &child in skeleton.children_of(node) {
            collect_missing(tree, child, rows);
        }
        return;
    }
    let below = tree.missing_below(node);
    let all = skeleton.children_of(node).len();
    let names: Vec<_> = below.iter().take(6).map(|&child| tree.framework.path(child)).collect();
    let more = if names.len() < below.len() { " …" } else { "" };
    let names = names.join(", ");
    let reason = if all == 0 {
        Text::new("ไม่มีคะแนน และหลักเกณฑ์ไม่ทราบข้อย่อย", "no figure, and the items below are not known")
    } else if below.len() == all {
        Text::new("ไม่มีคะแนนและไม่มีข้อมูลข้อย่อย", "no figure for it and nothing known below it")
    } else {
        Text::new(format!("ข้อย่อยไม่ครบ ขาด {names}{more}"), format!("incomplete below: {names}{more} missing"))
    };
    rows.push(MissingRow { path: tree.framework.path(node), reason_th: reason.th, reason_en: reason.en });
}

/// Notes on figures that were used as given because what is below them is known only in part.
pub fn partial_notes(tree: &ScoreTree<'_>, assessment: &Assessment<'_>) -> Vec<NoteRow> {
    let skeleton = tree.skeleton();
    let mut notes = Vec::new();
    for node in 0..skeleton.nodes.len() {
        let result = tree.at(node);
        let given = matches!(result.basis, Basis::Given | Basis::GivenPoints);
        let children = skeleton.children_of(node);
        let known = children.iter().filter(|&&child| tree.at(child).score.is_some()).count();
        if given && 0 < known && known < children.len() {
            let missing = children.len() - known;
            let path = tree.framework.path(node);
            let message = Text::new(
                format!("{path} ใช้คะแนนที่ให้มา เพราะข้อย่อยขาด {missing} จาก {}", children.len()),
                format!("{path} is taken as given: {missing} of {} below it are missing", children.len()),
            );
            notes.push(NoteRow::new("given-because-incomplete", &path, &message));
        }
        if let (Some(by_rule), Some(score)) = (result.by_rule, result.score)
            && result.basis == Basis::Given
            && by_rule != score
        {
            let path = tree.framework.path(node);
            let message = Text::new(
                format!("{path} ใช้คะแนนที่ให้มา {score}; ตามน้ำหนักสมมติจะได้ {by_rule}"),
                format!("{path} is taken as given, {score}; hypothetical weights would give {by_rule}"),
            );
            notes.push(NoteRow::new("hypothesis-differs", &path, &message));
        }
        if let (Some(given), Some(score)) = (assessment.evidence.given(node), result.score)
            && result.basis == Basis::Computed
            && given != score
        {
            let path = tree.framework.path(node);
            let message = Text::new(
                format!("{path} ประกาศ {given} แต่ข้อมูลข้างใต้ให้ {score} จึงใช้ค่าที่คำนวณ"),
                format!(
                    "{path} was published as {given}, but what is below it gives {score}; the latter is used"
                ),
            );
            notes.push(NoteRow::new("computed-differs", &path, &message));
        }
    }
    notes
}

/// Why the overall is not certain, as sentences with the nodes that they concern.
pub fn doubt_reasons(tree: &ScoreTree<'_>) -> Vec<Text> {
    let mut at: Vec<(NodeIndex, Doubts)> = Vec::new();
    collect_doubts(tree, tree.skeleton().overall(), &mut at);
    let mut reasons = Vec::new();
    let kinds = [
        (
            Doubts::ASSUMED_WEIGHTS,
            "ใช้น้ำหนักตามสมมติฐาน เพราะยังไม่ทราบน้ำหนักทางการ",
            "hypothetical weights, since the official ones are not known",
        ),
        (
            Doubts::UNLISTED_AS_FULL,
            "ข้อที่รายงานไม่ได้ระบุ ถือว่าได้เต็ม",
            "items that the report does not list are taken as full",
        ),
        (
            Doubts::WEAK_RULE,
            "หลักเกณฑ์มาจากความจำ สมมติ หรือยังไม่ทราบ",
            "the rule is recalled, assumed or unknown",
        ),
    ];
    for (doubt, th, en) in kinds {
        let nodes: Vec<_> =
            at.iter().filter(|(_, own)| own.has(doubt)).map(|&(node, _)| tree.framework.path(node)).collect();
        if nodes.is_empty() {
            continue;
        }
        let shown = nodes.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(", ");
        let count = nodes.len();
        reasons.push(if count <= 6 {
            Text::new(format!("{th}: {shown}"), format!("{en}: {shown}"))
        } else {
            Text::new(format!("{th}: {count} ข้อ ({shown} …)"), format!("{en}: {count} of them ({shown} …)"))
        });
    }
    reasons
}

fn collect_doubts(tree: &ScoreTree<'_>, node: NodeIndex, found: &mut Vec<(NodeIndex, Doubts)>) {
    let result = tree.at(node);
    if result.doubts.is_empty() {
        return;
    }
    if !result.own_doubts.is_empty() {
        found.push((node, result.own_doubts));
    }
    if result.basis == Basis::Computed {
        for &child in tree.skeleton().children_of(node) {
            collect_doubts(tree, child, found);
        }
    }
}

/// Remarks of the reader and notes of a command, at the end of a page.
pub fn notes(page: &mut Page<'_>, console: &Console, notes: &[NoteRow]) {
    if notes.is_empty() {
        return;
    }
    page.section(console.t("หมายเหตุ", "Notes"), "");
    for note in notes {
        let text = console.t(&note.message_th, &note.message_en).to_owned();
        page.point("·", Tone::Dim, text);
    }
}
