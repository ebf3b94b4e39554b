//! Pages of those who run the installation: agencies, operators, state.

pub mod agencies;
pub mod people;
pub mod state;
