//! Integration tests of the command line and of what it reads and writes.

mod commands;
mod input;
mod runner;
