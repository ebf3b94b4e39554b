//! The table itself. What is not said here is refused.

use store::memberships::Role;

use super::Action;

/// As what somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not signed in.
    Visitor,
    /// Signed in, in whatever role.
    SignedIn,
    /// In a role.
    Role(Role),
}

/// Whose affairs are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Those of the agency in which the role is held; for an operator, those above agencies.
    Own,
    /// Those of another agency.
    Other,
}

/// Whether an action is allowed.
pub fn may(standing: Standing, action: Action, place: Place) -> bool {
    use Action as A;
    match (standing, place) {
        (Standing::Visitor, _) => matches!(action, A::SeePublished | A::SignIn),
        (Standing::SignedIn, _) => matches!(action, A::SeePublished | A::SignIn) || action.is_of_oneself(),
        (Standing::Role(Role::Operator), Place::Own) => {
            matches!(action, A::AddAgency | A::SeeAudit | A::CheckAudit | A::Operate)
        }
        // The operator runs the installation: people and agencies, never the content of an assessment.
        (Standing::Role(Role::Operator), Place::Other) => matches!(
            action,
            A::SeeAgency
                | A::ChangeAgency
                | A::SeePeople
                | A::ManagePeople
                | A::AgreeToRecovery
                | A::SeeAudit
        ),
        (Standing::Role(_), Place::Other) => false,
        (Standing::Role(Role::AgencyAdministrator), Place::Own) => matches!(
            action,
            A::SeeAgency
                | A::ChangeAgency
                | A::SeePeople
                | A::ManagePeople
                | A::AgreeToRecovery
                | A::SeeAssessments
                | A::AddAssessment
                | A::Publish
                | A::SeeAudit
        ),
        (Standing::Role(Role::Officer), Place::Own) => {
            matches!(action, A::SeeAgency | A::SeePeople | A::SeeAssessments | A::AddAssessment)
        }
        (Standing::Role(Role::UnitStaff), Place::Own) => matches!(action, A::SeeAgency | A::SeeAssessments),
        (Standing::Role(Role::Executive), Place::Own) => {
            matches!(action, A::SeeAgency | A::SeePeople | A::SeeAssessments | A::Publish)
        }
        (Standing::Role(Role::Auditor), Place::Own) => {
            matches!(action, A::SeeAgency | A::SeePeople | A::SeeAssessments | A::SeeAudit)
        }
    }
}
