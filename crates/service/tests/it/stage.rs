//! A small installation for tests: a store in a temporary folder, a clock that is set, randomness that repeats.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::Language;
use domain::agency::AgencyKind;
use jiff::{SignedDuration, Timestamp};
use service::oidc::Provider;
use service::ports::{Clock, Fetch, NoFetch, NoMail, Random};
use service::{Caller, Service, Settings, Strength};
use store::memberships::{Membership, NewMembership, Role};
use store::{
    Act, Actor, AgencyId, Digest, MembershipId, PersonId, SessionId, Store, agencies, memberships, people,
    sessions,
};

/// A clock that a test sets; it goes on by a millisecond at each look, so that ids follow each other.
#[derive(Clone)]
pub struct Hands(Arc<Mutex<Timestamp>>);

impl Hands {
    pub fn forward(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += by;
    }
}

impl Clock for Hands {
    fn now(&self) -> Timestamp {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_millis(1);
        *now
    }
}

/// Numbers that repeat with each run: SplitMix64.
struct Dice(AtomicU64);

impl Random for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut x = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            let drawn = (x ^ (x >> 31)).to_le_bytes();
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
    }
}

pub struct Stage {
    pub service: Service,
    pub clock: Hands,
    folder: PathBuf,
    ids: AtomicU64,
}

impl Stage {
    pub async fn new() -> Stage {
        Stage::with(Box::new(NoFetch), Vec::new()).await
    }

    pub async fn with(fetch: Box<dyn Fetch>, providers: Vec<Provider>) -> Stage {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("prongsai-desk-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("store.db").display())).await.unwrap();
        let clock = Hands(Arc::new(Mutex::new("2026-03-02T01:00:00Z".parse().unwrap())));
        let dice = Dice(AtomicU64::new(u64::from(number)));
        let settings = Settings { password_memory: 64, providers, ..Settings::default() };
        let service =
            Service::new(store, settings, Box::new(clock.clone()), Box::new(dice), Box::new(NoMail), fetch);
        Stage { service, clock, folder, ids: AtomicU64::new(1) }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn now(&self) -> Timestamp {
        self.service.now()
    }

    pub fn act(&self) -> Act {
        Act::new(self.now(), Actor::Console)
    }

    /// Ten bytes for an id that no other call gets.
    pub fn ten(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.ids.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        bytes
    }

    pub async fn agency(&self, name: &str, province: &str) -> AgencyId {
        let (id, act) = (AgencyId::new(self.now(), self.ten()), self.act());
        let details = agencies::Details {
            province: Some(province.into()),
            ..agencies::Details::new(name, AgencyKind::SubdistrictOrganization)
        };
        self.service.store().write(move |tx| agencies::add(tx, &act, &id, &details)).await.unwrap();
        id
    }

    /// Begins the session of a person, as signing in does: without it nothing that asks for a fresh proof works.
    pub async fn begin(&self, caller: &Caller) {
        let Caller::Person { id, session, strength, .. } = caller else { panic!("a person") };
        let new = sessions::NewSession {
            id: *session,
            person: *id,
            token: Digest::of(session.as_str().as_bytes()),
            device: "Firefox".into(),
            expires_at: self.now() + SignedDuration::from_hours(12),
            two_factors: *strength == Strength::TwoFactors,
        };
        let act = self.act();
        self.service.store().write(move |tx| sessions::start(tx, &act, &new)).await.unwrap();
    }

    /// Makes the proof of a session new.
    pub async fn begin_again(&self, caller: &Caller) {
        let Caller::Person { session, .. } = caller else { panic!("a person") };
        let (session, act) = (*session, self.act());
        let token = Digest::of(act.at.to_string().as_bytes());
        self.service
            .store()
            .write(move |tx| sessions::renew(tx, &act, &session, &token, true))
            .await
            .unwrap();
    }

    /// A person with one role, signed in with two factors.
    pub async fn person(&self, role: Role, agency: Option<&AgencyId>) -> Caller {
        let id = PersonId::new(self.now(), self.ten());
        let given = NewMembership {
            id: MembershipId::new(self.now(), self.ten()),
            person: id,
            agency: agency.copied().filter(|_| role != Role::Operator),
            unit: None,
            office: None,
            role,
        };
        let details = people::Details {
            login: format!("p{id}"),
            name: format!("ผู้ใช้ {}", role.code()),
            title: None,
            email: None,
            language: Language::Thai,
        };
        let (act, kept) = (self.act(), given.clone());
        self.service
            .store()
            .write(move |tx| {
                people::add(tx, &act, &id, &details, [7; 16])?;
                memberships::add(tx, &act, &kept)
            })
            .await
            .unwrap();
        Caller::Person {
            id,
            session: SessionId::new(self.now(), self.ten()),
            strength: Strength::TwoFactors,
            memberships: vec![Membership { given, since: self.now(), ended_at: None }],
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The same person, signed in with a password alone.
pub fn weaker(caller: &Caller) -> Caller {
    let mut caller = caller.clone();
    if let Caller::Person { strength, .. } = &mut caller {
        *strength = Strength::Password;
    }
    caller
}

/// A file of the project's examples.
pub fn example(name: &str) -> Vec<u8> {
    std::fs::read(testkit::root().join("examples").join(name)).unwrap()
}
