//! Publications and what the public sees.

use jiff::SignedDuration;
use serde_json::Value;
use service::assess::{LevelView, Standing, Upload};
use service::disclose::{Decision, OpenData};
use service::{Caller, Code};
use store::memberships::Role;
use store::{AgencyId, AssessmentId, credentials};
use thai::FiscalYear;

use crate::stage::{Stage, example, weaker};

const YES: Decision = Decision { doubts_are_accepted: true };

fn year(number: i16) -> FiscalYear {
    FiscalYear::new(number).unwrap()
}

async fn added(stage: &Stage, agency: &AgencyId, who: &Caller, name: &str, bytes: Vec<u8>) -> AssessmentId {
    let upload = Upload { name: name.into(), bytes };
    stage.service.add_assessment(who, agency, upload).await.unwrap().id
}

async fn desk() -> (Stage, AgencyId, Caller, AssessmentId) {
    let stage = Stage::new().await;
    let agency = stage.agency("อบต.ถ้ำรงค์", "เพชรบุรี").await;
    let head = stage.person(Role::AgencyAdministrator, Some(&agency)).await;
    let id = added(&stage, &agency, &head, "a.json", example("tham-rong-2568.json")).await;
    (stage, agency, head, id)
}

#[tokio::test]
async fn nothing_is_seen_until_it_is_published_nor_after_it_is_withdrawn() {
    let (stage, agency, head, id) = desk().await;
    let service = &stage.service;
    let key = agency.to_string();
    let visitor = Caller::Visitor;
    let before = service.public_version();
    assert_eq!(service.public_year(&visitor, &key, year(2568)).await.unwrap_err().code, Code::NotFound);
    assert!(service.public_agency(&visitor, &key).await.unwrap().years.is_empty());

    let doubts = service.doubts_of(&head, &agency, &id).await.unwrap();
    assert!(doubts.iter().any(|doubt| doubt.code == "unseen-rules"), "{doubts:?}");
    let unread = service.publish(&head, &agency, &id, Decision::default()).await.unwrap_err();
    assert_eq!((unread.code, unread.fields[0].field.as_str()), (Code::Invalid, "doubts_are_accepted"));
    assert_eq!(unread.fields.len(), doubts.len() + 1);
    assert_eq!(service.public_version(), before);

    service.publish(&head, &agency, &id, YES).await.unwrap();
    assert_ne!(service.public_version(), before);
    let page = service.public_year(&visitor, &key, year(2568)).await.unwrap();
    assert_eq!(page.view.overall.score.unwrap().to_string(), "91.44");
    assert!(matches!(&page.view.level, LevelView::Reached { name, .. } if name.th == "ผ่าน"));
    assert_eq!(page.view.published_overall.unwrap().to_string(), "91.59");
    assert_eq!(page.findings.len(), 1);
    assert!(page.recompute.is_same && page.comparison.is_none());
    assert_eq!(page.agency.years.len(), 1);
    let node = service.public_node(&visitor, &key, year(2568), "OIT").await.unwrap();
    assert!(!node.node.explanation.calculation.is_empty());
    let twice = service.publish(&head, &agency, &id, YES).await.unwrap_err();
    assert_eq!(twice.code, Code::Conflict);

    let shown = service.public_version();
    service.withdraw(&head, &agency, &id).await.unwrap();
    assert_ne!(service.public_version(), shown);
    assert_eq!(service.public_year(&visitor, &key, year(2568)).await.unwrap_err().code, Code::NotFound);
    let gone = service.open_data(&visitor, &key, year(2568), OpenData::Csv).await.unwrap_err();
    assert_eq!(gone.code, Code::NotFound);
    assert_eq!(service.withdraw(&head, &agency, &id).await.unwrap_err().code, Code::Conflict);
    service.publish(&head, &agency, &id, YES).await.unwrap();
    assert!(service.public_year(&visitor, &key, year(2568)).await.is_ok());
}

