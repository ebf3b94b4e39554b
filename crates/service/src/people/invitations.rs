//! Invitations: links that work once, for the first administrator and for colleagues.

use domain::{Language, Text};
use jiff::{SignedDuration, Timestamp};
use store::invitations::{Invitation, NewInvitation, Purpose};
use store::memberships::{NewMembership, Role};
use store::{
    AgencyId, Digest, InvitationId, MembershipId, PersonId, UnitId, Write, agencies, credentials,
    invitations, memberships, people, units,
};

use super::limits::Of;
use super::{SignedIn, Visit, names, password};
use crate::access::Action;
use crate::ports::Letter;
use crate::{Caller, Code, Problem, Result, Service, Strength};

/// The link of the first administrator works for so long; the next start prints another.
const FIRST: SignedDuration = SignedDuration::from_hours(24);

/// An invitation works for so long.
const JOIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A link that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The invitation.
    pub id: InvitationId,
    /// The address to be handed over, where no letter took it; it is told once and kept nowhere.
    pub url: Option<String>,
    /// Whether a letter is on its way.
    pub is_mailed: bool,
    /// When it stops to work.
    pub until: Timestamp,
}

/// Whom to invite as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvite {
    /// Where; none for an operator.
    pub agency: Option<AgencyId>,
    /// The unit, which a role in a unit needs.
    pub unit: Option<UnitId>,
    /// As what.
    pub role: Role,
    /// Where to send the letter, if one is to be sent.
    pub email: Option<String>,
    /// Language of the letter.
    pub language: Language,
}

/// What somebody new says of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// The name to sign in with.
    pub login: String,
    /// Full name.
    pub name: String,
    /// Title of the post; may be empty.
    pub title: String,
    /// Address for letters; may be empty.
    pub email: String,
    /// Language of pages.
    pub language: Language,
    /// The password.
    pub password: String,
}

/// What the holder of a link sees before accepting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// What the link is for.
    pub purpose: Purpose,
    /// Name of the agency.
    pub agency: Option<String>,
    /// Name of the unit.
    pub unit: Option<String>,
    /// The role that is given.
    pub role: Option<Role>,
    /// The login that is recovered.
    pub login: Option<String>,
    /// When the link stops to work.
    pub until: Timestamp,
}

/// An invitation as those who manage people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationEntry {
    /// The invitation.
    pub invitation: Invitation,
    /// Name of whoever made it; none at the console.
    pub added_by: Option<String>,
    /// Whether it can still be used.
    pub is_open: bool,
}

impl Service {
    /// The one-time link for the first administrator, as long as nobody runs the installation; earlier ones stop
    /// to work. To be printed when the program starts.
    ///
    /// # Errors
    /// [`Code::Forbidden`] for everybody but the console and operators.
    pub async fn first_link(&self, caller: &Caller) -> Result<Option<Link>> {
        let act = self.allow(caller, Action::Operate, None)?;
        let (secret, new) = self.draw_link(Purpose::First, FIRST);
        let new = NewInvitation { role: Some(Role::Operator), ..new };
        let (id, until) = (new.id, new.expires_at);
        let is_needed = self
            .store()
            .write(move |tx| {
                if has_operator(tx)? {
                    return Ok(false);
                }
                for earlier in invitations::above_agencies(tx)? {
                    let is_open = earlier.used_at.is_none() && earlier.revoked_at.is_none();
                    if is_open && earlier.purpose == Purpose::First {
                        invitations::revoke(tx, &act, &earlier.id)?;
                    }
                }
                invitations::add(tx, &act, &new)?;
                Ok::<_, store::Error>(true)
            })
            .await?;
        let url = Some(self.link("join", &secret));
        Ok(is_needed.then_some(Link { id, url, is_mailed: false, until }))
    }

