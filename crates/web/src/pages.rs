//! The registry of all pages. A page that is not here cannot be rendered.

use crate::kit::page::Entry;
use crate::{desk, kit, portal};

/// Every page with its samples.
pub const PAGES: &[Entry] = &[
    kit::problem::ENTRY,
    Entry::of::<portal::accessibility::AccessibilityPage>(),
    Entry::of::<portal::agency::AgencyPage>(),
    Entry::of::<portal::agency_year::AgencyYearPage>(),
    Entry::of::<portal::explanation::ExplanationPage>(),
    Entry::of::<portal::front::FrontPage>(),
    Entry::of::<desk::account::AccountPage>(),
    Entry::of::<desk::account::ProvePage>(),
    Entry::of::<desk::agency::DeskAgencyPage>(),
    Entry::of::<desk::assessments::AssessmentPage>(),
    Entry::of::<desk::assessments::AssessmentsPage>(),
    Entry::of::<desk::audit::AuditPage>(),
    Entry::of::<desk::home::HomePage>(),
    Entry::of::<desk::join::JoinPage>(),
    Entry::of::<desk::sign_in::SecondFactorPage>(),
    Entry::of::<desk::sign_in::SignInPage>(),
    Entry::of::<desk::totp::SpareCodesPage>(),
    Entry::of::<desk::totp::TotpPage>(),
];
