//! Many documents at once, each on its own: one that cannot be read does not stop the others.

use std::io::IsTerminal as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::Text;
use indicatif::{ProgressBar, ProgressStyle};
use reader::audit::{Shingles, against, audit};

use super::super::App;
use super::super::read::{self, Reading};
use super::files::Other;
use super::{Audited, Counts, Unread};
use crate::output::{Failure, Kind};

/// Stack of a thread that reads: documents nest deeply.
const STACK: usize = 16 << 20;

/// Audits all documents, in their order; those that could not be read come apart.
pub(super) fn all(
    app: &App,
    paths: &[PathBuf],
    others: &[Other],
    reading: &Reading,
    several: bool,
) -> (Vec<Audited>, Vec<Unread>) {
    let bar = bar(app, paths.len(), several);
    let next = AtomicUsize::new(0);
    let slots: Mutex<Vec<Option<Result<Audited, Failure>>>> =
        Mutex::new(paths.iter().map(|_| None).collect());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        while let Some((at, path)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            paths.get(at).map(|path| (at, path))
        } {
            let result = guarded(app, path, others, reading);
            if let Ok(mut slots) = slots.lock()
                && let Some(slot) = slots.get_mut(at)
            {
                *slot = Some(result);
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..cores.min(paths.len()) {
            // Where no thread can be had, this one does the work.
            if std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_err() {
                work();
            }
        }
    });
    bar.finish_and_clear();
    let slots = slots.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut done = Vec::new();
    let mut unread = Vec::new();
    for (path, slot) in paths.iter().zip(slots) {
        match slot.unwrap_or_else(|| Err(broken(path))) {
            Ok(audited) => done.push(audited),
            Err(failure) => unread.push(Unread { path: path.clone(), failure }),
        }
    }
    (done, unread)
}

fn bar(app: &App, count: usize, several: bool) -> ProgressBar {
    if !several || app.console.json || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(count as u64);
    let template =
        app.console.t("ตรวจ {bar:30} {pos}/{len} เหลือ {eta}", "audit {bar:30} {pos}/{len} left {eta}");
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}

/// A parser that gives up on one file must not end the others.
fn guarded(app: &App, path: &Path, others: &[Other], reading: &Reading) -> Result<Audited, Failure> {
    catch_unwind(AssertUnwindSafe(|| one(app, path, others, reading))).unwrap_or_else(|_| Err(broken(path)))
}

fn broken(path: &Path) -> Failure {
    Failure::new(
        Kind::Invalid,
        "broken-file",
        Text::new("อ่านเอกสารไม่ได้", "the document could not be read"),
        Text::new("ไฟล์มีโครงสร้างที่โปรแกรมอ่านไม่ได้", "the file has a structure that cannot be read"),
        Text::new(
            "เปิดไฟล์ด้วยโปรแกรมเดิมแล้วบันทึกใหม่ หรือบันทึกเป็น PDF",
            "open it with the program that made it and save it again, or save it as PDF",
        ),
    )
    .in_file(path)
}

/// Reads and audits one document.
///
/// # Errors
/// When it cannot be read.
pub(super) fn one(app: &App, path: &Path, others: &[Other], reading: &Reading) -> Result<Audited, Failure> {
    let document = read::load(app, path, reading)?;
    let (source, claims) = (&document.source, &document.claims);
    let mut result = audit(source, claims, &app.catalogue);
    if !others.is_empty() {
        let own = Shingles::of(source, &app.catalogue);
        let same = others.iter().filter(|other| other.path != path);
        result.findings.extend(same.filter_map(|other| against(source, &own, &other.name, &other.shingles)));
    }
    let framework = claims.framework.as_deref().and_then(|name| app.catalogue.find(name).ok());
    Ok(Audited {
        path: path.to_owned(),
        format: source.format,
        pages: source.pages,
        counts: Counts {
            scores: claims.scores.len(),
            measures: claims.measures.len(),
            tables: source.tables().count(),
            paragraphs: source.blocks.len() - source.tables().count(),
        },
        agency: claims.agency.as_ref().map(|agency| agency.name.clone()),
        score_year: claims.score_year.map(|year| year.number()),
        round_year: claims.round_year.map(|year| year.number()),
        framework: framework.map(|framework| {
            (framework.id().to_string(), framework.digest().to_owned(), framework.is_provisional())
        }),
        findings: result.findings,
        notes: result.notes,
        remarks: source.remarks.iter().chain(&claims.remarks).cloned().collect(),
    })
}
