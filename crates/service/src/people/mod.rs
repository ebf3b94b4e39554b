//! People: how they come in, prove who they are, get and lose roles, and leave.
//!
//! What a person has shown is told by [`Strength`]: a password alone, or two factors. Whoever has
//! set up a second factor is asked for it at every sign-in; acts that publish or manage people ask for it again
//! ([`Code::SecondFactor`]) where a session began without it. Changes of the ways to sign in ask for a proof of
//! not long ago ([`Code::ProveAgain`]).
//!
//! Between two steps of a sign-in the program keeps in memory what it needs, under a secret that lives for
//! minutes; so two programs on one database each know only the sign-ins begun with them.

mod account;
mod hand_over;
mod invitations;
mod known;
mod limits;
mod members;
mod names;
mod passkeys;
mod password;
mod pending;
mod prove;
mod recovery;
mod sessions;
mod sign_in;
mod totp;

use std::net::IpAddr;
use std::sync::Mutex;

use domain::Text;
use jiff::Timestamp;
use store::memberships::Role;
use store::{Act, AgencyId, PersonId, SessionId};
use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

pub use account::{Account, AccountDetails};
pub use hand_over::{HandOver, Work};
pub use invitations::{InvitationEntry, InvitationView, Link, NewInvite, NewPerson};
pub use members::Colleague;
pub use passkeys::{PasskeyEntry, PasskeyQuestion};
pub use prove::Proof;
pub use recovery::Recovery;
pub use sessions::{Names, SessionEntry};
pub use sign_in::{SignIn, SignedIn};
pub use totp::{TotpDone, TotpStart};

pub(crate) use pending::Waiting;

use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service, Settings, Strength};

/// From where somebody asks. Neither is kept: the address only counts tries, under a key that is forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The address, as far as it is known.
    pub address: Option<IpAddr>,
    /// The device in words for the list of sessions: `Firefox, Windows`.
    pub device: String,
}

/// What signing in keeps in memory.
pub(crate) struct State {
    checks: password::Checks,
    pending: Mutex<pending::Pending>,
    limits: Mutex<limits::Limits>,
    known: known::Known,
    /// None where the origin is no name of a domain: passkeys are tied to one.
    webauthn: Option<Webauthn>,
}

impl State {
    pub fn new(settings: &Settings) -> State {
        let webauthn = Url::parse(&settings.origin).ok().and_then(|origin| {
            let domain = origin.domain()?.to_owned();
            let made = WebauthnBuilder::new(&domain, &origin).and_then(|one| one.rp_name("โปร่งใส").build());
            made.ok()
        });
        State {
            checks: password::Checks::new(settings),
            pending: Mutex::default(),
            limits: Mutex::default(),
            known: known::Known::default(),
            webauthn,
        }
    }
}

/// A lock whose holder panicked still holds whole values: both maps are changed in single steps.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Roles that publish or manage people: whoever holds one does not part with the last second factor.
pub(crate) fn needs_two_factors(role: Role) -> bool {
    matches!(role, Role::AgencyAdministrator | Role::Executive | Role::Operator)
}

impl Service {
    /// Who asks and in which session, of somebody who is signed in.
    pub(crate) fn signed_in(caller: &Caller) -> Result<(PersonId, SessionId)> {
        match caller {
            Caller::Person { id, session, .. } => Ok((*id, *session)),
            Caller::Visitor => Err(Problem::new(Code::SignIn)),
            Caller::Console => Err(Problem::new(Code::Forbidden).with_detail(Text::new(
                "ทำได้เฉพาะผู้ที่เข้าสู่ระบบ ไม่ใช่ที่เครื่องแม่ข่าย",
                "only somebody who is signed in can do this, not the console",
            ))),
        }
    }

    /// Allows an action, and says what the audit trail tells of it.
    pub(crate) fn allow(&self, caller: &Caller, action: Action, agency: Option<&AgencyId>) -> Result<Act> {
        let role = caller.require(action, agency)?;
        Ok(Act { role: role.map(|role| role.code().to_owned()), agency: agency.copied(), ..self.act(caller) })
    }

