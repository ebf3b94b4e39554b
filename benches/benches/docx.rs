//! Times of writing DOCX: memos and reports, each with words and figures of its own.

#![expect(clippy::float_arithmetic, reason = "durations are measured and shown, no score is computed")]

use std::hint::black_box;

use anyhow::{Result, ensure};
use benches::measure::{measure, memory_mb, report};
use benches::nation::Random;
use documents::model::{Block, Content, Document, Figure, Run};
use documents::samples::everything;
use documents::write::{WriteOptions, docx};

/// Rows of the table under a memo.
const MEMO_ROWS: usize = 6;
/// Rows of the table of a report: about twenty pages.
const REPORT_ROWS: usize = 60;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    // Benchmarks of other files may be asked for by name.
    let mut named = arguments.iter().filter(|argument| !argument.starts_with("--")).peekable();
    if named.peek().is_some() && !named.any(|name| name.starts_with("docx")) {
        return Ok(());
    }
    let rounds = if quick { 3 } else { 21 };
    let mut random = Random(1);
    let mut memo = everything(MEMO_ROWS);
    // The memo itself and the table it carries.
    memo.sections = vec![memo.sections.remove(1), memo.sections.remove(2)];
    write("docx_memo", &mut random, &memo, (rounds, 100), Some((5.0, "< 5 ms")))?;
    write("docx_report", &mut random, &everything(REPORT_ROWS), (rounds, 10), None)?;
    if let Some(peak) = memory_mb("VmHWM") {
        report("docx_peak_memory", peak, "MB", None);
    }
    Ok(())
}

fn write(
    name: &str,
    random: &mut Random,
    template: &Document,
    (rounds, calls): (usize, u32),
    goal: Option<(f64, &str)>,
) -> Result<()> {
    let options = WriteOptions::default();
    // Made before the clock runs, and every one used once.
    let count = (rounds + 1) * calls as usize;
    let documents: Vec<Document> = (0..count).map(|_| varied(template, random)).collect();
    let bytes = docx::write(&documents[0], &options)?.len();
    let other = docx::write(&documents[1], &options)?;
    ensure!(docx::write(&documents[0], &options)? != other, "two documents are the same");
    let mut next = documents.iter();
    let mut failed = 0;
    let times = measure(rounds, calls, || match next.next().map(|one| docx::write(one, &options)) {
        Some(Ok(bytes)) => drop(black_box(bytes)),
        _ => failed += 1,
    });
    ensure!(failed == 0, "{failed} documents were not written");
    report(name, times.median / 1e6, "ms", goal);
    if let Some(cpu) = times.cpu {
        report(&format!("{name}_cpu"), cpu / 1e6, "ms", None);
    }
    report(&format!("{name}_size"), bytes as f64 / 1e3, "kB", None);
    Ok(())
}

/// The same document of another agency: every text has a number of its own, every figure is drawn anew.
fn varied(template: &Document, random: &mut Random) -> Document {
    let mut document = template.clone();
    let mut mark = |text: &mut String| text.push_str(&format!(" {}", random.below(100_000)));
    mark(&mut document.title);
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading { text, .. } => mark(text),
            Block::Paragraph { runs, .. } => {
                runs.iter_mut().for_each(|Run { text, .. }| mark(text));
            }
            Block::MemoHead(head) => head.subject.iter_mut().chain(&mut head.reference).for_each(&mut mark),
            Block::Table(table) => {
                for cell in table.body.iter_mut().flat_map(|row| &mut row.cells) {
                    match &mut cell.content {
                        Content::Text(lines)
                        | Content::Steps(lines)
                        | Content::Points(lines)
                        | Content::Verbatim(lines) => lines.iter_mut().for_each(&mut mark),
                        Content::Empty | Content::Figure(_) => {}
                    }
                }
            }
            _ => {}
        }
    }
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Chart(chart) = block {
            for value in chart.groups.iter_mut().flat_map(|group| &mut group.values).flatten() {
                *value = Figure::hundredths(i64::from(random.below(10_001)));
            }
        }
    }
    document
}
