//! Made-up data, the same at every run.

use std::sync::atomic::{AtomicU64, Ordering};

use domain::agency::AgencyKind;
use domain::{Language, Score};
use jiff::{SignedDuration, Timestamp};
use store::assessments::{NewAssessment, NodeScore};
use store::{Act, Actor, AgencyId, AssessmentId, Error, PersonId, Store, agencies, assessments, people};
pub use testkit::Dice;
use thai::FiscalYear;

/// A time on a made-up day.
pub fn at(seconds: i64) -> Timestamp {
    let start: Timestamp = "2026-03-02T01:00:00Z".parse().expect("a time");
    start + SignedDuration::from_secs(seconds)
}

/// Ten bytes that no other call gets.
pub fn random() -> [u8; 10] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

pub fn act(seconds: i64) -> Act {
    Act::new(at(seconds), Actor::Console)
}

pub fn by(seconds: i64, person: PersonId) -> Act {
    Act { role: Some("officer".into()), ..Act::new(at(seconds), Actor::Person(person)) }
}

pub fn details(name: &str) -> agencies::Details {
    agencies::Details {
        province: Some("ศรีสะเกษ".into()),
        district: Some("ภูสิงห์".into()),
        ..agencies::Details::new(name, AgencyKind::SubdistrictOrganization)
    }
}

pub async fn agency(store: &Store, name: &str) -> AgencyId {
    let (id, details) = (AgencyId::new(at(0), random()), details(name));
    store.write(move |tx| agencies::add(tx, &act(0), &id, &details)).await.expect("an agency");
    id
}

pub fn person_details(login: &str) -> people::Details {
    people::Details {
        login: login.into(),
        name: format!("ผู้ใช้ {login}"),
        title: Some("นักวิเคราะห์นโยบายและแผน".into()),
        email: None,
        language: Language::Thai,
    }
}

pub async fn person(store: &Store, login: &str) -> PersonId {
    let (id, details) = (PersonId::new(at(0), random()), person_details(login));
    store.write(move |tx| people::add(tx, &act(0), &id, &details, [7; 16])).await.expect("a person");
    id
}

pub fn year(number: i16) -> FiscalYear {
    FiscalYear::new(number).expect("a year")
}

/// An assessment with every kind of value: no score, zero, full, text outside ASCII, bytes that are no text.
pub fn assessment(agency: AgencyId, fiscal_year: i16, seconds: i64) -> NewAssessment {
    let node = |path: &str, hundredths: Option<u16>| NodeScore {
        path: path.into(),
        score: hundredths.map(|n| Score::from_hundredths(n).expect("in range")),
    };
    NewAssessment {
        id: AssessmentId::new(at(seconds), random()),
        agency,
        fiscal_year: year(fiscal_year),
        framework: format!("nacc/{fiscal_year}@1"),
        framework_digest: "ab".repeat(32),
        source_name: "ผล ITA ๒๕๖๘.xlsx".into(),
        source: (0..=255).cycle().take(5_000).collect(),
        document: "{\"agency\":\"อบต.ตัวอย่าง\",\"quote\":\"'\\\\$1?\"}".into(),
        overall: Score::from_hundredths(8_675),
        level: Some("ผ่าน".into()),
        certain: true,
        scores: vec![
            node("overall", Some(8_675)),
            node("instruments.iit", Some(10_000)),
            node("instruments.eit", Some(0)),
            node("indicators.10", None),
            node("ตัวชี้วัด", Some(1)),
        ],
    }
}

pub async fn keep(store: &Store, new: &NewAssessment) -> Result<(), Error> {
    let new = new.clone();
    store.write(move |tx| assessments::add(tx, &act(10), &new)).await
}
