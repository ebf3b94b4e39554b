//! The audit log: who changed what, when, in which role; of an agency, or of the whole installation.

mod about;

use domain::Text;
use jiff::Timestamp;
use store::audit::{self, ChainProblem, ChainReport, Checkpoint, Entry, Filter};
use store::{AgencyId, PersonId, Read, settings};

pub use about::{About, NamedPage};
pub use store::audit::PersonName;

use crate::access::Action;
use crate::{Caller, Code, Problem, Result, Service};

/// Which rows are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditQuery {
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only this action (`assessment.publish`), or all of a subject (`assessment.`).
    pub action: Option<String>,
    /// Only from this time on.
    pub from: Option<Timestamp>,
    /// Only before this time.
    pub until: Option<Timestamp>,
    /// Only rows before this number: the `next` of the page before.
    pub before: Option<i64>,
    /// How many at most, 1 to 200; 50 when 0.
    pub limit: u16,
}

impl AuditQuery {
    fn limit(&self) -> u16 {
        if self.limit == 0 { 50 } else { self.limit.min(200) }
    }
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// The row: number, time, role, action, object, digests before and after, its own hash.
    pub entry: Entry,
    /// The name of the person who acted; none for the program, the console, visitors, and who was erased.
    pub name: Option<String>,
}

/// A page of the log, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The rows.
    pub lines: Vec<AuditLine>,
    /// Where the next page begins, if there are older rows.
    pub next: Option<i64>,
}

/// What came of checking the whole log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditCheck {
    /// The report of the chain.
    pub report: ChainReport,
    /// The checkpoint that was kept here, if one was.
    pub kept: Option<Checkpoint>,
    /// What is wrong, in words.
    pub told: Vec<Text>,
}

/// The setting that holds the newest checkpoint.
const CHECKPOINT: &str = "audit.checkpoint";

impl Service {
    /// The log of an agency; of the whole installation when none is named.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Invalid`] when the times do not follow each other.
    pub async fn audit_log(
        &self,
        caller: &Caller,
        agency: Option<&AgencyId>,
        query: &AuditQuery,
    ) -> Result<AuditPage> {
        let filter = filter(caller, agency, query)?;
        let (before, limit) = (query.before, query.limit());
        self.store().read(move |tx| page(tx, &filter, before, limit)).await
    }

    /// Reads the whole log link by link, and holds it against the checkpoint that is kept here and others that were
    /// kept elsewhere.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; a log that is not whole is no error but a report.
    pub async fn check_audit(&self, caller: &Caller, elsewhere: &[Checkpoint]) -> Result<AuditCheck> {
        caller.require(Action::CheckAudit, None)?;
        self.audit_check(elsewhere.to_vec()).await
    }

    /// Takes a checkpoint, keeps it here and answers it, to be kept where whoever could change the database cannot.
    /// It is only taken of a log that is whole.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Conflict`] when the log is not whole.
    pub async fn take_checkpoint(&self, caller: &Caller) -> Result<Checkpoint> {
        let act = self.allow(caller, Action::CheckAudit, None)?;
        let check = self.audit_check(Vec::new()).await?;
        if !check.report.is_whole() {
            let detail = Text::new(
                "บันทึกการใช้งานไม่ครบถ้วน จึงไม่ออกจุดตรวจ ให้ดูรายการที่ผิดก่อน",
                "the audit log is not whole, so no checkpoint is taken: look at what is wrong first",
            );
            return Err(Problem::new(Code::Conflict).with_detail(detail));
        }
        let end = check.report.end;
        let text = end.to_string();
        self.store().write(move |tx| settings::set(tx, &act, None, CHECKPOINT, &text)).await?;
        Ok(end)
    }

    pub(crate) async fn audit_check(&self, mut kept: Vec<Checkpoint>) -> Result<AuditCheck> {
        self.store()
            .read(move |tx| -> Result<AuditCheck> {
                let own = settings::get(tx, None, CHECKPOINT)?.and_then(|text| text.parse().ok());
                kept.extend(own);
                let report = audit::verify_chain(tx, &kept)?;
                let told = report.problems.iter().map(told).collect();
                Ok(AuditCheck { report, kept: own, told })
            })
            .await
    }
}

/// What is asked of the store, if the caller may see it.
fn filter(caller: &Caller, agency: Option<&AgencyId>, query: &AuditQuery) -> Result<Filter> {
    caller.require(Action::SeeAudit, agency)?;
    if query.from.zip(query.until).is_some_and(|(from, until)| until < from) {
        let text = Text::new(
            "เวลาสิ้นสุดอยู่ก่อนเวลาเริ่ม ให้แก้เวลาใดเวลาหนึ่ง",
            "the end is before the beginning: correct one",
        );
        return Err(Problem::field("until", text));
    }
    Ok(Filter {
        agency: agency.copied(),
        actor: query.person.map(|person| format!("person/{person}")),
        action: query.action.clone().filter(|action| !action.is_empty()),
        from: query.from,
        until: query.until,
    })
}

/// A page of the log, with the names of those who acted.
fn page(tx: &mut Read<'_>, filter: &Filter, before: Option<i64>, limit: u16) -> Result<AuditPage> {
    let mut entries = audit::find(tx, filter, before, limit + 1)?;
    let has_more = usize::from(limit) < entries.len();
    entries.truncate(usize::from(limit));
    let next = if has_more { entries.last().map(|last| last.seq) } else { None };
    let names = audit::names(tx, None, None, entries.iter().filter_map(person))?;
    let name = |entry: &Entry| match names.people.get(&person(entry)?) {
        Some(PersonName::Known(name)) if !name.is_empty() => Some(name.clone()),
        _ => None,
    };
    let lines = entries.into_iter().map(|entry| AuditLine { name: name(&entry), entry }).collect();
    Ok(AuditPage { lines, next })
}

/// The person who acted.
fn person(entry: &Entry) -> Option<PersonId> {
    entry.actor.strip_prefix("person/").and_then(|id| id.parse().ok())
}

fn told(problem: &ChainProblem) -> Text {
    match problem {
        ChainProblem::Gap(seq) => Text::new(
            format!("มีรายการขาดหายก่อนรายการที่ {seq} ให้เทียบกับสำเนาสำรอง"),
            format!("entries are missing before number {seq}: compare with a backup"),
        ),
        ChainProblem::Changed(seq) => Text::new(
            format!("รายการที่ {seq} ถูกแก้หลังบันทึก ให้เทียบกับสำเนาสำรอง"),
            format!("entry {seq} was changed after it was written: compare with a backup"),
        ),
        ChainProblem::Broken(seq) => Text::new(
            format!("รายการที่ {seq} ไม่ต่อจากรายการก่อนหน้า ให้เทียบกับสำเนาสำรอง"),
            format!("entry {seq} does not follow the one before it: compare with a backup"),
        ),
        ChainProblem::Cut { end, expected } => Text::new(
            format!("บันทึกจบที่รายการ {end} แต่เคยมีถึงรายการ {expected} ท้ายบันทึกถูกตัด ให้กู้คืนจากสำเนาสำรอง"),
            format!(
                "the log ends with entry {end} though there were {expected}: its end was cut off, restore a backup"
            ),
        ),
        ChainProblem::Rewritten(seq) => Text::new(
            format!("รายการที่ {seq} ไม่ตรงกับจุดตรวจที่เก็บไว้ บันทึกถูกเขียนใหม่ ให้กู้คืนจากสำเนาสำรอง"),
            format!(
                "entry {seq} is not that of the kept checkpoint: the log was written anew, restore a backup"
            ),
        ),
    }
}
