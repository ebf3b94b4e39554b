//! Every setting there is: the one table that the file, the environment, flags and the help are read from.

use domain::Text;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As written in the file and after `--set`.
    pub name: &'static str,
    /// The program's own value; empty for none.
    pub default: &'static str,
    /// Whether its value is never shown.
    pub is_secret: bool,
    th: &'static str,
    en: &'static str,
}

impl Key {
    /// The name of its environment variable.
    pub fn variable(&self) -> String {
        format!("PRONGSAI_{}", self.name.to_uppercase().replace('-', "_"))
    }

    /// What it is for.
    pub fn title(&self) -> Text {
        Text::new(self.th, self.en)
    }
}

const fn key(name: &'static str, default: &'static str, th: &'static str, en: &'static str) -> Key {
    Key { name, default, is_secret: false, th, en }
}

const fn secret(name: &'static str, th: &'static str, en: &'static str) -> Key {
    Key { name, default: "", is_secret: true, th, en }
}

/// Every setting, in the order in which they are shown.
pub const KEYS: &[Key] = &[
    key(
        "database",
        "sqlite:prongsai.db",
        "ที่เก็บข้อมูล: sqlite:ไฟล์ หรือ postgres://…",
        "where data is kept: sqlite:FILE or postgres://…",
    ),
    key("listen", "127.0.0.1:8568", "ที่อยู่และพอร์ตที่ให้บริการ", "address and port of the pages"),
    key(
        "metrics-listen",
        "",
        "ที่อยู่และพอร์ตของตัวเลขเฝ้าระวัง (ว่าง: ไม่เปิด)",
        "address and port of the metrics; none if empty",
    ),
    key(
        "origin",
        "",
        "ที่อยู่เว็บที่ผู้ใช้เห็น เช่น https://ita.example.go.th (ว่าง: ตามพอร์ตที่ให้บริการ)",
        "where people reach it, such as https://ita.example.go.th; that of the port if empty",
    ),
    key("backups", "prongsai-backups", "โฟลเดอร์ของสำเนาสำรอง", "folder of the backups"),
    key(
        "session-idle-minutes",
        "30",
        "ออกจากระบบเองเมื่อไม่ใช้งานกี่นาที",
        "a session ends after so many minutes without use",
    ),
    key("session-longest-hours", "12", "อยู่ในระบบได้นานที่สุดกี่ชั่วโมง", "a session ends after so many hours"),
    key(
        "log",
        "info",
        "ระดับบันทึกการทำงาน: error, warn, info, debug",
        "level of the log: error, warn, info, debug",
    ),
    key("log-format", "json", "รูปแบบบันทึก: json หรือ text", "shape of the log: json or text"),
    key("oidc-issuer", "", "ผู้ให้บริการยืนยันตัวตน (OpenID Connect)", "the identity provider (OpenID Connect)"),
    key(
        "oidc-client-id",
        "",
        "รหัสของระบบนี้ที่ผู้ให้บริการออกให้",
        "the id that the provider gave to this installation",
    ),
    secret("oidc-client-secret", "รหัสลับที่ผู้ให้บริการออกให้", "the secret that the provider gave"),
    key("oidc-scopes", "openid", "ขอบเขตข้อมูลที่ขอ คั่นด้วยช่องว่าง", "scopes that are asked for, parted by spaces"),
    key("oidc-title", "", "ชื่อผู้ให้บริการบนปุ่มเข้าสู่ระบบ", "name of the provider on the button for signing in"),
];
