//! The library of measures: what an agency can do about a weak score, as data in `measures/*.toml`.
//!
//! ```
//! use domain::measures::Library;
//!
//! let library = Library::embedded().unwrap();
//! let measures = library.for_code("nacc/2568", "O12");
//! assert!(measures[0].fits_small_agency);
//! assert!(measures.iter().all(|measure| measure.serves("nacc/2568", "O12")));
//! // The same code means something else in another year.
//! assert_ne!(measures[0].id, library.for_code("nacc/2562", "O12")[0].id);
//! ```

pub mod file;
mod library;
mod model;
mod problem;
mod read;
mod units;

pub use library::{EMBEDDED, Library};
pub use model::{DayOfYear, Measure, MeasureStep, Reference, Repeats, Theme, YearlyPeriod};
pub use problem::{Problem, ProblemKind};
pub use read::read;
pub use units::{EMBEDDED_UNITS, UnitGroup, Units};
