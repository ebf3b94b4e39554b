//! Published ITA reports become data: any common format is read into one [`layout`], and the layout into
//! [`claims`] with their places, the words they came from and how sure the reading is.
//!
//! Nothing is corrected silently: where a misread code or a shifted cell was repaired, the claim tells what was
//! printed, what it was taken for and why. Nothing here computes a score.
//!
//! ```
//! use domain::framework::Catalogue;
//! use reader::{Limits, formats, claims};
//! let text = "ผลการประเมิน ITA ขององค์การบริหารส่วนตำบลทุ่งทอง ประจำปี ๒๕๖๘ ได้คะแนนรวม ๙๑.๕๙ คะแนน";
//! let source = formats::read("report.txt", text.as_bytes(), &Limits::default())?;
//! let claims = claims::read(&source, &Catalogue::embedded());
//! assert_eq!(claims.published().overall.map(|score| score.to_string()).as_deref(), Some("91.59"));
//! # Ok::<(), reader::ReadProblem>(())
//! ```

pub mod audit;
pub mod claims;
mod deadline;
pub mod formats;
pub mod layout;
mod limits;
mod problem;
mod repair;

pub use limits::Limits;
pub use problem::ReadProblem;
