//! Times of PDF: memos and reports, each with words and figures of its own.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

use std::hint::black_box;

use anyhow::{Result, anyhow, ensure};
use benches::measure::{measure, memory_mb, report};
use benches::nation::Random;
use benches::papers;
use documents::model::Document;
use typeset::{FontSource, Options, Typesetter};

/// Memos set one after the other, to see that memory stays flat.
const MANY: usize = 2_000;

fn main() -> Result<()> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let typesetter = Typesetter::new(FontSource::Embedded).map_err(|error| anyhow!("{error}"))?;
    let mut random = Random(1);
    let memo = |random: &mut Random| papers::memo(random);
    let book = |random: &mut Random| papers::report(random);
    let rounds = if quick { 5 } else { 41 };
    let plain = Options { archival: false, ..Options::default() };
    let archival = Options::default();
    time("pdf_memo", &typesetter, (&mut random, &memo), rounds, &plain, Some((40.0, "< 40 ms")))?;
    time("pdf_memo_archival", &typesetter, (&mut random, &memo), rounds, &archival, Some((40.0, "< 40 ms")))?;
    time("pdf_report", &typesetter, (&mut random, &book), rounds, &archival, Some((250.0, "< 250 ms")))?;
    many(&typesetter, &mut random, if quick { MANY / 10 } else { MANY })
}

/// Full times and those of the layout alone, over documents that differ each time.
fn time(
    name: &str,
    typesetter: &Typesetter,
    (random, make): (&mut Random, &dyn Fn(&mut Random) -> Document),
    rounds: usize,
    options: &Options<'_>,
    goal: Option<(f64, &str)>,
) -> Result<()> {
    // Made before the clock runs, and every one used once.
    let documents: Vec<Document> = (0..2 * rounds + 4).map(|_| make(random)).collect();
    let first = typesetter.pdf(&documents[0], options).map_err(|error| anyhow!("{error}"))?;
    let pages = typesetter.page_count(&documents[0], options).map_err(|error| anyhow!("{error}"))?;
    let mut next = documents.iter().skip(2);
    let mut failed = 0;
    let full = measure(rounds, 1, || match next.next().map(|one| typesetter.pdf(one, options)) {
        Some(Ok(bytes)) => drop(black_box(bytes)),
        _ => failed += 1,
    });
    let layout = measure(rounds, 1, || match next.next().map(|one| typesetter.page_count(one, options)) {
        Some(Ok(pages)) => drop(black_box(pages)),
        _ => failed += 1,
    });
    ensure!(failed == 0, "{failed} documents were not set");
    report(name, full.median / 1e6, "ms", goal);
    report(&format!("{name}_fastest"), full.least / 1e6, "ms", None);
    if let Some(cpu) = full.cpu {
        report(&format!("{name}_cpu"), cpu / 1e6, "ms", None);
    }
    report(&format!("{name}_layout_alone"), layout.median / 1e6, "ms", None);
    report(&format!("{name}_layout_alone_fastest"), layout.least / 1e6, "ms", None);
    if let Some(cpu) = layout.cpu {
        report(&format!("{name}_layout_alone_cpu"), cpu / 1e6, "ms", None);
    }
    report(&format!("{name}_pages"), pages as f64, "pages", None);
    report(&format!("{name}_size"), first.len() as f64 / 1e3, "kB", None);
    Ok(())
}

/// Memory after the first hundred memos and after all.
fn many(typesetter: &Typesetter, random: &mut Random, count: usize) -> Result<()> {
    let mut early = None;
    for n in 0..count {
        let bytes = typesetter.pdf(&papers::memo(random), &Options::default());
        ensure!(bytes.is_ok(), "a memo was not set");
        if n == 100 {
            early = memory_mb("VmRSS");
        }
    }
    if let (Some(early), Some(now), Some(peak)) = (early, memory_mb("VmRSS"), memory_mb("VmHWM")) {
        report("pdf_memory_after_100", early, "MB", None);
        report("pdf_memory_after_all", now, "MB", Some((1.25 * early + 8.0, "flat")));
        report("pdf_memory_peak", peak, "MB", Some((1024.0, "< 1 GB")));
    }
    Ok(())
}
