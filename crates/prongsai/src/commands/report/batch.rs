//! `prongsai report batch`

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use domain::Text;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};

use super::one::{Made, Order, kinds, make, row};
use super::{Common, Press};
use crate::commands::App;
use crate::input::Format;
use crate::output::{Failure, Kind, Line, Outcome, Page, Tone};

/// Arguments of `report batch`.
#[derive(Debug, Args)]
pub struct BatchArgs {
    /// Folder with assessment files; `NAME-plan.json` beside `NAME.json` is its plan.
    pub folder: PathBuf,
    /// Kinds of documents, separated by commas, or `all`.
    #[arg(long, value_delimiter = ',', value_name = "KINDS", default_value = "memo")]
    pub kind: Vec<String>,
    /// How many are made at once; as many as there are processors when left out.
    #[arg(long, value_name = "NUMBER")]
    pub jobs: Option<usize>,
    /// For all documents.
    #[command(flatten)]
    pub common: Common,
}

/// An assessment file, its plan, and what became of it.
struct Task {
    assessment: PathBuf,
    /// Name of the folder for its documents.
    folder: String,
    plan: Option<PathBuf>,
    done: Option<Result<Vec<Made>, Failure>>,
}

/// Makes the documents of a folder. One bad file does not stop the others.
///
/// # Errors
/// When the folder cannot be read, holds no assessment, or an option is wrong.
pub fn run(app: &App, args: &BatchArgs) -> Result<Outcome, Failure> {
    let mut chosen: Vec<&str> = Vec::new();
    for name in &args.kind {
        let new = kinds(name.trim(), false)?;
        chosen.extend(new.into_iter().filter(|kind| !chosen.contains(kind)).collect::<Vec<_>>());
    }
    let press = Press::new(&args.common)?;
    super::inputs::round(&args.common)?;
    super::inputs::day(&args.common)?;
    super::inputs::rank(&args.common)?;
    if let Some(name) = &args.common.carries {
        kinds(name, true)?;
    }
    let tasks = tasks(&args.folder)?;
    let bar = bar(app, tasks.len());
    let tasks = work(tasks, args.jobs, &bar, |task| {
        let out = args.common.out.join(&task.folder);
        let (assessment, plan) = (&*task.assessment, task.plan.as_deref());
        make(
            app,
            &press,
            &args.common,
            Order { kinds: &chosen, layout: None, assessment, plan, previous: None, out: &out },
        )
    });
    bar.finish_and_clear();
    Ok(summary(app, args, &tasks))
}

/// Assessment files of the folder with their plans, by name.
fn tasks(folder: &Path) -> Result<Vec<Task>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|error| Failure::io(folder, &error, false))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.is_file() && Format::of(path).is_some());
    files.sort();
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (plans, assessments): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|path| stem(path).ends_with("-plan"));
    if assessments.is_empty() {
        return Err(Failure::new(
            Kind::NotFound,
            "no-files",
            Text::new("ไม่พบไฟล์ผลการประเมิน", "no assessment files"),
            Text::new(
                "ไม่มีไฟล์ .json .toml .xlsx .csv ในโฟลเดอร์",
                "the folder has no .json, .toml, .xlsx or .csv",
            ),
            Text::new("ตรวจชื่อโฟลเดอร์", "check the name of the folder"),
        )
        .in_file(folder));
    }
    let plan_of = |assessment: &Path| {
        let name = format!("{}-plan", stem(assessment));
        plans.iter().find(|plan| stem(plan) == name).cloned()
    };
    let lower: Vec<_> = assessments.iter().map(|path| stem(path).to_lowercase()).collect();
    let task = |assessment: &PathBuf| {
        let name = stem(assessment);
        // `a.json` and `a.csv` are two results, and their documents have the same names.
        let alone = lower.iter().filter(|other| **other == name.to_lowercase()).count() < 2;
        let whole = || assessment.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = if alone { name } else { whole() };
        Task { plan: plan_of(assessment), assessment: assessment.clone(), folder, done: None }
    };
    Ok(assessments.iter().map(task).collect())
}

