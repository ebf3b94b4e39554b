//! Integration tests of the command line and of what it reads and writes.

// As a test module, so that helpers may stop at the first surprise too.
#[cfg(test)]
mod input;
