//! What every page and answer is made with.
//!
//! | module | subject |
//! |---|---|
//! | [`page`] | a struct beside its template, and the registry of all |
//! | [`engine`] | templates and texts, per language |
//! | [`texts`] | the words of pages as data |
//! | [`frame`] | what stands around a page |
//! | [`form`] | values kept and errors told |
//! | [`chart`] | bar charts as SVG |
//! | [`assets`] | styles, fonts, scripts at addresses of their content |
//! | [`problem`] | what went wrong, as page or JSON |
//! | [`language`] | `/…` in Thai, `/en/…` in English |
//! | `place` | `/people` of one's own agency, `/at/ID/people` of another |
//! | `headers`, `log`, `metrics`, `kept` | layers around all routes |

pub mod assets;
pub mod chart;
pub mod engine;
pub(crate) mod filters;
pub mod form;
pub mod frame;
pub(crate) mod headers;
pub(crate) mod kept;
pub mod language;
pub(crate) mod log;
pub(crate) mod metrics;
pub mod page;
pub(crate) mod place;
pub mod problem;

pub(crate) mod session;
pub(crate) mod terms;
pub mod texts;

pub(crate) mod visit;

pub use headers::POLICY;
