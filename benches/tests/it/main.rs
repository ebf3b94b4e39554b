//! Tests of what the benchmarks and measurements stand on.

#[cfg(test)]
mod accuracy;
