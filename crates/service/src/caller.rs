//! Who asks.

use store::memberships::{Membership, Role};
use store::{Actor, AgencyId, PersonId, SessionId};

/// How surely a person is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// A password alone.
    Password,
    /// A password with a code, a passkey, or an identity provider that says as much.
    TwoFactors,
}

/// Who asks for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// Somebody who is not signed in.
    Visitor,
    /// Whoever types commands where the program runs.
    Console,
    /// Somebody who is signed in.
    Person {
        /// Who.
        id: PersonId,
        /// In which session.
        session: SessionId,
        /// How surely.
        strength: Strength,
        /// What the person is, where: only memberships that have not ended.
        memberships: Vec<Membership>,
    },
}

impl Caller {
    /// As the audit trail names it.
    pub fn actor(&self) -> Actor {
        match self {
            Caller::Visitor => Actor::Visitor,
            Caller::Console => Actor::Console,
            Caller::Person { id, .. } => Actor::Person(*id),
        }
    }

    /// Who, if somebody is signed in.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Caller::Person { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// Roles in an agency, and roles above agencies when none is named.
    pub fn roles(&self, agency: Option<&AgencyId>) -> Vec<Role> {
        let Caller::Person { memberships, .. } = self else { return Vec::new() };
        memberships
            .iter()
            .filter(|one| one.given.agency.as_ref() == agency)
            .map(|one| one.given.role)
            .collect()
    }
}
