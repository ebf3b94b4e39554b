//! A sample of the measurement that `cargo xtask accuracy` makes in full. The floors lie somewhat below what was
//! measured, since a sample is small; `docs/method/reader-accuracy.md` has the figures.

use benches::accuracy::{Share, Tally, run};
use benches::reports::Press;

/// Hundredths of a per cent.
const NUMBERS: usize = 9_000;
const ROWS: usize = 9_000;
const FAULTS: usize = 8_500;
/// Findings for each clean report, in hundredths.
const FALSE_EACH: usize = 60;

fn press() -> Press {
    Press::new().expect("fonts and templates")
}

#[test]
fn reports_with_known_figures_are_read_and_audited() {
    let count = testkit::count("reader_accuracy_reports", 40, 1_000) as usize;
    let judged = run(&press(), 1, count).expect("every report can be made");
    let tally = Tally::of(&judged);
    let whole = &tally.whole;
    assert_eq!(whole.reports, count);
    assert!(20 * count < 10 * whole.numbers.all, "a sample that prints hardly a score shows nothing");
    let complaints =
        || judged.iter().flat_map(|one| &one.complaints).take(40).cloned().collect::<Vec<_>>().join("\n");
    let floor = |what: &str, share: Share, least: usize| {
        println!("deep: reader_accuracy_{what} = {} %", share.percent());
        assert!(
            least <= share.hundredths(),
            "{what}: {} % of {}\n{}",
            share.percent(),
            share.all,
            complaints()
        );
    };
    floor("numbers", whole.numbers, NUMBERS);
    floor("measure_rows", whole.rows, ROWS);
    floor("faults_found", whole.faults, FAULTS);
    println!(
        "deep: reader_accuracy_false_findings = {} in {} clean reports",
        whole.false_findings, whole.clean
    );
    assert!(whole.false_each() <= FALSE_EACH, "{} false findings\n{}", whole.false_findings, complaints());
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let press = press();
    for number in 0..6 {
        let (one, two) = (press.report(7, number).expect("made"), press.report(7, number).expect("made"));
        assert_eq!(one.statements, two.statements);
        assert_eq!(one.faults, two.faults);
        assert_eq!(one.bytes, two.bytes, "{}", one.name);
        assert_eq!(one.faults.is_empty(), number % 2 == 0, "every second report is clean");
    }
}

#[test]
fn a_fault_that_nobody_reports_is_counted_as_missed() {
    let press = press();
    let catalogue = domain::framework::Catalogue::embedded();
    // Reports whose bytes are those of another one: nothing that is known of them is in the file.
    let mut report = press.report(7, 1).expect("made");
    let other = press.report(7, 2).expect("made");
    report.bytes = other.bytes;
    report.name = other.name;
    let judged = benches::accuracy::judge(&report, &catalogue);
    assert!(!judged.faults.is_empty() && judged.faults.iter().all(|fault| !fault.placed));
    assert_eq!(judged.numbers.right, 0);
    assert_eq!(judged.rows.right, 0);
}
