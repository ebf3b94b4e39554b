//! Helpers for tests: golden cases and the paths of the project.
