//! TOML into the tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::report::{Fault, Report};
use super::tree::{Field, Lines, Node, Value};
use super::{faults, limits};

/// Reads TOML; figures keep the text of their literals.
pub(crate) fn read(text: &str, report: &mut Report) -> Option<Node> {
    let lines = Lines::new(text);
    if let Err((offset, fault)) = survey(text) {
        report.add(&lines.at(offset), "", fault);
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = lines.at(error.span().map_or(0, |span| span.start));
        let fault = match error.message() {
            message if message.contains("duplicate key") => faults::duplicate_key("", None),
            message => faults::syntax("TOML", message.lines().next().unwrap_or_default()),
        };
        report.add(&at, "", fault);
    }
    if !errors.is_empty() {
        return None;
    }
    let mut reader = Reader { lines, report, depth: 0 };
    let value = reader.table(table.get_ref());
    reader.report.problems.is_empty().then(|| Node { at: reader.lines.at(0), value })
}

/// Bounds depth and number of values before anything is built from the text.
fn survey(text: &str) -> Result<(), (usize, Fault)> {
    let (mut depth, mut dots, mut values) = (0_usize, 0_usize, 0_usize);
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
            TokenKind::Dot => dots += 1,
            TokenKind::Equals | TokenKind::Comma => {
                values += 1;
                dots = 0;
            }
            TokenKind::Newline => {
                values += 1;
                dots = 0;
            }
            _ => {}
        }
        // Every name of a dotted key makes a table.
        if token.kind() == TokenKind::Dot {
            values += 1;
        }
        if limits::DEPTH < depth || limits::DEPTH < dots {
            return Err((token.span().start(), faults::too_deep()));
        }
        // A line holds a key, its value and its end.
        if 2 * limits::VALUES < values {
            return Err((token.span().start(), faults::too_many_values()));
        }
    }
    Ok(())
}

struct Reader<'t, 'r> {
    lines: Lines<'t>,
    report: &'r mut Report,
    depth: usize,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &DeTable<'_>) -> Value {
        let mut fields = Vec::with_capacity(table.len());
        for (name, value) in table {
            let at = self.lines.at(name.span().start);
            if limits::DEPTH <= self.depth {
                self.report.add(&at, "", faults::too_deep());
                return Value::Other;
            }
            self.depth += 1;
            let value = self.node(value);
            self.depth -= 1;
            fields.push((name.span().start, Field::new(name.get_ref().as_ref(), at, value)));
        }
        // Problems are told in the order of the file, not of the names.
        fields.sort_by_key(|(offset, _)| *offset);
        Value::Table(fields.into_iter().map(|(_, field)| field).collect())
    }

    fn list<'v>(&mut self, values: impl IntoIterator<Item = &'v Spanned<DeValue<'v>>>) -> Value {
        if limits::DEPTH <= self.depth {
            self.report.add(&self.lines.at(0), "", faults::too_deep());
            return Value::Other;
        }
        self.depth += 1;
        let values = values.into_iter().map(|value| self.node(value)).collect();
        self.depth -= 1;
        Value::List(values)
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Node {
        let at = self.lines.at(value.span().start);
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(integer) => Value::Number(unsigned(&integer.to_string())),
            DeValue::Float(float) => Value::Number(unsigned(&float.to_string())),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(values) => self.list(values),
            DeValue::Table(table) => self.table(table),
        };
        Node { at, value }
    }
}

/// TOML allows a plus in front, which says nothing.
fn unsigned(literal: &str) -> String {
    literal.trim_start_matches('+').to_owned()
}
