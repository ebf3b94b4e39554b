//! How values are written on a page: digits, dates of the Buddhist era, moments, terms held together.

use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, State};
use thai::{DateForm, DigitStyle};

use super::terms;

/// Thailand has kept this offset since 1920, so no table of zones is needed.
const BANGKOK: Offset = Offset::constant(7);

pub(super) fn add(env: &mut Environment<'static>, language: Language) {
    env.add_filter("digits", |state: &State, value: &Value| digits_of(state).apply(&value.to_string()));
    // Names of agencies are Thai on English pages as well.
    env.add_filter("nb", |value: &str| Value::from_safe_string(terms::html(value)));
    env.add_filter("agency", |value: &str| Value::from_safe_string(terms::agency(value)));
    env.add_filter("day", move |state: &State, value: &str| {
        let date: Date = value.parse().map_err(|_| wrong("a day", value))?;
        Ok::<_, Error>(day(date, language, digits_of(state)))
    });
    env.add_filter("moment", move |state: &State, value: &str| {
        let at: Timestamp = value.parse().map_err(|_| wrong("a moment", value))?;
        Ok::<_, Error>(moment(at, language, digits_of(state)))
    });
    env.add_filter("year", move |state: &State, value: i16| match language {
        Language::Thai => digits_of(state).apply(&value.to_string()),
        Language::English => value.to_string(),
    });
}

/// The digits that the frame asks for.
pub(super) fn digits_of(state: &State) -> DigitStyle {
    let asked = state.lookup("frame").and_then(|frame| frame.get_attr("digits").ok());
    match asked.as_ref().and_then(Value::as_str) {
        Some("thai") => DigitStyle::Thai,
        _ => DigitStyle::Ascii,
    }
}

/// `1 ตุลาคม 2568` or `1 October 2025`, with no-break spaces.
pub(crate) fn day(date: Date, language: Language, digits: DigitStyle) -> String {
    let written = match language {
        Language::Thai => thai::dates::write(date, DateForm::Long, digits),
        Language::English => date.strftime("%-d %B %Y").to_string(),
    };
    written.replace(' ', "\u{A0}")
}

/// A day and a time of day in Thailand.
pub(crate) fn moment(at: Timestamp, language: Language, digits: DigitStyle) -> String {
    let local = BANGKOK.to_datetime(at);
    let time = local.strftime("%H:%M").to_string();
    let day = day(local.date(), language, digits);
    match language {
        Language::Thai => format!("{day} {}\u{A0}น.", digits.apply(&time.replace(':', "."))),
        Language::English => format!("{day}, {time}"),
    }
}

fn wrong(what: &str, value: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("`{value}` is not {what}"))
}

#[cfg(test)]
mod tests {
    use domain::text::Language::{English, Thai};
    use thai::DigitStyle;

    use super::{day, moment};

    #[test]
    fn days_and_moments_are_those_of_thailand() {
        let date = "2025-10-01".parse().unwrap();
        assert_eq!(day(date, Thai, DigitStyle::Thai), "๑\u{A0}ตุลาคม\u{A0}๒๕๖๘");
        assert_eq!(day(date, English, DigitStyle::Ascii), "1\u{A0}October\u{A0}2025");
        let at = "2025-09-30T17:05:00Z".parse().unwrap();
        assert_eq!(moment(at, Thai, DigitStyle::Ascii), "1\u{A0}ตุลาคม\u{A0}2568 00.05\u{A0}น.");
        assert_eq!(moment(at, English, DigitStyle::Ascii), "1\u{A0}October\u{A0}2025, 00:05");
    }
}
