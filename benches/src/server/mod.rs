//! What the benchmarks of the running server need: a bounded load, an installation to put it on, the programs.

pub mod load;
pub mod programs;
pub mod stage;
