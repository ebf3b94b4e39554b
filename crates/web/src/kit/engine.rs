//! One environment of templates per language: strict about what is undefined, escaping everything, bounded.

use std::sync::Arc;

use domain::text::Language;
use minijinja::value::{Kwargs, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State, UndefinedBehavior};

use super::assets::Assets;
use super::filters;
use super::frame::Frame;
use super::language::localised;
use super::page::{self, Entry, Html, Page, Sample};
use super::place::placed;
use super::terms;
use super::texts::{TextError, Texts};

/// Instructions that one page may take; the longest table of a year takes some fifty thousand.
const FUEL: u64 = 5_000_000;

/// Templates that others include or import.
const PARTS: &[(&str, &str)] = &[
    ("layout.html", include_str!("layout.html")),
    ("forms.html", include_str!("forms.html")),
    ("chart.html", include_str!("chart.html")),
    ("invitations.html", include_str!("../desk/invitations.html")),
    ("passkey-form.html", include_str!("../desk/passkey_form.html")),
];

/// Why templates or texts that are built in cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// Texts.
    #[error(transparent)]
    Texts(#[from] TextError),
    /// A template.
    #[error("the template `{0}` cannot be read")]
    Template(&'static str, #[source] Error),
}

/// Renders pages.
#[derive(Debug)]
pub struct Kit {
    thai: Environment<'static>,
    english: Environment<'static>,
    /// The texts, also for what is no template.
    texts: [Arc<Texts>; 2],
}

impl Kit {
    /// Reads all templates and texts.
    ///
    /// # Errors
    /// When one of them is broken, which tests rule out.
    pub fn new(pages: &'static [Entry], assets: &Arc<Assets>) -> Result<Kit, KitError> {
        let texts =
            [Arc::new(Texts::built_in(Language::Thai)?), Arc::new(Texts::built_in(Language::English)?)];
        let [thai, english] = &texts;
        Ok(Kit {
            thai: environment(pages, assets, thai)?,
            english: environment(pages, assets, english)?,
            texts,
        })
    }

    /// A page in the language of its frame.
    ///
    /// # Errors
    /// When the template meets what it does not know; a defect.
    pub fn render<P: Page>(&self, language: Language, frame: &Frame, page: &P) -> Result<Html, Error> {
        self.render_sample(language, frame, P::NAME, page::shown(page))
    }

    /// A sample of the registry.
    ///
    /// # Errors
    /// As [`Kit::render`].
    pub fn render_sample(
        &self,
        language: Language,
        frame: &Frame,
        name: &str,
        sample: Sample,
    ) -> Result<Html, Error> {
        let environment = match language {
            Language::Thai => &self.thai,
            Language::English => &self.english,
        };
        let body = environment.get_template(name)?.render(page::context(frame, sample))?;
        Ok(Html { body, language })
    }

    /// The texts of a language.
    #[must_use]
    pub fn texts(&self, language: Language) -> &Texts {
        let [thai, english] = &self.texts;
        match language {
            Language::Thai => thai,
            Language::English => english,
        }
    }
}

fn environment(
    pages: &'static [Entry],
    assets: &Arc<Assets>,
    texts: &Arc<Texts>,
) -> Result<Environment<'static>, KitError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_formatter(print);
    env.set_fuel(Some(FUEL));
    env.set_debug(true);
    let language = texts.language();
    filters::add(&mut env, language);

    let plain = Arc::clone(texts);
    env.add_function("plain", move |state: &State, key: &str, gaps: Kwargs| {
        let filled = plain.plain(key, |gap| given(state, &gaps, gap).map(|value| value.to_string()));
        finish(filled, &gaps).map(|text| Value::from(terms::tied(&text)))
    });
    let html = Arc::clone(texts);
    env.add_function("t", move |state: &State, key: &str, gaps: Kwargs| {
        let fill = |gap: &str| {
            given(state, &gaps, gap).map(|value| match value.is_safe() {
                true => value.to_string(),
                false => terms::escaped(&value.to_string()),
            })
        };
        finish(html.html(key, fill), &gaps).map(Value::from_safe_string)
    });
    env.add_function("href", move |state: &State, path: &str| {
        let base = state.lookup("frame").and_then(|frame| frame.get_attr("base").ok());
        let path = placed(base.as_ref().and_then(Value::as_str).unwrap_or_default(), path);
        Value::from_safe_string(terms::escaped(&localised(language, &path)))
    });
    let files = Arc::clone(assets);
    env.add_function("asset", move |name: &str| match files.address(name) {
        Some(address) => Ok(Value::from_safe_string(address.to_owned())),
        None => Err(Error::new(ErrorKind::InvalidOperation, format!("there is no asset `{name}`"))),
    });

    for (name, source) in PARTS {
        env.add_template(name, source).map_err(|error| KitError::Template(name, error))?;
    }
    for entry in pages {
        env.add_template(entry.name, entry.source).map_err(|error| KitError::Template(entry.name, error))?;
    }
    Ok(env)
}

/// What fills a gap, numbers in the digits of the reader.
fn given(state: &State, gaps: &Kwargs, name: &str) -> Option<Value> {
    let value: Value = gaps.get(name).ok()?;
    match value.is_number() {
        true => Some(Value::from(filters::digits_of(state).apply(&value.to_string()))),
        false => Some(value),
    }
}

fn finish(text: Result<String, TextError>, gaps: &Kwargs) -> Result<String, Error> {
    gaps.assert_all_used()?;
    text.map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// Escapes with fewer characters than the default does: a slash needs none. Prints nothing for what is none, so
/// that an optional value can stand alone.
fn print(out: &mut minijinja::Output, state: &mut State, value: &Value) -> Result<(), Error> {
    use minijinja::value::ValueKind;
    match value.kind() {
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => Ok(()),
        ValueKind::String if value.is_safe() => minijinja::escape_formatter(out, state, value),
        ValueKind::String => {
            let escaped = terms::escaped(value.as_str().unwrap_or_default());
            out.write_str(&escaped).map_err(Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}
