//! Forms that keep what was typed and say what to correct.

use std::collections::BTreeMap;

use domain::text::Language;
use serde::Serialize;
use service::Problem;

/// What a form shows: values typed before, and what is wrong with them.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Form {
    /// Values by the name of the field; secrets are never among them.
    pub values: BTreeMap<String, String>,
    /// What is wrong, in order.
    pub errors: Vec<FieldError>,
}

/// One of those to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is sent; empty for none.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// A value that is not right.
#[derive(Debug, Clone, Serialize)]
pub struct FieldError {
    /// Name of the field; empty when it concerns the whole form.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Form {
    /// A form that nothing was typed into.
    #[must_use]
    pub fn empty() -> Form {
        Form::default()
    }

    /// With a value of a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: impl Into<String>) -> Form {
        self.values.insert(field.to_owned(), value.into());
        self
    }

    /// With several values.
    #[must_use]
    pub fn with_all<'v>(mut self, values: impl IntoIterator<Item = (&'v str, &'v str)>) -> Form {
        self.values.extend(values.into_iter().map(|(field, value)| (field.to_owned(), value.to_owned())));
        self
    }

    /// With an error.
    #[must_use]
    pub fn wrong(mut self, field: &str, message: impl Into<String>) -> Form {
        self.errors.push(FieldError { field: field.to_owned(), message: message.into() });
        self
    }

    /// With what a use case had to say. `known` are the fields of the form: what is said of others stands above.
    #[must_use]
    pub fn refused(mut self, problem: &Problem, language: Language, known: &[&str]) -> Form {
        for one in &problem.fields {
            let field = known.iter().find(|name| **name == one.field).copied().unwrap_or_default();
            self = self.wrong(field, one.text.get(language));
        }
        if problem.fields.is_empty() {
            let detail = problem.detail.as_ref().map(|detail| detail.get(language).to_owned());
            let message = problem.code.text().get(language).to_owned();
            let message = detail.map(|detail| format!("{message}: {detail}")).unwrap_or(message);
            self = self.wrong("", message);
        }
        self
    }

    /// Whether something is to be corrected.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}

/// A day as three fields give it, written so that use cases can read it: `1/10/2568`; empty when none is filled.
pub(crate) fn day_of([day, month, year]: [&str; 3]) -> String {
    let parts = [day, month, year].map(str::trim);
    if parts.iter().all(|part| part.is_empty()) { String::new() } else { parts.join("/") }
}
