//! The figures as a page of the documentation.

use std::fmt::Write as _;

use super::tally::{Class, Tally};

const HEAD: &str = "\
# How well reports are read

Made by `cargo xtask accuracy`; the same arguments give the same page. Each report is of an agency that does not exist,
is written by the program or by templates of its own (`benches/src/reports`), becomes a file, and is read and audited
as `prongsai read` and `prongsai audit` do. One half is clean: it contradicts itself nowhere. The other half has one to
three faults, put in at places that are known.

- **Number**: a score that is printed. It is right where the thing (item, indicator, instrument, whole), the part and the
  value agree, and where the value is the one that is taken when only one is printed.
- **Measure row**: a row of a table of measures. It is right where measure, steps, unit, period, result, outcome,
  suggestion and issue, as far as the table has them, stand in their own fields, letter by letter but for white space.
- **Invented**: a score read of something that has another score, or none, in the document.
- **Found**: a finding has the code of the fault. **Placed**: it shows the passage. **First candidate**: the value that it
  proposes first is the one that the fault replaced.
- **False finding**: any finding in a clean report.

The reports are ours, so the figures say how the reader does on what we thought of. Real documents have forms, habits and
damage that nobody here thought of.
";

/// The page.
pub fn page(tally: &Tally, seed: u64, count: usize) -> String {
    let mut out = String::from(HEAD);
    let whole = &tally.whole;
    let found = whole.faults;
    let _ = writeln!(
        out,
        "\n## Together\n\n{count} reports of seed {seed}, {} of them clean.\n\n\
         | figure | value | goal |\n|---|---:|---|\n\
         | numbers read right | {} % of {} | at least 99.5 % |\n\
         | measure rows read right | {} % of {} | at least 98 % |\n\
         | faults found | {} % of {} | at least 95 % |\n\
         | false findings for each clean report | {} | below 0.20 |\n\
         | numbers invented | {} | none set |\n\
         | rows too many | {} | none set |\n\
         | findings beside the faults, for each report with faults | {} | none set |",
        whole.clean,
        whole.numbers.percent(),
        whole.numbers.all,
        whole.rows.percent(),
        whole.rows.all,
        found.percent(),
        found.all,
        decimal(whole.false_each()),
        whole.invented,
        whole.more_rows,
        decimal((tally.beside * 100).div_ceil((whole.reports - whole.clean).max(1))),
    );
    let forms: Vec<(&str, &Class)> = tally.forms.iter().map(|(name, class)| (*name, class)).collect();
    classes(&mut out, "By form", &forms);
    let layouts: Vec<(&str, &Class)> =
        tally.layouts.iter().map(|(name, class)| (name.as_str(), class)).collect();
    classes(&mut out, "By layout", &layouts);
    out.push_str(
        "\nThose that begin with *rough* are templates in words of their own; the others are kinds and layouts of the program.\n",
    );
    faults(&mut out, tally);
    false_findings(&mut out, tally);
    worst(&mut out, &forms, &layouts, tally);
    let _ = writeln!(
        out,
        "\n## To repeat\n\n    cargo xtask accuracy --count {count} --seed {seed}\n\n\
         `--show 20` prints what went wrong in the first reports instead of the page; `--keep FOLDER` writes their files."
    );
    out
}

fn decimal(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn classes(out: &mut String, title: &str, all: &[(&str, &Class)]) {
    let _ = writeln!(
        out,
        "\n## {title}\n\n| class | reports | numbers | right % | invented | measure rows | right % | too many | faults found % | false for each clean |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    );
    for (name, class) in all {
        let _ = writeln!(
            out,
            "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            class.reports,
            class.numbers.all,
            class.numbers.percent(),
            class.invented,
            class.rows.all,
            class.rows.percent(),
            class.more_rows,
            class.faults.percent(),
            decimal(class.false_each()),
        );
    }
}

fn faults(out: &mut String, tally: &Tally) {
    out.push_str(
        "\n## By kind of fault\n\n| kind | put in | found | found % | placed % | first candidate right % |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for (kind, of) in &tally.faults {
        let _ = writeln!(
            out,
            "| {kind} | {} | {} | {} | {} | {} |",
            of.found.all,
            of.found.right,
            of.found.percent(),
            of.placed.percent(),
            of.mended.percent(),
        );
    }
    out.push_str(
        "\n`tally_mismatch` and `verdict_mismatch` are not here: they need counted answers and verdicts, which a document does not\n\
         carry. A dash stands where no one value would be right.\n",
    );
}

fn false_findings(out: &mut String, tally: &Tally) {
    out.push_str("\n## False findings in clean reports\n\n| code | findings |\n|---|---:|\n");
    for (code, count) in &tally.false_codes {
        let _ = writeln!(out, "| {code} | {count} |");
    }
    if tally.false_codes.is_empty() {
        out.push_str("| none | 0 |\n");
    }
}

/// The classes that stay below the goals.
fn worst(out: &mut String, forms: &[(&str, &Class)], layouts: &[(&str, &Class)], tally: &Tally) {
    out.push_str("\n## Below the goals\n\n");
    let mut any = false;
    for (name, class) in forms.iter().chain(layouts) {
        let mut told: Vec<String> = Vec::new();
        if class.numbers.hundredths() < 9_950 {
            told.push(format!("numbers {} %", class.numbers.percent()));
        }
        if class.rows.hundredths() < 9_800 {
            told.push(format!("measure rows {} %", class.rows.percent()));
        }
        if class.faults.hundredths() < 9_500 {
            told.push(format!("faults {} %", class.faults.percent()));
        }
        if 20 <= class.false_each() {
            told.push(format!("false findings {}", decimal(class.false_each())));
        }
        if !told.is_empty() {
            any = true;
            let _ = writeln!(out, "- {name}: {}", told.join(", "));
        }
    }
    for (kind, of) in tally.faults.iter().filter(|(_, of)| of.found.hundredths() < 9_500) {
        any = true;
        let _ = writeln!(out, "- fault {kind}: found {} % of {}", of.found.percent(), of.found.all);
    }
    if !any {
        out.push_str("None.\n");
    }
}
