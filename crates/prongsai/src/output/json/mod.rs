//! What leaves the program as JSON. Domain types do not serialise themselves; these rows do.

pub mod agency;
pub mod analysis;
pub mod audit;
pub mod explain;
pub mod framework;
pub mod plan;
pub mod read;
pub mod read_files;
pub mod score;

use domain::Text;
use serde::Serialize;
use serde_json::Value;

use crate::input::Remark;

/// A row as a value; rows of text and numbers cannot fail to be one.
pub fn value(row: &impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or(Value::Null)
}

/// Something worth knowing.
#[derive(Debug, Clone, Serialize)]
pub struct NoteRow {
    /// Stable name.
    pub code: String,
    /// Name of a node or key; empty for the whole.
    pub path: String,
    /// In Thai.
    pub message_th: String,
    /// In English.
    pub message_en: String,
}

impl NoteRow {
    /// A note.
    pub fn new(code: &str, path: &str, message: &Text) -> NoteRow {
        NoteRow {
            code: code.to_owned(),
            path: path.to_owned(),
            message_th: message.th.clone(),
            message_en: message.en.clone(),
        }
    }
}

impl From<&Remark> for NoteRow {
    fn from(remark: &Remark) -> NoteRow {
        NoteRow::new(remark.code, &remark.key, &remark.message)
    }
}

/// A word that serde writes for a value, such as `mean_of_items` or `seen`.
pub fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}
