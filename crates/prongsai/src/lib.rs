//! The command line of prongsai as a library: what reads files, and what writes them.

pub mod input;
pub mod sheet;
