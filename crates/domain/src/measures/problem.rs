//! What can be wrong with a file of measures.

use crate::text::Text;

/// One thing that is wrong with a file of measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Name of the file without `.toml`.
    pub subject: String,
    /// Line in the file, counted from 1, where it could be told.
    pub line: Option<usize>,
    /// Key in the file: `measures[duties-queue-equal-service].period.to`.
    pub key: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// Kinds of problems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// Not TOML, a field that is missing, unknown or of another kind.
    Shape(String),
    /// Another schema than this program reads.
    Schema,
    /// The subject is not the name of the file.
    Subject,
    /// A text that is empty or begins or ends with blanks.
    Blank,
    /// Not lower-case words joined by hyphens.
    Slug,
    /// An identifier that another measure has.
    DuplicateId,
    /// A list that must not be empty.
    Empty,
    /// An entry that stands twice in its list.
    Twice(String),
    /// Not a framework such as `nacc/2568`.
    Framework(String),
    /// Not a question, a disclosure item or the number of an indicator.
    Code(String),
    /// Fewer than three or more than six steps.
    Steps(usize),
    /// Not a day of every year in the form `MM-DD`.
    Day(String),
    /// The period ends before it begins within the fiscal year.
    Reversed,
    /// A number outside its range.
    Range {
        /// Least value.
        least: u8,
        /// Greatest value.
        most: u8,
    },
}

impl ProblemKind {
    /// What is wrong and what to do.
    pub fn text(&self) -> Text {
        match self {
            ProblemKind::Shape(message) => Text::new(
                format!("โครงสร้างไฟล์มาตรการไม่ถูกต้อง ({message}) ดูรูปแบบที่ measures/schema.json"),
                format!("the file of measures has a wrong shape ({message}); see measures/schema.json"),
            ),
            ProblemKind::Schema => Text::new("ต้องเป็น prongsai-measures/1", "must be prongsai-measures/1"),
            ProblemKind::Subject => {
                Text::new("ต้องตรงกับชื่อไฟล์ที่ไม่มี .toml", "must be the name of the file without .toml")
            }
            ProblemKind::Blank => Text::new(
                "ข้อความต้องไม่ว่าง และไม่มีช่องว่างหน้าหรือหลัง",
                "must not be empty, nor begin or end with blanks",
            ),
            ProblemKind::Slug => Text::new(
                "ใช้คำภาษาอังกฤษตัวเล็กหรือตัวเลขคั่นด้วยขีด อย่างน้อยสองคำ",
                "use two or more words of a-z and digits joined by hyphens",
            ),
            ProblemKind::DuplicateId => {
                Text::new("รหัสนี้มีมาตรการอื่นใช้แล้ว", "another measure has this identifier")
            }
            ProblemKind::Empty => Text::new("ต้องมีอย่างน้อยหนึ่งรายการ", "needs at least one entry"),
            ProblemKind::Twice(entry) => {
                Text::new(format!("{entry} ซ้ำกัน"), format!("{entry} stands here twice"))
            }
            ProblemKind::Framework(name) => Text::new(
                format!("{name} ไม่ใช่ชื่อหลักเกณฑ์ เช่น nacc/2568"),
                format!("{name} is not a framework such as nacc/2568"),
            ),
            ProblemKind::Code(code) => Text::new(
                format!("{code} ไม่ใช่รหัสข้อ เช่น I7 E1 O25 หรือหมายเลขตัวชี้วัด 1 ถึง 10"),
                format!("{code} is not a code such as I7, E1, O25, or an indicator from 1 to 10"),
            ),
            ProblemKind::Steps(count) => Text::new(
                format!("มี {count} ขั้นตอน ต้องมี 3 ถึง 6 ขั้นตอน"),
                format!("{count} steps; a measure has three to six"),
            ),
            ProblemKind::Day(day) => Text::new(
                format!("{day} ไม่ใช่เดือนและวันที่มีทุกปี ในรูปแบบ MM-DD"),
                format!("{day} is not a day of every year in the form MM-DD"),
            ),
            ProblemKind::Reversed => Text::new(
                "ระยะเวลาสิ้นสุดก่อนเริ่ม (ปีงบประมาณเริ่มเดือนตุลาคม)",
                "ends before it begins (the fiscal year begins in October)",
            ),
            ProblemKind::Range { least, most } => {
                Text::new(format!("ต้องอยู่ระหว่าง {least} ถึง {most}"), format!("must be {least} to {most}"))
            }
        }
    }
}
