//! Integration tests of the command line and of what it reads and writes.

// As test modules, so that helpers may stop at the first surprise too.
#[cfg(test)]
mod audit;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod input;
#[cfg(test)]
mod read;
#[cfg(test)]
mod runner;
