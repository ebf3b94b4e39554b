//! Benchmarks of prongsai; see `benches/`.
