//! JSON: the document as data, for programs that make other things of it.
//!
//! Texts are in ASCII digits, whatever digits the document is printed in; figures are decimal numbers in strings,
//! because binary floats are not exact. `schemas/document.schema.json` describes the whole.

use serde::Serialize;
use thai::DigitStyle;

use super::{WriteError, WriteOptions};
use crate::model::Document;

/// Name and version of the form; a form that older readers would misread gets a new number.
pub const SCHEMA: &str = "prongsai/document/1";

#[derive(Serialize)]
struct File<'a> {
    schema: &'static str,
    digits: &'static str,
    #[serde(flatten)]
    document: &'a Document,
}

/// Writes the document. The emblem is no data and stays out.
///
/// # Errors
/// Only when the JSON text cannot be made.
pub fn write(document: &Document, _options: &WriteOptions<'_>) -> Result<Vec<u8>, WriteError> {
    let digits = match document.digits {
        DigitStyle::Ascii => "ascii",
        DigitStyle::Thai => "thai",
    };
    let mut out = serde_json::to_vec_pretty(&File { schema: SCHEMA, digits, document })?;
    out.push(b'\n');
    Ok(out)
}
