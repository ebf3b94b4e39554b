//! A made-up installation: agencies with an administrator each, who are signed in, and one published result.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use domain::Language;
use domain::agency::AgencyKind;
use jiff::{SignedDuration, Timestamp};
use service::assess::Upload;
use service::disclose::{Decision, OpenData};
use service::ports::{Clock, NoFetch, NoMail, Random};
use service::{Caller, Service, Settings};
use store::memberships::{NewMembership, Role};
use store::{
    Act, Actor, AgencyId, Digest, MembershipId, PersonId, SessionId, Store, agencies, memberships, people,
    sessions,
};
use thai::FiscalYear;

/// How many agencies there are, with one administrator each.
pub const AGENCIES: usize = 1_024;

/// The fiscal year of the published result.
pub const YEAR: i16 = 2568;

/// Code of the agency that has published.
pub const CODE: &str = "A0000";

struct Now;

impl Clock for Now {
    #[expect(clippy::disallowed_methods, reason = "sessions of a running server have to be of today")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Numbers that differ; what is made with them guards nothing.
#[derive(Debug)]
struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mut step = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            step = (step ^ (step >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = step.to_be_bytes()[3];
        }
    }
}

/// The secret in the cookie of an administrator, by number.
pub fn secret(number: usize) -> String {
    format!("{:b>52}", format!("a{number}"))
}

/// Fills an empty store. Answers the published result as open data, for the peer to show the same.
///
/// # Errors
/// When something of it is refused.
pub async fn fill(address: &str, assessment: Vec<u8>) -> Result<Vec<u8>> {
    let store = Store::open(address).await?;
    let service = Service::new(
        store.clone(),
        Settings::default(),
        Box::new(Now),
        Box::new(Counted(AtomicU64::new(1))),
        Box::new(NoMail),
        Box::new(NoFetch),
    );
    let mut first = None;
    for number in 0..AGENCIES {
        let now = Now.now();
        let id = AgencyId::new(now, ten(number));
        first = first.or(Some(id));
        store.write(move |tx| add(tx, number, id, now)).await?;
    }
    let first = first.context("there is an agency")?;
    let upload = Upload { name: String::from("result.json"), bytes: assessment };
    let added = service.add_assessment(&Caller::Console, &first, upload).await.map_err(anyhow::Error::new)?;
    let decision = Decision { doubts_are_accepted: true };
    service.publish(&Caller::Console, &first, &added.id, decision).await?;
    let year = FiscalYear::new(YEAR)?;
    let data = service.open_data(&Caller::Visitor, CODE, year, OpenData::Json).await?;
    store.close().await;
    Ok(data)
}

/// An agency with an administrator in a session.
fn add(tx: &mut store::Write<'_>, number: usize, agency: AgencyId, now: Timestamp) -> store::Result<()> {
    let act = Act::new(now, Actor::Console);
    let (person, random) = (PersonId::new(now, ten(number)), ten(number));
    let details = agencies::Details {
        province: Some(String::from("เพชรบุรี")),
        code: Some(format!("A{number:04}")),
        // The agency of the example; a file is taken for its own agency alone.
        ..agencies::Details::new("อบต.ถ้ำรงค์", AgencyKind::SubdistrictOrganization)
    };
    agencies::add(tx, &act, &agency, &details)?;
    let details = people::Details {
        login: format!("admin{number}"),
        name: format!("ผู้ดูแล {number}"),
        title: None,
        email: None,
        language: Language::Thai,
    };
    people::add(tx, &act, &person, &details, [7; 16])?;
    let membership = NewMembership {
        id: MembershipId::new(now, random),
        person,
        agency: Some(agency),
        unit: None,
        office: None,
        role: Role::AgencyAdministrator,
    };
    memberships::add(tx, &act, &membership)?;
    let session = sessions::NewSession {
        id: SessionId::new(now, random),
        person,
        token: Digest::of(secret(number).as_bytes()),
        device: String::from("?"),
        expires_at: now + SignedDuration::from_hours(12),
        two_factors: true,
    };
    sessions::start(tx, &act, &session)
}

fn ten(number: usize) -> [u8; 10] {
    let mut bytes = [0; 10];
    bytes[2..].copy_from_slice(&(number as u64).to_be_bytes());
    bytes
}
