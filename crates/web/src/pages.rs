//! The registry of all pages. A page that is not here cannot be rendered.

use crate::kit::page::Entry;
use crate::{kit, portal};

/// Every page with its samples.
pub const PAGES: &[Entry] = &[
    kit::problem::ENTRY,
    Entry::of::<portal::accessibility::AccessibilityPage>(),
    Entry::of::<portal::agency::AgencyPage>(),
    Entry::of::<portal::agency_year::AgencyYearPage>(),
    Entry::of::<portal::explanation::ExplanationPage>(),
    Entry::of::<portal::front::FrontPage>(),
];
