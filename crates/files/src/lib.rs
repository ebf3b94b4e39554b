//! The files of the project: assessments and plans, as JSON, TOML, XLSX or CSV.
//!
//! [`input`] reads them with the place of everything that is wrong and what to do about it; [`sheet`] writes score
//! sheets, their templates and plan workbooks.

pub mod input;
pub mod sheet;
