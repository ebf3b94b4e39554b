//! What the benchmarks of prongsai measure with and measure on.
//!
//! `cargo bench --workspace --bench '*'` runs them; `docs/method/benchmarks.md` tells what they compare.

pub mod accuracy;
pub mod agencies;
pub mod measure;
pub mod nation;
pub mod options;
pub mod reports;
pub mod server;
pub mod share;
