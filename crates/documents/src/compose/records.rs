//! Records of a source: chosen, ordered, and as values of texts.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{Value, context};

use super::blocks::is_there;
use super::{ComposeError, Composer, Frame};
use crate::model::Content;
use crate::rows::{Record, Source};
use crate::texts::{Engine, TextProblem, as_number};

impl Composer<'_, '_> {
    /// The records inside the frame that fit, in order, as many as asked for.
    pub(super) fn records(
        &self,
        key: &str,
        source: &Source,
        filter: Option<&str>,
        order: Option<&str>,
        limit: Option<usize>,
        frame: &Frame,
    ) -> Result<Vec<Record>, ComposeError> {
        let mut records = (source.records)(&self.facts);
        records.retain(|record| record.within.is_in(&frame.within));
        if let Some(filter) = filter {
            let mut kept = Vec::new();
            for record in records {
                let values = values_of(source, &record, number_of);
                if value_fits(&self.layout.engine, filter, &Value::from(values), &frame.context)
                    .map_err(|problem| self.failed(&format!("{key}.where"), problem))?
                {
                    kept.push(record);
                }
            }
            records = kept;
        }
        if let Some(order) = order {
            order_values(&mut records, order, |record, name| {
                let at = source.columns.iter().position(|column| column.key == name);
                let cell = at.and_then(|at| record.cells.get(at));
                cell.map_or_else(|| Value::from(()), |cell| number_of(&cell.content))
            });
        }
        records.truncate(limit.unwrap_or(usize::MAX));
        Ok(records)
    }
}

/// Whether an expression holds for a value. What is not known fits no expression that compares it: an expression
/// that names an empty key is false, unless it asks for that with `is none`.
pub(super) fn value_fits(
    engine: &Engine,
    expression: &str,
    value: &Value,
    around: &Value,
) -> Result<bool, TextProblem> {
    let mut numbers = BTreeMap::new();
    let mut missing = false;
    for name in engine.names_in(expression) {
        let Ok(own) = value.get_attr(&name) else { continue };
        if own.is_undefined() {
            continue;
        }
        missing |= own.is_none();
        numbers.insert(name, as_number(&own));
    }
    if missing && !expression.contains("none") {
        return Ok(false);
    }
    engine.holds(expression, &context! { ..Value::from(numbers), ..around.clone() })
}

/// Sorts by keys such as `-score,number`: numbers as numbers, codes such as O5 and O12 by their numbers, what is
/// empty always last. Equal ones keep their order.
pub(super) fn order_values<T>(things: &mut [T], order: &str, value: impl Fn(&T, &str) -> Value) {
    let keys: Vec<_> = order
        .split(',')
        .map(str::trim)
        .map(|key| key.strip_prefix('-').map_or((key, false), |key| (key, true)))
        .collect();
    things.sort_by(|a, b| {
        for (key, turned) in &keys {
            let (a, b) = (as_number(&value(a, key)), as_number(&value(b, key)));
            let ordering = match (is_there(&a), is_there(&b)) {
                (true, true) if *turned => compare(&b, &a),
                (true, true) => compare(&a, &b),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                (false, false) => Ordering::Equal,
            };
            if ordering != Ordering::Equal {
                return ordering;
            }
        }
        Ordering::Equal
    });
}

fn compare(a: &Value, b: &Value) -> Ordering {
    match (a.as_str(), b.as_str()) {
        (Some(a), Some(b)) => natural(a, b),
        _ => a.cmp(b),
    }
}

/// Texts with the numbers in them compared as numbers.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (m, n) = (digits(a), digits(b));
        if 0 < m && 0 < n {
            let value = |text: &str| text.trim_start_matches('0').to_owned();
            let (x, y) = (value(&a[..m]), value(&b[..n]));
            match x.len().cmp(&y.len()).then_with(|| x.cmp(&y)) {
                Ordering::Equal => (a, b) = (&a[m..], &b[n..]),
                other => return other,
            }
            continue;
        }
        match (a.chars().next(), b.chars().next()) {
            (Some(c), Some(d)) if c == d => (a, b) = (&a[c.len_utf8()..], &b[d.len_utf8()..]),
            (c, d) => return c.cmp(&d),
        }
    }
}

fn values_of(source: &Source, record: &Record, value: impl Fn(&Content) -> Value) -> BTreeMap<String, Value> {
    let cells = source.columns.iter().zip(&record.cells);
    cells.map(|(column, cell)| (column.key.to_owned(), value(&cell.content))).collect()
}

/// The values of a record in texts: figures as they are shown, several paragraphs in one line, none where empty.
pub(super) fn texts_of(source: &Source, record: &Record) -> Value {
    Value::from(values_of(source, record, text_of))
}

/// For each key of a source the lines that stand under it in these records, each once, in their order.
pub(super) fn each_once(source: &Source, records: &[Record]) -> Value {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (at, column) in source.columns.iter().enumerate() {
        let known = found.entry(column.key.to_owned()).or_default();
        for cell in records.iter().filter_map(|record| record.cells.get(at)) {
            let lines = match &cell.content {
                Content::Empty => Vec::new(),
                Content::Text(lines)
                | Content::Steps(lines)
                | Content::Points(lines)
                | Content::Verbatim(lines) => lines.clone(),
                Content::Figure(figure) => vec![figure.to_string()],
            };
            for line in lines {
                if !known.contains(&line) {
                    known.push(line);
                }
            }
        }
    }
    Value::from(Serde(found))
}

fn text_of(content: &Content) -> Value {
    match content {
        Content::Empty => Value::from(()),
        Content::Text(lines) | Content::Steps(lines) | Content::Points(lines) | Content::Verbatim(lines) => {
            Value::from(lines.join(" "))
        }
        Content::Figure(figure) => Value::from(figure.to_string()),
    }
}

fn number_of(content: &Content) -> Value {
    as_number(&text_of(content))
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use minijinja::Value;

    use super::{natural, order_values};

    #[test]
    fn codes_are_ordered_by_their_numbers() {
        assert_eq!(natural("O5", "O12"), Ordering::Less);
        assert_eq!(natural("O05", "O5"), Ordering::Equal);
        assert_eq!(natural("public/E2", "survey/E1"), Ordering::Less);
        assert_eq!(natural("9.10", "9.9"), Ordering::Greater);
    }

    #[test]
    fn what_is_empty_comes_last_both_ways() {
        let value = |thing: &Option<&str>, _: &str| thing.map_or_else(|| Value::from(()), Value::from);
        let mut up = [None, Some("9.50"), Some("100.00"), Some("1,000.00")];
        let mut down = up;
        order_values(&mut up, "score", value);
        order_values(&mut down, "-score", value);
        assert_eq!(up, [Some("9.50"), Some("100.00"), Some("1,000.00"), None]);
        assert_eq!(down, [Some("1,000.00"), Some("100.00"), Some("9.50"), None]);
    }
}
