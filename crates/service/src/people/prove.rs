//! Proving again who one is: before changes of the ways to sign in, and where a second factor is needed.

use store::sessions;
use store::{Act, SessionId, credentials};

use super::limits::Of;
use super::password::Checked;
use super::sign_in::wrong;
use super::{SignedIn, Visit, locked};
use crate::access::Action;
use crate::{Caller, Result, Service};

/// How it is proved; a passkey has a use case of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// The password: makes the proof new, not stronger.
    Password(&'a str),
    /// A one-time or spare code: a second factor.
    Code(&'a str),
}

impl Service {
    /// Proves again who asks. The session gets a new secret, and the old one opens nothing any more.
    ///
    /// # Errors
    /// [`crate::Code::WrongCredentials`], [`crate::Code::TooMany`], [`crate::Code::SignIn`].
    pub async fn prove(&self, caller: &Caller, visit: &Visit, proof: Proof<'_>) -> Result<SignedIn> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (person, session) = Service::signed_in(caller)?;
        self.charge_address(Of::Address, visit)?;
        self.charge(Of::Code, person.as_str())?;
        let is_right = match proof {
            Proof::Code(code) => self.spend_code(person, code).await?,
            Proof::Password(password) => {
                let kept = self.store().read(move |tx| credentials::password(tx, &person)).await?;
                self.check_password(kept, password).await? != Checked::Wrong
            }
        };
        if !is_right {
            self.note_failure(act, Some(person)).await?;
            return Err(wrong());
        }
        locked(&self.memory().limits).forgive(Of::Code, person.as_str());
        self.renew(act, session, matches!(proof, Proof::Code(_))).await
    }

    /// Gives a session a new secret after a proof.
    pub(crate) async fn renew(&self, act: Act, session: SessionId, is_second: bool) -> Result<SignedIn> {
        let (secret, token) = self.secret();
        let session = self
            .store()
            .write(move |tx| {
                sessions::renew(tx, &act, &session, &token, is_second)?;
                sessions::get(tx, &session)
            })
            .await?;
        Ok(Service::renewed(&session, secret))
    }
}
