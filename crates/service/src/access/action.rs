//! Everything that can be asked for.

use domain::Text;

macro_rules! actions {
    ($($name:ident $code:literal $th:literal $en:literal;)*) => {
        /// Something that somebody may or may not do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $en] $name,)*
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            /// How it is written in tests and logs.
            pub fn code(self) -> &'static str {
                match self {
                    $(Action::$name => $code,)*
                }
            }

            /// What it is, for a person.
            pub fn title(self) -> Text {
                match self {
                    $(Action::$name => Text::new($th, $en),)*
                }
            }
        }
    };
}

actions! {
    SeePublished "see-published" "ดูผลที่เผยแพร่" "see what is published";
    SignIn "sign-in" "เข้าสู่ระบบ" "sign in";
    SeeOwnAccount "see-own-account" "ดูบัญชีของตน" "see one's own account";
    ChangeOwnAccount "change-own-account" "แก้บัญชีของตน" "change one's own account";
    SeeTasks "see-tasks" "ดูงานของตน" "see one's own tasks";
    SeeAgency "see-agency" "ดูข้อมูลหน่วยงาน" "see the agency";
    ChangeAgency "change-agency" "แก้ข้อมูลหน่วยงาน ส่วนงาน และตำแหน่ง" "change the agency, its units and offices";
    AddAgency "add-agency" "เพิ่มหรือปิดหน่วยงาน" "add or close an agency";
    SeePeople "see-people" "ดูรายชื่อผู้ใช้" "see who works here";
    ManagePeople "manage-people" "เชิญ ให้บทบาท หรือให้พ้นหน้าที่" "invite people, give and end roles";
    AgreeToRecovery "agree-to-recovery" "เห็นชอบการกู้บัญชี" "agree to the recovery of an account";
    SeeAssessments "see-assessments" "ดูผลการประเมินที่นำเข้า" "see assessments";
    AddAssessment "add-assessment" "นำเข้าผลการประเมิน" "add an assessment";
    Publish "publish" "เผยแพร่หรือถอนผล" "publish a result or withdraw it";
    SeeAudit "see-audit" "ดูบันทึกการใช้งาน" "see the audit log";
    CheckAudit "check-audit" "ตรวจความครบถ้วนของบันทึก" "check the audit log as a whole";
    Operate "operate" "ดูแลระบบทั้งหมด" "run the installation";
}

impl Action {
    /// Whether it concerns nobody but the person who does it.
    pub fn is_of_oneself(self) -> bool {
        matches!(self, Action::SeeOwnAccount | Action::ChangeOwnAccount | Action::SeeTasks)
    }
}
