//! Keeping an installation well: backups, the doctor's checks, and what is done every minute.

use std::path::Path;

use domain::Text;
use jiff::{SignedDuration, Timestamp};
use store::backup::{self, Manifest};
use store::{Act, Actor, AgencyId, Mode, Read, Store};
use store::{agencies, assessments, audit, jobs, publications, sessions, settings};

use crate::access::Action;
use crate::assess::{self, Kept, off_the_runtime};
use crate::{Caller, Code, Problem, Result, Service};

/// A backup is to be made at least so often.
pub(crate) const BACKUP_EVERY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Work that was done or given up is forgotten after this time.
const FORGET_JOBS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Less free space than this is told of: 1 GiB.
const LITTLE_SPACE: u64 = 1 << 30;

/// Less than this is a fault: 100 MiB.
const NO_SPACE: u64 = 100 << 20;

const NEWEST: &str = "backup.newest";

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Health {
    /// As it should be.
    Good,
    /// Not known from here.
    Unknown,
    /// Works, but should be seen to.
    Warning,
    /// A fault.
    Bad,
}

/// One check of the doctor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable name: `mode`, `audit`, `checkpoint`, `space`, `clock`, `backup`, `file`, `scores`.
    pub code: &'static str,
    /// How it came out.
    pub health: Health,
    /// What was found, and what to do where something is wrong.
    pub text: Text,
}

/// What only whoever runs the program can see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Bytes free where the data is.
    pub free_bytes: Option<u64>,
}

/// The state of an installation, as far as it is known without looking at everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Whether nothing can be saved now, since the disk is full or failed.
    pub is_read_only: bool,
    /// When the newest backup was made.
    pub newest_backup: Option<Timestamp>,
    /// Whether a backup is due.
    pub needs_backup: bool,
    /// How many agencies there are, closed ones too.
    pub agencies: i64,
    /// How many people there are, also those who have left.
    pub people: i64,
}

/// What was done for upkeep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Upkeep {
    /// Whether writing works again after the disk was full.
    pub resumed: bool,
    /// Whether it is still read-only.
    pub is_read_only: bool,
}

impl Service {
    /// Makes a backup into a new file, and remembers when.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Conflict`] when the file is there already or cannot be written.
    pub async fn make_backup(&self, caller: &Caller, to: &Path) -> Result<Manifest> {
        let act = self.allow(caller, Action::Operate, None)?;
        let manifest = backup::make(self.store(), to, self.now()).await.map_err(told)?;
        let at = manifest.made_at.to_string();
        // Only after it: the row that says so cannot be part of what it says. On a full disk it cannot be saved, and
        // the backup, which may lie on another one, is good all the same.
        match self.store().write(move |tx| settings::set(tx, &act, None, NEWEST, &at)).await {
            Ok(()) | Err(store::Error::Full | store::Error::ReadOnly) => Ok(manifest),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads a whole backup: its structure, the digest of every table, its audit trail.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; [`Code::Conflict`] when it is not whole.
    pub async fn verify_backup(&self, caller: &Caller, file: &Path) -> Result<Manifest> {
        caller.require(Action::Operate, None)?;
        backup::verify(file).await.map_err(told)
    }

    /// Looks at everything that keeps an installation from being well. Answers every check, good ones too.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; when the store cannot be read at all.
    pub async fn doctor(&self, caller: &Caller, around: &Surroundings) -> Result<Vec<Check>> {
        caller.require(Action::Operate, None)?;
        let mut checks = vec![mode(self.store().mode()), space(around.free_bytes)];
        let now = self.now();
        let (newest, last) = self
            .store()
            .read(|tx: &mut Read<'_>| -> Result<_> {
                Ok((newest_backup(tx)?, audit::list(tx, None, None, 1)?.into_iter().next()))
            })
            .await?;
        checks.push(clock(now, last.map(|last| last.at)));
        checks.push(age(now, newest));
        let problems = backup::examine(self.store(), Vec::new()).await?;
        checks.push(file(problems.iter().filter(|problem| !problem.starts_with("audit trail")).count()));
        let audit = self.audit_check(Vec::new()).await?;
        checks.push(chain(audit.told));
        checks.push(match audit.kept {
            None => check(
                "checkpoint",
                Health::Warning,
                (
                    "ยังไม่มีจุดตรวจของบันทึกการใช้งาน ให้ออกจุดตรวจแล้วเก็บไว้นอกระบบ",
                    "no checkpoint of the audit log was taken: take one and keep it elsewhere",
                ),
            ),
            Some(kept) => Check {
                code: "checkpoint",
                health: Health::Good,
                text: Text::new(
                    format!("จุดตรวจล่าสุดคือรายการที่ {}", kept.seq),
                    format!("the newest checkpoint is entry {}", kept.seq),
                ),
            },
        });
        checks.push(self.published_scores().await?);
        Ok(checks)
    }

    /// The state of the installation in short.
    ///
    /// # Errors
    /// [`Code::Forbidden`]; when the store cannot be read.
    pub async fn condition(&self, caller: &Caller) -> Result<Condition> {
        caller.require(Action::Operate, None)?;
        let (now, is_read_only) = (self.now(), self.store().mode() == Mode::ReadOnly);
        self.store()
            .read(move |tx: &mut Read<'_>| -> Result<Condition> {
                let newest_backup = newest_backup(tx)?;
                let needs_backup = newest_backup.is_none_or(|at| BACKUP_EVERY <= now.duration_since(at));
                let (agencies, people) = (agencies::count(tx)?, store::people::count(tx)?);
                Ok(Condition { is_read_only, newest_backup, needs_backup, agencies, people })
            })
            .await
    }

