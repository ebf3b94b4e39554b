//! Texts with gaps: minijinja in a form that cannot hang, print what is not known, or name what is not there.

pub(crate) mod context;
mod engine;
mod filters;
mod names;
mod paragraphs;
mod scan;
mod shape;

pub(crate) use engine::{Engine, TextProblem, tidy};
pub(crate) use filters::{as_number, urgency_word as filters_word};
pub(crate) use names::names_apart;
pub(crate) use paragraphs::{Piece, pieces};
pub(crate) use shape::{Shape, things};
