//! Writers: from a [`Document`](crate::model::Document) to the bytes of a file.
//!
//! A writer adds and drops nothing, and its bytes depend on the document and the options alone: it reads no
//! clock and no file.

pub mod csv;
pub mod docx;
mod error;
mod format;
mod grid;
pub mod html;
pub mod json;
mod text;
mod widths;
pub mod xlsx;

pub use error::WriteError;
pub use format::{Format, UnknownFormat};
pub use widths::column_widths;

use crate::emblem::Emblem;

/// What a writer is given beside the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions<'a> {
    /// The picture for covers and memos; without it their places stay empty.
    pub emblem: Option<&'a Emblem>,
}