    /// Done every minute: tries to write again while reading is all that works, and notices what other programs on
    /// the same database published.
    ///
    /// # Errors
    /// When the store cannot be read; that writing does not work yet is no error.
    pub async fn every_minute(&self) -> Result<Upkeep> {
        let mut done = Upkeep::default();
        if self.store().mode() == Mode::ReadOnly {
            done.resumed = self.store().resume().await.is_ok();
        }
        done.is_read_only = self.store().mode() == Mode::ReadOnly;
        self.refresh_public_version().await?;
        Ok(done)
    }

    /// Done once a day: forgets work that was done or given up long ago. Answers how much.
    ///
    /// # Errors
    /// When it cannot be saved.
    pub async fn every_day(&self) -> Result<u64> {
        let before = self.now().saturating_sub(FORGET_JOBS).unwrap_or(Timestamp::MIN);
        Ok(self.store().write(move |tx| jobs::clear(tx, before)).await?)
    }

    /// Scores every published assessment again and compares digit by digit.
    async fn published_scores(&self) -> Result<Check> {
        let (mut count, mut wrong): (usize, Vec<String>) = (0, Vec::new());
        let mut after: Option<AgencyId> = None;
        loop {
            // A page at a time, so that the doctor neither holds a transaction for long nor a nation in memory.
            let page = self.store().read(move |tx| agencies::list(tx, after.as_ref(), 50)).await?;
            let Some(last) = page.last().map(|last| last.id) else { break };
            after = Some(last);
            for agency in page {
                let (seen, told) = self.scores_of(agency.id).await?;
                count += seen;
                wrong.extend(told);
            }
        }
        if let Some(first) = wrong.first() {
            return Ok(Check {
                code: "scores",
                health: Health::Bad,
                text: Text::new(
                    format!(
                        "ผลที่เผยแพร่ {} รายการคำนวณใหม่แล้วไม่ตรง เช่น {first} ให้กู้คืนจากสำเนาสำรอง",
                        wrong.len()
                    ),
                    format!(
                        "{} published results differ when scored again, such as {first}: restore a backup",
                        wrong.len()
                    ),
                ),
            });
        }
        Ok(Check {
            code: "scores",
            health: Health::Good,
            text: Text::new(
                format!("ผลที่เผยแพร่ {count} รายการคำนวณใหม่แล้วตรงทุกหลัก"),
                format!("{count} published results are the same digit by digit when scored again"),
            ),
        })
    }

    async fn scores_of(&self, agency: AgencyId) -> Result<(usize, Vec<String>)> {
        let kept = self
            .store()
            .read(move |tx| -> Result<Vec<_>> {
                let mut kept = Vec::new();
                for (_, id) in publications::of_agency(tx, &agency)? {
                    let scores = match assessments::scores(tx, &id) {
                        Err(store::Error::Damaged(_)) => None,
                        scores => Some(scores?),
                    };
                    kept.push((assessments::get(tx, &id)?, assessments::document(tx, &id)?, scores));
                }
                Ok(kept)
            })
            .await?;
        off_the_runtime(move || {
            let count = kept.len();
            let told = kept.into_iter().filter_map(|(summary, document, scores)| {
                let differs = match (Kept::read(&document), scores) {
                    (Ok(kept), Some(scores)) => assess::differences(&kept.assessment, &summary, &scores),
                    _ => vec!["it cannot be read".to_owned()],
                };
                differs.into_iter().next().map(|first| format!("assessments/{}: {first}", summary.id))
            });
            Ok((count, told.collect()))
        })
        .await
    }
}

