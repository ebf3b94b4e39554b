//! How large a file may be. The bounds are far above any real assessment and far below what hurts.

/// Most bytes of a file.
pub(crate) const BYTES: u64 = 20 * 1024 * 1024;
/// Deepest nesting of tables and lists.
pub(crate) const DEPTH: usize = 32;
/// Most values in a JSON or TOML file.
pub(crate) const VALUES: usize = 100_000;
/// Most cells of a sheet that hold something.
pub(crate) const CELLS: usize = 200_000;
/// Most bytes of a workbook's parts after unpacking, together.
pub(crate) const UNPACKED: u64 = 100 * 1024 * 1024;
/// Most parts of a workbook.
pub(crate) const PARTS: usize = 2_000;
/// Most strings that a workbook may announce to share.
pub(crate) const SHARED_STRINGS: usize = 1_000_000;
