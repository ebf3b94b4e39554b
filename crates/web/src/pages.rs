//! The registry of all pages. A page that is not here cannot be rendered.

use crate::kit::page::Entry;
use crate::{desk, kit, operator, portal};

/// Every page with its samples.
pub const PAGES: &[Entry] = &[
    kit::problem::ENTRY,
    Entry::of::<portal::accessibility::AccessibilityPage>(),
    Entry::of::<portal::agency::AgencyPage>(),
    Entry::of::<portal::agency_year::AgencyYearPage>(),
    Entry::of::<portal::explanation::ExplanationPage>(),
    Entry::of::<portal::front::FrontPage>(),
    Entry::of::<portal::withdrawn::WithdrawnPage>(),
    Entry::of::<desk::account::AccountPage>(),
    Entry::of::<desk::account::PasskeyPage>(),
    Entry::of::<desk::account_form::AccountDetailsPage>(),
    Entry::of::<desk::account_form::PasswordPage>(),
    Entry::of::<desk::acting::ActingPage>(),
    Entry::of::<desk::agency::DeskAgencyPage>(),
    Entry::of::<desk::agency_details::AgencyDetailsPage>(),
    Entry::of::<desk::agency_parts::AgencyPartPage>(),
    Entry::of::<desk::assessment::AssessmentPage>(),
    Entry::of::<desk::assessments::AssessmentsPage>(),
    Entry::of::<desk::audit::AuditPage>(),
    Entry::of::<desk::home::HomePage>(),
    Entry::of::<desk::join::JoinPage>(),
    Entry::of::<desk::leave::LeavePage>(),
    Entry::of::<desk::link::LinkPage>(),
    Entry::of::<desk::people::PeoplePage>(),
    Entry::of::<desk::person::PersonPage>(),
    Entry::of::<desk::prove::ProvePage>(),
    Entry::of::<desk::provider::ProviderPage>(),
    Entry::of::<desk::sign_in::SecondFactorPage>(),
    Entry::of::<desk::sign_in::SignInPage>(),
    Entry::of::<desk::totp::SpareCodesPage>(),
    Entry::of::<desk::totp::TotpPage>(),
    Entry::of::<operator::agencies::AgenciesPage>(),
    Entry::of::<operator::people::OperatorsPage>(),
    Entry::of::<operator::state::StatePage>(),
];
