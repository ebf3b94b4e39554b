//! What the benchmarks of prongsai measure with and measure on.
//!
//! `cargo bench -p benches` runs them; `docs/method/benchmarks.md` tells what they compare.

pub mod measure;
pub mod nation;
pub mod papers;
pub mod share;
