//! The audit log of one's agency, or of the installation: filtered by person, subject and days.

use axum::extract::Query;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};
use service::Code;
use service::access::Action;
use service::audit::{About, AuditLine, AuditQuery, NamedPage as Found};
use store::PersonId;

use crate::ask::{Answer, Ask};
use crate::desk::audit_words;
use crate::guard::agency_of;
use crate::kit::form::{Choice, Form, day_of};
use crate::kit::page::{Menu, Page};
use crate::kit::problem::Fault;
use crate::operator::agencies::encoded;

/// Subjects of actions, in the order in which they are offered: last parts of keys of texts.
const SUBJECTS: [&str; 18] = [
    "assessment",
    "plan",
    "person",
    "membership",
    "invitation",
    "succession",
    "agency",
    "unit",
    "office",
    "acting-order",
    "session",
    "sign-in",
    "password",
    "totp",
    "spare-code",
    "passkey",
    "identity",
    "setting",
];

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    /// The filter.
    pub form: Form,
    /// Whether the log is that of the whole installation.
    pub whole: bool,
    /// Subjects.
    pub subjects: Vec<Choice>,
    /// People whose rows can be asked for.
    pub people: Vec<Choice>,
    /// Rows, the newest first.
    pub rows: Vec<Row>,
    /// The filter as it stands in addresses, without the page.
    pub query: String,
    /// Whether this is not the first page.
    pub is_later: bool,
    /// Where older rows begin.
    pub next: Option<i64>,
}

/// A row.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: String,
    /// Who: a name, or a word for the program, the console and visitors.
    pub who: String,
    /// Id of the person.
    pub person: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// What, in words.
    pub what: String,
    /// To what, by its name, in lines.
    pub about: Vec<String>,
    /// Whose affairs these are, in the log of the whole installation.
    pub agency: Option<String>,
    /// What, as it is written.
    pub action: String,
    /// To what, as it is written.
    pub object: String,
}

impl Page for AuditPage {
    const NAME: &'static str = "audit.html";
    const SOURCE: &'static str = include_str!("audit.html");
    const MENU: Menu = Menu::Audit;

    fn samples() -> Vec<AuditPage> {
        let row = |role: Option<&str>| Row {
            number: 7,
            at: String::from("2026-02-01T02:00:00Z"),
            who: String::from("ผู้ทดสอบ <x>"),
            person: role.map(|_| String::from("p")),
            role: role.map(String::from),
            what: String::from("เผยแพร่ผลการประเมิน"),
            about: role.map(|_| String::from("ผลการประเมิน <2568>")).into_iter().collect(),
            agency: role.map(|_| String::from("องค์การบริหารส่วนตำบลตัวอย่าง <x>")),
            action: String::from("assessment.publish"),
            object: String::from("publications/abcdefghijklmnopqrstuvwxyz"),
        };
        let page = |form, rows, next: Option<i64>| AuditPage {
            form,
            whole: next.is_some(),
            subjects: vec![Choice::new("assessment.", "ผลการประเมิน")],
            people: vec![Choice::new("p", "ผู้ทดสอบ")],
            rows,
            query: String::from("action=assessment."),
            is_later: next.is_some(),
            next,
        };
        let typed =
            Form::empty().with("action", "assessment.").with("from_day", "1").with("from_month", "10");
        let wrong = typed.clone().with("from_year", "x").wrong("from", "อ่านวันที่ไม่ได้");
        vec![
            page(Form::empty(), vec![], None),
            page(typed, vec![row(None), row(Some("executive"))], Some(5)),
            page(wrong, vec![], None),
        ]
    }

    fn has_errors(&self) -> bool {
        self.form.has_errors()
    }
}

/// What stands in the address, days in three fields each.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    person: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    from_day: String,
    #[serde(default)]
    from_month: String,
    #[serde(default)]
    from_year: String,
    #[serde(default)]
    until_day: String,
    #[serde(default)]
    until_month: String,
    #[serde(default)]
    until_year: String,
    #[serde(default)]
    before: String,
}

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("person", self.person.trim()),
            ("action", self.action.trim()),
            ("from_day", &self.from_day),
            ("from_month", &self.from_month),
            ("from_year", &self.from_year),
            ("until_day", &self.until_day),
            ("until_month", &self.until_month),
            ("until_year", &self.until_year),
        ]
    }

    /// What is asked of the log, or the form with what is wrong.
    fn read(&self, ask: &Ask) -> Result<AuditQuery, Form> {
        let mut form = Form::empty().with_all(self.fields());
        let mut day = |field: &str, parts: [&str; 3]| {
            let written = day_of(parts);
            if written.is_empty() {
                return None;
            }
            let read = thai::dates::read(&written).ok().map(|reading| reading.date);
            if read.is_none() {
                form = std::mem::take(&mut form).wrong(field, ask.word("audit.wrong-day"));
            }
            read
        };
        let from = day("from", [&self.from_day, &self.from_month, &self.from_year]);
        // The last day is meant as a whole: up to the beginning of the next.
        let until = day("until", [&self.until_day, &self.until_month, &self.until_year]);
        let until = until.and_then(|day| day.tomorrow().ok());
        let person: Option<PersonId> = self.person.trim().parse().ok();
        let action = self.action.trim();
        let is_plain =
            action.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-' | b'.')) && action.len() <= 60;
        if form.has_errors() {
            return Err(form);
        }
        Ok(AuditQuery {
            person,
            action: Some(action.to_owned()).filter(|action| !action.is_empty() && is_plain),
            from: from.and_then(start_of),
            until: until.and_then(start_of),
            before: self.before.parse().ok(),
            ..AuditQuery::default()
        })
    }
}

