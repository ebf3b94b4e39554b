//! Recovery of an account by two: one administrator starts, another agrees, then the link works once.
//!
//! Whoever has roles in several agencies is recovered only by those who manage people in all of them, so that no
//! agency can get at the rights that somebody has elsewhere. An agency with a single administrator asks the
//! operator to agree.

use domain::{Language, Text};
use jiff::SignedDuration;
use store::invitations::{NewInvitation, Purpose};
use store::memberships::Membership;
use store::{
    Act, AgencyId, Digest, InvitationId, PersonId, Write, credentials, invitations, memberships, people,
    sessions, spare_codes,
};

use super::invitations::{ended, open, used_in_between};
use super::limits::Of;
use super::{Link, SignedIn, Visit, password};
use crate::access::Action;
use crate::ports::Letter;
use crate::{Caller, Code, Problem, Result, Service, Strength};

const LIFE: SignedDuration = SignedDuration::from_hours(48);

/// A recovery that was started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// The link; it opens nothing before a second administrator has agreed.
    pub link: Link,
    /// Whether somebody of the agency can agree; else the operator has to be asked.
    pub has_second_administrator: bool,
}

/// Takes every way to sign in from a person but a new password, and ends all sessions.
pub(super) fn replace(tx: &mut Write<'_>, act: &Act, person: &PersonId, hash: &str) -> store::Result<()> {
    credentials::set_password(tx, act, person, hash)?;
    if credentials::totp(tx, person)?.is_some() {
        credentials::remove_totp(tx, act, person)?;
    }
    spare_codes::remove(tx, act, person)?;
    for passkey in credentials::passkeys(tx, person)? {
        credentials::remove_passkey(tx, act, &passkey.id)?;
    }
    sessions::end_of_person(tx, act, person, None, "recovered")?;
    Ok(())
}

/// Allows an action in every place where somebody has a role.
fn require_everywhere(caller: &Caller, action: Action, roles: &[Membership]) -> Result<()> {
    for role in roles {
        match &role.given.agency {
            Some(agency) => caller.require(action, Some(agency))?,
            None => caller.require(Action::Operate, None)?,
        };
    }
    Ok(())
}

impl Service {
    /// Starts the recovery of somebody's account. The link goes to the person by letter, or is shown to be handed
    /// over; it works for 48 hours once a second administrator has agreed.
    ///
    /// # Errors
    /// [`Code::Forbidden`], [`Code::SecondFactor`]; [`Code::NotFound`] when the person has no role in the agency;
    /// [`Code::Conflict`] for oneself.
    pub async fn start_recovery(
        &self,
        caller: &Caller,
        agency: &AgencyId,
        person: &PersonId,
    ) -> Result<Recovery> {
        let act = self.allow_strongly(caller, Action::ManagePeople, Some(agency)).await?;
        if caller.person() == Some(*person) {
            return Err(own());
        }
        let (agency, person) = (*agency, *person);
        let (found, roles, colleagues) = self
            .store()
            .read(move |tx| {
                let found = people::get(tx, &person)?;
                let roles = memberships::of_person(tx, &person)?;
                Ok::<_, store::Error>((found, roles, memberships::of_agency(tx, &agency)?))
            })
            .await?;
        if !roles.iter().any(|one| one.given.agency == Some(agency))
            || found.standing != people::Standing::Active
        {
            return Err(Problem::new(Code::NotFound));
        }
        require_everywhere(caller, Action::ManagePeople, &roles)?;
        let (secret, new) = self.draw_link(Purpose::Recover, LIFE);
        let new = NewInvitation { agency: Some(agency), person: Some(person), ..new };
        let (id, until) = (new.id, new.expires_at);
        self.store()
            .write(move |tx| {
                // One at a time: of two open ones nobody would know which was agreed on.
                for earlier in invitations::of_agency(tx, &agency)? {
                    let is_open = earlier.used_at.is_none() && earlier.revoked_at.is_none();
                    if is_open && earlier.person == Some(person) {
                        invitations::revoke(tx, &act, &earlier.id)?;
                    }
                }
                invitations::add(tx, &act, &new)
            })
            .await?;
        let url = self.link("recover", &secret);
        let letter = found.details.email.clone().map(|to| letter(to, &url, found.details.language));
        let is_mailed = self.post(letter).await;
        let may_agree = |one: &Membership| {
            one.ended_at.is_none()
                && one.given.role == store::memberships::Role::AgencyAdministrator
                && one.given.person != person
                && Some(one.given.person) != caller.person()
        };
        Ok(Recovery {
            link: Link { id, url: (!is_mailed).then_some(url), is_mailed, until },
            has_second_administrator: colleagues.iter().any(may_agree),
        })
    }

