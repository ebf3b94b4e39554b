//! What stands where in a score sheet; shared by those who write it and those who read it.

use domain::framework::{Framework, Granularity, NodeIndex};

/// Name of the sheet that says who and by which rules.
pub(crate) const HEAD_SHEET: &str = "ข้อมูล";
/// Name of the sheet of scores.
pub(crate) const SCORE_SHEET: &str = "คะแนน";
/// Headings of the first sheet.
pub(crate) const HEAD_HEADINGS: [&str; 2] = ["หัวข้อ", "ค่า"];
/// Headings of the table of scores.
pub(crate) const HEADINGS: [&str; 6] = ["ระดับ", "รหัส", "ตัวชี้วัด", "ชื่อ", "คะแนน", "ผลตรวจ"];
/// Columns of the table of scores.
pub(crate) mod column {
    pub(crate) const KIND: usize = 0;
    pub(crate) const CODE: usize = 1;
    pub(crate) const INDICATOR: usize = 2;
    pub(crate) const TITLE: usize = 3;
    pub(crate) const SCORE: usize = 4;
    pub(crate) const VERDICT: usize = 5;
}
/// Words for a verdict.
pub(crate) const VERDICTS: [&str; 2] = ["ผ่าน", "ไม่ผ่าน"];

/// One line of the head: its Thai name, its name in an assessment file, and what to write there.
pub(crate) struct HeadLine {
    pub name: &'static str,
    pub key: &'static str,
    pub hint: &'static str,
}

/// The head of a score sheet.
pub(crate) const HEAD: [HeadLine; 10] = [
    HeadLine {
        name: "หลักเกณฑ์", key: "framework", hint: "เจ้าของ/ปีงบประมาณ ของหลักเกณฑ์ที่ใช้ประเมิน"
    },
    HeadLine {
        name: "หน่วยงาน", key: "name", hint: "ชื่อหน่วยงานตามประกาศผล"
    },
    HeadLine {
        name: "ประเภท", key: "kind", hint: "เลือกจากรายการ หรือพิมพ์เอง"
    },
    HeadLine { name: "จังหวัด", key: "province", hint: "" },
    HeadLine { name: "อำเภอ", key: "district", hint: "" },
    HeadLine {
        name: "กระทรวง", key: "ministry", hint: "เฉพาะส่วนราชการส่วนกลาง"
    },
    HeadLine { name: "รหัสหน่วยงาน", key: "code", hint: "" },
    HeadLine { name: "เว็บไซต์", key: "website", hint: "" },
    HeadLine {
        name: "ขอบเขต", key: "scope", hint: "คะแนนของหน่วยงานเดียว หรือค่าเฉลี่ยของหลายหน่วยงาน"
    },
    HeadLine {
        name: "ข้อที่ไม่ได้ระบุ",
        key: "unlisted_items",
        hint: "เลือก ได้คะแนนเต็ม เมื่อรายงานแสดงเฉพาะข้อที่เสียคะแนน",
    },
];

/// Words for the scope, with those of an assessment file.
pub(crate) const SCOPES: [(&str, &str); 2] = [("หน่วยงานเดียว", "agency"), ("ค่าเฉลี่ยหลายหน่วยงาน", "aggregate")];
/// Words for items that are not named, with those of an assessment file.
pub(crate) const UNLISTED: [(&str, &str); 2] = [("ไม่ทราบ", "unknown"), ("ได้คะแนนเต็ม", "full")];

/// What a row of the table stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RowKind {
    Overall,
    Level,
    Instrument,
    Points,
    Indicator,
    Part,
    SubIndicator,
    Item,
    /// A row of a question; only in results.
    Row,
}

impl RowKind {
    /// The kinds of rows that can be filled in.
    pub(crate) const ALL: [RowKind; 8] = [
        RowKind::Overall,
        RowKind::Level,
        RowKind::Instrument,
        RowKind::Points,
        RowKind::Indicator,
        RowKind::Part,
        RowKind::SubIndicator,
        RowKind::Item,
    ];

    /// The word in the first column.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            RowKind::Overall => "คะแนนรวม",
            RowKind::Level => "ระดับผลการประเมิน",
            RowKind::Instrument => "เครื่องมือ",
            RowKind::Points => "คะแนนถ่วงน้ำหนัก",
            RowKind::Indicator => "ตัวชี้วัด",
            RowKind::Part => "ส่วน",
            RowKind::SubIndicator => "ตัวชี้วัดย่อย",
            RowKind::Item => "ข้อ",
            RowKind::Row => "ข้อย่อย",
        }
    }

    /// The group of an assessment file.
    pub(crate) const fn group(self) -> &'static str {
        match self {
            RowKind::Overall => "overall",
            RowKind::Level => "level",
            RowKind::Instrument => "instruments",
            RowKind::Points => "points",
            RowKind::Indicator => "indicators",
            RowKind::Part => "parts",
            RowKind::SubIndicator => "sub_indicators",
            RowKind::Item | RowKind::Row => "items",
        }
    }

    /// The kind with this word.
    pub(crate) fn named(word: &str) -> Option<RowKind> {
        RowKind::ALL.into_iter().find(|kind| kind.name() == word.trim())
    }

    const fn of(granularity: Granularity) -> RowKind {
        match granularity {
            Granularity::Rows => RowKind::Row,
            Granularity::Items => RowKind::Item,
            Granularity::Parts => RowKind::Part,
            Granularity::SubIndicators => RowKind::SubIndicator,
            Granularity::Indicators => RowKind::Indicator,
            Granularity::Instruments => RowKind::Instrument,
            Granularity::Overall => RowKind::Overall,
        }
    }
}

/// One row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    pub kind: RowKind,
    pub node: NodeIndex,
}

/// All rows of a year down to `finest`, the coarse before the fine: each indicator is followed by what
/// it is made of.
pub(crate) fn lines(framework: &Framework, finest: Granularity) -> Vec<Line> {
    let skeleton = framework.skeleton();
    let line = |node| Line { kind: RowKind::of(skeleton.granularity(node)), node };
    let overall = skeleton.overall();
    let mut lines = vec![line(overall), Line { kind: RowKind::Level, node: overall }];
    for instrument in skeleton.of(Granularity::Instruments) {
        lines.push(line(instrument));
        lines.push(Line { kind: RowKind::Points, node: instrument });
    }
    let fine = finest..Granularity::Indicators;
    let wanted = |node: &NodeIndex| fine.contains(&skeleton.granularity(*node));
    for indicator in skeleton.of(Granularity::Indicators) {
        lines.push(line(indicator));
        let mut open = vec![indicator];
        while let Some(node) = open.pop() {
            if node != indicator {
                lines.push(line(node));
            }
            open.extend(skeleton.children_of(node).iter().rev().filter(|child| wanted(child)));
        }
    }
    // Parts and items that hang below nothing, because their place is unknown.
    let placed: std::collections::HashSet<NodeIndex> = lines.iter().map(|line| line.node).collect();
    let rest = (0..skeleton.nodes.len()).filter(|node| wanted(node) && !placed.contains(node));
    lines.extend(rest.map(line));
    lines
}

/// The number of the indicator that a row lies in.
pub(crate) fn indicator_of(framework: &Framework, node: NodeIndex) -> Option<String> {
    framework.skeleton().indicator_above(node).map(|above| framework.path(above))
}
