//! Passkeys: added, named and removed by their owner; to sign in with, and to prove again who one is.
//!
//! Questions and answers are JSON as browsers make and take it; what the answer is compared with stays here. The
//! device verifies the person (fingerprint, PIN), so that a passkey alone is two factors.

use domain::Text;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use store::{Act, Actor, PasskeyId, PersonId, Write, credentials, people, sessions};
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableKey, Passkey, PublicKeyCredential, RegisterPublicKeyCredential, Uuid,
    Webauthn, WebauthnError,
};

use super::limits::Of;
use super::pending::Waiting;
use super::sign_in::wrong;
use super::{SignedIn, Visit, totp};
use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service, Strength};

/// At most so many passkeys for a person.
const MOST: usize = 20;

/// What the browser is to ask the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyQuestion {
    /// Secret to hand in with the answer; it lives for five minutes.
    pub ticket: String,
    /// The options as JSON: `{"publicKey": …}`, bytes in base64 for addresses.
    pub options: String,
}

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyEntry {
    /// Its id.
    pub id: PasskeyId,
    /// What the person calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

/// The name by which devices know a person: it tells nothing, also not the id used here.
fn handle(person: &PersonId) -> Uuid {
    let digest = store::Digest::of(format!("prongsai-passkey {person}").as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest.0).for_each(|(to, from)| *to = from);
    Uuid::from_bytes(bytes)
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T> {
    serde_json::from_str(json)
        .map_err(|error| Problem::new(Code::BadRequest).with_cause(format!("a passkey's answer: {error}")))
}

fn write<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))
}

fn failed(error: WebauthnError) -> Problem {
    wrong().with_cause(format!("passkey: {error}"))
}

/// Notes the use of a passkey, with the counter that it showed.
fn used(
    tx: &mut Write<'_>,
    act: &Act,
    kept: &credentials::Passkey,
    shown: &AuthenticationResult,
) -> Result<()> {
    let mut passkey: Passkey = stored(&kept.document)?;
    passkey.update_credential(shown);
    Ok(credentials::use_passkey(tx, act, &kept.id, &write(&passkey)?)?)
}

fn stored(document: &str) -> Result<Passkey> {
    serde_json::from_str(document)
        .map_err(|error| Problem::new(Code::Internal).with_cause(format!("a stored passkey: {error}")))
}

fn name(text: &str) -> Result<String> {
    let name = text.trim();
    if name.is_empty() || 80 < name.chars().count() || name.chars().any(char::is_control) {
        let text = Text::new("ให้ตั้งชื่อกุญแจไม่เกิน 80 ตัวอักษร", "name the passkey in at most 80 characters");
        return Err(Problem::field("name", text));
    }
    Ok(name.to_owned())
}

impl Service {
    /// Whether passkeys can be used: the origin has to be the name of a domain.
    pub fn has_passkeys(&self) -> bool {
        self.memory().webauthn.is_some()
    }

    fn webauthn(&self) -> Result<&Webauthn> {
        self.memory().webauthn.as_ref().ok_or_else(|| {
            Problem::new(Code::Unavailable).with_detail(Text::new(
                "ใช้กุญแจผ่านไม่ได้ เพราะที่อยู่ของระบบไม่ใช่ชื่อโดเมน ให้ผู้ดูแลระบบตั้งค่า origin",
                "passkeys cannot be used: the origin of the installation is no name of a domain",
            ))
        })
    }

