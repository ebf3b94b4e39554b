//! "My tasks": what waits for a person, told by the state of things, so that nothing has to be ticked off.

use domain::Text;
use jiff::{SignedDuration, Timestamp};
use store::invitations::{Invitation, Purpose};
use store::memberships::Role;
use store::{AgencyId, AssessmentId, InvitationId, PersonId, Read};
use store::{agencies, assessments, invitations, memberships, people, units};
use thai::FiscalYear;

use crate::access::Action;
use crate::assess::{self, Kept, Listed, off_the_runtime};
use crate::maintenance;
use crate::people::{needs_two_factors, second_factors};
use crate::{Caller, Code, Problem, Result, Service};

/// An invitation that ends within this time is told of.
const SOON: SignedDuration = SignedDuration::from_hours(48);

/// What is to be done, and on what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Set up a second factor.
    SecondFactor,
    /// Make a backup: the newest is older than a week, or there is none.
    Backup,
    /// Name a second administrator of the agency.
    Administrator,
    /// Enter the agency's units.
    Units,
    /// Look at published figures that contradict each other.
    Figures(AssessmentId, FiscalYear),
    /// Publish a result, or replace what is published by it.
    Publish(AssessmentId, FiscalYear),
    /// Remind whoever was invited, or invite anew.
    Invitation(InvitationId),
}

/// A task of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// What.
    pub task: Task,
    /// Of which agency, with its name; none for tasks of oneself and of the installation.
    pub agency: Option<(AgencyId, String)>,
    /// What to do and why.
    pub text: Text,
    /// Until when, where there is a time.
    pub due: Option<Timestamp>,
}

/// The first page of somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The person's name.
    pub name: String,
    /// Where the person works, with the role: the agency is none for a role above agencies.
    pub places: Vec<(Option<(AgencyId, String)>, Role)>,
    /// What waits; those with a time first, the nearest on top. Empty when nothing does.
    pub tasks: Vec<TaskLine>,
}

/// What one read of the store tells.
struct Found {
    home: Home,
    published: Vec<((AgencyId, String), Listed, String)>,
}

impl Service {
    /// Where somebody works and what waits for them.
    ///
    /// # Errors
    /// [`Code::SignIn`] for whoever is not signed in.
    pub async fn home(&self, caller: &Caller) -> Result<Home> {
        caller.require(Action::SeeTasks, None)?;
        let person = caller.person().ok_or_else(|| Problem::new(Code::SignIn))?;
        let (asking, now) = (caller.clone(), self.now());
        let found = self.store().read(move |tx| look(tx, &asking, person, now)).await?;
        let Found { mut home, published } = found;
        let checked =
            off_the_runtime(move || Ok(published.into_iter().filter_map(differing).collect::<Vec<_>>()));
        home.tasks.extend(checked.await?);
        home.tasks.sort_by_key(order);
        Ok(home)
    }
}

/// Tasks with a time first, then by kind and agency: the same at every look.
fn order(line: &TaskLine) -> (bool, Option<Timestamp>, Task, Option<AgencyId>) {
    (line.due.is_none(), line.due, line.task, line.agency.as_ref().map(|(id, _)| *id))
}

fn look(tx: &mut Read<'_>, caller: &Caller, person: PersonId, now: Timestamp) -> Result<Found> {
    let mut home =
        Home { name: people::get(tx, &person)?.details.name, places: Vec::new(), tasks: Vec::new() };
    let mut published = Vec::new();
    let Caller::Person { memberships: own, .. } = caller else { return Ok(Found { home, published }) };
    let add = |tasks: &mut Vec<TaskLine>, task, agency: Option<&(AgencyId, String)>, text, due| {
        tasks.push(TaskLine { task, agency: agency.cloned(), text, due });
    };
    if !second_factors(tx, &person)?.is_any() {
        let must = own.iter().any(|one| needs_two_factors(one.given.role));
        let text = if must {
            Text::new(
                "ตั้งการยืนยันตัวตนขั้นที่สอง เพราะบทบาทของท่านเผยแพร่ผลหรือจัดการผู้ใช้ได้",
                "set up a second factor: your role publishes results or manages people",
            )
        } else {
            Text::new(
                "ตั้งการยืนยันตัวตนขั้นที่สองเพื่อป้องกันบัญชีของท่าน",
                "set up a second factor to protect your account",
            )
        };
        add(&mut home.tasks, Task::SecondFactor, None, text, None);
    }
    if caller.require(Action::Operate, None).is_ok() {
        backup(tx, now, &mut home.tasks)?;
    }
    let mut seen = Vec::new();
    for one in own {
        let Some(id) = one.given.agency else {
            home.places.push((None, one.given.role));
            continue;
        };
        let place = (id, agencies::get(tx, &id)?.details.name);
        home.places.push((Some(place.clone()), one.given.role));
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        of_agency(tx, caller, &place, now, &mut home.tasks)?;
        if caller.require(Action::AddAssessment, Some(&id)).is_ok() {
            for listed in assess::list(tx, &id)?.into_iter().filter(Listed::is_published) {
                let document = assessments::document(tx, &listed.summary.id)?;
                published.push((place.clone(), listed, document));
            }
        }
    }
    Ok(Found { home, published })
}

