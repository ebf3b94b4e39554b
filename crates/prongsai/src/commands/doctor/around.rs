//! What the machine tells: the file of the database, its folder, the disk, the clock.

use std::path::{Path, PathBuf};

use domain::Text;
use jiff::Timestamp;
use service::maintenance::Health;
use service::ports::Clock as _;
use store::{Link, Store};

use super::finding::Finding;
use crate::commands::office::{file, missing_file};
use crate::commands::serve::ports::SystemClock;
use crate::config::Values;

/// The program is newer than this: a clock before it is wrong.
const PROGRAM: &str = "2026-01-01T00:00:00Z";

/// Less free space than this for backups is told of: 1 GiB.
const LITTLE_SPACE: u64 = 1 << 30;

/// A database that is not there.
pub(super) fn missing(values: &Values) -> Option<Finding> {
    let file = missing_file(values)?;
    Some(Finding::new(
        "store-missing",
        Health::Bad,
        Text::new(
            format!("ยังไม่มีฐานข้อมูล {}", file.display()),
            format!("there is no database {}", file.display()),
        ),
        Text::new("สั่ง prongsai migrate หรือแก้ --database", "run `prongsai migrate`, or correct --database"),
    ))
}

/// Free bytes where the database's file is; not known of a server.
pub(super) fn free_bytes(values: &Values) -> Option<u64> {
    fs4::available_space(existing(&file(values)?)).ok()
}

/// The folder of a path, or the nearest above it that is there.
fn existing(path: &Path) -> PathBuf {
    let above = path.ancestors().skip(1).find(|folder| folder.is_dir());
    above.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// What can be seen without the store.
pub(super) fn look(values: &Values) -> Vec<Finding> {
    let mut found = Vec::new();
    found.extend(clock(SystemClock.now()));
    found.extend(file(values).and_then(|file| readable(&file)));
    found.extend(backups(&values.backups));
    found
}

fn clock(now: Timestamp) -> Option<Finding> {
    let program: Timestamp = PROGRAM.parse().ok()?;
    (now < program).then(|| {
        Finding::new(
            "clock-early",
            Health::Bad,
            Text::new(
                format!("นาฬิกาของเครื่องบอก {now} ซึ่งเก่ากว่าโปรแกรมนี้"),
                format!("the clock says {now}, which is before this program was made"),
            ),
            Text::new(
                "ตั้งนาฬิกาให้ตรง และเปิดการตั้งเวลาอัตโนมัติ (NTP)",
                "set the clock right, and let it follow NTP",
            ),
        )
    })
}

/// Whether anybody but the owner may read a file; not known where rights are not of this kind.
#[cfg(unix)]
pub(super) fn others_read(file: &Path) -> Option<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(std::fs::metadata(file).ok()?.permissions().mode() & 0o077 != 0)
}

/// Whether anybody but the owner may read a file; not known where rights are not of this kind.
#[cfg(not(unix))]
pub(super) fn others_read(_: &Path) -> Option<bool> {
    None
}

fn readable(file: &Path) -> Option<Finding> {
    if !file.exists() {
        return None;
    }
    let name = file.display();
    Some(match others_read(file) {
        Some(false) => Finding::good(
            "rights",
            Text::new("เฉพาะเจ้าของเท่านั้นที่อ่านฐานข้อมูลได้", "only its owner can read the database"),
        ),
        Some(true) => Finding::new(
            "rights",
            Health::Bad,
            Text::new(
                format!("ผู้อื่นในเครื่องอ่านฐานข้อมูล {name} ได้"),
                format!("others on this machine can read the database {name}"),
            ),
            Text::new(format!("สั่ง chmod 600 {name}"), format!("run chmod 600 {name}")),
        ),
        None => Finding::new(
            "rights",
            Health::Unknown,
            Text::new(
                format!("ไม่ทราบว่าใครอ่านฐานข้อมูล {name} ได้บ้าง"),
                format!("who can read the database {name} is not known from here"),
            ),
            Text::new(
                "ดูในคุณสมบัติของไฟล์ ให้มีเฉพาะบัญชีที่รันโปรแกรม",
                "look at the properties of the file: only the account that runs the program should be there",
            ),
        ),
    })
}

/// Backups need room, which may be on another disk than the database.
fn backups(folder: &Path) -> Option<Finding> {
    let free = fs4::available_space(existing(&folder.join("x"))).ok()?;
    (free < LITTLE_SPACE).then(|| {
        let megabytes = free >> 20;
        Finding::new(
            "backup-space",
            Health::Warning,
            Text::new(
                format!("ที่เก็บสำเนาสำรองเหลือพื้นที่ {megabytes} MB"),
                format!("{megabytes} MB are free for backups"),
            ),
            Text::new("เพิ่มพื้นที่ หรือย้ายสำเนาเก่าออก", "make room, or move old backups away"),
        )
    })
}

/// How data travels to the database; the settings of a server that lose data keep the store from opening at all.
pub(super) fn link(store: &Store) -> Finding {
    match (store.kind(), store.link()) {
        (store::Kind::Sqlite, _) => {
            Finding::good("database", Text::new("ฐานข้อมูลเปิดได้", "the database opens"))
        }
        (store::Kind::Postgres, Link::Here | Link::Encrypted) => Finding::good(
            "database",
            Text::new(
                "PostgreSQL เปิดได้ การตั้งค่าไม่ทำให้ข้อมูลหาย และทางไปถึงปลอดภัย",
                "PostgreSQL opens, its settings lose nothing, and the way to it is safe",
            ),
        ),
        (store::Kind::Postgres, Link::Plain) => Finding::new(
            "database",
            Health::Warning,
            Text::new(
                "ข้อมูลเดินทางไปยัง PostgreSQL โดยไม่เข้ารหัส (sslmode=disable)",
                "data travels to PostgreSQL without encryption (sslmode=disable)",
            ),
            Text::new(
                "เปิด TLS ที่ PostgreSQL แล้วลบ sslmode=disable ออกจากที่อยู่",
                "switch TLS on at PostgreSQL, and take sslmode=disable out of the address",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_before_the_program_is_wrong() {
        assert!(clock("2025-12-31T23:59:59Z".parse().unwrap()).is_some());
        assert!(clock("2026-01-01T00:00:00Z".parse().unwrap()).is_none());
    }

    #[test]
    fn the_nearest_folder_that_is_there_is_looked_at() {
        let here = std::env::temp_dir();
        assert_eq!(existing(&here.join("no-such").join("deeper").join("x.db")), here);
        assert_eq!(existing(Path::new("x.db")), Path::new("."));
    }
}
