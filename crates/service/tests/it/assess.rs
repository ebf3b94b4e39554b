//! Assessments: added from files, scored, looked at, compared.

use domain::framework::Granularity;
use serde_json::{Value, json};
use service::assess::{LevelView, Upload};
use service::{Caller, Code};
use store::memberships::Role;
use store::{AgencyId, assessments};

use crate::stage::{Stage, example};

fn upload(name: &str, bytes: impl Into<Vec<u8>>) -> Upload {
    Upload { name: name.into(), bytes: bytes.into() }
}

async fn desk() -> (Stage, AgencyId, Caller) {
    let stage = Stage::new().await;
    let agency = stage.agency("องค์การบริหารส่วนตำบลถ้ำรงค์", "เพชรบุรี").await;
    let officer = stage.person(Role::Officer, Some(&agency)).await;
    (stage, agency, officer)
}

#[tokio::test]
async fn an_example_is_kept_and_shown() {
    let (stage, agency, officer) = desk().await;
    let service = &stage.service;
    let bytes = example("tham-rong-2568.json");
    let added = service.add_assessment(&officer, &agency, upload("ผล.json", bytes.clone())).await.unwrap();
    assert!(added.remarks.is_empty(), "{:?}", added.remarks);

    let list = service.assessments(&officer, &agency).await.unwrap();
    assert_eq!(list.len(), 1);
    assert_eq!(list[0].summary.overall.map(|score| score.to_string()).as_deref(), Some("91.44"));
    assert_eq!(list[0].summary.level.as_deref(), Some("ผ่าน"));
    assert!(!list[0].is_published());

    let report = service.assessment(&officer, &agency, &added.id).await.unwrap();
    assert_eq!(report.view.framework, "nacc/2568@1");
    assert_eq!(report.view.indicators.len(), 10);
    // The report prints another total than its own items give; both are shown, and where they part.
    assert_eq!(report.view.published_overall.unwrap().to_string(), "91.59");
    let keys: Vec<&str> = report.findings.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys, ["published.indicators.8"]);
    let indicator = &report.view.indicators[8];
    assert_eq!((indicator.number, indicator.brief.score.unwrap().to_string()), (9, "85.00".into()));
    assert!(indicator.below.iter().any(|item| item.brief.path == "O5" && item.depth == 2));
    let LevelView::Reached { name, passes, .. } = &report.view.level else { panic!("a level") };
    assert_eq!((name.th.as_str(), *passes), ("ผ่าน", true));
    assert_eq!(report.view.pass_mark.unwrap().to_string(), "85.00");
    assert!(report.view.levels.iter().any(|level| level.is_reached && level.name.th == "ผ่าน"));

    let node = service.assessment_node(&officer, &agency, &added.id, "8").await.unwrap();
    assert_eq!(node.brief.granularity, Granularity::Indicators);
    assert_eq!(node.parent.unwrap().path, "EIT");
    assert_eq!(
        node.children.iter().map(|child| child.path.as_str()).collect::<Vec<_>>(),
        ["public/8", "survey/8"]
    );
    assert_eq!(node.printed.unwrap().to_string(), "94.30");
    assert_eq!(node.brief.score.unwrap().to_string(), "92.72");
    let nowhere = service.assessment_node(&officer, &agency, &added.id, "nowhere").await.unwrap_err();
    assert_eq!(nowhere.code, Code::NotFound);

    let source = service.assessment_source(&officer, &agency, &added.id).await.unwrap();
    assert_eq!((source.name.as_str(), source.bytes), ("ผล.json", bytes.clone()));
    let again = service.add_assessment(&officer, &agency, upload("b.json", bytes)).await.unwrap_err();
    assert_eq!(again.code, Code::Exists);
}

/// Every published result that the project holds: what is kept scores as the file does, digit by digit.
#[tokio::test]
async fn golden_cases_keep_their_digits() {
    let (stage, agency, officer) = desk().await;
    let service = &stage.service;
    let mut seen = 0;
    for case in testkit::golden() {
        let mut file = case.assessment.clone();
        // A case that starts from a coarser level leaves out evidence on purpose; files have no such wish.
        if file["scope"] == "aggregate" || case.from.is_some() {
            continue;
        }
        file.as_object_mut().unwrap().remove("agency");
        let name = format!("{}.json", case.id);
        let added = service.add_assessment(&officer, &agency, upload(&name, file.to_string())).await;
        let added = match added {
            Ok(added) => added,
            Err(problem) => {
                assert!(matches!(problem.code, Code::Exists | Code::BadFile), "{}: {problem:?}", case.id);
                continue;
            }
        };
        seen += 1;
        assert_eq!(added.remarks[0].code, "agency-not-named");
        let report = service.assessment(&officer, &agency, &added.id).await.unwrap();
        if let Some(expected) = case.expected["overall"].as_str() {
            let overall = report.view.overall.score.map(|score| score.to_string());
            assert_eq!(overall.as_deref(), Some(expected), "{}", case.id);
        }
        for (number, expected) in case.expected["indicators"].as_object().into_iter().flatten() {
            let Some(expected) = expected.as_str() else { continue };
            let found = report.view.indicators.iter().find(|one| &one.brief.path == number).unwrap();
            let score = found.brief.score.map(|score| score.to_string());
            assert_eq!(score.as_deref(), Some(expected), "{} {number}", case.id);
        }
        let id = added.id;
        let scores = service.store().read(move |tx| assessments::scores(tx, &id)).await.unwrap();
        let overall = scores.last().unwrap();
        assert_eq!(
            (overall.path.as_str(), overall.score),
            ("overall", report.view.overall.score),
            "{}",
            case.id
        );
    }
    assert!(10 < seen, "{seen} cases");
}

