//! What an examiner would find in a plan.

use crate::text::Text;

/// One thing to mend in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFinding {
    /// What kind of finding it is.
    pub code: FindingCode,
    /// Where in the plan, counted from 0: `issues[0].measures[1].period`; the code of a weakness that the plan
    /// does not name stands as `weaknesses.O12`.
    pub place: String,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub remedy: Text,
}

/// Declares the codes with their names in machine-readable output, which never change, and their remedies.
macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $code:ident, $name:literal, $th:literal, $en:literal;)+) => {
        /// Kinds of findings.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FindingCode {
            $($(#[doc = $doc])+ $code,)+
        }

        impl FindingCode {
            /// All codes.
            pub const ALL: &[FindingCode] = &[$(FindingCode::$code,)+];

            /// The code in machine-readable output; never changes.
            pub fn as_str(self) -> &'static str {
                match self { $(FindingCode::$code => $name,)+ }
            }

            /// What to do about it.
            pub fn remedy(self) -> Text {
                let (th, en) = match self { $(FindingCode::$code => ($th, $en),)+ };
                Text::new(th, en)
            }
        }
    };
}

codes! {
    /// The plan answers the scores of another year or framework.
    OtherAssessment, "other_assessment",
        "ใช้ผลการประเมินของปีเดียวกับแผน หรือแก้ score_year และ framework ของแผน",
        "use the assessment of the plan's year, or correct score_year and framework of the plan";
    /// The round does not come after the scores.
    RoundNotLater, "round_not_later",
        "แก้ปีที่ดำเนินการให้อยู่หลังปีของคะแนน โดยปกติคือปีถัดไป",
        "correct the year of the round; it is usually the one after the scores";
    /// A code that the framework does not have.
    UnknownCode, "unknown_code",
        "ใช้รหัสตามหลักเกณฑ์ของปีนั้น เช่น O12, survey/E8 หรือเลขตัวชี้วัด",
        "use a code of that year: an item such as O12 or survey/E8, or the number of an indicator";
    /// A code that two issues answer.
    DuplicateCode, "duplicate_code",
        "รวมเป็นประเด็นเดียว หรือลบรหัสออกจากประเด็นหนึ่ง",
        "make one issue of the two, or take the code out of one of them";
    /// The score in the plan is not that of the assessment.
    ScoreDiffers, "score_differs",
        "แก้คะแนนในแผนให้ตรงกับผลการประเมิน",
        "write the score of the assessment into the plan";
    /// A weakness without a measure.
    WithoutMeasure, "without_measure",
        "กำหนดอย่างน้อยหนึ่งมาตรการ (prongsai plan suggest เสนอให้ได้)",
        "plan at least one measure (`prongsai plan suggest` proposes some)";
    /// A measure without steps.
    WithoutSteps, "without_steps",
        "เขียนขั้นตอนตามลำดับ",
        "write the steps in order";
    /// A measure without a unit in charge.
    WithoutUnit, "without_unit",
        "ระบุหน่วยงานรับผิดชอบหลักหนึ่งหน่วย",
        "name one unit in charge";
    /// A measure without a period.
    WithoutPeriod, "without_period",
        "ระบุระยะเวลา เช่น 1 ต.ค. 2568 - 30 ก.ย. 2569",
        "name the period, such as 1 ต.ค. 2568 - 30 ก.ย. 2569";
    /// A period whose days could not be told.
    PeriodUnclear, "period_unclear",
        "เขียนวันเริ่มและวันสิ้นสุด เช่น 1 ต.ค. 2568 - 30 ก.ย. 2569",
        "write the first and the last day, such as 1 ต.ค. 2568 - 30 ก.ย. 2569";
    /// Words of a period that mean other days than those given beside them.
    PeriodContradicts, "period_contradicts",
        "แก้ถ้อยคำหรือวันเริ่มและวันสิ้นสุดให้ตรงกัน",
        "correct the words or the days so that they agree";
    /// A period that lies outside the fiscal year of the round.
    PeriodOutsideYear, "period_outside_year",
        "แก้ระยะเวลาให้อยู่ในปีที่ดำเนินการ หรือแก้ปีที่ดำเนินการ",
        "keep the period within the round, or correct the year of the round";
    /// A follow-up before the period begins or after it ends.
    FollowUpOutsidePeriod, "follow_up_outside_period",
        "แก้วันติดตามให้อยู่ในระยะเวลาของมาตรการ",
        "set the follow-up within the period of the measure";
    /// A promised date that passed without a note.
    PromiseWithoutNote, "promise_without_note",
        "บันทึกความก้าวหน้าของการติดตามครั้งนั้น หรือแก้วันติดตาม",
        "note what the follow-up found, or correct its date";
    /// A note of progress that lies in the future.
    ProgressInFuture, "progress_in_future",
        "แก้วันที่ของบันทึก บันทึกได้เฉพาะสิ่งที่ทำแล้ว",
        "correct the date of the note: only what was done can be noted";
    /// Less is done than an earlier note said.
    PercentFalls, "percent_falls",
        "แก้ร้อยละของบันทึกหนึ่งในสองรายการ หรือเว้นว่างไว้",
        "correct the percentage of one of the two notes, or leave it out";
    /// The period is over and no result is recorded.
    WithoutResult, "without_result",
        "บันทึกผลการดำเนินการ หรือเหตุที่ยังไม่ได้ดำเนินการ",
        "record what was done, or why it was not";
    /// A result without evidence.
    WithoutEvidence, "without_evidence",
        "แนบไฟล์ ภาพ หรือลิงก์",
        "add a file, a picture or a link";
    /// Evidence whose link no browser can follow.
    EvidenceLink, "evidence_link",
        "ใช้ที่อยู่เต็มที่ขึ้นต้นด้วย https:// หรือ http://",
        "give the whole address, beginning with https:// or http://";
    /// A signature before that of an office below it.
    EndorsementOutOfOrder, "endorsement_out_of_order",
        "ลงนามตามลำดับสายการบังคับบัญชา หรือแก้วันที่ลงนาม",
        "sign in the order of the chain, or correct the date";
    /// A signature without the name of who signed.
    EndorsementWithoutName, "endorsement_without_name",
        "ใส่ชื่อผู้ลงนาม หรือลบวันที่ออกจนกว่าจะลงนาม",
        "give the name of who signed, or take the date out until somebody signs";
    /// An entry of the chain that does not name its office.
    EndorsementWithoutOffice, "endorsement_without_office",
        "ใส่ตำแหน่ง เช่น ปลัด หรือลบรายการนี้",
        "name the office, such as ปลัด, or take the entry out";
    /// An office acts for itself, or for one that the chain does not have.
    EndorsementActing, "endorsement_acting",
        "ระบุตำแหน่งอื่นในสายการบังคับบัญชาที่ลงนามแทน หรือเพิ่มตำแหน่งนั้นในสาย",
        "name another office of the chain, or add that office to the chain";
}

impl FindingCode {
    /// Whether it comes up only because time passed and nothing was recorded; a new plan has none of the others.
    pub fn is_about_progress(self) -> bool {
        matches!(self, FindingCode::PromiseWithoutNote | FindingCode::WithoutResult)
    }
}
