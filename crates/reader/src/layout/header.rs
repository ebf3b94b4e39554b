//! What a column holds, by the words of its heading.

use thai::fold_for_match;

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Rank or running number.
    Number,
    /// Instrument.
    Instrument,
    /// Indicator, by number or name.
    Indicator,
    /// Question or disclosure item.
    Item,
    /// A score, in percent.
    Score,
    /// Difference between two scores.
    Change,
    /// Level, or whether it passes.
    Level,
    /// What is to improve.
    Issue,
    /// Why a score is weak.
    Cause,
    /// What will be done.
    Measure,
    /// Advice on an issue, without anybody in charge.
    Advice,
    /// Steps.
    Steps,
    /// The unit in charge, or all units.
    Responsible,
    /// Units that help.
    Supporting,
    /// When.
    Period,
    /// How and when it is followed up.
    FollowUp,
    /// Money.
    Budget,
    /// The sign by which success will be known.
    Sign,
    /// What was done.
    Result,
    /// The effect.
    Outcome,
    /// Proposal for the next round.
    Suggestion,
    /// Evidence.
    Evidence,
    /// Anything else.
    Other,
}

/// Beginnings of headings, folded, the more telling first.
const BEGINNINGS: &[(&str, Role)] = &[
    ("ประเด็นปัญหา", Role::Issue),
    ("ประเด็น", Role::Issue),
    ("ข้อบกพร่อง", Role::Issue),
    ("จุดอ่อน", Role::Issue),
    ("จุดที่ต้องพัฒนา", Role::Issue),
    ("เรื่องที่ต้อง", Role::Issue),
    ("สาเหตุ", Role::Cause),
    ("เหตุผล", Role::Cause),
    ("ตัวชี้วัดความสำเร็จ", Role::Sign),
    ("ตัวชี้วัดเป้าหมาย", Role::Sign),
    ("ค่าเป้าหมาย", Role::Sign),
    ("เป้าหมาย", Role::Sign),
    ("ตัวชี้วัดย่อย", Role::Item),
    ("ตัวชี้วัด", Role::Indicator),
    ("เครื่องมือ", Role::Instrument),
    ("แบบวัด", Role::Instrument),
    ("ข้อคำถาม", Role::Item),
    ("คำถาม", Role::Item),
    ("หัวข้อ", Role::Item),
    ("รายการประเมิน", Role::Item),
    ("รหัสข้อ", Role::Item),
    ("รายการ", Role::Item),
    ("รายละเอียดข้อ", Role::Item),
    ("เกณฑ์การประเมิน", Role::Item),
    ("ระยะเวลา", Role::Period),
    ("กำหนดเวลา", Role::Period),
    ("ห้วงเวลา", Role::Period),
    ("ช่วงเวลา", Role::Period),
    ("กำหนดการ", Role::Period),
    ("วันเดือนปี", Role::Period),
    ("การกำกับ", Role::FollowUp),
    ("กำกับ", Role::FollowUp),
    ("การติดตาม", Role::FollowUp),
    ("ติดตาม", Role::FollowUp),
    ("ข้อเสนอ", Role::Suggestion),
    ("ข้อคิดเห็น", Role::Suggestion),
    ("ความเห็น", Role::Suggestion),
    ("ผลลัพธ์", Role::Outcome),
    ("ความสำเร็จ", Role::Outcome),
    ("ผลที่ได้รับ", Role::Outcome),
    ("ผลสำเร็จ", Role::Outcome),
    ("ผลสัมฤทธิ์", Role::Outcome),
    ("สรุปผล", Role::Result),
    ("ผลการดำเนิน", Role::Result),
    ("ผลดำเนิน", Role::Result),
    ("ผลการปฏิบัติ", Role::Result),
    ("รายงานผล", Role::Result),
    ("ความก้าวหน้า", Role::Result),
    ("ความคืบหน้า", Role::Result),
    ("การดำเนินการแล้ว", Role::Result),
    ("หน่วยงานสนับสนุน", Role::Supporting),
    ("ผู้สนับสนุน", Role::Supporting),
    ("หน่วยงานรับผิดชอบ", Role::Responsible),
    ("หน่วยงานที่รับผิดชอบ", Role::Responsible),
    ("หน่วยงานผู้รับผิดชอบ", Role::Responsible),
    ("หน่วยงานหลัก", Role::Responsible),
    ("ผู้รับผิดชอบ", Role::Responsible),
    ("ส่วนราชการที่รับผิดชอบ", Role::Responsible),
    ("ส่วนราชการ", Role::Responsible),
    ("รับผิดชอบ", Role::Responsible),
    ("หน่วยงาน", Role::Responsible),
    ("ผู้ดำเนินการ", Role::Responsible),
    ("เจ้าภาพ", Role::Responsible),
    ("ขั้นตอน", Role::Steps),
    ("วิธีการปฏิบัติ", Role::Steps),
    ("วิธีปฏิบัติ", Role::Steps),
    ("วิธีดำเนิน", Role::Steps),
    ("วิธีการดำเนิน", Role::Steps),
    ("กระบวนการ", Role::Steps),
    ("การดำเนินการ", Role::Steps),
    ("วิธีการพัฒนา", Role::Advice),
    ("ข้อแนะนำ", Role::Advice),
    ("มาตรการ", Role::Measure),
    ("แนวทาง", Role::Measure),
    ("โครงการ", Role::Measure),
    ("กิจกรรม", Role::Measure),
    ("แผนงาน", Role::Measure),
    ("งบประมาณ", Role::Budget),
    ("วงเงิน", Role::Budget),
    ("หลักฐาน", Role::Evidence),
    ("เอกสาร", Role::Evidence),
    ("เปลี่ยนแปลง", Role::Change),
    ("การเปลี่ยนแปลง", Role::Change),
    ("ผลต่าง", Role::Change),
    ("เพิ่มลด", Role::Change),
    ("คะแนน", Role::Score),
    ("ค่าคะแนน", Role::Score),
    ("ค่าเฉลี่ย", Role::Score),
    ("ผลคะแนน", Role::Score),
    ("ร้อยละ", Role::Score),
    ("ผลการประเมิน", Role::Level),
    ("ผลประเมิน", Role::Level),
    ("ระดับ", Role::Level),
    ("อันดับ", Role::Number),
    ("ลำดับ", Role::Number),
];

