//! Plans suggested from published results, and what the check finds in them when something is amiss.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::agency::{Agency, AgencyKind};
use domain::analysis::Thresholds;
use domain::framework::Catalogue;
use domain::measures::{EMBEDDED, Library, ProblemKind, UnitGroup, Units};
use domain::plan::{
    Endorsement, Evidence, FindingCode, Plan, PlanPeriod, ProgressNote, SuggestOptions, check, check_alone,
    suggest,
};
use domain::scoring::{Evidence as Figures, ScoreTree, Unlisted, score};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use thai::FiscalYear;

use crate::common::cases;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);

/// The score of one of the examples.
fn example(name: &str) -> ScoreTree<'static> {
    let text = std::fs::read_to_string(testkit::root().join("examples").join(name)).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let framework = CATALOGUE.find(file["framework"].as_str().unwrap()).unwrap();
    let mut figures = Figures::new(framework);
    if file["unlisted_items"] == "full" {
        figures.unlisted = Unlisted::Full;
    }
    for group in ["indicators", "items"] {
        for (name, figure) in file["published"][group].as_object().into_iter().flatten() {
            figures.give(framework.node(name).unwrap(), figure.as_str().unwrap().parse().unwrap());
        }
    }
    score(framework, &figures)
}

fn made(tree: &ScoreTree<'_>) -> Plan {
    let library = Library::embedded().unwrap();
    suggest(&Agency::default(), tree, library, &Thresholds::default(), &SuggestOptions::default())
}

fn found(plan: &Plan, tree: &ScoreTree<'_>, today: Date) -> Vec<(&'static str, String)> {
    let findings = check(plan, tree, &Thresholds::default(), today);
    findings.into_iter().map(|finding| (finding.code.as_str(), finding.place)).collect()
}

const BEFORE: Date = date(2025, 10, 1);

/// A suggested plan for the result of 2568, changed; what is found that was not there before.
#[track_caller]
fn amiss(today: Date, change: impl Fn(&mut Plan), expected: &[(&str, &str)]) {
    let tree = example("tham-rong-2568.json");
    let mut plan = made(&tree);
    assert_eq!(found(&plan, &tree, BEFORE), [], "clean before");
    change(&mut plan);
    let expected: Vec<_> = expected.iter().map(|(code, place)| (*code, (*place).to_owned())).collect();
    let new = found(&plan, &tree, today);
    let new: Vec<_> = new.into_iter().filter(|(_, place)| !place.ends_with(".result")).collect();
    assert_eq!(new, expected);
}

#[test]
fn every_file_is_embedded_and_wrong_ones_are_told() {
    let files = std::fs::read_dir(testkit::root().join("measures")).unwrap();
    let names = files.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names = names.filter(|name| name != "units.toml");
    let names: BTreeSet<_> = names.filter_map(|name| name.strip_suffix(".toml").map(str::to_owned)).collect();
    assert_eq!(names, EMBEDDED.iter().map(|(name, _)| (*name).to_owned()).collect());
    assert_eq!(Library::embedded().unwrap().measures().len(), 120);

    let (name, text) = EMBEDDED[0];
    let wrong = text.replacen("\"09-30\"", "\"02-29\"", 1).replacen("effort = 1", "effort = 9", 1);
    let problems = Library::read(&[(name, &wrong)]).unwrap_err();
    assert!(problems.iter().any(|p| p.kind == ProblemKind::Day("02-29".into()) && p.line.is_some()));
    assert!(problems.iter().any(|p| p.kind == ProblemKind::Range { least: 1, most: 5 }));
    let problems = Library::read(&[(name, text), (name, text)]).unwrap_err();
    assert!(problems.iter().all(|p| p.kind == ProblemKind::DuplicateId));
    assert!(matches!(Library::read(&[(name, "colour = 1")]).unwrap_err()[0].kind, ProblemKind::Shape(_)));
}

