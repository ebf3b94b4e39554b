//! Tests of the use cases.

#[cfg(test)]
mod access;
