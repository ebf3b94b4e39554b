//! What goes wrong, from one table: code, status, the sentence for the person, what to do next.

use domain::Text;

/// The result of a use case.
pub type Result<T, E = Problem> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $slug:literal $status:literal $th:literal $en:literal;)*) => {
        /// A kind of problem; the code is stable, for pages, clients and logs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// As written in addresses and logs.
            pub fn slug(self) -> &'static str {
                match self {
                    $(Code::$name => $slug,)*
                }
            }

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self {
                    $(Code::$name => $status,)*
                }
            }

            /// What happened and what to do next.
            pub fn text(self) -> Text {
                match self {
                    $(Code::$name => Text::new($th, $en),)*
                }
            }
        }
    };
}

codes! {
    /// A form or body whose values are not right; the fields say which.
    Invalid "invalid" 422 "ข้อมูลบางช่องยังไม่ถูกต้อง ให้แก้ตามที่แจ้งแล้วส่งอีกครั้ง" "some values are not right: correct what is marked and send again";
    /// The request itself cannot be read.
    BadRequest "bad-request" 400 "อ่านคำขอไม่ได้ ให้กลับไปหน้าก่อนแล้วลองใหม่" "the request cannot be read: go back and try again";
    /// Signing in is needed.
    SignIn "sign-in" 401 "ต้องเข้าสู่ระบบก่อน" "sign in first";
    /// The name, password or code does not match; it is not said which.
    WrongCredentials "wrong-credentials" 401 "ชื่อผู้ใช้ รหัสผ่าน หรือรหัสยืนยันไม่ถูกต้อง ให้ตรวจแล้วลองใหม่" "the name, the password or the code is not right: check them and try again";
    /// A second factor is needed for this.
    SecondFactor "second-factor" 403 "งานนี้ต้องยืนยันตัวตนขั้นที่สองก่อน" "confirm with a second factor first";
    /// Who it is has to be proved anew: the last proof is too long ago for this.
    ProveAgain "prove-again" 403 "งานนี้ต้องยืนยันตัวตนอีกครั้งก่อน เพราะยืนยันครั้งล่าสุดนานเกินไป" "prove again who you are first: the last time is too long ago for this";
    /// Not allowed in this role.
    Forbidden "forbidden" 403 "บทบาทของท่านทำรายการนี้ไม่ได้ ให้ติดต่อผู้ดูแลของหน่วยงาน" "your role does not allow this: ask the agency's administrator";
    /// The request came from another site.
    CrossSite "cross-site" 403 "คำขอมาจากเว็บไซต์อื่นจึงไม่รับ ให้ทำรายการจากหน้าของระบบนี้" "the request came from another site: do it from a page of this one";
    /// There is nothing here.
    NotFound "not-found" 404 "ไม่พบหน้าหรือรายการนี้ ให้ตรวจที่อยู่หรือเริ่มจากหน้าแรก" "there is no such page or entry: check the address or begin at the front page";
    /// Not in this way.
    MethodNotAllowed "method-not-allowed" 405 "ที่อยู่นี้ไม่รับคำขอแบบนี้ ให้เริ่มจากหน้าแรก" "this address does not take such a request: begin at the front page";
    /// It is there already.
    Exists "exists" 409 "มีรายการนี้อยู่แล้ว ให้ใช้ชื่อหรือรหัสอื่น" "this is already there: use another name or code";
    /// Somebody saved in between, or its state does not allow it any more.
    Conflict "conflict" 409 "มีการเปลี่ยนแปลงไปก่อนแล้ว ให้เปิดหน้านี้ใหม่แล้วทำต่อ" "it has changed in between: open the page again and go on from there";
    /// A link that was used, revoked or is too old.
    LinkEnded "link-ended" 410 "ลิงก์นี้ถูกใช้แล้ว ถูกยกเลิก หรือหมดอายุ ให้ขอลิงก์ใหม่จากผู้ดูแล" "this link was used, revoked or is too old: ask the administrator for a new one";
    /// The agency withdrew what was published here.
    Withdrawn "withdrawn" 410 "หน่วยงานถอนผลของปีนี้จากการเผยแพร่แล้ว ให้ดูผลปีอื่นที่หน้าของหน่วยงาน" "the agency withdrew its result of this year: see its other years on its page";
    /// The body is larger than is taken.
    TooLarge "too-large" 413 "ไฟล์หรือข้อมูลใหญ่เกินไป ให้ลดขนาดแล้วส่งใหม่" "the file or the body is too large: make it smaller and send it again";
    /// A media type that is not taken.
    MediaType "media-type" 415 "ไม่รับข้อมูลชนิดนี้ ให้ส่งเป็นชนิดที่ระบุไว้" "this type of content is not taken: send it as the page says";
    /// An uploaded file that cannot be read as what it should be.
    BadFile "bad-file" 422 "อ่านไฟล์ไม่ได้ครบถ้วน ให้แก้ตามรายการที่แจ้งแล้วนำเข้าอีกครั้ง" "the file cannot be read as it should be: correct what is listed and send it again";
    /// Too many tries.
    TooMany "too-many" 429 "ลองหลายครั้งเกินไป ให้รอสักครู่แล้วลองใหม่" "too many tries: wait a little and try again";
    /// A defect of the program.
    Internal "internal" 500 "เกิดข้อผิดพลาดในระบบและไม่มีสิ่งใดถูกบันทึก ให้ลองใหม่ หากเกิดซ้ำให้แจ้งผู้ดูแลระบบ" "something went wrong in the program and nothing was saved: try again, and tell the administrator if it repeats";
    /// Busy, closing, or its database cannot be reached.
    Unavailable "unavailable" 503 "ระบบยังไม่พร้อมให้บริการ ให้ลองใหม่ภายหลัง" "the service is not ready: try again later";
    /// Another server that is needed does not answer as it should.
    Upstream "upstream" 502 "ระบบภายนอกที่ต้องใช้ไม่ตอบตามที่ควร ให้ลองใหม่ภายหลัง" "a server that is needed does not answer as it should: try again later";
    /// It took too long.
    TimedOut "timed-out" 504 "ใช้เวลานานเกินไป ให้ลองใหม่" "it took too long: try again";
    /// Nothing is written since the disk is full.
    ReadOnly "read-only" 503 "ขณะนี้อ่านได้อย่างเดียวเพราะพื้นที่เก็บข้อมูลเต็มหรือขัดข้อง ข้อมูลเดิมอยู่ครบ รายการนี้ยังไม่ได้บันทึก ให้ผู้ดูแลระบบเพิ่มพื้นที่แล้วส่งอีกครั้ง" "only reading is possible now, because the disk is full or failed; what was saved is safe, this was not saved: have the administrator make room, then send it again";
}

