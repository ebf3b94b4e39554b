//! Where the demonstration keeps its database: always a new one, and never in place of one that people use.

use std::path::{Path, PathBuf};

use domain::Text;

use crate::commands::shared;
use crate::config::{Settings, Values};
use crate::output::{Failure, Kind};

/// The database, in the folder of the demonstration.
const DATABASE: &str = "prongsai.db";

/// Lies beside it and says that it may be thrown away.
const MARK: &str = "prongsai.db.demo";

/// The database's file.
pub(super) fn database(out: &Path) -> PathBuf {
    out.join(DATABASE)
}

/// Makes room for a new database, and answers the settings of the demonstration: those of the machine do not
/// count, so that it is the same everywhere.
///
/// # Errors
/// When a database that is no demonstration's stands there, or files cannot be removed or written.
pub(super) fn values(out: &Path) -> Result<Values, Failure> {
    let (database, mark) = (database(out), out.join(MARK));
    if database.exists() && !mark.exists() {
        return Err(Failure::new(
            Kind::Failure,
            "demo-database",
            Text::new("ทำตัวอย่างลงที่นี่ไม่ได้", "the demonstration cannot be made here"),
            Text::new(
                "มีฐานข้อมูลอยู่แล้วและไม่ใช่ของตัวอย่าง จึงไม่เขียนทับ",
                "there is a database that no demonstration made; it is not overwritten",
            ),
            Text::new("เลือกโฟลเดอร์อื่นด้วย --out", "choose another folder with --out"),
        )
        .in_file(&database));
    }
    for ending in ["", "-wal", "-shm"] {
        let mut name = database.clone().into_os_string();
        name.push(ending);
        let file = PathBuf::from(name);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::io(&file, &error, true));
            }
            _ => {}
        }
    }
    shared::write_file(
        &mark,
        "ฐานข้อมูลนี้เป็นตัวอย่างของ prongsai demo ลบทิ้งได้\nThe database is a demonstration and may be deleted.\n"
            .as_bytes(),
    )?;
    let address = format!("sqlite:{}", database.display());
    Values::read(&Settings::of_program(&[("database", &address), ("log", "warn")]))
}
