//! One kind of document at a time, in a process that has made such documents before.

use std::hint::black_box;

use anyhow::{Context, Result, ensure};
use benches::agencies::Case;
use benches::measure::{Times, measure, report};
use benches::nation::Random;
use benches::options::Options;
use documents::model::Document;

use crate::press::{self, Press};

/// A kind of document that is measured.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Name of the benchmark.
    pub name: &'static str,
    /// Kind and layout, as `prongsai report list` names them.
    pub document: &'static str,
    pub layout: &'static str,
    /// Milliseconds for PDF and DOCX, and their words.
    pub pdf_goal: (f64, &'static str),
    pub docx_goal: Option<(f64, &'static str)>,
    /// Start of the row of agencies.
    pub seed: u64,
}

pub const MEMO: Kind = Kind {
    name: "memo",
    document: "memo",
    layout: "standard",
    pdf_goal: (40.0, "< 40 ms"),
    docx_goal: Some((5.0, "< 5 ms")),
    seed: 1,
};

pub const REPORT: Kind = Kind {
    name: "report",
    document: "analysis-report",
    layout: "by-instrument-2567",
    pdf_goal: (250.0, "< 250 ms"),
    docx_goal: None,
    seed: 2,
};

/// Agencies that were not measured before.
struct Row(Random);

impl Row {
    fn cases(&mut self, count: usize) -> Result<Vec<Case>> {
        (0..count).map(|_| Case::draw(&mut self.0)).collect()
    }
}

/// Full times from result and plan to bytes, and those of the steps. Returns the full time of PDF in milliseconds.
pub fn times(press: &Press, options: &Options, kind: Kind) -> Result<f64> {
    let rounds = options.rounds(61).max(5);
    let mut row = Row(Random(kind.seed));
    // Made before the clock runs, and every one used once; the first is for the round that does not count.
    let first = press.compose(&row.cases(1)?.remove(0), kind)?;
    let other = press.compose(&row.cases(1)?.remove(0), kind)?;
    let (one, two) = (press.pdf(&first)?, press.pdf(&other)?);
    ensure!(one != two, "two documents are the same");

    let name = |part: &str| format!("{}_{part}", kind.name);
    let pdf = each(&row.cases(rounds + 1)?, |case| press.pdf(&press.compose(case, kind)?))?;
    show(&name("pdf"), pdf, Some(kind.pdf_goal));
    let plain = each(&row.cases(rounds + 1)?, |case| press.plain_pdf(&press.compose(case, kind)?))?;
    show(&name("pdf_not_archival"), plain, None);
    let composed: Result<Vec<Document>> =
        row.cases(rounds + 1)?.iter().map(|case| press.compose(case, kind)).collect();
    let mut pages = Vec::new();
    let layout = each(&composed?, |document| {
        pages.push(press.pages(document)?);
        Ok(())
    })?;
    show(&name("layout_alone"), layout, None);
    let compose = each(&row.cases(rounds + 1)?, |case| press.compose(case, kind))?;
    show(&name("compose_alone"), compose, None);
    let docx = each(&row.cases(rounds + 1)?, |case| press::docx(&press.compose(case, kind)?))?;
    show(&name("docx"), docx, kind.docx_goal);

    pages.sort_unstable();
    let count = |at: usize| pages.get(at).map_or(0.0, |&pages| pages as f64);
    report(&name("pages_fewest"), count(0), "pages", None);
    report(&name("pages_median"), count(pages.len() / 2), "pages", None);
    report(&name("pages_most"), count(pages.len() - 1), "pages", None);
    report(&name("pdf_size"), one.len() as f64 / 1e3, "kB", None);
    report(&name("docx_size"), press::docx(&first)?.len() as f64 / 1e3, "kB", None);
    Ok(pdf.median / 1e6)
}

/// Composing every kind in its usual layout, without writing.
pub fn compose_all(press: &Press, options: &Options) -> Result<()> {
    for kind in documents::kinds() {
        let rounds = options.rounds(101);
        let mut row = Row(Random(3));
        let one = Kind { document: kind.name, layout: kind.default_layout, ..MEMO };
        let times = each(&row.cases(rounds + 1)?, |case| press.compose(case, one))?;
        show(&format!("compose_{}", kind.name.replace('-', "_")), times, None);
    }
    Ok(())
}

/// Does the work once for each thing; the first does not count.
fn each<T, U>(things: &[T], mut work: impl FnMut(&T) -> Result<U>) -> Result<Times> {
    let mut next = things.iter();
    let mut failed = None;
    let times = measure(things.len() - 1, 1, || match next.next().map(&mut work) {
        Some(Ok(done)) => drop(black_box(done)),
        Some(Err(error)) => failed = Some(error),
        None => {}
    });
    failed.map_or(Ok(()), Err).context("making a document")?;
    ensure!(next.next().is_none(), "not every document was made");
    Ok(times)
}

fn show(name: &str, times: Times, goal: Option<(f64, &str)>) {
    report(name, times.median / 1e6, "ms", goal);
    report(&format!("{name}_slowest"), times.most / 1e6, "ms", None);
    if let Some(cpu) = times.cpu {
        report(&format!("{name}_cpu"), cpu / 1e6, "ms", None);
    }
}
