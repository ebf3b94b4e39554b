//! A site on a database of its own, asked in the process.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::header::{COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::{SignedDuration, Timestamp};
use service::agencies::{AgencyForm, UnitForm};
use service::assess::Upload;
use service::disclose::Decision;
use service::oidc::Provider;
use service::people::NewInvite;
use service::ports::{Clock, Fetch, NoFetch, NoMail, Random};
use service::{Caller, Service, Settings};
use store::memberships::Role;
use store::{AgencyId, AssessmentId, Store};
use tower::ServiceExt as _;
use web::{App, Site, app};

/// The password of everybody in tests.
pub const PASSWORD: &str = "ม้าสีขาว-กิน-หญ้าแห้ง-7";

/// A file of the project's examples.
pub fn example(name: &str) -> Vec<u8> {
    std::fs::read(testkit::root().join("examples").join(name)).unwrap()
}

/// A clock that tests move.
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

/// Numbers that differ and repeat from run to run.
struct Counted(AtomicU64);

impl Random for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let mut step = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
            step = (step ^ (step >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            step = (step ^ (step >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            *byte = (step >> 40) as u8;
        }
    }
}

/// The folder of a database; gone with the test.
struct Folder(std::path::PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A site with a browser of one cookie.
pub struct Here {
    pub service: Service,
    pub clock: Hands,
    app: App,
    pub cookie: Option<String>,
    /// Other cookies that were set, by name.
    pub left: Vec<(String, String)>,
    _folder: Arc<Folder>,
}

/// An answer that was read to its end.
#[derive(Debug)]
pub struct Seen {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Seen {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text as it reads: without the marks that hold terms together.
    pub fn read(&self) -> String {
        self.text().replace("<span class=\"nb\">", "").replace("</span>", "").replace('\u{a0}', " ")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// Where it leads.
    pub fn to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text());
        self.header(LOCATION.as_str())
    }
}

impl Here {
    /// An empty installation.
    pub async fn new() -> Here {
        Here::at("http://localhost:8568").await
    }

    /// The same under another address.
    pub async fn at(origin: &str) -> Here {
        Here::with(origin, Box::new(NoFetch), vec![]).await
    }

    /// The same with providers of identities, and a way out to them.
    pub async fn with(origin: &str, fetch: Box<dyn Fetch>, providers: Vec<Provider>) -> Here {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("web-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let address = format!("sqlite:{}", folder.join("test.db").display());
        let store = Store::open(&address).await.unwrap();
        let clock = Hands(Arc::new(Mutex::new("2026-02-01T02:00:00Z".parse().unwrap())));
        let settings =
            Settings { origin: origin.to_owned(), password_memory: 64, providers, ..Settings::default() };
        let random = Box::new(Counted(AtomicU64::new(8_568)));
        let service = Service::new(store, settings, Box::new(clock.clone()), random, Box::new(NoMail), fetch);
        let site = Site::new(service.clone(), web::Settings::default()).unwrap();
        Here { service, clock, app: app(site), cookie: None, left: vec![], _folder: Arc::new(Folder(folder)) }
    }

    /// Sends a request and keeps the cookie it sets.
    pub async fn send(&mut self, mut request: Request<Body>) -> Seen {
        let headers = request.headers_mut();
        headers.entry(HOST).or_insert("localhost:8568".parse().unwrap());
        let left = self.left.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies: Vec<String> = self.cookie.iter().cloned().chain(left).collect();
        if !cookies.is_empty() {
            headers.entry(COOKIE).or_insert(cookies.join("; ").parse().unwrap());
        }
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
            let (name, value) = pair.split_once('=').unwrap();
            if name.ends_with("provider") {
                self.left.retain(|(other, _)| other != name);
                if !value.is_empty() {
                    self.left.push((name.to_owned(), value.to_owned()));
                }
                continue;
            }
            self.cookie = Some(pair).filter(|pair| !pair.ends_with('='));
        }
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Seen { status: parts.status, headers: parts.headers, body }
    }

    /// An agency with a code.
    pub async fn agency(&self, code: &str) -> AgencyId {
        let form = AgencyForm {
            name: "อบต.ถ้ำรงค์".into(),
            kind: "sao".into(),
            province: "เพชรบุรี".into(),
            code: code.into(),
            ..AgencyForm::default()
        };
        self.service.add_agency(&Caller::Console, &form).await.unwrap()
    }

    /// A published result of fiscal year 2568 for an agency.
    pub async fn published(&self, agency: &AgencyId) -> AssessmentId {
        let upload = Upload { name: "tham-rong-2568.json".into(), bytes: example("tham-rong-2568.json") };
        let id = self.service.add_assessment(&Caller::Console, agency, upload).await.unwrap().id;
        let decision = Decision { doubts_are_accepted: true };
        self.service.publish(&Caller::Console, agency, &id, decision).await.unwrap();
        id
    }

    /// Somebody of an agency, who accepts an invitation and is signed in with a password.
    pub async fn join(&mut self, agency: Option<AgencyId>, role: Role, login: &str) {
        let unit = match agency.filter(|_| role == Role::UnitStaff) {
            Some(agency) => {
                let form = UnitForm { name: format!("กองของ {login}"), position: String::new() };
                Some(self.service.add_unit(&Caller::Console, &agency, &form).await.unwrap())
            }
            None => None,
        };
        let invite = NewInvite { agency, unit, role, email: None, language: domain::Language::Thai };
        let link = self.service.invite(&Caller::Console, invite).await.unwrap();
        let url = link.url.unwrap();
        let path = url.strip_prefix("http://localhost:8568").unwrap().to_owned();
        assert_eq!(self.get(&path).await.status, StatusCode::OK);
        let fields = [("name", "ผู้ทดสอบ"), ("login", login), ("password", PASSWORD), ("again", PASSWORD)];
        let seen = self.post(&path, &fields).await;
        assert_eq!(seen.to(), "/home");
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Seen {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a browser does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
        let body = body.collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// A request of any method without a body.
    pub async fn ask(&mut self, method: Method, path: &str) -> Seen {
        let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

fn encoded(value: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    value.bytes().map(byte).collect()
}