    /// Asks for any passkey of this installation, to sign in with.
    ///
    /// # Errors
    /// [`Code::Unavailable`] where passkeys cannot be used; [`Code::TooMany`].
    pub async fn passkey_sign_in_start(&self, caller: &Caller, visit: &Visit) -> Result<PasskeyQuestion> {
        self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Address, visit)?;
        let (mut question, state) = self.webauthn()?.start_discoverable_authentication().map_err(failed)?;
        // A button asks as well as a field does: which of them is for the page to say.
        question.mediation = None;
        let ticket = self.put_off(Waiting::Passkey(Box::new(state)));
        Ok(PasskeyQuestion { ticket, options: write(&question)? })
    }

    /// Signs in with the answer of a passkey.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`], [`Code::BadRequest`], [`Code::TooMany`].
    pub async fn passkey_sign_in(
        &self,
        caller: &Caller,
        visit: &Visit,
        ticket: &str,
        answer: &str,
    ) -> Result<SignedIn> {
        let act = self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Address, visit)?;
        let answer: PublicKeyCredential = read(answer)?;
        let Some(Waiting::Passkey(state)) = self.go_on(ticket) else { return Err(wrong()) };
        let webauthn = self.webauthn()?;
        let (shown_handle, credential) =
            webauthn.identify_discoverable_authentication(&answer).map_err(failed)?;
        let credential = credential.to_vec();
        let kept = match self.store().read(move |tx| credentials::passkey_of(tx, &credential)).await {
            Err(store::Error::NotFound(_)) => {
                self.note_failure(act, None).await?;
                return Err(wrong());
            }
            other => other?,
        };
        let key = DiscoverableKey::from(stored(&kept.document)?);
        let shown = webauthn.finish_discoverable_authentication_v2(&answer, *state, &key);
        let shown = match shown {
            Ok(shown) if shown.user_verified() && shown_handle == handle(&kept.person) => shown,
            other => {
                self.note_failure(act, Some(kept.person)).await?;
                return Err(other.err().map_or_else(wrong, failed));
            }
        };
        let beginning = self.beginning(caller, visit, kept.person, Strength::TwoFactors);
        let at = self.now();
        self.store()
            .write(move |tx| {
                used(tx, &Act::new(at, Actor::Person(kept.person)), &kept, &shown)?;
                beginning.run(tx, at)
            })
            .await
    }

    /// Asks whoever is signed in for one of their passkeys again.
    ///
    /// # Errors
    /// [`Code::NotFound`] without a passkey; [`Code::Unavailable`].
    pub async fn passkey_prove_start(&self, caller: &Caller) -> Result<PasskeyQuestion> {
        self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (person, session) = Service::signed_in(caller)?;
        let kept = self.store().read(move |tx| credentials::passkeys(tx, &person)).await?;
        let keys = kept.iter().map(|one| stored(&one.document)).collect::<Result<Vec<_>>>()?;
        if keys.is_empty() {
            return Err(Problem::new(Code::NotFound));
        }
        let (question, state) = self.webauthn()?.start_passkey_authentication(&keys).map_err(failed)?;
        let ticket = self.put_off(Waiting::Proof { person, session, state: Box::new(state) });
        Ok(PasskeyQuestion { ticket, options: write(&question)? })
    }

    /// Proves again who asks, with a passkey: two factors. The session gets a new secret.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`], [`Code::BadRequest`].
    pub async fn passkey_prove(&self, caller: &Caller, ticket: &str, answer: &str) -> Result<SignedIn> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let asking = Service::signed_in(caller)?;
        let answer: PublicKeyCredential = read(answer)?;
        let Some(Waiting::Proof { person, session, state }) = self.go_on(ticket) else { return Err(wrong()) };
        if asking != (person, session) {
            return Err(wrong());
        }
        let shown = self.webauthn()?.finish_passkey_authentication(&answer, &state);
        let shown = match shown {
            Ok(shown) if shown.user_verified() => shown,
            other => {
                self.note_failure(act, Some(person)).await?;
                return Err(other.err().map_or_else(wrong, failed));
            }
        };
        let note = act.clone();
        self.store()
            .write(move |tx| {
                let all = credentials::passkeys(tx, &person)?;
                let kept = all.iter().find(|one| one.credential == shown.cred_id().as_slice());
                used(tx, &note, kept.ok_or_else(wrong)?, &shown)
            })
            .await?;
        self.renew(act, session, true).await
    }

    /// Begins to add a passkey.
    ///
    /// # Errors
    /// [`Code::ProveAgain`], [`Code::SecondFactor`], [`Code::Unavailable`].
    pub async fn passkey_add_start(&self, caller: &Caller) -> Result<PasskeyQuestion> {
        let (_, person, _) = self.allow_freshly(caller).await?;
        let (details, kept) = self
            .store()
            .read(move |tx| {
                Ok::<_, store::Error>((
                    people::get(tx, &person)?.details,
                    credentials::passkeys(tx, &person)?,
                ))
            })
            .await?;
        if MOST <= kept.len() {
            return Err(Problem::new(Code::Conflict).with_detail(Text::new(
                "มีกุญแจผ่านครบจำนวนแล้ว ให้ลบกุญแจที่ไม่ใช้ก่อน",
                "there are as many passkeys as there may be: remove one that is not used",
            )));
        }
        let known = kept.into_iter().map(|one| one.credential).collect();
        let begun = self.webauthn()?.start_passkey_registration(
            handle(&person),
            &details.login,
            &details.name,
            Some(known),
        );
        let (question, state) = begun.map_err(failed)?;
        // Signing in asks for no login, so the device has to keep the passkey itself.
        let mut options = serde_json::to_value(&question)
            .map_err(|error| Problem::new(Code::Internal).with_cause(error.to_string()))?;
        if let Some(selection) = options.pointer_mut("/publicKey/authenticatorSelection") {
            selection["residentKey"] = "required".into();
            selection["requireResidentKey"] = true.into();
        }
        let ticket = self.put_off(Waiting::NewPasskey { person, state: Box::new(state) });
        Ok(PasskeyQuestion { ticket, options: options.to_string() })
    }

    /// Adds a passkey. Every other session of the person ends, this one gets a new secret and two factors.
    ///
    /// # Errors
    /// [`Code::WrongCredentials`] when the answer does not fit; [`Code::Exists`]; [`Code::Invalid`] with `name`.
    pub async fn passkey_add(
        &self,
        caller: &Caller,
        ticket: &str,
        name_text: &str,
        answer: &str,
    ) -> Result<SignedIn> {
        let (act, person, session) = self.allow_freshly(caller).await?;
        let name = name(name_text)?;
        let answer: RegisterPublicKeyCredential = read(answer)?;
        let Some(Waiting::NewPasskey { person: asked, state }) = self.go_on(ticket) else {
            return Err(wrong());
        };
        if asked != person {
            return Err(wrong());
        }
        let passkey = self.webauthn()?.finish_passkey_registration(&answer, &state).map_err(failed)?;
        let (id, document) = (self.id(PasskeyId::new), write(&passkey)?);
        let (secret, token) = self.secret();
        let renewed = self
            .store()
            .write(move |tx| {
                let credential: &[u8] = passkey.cred_id().as_ref();
                credentials::add_passkey(tx, &act, &id, &person, credential, &name, &document)?;
                sessions::end_of_person(tx, &act, &person, Some(&session), "second-factor-added")?;
                sessions::renew(tx, &act, &session, &token, true)?;
                sessions::get(tx, &session)
            })
            .await?;
        Ok(Service::renewed(&renewed, secret))
    }

    /// Gives a passkey another name.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is somebody else's; [`Code::Invalid`] with `name`.
    pub async fn passkey_rename(&self, caller: &Caller, id: &PasskeyId, name_text: &str) -> Result<()> {
        let act = self.allow(caller, Action::ChangeOwnAccount, None)?;
        let ((person, _), id, name) = (Service::signed_in(caller)?, *id, name(name_text)?);
        Ok(self.store().write(move |tx| credentials::rename_passkey(tx, &act, &id, &person, &name)).await?)
    }

    /// Removes a passkey.
    ///
    /// # Errors
    /// [`Code::Conflict`] when a role of the person needs this last second factor; [`Code::NotFound`];
    /// [`Code::ProveAgain`].
    pub async fn passkey_remove(&self, caller: &Caller, id: &PasskeyId) -> Result<()> {
        let (act, person, _) = self.allow_freshly(caller).await?;
        let id = *id;
        self.store()
            .write(move |tx| {
                let all = credentials::passkeys(tx, &person)?;
                if !all.iter().any(|one| one.id == id) {
                    return Err(Problem::new(Code::NotFound));
                }
                let has_totp = credentials::totp(tx, &person)?.is_some_and(|totp| totp.is_confirmed);
                if all.len() == 1 && !has_totp {
                    totp::last_factor_goes(tx, &act, &person)?;
                }
                Ok(credentials::remove_passkey(tx, &act, &id)?)
            })
            .await
    }
}
