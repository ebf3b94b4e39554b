//! Signing in: a password, then a code where the person has set one up; or a passkey alone, which is both.

use domain::Text;
use jiff::Timestamp;
use store::sessions::NewSession;
use store::{Act, Actor, Digest, PersonId, SessionId, Write, audit, credentials, people, sessions};

use super::limits::Of;
use super::password::Checked;
use super::pending::Waiting;
use super::{Visit, locked, names, second_factors};
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service, Strength};

/// A wrong code may be followed by so many others before the password is asked again.
const WRONG_CODES: u8 = 5;

/// What follows on a right password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// The person is in.
    Done(SignedIn),
    /// A second factor is asked for.
    Second {
        /// Secret of this sign-in, for [`Service::sign_in_code`]; it lives for five minutes.
        ticket: String,
        /// Whether a one-time or spare code can be given.
        by_code: bool,
        /// Whether there is a passkey; signing in with it needs no ticket.
        by_passkey: bool,
    },
}

/// A session, new or with a new secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What goes into the cookie. It is told once and kept nowhere.
    pub secret: String,
    /// The session.
    pub session: SessionId,
    /// Who.
    pub person: PersonId,
    /// How surely.
    pub strength: Strength,
    /// When it ends at the latest.
    pub until: Timestamp,
}

/// A session about to begin: drawn before the transaction, since nothing in it draws.
pub(crate) struct Beginning {
    secret: String,
    new: NewSession,
    /// The session of the same browser, which ends.
    old: Option<SessionId>,
}

impl Beginning {
    /// Begins the session.
    pub fn run(self, tx: &mut Write<'_>, at: Timestamp) -> Result<SignedIn> {
        let act = Act::new(at, Actor::Person(self.new.person));
        if people::get(tx, &self.new.person)?.standing != people::Standing::Active {
            return Err(wrong());
        }
        if let Some(old) = self.old
            && sessions::get(tx, &old)?.ended_at.is_none()
        {
            sessions::end(tx, &act, &old, "signed-in-again")?;
        }
        sessions::start(tx, &act, &self.new)?;
        let strength = if self.new.two_factors { Strength::TwoFactors } else { Strength::Password };
        let NewSession { id: session, person, expires_at: until, .. } = self.new;
        Ok(SignedIn { secret: self.secret, session, person, strength, until })
    }
}

/// Name, password or code: it is not said which.
pub(crate) fn wrong() -> Problem {
    Problem::new(Code::WrongCredentials)
}

