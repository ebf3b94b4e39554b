//! Settings that are wrong, or right each for itself but not together.

use domain::Text;
use service::maintenance::Health;

use super::finding::Finding;
use crate::config::{Origin, Settings, Values};
use crate::output::Failure;

/// Settings that cannot be used.
pub(super) fn wrong(failure: &Failure) -> Vec<Finding> {
    Finding::of_failure("settings", failure)
}

/// Settings that can be used.
pub(super) fn look(settings: &Settings, values: &Values) -> Vec<Finding> {
    let set = settings.0.iter().filter(|found| found.origin != Origin::Default).count();
    let mut found = vec![Finding::good(
        "settings",
        Text::new(
            format!("การตั้งค่าใช้ได้ ({set} ข้อต่างจากค่าของโปรแกรม)"),
            format!("the settings can be used ({set} differ from the program's own)"),
        ),
    )];
    found.extend(origin(values));
    found.extend(secrets(settings));
    found
}

/// Whether people can reach the pages in safety.
fn origin(values: &Values) -> Option<Finding> {
    let text = match &values.origin {
        None if values.listen.ip().is_loopback() => return None,
        None => Text::new(
            format!("เปิดให้เครื่องอื่นเข้าถึงที่ {} แต่ยังไม่ได้ตั้ง origin", values.listen),
            format!("other machines reach {} but origin is not set", values.listen),
        ),
        Some(origin) if origin.starts_with("https://") => return None,
        Some(origin) if is_here(origin) => return None,
        Some(origin) => Text::new(
            format!("origin {origin} ไม่เข้ารหัส รหัสผ่านจะผ่านเครือข่ายโดยอ่านได้ และใช้พาสคีย์ไม่ได้"),
            format!(
                "origin {origin} is not encrypted: passwords can be read on the way, and passkeys do not work"
            ),
        ),
    };
    Some(Finding::new(
        "origin",
        Health::Bad,
        text,
        Text::new(
            "ตั้งพร็อกซีที่มี TLS ไว้ข้างหน้า แล้วตั้ง origin = \"https://…\" และ behind-proxy = \"yes\"",
            "put a proxy with TLS in front, then set origin = \"https://…\" and behind-proxy = \"yes\"",
        ),
    ))
}

fn is_here(origin: &str) -> bool {
    let host = origin.trim_start_matches("http://");
    ["localhost", "127.0.0.1", "[::1]"]
        .iter()
        .any(|here| host.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
}

/// A file of settings with a secret in it that others on the machine can read.
fn secrets(settings: &Settings) -> Option<Finding> {
    let file = settings.0.iter().find_map(|found| match &found.origin {
        Origin::File(path, _) if holds_secret(found.key.is_secret, &found.value) => Some(path),
        _ => None,
    })?;
    if !super::around::others_read(file)? {
        return None;
    }
    let name = file.display();
    Some(Finding::new(
        "settings-readable",
        Health::Bad,
        Text::new(
            format!("ไฟล์ {name} มีรหัสลับ และผู้อื่นในเครื่องอ่านได้"),
            format!("{name} holds a secret, and others on this machine can read it"),
        ),
        Text::new(format!("สั่ง chmod 600 {name}"), format!("run chmod 600 {name}")),
    ))
}

/// A secret, or an address with a password in it.
fn holds_secret(is_secret: bool, value: &str) -> bool {
    let in_address = || {
        let host = value.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@'));
        host.is_some_and(|(who, _)| who.contains(':'))
    };
    (is_secret && !value.is_empty()) || in_address()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(others: &[(&str, &str)]) -> Vec<(String, Health)> {
        let settings = Settings::of_program(others);
        let values = Values::read(&settings).unwrap();
        look(&settings, &values).into_iter().map(|one| (one.code, one.health)).collect()
    }

    #[test]
    fn an_origin_that_is_not_safe_is_told() {
        let good = vec![("settings".to_owned(), Health::Good)];
        let bad = vec![("settings".to_owned(), Health::Good), ("origin".to_owned(), Health::Bad)];
        assert_eq!(of(&[]), good);
        assert_eq!(of(&[("origin", "https://ita.example.go.th"), ("listen", "0.0.0.0:80")]), good);
        assert_eq!(of(&[("origin", "http://localhost:8568")]), good);
        assert_eq!(of(&[("origin", "http://localhost.example.go.th")]), bad);
        assert_eq!(of(&[("origin", "http://ita.example.go.th")]), bad);
        assert_eq!(of(&[("listen", "0.0.0.0:80")]), bad);
    }

    #[test]
    fn secrets_are_known() {
        assert!(holds_secret(true, "x") && !holds_secret(true, ""));
        assert!(holds_secret(false, "postgres://a:b@c/d") && !holds_secret(false, "postgres://a@c/d"));
    }
}
