//! One finding of the doctor.

use domain::Text;
use serde_json::{Value, json};
use service::maintenance::{Check, Health};

use crate::output::Failure;

/// What was found, how bad it is, and what to do.
#[derive(Debug)]
pub(super) struct Finding {
    /// Stable name.
    pub code: String,
    /// How it came out.
    pub health: Health,
    /// What was found.
    pub text: Text,
    /// What to do; empty where nothing is to be done, or the text says it.
    pub remedy: Text,
}

impl Finding {
    /// Something that is as it should be.
    pub fn good(code: &str, text: Text) -> Finding {
        Finding { code: code.to_owned(), health: Health::Good, text, remedy: Text::default() }
    }

    /// Something to be seen to.
    pub fn new(code: &str, health: Health, text: Text, remedy: Text) -> Finding {
        Finding { code: code.to_owned(), health, text, remedy }
    }

    /// A check of the use cases, whose text says what to do.
    pub fn of_check(check: Check) -> Finding {
        Finding {
            code: check.code.to_owned(),
            health: check.health,
            text: check.text,
            remedy: Text::default(),
        }
    }

    /// Why the store does not open.
    pub fn of_store(error: &store::Error) -> Finding {
        Finding::new(&format!("store-{}", error.code()), Health::Bad, error.text(), Text::default())
    }

    /// Everything that a failure tells.
    pub fn of_failure(code: &str, failure: &Failure) -> Vec<Finding> {
        let one = |trouble: &crate::output::Trouble| {
            let place = trouble.place.path.as_deref().map(|path| format!("{path}: ")).unwrap_or_default();
            let line = trouble.place.line.map(|line| format!(":{line}")).unwrap_or_default();
            let file =
                trouble.place.file.as_deref().map(|file| format!(" ({file}{line})")).unwrap_or_default();
            let text = Text::new(
                format!("{place}{}{file}", trouble.message.th),
                format!("{place}{}{file}", trouble.message.en),
            );
            Finding::new(code, Health::Bad, text, trouble.remedy.clone())
        };
        failure.troubles.iter().map(one).collect()
    }

    /// For a program.
    pub fn json(&self) -> Value {
        let health = match self.health {
            Health::Good => "good",
            Health::Unknown => "unknown",
            Health::Warning => "warning",
            Health::Bad => "bad",
        };
        json!({
            "code": self.code,
            "health": health,
            "text_th": self.text.th,
            "text_en": self.text.en,
            "remedy_th": self.remedy.th,
            "remedy_en": self.remedy.en,
        })
    }
}
