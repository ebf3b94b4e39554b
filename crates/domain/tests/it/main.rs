//! Integration tests of the domain.

mod batch;
