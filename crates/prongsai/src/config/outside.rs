//! Settings of other servers that the program talks to: the identity provider and the mail server.

use domain::Text;
use service::oidc::{Provider, Secret, may_be_issuer, presets};

use super::values::Reader;

/// How the way to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte; usually port 465.
    Tls,
    /// TLS after a greeting, never without; usually port 587.
    StartTls,
    /// None; only for a server on this machine.
    None,
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way to it is encrypted.
    pub security: Security,
    /// Who signs in there; nobody if empty.
    pub user: String,
    /// With which password.
    pub password: Secret,
    /// The address that letters come from.
    pub from: String,
}

impl Reader<'_> {
    /// The identity provider, from its preset and what the installation set.
    pub(super) fn provider(&mut self) -> Option<Provider> {
        let keys: Vec<&str> = presets().iter().map(|preset| preset.key).collect();
        let chosen = self.choice("oidc-preset", &keys);
        let get = |name: &str| self.settings.get(name).to_owned();
        let words = |name: &str| -> Vec<String> {
            self.settings.get(name).split_whitespace().map(str::to_owned).collect()
        };
        let (issuer, client_id, title) = (get("oidc-issuer"), get("oidc-client-id"), get("oidc-title"));
        let (scopes, acr, secret) =
            (words("oidc-scopes"), words("oidc-strong-acr"), get("oidc-client-secret"));
        if issuer.is_empty() {
            return None;
        }
        if !may_be_issuer(&issuer) {
            self.wrong(
                "oidc-issuer",
                Text::new(
                    "ที่อยู่ของผู้ให้บริการต้องขึ้นต้นด้วย https:// และมีเพียงชื่อเครื่อง พอร์ต และทางเดิน",
                    "the address of the provider must begin with https:// and hold a host, a port and a path alone",
                ),
                Text::new("เขียนเช่น https://id.example.go.th", "write it as https://id.example.go.th"),
            );
        }
        if client_id.is_empty() {
            self.wrong(
                "oidc-client-id",
                Text::new("ยังไม่ได้ตั้งค่า ทั้งที่ตั้ง oidc-issuer แล้ว", "not set although oidc-issuer is"),
                Text::new("ใส่รหัสที่ผู้ให้บริการออกให้", "give the id that the provider issued"),
            );
        }
        let preset = presets().iter().find(|preset| preset.key == chosen)?;
        let secret = Some(secret).filter(|secret| !secret.is_empty()).map(Secret);
        let mut provider = preset.provider(issuer, client_id, secret);
        if !title.is_empty() {
            provider.title = Text::new(title.clone(), title);
        }
        if !scopes.is_empty() {
            provider.scopes = scopes.into_iter().filter(|scope| scope != "openid").collect();
        }
        provider.strong_acr.extend(acr);
        Some(provider)
    }

    /// The mail server.
    pub(super) fn mail(&mut self) -> Option<MailServer> {
        let security = match self.choice("mail-security", &["tls", "starttls", "none"]).as_str() {
            "starttls" => Security::StartTls,
            "none" => Security::None,
            _ => Security::Tls,
        };
        let get = |name: &str| self.settings.get(name).to_owned();
        let (server, user, from) = (get("mail-server"), get("mail-user"), get("mail-from"));
        let password = Secret(get("mail-password"));
        if server.is_empty() {
            return None;
        }
        let usual = match security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::None => 25,
        };
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) => (host.to_owned(), port.parse().ok()),
            None => (server.clone(), Some(usual)),
        };
        let port = port.filter(|_| !host.is_empty() && !host.contains(['/', '@', ' ', ':']));
        if port.is_none() {
            self.wrong(
                "mail-server",
                Text::new(
                    format!("“{server}” ไม่ใช่ชื่อเครื่องและพอร์ต"),
                    format!("\"{server}\" is not a host with a port"),
                ),
                Text::new("เขียนเช่น mail.example.go.th:465", "write it as mail.example.go.th:465"),
            );
        }
        if security == Security::None && !["localhost", "127.0.0.1"].contains(&host.as_str()) {
            self.wrong(
                "mail-security",
                Text::new(
                    "ส่งลิงก์เข้าใช้งานผ่านเครือข่ายโดยไม่เข้ารหัสไม่ได้",
                    "links to come in are not sent over a network without encryption",
                ),
                Text::new("ใช้ tls หรือ starttls", "use tls or starttls"),
            );
        }
        if !from.contains('@') || from.contains(char::is_whitespace) {
            self.wrong(
                "mail-from",
                Text::new("ยังไม่ใช่ที่อยู่อีเมล ทั้งที่ตั้ง mail-server แล้ว", "no address although mail-server is set"),
                Text::new("เขียนเช่น ita@example.go.th", "write it as ita@example.go.th"),
            );
        }
        Some(MailServer { host, port: port.unwrap_or(usual), security, user, password, from })
    }
}
