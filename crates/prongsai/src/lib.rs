//! The command line of prongsai as a library: what reads files, what writes them, and the commands.

pub mod commands;
pub mod input;
pub mod output;
pub mod sheet;

pub use commands::run;