/// The beginnings of headings, as they are spelled.
pub(crate) fn headings() -> impl Iterator<Item = &'static &'static str> {
    BEGINNINGS.iter().map(|(beginning, _)| beginning)
}

/// Longest heading, in characters without spaces.
const LONGEST: usize = 110;

/// The role of a column by its heading, also when a letter or two of its first word were misread.
///
/// ```
/// use reader::layout::{Role, role_of};
/// assert_eq!(role_of("ขั้นตอน/วิธีปฏิบัติการ"), Role::Steps);
/// assert_eq!(role_of("สรุปผลการดำเนินการตามมาตรการ/กิจกรรม"), Role::Result);
/// assert_eq!(role_of("ผู้รับผดชอบ"), Role::Responsible);
/// ```
pub fn role_of(heading: &str) -> Role {
    let folded: String = fold_for_match(heading).chars().filter(|c| !matches!(c, '/' | '(' | ')')).collect();
    // "ชื่อตัวชี้วัด", "ชื่อโครงการ": a name of what follows.
    let folded = folded.strip_prefix("ชื่อ").filter(|rest| !rest.is_empty()).unwrap_or(&folded).to_owned();
    let length = folded.chars().count();
    if length == 0 || LONGEST < length {
        return Role::Other;
    }
    match folded.as_str() {
        "ที่" | "ข้อ" | "ลำดับ" | "no" => return Role::Number,
        "รหัสข้อ" => return Role::Item,
        "หลัก" => return Role::Responsible,
        "สนับสนุน" => return Role::Supporting,
        _ => {}
    }
    if is_no_score(&folded) {
        return Role::Other;
    }
    if let Some((_, role)) = BEGINNINGS.iter().find(|(beginning, _)| folded.starts_with(beginning)) {
        return if *role == Role::Score && is_of_other_figures(&folded) { Role::Other } else { *role };
    }
    BEGINNINGS
        .iter()
        .find(|(beginning, _)| nearly_begins(&folded, beginning))
        .map_or(Role::Other, |(_, role)| *role)
}