    /// Makes an invitation; the link is sent, or shown to whoever made it.
    ///
    /// # Errors
    /// [`Code::Forbidden`], [`Code::SecondFactor`]; [`Code::Invalid`] with the fields `role`, `unit`, `email`.
    pub async fn invite(&self, caller: &Caller, invite: NewInvite) -> Result<Link> {
        let action = if invite.agency.is_some() { Action::ManagePeople } else { Action::Operate };
        let act = self.allow_strongly(caller, action, invite.agency.as_ref()).await?;
        check_place(invite.role, invite.agency.as_ref(), invite.unit.as_ref())?;
        let (secret, new) = self.draw_link(Purpose::Join, JOIN);
        let new = NewInvitation { agency: invite.agency, unit: invite.unit, role: Some(invite.role), ..new };
        let (id, until) = (new.id, new.expires_at);
        let place = self
            .store()
            .write(move |tx| {
                let place = place(tx, new.agency.as_ref(), new.unit.as_ref())?;
                invitations::add(tx, &act, &new)?;
                Ok::<_, Problem>(place)
            })
            .await?;
        let letter = invite.email.map(|to| {
            let url = self.link("join", &secret);
            let place = place.unwrap_or_else(|| String::from("โปร่งใส"));
            let (subject, body) = match invite.language {
                Language::Thai => (
                    format!("คำเชิญเข้าใช้งานระบบโปร่งใส: {place}"),
                    format!("ท่านได้รับเชิญให้ร่วมงานใน {place}\n\nเปิดลิงก์นี้เพื่อตั้งชื่อผู้ใช้และรหัสผ่าน ลิงก์ใช้ได้ครั้งเดียวภายใน 7 วัน\n{url}\n\nหากไม่ทราบเรื่องนี้ ไม่ต้องดำเนินการใด\n"),
                ),
                Language::English => (
                    format!("Invitation to Prongsai: {place}"),
                    format!("You are invited to work in {place}.\n\nOpen this link to choose a login and a password. It works once, within 7 days.\n{url}\n\nIf you do not know of this, do nothing.\n"),
                ),
            };
            Letter { to, subject, body }
        });
        let is_mailed = self.post(letter).await;
        let url = (!is_mailed).then(|| self.link("join", &secret));
        Ok(Link { id, url, is_mailed, until })
    }

    /// The invitations of an agency, or above agencies, the newest first; recoveries among them.
    ///
    /// # Errors
    /// [`Code::Forbidden`].
    pub async fn invitations(
        &self,
        caller: &Caller,
        agency: Option<&AgencyId>,
    ) -> Result<Vec<InvitationEntry>> {
        let action = if agency.is_some() { Action::ManagePeople } else { Action::Operate };
        self.allow(caller, action, agency)?;
        let (agency, now) = (agency.copied(), self.now());
        let all = self
            .store()
            .read(move |tx| {
                let all = match &agency {
                    Some(agency) => invitations::of_agency(tx, agency)?,
                    None => invitations::above_agencies(tx)?,
                };
                let entry = |invitation: Invitation| {
                    let by = invitation.added_by.map(|id| people::get(tx, &id)).transpose()?;
                    let is_open = invitation.used_at.is_none()
                        && invitation.revoked_at.is_none()
                        && now < invitation.expires_at;
                    Ok(InvitationEntry { invitation, added_by: by.map(|one| one.details.name), is_open })
                };
                all.into_iter().map(entry).collect::<store::Result<Vec<_>>>()
            })
            .await?;
        Ok(all)
    }

    /// Takes an invitation or a recovery back.
    ///
    /// # Errors
    /// [`Code::NotFound`], also when it is used or revoked; [`Code::Forbidden`], [`Code::SecondFactor`].
    pub async fn revoke_invitation(&self, caller: &Caller, id: &InvitationId) -> Result<()> {
        // Whose it is has to be known before it can be said who may; nothing of it is told.
        let id = *id;
        self.allow(caller, Action::ChangeOwnAccount, None)?;
        let found = self.store().read(move |tx| invitations::get(tx, &id)).await?;
        let action = if found.agency.is_some() { Action::ManagePeople } else { Action::Operate };
        let act = self.allow_strongly(caller, action, found.agency.as_ref()).await?;
        Ok(self.store().write(move |tx| invitations::revoke(tx, &act, &id)).await?)
    }

    /// What a link offers.
    ///
    /// # Errors
    /// [`Code::LinkEnded`] when it is used, revoked, too old, unknown, or not agreed on yet; [`Code::TooMany`].
    pub async fn invitation(&self, caller: &Caller, visit: &Visit, secret: &str) -> Result<InvitationView> {
        self.allow(caller, Action::SignIn, None)?;
        self.charge_address(Of::Link, visit)?;
        let (token, now) = (Digest::of(secret.as_bytes()), self.now());
        self.store()
            .read(move |tx| {
                let found = invitations::by_token(tx, &token, now)?.ok_or_else(ended)?;
                let unit = found.unit.map(|id| units::get(tx, &id)).transpose()?;
                let agency = found.agency.map(|id| agencies::get(tx, &id)).transpose()?;
                let person = found.person.map(|id| people::get(tx, &id)).transpose()?;
                Ok(InvitationView {
                    purpose: found.purpose,
                    agency: agency.map(|agency| agency.details.name),
                    unit: unit.map(|unit| unit.name),
                    role: found.role,
                    login: person.map(|person| person.details.login),
                    until: found.expires_at,
                })
            })
            .await
    }