#[tokio::test]
async fn a_correction_takes_the_place_of_what_was_published() {
    let (stage, agency, head, first) = desk().await;
    let service = &stage.service;
    let mut file: Value = serde_json::from_slice(&example("tham-rong-2568.json")).unwrap();
    file["published"]["items"]["O5"] = "100.00".into();
    let second = added(&stage, &agency, &head, "b.json", file.to_string().into_bytes()).await;
    service.publish(&head, &agency, &first, YES).await.unwrap();
    service.publish(&head, &agency, &second, YES).await.unwrap();
    let list = service.assessments(&head, &agency).await.unwrap();
    let published: Vec<bool> = list.iter().map(|one| one.is_published()).collect();
    assert_eq!(published, [true, false], "the newest first");
    let at = list[0].decision.as_ref().unwrap().decided_at;
    assert_eq!(list[0].standing(), Standing::Published { since: at });
    assert_eq!(list[1].standing(), Standing::Replaced { at, by: second }, "one act, one moment");
    let one = service.assessment(&head, &agency, &first).await.unwrap();
    assert_eq!(one.listed, list[1], "a single one is told as in the list");
    let page = service.public_year(&Caller::Visitor, &agency.to_string(), year(2568)).await.unwrap();
    assert!(page.has_replaced);
    // The older one again: the public sees exactly what was decided last.
    service.publish(&head, &agency, &first, YES).await.unwrap();
    let list = service.assessments(&head, &agency).await.unwrap();
    assert_eq!(list.iter().map(|one| one.is_published()).collect::<Vec<_>>(), [false, true]);
    assert!(matches!(list[0].standing(), Standing::Replaced { by, .. } if by == first));
    // Withdrawn by somebody, it was replaced by nothing; what it had replaced stays so.
    service.withdraw(&head, &agency, &first).await.unwrap();
    let list = service.assessments(&head, &agency).await.unwrap();
    let Standing::Withdrawn { at } = list[1].standing() else { panic!("{:?}", list[1]) };
    assert!(matches!(list[0].standing(), Standing::Replaced { .. }));
    let key = agency.to_string();
    let gone = service.withdrawn_year(&Caller::Visitor, &key, year(2568)).await.unwrap().unwrap();
    assert_eq!((gone.agency.id, gone.at), (agency, at));
    assert_eq!(service.withdrawn_year(&Caller::Visitor, &key, year(2567)).await.unwrap(), None);
    // What is published afterwards takes nobody's place.
    service.publish(&head, &agency, &second, YES).await.unwrap();
    assert_eq!(service.withdrawn_year(&Caller::Visitor, &key, year(2568)).await.unwrap(), None);
    let list = service.assessments(&head, &agency).await.unwrap();
    assert_eq!(list[1].standing(), Standing::Withdrawn { at });
    assert!(!service.public_year(&Caller::Visitor, &key, year(2568)).await.unwrap().has_replaced);
}

#[tokio::test]
async fn the_year_before_is_shown_where_it_is_published() {
    let (stage, agency, head, id) = desk().await;
    let service = &stage.service;
    let mut file: Value = serde_json::json!({"framework": "nacc/2567", "published": {"indicators": {}}});
    for number in 1..=10 {
        file["published"]["indicators"][number.to_string()] = "90.00".into();
    }
    let before = added(&stage, &agency, &head, "b.json", file.to_string().into_bytes()).await;
    service.publish(&head, &agency, &id, YES).await.unwrap();
    let key = agency.to_string();
    assert!(service.public_year(&Caller::Visitor, &key, year(2568)).await.unwrap().comparison.is_none());
    service.publish(&head, &agency, &before, YES).await.unwrap();
    let page = service.public_year(&Caller::Visitor, &key, year(2568)).await.unwrap();
    let overall = page.comparison.as_ref().unwrap().overall().unwrap().clone();
    assert_eq!((overall.before.to_string(), overall.after.to_string()), ("90.00".into(), "91.44".into()));
    assert_eq!(page.agency.years.iter().map(|line| line.year.number()).collect::<Vec<_>>(), [2568, 2567]);
}

