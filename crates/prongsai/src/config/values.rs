//! Settings as the program uses them: parsed once, every fault told at once.

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::Text;
use jiff::SignedDuration;
use service::oidc::Provider;

use super::layers::{Found, Origin, Settings, failure};
use super::outside::MailServer;
use crate::output::{Failure, Place, Trouble};

/// Shape of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object on a line.
    Json,
    /// For a person at a terminal.
    Text,
}

/// Settings, parsed.
#[derive(Debug, Clone)]
pub struct Values {
    /// Address of the store.
    pub database: String,
    /// Address of the pages.
    pub listen: SocketAddr,
    /// Address of the metrics.
    pub metrics: Option<SocketAddr>,
    /// Where people reach it; none for that of the port.
    pub origin: Option<String>,
    /// Folder of the backups.
    pub backups: PathBuf,
    /// A session ends after so long without use.
    pub idle: SignedDuration,
    /// A session ends after so long.
    pub longest: SignedDuration,
    /// Level of the log.
    pub log: String,
    /// Its shape.
    pub log_format: LogFormat,
    /// Whether a proxy of the installation stands in front.
    pub behind_proxy: bool,
    /// The identity provider, if there is one.
    pub provider: Option<Provider>,
    /// The mail server, if there is one.
    pub mail: Option<MailServer>,
}

impl Values {
    /// Parses every setting.
    ///
    /// # Errors
    /// Everything that is wrong, each with its origin.
    pub fn read(settings: &Settings) -> Result<Values, Failure> {
        let mut reader = Reader { settings, troubles: Vec::new() };
        let idle = reader.number("session-idle-minutes", 1, 24 * 60);
        let longest = reader.number("session-longest-hours", 1, 24 * 7);
        let values = Values {
            database: reader.database(),
            listen: reader.address("listen").unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0))),
            metrics: (!settings.get("metrics-listen").is_empty())
                .then(|| reader.address("metrics-listen"))
                .flatten(),
            origin: reader.origin(),
            backups: PathBuf::from(settings.get("backups")),
            idle: SignedDuration::from_mins(idle),
            longest: SignedDuration::from_hours(longest),
            log: reader.choice("log", &["error", "warn", "info", "debug"]),
            log_format: match reader.choice("log-format", &["json", "text"]).as_str() {
                "text" => LogFormat::Text,
                _ => LogFormat::Json,
            },
            behind_proxy: reader.choice("behind-proxy", &["yes", "no"]) == "yes",
            provider: reader.provider(),
            mail: reader.mail(),
        };
        if reader.troubles.is_empty() { Ok(values) } else { Err(failure(reader.troubles)) }
    }
}

/// Reads settings and collects what is wrong with each.
pub(super) struct Reader<'s> {
    pub(super) settings: &'s Settings,
    troubles: Vec<Trouble>,
}

impl Reader<'_> {
    /// Notes that a setting is not right.
    pub(super) fn wrong(&mut self, name: &str, message: Text, remedy: Text) {
        let place = self.settings.found(name).map(place_of).unwrap_or_default();
        let place = Place { path: Some(name.to_owned()), ..place };
        self.troubles.push(Trouble { code: String::from("config-value"), place, message, remedy });
    }

    fn database(&mut self) -> String {
        let value = self.settings.get("database").to_owned();
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|start| value.starts_with(start)) {
            // The value may hold a password, so it is not repeated.
            self.wrong(
                "database",
                Text::new("ไม่ใช่ที่อยู่ของฐานข้อมูล", "not the address of a database"),
                Text::new(
                    "เขียนเช่น sqlite:prongsai.db หรือ postgres://ผู้ใช้@เครื่อง/ฐานข้อมูล",
                    "write it as sqlite:prongsai.db or postgres://USER@HOST/DATABASE",
                ),
            );
        }
        let roots = self.settings.get("database-root-certificate");
        if roots.is_empty() {
            return value;
        }
        if value.starts_with("sqlite:") {
            self.wrong(
                "database-root-certificate",
                Text::new("ใช้ได้กับ PostgreSQL เท่านั้น", "it is for PostgreSQL alone"),
                Text::new(
                    "ลบการตั้งค่านี้ หรือใช้ฐานข้อมูล postgres://…",
                    "remove it, or use a database postgres://…",
                ),
            );
        }
        let between = if value.contains('?') { '&' } else { '?' };
        format!("{value}{between}sslrootcert={}", encoded(roots))
    }

    fn address(&mut self, name: &str) -> Option<SocketAddr> {
        let value = self.settings.get(name).to_owned();
        let parsed = value.replacen("localhost:", "127.0.0.1:", 1).parse();
        if parsed.is_err() {
            self.wrong(
                name,
                Text::new(
                    format!("“{value}” ไม่ใช่ที่อยู่และพอร์ต"),
                    format!("\"{value}\" is not an address with a port"),
                ),
                Text::new("เขียนเช่น 127.0.0.1:8568", "write it as 127.0.0.1:8568"),
            );
        }
        parsed.ok()
    }

    fn origin(&mut self) -> Option<String> {
        let value = self.settings.get("origin").trim_end_matches('/').to_owned();
        if value.is_empty() {
            return None;
        }
        let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
        if rest.is_none_or(|host| host.is_empty() || host.contains(['/', '?', '#', '@', ' '])) {
            self.wrong(
                "origin",
                Text::new(
                    format!("“{value}” ไม่ใช่ที่อยู่เว็บที่มีเพียงชื่อเครื่อง"),
                    format!("\"{value}\" is not a web address of a host alone"),
                ),
                Text::new("เขียนเช่น https://ita.example.go.th", "write it as https://ita.example.go.th"),
            );
        }
        Some(value)
    }

    fn number(&mut self, name: &str, least: i64, most: i64) -> i64 {
        let value = thai::digits::to_ascii(self.settings.get(name));
        let parsed = value.parse().ok().filter(|number| (least..=most).contains(number));
        parsed.unwrap_or_else(|| {
            self.wrong(
                name,
                Text::new(format!("“{value}” ใช้ไม่ได้"), format!("\"{value}\" cannot be used")),
                Text::new(
                    format!("ใส่จำนวนเต็มตั้งแต่ {least} ถึง {most}"),
                    format!("give a whole number from {least} to {most}"),
                ),
            );
            least
        })
    }

    /// One of several words.
    pub(super) fn choice(&mut self, name: &str, known: &[&str]) -> String {
        let value = self.settings.get(name).to_owned();
        if !known.contains(&value.as_str()) {
            let list = known.join(", ");
            self.wrong(
                name,
                Text::new(format!("“{value}” ใช้ไม่ได้"), format!("\"{value}\" cannot be used")),
                Text::new(format!("เลือกจาก {list}"), format!("choose from {list}")),
            );
        }
        value
    }
}

/// A value as it stands in an address: every byte that might mean something there as %XX.
fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
    let one = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    value.bytes().map(one).collect()
}

fn place_of(found: &Found) -> Place {
    match &found.origin {
        Origin::File(path, line) => {
            Place { file: Some(path.display().to_string()), line: Some(*line), ..Place::default() }
        }
        Origin::Variable(name) => Place { file: Some(name.clone()), ..Place::default() },
        Origin::Default | Origin::Flag => Place::default(),
    }
}
