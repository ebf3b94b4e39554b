//! What several tests share.

use std::sync::LazyLock;

use domain::framework::{Catalogue, Framework};

/// Years of the embedded frameworks.
pub const YEARS: std::ops::RangeInclusive<i16> = 2562..=2569;

/// The embedded frameworks, read once for all tests.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::embedded);
    &CATALOGUE
}

/// The framework of a year.
pub fn framework(catalogue: &Catalogue, year: i16) -> &Framework {
    catalogue.find(&format!("nacc/{year}")).expect("embedded")
}

/// Cases for property tests: bounded by default, many under `cargo xtask deep`.
pub fn cases(name: &str, normal: u32, deep: u32) -> proptest::test_runner::Config {
    let count = testkit::count(name, normal, deep);
    proptest::test_runner::Config { cases: count, failure_persistence: None, ..Default::default() }
}