/// Each worker takes the next task that nobody took.
fn work(
    tasks: Vec<Task>,
    jobs: Option<usize>,
    bar: &ProgressBar,
    one: impl Fn(&Task) -> Result<Vec<Made>, Failure> + Sync,
) -> Vec<Task> {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = jobs.unwrap_or(processors).clamp(1, tasks.len().max(1));
    let next = AtomicUsize::new(0);
    let results = Mutex::new(tasks.iter().map(|_| None).collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((at, task)) = take(&tasks, &next) {
                    let done = one(task);
                    bar.inc(1);
                    if let Ok(mut results) = results.lock() {
                        results[at] = Some(done);
                    }
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_default();
    tasks.into_iter().zip(results).map(|(task, done)| Task { done, ..task }).collect()
}

fn take<'t>(tasks: &'t [Task], next: &AtomicUsize) -> Option<(usize, &'t Task)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    tasks.get(at).map(|task| (at, task))
}

fn bar(app: &App, count: usize) -> ProgressBar {
    let quiet = app.console.json;
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let length = u64::try_from(count).unwrap_or(u64::MAX);
    let bar = ProgressBar::with_draw_target(Some(length), target);
    let template = app.console.t("{bar:30} {pos}/{len}  เหลือ {eta}", "{bar:30} {pos}/{len}  {eta} left");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

fn summary(app: &App, args: &BatchArgs, tasks: &[Task]) -> Outcome {
    let console = &app.console;
    let mut page = Page::new(console);
    let good = tasks.iter().filter(|task| matches!(task.done, Some(Ok(_)))).count();
    let bad = tasks.len() - good;
    let made = || tasks.iter().filter_map(|task| task.done.as_ref()?.as_ref().ok()).flatten();
    let files: usize = made().map(|document| document.files.len()).sum();
    let drafts = made().filter(|document| document.draft).count();
    let documents = made().count();
    let words = match console.language {
        domain::Language::Thai => {
            format!("{good} หน่วยงาน {documents} เอกสาร {files} ไฟล์ (ร่าง {drafts} เอกสาร) อยู่ที่ ")
        }
        domain::Language::English => {
            format!("{good} agencies, {documents} documents, {files} files ({drafts} drafts) in ")
        }
    };
    page.wrap(0, 2, Line::from(words).verbatim(Tone::Strong, args.common.out.display().to_string()));
    if 0 < bad {
        page.section(console.t("จัดทำไม่ได้", "Not made"), &bad.to_string());
    }
    for task in tasks {
        let Some(Err(failure)) = &task.done else { continue };
        let line = Line::new().verbatim(Tone::Bad, task.assessment.display().to_string());
        page.wrap(0, 2, line.plain("  ").plain(console.text(&failure.title).to_owned()));
        for trouble in failure.troubles.iter().take(3) {
            page.wrap(4, 6, console.text(&trouble.message));
            page.wrap(4, 6, Line::toned(Tone::Good, "→ ").plain(console.text(&trouble.remedy).to_owned()));
        }
    }
    let json = json!({
        "made": good,
        "failed": bad,
        "documents": documents,
        "files": files,
        "drafts": drafts,
        "inputs": tasks.iter().map(task_row).collect::<Vec<_>>(),
    });
    Outcome { failed: 0 < bad, ..Outcome::new(page.finish(), json) }
}

fn task_row(task: &Task) -> Value {
    let (documents, error) = match &task.done {
        Some(Ok(made)) => (made.iter().map(row).collect(), Value::Null),
        Some(Err(failure)) => (Vec::new(), failure.json()["error"].clone()),
        None => (Vec::new(), Value::Null),
    };
    json!({
        "assessment": task.assessment.display().to_string(),
        "plan": task.plan.as_ref().map(|plan| plan.display().to_string()),
        "documents": documents,
        "error": error,
    })
}
