//! An installation on SQLite in a folder of its own, with a clock that stands and a generator that repeats.

use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::Language;
use domain::agency::AgencyKind;
use jiff::Timestamp;
use service::people::{Link, NewInvite, NewPerson, SignIn, SignedIn, Visit};
use service::ports::{Clock, Letter, Mail, NoFetch, Random};
use service::{Caller, Service, Settings};
use sha2::{Digest as _, Sha256};
use store::memberships::Role;
use store::{AgencyId, PersonId, Store, agencies, audit};

pub const PASSWORD: &str = "บันไดไม้ไผ่ริมคลอง";

/// A clock that stands until it is moved.
#[derive(Clone)]
pub struct SetClock(Arc<AtomicI64>);

impl SetClock {
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).expect("in range")
    }
}

struct Seeded(AtomicU64);

impl Random for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(32) {
            let block = Sha256::digest(self.0.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            part.copy_from_slice(&block[..part.len()]);
        }
    }
}

#[derive(Clone, Default)]
pub struct Post(pub Arc<Mutex<Vec<Letter>>>);

impl Mail for Post {
    fn send(&self, letter: &Letter) -> Result<(), String> {
        if letter.to.starts_with("lost@") {
            return Err(String::from("no such address"));
        }
        self.0.lock().expect("whole").push(letter.clone());
        Ok(())
    }
}

pub struct Home {
    pub service: Service,
    pub clock: SetClock,
    pub post: Post,
    folder: PathBuf,
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub fn visit() -> Visit {
    Visit { address: Some("203.0.113.9".parse().expect("an address")), device: "Firefox, Windows".into() }
}

pub fn person(login: &str) -> NewPerson {
    NewPerson {
        login: login.into(),
        name: format!("ผู้ใช้ {login}"),
        title: "นักวิเคราะห์นโยบายและแผน".into(),
        email: format!("{login}@example.go.th"),
        language: Language::Thai,
        password: PASSWORD.into(),
    }
}

pub fn secret_of(url: &str) -> &str {
    url.rsplit('/').next().expect("a secret")
}

/// A little memory for a hash: mostly what is tested is not how long one takes.
pub async fn home() -> Home {
    home_with(64).await
}

pub async fn home_with(password_memory: u32) -> Home {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let name = format!("prongsai-service-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    let store = Store::open(&format!("sqlite:{}", folder.join("store.db").display())).await.expect("opens");
    let settings = Settings { password_memory, ..Settings::default() };
    let clock = SetClock(Arc::new(AtomicI64::new(1_790_000_000)));
    let post = Post::default();
    let service = Service::new(
        store,
        settings,
        Box::new(clock.clone()),
        Box::new(Seeded(AtomicU64::new(1))),
        Box::new(post.clone()),
        Box::new(NoFetch),
    );
    Home { service, clock, post, folder }
}

impl Home {
    /// The operator, who administers an agency too.
    pub async fn first(&self) -> (SignedIn, AgencyId) {
        let link = self.service.first_link(&Caller::Console).await.expect("made").expect("needed");
        let url = link.url.expect("shown");
        let details = agencies::Details::new("อบต.หนึ่ง", AgencyKind::SubdistrictOrganization);
        let first = person("first");
        let inside = self
            .service
            .accept_first(&Caller::Visitor, &visit(), secret_of(&url), &first, Some(details))
            .await
            .expect("in");
        let all = self.service.store().read(|tx| agencies::list(tx, None, 9)).await.expect("read");
        (inside, all[0].id)
    }

    pub async fn caller(&self, inside: &SignedIn) -> Caller {
        self.service.caller(&inside.secret).await.expect("read")
    }

    pub async fn invite(&self, by: &Caller, agency: Option<AgencyId>, role: Role) -> Link {
        let (email, unit, language) = (None, None, Language::Thai);
        self.service.invite(by, NewInvite { agency, unit, role, email, language }).await.expect("invited")
    }

    /// Somebody new with a role in an agency.
    pub async fn join(&self, by: &Caller, agency: Option<AgencyId>, role: Role, login: &str) -> SignedIn {
        let url = self.invite(by, agency, role).await.url.expect("shown");
        let accepted = self.service.accept(&Caller::Visitor, &visit(), secret_of(&url), &person(login)).await;
        accepted.expect("in")
    }

    pub async fn another_agency(&self, name: &str) -> AgencyId {
        let id = AgencyId::new(self.service.now(), [9; 10]);
        let details = agencies::Details::new(name, AgencyKind::SubdistrictOrganization);
        let act = store::Act::new(self.service.now(), store::Actor::Console);
        self.service.store().write(move |tx| agencies::add(tx, &act, &id, &details)).await.expect("added");
        id
    }

    pub async fn sign_in(&self, login: &str) -> SignedIn {
        match self.service.sign_in(&Caller::Visitor, &visit(), login, PASSWORD).await.expect("right") {
            SignIn::Done(inside) => inside,
            SignIn::Second { .. } => panic!("a second factor is asked for"),
        }
    }

    /// What the trail says, newest last: `person/ID session.start`.
    pub async fn trail(&self) -> Vec<audit::Entry> {
        let mut all = self.service.store().read(|tx| audit::list(tx, None, None, 9_999)).await.expect("read");
        all.reverse();
        all
    }

    pub async fn actions_since(&self, seq: usize) -> Vec<String> {
        self.trail().await.into_iter().skip(seq).map(|entry| entry.action).collect()
    }

    pub async fn whole(&self) {
        let report = self.service.store().read(|tx| audit::verify_chain(tx, &[])).await.expect("read");
        assert!(report.is_whole(), "{report:?}");
    }
}

pub fn id_of(caller: &Caller) -> PersonId {
    caller.person().expect("signed in")
}
