//! What an installation sets: from a file, the environment and flags, each value with its origin.
//!
//! Later layers win: the program's own values, the file, the environment, flags. A key that nobody knows is an
//! error in every layer, so that a misspelt setting never looks as if it were in force.

mod keys;
mod layers;
mod outside;
mod values;

pub use keys::{KEYS, Key};
pub use layers::{Found, Origin, Settings, Sources, gather};
pub use outside::{MailServer, Security};
pub use values::{LogFormat, Values};