fn backup(tx: &mut Read<'_>, now: Timestamp, tasks: &mut Vec<TaskLine>) -> Result<()> {
    let newest = maintenance::newest_backup(tx)?;
    let due = newest.and_then(|at| at.checked_add(maintenance::BACKUP_EVERY).ok());
    if due.is_some_and(|due| now < due) {
        return Ok(());
    }
    let text = match newest {
        None => Text::new("ยังไม่เคยสำรองข้อมูล ให้สำรองข้อมูลครั้งแรก", "no backup was ever made: make the first"),
        Some(_) => Text::new(
            "สำเนาสำรองล่าสุดเก่ากว่าหนึ่งสัปดาห์ ให้สำรองข้อมูล",
            "the newest backup is older than a week: make one",
        ),
    };
    tasks.push(TaskLine { task: Task::Backup, agency: None, text, due });
    Ok(())
}

fn of_agency(
    tx: &mut Read<'_>,
    caller: &Caller,
    place: &(AgencyId, String),
    now: Timestamp,
    tasks: &mut Vec<TaskLine>,
) -> Result<()> {
    let id = &place.0;
    let mut add = |task, text, due| tasks.push(TaskLine { task, agency: Some(place.clone()), text, due });
    if caller.require(Action::ChangeAgency, Some(id)).is_ok()
        && units::of_agency(tx, id)?.iter().all(|unit| !unit.is_active)
    {
        let text = Text::new(
            "เพิ่มส่วนงานของหน่วยงาน เพื่อให้กำหนดผู้รับผิดชอบได้",
            "enter the agency's units, so that somebody can be made responsible",
        );
        add(Task::Units, text, None);
    }
    if caller.require(Action::ManagePeople, Some(id)).is_ok() {
        let members = memberships::of_agency(tx, id)?;
        let mut administrators: Vec<PersonId> = members
            .iter()
            .filter(|one| one.ended_at.is_none() && one.given.role == Role::AgencyAdministrator)
            .map(|one| one.given.person)
            .collect();
        administrators.sort_unstable();
        administrators.dedup();
        if administrators.len() < 2 {
            let text = Text::new(
                "เชิญผู้ดูแลหน่วยงานอีกหนึ่งคน เพราะการกู้บัญชีต้องมีผู้ดูแลสองคน",
                "invite a second administrator: recovering an account takes two",
            );
            add(Task::Administrator, text, None);
        }
        for one in invitations::of_agency(tx, id)?.iter().filter(|one| ends_soon(one, now)) {
            let text = Text::new(
                "คำเชิญใกล้หมดอายุและยังไม่มีผู้ใช้ ให้เตือนผู้รับหรือเชิญใหม่",
                "an invitation ends soon and was not used: remind the person, or invite anew",
            );
            add(Task::Invitation(one.id), text, Some(one.expires_at));
        }
    }
    if caller.require(Action::Publish, Some(id)).is_ok() {
        // Of each year the one added last, unless it is what the public sees already.
        let mut year = None;
        for listed in assess::list(tx, id)? {
            if year.replace(listed.summary.fiscal_year) == Some(listed.summary.fiscal_year) {
                continue;
            }
            // A result that was withdrawn was decided on.
            if listed.decision.is_some() {
                continue;
            }
            let of = listed.summary.fiscal_year;
            let text = Text::new(
                format!("ผลการประเมินปี {of} นำเข้าแล้วแต่ยังไม่เผยแพร่ ให้ตรวจแล้วเผยแพร่"),
                format!("the result of {of} was added and is not published: look at it and publish it"),
            );
            add(Task::Publish(listed.summary.id, of), text, None);
        }
    }
    Ok(())
}

fn ends_soon(one: &Invitation, now: Timestamp) -> bool {
    let is_open = one.used_at.is_none() && one.revoked_at.is_none() && now < one.expires_at;
    let is_soon = now.checked_add(SOON).is_ok_and(|soon| one.expires_at <= soon);
    // A recovery lives for hours in any case.
    is_open && is_soon && one.purpose != Purpose::Recover
}

/// The task about a published result whose figures contradict each other, if they do.
fn differing((place, listed, document): ((AgencyId, String), Listed, String)) -> Option<TaskLine> {
    let kept = Kept::read(&document).ok()?;
    let count = assess::findings_of(&kept.assessment).len();
    if count == 0 {
        return None;
    }
    let year = listed.summary.fiscal_year;
    let text = Text::new(
        format!("ผลปี {year} ที่เผยแพร่มีตัวเลขขัดกัน {count} จุด ให้ตรวจกับประกาศผลต้นฉบับ"),
        format!(
            "the published result of {year} has {count} figures that contradict others: check the original"
        ),
    );
    Some(TaskLine { task: Task::Figures(listed.summary.id, year), agency: Some(place), text, due: None })
}