#[tokio::test]
async fn everything_wrong_with_a_file_is_told_with_its_place() {
    let (stage, agency, officer) = desk().await;
    let fields = |name: &'static str, text: String| {
        let (service, officer) = (stage.service.clone(), officer.clone());
        async move {
            let problem = service.add_assessment(&officer, &agency, upload(name, text)).await.unwrap_err();
            let fields: Vec<String> = problem.fields.into_iter().map(|one| one.field).collect();
            (problem.code, fields)
        }
    };
    let bad = r#"{"framework": "nacc/2568", "published": {"items": {"O5": 101, "X9": 3}, "indicators": {"1": "abc"}}}"#;
    let (code, found) = fields("a.json", bad.into()).await;
    assert_eq!(code, Code::BadFile);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().any(|field| field == "published.items.O5"), "{found:?}");

    assert_eq!(fields("a.docx", "x".into()).await, (Code::BadFile, vec!["a.docx".into()]));
    assert_eq!(fields("a", "x".into()).await.0, Code::BadFile);
    for name in ["a.json", "a.toml", "a.csv", "a.xlsx"] {
        for text in ["", "\u{0}\u{1}", "{", "PK\u{3}\u{4}"] {
            let (code, found) = fields(name, text.into()).await;
            assert_eq!(code, Code::BadFile, "{name} {text:?}");
            assert!(!found.is_empty(), "{name} {text:?}");
        }
    }
    let aggregate =
        r#"{"framework": "nacc/2568", "scope": "aggregate", "published": {"indicators": {"1": 90}}}"#;
    assert_eq!(fields("a.json", aggregate.into()).await, (Code::BadFile, vec!["scope".into()]));
    let empty = r#"{"framework": "nacc/2568"}"#;
    assert_eq!(fields("a.json", empty.into()).await, (Code::BadFile, vec!["published".into()]));
    let other =
        r#"{"framework": "nacc/2568", "agency": {"name": "อบต.อื่น"}, "published": {"indicators": {"1": 90}}}"#;
    assert_eq!(fields("a.json", other.into()).await, (Code::BadFile, vec!["agency.name".into()]));
    let large = " ".repeat(21 * 1024 * 1024);
    assert_eq!(fields("a.json", large).await.0, Code::TooLarge);
    assert!(stage.service.assessments(&officer, &agency).await.unwrap().is_empty(), "nothing was kept");
}

#[tokio::test]
async fn two_years_are_compared_where_they_continue() {
    let (stage, agency, officer) = desk().await;
    let service = &stage.service;
    let mut ids = Vec::new();
    for (year, eight) in [(2567, "80.00"), (2568, "94.30")] {
        let mut file: Value = json!({"framework": format!("nacc/{year}"), "published": {"indicators": {}}});
        for number in 1..=10 {
            let score = if number == 8 { eight } else { "90.00" };
            file["published"]["indicators"][number.to_string()] = score.into();
        }
        let name = format!("{year}.json");
        ids.push(
            service.add_assessment(&officer, &agency, upload(&name, file.to_string())).await.unwrap().id,
        );
    }
    let told = service.compare_assessments(&officer, &agency, &ids[0], &ids[1]).await.unwrap();
    assert_eq!((told.before.number(), told.after.number()), (2567, 2568));
    let eight = told.lines.iter().find(|line| line.path == "8").unwrap();
    assert_eq!(
        (eight.before.to_string(), eight.after.to_string(), eight.change),
        ("80.00".into(), "94.30".into(), 1430)
    );
    assert_eq!(told.lines[0].granularity, Granularity::Overall);
    assert!(0 < told.overall().unwrap().change);
    let same = service.compare_assessments(&officer, &agency, &ids[1], &ids[1]).await.unwrap();
    assert!(same.lines.iter().all(|line| line.change == 0 && line.is_comparable));
}

#[tokio::test]
async fn another_agency_sees_nothing() {
    let (stage, agency, officer) = desk().await;
    let service = &stage.service;
    let added =
        service.add_assessment(&officer, &agency, upload("a.json", example("tham-rong-2568.json"))).await;
    let id = added.unwrap().id;
    let elsewhere = stage.agency("อบต.อื่น", "เลย").await;
    let stranger = stage.person(Role::Officer, Some(&elsewhere)).await;
    let asked = service.assessment(&stranger, &agency, &id).await.unwrap_err();
    assert_eq!(asked.code, Code::Forbidden);
    // Asking for it as if it were one's own finds nothing.
    for code in [
        service.assessment(&stranger, &elsewhere, &id).await.unwrap_err().code,
        service.assessment_source(&stranger, &elsewhere, &id).await.unwrap_err().code,
        service.assessment_node(&stranger, &elsewhere, &id, "8").await.unwrap_err().code,
        service.compare_assessments(&stranger, &elsewhere, &id, &id).await.unwrap_err().code,
    ] {
        assert_eq!(code, Code::NotFound);
    }
}
