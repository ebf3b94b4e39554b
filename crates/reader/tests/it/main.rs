//! Tests of the reader.

#[cfg(test)]
mod seeds;