#[test]
fn plans_of_the_examples() {
    let codes = |name| -> Vec<String> {
        let plan = made(&example(name));
        assert!(plan.issues.iter().all(|issue| issue.measures.len() == 1 && issue.cause.is_some()));
        plan.issues.into_iter().flat_map(|issue| issue.codes).collect()
    };
    assert_eq!(codes("tham-rong-2568.json"), ["O5", "O12", "O23"]);
    assert_eq!(codes("ban-lao-2567.json"), ["10", "9", "4", "8", "7"]);
    let kham_muang = codes("kham-muang-2562.json");
    assert_eq!(kham_muang.iter().filter(|code| code.starts_with('O')).count(), 30);
    assert_eq!(kham_muang.iter().filter(|code| !code.starts_with('O')).count(), 8);
}

#[test]
fn what_is_missing_in_the_plan() {
    amiss(BEFORE, |p| p.issues[0].measures.clear(), &[("without_measure", "issues[0]")]);
    amiss(BEFORE, |p| drop(p.issues.remove(1)), &[("without_measure", "weaknesses.O12")]);
    let at = |p: &mut Plan, f: fn(&mut domain::plan::PlanMeasure)| f(&mut p.issues[0].measures[0]);
    amiss(BEFORE, |p| at(p, |m| m.steps.clear()), &[("without_steps", "issues[0].measures[0].steps")]);
    amiss(BEFORE, |p| at(p, |m| m.lead_unit.clear()), &[("without_unit", "issues[0].measures[0].lead_unit")]);
    let place = "issues[0].measures[0].period";
    amiss(BEFORE, |p| at(p, |m| m.period = PlanPeriod::default()), &[("without_period", place)]);
    let period = |text| PlanPeriod::read(text, FiscalYear::new(2569).unwrap());
    let timed = |p: &mut Plan, text| {
        p.issues[0].measures[0].period = period(text);
        p.issues[0].measures[0].follow_ups.clear();
    };
    amiss(BEFORE, |p| timed(p, "เมื่อว่าง"), &[("period_unclear", place)]);
    amiss(BEFORE, |p| timed(p, "ปี 2570"), &[("period_outside_year", place)]);
    amiss(BEFORE, |p| timed(p, "ม.ค. - ก.ย. ๖๙"), &[]);
}

#[test]
fn another_year_and_other_figures() {
    amiss(BEFORE, |p| p.score_year = p.score_year.previous().unwrap(), &[("other_assessment", "score_year")]);
    amiss(BEFORE, |p| p.issues[0].score = Some(domain::Score::FULL), &[("score_differs", "issues[0].score")]);
}

#[test]
fn results_promises_and_signatures() {
    let evidence = |name: &str| Evidence { name: name.to_owned(), sha256: None, link: None };
    let place = "issues[0].measures[0].evidence";
    amiss(BEFORE, |p| p.issues[0].measures[0].result = Some("ทำแล้ว".into()), &[("without_evidence", place)]);
    let proven = |p: &mut Plan| {
        p.issues[0].measures[0].result = Some("ทำแล้ว".into());
        p.issues[0].measures[0].evidence = vec![evidence("ประกาศ")];
    };
    amiss(BEFORE, proven, &[]);

    let promise = |p: &mut Plan, note: Option<Date>| {
        p.issues.iter_mut().for_each(|issue| issue.measures[0].follow_ups.clear());
        let measure = &mut p.issues[0].measures[0];
        measure.period = FiscalYear::new(2569).map(|round| thai::Period::from(round).into()).unwrap();
        measure.follow_ups = vec![date(2025, 12, 31), date(2026, 3, 31)];
        let text = "ประชุมแล้ว".to_owned();
        measure.progress.extend(note.map(|date| ProgressNote { date, text, percent: None }));
    };
    let place = "issues[0].measures[0].follow_ups[0]";
    amiss(date(2026, 1, 1), |p| promise(p, None), &[("promise_without_note", place)]);
    amiss(date(2025, 12, 31), |p| promise(p, None), &[]);
    amiss(date(2026, 1, 1), |p| promise(p, Some(date(2025, 12, 30))), &[]);

    let sign = |office: &str, date: Option<Date>| Endorsement {
        office: office.to_owned(),
        name: date.map_or(String::new(), |_| "(ลงชื่อ)".to_owned()),
        date,
        ..Endorsement::default()
    };
    let (early, late) = (Some(date(2025, 11, 1)), Some(date(2025, 11, 5)));
    let order = [("endorsement_out_of_order", "endorsements[1]")];
    amiss(BEFORE, |p| p.endorsements = vec![sign("ปลัด", late), sign("นายก", early)], &order);
    amiss(BEFORE, |p| p.endorsements = vec![sign("ปลัด", None), sign("นายก", early)], &order);
    amiss(BEFORE, |p| p.endorsements = vec![sign("ปลัด", early), sign("นายก", late)], &[]);
    let blank =
        Endorsement { date: early, acting_for: Some("ปลัด".into()), ..Endorsement::default() };
    let found = [
        ("endorsement_without_office", "endorsements[0].office"),
        ("endorsement_without_name", "endorsements[0].name"),
        ("endorsement_acting", "endorsements[0].acting_for"),
    ];
    amiss(BEFORE, |p| p.endorsements = vec![blank.clone()], &found);
}