    /// Agrees to a recovery that somebody else started for a third person.
    ///
    /// # Errors
    /// [`Code::Conflict`] for whoever started it, for the person, and when it is agreed on already;
    /// [`Code::Forbidden`], [`Code::SecondFactor`], [`Code::NotFound`].
    pub async fn agree_to_recovery(&self, caller: &Caller, id: &InvitationId) -> Result<()> {
        self.allow(caller, Action::ChangeOwnAccount, None)?;
        let (asking, _) = Service::signed_in(caller)?;
        let (id, now) = (*id, self.now());
        let (found, roles) = self
            .store()
            .read(move |tx| {
                let found = invitations::get(tx, &id)?;
                let roles = found.person.map(|person| memberships::of_person(tx, &person)).transpose()?;
                Ok::<_, store::Error>((found, roles.unwrap_or_default()))
            })
            .await?;
        let act = self.allow_strongly(caller, Action::AgreeToRecovery, found.agency.as_ref()).await?;
        if found.purpose != Purpose::Recover || found.expires_at <= now {
            return Err(Problem::new(Code::NotFound));
        }
        if found.person == Some(asking) || found.added_by == Some(asking) {
            return Err(own());
        }
        require_everywhere(caller, Action::AgreeToRecovery, &roles)?;
        match self.store().write(move |tx| invitations::second(tx, &act, &id)).await {
            Err(store::Error::NotFound(_)) => Err(Problem::new(Code::Conflict)),
            other => Ok(other?),
        }
    }

    /// Uses the link of a recovery: a new password, no second factor any more, every earlier session ended.
    ///
    /// # Errors
    /// [`Code::LinkEnded`], also before a second administrator has agreed; [`Code::Invalid`], [`Code::TooMany`].
    pub async fn accept_recovery(
        &self,
        caller: &Caller,
        visit: &Visit,
        secret: &str,
        new_password: &str,
    ) -> Result<SignedIn> {
        let mut act = self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Link, visit)?;
        let (token, now) = (Digest::of(secret.as_bytes()), self.now());
        let found = self
            .store()
            .read(move |tx| {
                let found = open(tx, &token, now, Purpose::Recover)?;
                Ok::<_, Problem>(people::get(tx, &found.person.ok_or_else(ended)?)?)
            })
            .await?;
        let details = &found.details;
        let own = [&details.login, &details.name, details.email.as_deref().unwrap_or_default()];
        password::accept(new_password, &own)?;
        let hash = self.hash_password(new_password).await?;
        let person = found.id;
        let beginning = self.beginning(&Caller::Visitor, visit, person, Strength::Password);
        self.store()
            .write(move |tx| {
                let found = open(tx, &token, act.at, Purpose::Recover)?;
                act.agency = found.agency;
                invitations::accept(tx, &act, &found.id).map_err(used_in_between)?;
                replace(tx, &act, &person, &hash)?;
                beginning.run(tx, act.at)
            })
            .await
    }
}

fn own() -> Problem {
    Problem::new(Code::Conflict).with_detail(Text::new(
        "ต้องให้ผู้ดูแลอีกคนเป็นผู้ทำรายการนี้ ไม่ใช่ผู้เริ่มหรือเจ้าของบัญชี",
        "another administrator has to do this: neither who started it nor whose account it is",
    ))
}

fn letter(to: String, url: &str, language: Language) -> Letter {
    let (subject, body) = match language {
        Language::Thai => (
            String::from("การกู้บัญชีในระบบโปร่งใส"),
            format!(
                "ผู้ดูแลเริ่มการกู้บัญชีของท่านแล้ว เมื่อผู้ดูแลคนที่สองเห็นชอบ ให้เปิดลิงก์นี้เพื่อตั้งรหัสผ่านใหม่ ลิงก์ใช้ได้ครั้งเดียวภายใน 48 ชั่วโมง\n{url}\n\nหากท่านไม่ได้ขอ ให้แจ้งผู้ดูแลของหน่วยงานทันที\n"
            ),
        ),
        Language::English => (
            String::from("Recovery of your account in Prongsai"),
            format!(
                "An administrator has started the recovery of your account. Once a second one has agreed, open this link to choose a new password. It works once, within 48 hours.\n{url}\n\nIf you did not ask for this, tell your agency's administrator at once.\n"
            ),
        ),
    };
    Letter { to, subject, body }
}
