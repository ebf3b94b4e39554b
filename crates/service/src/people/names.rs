//! What people are called and how they are written to: read once, kept as read.

use domain::{Language, Text};
use store::people::Details;

use crate::problem::FieldProblem;
use crate::{Problem, Result};

/// Most characters of a name or title.
const LONGEST: usize = 200;

/// The login as it is compared: without space around it, in small letters, with ASCII digits.
pub(crate) fn login(text: &str) -> String {
    // No login has a control character, and PostgreSQL takes no text with a zero byte.
    thai::digits::to_ascii(text.trim()).to_lowercase().replace(char::is_control, "\u{fffd}")
}

fn is_login(text: &str) -> bool {
    let good = |c: char| c.is_ascii_alphanumeric() || ".-_@+".contains(c) || ('ก'..='๎').contains(&c);
    (3..=64).contains(&text.chars().count()) && text.chars().all(good)
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let no_space = !text.chars().any(|c| c.is_whitespace() || c.is_control());
    no_space
        && !local.is_empty()
        && !local.contains('@')
        && domain.contains('.')
        && text.len() <= 254
        && domain.split('.').all(|label| !label.is_empty())
}

fn is_line(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
}

/// Reads what a form says of a person; fields are `login`, `name`, `title`, `email`.
///
/// # Errors
/// [`crate::Code::Invalid`] with every field that is not right.
pub(crate) fn details(
    login_text: &str,
    name: &str,
    title: &str,
    email: &str,
    language: Language,
) -> Result<Details> {
    let mut wrong = Vec::new();
    let mut say = |field: &str, th: &str, en: &str| {
        wrong.push(FieldProblem { field: field.to_owned(), text: Text::new(th, en) });
    };
    let optional = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let details = Details {
        login: login(login_text),
        name: name.trim().to_owned(),
        title: optional(title),
        email: optional(email),
        language,
    };
    if !is_login(&details.login) {
        say(
            "login",
            "ชื่อผู้ใช้ต้องยาว 3 ถึง 64 ตัวอักษร ใช้อักษรไทย อักษรอังกฤษ ตัวเลข และ . - _ @ + โดยไม่เว้นวรรค",
            "a login has 3 to 64 Thai or English letters, digits and . - _ @ + without spaces",
        );
    }
    if details.name.is_empty() || !is_line(&details.name) {
        say("name", "ให้ใส่ชื่อและนามสกุลไม่เกิน 200 ตัวอักษร", "write the full name in at most 200 characters");
    }
    if details.title.as_deref().is_some_and(|title| !is_line(title)) {
        say("title", "ตำแหน่งต้องไม่เกิน 200 ตัวอักษร", "a title has at most 200 characters");
    }
    if details.email.as_deref().is_some_and(|email| !is_email(email)) {
        say("email", "อีเมลต้องเขียนเช่น name@example.go.th", "write the address as name@example.go.th");
    }
    Problem::unless_empty(wrong)?;
    Ok(details)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_compared_without_case_and_space() {
        assert_eq!(login("  Nok.Y๒ "), "nok.y2");
        for (text, good) in
            [("nok", true), ("สมหญิง", true), ("no", false), ("a b c", false), ("ก/ข/ค", false)]
        {
            assert_eq!(is_login(text), good, "{text}");
        }
    }

    #[test]
    fn every_wrong_field_is_named() {
        let refused = details("x", " ", &"ก".repeat(201), "somebody", Language::Thai).unwrap_err();
        let fields: Vec<&str> = refused.fields.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["login", "name", "title", "email"]);
        let read = details("Nok", " นก ", "", " nok@example.go.th ", Language::Thai).expect("right");
        assert_eq!(
            (read.name.as_str(), read.title, read.email.as_deref()),
            ("นก", None, Some("nok@example.go.th"))
        );
    }
}
