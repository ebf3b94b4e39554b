//! One's own account: name and address, password, ways to sign in.

use domain::{Language, Text};
use store::{credentials, memberships, people, sessions};

use super::limits::Of;
use super::password::Checked;
use super::sign_in::wrong;
use super::{PasskeyEntry, SignedIn, Visit, locked, names, needs_two_factors, password, second_factors};
use crate::access::Action;
use crate::{Caller, Problem, Result, Service};

/// What a person sees of their own account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub person: people::Person,
    /// Whether a password is set; somebody who comes by an identity provider may have none.
    pub has_password: bool,
    /// Whether one-time codes are set up.
    pub has_totp: bool,
    /// How many spare codes are left.
    pub spare_codes: i64,
    /// Passkeys, the oldest first.
    pub passkeys: Vec<PasskeyEntry>,
    /// Whether a role of the person publishes or manages people, and no second factor is set up yet.
    pub should_add_second_factor: bool,
}

/// What a person can change of their own account; fields may be empty but the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountDetails {
    /// Full name.
    pub name: String,
    /// Title of the post.
    pub title: String,
    /// Address for letters.
    pub email: String,
    /// Language of pages and letters.
    pub language: Language,
}

impl Service {
    /// The account of whoever asks.
    ///
    /// # Errors
    /// [`crate::Code::SignIn`].
    pub async fn account(&self, caller: &Caller) -> Result<Account> {
        self.allow(caller, Action::SeeOwnAccount, None)?;
        let (id, _) = Service::signed_in(caller)?;
        let account = self
            .store()
            .read(move |tx| {
                let factors = second_factors(tx, &id)?;
                let entry = |one: credentials::Passkey| PasskeyEntry {
                    id: one.id,
                    name: one.name,
                    added_at: one.added_at,
                    used_at: one.used_at,
                };
                let roles = memberships::of_person(tx, &id)?;
                Ok::<_, store::Error>(Account {
                    person: people::get(tx, &id)?,
                    has_password: credentials::password(tx, &id)?.is_some(),
                    has_totp: factors.totp,
                    spare_codes: factors.spare_codes,
                    passkeys: credentials::passkeys(tx, &id)?.into_iter().map(entry).collect(),
                    should_add_second_factor: !factors.is_any()
                        && roles.iter().any(|one| needs_two_factors(one.given.role)),
                })
            })
            .await?;
        Ok(account)
    }

    /// Changes name, title, address and language. Another address asks for a proof of not long ago, because links
    /// are sent there.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] with the fields `name`, `title`, `email`; [`crate::Code::ProveAgain`].
    pub async fn change_account(&self, caller: &Caller, changed: &AccountDetails) -> Result<()> {
        let mut act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (id, _) = Service::signed_in(caller)?;
        let kept = self.store().read(move |tx| people::get(tx, &id)).await?.details;
        let AccountDetails { name, title, email, language } = changed;
        let new = names::details(&kept.login, name, title, email, *language)?;
        if new.email != kept.email {
            (act, ..) = self.allow_freshly(caller).await?;
        }
        Ok(self.store().write(move |tx| people::change(tx, &act, &id, &new)).await?)
    }

    /// Changes the password. Every other session of the person ends, this one gets a new secret.
    ///
    /// # Errors
    /// [`crate::Code::WrongCredentials`] when the present one is not right; [`crate::Code::Invalid`] with the field
    /// `password`; [`crate::Code::SecondFactor`], [`crate::Code::ProveAgain`], [`crate::Code::TooMany`].
    pub async fn change_password(
        &self,
        caller: &Caller,
        visit: &Visit,
        present: &str,
        new: &str,
    ) -> Result<SignedIn> {
        let act = self.allow_strongly(caller, Action::ChangeOwnAccount, None).await?;
        let (id, session) = Service::signed_in(caller)?;
        self.charge_address(Of::Address, visit)?;
        self.charge(Of::Code, id.as_str())?;
        let (details, kept) = self
            .store()
            .read(move |tx| {
                Ok::<_, store::Error>((people::get(tx, &id)?.details, credentials::password(tx, &id)?))
            })
            .await?;
        // Without a password there is nothing to know: the proof of not long ago stands in for it.
        if kept.is_none() {
            self.allow_freshly(caller).await?;
        } else if self.check_password(kept, present).await? == Checked::Wrong {
            self.note_failure(act, Some(id)).await?;
            return Err(wrong());
        }
        if present == new {
            let text =
                Text::new("รหัสผ่านใหม่ต้องต่างจากเดิม", "the new password has to differ from the present one");
            return Err(Problem::field("password", text));
        }
        let own = [&details.login, &details.name, details.email.as_deref().unwrap_or_default()];
        password::accept(new, &own)?;
        locked(&self.memory().limits).forgive(Of::Code, id.as_str());
        let hash = self.hash_password(new).await?;
        let (secret, token) = self.secret();
        let renewed = self
            .store()
            .write(move |tx| {
                credentials::set_password(tx, &act, &id, &hash)?;
                sessions::end_of_person(tx, &act, &id, Some(&session), "password-changed")?;
                sessions::renew(tx, &act, &session, &token, false)?;
                sessions::get(tx, &session)
            })
            .await?;
        Ok(Service::renewed(&renewed, secret))
    }
}