#[test]
fn dates_percents_links_and_codes() {
    let at = |p: &mut Plan, f: &dyn Fn(&mut domain::plan::PlanMeasure)| f(&mut p.issues[0].measures[0]);
    let place = |rest: &str| format!("issues[0].measures[0].{rest}");
    let round = FiscalYear::new(2569).unwrap();
    let contradicts = |p: &mut Plan| {
        at(p, &|m| {
            m.period.text = "ต.ค. - ธ.ค. 2568".into();
            m.period.days = Some(round.into());
        });
    };
    amiss(BEFORE, contradicts, &[("period_contradicts", &place("period"))]);
    let outside = |p: &mut Plan| {
        at(p, &|m| {
            m.period = PlanPeriod::read("ต.ค. - ธ.ค. 2568", round);
            m.follow_ups = vec![date(2025, 12, 31), date(2026, 1, 1)];
        });
    };
    amiss(BEFORE, outside, &[("follow_up_outside_period", &place("follow_ups[1]"))]);
    let note = |date, percent| ProgressNote {
        date,
        text: "ประชุมแล้ว".into(),
        percent: domain::plan::Percent::new(percent),
    };
    let today = date(2025, 10, 20);
    let notes = |p: &mut Plan| {
        at(p, &|m| {
            // Written out of order: the dates decide what came before.
            m.progress = vec![
                note(date(2025, 10, 15), 30),
                note(date(2025, 10, 10), 40),
                note(date(2025, 10, 21), 50),
            ];
        });
    };
    let found =
        [("progress_in_future", place("progress[2].date")), ("percent_falls", place("progress[0].percent"))];
    amiss(today, notes, &[(found[0].0, &found[0].1), (found[1].0, &found[1].1)]);
    let link = |p: &mut Plan| {
        let evidence = |link: &str| Evidence {
            name: "ประกาศ".into(), sha256: None, link: Some(link.into())
        };
        at(p, &|m| m.evidence = vec![evidence("https://example.go.th/a"), evidence("file.pdf")]);
    };
    amiss(BEFORE, link, &[("evidence_link", &place("evidence[1].link"))]);
    let twice = |p: &mut Plan| p.issues[1].codes.push("O5".into());
    amiss(BEFORE, twice, &[("duplicate_code", "issues[1].codes[1]")]);
    amiss(BEFORE, |p| p.issues[0].codes.push("O5".into()), &[("duplicate_code", "issues[0].codes[1]")]);
    amiss(BEFORE, |p| p.issues[0].codes.push("O99".into()), &[("unknown_code", "issues[0].codes")]);
}

