//! Properties of the whole crate: what is written is read back, and no text makes a reader panic.

mod dates;
mod money;
mod text;
mod total;
