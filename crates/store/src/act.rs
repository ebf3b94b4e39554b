//! Who does something, and when: what an audit row says beside the change itself.

use std::fmt;

use jiff::Timestamp;

use crate::id::{AgencyId, PersonId};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// An officer who is signed in.
    Person(PersonId),
    /// Whoever types commands where the program runs.
    Console,
    /// The program, by a schedule.
    Program,
    /// Somebody who is not signed in, such as the holder of an invitation.
    Visitor,
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Actor::Person(id) => write!(f, "person/{id}"),
            Actor::Console => f.write_str("console"),
            Actor::Program => f.write_str("program"),
            Actor::Visitor => f.write_str("visitor"),
        }
    }
}

/// One act: its time, who acts, in which role, and on behalf of which agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The role in which the person acts.
    pub role: Option<String>,
    /// The agency whose affairs these are, where the row itself belongs to none.
    pub agency: Option<AgencyId>,
}

impl Act {
    /// An act in no particular role.
    pub fn new(at: Timestamp, actor: Actor) -> Act {
        Act { at, actor, role: None, agency: None }
    }

    /// The person who acts, if one is signed in.
    pub fn person(&self) -> Option<PersonId> {
        match self.actor {
            Actor::Person(id) => Some(id),
            _ => None,
        }
    }
}