/// A value of a form or body that is not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Name of the field, or the place within the file.
    pub field: String,
    /// What is wrong and what to do.
    pub text: Text,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind.
    pub code: Code,
    /// What is particular about this one.
    pub detail: Option<Text>,
    /// Values that are not right.
    pub fields: Vec<FieldProblem>,
    /// Seconds to wait before trying again.
    pub wait: Option<u32>,
    /// For the log alone: never shown to anybody.
    pub cause: Option<String>,
}

impl Problem {
    /// A problem of a kind.
    pub fn new(code: Code) -> Problem {
        Problem { code, detail: None, fields: Vec::new(), wait: None, cause: None }
    }

    /// A value of a field is not right.
    pub fn field(field: impl Into<String>, text: Text) -> Problem {
        let fields = vec![FieldProblem { field: field.into(), text }];
        Problem { fields, ..Problem::new(Code::Invalid) }
    }

    /// Several values are not right; all right if there are none.
    ///
    /// # Errors
    /// [`Code::Invalid`] with the fields.
    pub fn unless_empty(fields: Vec<FieldProblem>) -> Result<()> {
        if fields.is_empty() { Ok(()) } else { Err(Problem { fields, ..Problem::new(Code::Invalid) }) }
    }

    /// Says what is particular.
    #[must_use]
    pub fn with_detail(mut self, detail: Text) -> Problem {
        self.detail = Some(detail);
        self
    }

    /// Adds what the log should say.
    #[must_use]
    pub fn with_cause(mut self, cause: impl Into<String>) -> Problem {
        self.cause = Some(cause.into());
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code.slug())?;
        if let Some(cause) = &self.cause {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problem {}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Problem {
        use store::Error as E;
        let code = match &error {
            E::NotFound(_) => Code::NotFound,
            E::Exists(_) => Code::Exists,
            E::Reference(_) | E::Conflict(_) => Code::Conflict,
            E::Refused(_) => Code::Invalid,
            E::Full | E::ReadOnly | E::Disk(_) | E::Damaged(_) | E::Foreign(_) => Code::ReadOnly,
            E::Busy | E::Lost(_) | E::Closed => Code::Unavailable,
            _ => Code::Internal,
        };
        let detail = matches!(code, Code::Exists | Code::Conflict | Code::Invalid).then(|| error.text());
        Problem { detail, ..Problem::new(code) }.with_cause(error.to_string())
    }
}
