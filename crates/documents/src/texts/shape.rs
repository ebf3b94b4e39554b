//! Which values a text may name, found from the values themselves.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use minijinja::Value;
use minijinja::value::{Serde, ValueKind};
use thai::DigitStyle;

use super::context::{TextContext, Things};
use crate::kinds::samples;
use crate::layout::block::EachOf;
use crate::rows::plan::Span;

/// Names of values with what stands below them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    fields: BTreeMap<String, Shape>,
    /// Whether what stands below is not told: a list, or a value that may be left out.
    open: bool,
}

impl Shape {
    /// The names of a value.
    pub fn of(value: &Value) -> Shape {
        let mut shape = Shape { fields: BTreeMap::new(), open: value.kind() != ValueKind::Map };
        if value.kind() == ValueKind::Map
            && let Ok(keys) = value.try_iter()
        {
            for key in keys {
                let inner = value.get_item(&key).map(|inner| Shape::of(&inner)).unwrap_or_default();
                shape.fields.insert(key.to_string(), inner);
            }
        }
        shape
    }

    /// Texts outside of any repetition, in a layout with or without a span.
    pub fn document(span: Option<Span>) -> &'static Shape {
        static SHAPES: OnceLock<[Shape; 2]> = OnceLock::new();
        let [without, with] = SHAPES.get_or_init(|| {
            let sample = samples::full();
            let facts = sample.facts(DigitStyle::Thai);
            [None, Some(Span::TwelveMonths)].map(|span| {
                Shape::of(&Value::from(Serde(TextContext::new(&facts, &facts.thresholds, "", "", span))))
            })
        });
        if span.is_some() { with } else { without }
    }

    /// The same names and one more.
    #[must_use]
    pub fn with(&self, name: &str, inner: Shape) -> Shape {
        let mut more = self.clone();
        more.fields.insert(name.to_owned(), inner);
        more
    }

    /// The same names and those of a record, whose values may be of any kind.
    #[must_use]
    pub fn with_keys(&self, keys: impl IntoIterator<Item = &'static str>) -> Shape {
        let mut more = self.clone();
        for key in keys {
            more.fields.insert(key.to_owned(), Shape { fields: BTreeMap::new(), open: true });
        }
        more
    }

    /// The same names with those of another shape over them.
    #[must_use]
    pub fn over(&self, other: &Shape) -> Shape {
        let mut more = self.clone();
        more.fields.extend(other.fields.iter().map(|(name, inner)| (name.clone(), inner.clone())));
        more
    }

    /// The shape below a name.
    pub fn below(&self, name: &str) -> Option<&Shape> {
        self.fields.get(name)
    }

    /// Whether a dotted name is there.
    pub fn has(&self, name: &str) -> bool {
        let mut at = self;
        for step in name.split('.') {
            match at.fields.get(step) {
                Some(inner) => at = inner,
                None => return at.open,
            }
        }
        true
    }

    /// A dotted name up to its first unknown step, and the names that stand there instead.
    pub fn unknown(&self, name: &str) -> (String, Vec<String>) {
        let mut at = self;
        let mut path = String::new();
        for step in name.split('.') {
            match at.fields.get(step) {
                Some(inner) => at = inner,
                None => {
                    let known = at.fields.keys().map(|key| format!("{path}{key}")).collect();
                    return (format!("{path}{step}"), known);
                }
            }
            path = format!("{path}{step}.");
        }
        (name.to_owned(), Vec::new())
    }
}

/// The shape of `this` inside a repetition.
pub(crate) fn things(of: EachOf) -> &'static Shape {
    static SHAPES: OnceLock<Vec<Shape>> = OnceLock::new();
    const ALL: [EachOf; 6] = [
        EachOf::Instruments,
        EachOf::Parts,
        EachOf::Indicators,
        EachOf::SubIndicators,
        EachOf::Themes,
        EachOf::Issues,
    ];
    let shapes = SHAPES.get_or_init(|| {
        let sample = samples::full();
        let facts = sample.facts(DigitStyle::Thai);
        let things = Things::new(&facts, &facts.thresholds);
        let first = |of| things.of(of).first().map(|thing| Shape::of(&thing.value)).unwrap_or_default();
        ALL.iter().map(|&of| first(of).with("index", Shape { fields: BTreeMap::new(), open: true })).collect()
    });
    let at = ALL.iter().position(|&known| known == of).unwrap_or_default();
    &shapes[at]
}
