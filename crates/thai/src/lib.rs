//! Thai writing for public administration.
//!
//! The other crates hold ISO dates, exact numbers and plain text; this crate stands at the edge and turns
//! them into what a Thai official reads, and what an official wrote back into values. It is pure: no clock,
//! no files, no network, and every word list and model is compiled in.
//!
//! | module | subject |
//! |---|---|
//! | [`digits`] | Thai and ASCII digits, decimal figures |
//! | [`fiscal_year`] | Buddhist years and fiscal years |
//! | [`dates`] | writing and reading a date |
//! | [`periods`] | writing and reading a span of dates |
//! | [`money`] | baht in figures and in words |
//! | [`collation`] | dictionary order |
//! | [`normalize`] | repair of text that came out of PDF or OCR |
//! | [`ties`] | spaces at which a line must not break |
//! | [`words`] | word segmentation and line breaks that respect the terms of the field |
//!
//! Readers never panic: whatever the text, they answer with a value or with an error that names the place.
//!
//! ```
//! use thai::{DateForm, DigitStyle, FiscalYear, dates, periods};
//!
//! let period = periods::read("ตุลาคม 2567 – กันยายน 2568")?.period;
//! let year = FiscalYear::new(2568)?;
//! assert_eq!((period.first_day(), period.last_day()), (year.first_day(), year.last_day()));
//! assert_eq!(dates::write(period.last_day(), DateForm::Long, DigitStyle::Thai), "๓๐ กันยายน ๒๕๖๘");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod collation;
pub mod dates;
pub mod digits;
pub mod fiscal_year;
mod lex;
pub mod money;
pub mod months;
pub mod normalize;
pub mod periods;
pub mod script;
pub mod ties;
pub mod words;

pub use collation::Collator;
pub use dates::{DateError, DateForm, DateReading};
pub use digits::{DecimalText, DigitStyle, Digits, NumberError};
pub use fiscal_year::{BuddhistYear, FiscalYear, YearError};
pub use jiff::civil::Date;
pub use money::{Baht, MoneyError};
pub use normalize::{Normalized, fold_for_match};
pub use periods::{Period, PeriodError, PeriodForm, PeriodReading};
