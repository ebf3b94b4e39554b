//! Sessions: who asks, by the secret in the cookie; listed and ended by their owner.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use jiff::{SignedDuration, Timestamp};
use store::people::Standing;
use store::{Digest, Read, SessionId, agencies, memberships, people, sessions};

use super::SignedIn;
use super::known::Holder;
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service, Strength};

/// For so long after a proof the ways to sign in can be changed.
pub(crate) const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// The last use is written down no more often than this.
const SEEN: SignedDuration = SignedDuration::from_mins(1);

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionEntry {
    /// Its id, to end it by.
    pub id: SessionId,
    /// The device.
    pub device: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// How surely.
    pub strength: Strength,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// How a person and the agency of the pages are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The person.
    pub person: String,
    /// The agency of the first role that is held in one.
    pub agency: Option<String>,
}

fn strength(session: &sessions::Session) -> Strength {
    if session.two_factors { Strength::TwoFactors } else { Strength::Password }
}

fn seen(session: &sessions::Session) -> Timestamp {
    session.seen_at.unwrap_or(session.started_at).max(session.proved_at)
}

impl Service {
    /// Who asks with this secret; a visitor if it opens no session, or one that was idle too long. Asked at every
    /// request: one read unless the same session asked within a second, and once a minute a note of the last use.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn caller(&self, secret: &str) -> Result<Caller> {
        Ok(self.caller_with_names(secret).await?.0)
    }

    /// As [`Service::caller`], with the names that stand at the head of a page: all of it in the same one read.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn caller_with_names(&self, secret: &str) -> Result<(Caller, Option<Arc<Names>>)> {
        if secret.len() != crate::root::SECRET_LENGTH {
            return Ok((Caller::Visitor, None));
        }
        let (token, now) = (Digest::of(secret.as_bytes()), self.now());
        // Asked for before the database is: what changes in between makes the look-up too old, never wrong.
        let version = self.store().access_version();
        let holder = match self.memory().known.find(&token, version, now) {
            Some(holder) => holder,
            None => match self.holder(token, now).await? {
                Some(holder) => self.memory().known.keep(token, version, now, holder),
                None => return Ok((Caller::Visitor, None)),
            },
        };
        if !holder.is_open(now, self.settings().idle) {
            return Ok((Caller::Visitor, None));
        }
        if holder.is_to_be_noted(now, SEEN)
            && let Caller::Person { session, .. } = holder.caller
        {
            // A full disk keeps nobody from reading, and nobody waits for this.
            let _ = self.store().write_later(move |tx| sessions::touch(tx, &session, now)).await;
        }
        Ok((holder.caller.clone(), Some(Arc::clone(&holder.names))))
    }

    /// Looks up who holds the session of a token.
    async fn holder(&self, token: Digest, now: Timestamp) -> Result<Option<Holder>> {
        let read = move |tx: &mut Read<'_>| {
            let Some(session) = sessions::by_token(tx, &token, now)? else { return Ok(None) };
            let person = people::get(tx, &session.person)?;
            if person.standing != Standing::Active {
                return Ok(None);
            }
            let memberships = memberships::of_person(tx, &session.person)?;
            let agency = memberships.iter().find_map(|one| one.given.agency);
            let agency = agency.map(|id| agencies::get(tx, &id)).transpose()?;
            let names =
                Names { person: person.details.name, agency: agency.map(|agency| agency.details.name) };
            let strength = strength(&session);
            Ok::<_, store::Error>(Some(Holder {
                seen: AtomicI64::new(seen(&session).as_millisecond()),
                expires_at: session.expires_at,
                caller: Caller::Person { id: session.person, session: session.id, strength, memberships },
                names: Arc::new(names),
            }))
        };
        Ok(self.store().read(read).await?)
    }

    /// Ends the session that asks. Nothing to do for a visitor.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub async fn sign_out(&self, caller: &Caller) -> Result<()> {
        let act = self.allow(caller, Action::SignIn, None)?;
        let Caller::Person { session, .. } = caller else { return Ok(()) };
        let session = *session;
        match self.store().write(move |tx| sessions::end(tx, &act, &session, "signed-out")).await {
            // Signed out in another tab.
            Err(store::Error::NotFound(_)) => Ok(()),
            other => Ok(other?),
        }
    }

    /// The open sessions of whoever asks, the newest first.
    ///
    /// # Errors
    /// [`Code::SignIn`].
    pub async fn sessions(&self, caller: &Caller) -> Result<Vec<SessionEntry>> {
        self.allow(caller, Action::SeeOwnAccount, None)?;
        let ((person, this), now, idle) = (Service::signed_in(caller)?, self.now(), self.settings().idle);
        let all = self.store().read(move |tx| sessions::of_person(tx, &person, now)).await?;
        let open = all.into_iter().filter(|session| now.duration_since(seen(session)) <= idle);
        let entry = |session: sessions::Session| SessionEntry {
            seen_at: seen(&session),
            strength: strength(&session),
            is_this: session.id == this,
            id: session.id,
            device: session.device,
            started_at: session.started_at,
        };
        Ok(open.map(entry).collect())
    }

    /// Ends one of the sessions of whoever asks.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is somebody else's or has ended.
    pub async fn end_session(&self, caller: &Caller, id: &SessionId) -> Result<()> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let ((person, _), id) = (Service::signed_in(caller)?, *id);
        self.store()
            .write(move |tx| {
                if sessions::get(tx, &id)?.person != person {
                    return Err(Problem::new(Code::NotFound));
                }
                Ok(sessions::end(tx, &act, &id, "ended-by-owner")?)
            })
            .await
    }

    /// Ends every session of whoever asks but this one, and answers how many.
    ///
    /// # Errors
    /// [`Code::SignIn`].
    pub async fn end_other_sessions(&self, caller: &Caller) -> Result<usize> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (person, this) = Service::signed_in(caller)?;
        let ended = self
            .store()
            .write(move |tx| sessions::end_of_person(tx, &act, &person, Some(&this), "ended-by-owner"))
            .await?;
        Ok(ended)
    }

    /// A renewed session as its owner gets it.
    pub(crate) fn renewed(session: &sessions::Session, secret: String) -> SignedIn {
        SignedIn {
            secret,
            session: session.id,
            person: session.person,
            strength: strength(session),
            until: session.expires_at,
        }
    }
}
