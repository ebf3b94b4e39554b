//! Integration tests of the domain.

mod simulation;
