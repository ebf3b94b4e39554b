//! Agencies with an administrator each, in sessions that are open; and what is in the store afterwards.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use domain::Language;
use domain::agency::AgencyKind;
use jiff::{SignedDuration, Timestamp};
use prongsai::commands::serve::ports::{SystemClock, SystemRandom};
use service::assess::Upload;
use service::disclose::Decision;
use service::ports::{Clock as _, NoFetch, NoMail};
use service::{Caller, Service, Settings};
use store::memberships::{NewMembership, Role};
use store::{
    Act, Actor, AgencyId, AssessmentId, Digest, MembershipId, PersonId, SessionId, Store, agencies,
    assessments, backup, memberships, people, sessions, units,
};

/// What was kept of a store.
pub struct Kept {
    pub units: BTreeSet<String>,
    pub store: Store,
}

/// An agency and the secret of its administrator's session.
#[derive(Debug, Clone)]
pub struct Desk {
    pub agency: AgencyId,
    pub code: String,
    pub secret: String,
}

/// Work that waits for the store.
pub fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(work)
}

/// So many agencies in an empty store.
pub async fn fill(store: &Store, count: usize) -> Vec<Desk> {
    let mut desks = Vec::new();
    for number in 0..count {
        let now = SystemClock.now();
        let desk = Desk {
            agency: AgencyId::new(now, ten()),
            code: format!("A{number:04}"),
            secret: format!("{:b>52}", format!("a{number}")),
        };
        desks.push(desk.clone());
        store.write(move |tx| add(tx, &desk, now)).await.unwrap();
    }
    desks
}

/// Hands in a result and publishes it; whether the rules took it.
pub async fn publish(store: &Store, desk: &Desk, file: Vec<u8>) -> bool {
    let service = Service::new(
        store.clone(),
        Settings::default(),
        Box::new(SystemClock),
        Box::new(SystemRandom::new().unwrap()),
        Box::new(NoMail),
        Box::new(NoFetch),
    );
    let upload = Upload { name: String::from("result.json"), bytes: file };
    let Ok(added) = service.add_assessment(&Caller::Console, &desk.agency, upload).await else {
        return false;
    };
    let decision = Decision { doubts_are_accepted: true };
    service.publish(&Caller::Console, &desk.agency, &added.id, decision).await.unwrap();
    true
}

/// Opens a store, and answers what is wrong with it or what it keeps.
pub async fn examine(address: &str, desks: &[Desk]) -> Result<Kept, String> {
    let told = |error: store::Error| error.to_string();
    let store = Store::open(address).await.map_err(told)?;
    let problems = backup::examine(&store, vec![]).await.map_err(told)?;
    if let Some(problem) = problems.into_iter().next() {
        return Err(problem);
    }
    let mut names = BTreeSet::new();
    for desk in desks {
        let agency = desk.agency;
        let found = store.read(move |tx| units::of_agency(tx, &agency)).await.map_err(told)?;
        names.extend(found.into_iter().map(|unit| unit.name));
    }
    Ok(Kept { units: names, store })
}

impl Kept {
    /// Whether an acknowledged change is there: a unit by its name, an assessment by its page.
    pub async fn has(&self, change: &str) -> bool {
        match change.strip_prefix("/assessments/") {
            None => self.units.contains(change),
            Some(id) => {
                let id: AssessmentId = id.parse().unwrap();
                let document = self.store.read(move |tx| assessments::document(tx, &id)).await;
                document.is_ok_and(|document| !document.is_empty())
            }
        }
    }

    /// Those of the acknowledged changes that are not there.
    pub async fn lost<'c>(&self, acknowledged: impl IntoIterator<Item = &'c str>) -> Vec<&'c str> {
        let mut lost = Vec::new();
        for change in acknowledged {
            if !self.has(change).await {
                lost.push(change);
            }
        }
        lost
    }
}

fn ten() -> [u8; 10] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

fn add(tx: &mut store::Write<'_>, desk: &Desk, now: Timestamp) -> store::Result<()> {
    let act = Act::new(now, Actor::Console);
    let person = PersonId::new(now, ten());
    let details = agencies::Details {
        code: Some(desk.code.clone()),
        // The agency of the example; a file is taken for its own agency alone.
        ..agencies::Details::new("อบต.ถ้ำรงค์", AgencyKind::SubdistrictOrganization)
    };
    agencies::add(tx, &act, &desk.agency, &details)?;
    let details = people::Details {
        login: desk.code.to_lowercase(),
        name: format!("ผู้ดูแล {}", desk.code),
        title: None,
        email: None,
        language: Language::Thai,
    };
    people::add(tx, &act, &person, &details, [7; 16])?;
    let membership = NewMembership {
        id: MembershipId::new(now, ten()),
        person,
        agency: Some(desk.agency),
        unit: None,
        office: None,
        role: Role::AgencyAdministrator,
    };
    memberships::add(tx, &act, &membership)?;
    let session = sessions::NewSession {
        id: SessionId::new(now, ten()),
        person,
        token: Digest::of(desk.secret.as_bytes()),
        device: String::from("?"),
        expires_at: now + SignedDuration::from_hours(12),
        two_factors: true,
    };
    sessions::start(tx, &act, &session)
}
