//! Every function that takes text takes every text.

use proptest::prelude::*;
use proptest::sample::select;
use thai::{FiscalYear, collation, dates, digits, fold_for_match, money, normalize, periods, words};

fn take(text: &str) {
    let _ = digits::read_number(text);
    let _ = digits::to_ascii(&digits::to_thai(text));
    let _ = text.parse::<FiscalYear>();
    let _ = dates::read(text);
    let _ = periods::read(text);
    let _ = money::read(text);
    let _ = normalize::normalize(text);
    let _ = fold_for_match(text);
    let _ = words::words(text);
    let _ = words::breaks(text);
    let _ = collation::compare(text, "ก");
    for found in periods::find(text) {
        assert_eq!(&text[found.range], found.reading.words);
        assert!(found.reading.period.first_day() <= found.reading.period.last_day());
    }
    if let Err(dates::DateError::Unexpected { byte, found }) = dates::read(text) {
        assert!(text[byte..].starts_with(&found));
    }
}

/// Sentences that almost say something.
fn almost() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "1",
        "31",
        "๑",
        "๖๖",
        "2568",
        "99999999999",
        "ต.ค.",
        "ก.ย",
        "มีนาคม",
        "ก.พ.",
        "-",
        "–",
        "ถึง",
        "/",
        "(",
        ")",
        "<p>",
        "<",
        "พ.ศ.",
        "ค.ศ.",
        "ปี",
        "ปีงบประมาณ",
        "ปีปฏิทิน",
        "ตลอด",
        "ภายใน",
        "รอบ",
        "ไตรมาสที่",
        "เดือน",
        "แรก",
        "หลัง",
        "ครึ่งปี",
        "สิ้น",
        "วันที่",
        "ณ",
        ".",
        " ",
        "1/1/68",
        "31/2/2568",
        "2568-10-01",
        "฿",
        "บาท",
        ",",
        "x",
        "\u{E48}",
    ]);
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text(text in any::<String>()) {
        take(&text);
    }

    #[test]
    fn any_thai(text in "[ -~ก-๛\u{F700}-\u{F71A}]{0,60}") {
        take(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2048) })]

    #[test]
    fn almost_a_date(text in almost()) {
        take(&text);
    }
}
