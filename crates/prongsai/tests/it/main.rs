//! Integration tests of the command line and of what it reads and writes.

mod golden;
mod input;
