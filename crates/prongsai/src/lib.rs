//! The command line of prongsai as a library: the commands and what they print.

pub mod commands;
pub mod config;
pub mod output;

pub use commands::run;
pub use files::{input, sheet};
