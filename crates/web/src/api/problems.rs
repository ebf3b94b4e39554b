//! Problems as the document describes them; they are written by the layer that all routes share.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Address of the kind of problem, relative to the installation.
    #[schema(example = "/problems/not-found")]
    pub r#type: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// Stable code of the kind.
    #[schema(example = "not-found")]
    pub code: String,
    /// What happened and what to do, in Thai.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// What is particular, in Thai.
    pub detail: Option<String>,
    /// The same in English.
    pub detail_en: Option<String>,
    /// Values that are not right.
    pub errors: Option<Vec<FieldProblem>>,
}

/// A value that is not right.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Name of the parameter, or the place within the file.
    pub field: String,
    /// What is wrong, in Thai.
    pub detail: String,
    /// The same in English.
    pub detail_en: String,
}

const BAD: (&str, &str) = ("400", "The request cannot be read");
const INVALID: (&str, &str) = ("422", "Values are not right; `errors` says which");
const MISSING: (&str, &str) = ("404", "There is no such thing, or it is not published");
/// What may come of any request.
const ANY: [(&str, &str); 6] = [
    BAD,
    ("413", "The request is too large"),
    ("500", "A defect of the program"),
    ("503", "Busy, closing, or the database cannot be reached"),
    ("504", "It took too long"),
    ("507", "Nothing can be saved, since the disk is full or failed"),
];
/// What may come of a request that needs somebody.
const SIGNED_IN: [(&str, &str); 2] = [
    ("401", "No session, or it has ended"),
    ("403", "Not allowed in this role, a second factor is needed, or the request came from another site"),
];
const CHANGE: [(&str, &str); 3] = [
    ("409", "It is there already, or its state does not allow it"),
    ("415", "Not the media type that is taken"),
    ("429", "Too many tries"),
];

type Responses = BTreeMap<String, RefOr<Response>>;

fn all<'p>(told: impl IntoIterator<Item = &'p (&'static str, &'static str)>) -> Responses {
    let one = |(status, description): &(&'static str, &'static str)| {
        let schema = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let response = ResponseBuilder::new().description(*description);
        let response = response.content("application/problem+json", content).build();
        ((*status).to_owned(), RefOr::T(response))
    };
    told.into_iter().map(one).collect()
}

/// Problems of reading what is published.
#[derive(Debug)]
pub struct Public;

impl IntoResponses for Public {
    fn responses() -> Responses {
        all(ANY.iter().chain([&MISSING, &INVALID]))
    }
}

/// Problems of reading as somebody.
#[derive(Debug)]
pub struct Reading;

impl IntoResponses for Reading {
    fn responses() -> Responses {
        all(ANY.iter().chain(&SIGNED_IN).chain([&MISSING, &INVALID]))
    }
}

/// Problems of a change.
#[derive(Debug)]
pub struct Changing;

impl IntoResponses for Changing {
    fn responses() -> Responses {
        all(ANY.iter().chain(&SIGNED_IN).chain([&MISSING, &INVALID]).chain(&CHANGE))
    }
}