/// The beginning of a day in Thailand.
fn start_of(day: Date) -> Option<Timestamp> {
    let zone = TimeZone::fixed(Offset::constant(7));
    zone.to_zoned(day.at(0, 0, 0, 0)).ok().map(|zoned| zoned.timestamp())
}

pub(crate) async fn show(ask: Ask, Query(asked): Query<Asked>) -> Answer {
    // Of the whole installation for those who run it, otherwise of an agency.
    let whole = ask.at.is_none() && ask.caller.require(Action::SeeAudit, None).is_ok();
    let agency = if whole { None } else { ask.at.or_else(|| agency_of(&ask.caller)) };
    if !whole && agency.is_none() {
        return Err(Fault::from(Code::NotFound));
    }
    ask.caller.require(Action::SeeAudit, agency.as_ref())?;
    let service = ask.site.service();
    let may_see = agency.is_none_or(|agency| ask.caller.require(Action::SeePeople, Some(&agency)).is_ok());
    let people = if may_see { service.people(&ask.caller, agency.as_ref()).await? } else { vec![] };
    let mut people: Vec<Choice> = people
        .iter()
        .map(|one| Choice::new(one.person.id.to_string(), one.person.details.name.clone()))
        .collect();
    let query = match asked.read(&ask) {
        Ok(query) => query,
        Err(form) => {
            return ask.show(&page(&ask, &asked, form, whole, people, Found { lines: vec![], next: None }));
        }
    };
    let form = Form::empty().with_all(asked.fields());
    match service.audit_log_with_names(&ask.caller, agency.as_ref(), &query).await {
        Ok(found) => {
            // Whoever is asked for stays chosen, also somebody of another place.
            if let Some(person) = query.person.map(|id| id.to_string())
                && people.iter().all(|one| one.value != person)
            {
                let name = found.lines.first().and_then(|(line, _)| line.name.clone());
                people.push(Choice::new(person.clone(), name.unwrap_or(person)));
            }
            ask.show(&page(&ask, &asked, form, whole, people, found))
        }
        Err(problem) if problem.code == Code::Invalid => {
            let form = form.refused(&problem, ask.language, &["until"]);
            let none = Found { lines: vec![], next: None };
            ask.show_wrong(&page(&ask, &asked, form, whole, people, none), problem.code)
        }
        Err(problem) => Err(Fault(problem)),
    }
}

fn page(ask: &Ask, asked: &Asked, form: Form, whole: bool, people: Vec<Choice>, found: Found) -> AuditPage {
    let subject = |one: &&str| Choice::new(format!("{one}."), ask.word(&format!("subject.{one}")));
    let mut subjects: Vec<Choice> = SUBJECTS.iter().map(subject).collect();
    let action = asked.action.trim();
    if !action.is_empty() && subjects.iter().all(|one| one.value != action) {
        subjects.push(Choice::new(action, action));
    }
    let given = asked.fields().into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(key, value)| format!("{key}={}", encoded(value))).collect();
    AuditPage {
        form,
        whole,
        subjects,
        people,
        rows: found.lines.iter().map(|(line, about)| row(ask, line, about, whole)).collect(),
        query: query.join("&"),
        is_later: !asked.before.is_empty(),
        next: found.next,
    }
}

fn row(ask: &Ask, line: &AuditLine, about: &About, whole: bool) -> Row {
    let texts = ask.site.kit().texts(ask.language);
    let entry = &line.entry;
    let known = ["console", "program", "visitor"].into_iter().find(|word| *word == entry.actor);
    Row {
        number: entry.seq,
        at: entry.at.to_string(),
        who: match (&line.name, known) {
            (Some(name), _) => name.clone(),
            (None, Some(word)) => ask.word(&format!("audit.{word}")),
            (None, None) => ask.word("audit.erased"),
        },
        person: entry.actor.strip_prefix("person/").map(String::from),
        role: entry.role.clone(),
        what: audit_words::done(texts, &entry.action),
        about: audit_words::about(texts, about),
        // Of an agency itself the name stands there already.
        agency: about.agency.clone().filter(|_| whole && about.table != "agencies"),
        action: entry.action.clone(),
        object: entry.object.clone(),
    }
}
