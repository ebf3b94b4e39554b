//! Everything over HTTP: the officer's desk, the portal, the operator's pages and the JSON interface.
//!
//! Pages are rendered here and work without scripts. [`serve`] listens; [`App`] is the same as one service, for
//! tests. Routes stand in one table ([`routes`]), pages in one registry ([`PAGES`]).

pub mod api;
mod ask;
pub mod desk;
mod guard;
mod health;
pub mod kit;
pub mod operator;
mod pages;
pub mod portal;
mod router;
pub mod routes;
mod serve;
mod settings;
mod state;

pub use pages::PAGES;
pub use router::{App, app};
pub use serve::{Listeners, ServeError, serve};
pub use settings::Settings;
pub use state::Site;