    /// Accepts the link of the first administrator. With an agency, the same person administers it.
    ///
    /// # Errors
    /// [`Code::LinkEnded`], [`Code::Invalid`], [`Code::TooMany`].
    pub async fn accept_first(
        &self,
        caller: &Caller,
        visit: &Visit,
        secret: &str,
        person: &NewPerson,
        agency: Option<agencies::Details>,
    ) -> Result<SignedIn> {
        self.allow(caller, Action::SignIn, None)?;
        self.accept_as_new(caller, visit, secret, person, Purpose::First, agency).await
    }

    /// Accepts an invitation as somebody new.
    ///
    /// # Errors
    /// [`Code::LinkEnded`], [`Code::Invalid`], [`Code::TooMany`]; [`Code::Exists`] when the login is taken.
    pub async fn accept(
        &self,
        caller: &Caller,
        visit: &Visit,
        secret: &str,
        person: &NewPerson,
    ) -> Result<SignedIn> {
        self.allow(caller, Action::SignIn, None)?;
        self.accept_as_new(caller, visit, secret, person, Purpose::Join, None).await
    }

    /// Accepts an invitation as the person who is signed in: a further role.
    ///
    /// # Errors
    /// [`Code::LinkEnded`], [`Code::SecondFactor`]; [`Code::Exists`] when the person has this role there.
    pub async fn accept_as_myself(&self, caller: &Caller, visit: &Visit, secret: &str) -> Result<()> {
        let act = self.allow_strongly(caller, Action::ChangeOwnAccount, None).await?;
        let (person, _) = Service::signed_in(caller)?;
        self.charge_address(Of::Link, visit)?;
        let token = Digest::of(secret.as_bytes());
        let membership = self.id(MembershipId::new);
        self.store()
            .write(move |tx| {
                let found = open(tx, &token, act.at, Purpose::Join)?;
                let given = membership_of(&found, membership, person)?;
                let has = memberships::of_person(tx, &person)?.into_iter().any(|one| {
                    (one.given.agency, one.given.unit, one.given.role)
                        == (given.agency, given.unit, given.role)
                });
                if has {
                    return Err(Problem::new(Code::Exists));
                }
                invitations::accept(tx, &act, &found.id).map_err(used_in_between)?;
                Ok(memberships::add(tx, &act, &given)?)
            })
            .await
    }

    async fn accept_as_new(
        &self,
        caller: &Caller,
        visit: &Visit,
        secret: &str,
        person: &NewPerson,
        purpose: Purpose,
        agency: Option<agencies::Details>,
    ) -> Result<SignedIn> {
        self.charge_address(Of::Link, visit)?;
        let token = Digest::of(secret.as_bytes());
        let now = self.now();
        // Before the costly hash: a link that has ended costs nothing.
        self.store().read(move |tx| open(tx, &token, now, purpose).map(drop)).await?;
        let details =
            names::details(&person.login, &person.name, &person.title, &person.email, person.language)?;
        let own = [&details.login, &details.name, details.email.as_deref().unwrap_or_default()];
        password::accept(&person.password, &own)?;
        if let Some(agency) = &agency
            && agency.name.trim().is_empty()
        {
            let text = Text::new("ให้ใส่ชื่อหน่วยงาน", "write the name of the agency");
            return Err(Problem::field("agency", text));
        }
        let hash = self.hash_password(&person.password).await?;
        let id = self.id(PersonId::new);
        let (salt, membership, further) =
            (self.random(), self.id(MembershipId::new), self.id(MembershipId::new));
        let agency = agency.map(|details| (self.id(AgencyId::new), details));
        let beginning = self.beginning(caller, visit, id, Strength::Password);
        let mut act = self.act(&Caller::Visitor);
        self.store()
            .write(move |tx| {
                let found = open(tx, &token, act.at, purpose)?;
                if purpose == Purpose::First && has_operator(tx)? {
                    return Err(ended());
                }
                act.agency = found.agency;
                invitations::accept(tx, &act, &found.id).map_err(used_in_between)?;
                people::add(tx, &act, &id, &details, salt).map_err(login_taken)?;
                credentials::set_password(tx, &act, &id, &hash)?;
                memberships::add(tx, &act, &membership_of(&found, membership, id)?)?;
                if let Some((agency, details)) = &agency {
                    agencies::add(tx, &act, agency, details)?;
                    let (unit, office) = (None, None);
                    let role = Role::AgencyAdministrator;
                    let given =
                        NewMembership { id: further, person: id, agency: Some(*agency), unit, office, role };
                    memberships::add(tx, &act, &given)?;
                }
                beginning.run(tx, act.at)
            })
            .await
    }

