//! The rules of one fiscal year as data.

mod catalogue;
mod check;
mod derive;
mod diff;
pub mod file;
mod id;
mod model;
mod notes;
mod path;
mod read;
mod skeleton;
mod suggest;

pub use catalogue::{Catalogue, Entry, LookupError};
pub use check::{MAX_CHOICES, MAX_ROWS};
pub use derive::derive;
pub use diff::{Change, ChangeKind, Diff, Trend, diff};
pub use id::{FrameworkId, FrameworkName, NameError};
pub use model::{
    Framework, Indicator, IndicatorIndex, Instrument, InstrumentIndex, Item, ItemIndex, Level, Part,
    PartIndex, Row, RowIndex, Rule, SubIndicator, SubIndicatorIndex, Weight,
};
pub use notes::{thai_citation, thai_note};
pub(crate) use read::is_doubtful;
pub use read::{Problem, digest, read};
pub use skeleton::{Granularity, Node, NodeIndex, NodeRef, Skeleton};
pub use suggest::{nearest, suggest_code};
