//! Signing in by an identity at another provider: OpenID Connect, authorization code with PKCE and nonce.
//!
//! An identity opens an account only after its owner linked the two while signed in; a stranger's identity opens
//! nothing, whatever name or address it brings along, and never makes an account. The secret of the state stays in
//! the browser that began, so that nobody can be signed in to somebody else's account by a link.

mod flow;
mod http;
mod provider;

use domain::Text;
use openidconnect::core::CoreTokenResponse;
use store::identities::{self, Identity, subject_digest};
use store::people::Standing;
use store::{Digest, IdentityId, PersonId, SessionId, people};

pub use http::may_be_issuer;
pub use provider::{Preset, Provider, Secret, presets};

use crate::access::Action;
use crate::assess::off_the_runtime;
use crate::people::{SignIn, Visit, Waiting, second_factors};
use crate::{Caller, Code, Problem, Result, Service, Strength};

/// Where the provider sends people back to, below the installation's origin.
pub const RETURN_PATH: &str = "/sign-in/provider";

/// What an identity is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in.
    SignIn,
    /// To link it to the account that asks.
    Link,
}

/// The first half: where to send the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The provider's address with everything it needs.
    pub address: String,
    /// To be kept in a cookie of the browser until it comes back.
    pub secret: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Signed in, or asked for the second factor that the account has and the provider did not tell of.
    SignIn(SignIn),
    /// The identity is linked to the account.
    Linked(IdentityId),
}

/// What is remembered between the two halves.
pub(crate) struct Asked {
    provider: String,
    nonce: String,
    verifier: String,
    browser: Digest,
    link: Option<(PersonId, SessionId)>,
}

/// Who the provider says it is.
struct Identified {
    subject: Digest,
    label: String,
    is_strong: bool,
}

impl Service {
    /// Providers that people can sign in by.
    pub fn providers(&self) -> &[Provider] {
        &self.settings().providers
    }

    /// Begins to sign in, or to link an identity to one's own account.
    ///
    /// # Errors
    /// [`Code::NotFound`] without such a provider; [`Code::Upstream`] when it does not answer as it should; for
    /// linking [`Code::SignIn`], [`Code::SecondFactor`] and [`Code::ProveAgain`].
    pub async fn provider_start(&self, caller: &Caller, key: &str, purpose: Purpose) -> Result<Start> {
        let link = match purpose {
            Purpose::SignIn => {
                self.allow(caller, Action::SignIn, None)?;
                None
            }
            Purpose::Link => {
                let (_, person, session) = self.allow_freshly(caller).await?;
                Some((person, session))
            }
        };
        let provider = self.provider(key)?.clone();
        let (secret, browser) = self.secret();
        let (nonce, _) = self.secret();
        let (verifier, _) = self.secret();
        let asked = Asked {
            provider: provider.key.clone(),
            nonce: nonce.clone(),
            verifier: verifier.clone(),
            browser,
            link,
        };
        // The state is itself the secret under which the rest waits; it works once, for some minutes.
        let state = self.put_off(Waiting::Provider(Box::new(asked)));
        let (service, redirect) = (self.clone(), self.return_address());
        let address = off_the_runtime(move || {
            let flow = flow::Flow::discover(&provider, &redirect, service.fetch())?;
            flow.address(&provider, &state, &nonce, &verifier)
        });
        Ok(Start { address: address.await?, secret })
    }

    /// Goes on when the browser comes back: `secret` from its cookie, `state` and `code` from the address.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`] when the state is unknown, used, too old or another browser's, the provider's word
    /// does not hold, or the identity is linked to no account that may sign in; [`Code::Exists`] when it is linked
    /// already; [`Code::Upstream`]; [`Code::TooMany`].
    pub async fn provider_finish(
        &self,
        caller: &Caller,
        visit: &Visit,
        secret: &str,
        state: &str,
        code: &str,
    ) -> Result<Done> {
        let act = self.allow(caller, Action::SignIn, None)?;
        self.charge_sign_in(visit)?;
        let wrong = || Problem::new(Code::WrongCredentials);
        let Some(Waiting::Provider(asked)) = self.go_on(state) else { return Err(wrong()) };
        // Digests are compared, so that the time it takes tells nothing of the secret.
        if Digest::of(secret.as_bytes()) != asked.browser {
            return Err(wrong());
        }
        if let Some((person, session)) = asked.link
            && !matches!(caller, Caller::Person { id, session: own, .. } if *id == person && *own == session)
        {
            return Err(wrong());
        }
        let provider = self.provider(&asked.provider)?.clone();
        let (service, redirect, now) = (self.clone(), self.return_address(), self.now());
        let (code, link, key) = (code.to_owned(), asked.link, provider.key.clone());
        let identified = off_the_runtime(move || {
            let flow = flow::Flow::discover(&provider, &redirect, service.fetch())?;
            let answer: CoreTokenResponse = flow.exchange(&code, &asked.verifier, service.fetch())?;
            flow.identify(&provider, &answer, &asked.nonce, now)
        });
        let identified = match identified.await {
            Err(problem) if problem.code == Code::WrongCredentials => {
                self.note_failure(act, None).await?;
                return Err(problem);
            }
            identified => identified?,
        };
        match link {
            Some((person, _)) => self.link_identity(caller, person, &key, identified).await.map(Done::Linked),
            None => self.enter(caller, visit, identified).await.map(Done::SignIn),
        }
    }

