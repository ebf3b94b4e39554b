//! Integration tests of the domain.

mod batch;
mod common;
mod consistency;
mod frameworks;
mod scoring;
mod simulation;
