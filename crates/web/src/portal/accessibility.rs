//! How the pages can be used by everybody, and what is known to be missing.

use serde::Serialize;

use crate::ask::{Answer, Ask};
use crate::kit::page::Page;

/// Nothing but words.
#[derive(Debug, Clone, Serialize)]
pub struct AccessibilityPage {}

impl Page for AccessibilityPage {
    const NAME: &'static str = "accessibility.html";
    const SOURCE: &'static str = include_str!("accessibility.html");

    fn samples() -> Vec<AccessibilityPage> {
        vec![AccessibilityPage {}]
    }
}

pub(crate) async fn show(ask: Ask) -> Answer {
    ask.show(&AccessibilityPage {})
}