    /// The identities that are linked to one's own account.
    ///
    /// # Errors
    /// [`Code::SignIn`].
    pub async fn identities(&self, caller: &Caller) -> Result<Vec<Identity>> {
        caller.require(Action::SeeOwnAccount, None)?;
        let (person, _) = Service::signed_in(caller)?;
        Ok(self.store().read(move |tx| identities::of_person(tx, &person)).await?)
    }

    /// Takes an identity away from one's own account.
    ///
    /// # Errors
    /// [`Code::SignIn`], [`Code::SecondFactor`], [`Code::ProveAgain`]; [`Code::NotFound`], also for somebody else's.
    pub async fn unlink(&self, caller: &Caller, id: &IdentityId) -> Result<()> {
        let (act, person, _) = self.allow_freshly(caller).await?;
        let id = *id;
        self.store()
            .write(move |tx| -> Result<()> {
                if identities::get(tx, &id)?.person != person {
                    return Err(Problem::new(Code::NotFound));
                }
                Ok(identities::remove(tx, &act, &id)?)
            })
            .await
    }

    async fn link_identity(
        &self,
        caller: &Caller,
        person: PersonId,
        key: &str,
        found: Identified,
    ) -> Result<IdentityId> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (id, key) = (self.id(IdentityId::new), key.to_owned());
        let Identified { subject, label, .. } = found;
        let done = self
            .store()
            .write(move |tx| identities::add(tx, &act, &id, &person, &key, &subject, &label))
            .await;
        done.map(|()| id).map_err(|error| match error {
            store::Error::Exists(_) => Problem::new(Code::Exists).with_detail(Text::new(
                "ตัวตนนี้ผูกกับบัญชีหนึ่งอยู่แล้ว ให้ยกเลิกที่บัญชีนั้นก่อน",
                "this identity is linked to an account already: take it away there first",
            )),
            other => other.into(),
        })
    }

    async fn enter(&self, caller: &Caller, visit: &Visit, found: Identified) -> Result<SignIn> {
        let subject = found.subject;
        let known = self
            .store()
            .read(move |tx| -> Result<_> {
                let Some(identity) = identities::by_subject(tx, &subject)? else { return Ok(None) };
                let person = people::get(tx, &identity.person)?;
                let is_active = person.standing == Standing::Active;
                Ok(is_active.then_some((person.id, second_factors(tx, &person.id)?)))
            })
            .await?;
        let Some((person, factors)) = known else {
            let act = self.act(caller);
            self.note_failure(act, None).await?;
            return Err(Problem::new(Code::WrongCredentials).with_detail(Text::new(
                "ตัวตนนี้ยังไม่ได้ผูกกับบัญชีใด ให้เข้าสู่ระบบด้วยรหัสผ่านแล้วผูกในหน้าบัญชีของฉัน",
                "this identity is linked to no account: sign in with a password, then link it under my account",
            )));
        };
        if !found.is_strong && factors.is_any() {
            return Ok(self.ask_second(person, factors));
        }
        let strength = if found.is_strong { Strength::TwoFactors } else { Strength::Password };
        self.begin_session(caller, visit, person, strength).await.map(SignIn::Done)
    }

    fn provider(&self, key: &str) -> Result<&Provider> {
        let found = self.providers().iter().find(|provider| provider.key == key);
        found.ok_or_else(|| Problem::new(Code::NotFound))
    }

    fn return_address(&self) -> String {
        format!("{}{RETURN_PATH}", self.settings().origin)
    }
}

fn identified(issuer: &str, subject: &str, label: String, is_strong: bool) -> Identified {
    Identified { subject: subject_digest(issuer, subject), label, is_strong }
}