#[test]
fn codes_of_findings_are_distinct_and_tell_what_to_do() {
    let names: BTreeSet<_> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), FindingCode::ALL.len());
    for code in FindingCode::ALL {
        let remedy = code.remedy();
        assert!(!remedy.th.is_empty() && !remedy.en.is_empty(), "{code:?}");
    }
}

#[test]
fn without_an_assessment_the_plan_is_held_against_itself() {
    let tree = example("tham-rong-2568.json");
    let mut plan = made(&tree);
    plan.issues.truncate(1);
    plan.issues[0].score = None;
    assert_eq!(check_alone(&plan, BEFORE), []);
    plan.issues[0].measures[0].lead_unit.clear();
    let codes: Vec<_> = check_alone(&plan, BEFORE).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [FindingCode::WithoutUnit]);
}

#[test]
fn other_agencies_get_their_own_units() {
    let units = Units::embedded().expect("measures/units.toml is well-formed");
    let library = Library::embedded().unwrap();
    // A name that universities have too.
    let shared = ["กองคลัง"];
    let local: BTreeSet<_> = units.local_names().filter(|name| !shared.contains(name)).collect();
    for measure in library.measures() {
        for name in measure.supporting_units.iter().chain([&measure.lead_unit, &measure.checked_by]) {
            assert!(local.contains(name.as_str()) || shared.contains(&name.as_str()), "{name} has no row");
        }
    }
    let tree = example("kham-muang-2562.json");
    let planned = |kind: Option<AgencyKind>| {
        let agency = Agency { kind, ..Agency::default() };
        let options = SuggestOptions { measures_per_issue: 9, ..SuggestOptions::default() };
        suggest(&agency, &tree, library, &Thresholds::default(), &options)
    };
    let kinds = AgencyKind::codes().chain(["temple"]).map(AgencyKind::from_code);
    let mut groups = BTreeSet::new();
    for kind in kinds {
        let Some(group) = units.group(Some(&kind)) else {
            assert_eq!(planned(Some(kind)).issues, planned(None).issues);
            continue;
        };
        groups.insert(group);
        let plan = planned(Some(kind));
        for measure in plan.issues.iter().flat_map(|issue| &issue.measures) {
            let named =
                measure.supporting_units.iter().chain([&measure.lead_unit]).chain(&measure.checked_by);
            for name in named {
                assert!(!local.contains(name.as_str()), "{group:?}: {name}");
            }
            let text = format!("{measure:?}");
            for name in ["ปลัด", "กองช่าง", "กองการศึกษา"] {
                assert!(!text.contains(name), "{group:?}: {name} in {text}");
            }
        }
    }
    assert_eq!(groups, UnitGroup::ALL.into());
}

proptest! {
    #![proptest_config(cases("plan", 64, 2_000))]

    #[test]
    fn a_suggested_plan_lacks_only_what_time_brings(
        year in 2562_i16..=2569,
        figures in proptest::collection::vec(proptest::option::of(0_u16..=10_000), 300),
        day in 0_i32..800,
    ) {
        let framework = CATALOGUE.find(&format!("nacc/{year}")).unwrap();
        let mut evidence = Figures::new(framework);
        let items = framework.skeleton().of(domain::framework::Granularity::Items);
        let indicators = framework.skeleton().of(domain::framework::Granularity::Indicators);
        for (node, figure) in items.chain(indicators).zip(&figures) {
            if let Some(score) = figure.and_then(domain::Score::from_hundredths) {
                evidence.give(node, score);
            }
        }
        let tree = score(framework, &evidence);
        let plan = made(&tree);
        let first = plan.round_year.first_day();
        prop_assert_eq!(check(&plan, &tree, &Thresholds::default(), first), vec![]);
        let today = first.checked_add(jiff::Span::new().days(day)).unwrap();
        let late = check(&plan, &tree, &Thresholds::default(), today);
        prop_assert!(late.iter().all(|finding| FindingCode::is_about_progress(finding.code)));
    }
}