/// Whether a heading begins with words of which one letter in seven may be misread.
fn nearly_begins(heading: &str, beginning: &str) -> bool {
    let size = beginning.chars().count();
    let misread = size / 7;
    if misread == 0 {
        return false;
    }
    let end = heading.char_indices().nth(size).map_or(heading.len(), |(at, _)| at);
    let Some(head) = heading.get(..end) else { return false };
    // Of one part more than may be misread, one is as it should be; looking for it is quicker than the distance.
    let mut parts = (0..=misread).map(|part| {
        let chars = beginning.char_indices().map(|(at, _)| at).chain([beginning.len()]);
        let mut ends = chars.skip(size * part / (misread + 1));
        let from = ends.next().unwrap_or_default();
        let length = size * (part + 1) / (misread + 1) - size * part / (misread + 1);
        beginning.get(from..ends.nth(length - 1).unwrap_or(beginning.len())).unwrap_or_default()
    });
    parts.any(|part| head.contains(part)) && strsim::levenshtein(head, beginning) <= misread
}

/// Headings that speak of scores but hold none: what was lost, what could be had, weights, marks of levels.
fn is_no_score(folded: &str) -> bool {
    let of_scores = folded.starts_with("คะแนน") || folded.starts_with("ค่าคะแนน");
    let lost = ["เสีย", "ขาด", "หาย", "หัก", "ตั้งแต่"].iter().any(|word| folded.contains(word));
    folded.starts_with("น้ำหนัก") || folded == "คะแนนเต็ม" || (of_scores && lost)
}

/// Whether a heading that speaks of scores means none that was reached: what is lost, a mark, the year before.
fn is_of_other_figures(folded: &str) -> bool {
    const OTHERS: [&str; 9] =
        ["เสีย", "ที่หาย", "ตั้งแต่", "ขั้นต่ำ", "เป้าหมาย", "ปีก่อน", "ปีที่ผ่านมา", "ปีที่แล้ว", "ตามหลักเกณฑ์"];
    folded == "คะแนนเต็ม" || OTHERS.iter().any(|word| folded.contains(word))
}

/// Beginnings of other headings of reports of this sort, folded.
const USUAL: [&str; 12] =
    ["รหัส", "ชื่อ", "น้ำหนัก", "หลักเกณฑ์", "วิธีคำนวณ", "ที่มา", "หมายเหตุ", "ส่วน", "สถานะ", "วันที่", "ข้อสมมติ", "คะแนน"];

/// Whether a cell is a heading of reports of this sort, though its column holds nothing that is looked for.
fn is_usual(cell: &str) -> bool {
    let folded = fold_for_match(cell);
    folded.chars().count() <= 30 && USUAL.iter().any(|word| folded.starts_with(word))
}

/// Progress noted on the way is no result where another column holds the result.
fn prefer_results(cells: &[&str], roles: &mut [Role]) {
    if roles.iter().filter(|role| **role == Role::Result).count() < 2 {
        return;
    }
    for (cell, role) in cells.iter().zip(roles.iter_mut()).filter(|(_, role)| **role == Role::Result) {
        let folded = fold_for_match(cell);
        if folded.starts_with("ความก้าวหน้า") || folded.starts_with("ความคืบหน้า")
        {
            *role = Role::Other;
        }
    }
}

/// A percentage beside progress or a count is no score: "ความก้าวหน้า | ร้อยละ", "จำนวนมาตรการ | ร้อยละ".
fn without_shares(cells: &[&str], roles: &mut [Role]) {
    for at in 1..cells.len() {
        let (Some(before), Some(cell)) = (cells.get(at - 1), cells.get(at)) else { continue };
        let before = fold_for_match(before);
        let counted = ["ความก้าวหน้า", "ความคืบหน้า", "จำนวน"].iter().any(|word| before.starts_with(word));
        if let Some(role) = roles.get_mut(at).filter(|role| **role == Role::Score)
            && counted
            && fold_for_match(cell) == "ร้อยละ"
        {
            *role = Role::Other;
        }
    }
}

