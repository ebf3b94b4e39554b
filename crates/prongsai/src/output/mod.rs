//! How results reach a person or a program: pages of text, and JSON.

pub mod bar;
pub mod console;
pub mod failure;
pub mod json;
pub mod line;
pub mod page;
pub mod table;
pub mod width;

pub use bar::{bar, pass_mark, tone_of};
pub use console::{Console, Outcome};
pub use failure::{Failure, Kind, Place, Trouble};
pub use line::{Line, Tone};
pub use page::Page;
pub use table::{Column, Table};
