//! Integration tests of the domain.

mod common;
mod frameworks;
mod scoring;
mod simulation;
mod consistency;