/// The roles of a row of headings, or `None` when the row is no such row.
///
/// At least two cells must be headings, of two roles, and they must be most of the cells that have text.
pub fn roles_of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Option<Vec<Role>> {
    let cells: Vec<&str> = cells.into_iter().collect();
    let full = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let lengths: usize = cells.iter().map(|cell| cell.chars().count()).sum();
    // What costs least is looked at first: most rows are none of headings.
    if full < 2 || full * 60 < lengths || cells.iter().any(|cell| is_figure(cell)) {
        return None;
    }
    let roles: Vec<Role> = cells.iter().map(|cell| role_of(cell)).collect();
    let known: Vec<Role> = roles.iter().copied().filter(|role| *role != Role::Other).collect();
    let distinct = known.iter().collect::<std::collections::BTreeSet<_>>().len();
    let usual =
        cells.iter().zip(&roles).filter(|(cell, role)| **role == Role::Other && is_usual(cell)).count();
    if distinct < 2 || (known.len() + usual) * 10 < full * 6 {
        return None;
    }
    let mut roles = roles;
    prefer_results(&cells, &mut roles);
    without_shares(&cells, &mut roles);
    Some(roles)
}

/// Whether a cell holds nothing but a number with decimals, or one above a running number.
pub(crate) fn is_figure(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches('%');
    thai::digits::read_number(cell).is_ok_and(|number| number.text.contains('.') || number.text == "100")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_rows_are_not_headings() {
        let row = ["มีแนวทางปฏิบัติเกี่ยวกับทรัพย์สิน", "จัดทำแนวทางปฏิบัติ", "สำนักปลัด", "รายงานและสรุปผล"];
        assert_eq!(roles_of(row), None);
        assert_eq!(roles_of(["โครงการอบรม", "ขั้นตอน", "90.15"]), None);
        assert_eq!(roles_of(["ที่", "ตัวชี้วัด"]), Some(vec![Role::Number, Role::Indicator]));
    }

    #[test]
    fn usual_headings_are_folded() {
        assert!(USUAL.iter().all(|word| fold_for_match(word) == *word));
    }

    #[test]
    fn parts_do_not_change_what_is_near() {
        let by_distance = |heading: &str, beginning: &str| {
            let size = beginning.chars().count();
            let head: String = heading.chars().take(size).collect();
            7 <= size && strsim::levenshtein(&head, beginning) <= size / 7
        };
        for (beginning, _) in BEGINNINGS {
            let letters: Vec<char> = beginning.chars().collect();
            for first in 0..letters.len() {
                for second in 0..letters.len() {
                    // One letter left out, another one exchanged.
                    let misread: String = letters
                        .iter()
                        .enumerate()
                        .filter(|(at, _)| *at != first)
                        .map(|(at, c)| if at == second { 'ฮ' } else { *c })
                        .chain("อื่น".chars())
                        .collect();
                    for (other, _) in BEGINNINGS {
                        assert_eq!(
                            nearly_begins(&misread, other),
                            by_distance(&misread, other),
                            "{misread} {other}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn headings_in_other_words() {
        assert_eq!(role_of("ประเด็นการประเมินที่ต้องพัฒนา (คะแนนต่ำกว่าร้อยละ ๘๐)"), Role::Issue);
        assert_eq!(role_of("ระยะเวลาในการ ดำเนินการ"), Role::Period);
        assert_eq!(role_of("ค่าเฉลี่ยคะแนน"), Role::Score);
        assert_eq!(role_of("เรื่องอื่น"), Role::Other);
        assert_eq!(role_of("คะแนนรวมที่เสียไป"), Role::Other);
        assert_eq!(role_of("น้ำหนัก (ร้อยละ)"), Role::Other);
        assert_eq!(role_of("คะแนน (คะแนนเต็ม 100)"), Role::Score);
        assert_eq!(role_of("คะแนน (เต็ม 100)"), Role::Score);
        let progress = ["มาตรการ", "ความก้าวหน้า", "สรุปผลการดำเนินการ"];
        assert_eq!(roles_of(progress), Some(vec![Role::Measure, Role::Other, Role::Result]));
    }
}
