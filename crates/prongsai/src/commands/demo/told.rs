//! What the demonstration says of its server: address, database, who can sign in, pages that were fetched.

use std::path::Path;

use serde_json::{Value, json};

use super::fill::Filled;
use super::visit::Seen;
use super::{place, province};
use crate::output::{Column, Console, Line, Page, Table, Tone};

/// The server with what it serves.
pub(super) struct Office<'o> {
    pub origin: &'o str,
    pub out: &'o Path,
    pub filled: &'o Filled,
}

impl Office<'_> {
    /// Where it is and who can sign in.
    pub fn page(&self, console: &Console) -> String {
        let mut page = Page::new(console);
        page.blank();
        page.line(Line::toned(Tone::Dim, "─".repeat(console.width.min(78))));
        page.line(
            Line::toned(Tone::Good, "● ")
                .plain(console.t("ระบบพร้อมที่ ", "the server is at "))
                .verbatim(Tone::Strong, self.origin),
        );
        let Filled { agencies, results, .. } = self.filled;
        let counts = match console.language {
            domain::Language::Thai => format!(
                "{agencies} หน่วยงาน ผลที่เผยแพร่ {results} รายการ; จังหวัด{} และหน่วยงานในจังหวัดเป็นเรื่องสมมุติ ",
                province::NAME
            ),
            domain::Language::English => format!(
                "{agencies} agencies, {results} published results; the province {} and its agencies are invented ",
                province::NAME
            ),
        };
        let database = place::database(self.out).display().to_string();
        page.wrap(2, 2, Line::toned(Tone::Dim, counts).verbatim(Tone::Dim, database));
        let sign_in = format!("{}/sign-in", self.origin);
        page.line(
            Line::from("  ")
                .plain(console.t("เข้าสู่ระบบที่ ", "sign in at "))
                .verbatim(Tone::Accent, sign_in)
                .add(Tone::Dim, console.t(" (รหัสผ่านแสดงครั้งเดียว)", " (passwords are shown once)")),
        );
        let mut table = Table::new(&[Column::Left, Column::Left, Column::Left, Column::Flex]).indented(4);
        for person in &self.filled.people {
            table.row([
                Line::from(console.text(&person.title)),
                Line::new().verbatim(Tone::Strong, person.login),
                Line::new().verbatim(Tone::Strong, person.password.clone()),
                Line::toned(Tone::Dim, person.agency.clone().unwrap_or_default()),
            ]);
        }
        page.table(&table);
        page.finish()
    }

    /// How the server is stopped.
    pub fn how_to_stop(&self, console: &Console) -> String {
        let mut page = Page::new(console);
        page.line(Line::toned(Tone::Dim, console.t("  กด Ctrl+C เพื่อหยุด", "  Ctrl+C stops it")));
        page.finish()
    }

    /// What was fetched from it, and how it is started again.
    pub fn seen(&self, console: &Console, seen: &[Seen]) -> String {
        let mut page = Page::new(console);
        for one in seen {
            let mut line = Line::toned(Tone::Good, "  ✓ ")
                .verbatim(Tone::Plain, one.url.clone())
                .verbatim(Tone::Dim, format!("  {}  {} B  {} ms", one.status, one.bytes, one.milliseconds));
            if let Some(overall) = &one.overall {
                line = line.plain(console.t("  คะแนนรวม ", "  overall ")).add(Tone::Strong, overall.clone());
            }
            page.line(line);
        }
        page.line(Line::toned(Tone::Dim, console.t("  เปิดระบบอีกครั้ง", "  serve it again")));
        page.line(Line::from("  ").verbatim(Tone::Accent, self.serve()));
        page.finish()
    }

    fn serve(&self) -> String {
        format!("prongsai serve --database sqlite:{}", place::database(self.out).display())
    }
}

/// The same for a program.
pub(super) fn add(json: &mut Value, office: &Office<'_>, seen: &[Seen]) {
    let people: Vec<Value> = office
        .filled
        .people
        .iter()
        .map(|person| {
            json!({
                "role": person.role.code(),
                "login": person.login,
                "password": person.password,
                "agency": person.agency,
            })
        })
        .collect();
    let pages: Vec<Value> = seen
        .iter()
        .map(|one| {
            json!({
                "url": one.url,
                "status": one.status,
                "bytes": one.bytes,
                "milliseconds": u64::try_from(one.milliseconds).unwrap_or(u64::MAX),
                "overall": one.overall,
            })
        })
        .collect();
    json["office"] = json!({
        "origin": office.origin,
        "database": place::database(office.out).display().to_string(),
        "serve": office.serve(),
        "agencies": office.filled.agencies,
        "results": office.filled.results,
        "people": people,
        "pages": pages,
    });
}
