//! Blocks on pages.
