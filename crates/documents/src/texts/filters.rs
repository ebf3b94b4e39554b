//! What a template may call. Everything here keeps the size of a text in proportion to what goes in.

use domain::analysis::Urgency;
use domain::score::Score;
use minijinja::{Environment, Error, ErrorKind, State, Value, filters, tests};
use thai::{DateForm, DigitStyle};

/// Filters.
pub(crate) const FILTERS: &[&str] = &[
    "thai_date",
    "short_date",
    "score",
    "number",
    "count",
    "length",
    "join",
    "first",
    "last",
    "default",
    "selectattr",
    "rejectattr",
    "map",
    "apart",
    "year_once",
];

/// Tests after `is`.
pub(crate) const TESTS: &[&str] = &["none", "defined", "undefined", "eq", "ne", "lt", "le", "gt", "ge", "in"];

/// Functions.
pub(crate) const FUNCTIONS: &[&str] = &["urgency_word", "level_word", "item_of_round"];

pub(super) fn add_filters(env: &mut Environment<'static>) {
    env.add_filter("thai_date", |date: &str| written(date, DateForm::Long));
    env.add_filter("short_date", |date: &str| written(date, DateForm::Short));
    env.add_filter("score", two_places);
    env.add_filter("number", |value: &Value| as_number(value));
    env.add_filter("count", filters::length);
    env.add_filter("length", filters::length);
    env.add_filter("join", filters::join);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("default", filters::default);
    env.add_filter("selectattr", filters::selectattr);
    env.add_filter("rejectattr", filters::rejectattr);
    env.add_filter("map", filters::map);
    env.add_filter("apart", apart);
    env.add_filter("year_once", year_once);
    env.add_test("none", tests::is_none);
    env.add_test("defined", tests::is_defined);
    env.add_test("undefined", tests::is_undefined);
    env.add_test("eq", tests::is_eq);
    env.add_test("ne", tests::is_ne);
    env.add_test("lt", tests::is_lt);
    env.add_test("le", tests::is_le);
    env.add_test("gt", tests::is_gt);
    env.add_test("ge", tests::is_ge);
    env.add_test("in", tests::is_in);
    env.add_function("urgency_word", urgency_of);
    env.add_function("level_word", level_of);
    env.add_function("item_of_round", item_of_round);
}

/// The text as it stands behind a Thai word: what is Thai goes on without a space (ระดับผ่าน), all else stands apart
/// (ระดับ B).
fn apart(value: &Value) -> String {
    let text = value.to_string();
    let thai = text.chars().next().is_none_or(|c| matches!(c, 'ก'..='ฮ' | 'เ'..='ไ'));
    if thai { text } else { format!(" {text}") }
}

/// A list of periods in which the same fiscal year at the end is said by the last alone.
fn year_once(periods: &Value) -> Result<Value, Error> {
    let texts: Vec<String> = periods.try_iter()?.map(|period| period.to_string()).collect();
    let year = |text: &str| text.find(" ปีงบประมาณ พ.ศ. ").and_then(|at| text.get(at..)).map(str::to_owned);
    let said = |at: usize| {
        let text = texts.get(at)?;
        let next = texts.get(at + 1).and_then(|next| year(next));
        Some(match year(text).filter(|year| Some(year) == next.as_ref()) {
            Some(year) => text.strip_suffix(year.as_str()).unwrap_or(text).to_owned(),
            None => text.clone(),
        })
    };
    Ok((0..texts.len()).filter_map(said).collect())
}

/// The word for how pressing something is.
pub(crate) fn urgency_word(urgency: Option<Urgency>) -> &'static str {
    match urgency {
        Some(Urgency::Urgent) => "ต้องเร่งแก้ไข",
        Some(Urgency::Important) => "ต้องพัฒนา",
        Some(Urgency::Minor) => "พัฒนาต่อยอด",
        None => "รักษามาตรฐาน",
    }
}

/// A decimal number as a number; order and comparison are right for as many digits as scores and counts have.
pub(crate) fn as_number(value: &Value) -> Value {
    let Some(text) = value.as_str() else { return value.clone() };
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let decimal =
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.starts_with(|c: char| c != '.');
    if !decimal || digits.is_empty() {
        return value.clone();
    }
    if let Ok(whole) = plain.parse::<i64>() {
        return Value::from(whole);
    }
    plain.parse::<f64>().map_or_else(|_| value.clone(), Value::from)
}

fn refused(detail: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail.to_owned())
}

fn written(date: &str, form: DateForm) -> Result<String, Error> {
    let day: jiff::civil::Date =
        date.parse().map_err(|_| refused("a date stands as 2025-12-27 before this filter"))?;
    Ok(thai::dates::write(day, form, DigitStyle::Ascii))
}

fn two_places(value: &Value) -> Result<String, Error> {
    to_score(value).map(|score| score.to_string())
}

fn to_score(value: &Value) -> Result<Score, Error> {
    value.to_string().parse().map_err(|_| refused("a score lies between 0 and 100 with at most two decimals"))
}

fn mark(state: &State<'_, '_>, name: &str) -> Option<Score> {
    state.lookup("thresholds")?.get_attr(name).ok()?.as_str()?.parse().ok()
}

/// The word for a score by the thresholds of the document.
fn urgency_of(state: &State<'_, '_>, value: &Value) -> Result<&'static str, Error> {
    let score = to_score(value)?;
    let below = |name| mark(state, name).is_some_and(|mark| score < mark);
    let urgency = if mark(state, "urgent_to").is_some_and(|mark| score <= mark) {
        Some(Urgency::Urgent)
    } else if below("important_below") {
        Some(Urgency::Important)
    } else if below("issue_below") {
        Some(Urgency::Minor)
    } else {
        None
    };
    Ok(urgency_word(urgency))
}

/// The name of the level in whose range a score lies, gates left aside; for scores below the overall one.
fn level_of(state: &State<'_, '_>, value: &Value) -> Result<Value, Error> {
    let score = to_score(value)?;
    let levels = state.lookup("levels").unwrap_or_default();
    for level in levels.try_iter()? {
        let least = level.get_attr("from")?.as_str().and_then(|text| text.parse::<Score>().ok());
        if least.is_some_and(|least| least <= score) && !level.get_attr("gated")?.is_true() {
            return level.get_attr("name");
        }
    }
    Ok(Value::from(()))
}

/// The code of the item in the round's rules whose title holds these words; none where the rules are not known.
fn item_of_round(state: &State<'_, '_>, words: &str) -> Result<Value, Error> {
    let wanted = thai::fold_for_match(words);
    for item in state.lookup("round_items").unwrap_or_default().try_iter()? {
        let title = item.get_attr("title")?;
        if title.as_str().is_some_and(|title| thai::fold_for_match(title).contains(&wanted)) {
            return item.get_attr("code");
        }
    }
    Ok(Value::from(()))
}
