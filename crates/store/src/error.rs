//! What can go wrong, in Thai for the person and in English for the log.

use domain::Text;

use crate::backup::BackupFault;

/// The result of work with the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be kept or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such row, or it is no longer in the state that the change needs.
    #[error("no such row in {0}")]
    NotFound(&'static str),
    /// The table already has one with this name or code.
    #[error("already there: {0}")]
    Exists(String),
    /// It names something that is not there, or is itself still named elsewhere.
    #[error("names something that is not there: {0}")]
    Reference(String),
    /// A value that the table does not accept.
    #[error("not accepted: {0}")]
    Refused(String),
    /// Somebody saved in between; the number is the revision that is there now.
    #[error("saved by somebody else in between: revision {0} is there now")]
    Conflict(i64),
    /// No space is left for the change; it was not saved.
    #[error("the disk is full")]
    Full,
    /// Since a disk was full or failed, nothing is written until it has space again.
    #[error("nothing is written since the disk was full or failed")]
    ReadOnly,
    /// The disk failed to read or write.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// Another program holds the database for too long.
    #[error("the database is held by another program")]
    Busy,
    /// The connection to the server broke. A change that was under way may or may not be saved.
    #[error("the connection to the database broke: {0}")]
    Lost(String),
    /// The store was closed, or its thread ended.
    #[error("the store is closed")]
    Closed,
    /// The work inside a transaction stopped unexpectedly; nothing of it was saved.
    #[error("the work inside the transaction stopped unexpectedly")]
    Stopped,
    /// A setting of the database would lose what was saved.
    #[error("the database's setting {setting} is {value}")]
    Unsafe {
        /// Name of the setting.
        setting: &'static str,
        /// What it is.
        value: String,
        /// What it must be.
        needed: &'static str,
    },
    /// The database does not sort text by its bytes, or does not keep text in UTF-8.
    #[error("the database does not sort text by bytes")]
    Collation,
    /// The database was written by a newer program.
    #[error("the database has version {found}, this program knows {known}")]
    Newer {
        /// Version of the database.
        found: i64,
        /// Newest version that this program knows.
        known: i64,
    },
    /// A step of the schema was changed after it was applied.
    #[error("step {0} of the schema differs from the one that was applied")]
    StepChanged(i64),
    /// The address of the database cannot be read or is not of a kind that is known.
    #[error("not the address of a database: {0}")]
    Address(String),
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Open(String),
    /// The file is not a database, or is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// A backup or the place for one is not as it must be.
    #[error("the backup cannot be used: {0}")]
    Backup(BackupFault),
    /// The file or database belongs to another program, or is no database at all.
    #[error("not a database of this program: {0}")]
    Foreign(String),
    /// A stored value is not what the program wrote.
    #[error("a stored value cannot be read: {0}")]
    Stored(String),
    /// Anything else that the database says.
    #[error("the database refused: {0}")]
    Engine(String),
}

impl Error {
    pub(crate) fn stored(detail: impl Into<String>) -> Error {
        Error::Stored(detail.into())
    }

    /// Whether writing has to stop until somebody has made room or the disk works again.
    pub(crate) fn stops_writing(&self) -> bool {
        matches!(self, Error::Full | Error::Disk(_) | Error::Damaged(_) | Error::Foreign(_))
    }

    /// Whether the connection should be made anew.
    pub(crate) fn breaks_connection(&self) -> bool {
        self.stops_writing() || matches!(self, Error::Lost(_))
    }

