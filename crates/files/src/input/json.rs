//! JSON into the tree.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::report::{Fault, Report};
use super::tree::{At, Field, Lines, Node, Value};
use super::{faults, limits};

/// Reads strict JSON: no comments, no trailing commas, nothing else that JSON does not have.
pub(crate) fn read(text: &str, report: &mut Report) -> Option<Node> {
    let lines = Lines::new(text);
    if let Err((offset, fault)) = survey(text) {
        report.add(&lines.at(offset), "", fault);
        return None;
    }
    match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Ok(result) => result.value.map(|value| node(&value, &lines)),
        Err(error) => {
            let fault = faults::syntax("JSON", &error.kind().to_string());
            report.add(&lines.at(error.range().start), "", fault);
            None
        }
    }
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// Bounds depth and number of values before anything is built from the text.
fn survey(text: &str) -> Result<(), (usize, Fault)> {
    let mut depth = 0_usize;
    let mut values = 1_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                depth += 1;
                values += 1;
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if limits::DEPTH < depth {
            return Err((offset, faults::too_deep()));
        }
        if limits::VALUES < values {
            return Err((offset, faults::too_many_values()));
        }
    }
    Ok(())
}

fn node(value: &ast::Value<'_>, lines: &Lines<'_>) -> Node {
    let at = lines.at(value.start());
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Value::Text(literal.value.to_string()),
        ast::Value::Array(array) => {
            Value::List(array.elements.iter().map(|value| node(value, lines)).collect())
        }
        ast::Value::Object(object) => {
            Value::Table(object.properties.iter().map(|property| field(property, lines)).collect())
        }
    };
    Node { at, value }
}

fn field(property: &ast::ObjectProp<'_>, lines: &Lines<'_>) -> Field {
    let at: At = lines.at(property.name.start());
    Field::new(property.name.as_str(), at, node(&property.value, lines))
}