    /// Allows an action that publishes or manages people: with two factors, once the person has set up a second.
    ///
    /// # Errors
    /// As [`Caller::require`]; [`Code::SecondFactor`].
    pub(crate) async fn allow_strongly(
        &self,
        caller: &Caller,
        action: Action,
        agency: Option<&AgencyId>,
    ) -> Result<Act> {
        let act = self.allow(caller, action, agency)?;
        self.require_strength(caller).await?;
        Ok(act)
    }

    /// Refuses a session that began without the second factor that its person has.
    ///
    /// # Errors
    /// [`Code::SecondFactor`].
    pub(crate) async fn require_strength(&self, caller: &Caller) -> Result<()> {
        let Caller::Person { id, strength: Strength::Password, .. } = caller else { return Ok(()) };
        let id = *id;
        let has_second = self.store().read(move |tx| second_factors(tx, &id)).await?;
        if has_second.is_any() { Err(Problem::new(Code::SecondFactor)) } else { Ok(()) }
    }

    /// Allows a change of the ways to sign in: with the second factor, if there is one, and a proof of not long ago.
    ///
    /// # Errors
    /// [`Code::SecondFactor`], [`Code::ProveAgain`].
    pub(crate) async fn allow_freshly(&self, caller: &Caller) -> Result<(Act, PersonId, SessionId)> {
        let act = self.allow_strongly(caller, Action::ChangeOwnAccount, None).await?;
        let (person, session) = Service::signed_in(caller)?;
        let proved = self.store().read(move |tx| store::sessions::get(tx, &session)).await?.proved_at;
        if sessions::FRESH < self.now().duration_since(proved) {
            return Err(Problem::new(Code::ProveAgain));
        }
        Ok((act, person, session))
    }

    pub(crate) fn charge(&self, of: limits::Of, value: &str) -> Result<()> {
        let key = self.random();
        locked(&self.memory().limits).charge(of, value, self.now(), key)
    }

    pub(crate) fn charge_address(&self, of: limits::Of, visit: &Visit) -> Result<()> {
        match visit.address {
            Some(address) => self.charge(of, &limits::prefix(address)),
            None => Ok(()),
        }
    }

    /// Counts a try to sign in.
    pub(crate) fn charge_sign_in(&self, visit: &Visit) -> Result<()> {
        self.charge_address(limits::Of::Address, visit)
    }

    /// Asks for the second factor after a first that was right.
    pub(crate) fn ask_second(&self, person: PersonId, factors: SecondFactors) -> SignIn {
        let ticket = self.put_off(Waiting::Code { person, wrong: 0 });
        let by_code = factors.totp || 0 < factors.spare_codes;
        SignIn::Second { ticket, by_code, by_passkey: 0 < factors.passkeys }
    }

    /// Keeps what the next step needs, and answers the secret to ask for it with.
    pub(crate) fn put_off(&self, waiting: pending::Waiting) -> String {
        let (secret, digest) = self.secret();
        locked(&self.memory().pending).put(digest, waiting, self.now());
        secret
    }

    pub(crate) fn go_on(&self, ticket: &str) -> Option<pending::Waiting> {
        let digest = store::Digest::of(ticket.as_bytes());
        locked(&self.memory().pending).take(&digest, self.now())
    }
}

/// The second factors that a person has set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SecondFactors {
    pub totp: bool,
    pub spare_codes: i64,
    pub passkeys: usize,
}

impl SecondFactors {
    pub fn is_any(self) -> bool {
        self.totp || 0 < self.passkeys
    }
}

pub(crate) fn second_factors(read: &mut store::Read<'_>, person: &PersonId) -> store::Result<SecondFactors> {
    Ok(SecondFactors {
        totp: store::credentials::totp(read, person)?.is_some_and(|totp| totp.is_confirmed),
        spare_codes: store::spare_codes::left(read, person)?,
        passkeys: store::credentials::passkeys(read, person)?.len(),
    })
}

/// Seconds since 1970, for one-time codes.
fn seconds(at: Timestamp) -> u64 {
    u64::try_from(at.as_second()).unwrap_or(0)
}
