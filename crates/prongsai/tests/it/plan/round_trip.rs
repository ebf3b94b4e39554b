//! What is written reads back.

use domain::agency::{Agency, AgencyKind};
use domain::approval::Endorsement;
use domain::measures::Theme;
use domain::plan::{
    Decimal, Evidence, MemoHead, MemoWriter, Outcome, OutcomeFigure, Percent, Plan, PlanIssue, PlanMeasure,
    PlanPeriod, PlanStep, ProgressNote,
};
use domain::score::Score;
use prongsai::input::Format;
use prongsai::output::json::plan as rows;
use prongsai::sheet::write_plan;
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use thai::{Date, FiscalYear, Period};

use super::{EXAMPLES, example, json, loaded, plan};

/// Text as a person writes it, also such that a spreadsheet would take for a formula.
fn text() -> impl Strategy<Value = String> {
    "[=+@'\"-]?[ก-ฮa-zA-Z0-9๑-๙(][ก-ฮะ-ูเ-์a-z0-9 ,.:/()\\n<>&\"']{0,30}[ก-ฮa-z0-9)]"
}

/// Text on one line without what parts the entries of a sheet.
fn entry() -> impl Strategy<Value = String> {
    "[ก-ฮa-zA-Z][ก-ฮะ-ูเ-์a-z0-9 .:/()]{0,20}[ก-ฮa-z]"
}

fn day() -> impl Strategy<Value = Date> {
    (2019_i16..2030, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::constant(year, month, day))
}

fn period() -> impl Strategy<Value = PlanPeriod> {
    let round = FiscalYear::new(2569).unwrap();
    prop_oneof![
        entry().prop_map(move |text| PlanPeriod::read(&text, round)),
        (day(), day(), entry())
            .prop_map(|(a, b, text)| { PlanPeriod { text, days: Period::new(a.min(b), a.max(b)).ok() } }),
        Just(PlanPeriod::default()),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let value =
        (-999_999_999_i64..999_999_999, 0_u8..=6).prop_map(|(scaled, places)| Decimal::new(scaled, places));
    let figure = (value, entry()).prop_map(|(value, unit)| value.map(|value| OutcomeFigure { value, unit }));
    (text(), of(figure)).prop_map(|(text, figure)| Outcome { text, figure: figure.flatten() })
}

fn measure() -> impl Strategy<Value = PlanMeasure> {
    let step =
        (entry(), of(entry())).prop_map(|(text, evidence_expected)| PlanStep { text, evidence_expected });
    let note = (day(), entry(), of(0_u8..=100)).prop_map(|(date, text, percent)| ProgressNote {
        date,
        text,
        percent: percent.and_then(Percent::new),
    });
    let evidence = (entry(), of(any::<[u8; 32]>()), of(entry())).prop_map(|(name, sha256, link)| Evidence {
        name,
        sha256,
        link,
    });
    let what = (text(), vec(step, 0..4), entry(), vec(entry(), 0..3), period());
    let how = (of(entry()), of(0..7_usize), of(text()), of(text()), vec(day(), 0..4));
    let done = (vec(note, 0..3), of(text()), of(outcome()), of(text()), vec(evidence, 0..3));
    (what, how, done).prop_map(|(what, how, done)| PlanMeasure {
        title: what.0,
        steps: what.1,
        lead_unit: what.2,
        supporting_units: what.3,
        period: what.4,
        library_id: how.0,
        theme: how.1.map(|at| Theme::ALL[at]),
        checked_by: how.2,
        sign: how.3,
        follow_ups: how.4,
        progress: done.0,
        result: done.1,
        outcome: done.2,
        suggestion: done.3,
        evidence: done.4,
    })
}

prop_compose! {
    fn any_plan()(
        issues in vec((vec("[OIE][1-9]", 0..3), text(), of(0_u16..=10_000), of(text()), vec(measure(), 0..3)), 0..3),
        chain in vec((entry(), text(), entry(), of(day()), of(entry())), 0..4),
        memo in of((of(text()), of(day()), of(text()), of(entry()))),
        agency in (of(entry()), of("[a-z]{3,9}")),
    ) -> Plan {
        Plan {
            score_year: FiscalYear::new(2568).unwrap(),
            round_year: FiscalYear::new(2569).unwrap(),
            framework: "nacc/2568".into(),
            agency: Agency { name: agency.0, kind: agency.1.map(|code| AgencyKind::from_code(&code)), ..Agency::default() },
            issues: issues.into_iter().enumerate().map(|(at, (codes, title, score, cause, measures))| PlanIssue {
                framework: "nacc/2568".into(),
                codes,
                // Two issues of one name would be one in a sheet.
                title: format!("{}. {title}", at + 1),
                score: score.and_then(Score::from_hundredths),
                cause,
                measures,
            }).collect(),
            endorsements: chain.into_iter().map(|(office, opinion, name, date, acting_for)| {
                Endorsement { office, opinion, name, date, acting_for }
            }).collect(),
            memo: memo
                .map(|(subject, date, facts, name)| MemoHead {
                    subject, date, facts, writer: MemoWriter { name, position: None }, ..MemoHead::default()
                })
                .filter(|memo| *memo != MemoHead::default()),
        }
    }
}

fn workbook(plan: &Plan) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_plan(plan, &mut bytes).unwrap();
    bytes
}

fn config() -> ProptestConfig {
    let cases = testkit::count("plan_round_trip", 64, 2_000);
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_plan_reads_back_from_json_toml_and_a_workbook(plan in any_plan()) {
        prop_assert_eq!(&loaded(Format::Json, json(&plan)).plan, &plan);
        prop_assert_eq!(&loaded(Format::Toml, rows::toml(&plan).unwrap()).plan, &plan);
        prop_assert_eq!(&loaded(Format::Xlsx, workbook(&plan)).plan, &plan);
    }
}

#[test]
fn the_examples_read_back_and_are_canonical() {
    for name in EXAMPLES {
        let text = example(name);
        let plan = plan(&text);
        assert_eq!(prongsai::output::console::json_text(&rows::plan(&plan)), text, "{name}");
        assert_eq!(loaded(Format::Toml, rows::toml(&plan).unwrap()).plan, plan, "{name}");
        assert_eq!(loaded(Format::Xlsx, workbook(&plan)).plan, plan, "{name}");
    }
}
