//! Why a backup cannot be made or used.

use std::fmt;

use domain::Text;

/// What is wrong with a backup, or with the place for one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum BackupFault {
    /// There is no such file.
    Missing,
    /// A file of that name is there already.
    Exists,
    /// The file cannot be written; what the system says.
    Unwritable(String),
    /// The file is a database, but no backup.
    Foreign,
    /// It was made by a program that writes another format.
    Format,
    /// Something that it has to say of itself is not there or cannot be read: `made_at`.
    About(String),
    /// A table is not as it was saved.
    Table(String),
    /// It does not have the tables that it names.
    Tables,
    /// Its audit trail is not whole.
    Trail(String),
    /// It cannot be read to its end: cut short, changed, or never a database; what the engine says.
    Damaged(String),
    /// There is data in the place to restore to.
    Occupied,
}

impl fmt::Display for BackupFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what().en)
    }
}

impl BackupFault {
    /// What happened and what to do next.
    pub fn text(&self) -> Text {
        let what = self.what();
        let (th, en) = match self {
            BackupFault::Missing => ("ให้ตรวจชื่อไฟล์และโฟลเดอร์", "check the name and the folder"),
            BackupFault::Exists => ("ให้ตั้งชื่ออื่น", "choose another name"),
            BackupFault::Unwritable(_) => {
                ("ให้ตรวจพื้นที่ว่างและสิทธิ์ของโฟลเดอร์", "check the free space and the rights of the folder")
            }
            BackupFault::Occupied => (
                "ให้ระบุที่เก็บข้อมูลใหม่ที่ยังว่าง ข้อมูลเดิมไม่ถูกแตะต้อง",
                "name a new, empty one; the data there was not touched",
            ),
            _ => (
                "ให้เลือกสำเนาสำรองอื่น ฐานข้อมูลที่ใช้อยู่ไม่ถูกแตะต้อง",
                "choose another backup; the database in use was not touched",
            ),
        };
        Text::new(format!("{} {th}", what.th), format!("{}: {en}", what.en))
    }

    fn what(&self) -> Text {
        match self {
            BackupFault::Missing => Text::new("ไม่พบไฟล์สำเนาสำรอง", "there is no such file"),
            BackupFault::Exists => Text::new("มีไฟล์ชื่อนี้อยู่แล้ว", "a file of this name is there already"),
            BackupFault::Unwritable(why) => Text::new(
                format!("เขียนสำเนาสำรองไม่ได้ ({why})"),
                format!("the backup cannot be written ({why})"),
            ),
            BackupFault::Foreign => Text::new("ไฟล์นี้ไม่ใช่สำเนาสำรอง", "the file is no backup"),
            BackupFault::Format => Text::new(
                "สำเนาสำรองเป็นรูปแบบที่โปรแกรมนี้ไม่รู้จัก",
                "the backup is of a format that this program does not know",
            ),
            BackupFault::About(name) => Text::new(
                format!("สำเนาสำรองไม่บอกข้อมูล {name} หรืออ่านไม่ได้"),
                format!("the backup's own {name} is missing or cannot be read"),
            ),
            BackupFault::Table(name) => Text::new(
                format!("ตาราง {name} ในสำเนาสำรองไม่ตรงกับตอนที่สำรองไว้"),
                format!("table {name} of the backup is not as it was saved"),
            ),
            BackupFault::Tables => Text::new(
                "สำเนาสำรองมีตารางไม่ครบตามที่ระบุไว้",
                "the backup does not have the tables that it names",
            ),
            BackupFault::Trail(why) => Text::new(
                format!("บันทึกการใช้งานในสำเนาสำรองไม่ต่อเนื่อง ({why})"),
                format!("the audit trail of the backup is not whole ({why})"),
            ),
            BackupFault::Damaged(why) => Text::new(
                format!("ไฟล์สำเนาสำรองเสียหายหรือไม่ครบ ({why})"),
                format!("the backup's file is damaged or not whole ({why})"),
            ),
            BackupFault::Occupied => {
                Text::new("ที่เก็บข้อมูลปลายทางมีข้อมูลอยู่แล้ว", "there is data in the place to restore to")
            }
        }
    }
}
