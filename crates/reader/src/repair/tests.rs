use super::*;

const WORDS: Repair = Repair { sara_am: true, words: true };

fn repaired(text: &str) -> String {
    WORDS.apply(&without_unknown_halves(text)).text
}

#[test]
fn lost_halves_of_sara_am() {
    assert_eq!(join_sara_am("ถ้ ารงค์ อ าเภอ").0, "ถ้ำรงค์ อำเภอ");
    assert_eq!(join_sara_am("ปี า").1, 0, "no letter before");
    assert_eq!(
        without_unknown_halves("ด\u{FFFD}ำเนิน ตำ\u{FFFD} บล จ\u{FFFD}านวน ก\u{FFFD}ข"),
        "ดำเนิน ตำบล จำนวน ก\u{FFFD}ข"
    );
}

#[test]
fn spaces_in_words_that_figures_are_found_by() {
    assert_eq!(without_spaces_in_words("ได้คะแน น ๘๗.๐๒ ร้อย ละ ตัวชี้ วัด"), "ได้คะแนน ๘๗.๐๒ ร้อยละ ตัวชี้วัด");
    assert_eq!(without_spaces_in_words("ได้คะแนน นี้ คะ แนน  น"), "ได้คะแนน นี้ คะแนน  น");
}

#[test]
fn words_whose_marks_slipped_or_are_gone() {
    for (printed, meant) in [
        ("ตวั ชว้ี ดั ที่ ๑", "ตัวชี้วัดที่ ๑"),
        ("ปงี บประมาณ พ.ศ. ๒๕๖๘", "ปีงบประมาณ พ.ศ. ๒๕๖๘"),
        ("จดแขง และ จดออน", "จุดแข็ง และ จุดอ่อน"),
        ("ดาเนินการตามมาตรการ", "ดำเนินการตามมาตรการ"),
        ("จงั หวดั เพชรบรุ ี", "จังหวัด เพชรบุรี"),
        ("คณุ ธรรมและความโปรง่ ใส", "คุณธรรมและความโปร่งใส"),
    ] {
        assert_eq!(repaired(printed), meant);
    }
}

#[test]
fn marks_of_the_neighbours_go_home() {
    // The marks of ดี and of ขึ้น both stand one letter further.
    assert_eq!(repaired("ดตี วั ชว้ี ดั"), "ดีตัวชี้วัด");
}

#[test]
fn other_words_with_the_same_letters_stay() {
    for text in ["สวนราชการ", "ส่วนราชการ", "กองคลัง ๑๒.๕", "หน้าที่", ""]
    {
        let once = repaired(text);
        assert_eq!(repaired(&once), once);
    }
    assert_eq!(repaired("ผลการดําเนินงาน ๘๕.๐๐ คะแนน"), "ผลการดำเนินงาน ๘๕.๐๐ คะแนน");
}
