//! Scores of many agencies at once: from tallies in memory to levels and ranks, without
//! explanation trees, digit for digit the same as [`super::score`].
//!
//! A [`Plan`] is the tree of a framework compiled for evidence that is complete at its finest level.
//! [`Tallies`] hold the counts of a nation in columns, [`score_all`] scores them, a [`Ranking`]
//! gives places, and [`Live`] keeps one agency up to date while answer sheets come in.
//!
//! ```
//! use std::sync::Arc;
//! use domain::framework::Catalogue;
//! use domain::scoring::batch::{Plan, Ranking, Tallies, score_all};
//!
//! let catalogue = Catalogue::embedded();
//! let plan = Arc::new(Plan::new(catalogue.find("nacc/2564").unwrap()).unwrap());
//! let mut tallies = Tallies::new(Arc::clone(&plan), 2);
//! for row in 0..plan.rows() {
//!     // All answers of the first agency are the best choice, of the second every other one.
//!     let points = plan.points(row);
//!     let counts = |best: u32| points.iter().map(|&p| if p == 100 { best } else { 20 - best }).collect::<Vec<_>>();
//!     tallies.set(0, row, &vec![0; points.len()]).unwrap();
//!     tallies.set(0, row, &points.iter().map(|&p| if p == 100 { 20 } else { 0 }).collect::<Vec<_>>()).unwrap();
//!     tallies.set(1, row, &counts(10)).unwrap();
//! }
//! tallies.set_passed(0, u64::MAX).unwrap();
//! let scores = score_all(&tallies);
//! assert_eq!(scores[0].overall().unwrap().to_string(), "100.00");
//! assert_eq!(Ranking::of(&scores).whole()[1].rank, 2);
//! ```

mod divide;
mod form;
mod items;
mod live;
mod nation;
mod plan;
mod ranking;
mod summary;
mod tallies;

pub use live::{Live, Sheet, SheetError};
pub use nation::score_all;
pub use plan::Plan;
pub use ranking::{Ranking, Standing};
pub use summary::{MAX_INDICATORS, MAX_INSTRUMENTS, Summary};
pub use tallies::{TallyError, Tallies};
