//! Scores of many agencies at once: from tallies in memory to levels and ranks, without
//! explanation trees, digit for digit the same as [`super::score`].
//!
//! A [`Compiled`] is the tree of a framework compiled for evidence that is complete at its finest level.
//! [`Tallies`] hold the counts of a nation in columns, [`score_all`] scores them, a [`Ranking`]
//! gives places, and [`Live`] keeps one agency up to date while answer sheets come in.
//!
//! ```
//! use std::sync::Arc;
//! use domain::framework::Catalogue;
//! use domain::scoring::batch::{Compiled, Ranking, Tallies, score_all};
//!
//! let catalogue = Catalogue::embedded();
//! let compiled = Arc::new(Compiled::new(catalogue.find("nacc/2564").unwrap()).unwrap());
//! let mut tallies = Tallies::new(Arc::clone(&compiled), 2);
//! for row in 0..compiled.rows() {
//!     // Twenty people each: in the first agency all choose the best, in the second half of them do.
//!     let counts = |best: u32, worst: u32| -> Vec<u32> {
//!         compiled.points(row).iter().map(|&points| if points == 100 { best } else if points == 0 { worst } else { 0 }).collect()
//!     };
//!     tallies.set(0, row, &counts(20, 0)).unwrap();
//!     tallies.set(1, row, &counts(10, 10)).unwrap();
//! }
//! // The first has disclosed everything, the second nothing.
//! tallies.set_passed(0, u64::MAX).unwrap();
//! let scores = score_all(&tallies);
//! assert_eq!(scores[0].overall().unwrap().to_string(), "100.00");
//! assert_eq!(scores[1].overall().unwrap().to_string(), "30.00");
//! assert_eq!(Ranking::of(&scores).whole()[1].rank, 2);
//! ```

mod compiled;
mod divide;
mod form;
mod items;
mod live;
mod nation;
mod ranking;
mod summary;
mod tallies;

pub use compiled::Compiled;
pub use live::{Live, Sheet, SheetError};
pub use nation::score_all;
pub use ranking::{Ranking, Standing};
pub use summary::{MAX_INDICATORS, MAX_INSTRUMENTS, Summary};
pub use tallies::{Tallies, TallyError};
