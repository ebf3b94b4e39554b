//! The registry of all pages. A page that is not here cannot be rendered.

use crate::kit::page::Entry;
use crate::{kit, portal};

/// Every page with its samples.
pub const PAGES: &[Entry] =
    &[kit::problem::ENTRY, Entry::of::<portal::front::FrontPage>(), Entry::of::<portal::accessibility::AccessibilityPage>()];
