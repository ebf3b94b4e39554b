//! Pages for everybody.

pub mod accessibility;
pub mod front;