/// Restores a backup into an empty place, and ends every session that was open when it was made.
///
/// Whoever calls this sits where the program runs: there is nobody yet who could be asked for a role.
///
/// # Errors
/// [`store::Error::Backup`] when the backup is not whole, or there is data in the place already; what opening the
/// place can answer.
pub async fn restore(file: &Path, address: &str, now: Timestamp) -> store::Result<Manifest> {
    let manifest = backup::restore(file, address).await?;
    let store = Store::open(address).await?;
    let act = Act::new(now, Actor::Console);
    let object = format!("backups/{}", manifest.audit.seq);
    let ended = store
        .write(move |tx| -> store::Result<usize> {
            let ended = sessions::end_all(tx, &act, "restored")?;
            audit::note(tx, &act, "backup.restore", &object)?;
            Ok(ended)
        })
        .await;
    store.close().await;
    ended.map(|_| manifest)
}

/// When the newest backup was made.
pub(crate) fn newest_backup(tx: &mut Read<'_>) -> Result<Option<Timestamp>> {
    Ok(settings::get(tx, None, NEWEST)?.and_then(|text| text.parse().ok()))
}

/// A backup that cannot be used says why: whoever reads it runs the installation.
fn told(error: store::Error) -> Problem {
    match &error {
        store::Error::Backup(_) | store::Error::Newer { .. } => {
            Problem::new(Code::Conflict).with_detail(error.text()).with_cause(error.to_string())
        }
        _ => error.into(),
    }
}

fn check(code: &'static str, health: Health, (th, en): (&str, &str)) -> Check {
    Check { code, health, text: Text::new(th, en) }
}

fn mode(mode: Mode) -> Check {
    match mode {
        Mode::Normal => check("mode", Health::Good, ("อ่านและเขียนได้ปกติ", "reading and writing work")),
        Mode::ReadOnly => check(
            "mode",
            Health::Bad,
            (
                "อ่านได้อย่างเดียวเพราะดิสก์เต็มหรือขัดข้อง ให้เพิ่มพื้นที่ แล้วระบบจะกลับมาเขียนได้เองภายในหนึ่งนาที",
                "only reading works, since the disk was full or failed: make room, and writing comes back within a minute",
            ),
        ),
    }
}

fn space(free: Option<u64>) -> Check {
    let Some(free) = free else {
        return check(
            "space",
            Health::Unknown,
            ("ไม่ทราบพื้นที่ว่างของดิสก์", "the free space of the disk is not known"),
        );
    };
    let megabytes = free >> 20;
    let (health, th, en) = match free {
        free if free < NO_SPACE => (Health::Bad, " ให้เพิ่มพื้นที่ทันที", ": make room at once"),
        free if free < LITTLE_SPACE => (Health::Warning, " ให้เพิ่มพื้นที่", ": make room"),
        _ => (Health::Good, "", ""),
    };
    let text = Text::new(format!("เหลือพื้นที่ {megabytes} MB{th}"), format!("{megabytes} MB are free{en}"));
    Check { code: "space", health, text }
}

fn clock(now: Timestamp, last: Option<Timestamp>) -> Check {
    match last {
        Some(last) if now < last => check(
            "clock",
            Health::Bad,
            (
                "นาฬิกาของเครื่องช้ากว่าเวลาของรายการล่าสุด ให้ตั้งนาฬิกาให้ตรง",
                "the clock is behind the newest entry of the audit log: set it right",
            ),
        ),
        _ => check("clock", Health::Good, ("นาฬิกาเดินต่อจากรายการล่าสุด", "the clock is past the newest entry")),
    }
}

fn age(now: Timestamp, newest: Option<Timestamp>) -> Check {
    let Some(newest) = newest else {
        return check(
            "backup",
            Health::Warning,
            ("ยังไม่เคยสำรองข้อมูล ให้สำรองข้อมูล", "no backup was ever made: make one"),
        );
    };
    let age = now.duration_since(newest);
    let days = age.as_hours() / 24;
    let is_old = BACKUP_EVERY <= age;
    let (th, en) =
        if is_old { (" ให้สำรองข้อมูล", ": make one") } else { ("", "") };
    Check {
        code: "backup",
        health: if is_old { Health::Warning } else { Health::Good },
        text: Text::new(
            format!("สำเนาสำรองล่าสุดมีอายุ {days} วัน{th}"),
            format!("the newest backup is {days} days old{en}"),
        ),
    }
}

fn file(problems: usize) -> Check {
    match problems {
        0 => {
            check("file", Health::Good, ("โครงสร้างของฐานข้อมูลสมบูรณ์", "the structure of the database is sound"))
        }
        _ => check(
            "file",
            Health::Bad,
            (
                "โครงสร้างของฐานข้อมูลเสียหาย ให้หยุดใช้และกู้คืนจากสำเนาสำรอง",
                "the structure of the database is damaged: stop using it and restore a backup",
            ),
        ),
    }
}

fn chain(told: Vec<Text>) -> Check {
    match told.into_iter().next() {
        None => check("audit", Health::Good, ("บันทึกการใช้งานครบถ้วน", "the audit log is whole")),
        Some(text) => Check { code: "audit", health: Health::Bad, text },
    }
}