    /// A stable code for pages, logs and tests.
    pub fn code(&self) -> &'static str {
        match self {
            Error::NotFound(_) => "not-found",
            Error::Exists(_) => "exists",
            Error::Reference(_) => "reference",
            Error::Refused(_) => "refused",
            Error::Conflict(_) => "conflict",
            Error::Full => "full",
            Error::ReadOnly => "read-only",
            Error::Disk(_) => "disk",
            Error::Busy => "busy",
            Error::Lost(_) => "lost",
            Error::Closed => "closed",
            Error::Stopped => "stopped",
            Error::Unsafe { .. } => "unsafe",
            Error::Collation => "collation",
            Error::Newer { .. } => "newer",
            Error::StepChanged(_) => "step-changed",
            Error::Address(_) => "address",
            Error::Open(_) => "open",
            Error::Damaged(_) => "damaged",
            Error::Backup(_) => "backup",
            Error::Foreign(_) => "foreign",
            Error::Stored(_) => "stored",
            Error::Engine(_) => "engine",
        }
    }

    /// What happened and what to do next.
    pub fn text(&self) -> Text {
        match self {
            Error::NotFound(table) => Text::new(
                format!("ไม่พบรายการที่ต้องการ ({table}) อาจถูกเปลี่ยนไปแล้ว ให้เปิดหน้านี้ใหม่"),
                format!("there is no such entry in {table}: it may have changed, open the page again"),
            ),
            Error::Exists(what) => Text::new(
                format!("มีรายการนี้อยู่แล้ว ({what}) ให้ใช้ชื่อหรือรหัสอื่น"),
                format!("this is already there ({what}): use another name or code"),
            ),
            Error::Reference(what) => Text::new(
                format!("รายการอ้างถึงข้อมูลที่ไม่มีอยู่ ({what}) ให้เพิ่มข้อมูลนั้นก่อน"),
                format!("the entry names something that is not there ({what}): add that first"),
            ),
            Error::Refused(what) => Text::new(
                format!("ค่าที่ให้ไว้ใช้ไม่ได้ ({what}) ให้แก้ไขแล้วบันทึกอีกครั้ง"),
                format!("a value is not accepted ({what}): correct it and save again"),
            ),
            Error::Conflict(revision) => Text::new(
                format!("มีผู้อื่นบันทึกไปก่อนแล้ว (ฉบับปัจจุบันคือ {revision}) ให้เปิดฉบับนั้นแล้วแก้ไขต่อจากฉบับดังกล่าว"),
                format!(
                    "somebody else saved first (revision {revision}): open that one and continue from it"
                ),
            ),
            Error::Full => Text::new(
                "พื้นที่เก็บข้อมูลเต็ม รายการนี้ยังไม่ได้บันทึก ให้เพิ่มพื้นที่แล้วบันทึกอีกครั้ง",
                "the disk is full and this was not saved: make room on it and save again",
            ),
            Error::ReadOnly => Text::new(
                "ขณะนี้อ่านได้อย่างเดียว เพราะพื้นที่เก็บข้อมูลเต็มหรือขัดข้อง ข้อมูลเดิมอยู่ครบ ให้ผู้ดูแลระบบเพิ่มพื้นที่ก่อน",
                "only reading is possible now, because the disk was full or failed; what was saved is safe: the \
                 administrator has to make room first",
            ),
            Error::Disk(detail) => Text::new(
                format!("อ่านหรือเขียนดิสก์ไม่สำเร็จ ({detail}) ให้ผู้ดูแลระบบตรวจดิสก์ก่อนใช้งานต่อ"),
                format!("the disk failed to read or write ({detail}): have it checked before going on"),
            ),
            Error::Busy => Text::new(
                "โปรแกรมอื่นกำลังใช้ฐานข้อมูลอยู่ ให้ปิดโปรแกรมนั้นหรือลองใหม่ภายหลัง",
                "another program holds the database: close it or try again later",
            ),
            Error::Lost(detail) => Text::new(
                format!("การเชื่อมต่อฐานข้อมูลขาด ({detail}) ให้เปิดหน้านี้ใหม่และดูว่ารายการล่าสุดบันทึกแล้วหรือไม่"),
                format!(
                    "the connection to the database broke ({detail}): look whether the last change was saved"
                ),
            ),
            Error::Closed => Text::new(
                "ระบบกำลังปิด ให้ลองใหม่เมื่อระบบเริ่มทำงานแล้ว",
                "the program is shutting down: try again when it runs",
            ),
            Error::Stopped => Text::new(
                "งานหยุดกลางคันและไม่มีสิ่งใดถูกบันทึก ให้ลองใหม่ หากเกิดซ้ำให้แจ้งผู้ดูแลระบบ",
                "the work stopped half way and nothing was saved: try again, and tell the administrator if it repeats",
            ),
            Error::Unsafe { setting, value, needed } => Text::new(
                format!(
                    "ฐานข้อมูลตั้งค่า {setting} เป็น {value} ซึ่งทำให้ข้อมูลที่บันทึกแล้วหายได้เมื่อไฟดับ ให้ตั้งเป็น {needed} แล้วเริ่มใหม่"
                ),
                format!(
                    "the database's setting {setting} is {value}, so that saved data can be lost in a power cut: set it \
                     to {needed} and start again"
                ),
            ),
            Error::Collation => Text::new(
                "ฐานข้อมูลต้องเก็บข้อความเป็น UTF-8 และเรียงตามไบต์ ให้สร้างฐานข้อมูลใหม่ด้วย ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0",
                "the database must keep text in UTF-8 and sort it by bytes: create it with ENCODING 'UTF8' LOCALE \
                 'C.UTF-8' TEMPLATE template0",
            ),
            Error::Newer { found, known } => Text::new(
                format!("ฐานข้อมูลเป็นรุ่น {found} แต่โปรแกรมนี้รู้จักถึงรุ่น {known} ให้ใช้โปรแกรมรุ่นใหม่กว่า"),
                format!(
                    "the database has version {found} and this program knows {known}: use a newer program"
                ),
            ),
            Error::StepChanged(step) => Text::new(
                format!("ขั้นที่ {step} ของโครงสร้างฐานข้อมูลต่างจากที่เคยใช้ ให้ใช้โปรแกรมที่เผยแพร่จริงหรือกู้คืนจากสำเนาสำรอง"),
                format!(
                    "step {step} of the schema is not the one that was applied: use a released program or a backup"
                ),
            ),
            Error::Address(detail) => Text::new(
                format!(
                    "ที่อยู่ฐานข้อมูลไม่ถูกต้อง ({detail}) ให้เขียนเช่น sqlite:prongsai.db หรือ postgres://ชื่อ@เครื่อง/ฐานข้อมูล"
                ),
                format!(
                    "not the address of a database ({detail}): write sqlite:prongsai.db or postgres://name@host/database"
                ),
            ),
            Error::Open(detail) => Text::new(
                format!("เปิดฐานข้อมูลไม่ได้ ({detail}) ให้ตรวจว่ามีโฟลเดอร์หรือเครื่องนั้นอยู่และมีสิทธิ์ใช้"),
                format!(
                    "the database cannot be opened ({detail}): check that the folder or server is there and may be used"
                ),
            ),
            Error::Damaged(detail) => Text::new(
                format!("ฐานข้อมูลเสียหาย ({detail}) ให้หยุดใช้และกู้คืนจากสำเนาสำรองล่าสุด"),
                format!("the database is damaged ({detail}): stop using it and restore the newest backup"),
            ),
            Error::Backup(fault) => fault.text(),
            Error::Foreign(detail) => Text::new(
                format!(
                    "ไม่ใช่ฐานข้อมูลของโปรแกรมนี้ ({detail}) ให้ตรวจที่อยู่ฐานข้อมูล หากเป็นฐานข้อมูลที่เคยใช้ได้ ให้กู้คืนจากสำเนาสำรอง"
                ),
                format!(
                    "not a database of this program ({detail}): check the address; if it worked before, restore a backup"
                ),
            ),
            Error::Stored(detail) => Text::new(
                format!("อ่านค่าที่เก็บไว้ไม่ได้ ({detail}) ให้แจ้งผู้ดูแลระบบ"),
                format!("a stored value cannot be read ({detail}): tell the administrator"),
            ),
            Error::Engine(detail) => Text::new(
                format!("ฐานข้อมูลไม่รับคำสั่ง ({detail}) ให้แจ้งผู้ดูแลระบบ"),
                format!("the database refused ({detail}): tell the administrator"),
            ),
        }
    }
}