    /// A secret and the invitation that it opens, of nobody and nowhere yet.
    pub(super) fn draw_link(&self, purpose: Purpose, life: SignedDuration) -> (String, NewInvitation) {
        let (secret, token) = self.secret();
        let now = self.now();
        let new = NewInvitation {
            id: self.id(InvitationId::new),
            token,
            purpose,
            agency: None,
            unit: None,
            role: None,
            person: None,
            expires_at: now.saturating_add(life).unwrap_or(now),
        };
        (secret, new)
    }

    /// `ORIGIN/join/SECRET`
    pub(super) fn link(&self, page: &str, secret: &str) -> String {
        format!("{}/{page}/{secret}", self.settings().origin)
    }

    /// Sends a letter, and answers whether it is on its way.
    pub(super) async fn post(&self, letter: Option<Letter>) -> bool {
        let Some(letter) = letter.filter(|_| self.mail().is_set_up()) else { return false };
        let service = self.clone();
        let sent = tokio::task::spawn_blocking(move || service.mail().send(&letter).is_ok());
        sent.await.unwrap_or(false)
    }
}

fn has_operator(read: &mut store::Read<'_>) -> store::Result<bool> {
    Ok(memberships::above_agencies(read)?.iter().any(|one| one.given.role == Role::Operator))
}

pub(super) fn ended() -> Problem {
    Problem::new(Code::LinkEnded)
}

/// Another attempt was faster.
pub(super) fn used_in_between(error: store::Error) -> Problem {
    match error {
        store::Error::NotFound(_) => ended(),
        other => other.into(),
    }
}

pub(super) fn login_taken(error: store::Error) -> Problem {
    match error {
        store::Error::Exists(_) => {
            let text = Text::new("มีผู้ใช้ชื่อนี้แล้ว ให้เลือกชื่ออื่น", "this login is taken: choose another");
            Problem { code: Code::Exists, ..Problem::field("login", text) }
        }
        other => other.into(),
    }
}

/// The invitation that a secret opens, if it is of this kind and its agency still exists.
pub(super) fn open(
    read: &mut store::Read<'_>,
    token: &Digest,
    now: Timestamp,
    purpose: Purpose,
) -> Result<Invitation> {
    let found = invitations::by_token(read, token, now)?;
    let found = found.filter(|one| one.purpose == purpose).ok_or_else(ended)?;
    if let Some(agency) = &found.agency
        && !agencies::get(read, agency)?.is_active
    {
        return Err(ended());
    }
    Ok(found)
}

fn membership_of(found: &Invitation, id: MembershipId, person: PersonId) -> Result<NewMembership> {
    let role = found.role.ok_or_else(ended)?;
    Ok(NewMembership { id, person, agency: found.agency, unit: found.unit, office: None, role })
}

/// A role in a unit needs one, the operator has no agency, every other role has.
pub(super) fn check_place(role: Role, agency: Option<&AgencyId>, unit: Option<&UnitId>) -> Result<()> {
    if (role == Role::Operator) != agency.is_none() {
        let text = Text::new(
            "บทบาทนี้ให้ที่นี่ไม่ได้ ผู้ดูแลระบบกลางอยู่เหนือหน่วยงาน บทบาทอื่นอยู่ในหน่วยงาน",
            "this role cannot be given here: an operator stands above agencies, every other role is held in one",
        );
        return Err(Problem::field("role", text));
    }
    if role == Role::UnitStaff && unit.is_none() {
        let text = Text::new("ให้เลือกส่วนงานของเจ้าหน้าที่", "choose the unit of the staff");
        return Err(Problem::field("unit", text));
    }
    Ok(())
}

/// Name of the place for the letter; checks that it is there and open.
fn place(tx: &mut Write<'_>, agency: Option<&AgencyId>, unit: Option<&UnitId>) -> Result<Option<String>> {
    let Some(agency) = agency else { return Ok(None) };
    let found = agencies::get(tx, agency)?;
    if let Some(unit) = unit {
        let unit = units::get(tx, unit)?;
        if unit.agency != *agency || !unit.is_active {
            let text = Text::new("ส่วนงานนี้ไม่ได้อยู่ในหน่วยงาน", "this unit is not of the agency");
            return Err(Problem::field("unit", text));
        }
    }
    Ok(Some(found.details.name))
}
