//! Means and results of other years that a score is compared with.

/// What kind of comparison a passage tells, by the words right before its figure.
pub(crate) fn kind(before: &str) -> Option<&'static str> {
    let tail: String = before.chars().skip(before.chars().count().saturating_sub(50)).collect();
    let says = |words: &[&str]| words.iter().any(|word| tail.contains(word));
    if says(&["ค่าเฉลี่ยระดับประเทศ", "ค่าเฉลี่ยประเทศ", "เฉลี่ยทั้งประเทศ", "เฉลี่ยของประเทศ", "ระดับประเทศ"])
    {
        Some("national")
    } else if says(&["ค่าเฉลี่ยของจังหวัด", "ค่าเฉลี่ยระดับจังหวัด", "เฉลี่ยทั้งจังหวัด", "เฉลี่ยจังหวัด"])
    {
        Some("province")
    } else if says(&["ปีที่ผ่านมา", "ปีก่อน", "ปีที่แล้ว", "เดิมได้", "เพิ่มขึ้นจาก", "ลดลงจาก"])
    {
        Some("previous-year")
    } else {
        None
    }
}