/// Whoever takes the open data gets the same score to the hundredth.
#[tokio::test]
async fn open_data_scores_again_to_the_same_digits() {
    let (stage, agency, head, id) = desk().await;
    let service = &stage.service;
    service.publish(&head, &agency, &id, YES).await.unwrap();
    let key = agency.to_string();
    let data = |form| service.open_data(&Caller::Visitor, &key, year(2568), form);

    let file = data(OpenData::Assessment).await.unwrap();
    let catalogue = domain::framework::Catalogue::embedded();
    let format = files::input::Format::Json;
    let loaded = files::input::parse("open.json", format, &file, &catalogue).unwrap();
    let tree = loaded.assessment.score();
    let json: Value = serde_json::from_slice(&data(OpenData::Json).await.unwrap()).unwrap();
    assert_eq!(json["overall"], "91.44");
    assert_eq!(json["framework_digest"], loaded.assessment.framework.digest());
    let scores = json["scores"].as_array().unwrap();
    assert_eq!(scores[0]["path"], "overall");
    for row in scores {
        let node = loaded.assessment.framework.node(row["path"].as_str().unwrap()).unwrap();
        let score = tree.at(node).score.map(|score| score.to_string());
        assert_eq!(row["score"].as_str(), score.as_deref(), "{row}");
    }
    let csv = String::from_utf8(data(OpenData::Csv).await.unwrap()).unwrap();
    assert!(csv.starts_with('\u{feff}') && csv.contains("91.44") && csv.contains("public/E5"));
    assert_eq!(OpenData::Csv.file_name("../ก63", year(2568)), "ita-63-2568.csv");
}

#[tokio::test]
async fn whoever_has_a_second_factor_must_have_used_it() {
    let (stage, agency, head, id) = desk().await;
    let service = &stage.service;
    let alone = weaker(&head);
    let person = head.person().unwrap();
    let act = stage.act();
    service.store().write(move |tx| credentials::add_totp(tx, &act, &person, b"secret")).await.unwrap();
    // A secret that was never confirmed is no factor yet.
    service.publish(&alone, &agency, &id, YES).await.unwrap();
    service.withdraw(&alone, &agency, &id).await.unwrap();
    let act = stage.act();
    service.store().write(move |tx| credentials::use_totp(tx, &act, &person, 1)).await.unwrap();
    assert_eq!(service.publish(&alone, &agency, &id, YES).await.unwrap_err().code, Code::SecondFactor);
    service.publish(&head, &agency, &id, YES).await.unwrap();
    assert_eq!(service.withdraw(&alone, &agency, &id).await.unwrap_err().code, Code::SecondFactor);
}

#[tokio::test]
async fn only_who_may_publish_does() {
    let (stage, agency, _, id) = desk().await;
    let service = &stage.service;
    for role in Role::ALL {
        let who = stage.person(role, Some(&agency)).await;
        let done = service.publish(&who, &agency, &id, YES).await;
        if matches!(role, Role::AgencyAdministrator | Role::Executive) {
            done.unwrap();
            service.withdraw(&who, &agency, &id).await.unwrap();
        } else {
            assert_eq!(done.unwrap_err().code, Code::Forbidden, "{role}");
        }
    }
    assert_eq!(service.publish(&Caller::Visitor, &agency, &id, YES).await.unwrap_err().code, Code::SignIn);
}

#[tokio::test]
async fn another_program_that_publishes_is_noticed() {
    let (stage, agency, head, id) = desk().await;
    let service = &stage.service;
    let seen = service.refresh_public_version().await.unwrap();
    assert_eq!(service.refresh_public_version().await.unwrap(), seen, "nothing has changed");
    stage.clock.forward(SignedDuration::from_secs(1));
    let publication = store::PublicationId::new(stage.now(), stage.ten());
    let act = stage.act();
    // Past this program's use cases, as another one does.
    service
        .store()
        .write(move |tx| store::publications::decide(tx, &act, &publication, &id, true))
        .await
        .unwrap();
    assert_eq!(service.public_version(), seen);
    let noticed = service.refresh_public_version().await.unwrap();
    assert_ne!(noticed, seen);
    stage.agency("อบต.ใหม่", "เลย").await;
    assert_ne!(service.refresh_public_version().await.unwrap(), noticed);
    let _ = (agency, head);
}
