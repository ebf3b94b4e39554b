//! What a document says, block by block, before any format.
//!
//! All texts are what a reader sees, but for digits: they are ASCII until [`Document::shown`] puts them into the
//! digits of the document. Nothing in a text is markup; writers escape it.

mod block;
mod chart;
mod document;
mod figure;
mod memo;
mod shown;
mod table;

pub use block::{Block, Cover, List, ParagraphStyle, Run};
pub use chart::{Chart, ChartGroup, ChartLine};
pub use document::{Document, Orientation, PageSetup, Section};
pub use figure::Figure;
pub use memo::{MemoHead, Opinion, Signature};
pub use table::{Align, Cell, Column, Content, Row, Table};