impl Service {
    /// Signs in with a password.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`], the same and as late for a login that nobody has; [`Code::TooMany`] with the
    /// seconds to wait.
    pub async fn sign_in(
        &self,
        caller: &Caller,
        visit: &Visit,
        login: &str,
        password: &str,
    ) -> Result<SignIn> {
        let act = self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Address, visit)?;
        let login = names::login(login);
        self.charge(Of::Login, &login)?;
        let found = self.find_password(&login).await?;
        let (person, kept) = found.map_or((None, None), |(person, kept)| (Some(person), kept));
        let checked = self.check_password(kept, password).await?;
        let person = match (person, checked) {
            (Some(person), Checked::Right) => person,
            (Some(person), Checked::Outdated(hash)) => {
                let act = Act::new(self.now(), Actor::Program);
                self.store().write(move |tx| credentials::set_password(tx, &act, &person, &hash)).await?;
                person
            }
            (person, _) => {
                self.note_failure(act, person).await?;
                return Err(wrong());
            }
        };
        locked(&self.memory().limits).forgive(Of::Login, &login);
        let factors = self.store().read(move |tx| second_factors(tx, &person)).await?;
        if factors.is_any() {
            let ticket = self.put_off(Waiting::Code { person, wrong: 0 });
            let by_code = factors.totp || 0 < factors.spare_codes;
            return Ok(SignIn::Second { ticket, by_code, by_passkey: 0 < factors.passkeys });
        }
        self.begin_session(caller, visit, person, Strength::Password).await.map(SignIn::Done)
    }

    /// Goes on with a one-time code or a spare code after a right password.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`], also when the ticket is used up or too old; [`Code::TooMany`].
    pub async fn sign_in_code(
        &self,
        caller: &Caller,
        visit: &Visit,
        ticket: &str,
        code: &str,
    ) -> Result<SignedIn> {
        let act = self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Address, visit)?;
        let Some(Waiting::Code { person, wrong: before }) = self.go_on(ticket) else { return Err(wrong()) };
        let put_back = |wrong: u8| {
            if wrong < WRONG_CODES {
                let key = Digest::of(ticket.as_bytes());
                locked(&self.memory().pending).put(key, Waiting::Code { person, wrong }, self.now());
            }
        };
        if let Err(problem) = self.charge(Of::Code, person.as_str()) {
            put_back(before);
            return Err(problem);
        }
        if !self.spend_code(person, code).await? {
            put_back(before.saturating_add(1));
            self.note_failure(act, Some(person)).await?;
            return Err(wrong());
        }
        locked(&self.memory().limits).forgive(Of::Code, person.as_str());
        self.begin_session(caller, visit, person, Strength::TwoFactors).await
    }

    /// Begins a session for somebody who has proved who they are, in place of the one of the same browser.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`] when the person has left.
    pub(crate) async fn begin_session(
        &self,
        caller: &Caller,
        visit: &Visit,
        person: PersonId,
        strength: Strength,
    ) -> Result<SignedIn> {
        let beginning = self.beginning(caller, visit, person, strength);
        let at = self.now();
        self.store().write(move |tx| beginning.run(tx, at)).await
    }

    pub(crate) fn beginning(
        &self,
        caller: &Caller,
        visit: &Visit,
        person: PersonId,
        strength: Strength,
    ) -> Beginning {
        let (secret, token) = self.secret();
        let now = self.now();
        let new = NewSession {
            id: self.id(SessionId::new),
            person,
            token,
            device: visit.device.chars().filter(|c| !c.is_control()).take(80).collect(),
            expires_at: now.saturating_add(self.settings().longest).unwrap_or(now),
            two_factors: strength == Strength::TwoFactors,
        };
        let old = match caller {
            Caller::Person { session, .. } => Some(*session),
            _ => None,
        };
        Beginning { secret, new, old }
    }

    /// Who has a login, and the hash of their password.
    async fn find_password(&self, login: &str) -> Result<Option<(PersonId, Option<String>)>> {
        if login.contains('\0') {
            return Ok(None);
        }
        let login = login.to_owned();
        self.store()
            .read(move |tx| {
                let Some(person) = people::by_login(tx, &login)? else { return Ok(None) };
                Ok(Some((person.id, credentials::password(tx, &person.id)?)))
            })
            .await
    }

    /// Leaves a row about a sign-in that failed; also for a login that nobody has, so that the time is the same.
    pub(crate) async fn note_failure(&self, act: Act, person: Option<PersonId>) -> Result<()> {
        let object = person.map_or_else(|| String::from("people"), |id| format!("people/{id}"));
        self.store().write(move |tx| audit::note(tx, &act, "sign-in.fail", &object)).await?;
        Ok(())
    }

    /// Sets a password from the console, for whoever can come in by no other way: every second factor goes and
    /// every session ends.
    ///
    /// # Errors
    /// [`Code::Forbidden`] for everybody but the console; [`Code::NotFound`]; [`Code::Invalid`].
    pub async fn set_password_at_console(&self, caller: &Caller, login: &str, password: &str) -> Result<()> {
        let act = self.allow(caller, Action::Operate, None)?;
        if *caller != Caller::Console {
            return Err(Problem::new(Code::Forbidden)
                .with_detail(Text::new("ทำได้ที่เครื่องแม่ข่ายเท่านั้น", "this can be done at the console only")));
        }
        let login = names::login(login);
        let person = self.store().read(move |tx| people::by_login(tx, &login)).await?;
        let person = person.ok_or_else(|| Problem::new(Code::NotFound))?;
        let own = [person.details.login.as_str(), person.details.name.as_str()];
        super::password::accept(password, &own)?;
        let hash = self.hash_password(password).await?;
        self.store().write(move |tx| super::recovery::replace(tx, &act, &person.id, &hash)).await?;
        Ok(())
    }
}
