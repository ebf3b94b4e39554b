//! Use cases: what people do with the program.
//!
//! Each one authorises by the one [table of rights](access), loads what it needs, decides by pure functions of
//! `domain`, saves, and leaves an audit row in the same transaction. Everything from outside is a parameter: the
//! clock, randomness, mail and other servers come in through [`ports`], who asks comes in as a [`Caller`].
//!
//! What goes wrong is a [`Problem`] with a code of one [table](problem), which pages, the JSON interface and the
//! log all print from.

pub mod access;
pub mod agencies;
pub mod assess;
pub mod audit;
mod caller;
pub mod disclose;
pub mod home;
pub mod maintenance;
pub mod oidc;
pub mod people;
pub mod ports;
pub mod problem;
#[path = "service.rs"]
mod root;

pub use caller::{Caller, Strength};
pub use problem::{Code, Problem, Result};
pub use root::{Service, Settings};
