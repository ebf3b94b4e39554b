//! Integration tests of the domain.

// As test modules, so that helpers may stop at the first surprise too.
#[cfg(test)]
mod batch;
#[cfg(test)]
mod common;
#[cfg(test)]
mod consistency;
#[cfg(test)]
mod frameworks;
#[cfg(test)]
mod measures;
#[cfg(test)]
mod notes;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod scoring;
#[cfg(test)]
mod simulation;
