//! People who sign in: officers, and operators above agencies.

use domain::Language;

use crate::act::Act;
use crate::change::Deed;
use crate::engine::{Row, params};
use crate::error::{Error, Result};
use crate::id::{AgencyId, PersonId};
use crate::moment;
use crate::schema::PEOPLE;
use crate::transaction::{Read, Write};

/// What is known of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The name typed at sign-in, as it is compared: trimmed and in small letters is the caller's care.
    pub login: String,
    /// Name as printed.
    pub name: String,
    /// Title of the post.
    pub title: Option<String>,
    /// Address for mail.
    pub email: Option<String>,
    /// Language of pages and mail.
    pub language: Language,
}

/// Where a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// May sign in.
    Active,
    /// Has left: may no longer sign in, the name stays in the history.
    Left,
    /// Has left and asked to be forgotten: only the id stays.
    Erased,
}

/// A person as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// What is known.
    pub details: Details,
    /// Where the person stands.
    pub standing: Standing,
    /// When added.
    pub added_at: jiff::Timestamp,
}

const COLUMNS: &str = "id, login, name, title, email, language, state, added_at";

fn person(row: &Row) -> Result<Person> {
    let standing = match row.text(6)?.as_str() {
        "active" => Standing::Active,
        "left" => Standing::Left,
        _ => Standing::Erased,
    };
    let language = if row.text(5)? == "en" { Language::English } else { Language::Thai };
    let details = Details {
        login: row.text(1)?,
        name: row.text(2)?,
        title: row.text_or_none(3)?,
        email: row.text_or_none(4)?,
        language,
    };
    Ok(Person { id: row.parsed(0)?, details, standing, added_at: row.moment(7)? })
}

fn code(language: Language) -> &'static str {
    match language {
        Language::Thai => "th",
        Language::English => "en",
    }
}

fn deed(action: &'static str) -> Deed<'static> {
    Deed { action, table: &PEOPLE, agency: None }
}

/// Adds a person. The salt is 16 random bytes that go into the digests of the audit trail.
///
/// # Errors
/// [`Error::Exists`] when the login is taken.
pub fn add(tx: &mut Write<'_>, act: &Act, id: &PersonId, details: &Details, salt: [u8; 16]) -> Result<()> {
    let sql = "INSERT INTO people (id, login, name, title, email, language, state, salt, added_at) \
               VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8)";
    let (language, at) = (code(details.language), moment::text(act.at));
    let all =
        params![id, &details.login, &details.name, &details.title, &details.email, language, &salt[..], &at];
    tx.insert(act, deed("person.add"), sql, all)
}

/// Changes what is known of a person who has not been erased.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Exists`] when the login is taken.
pub fn change(tx: &mut Write<'_>, act: &Act, id: &PersonId, details: &Details) -> Result<()> {
    let sql = "UPDATE people SET login = $2, name = $3, title = $4, email = $5, language = $6 \
               WHERE id = $1 AND state <> 'erased'";
    let language = code(details.language);
    let all = params![id, &details.login, &details.name, &details.title, &details.email, language];
    tx.update(act, deed("person.change"), params![id], sql, all)
}

/// Marks that a person has left. Roles, sessions and ways to sign in are ended by their own functions.
///
/// # Errors
/// [`Error::NotFound`], also when the person has left already.
pub fn leave(tx: &mut Write<'_>, act: &Act, id: &PersonId) -> Result<()> {
    let sql = "UPDATE people SET state = 'left' WHERE id = $1 AND state = 'active'";
    tx.update(act, deed("person.leave"), params![id], sql, params![id])
}

/// Lets a person who has left sign in again.
///
/// # Errors
/// [`Error::NotFound`], unless the person has left.
pub fn come_back(tx: &mut Write<'_>, act: &Act, id: &PersonId) -> Result<()> {
    let sql = "UPDATE people SET state = 'active' WHERE id = $1 AND state = 'left'";
    tx.update(act, deed("person.come-back"), params![id], sql, params![id])
}

/// Forgets a person who has left: name, login, address and the salt, so that the digests of the audit trail can no
/// longer be tried with names. The id stays.
///
/// # Errors
/// [`Error::NotFound`], unless the person has left.
pub fn erase(tx: &mut Write<'_>, act: &Act, id: &PersonId) -> Result<()> {
    let sql = "UPDATE people SET login = id, name = '', title = NULL, email = NULL, salt = $2, state = 'erased' \
               WHERE id = $1 AND state = 'left'";
    tx.update(act, deed("person.erase"), params![id], sql, params![id, &[0u8; 16][..]])
}

/// A person.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(read: &mut Read<'_>, id: &PersonId) -> Result<Person> {
    let sql = format!("SELECT {COLUMNS} FROM people WHERE id = $1");
    read.find(&sql, params![id], person)?.ok_or(Error::NotFound("people"))
}

/// The person who signs in with a login and may do so.
///
/// # Errors
/// When it cannot be read.
pub fn by_login(read: &mut Read<'_>, login: &str) -> Result<Option<Person>> {
    let sql = format!("SELECT {COLUMNS} FROM people WHERE login = $1 AND state = 'active'");
    read.find(&sql, params![login], person)
}

/// Everybody who has or had a role in an agency, in the order in which they were added.
///
/// # Errors
/// When they cannot be read.
pub fn of_agency(read: &mut Read<'_>, agency: &AgencyId) -> Result<Vec<Person>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM people WHERE id IN (SELECT person_id FROM memberships WHERE agency_id = $1) ORDER BY id"
    );
    read.list(&sql, params![agency], person)
}

/// How many people may sign in: none at the very first start.
///
/// # Errors
/// When they cannot be counted.
pub fn count(read: &mut Read<'_>) -> Result<i64> {
    let found = read.find("SELECT COUNT(*) FROM people WHERE state = 'active'", &[], |row| row.int(0))?;
    found.ok_or(Error::NotFound("people"))
}
