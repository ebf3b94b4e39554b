//! Numbers and amounts.

use proptest::prelude::*;
use thai::digits::{read_number, to_ascii, to_thai};
use thai::money::{self, number_in_words};
use thai::{Baht, DigitStyle, Digits};

#[test]
fn known_amounts_in_words() {
    let cases = [
        (0, "ศูนย์บาทถ้วน"),
        (1, "หนึ่งสตางค์"),
        (11, "สิบเอ็ดสตางค์"),
        (25, "ยี่สิบห้าสตางค์"),
        (100, "หนึ่งบาทถ้วน"),
        (101, "หนึ่งบาทหนึ่งสตางค์"),
        (1_000, "สิบบาทถ้วน"),
        (1_100, "สิบเอ็ดบาทถ้วน"),
        (2_000, "ยี่สิบบาทถ้วน"),
        (2_100, "ยี่สิบเอ็ดบาทถ้วน"),
        (10_000, "หนึ่งร้อยบาทถ้วน"),
        (10_100, "หนึ่งร้อยเอ็ดบาทถ้วน"),
        (11_100, "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        (123_456_750, "หนึ่งล้านสองแสนสามหมื่นสี่พันห้าร้อยหกสิบเจ็ดบาทห้าสิบสตางค์"),
        (100_000_000, "หนึ่งล้านบาทถ้วน"),
        (100_000_100, "หนึ่งล้านเอ็ดบาทถ้วน"),
        (1_100_000_000, "สิบเอ็ดล้านบาทถ้วน"),
        (10_100_000_000, "หนึ่งร้อยเอ็ดล้านบาทถ้วน"),
        (100_000_000_000_000, "หนึ่งล้านล้านบาทถ้วน"),
        (200_000_100_000_000, "สองล้านเอ็ดล้านบาทถ้วน"),
        (-2_150, "ลบยี่สิบเอ็ดบาทห้าสิบสตางค์"),
    ];
    for (satang, words) in cases {
        assert_eq!(Baht::from_satang(satang).words(), words, "{satang}");
    }
    assert_eq!(number_in_words(20), "ยี่สิบ");
    assert_eq!(number_in_words(1), "หนึ่ง");
}

/// The value of a number in words, by a reading of its own.
fn value_of(words: &str) -> u64 {
    if let Some((millions, rest)) = words.rsplit_once("ล้าน") {
        return value_of(millions) * 1_000_000 + value_of(rest);
    }
    let units = [
        ("หนึ่ง", 1),
        ("เอ็ด", 1),
        ("สอง", 2),
        ("ยี่", 2),
        ("สาม", 3),
        ("สี่", 4),
        ("ห้า", 5),
        ("หก", 6),
        ("เจ็ด", 7),
        ("แปด", 8),
        ("เก้า", 9),
        ("ศูนย์", 0),
    ];
    let places = [("แสน", 100_000), ("หมื่น", 10_000), ("พัน", 1_000), ("ร้อย", 100), ("สิบ", 10)];
    let (mut rest, mut total, mut digit) = (words, 0, None);
    while !rest.is_empty() {
        if let Some((word, value)) = units.iter().find(|(word, _)| rest.starts_with(word)) {
            digit = Some(*value);
            rest = &rest[word.len()..];
        } else {
            let (word, place) = places.iter().find(|(word, _)| rest.starts_with(word)).expect(words);
            total += digit.take().unwrap_or(1) * place;
            rest = &rest[word.len()..];
        }
    }
    total + digit.unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn digits_both_ways(text in "[0-9a-zก-ฮ., ]{0,40}") {
        prop_assert_eq!(to_ascii(&to_thai(&text)), text.clone());
        prop_assert!(!to_thai(&text).contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn figures_are_read_back(satang in any::<i64>()) {
        let amount = Baht::from_satang(satang);
        prop_assert_eq!(money::read(&amount.figures(DigitStyle::Ascii)), Ok(amount));
        prop_assert_eq!(money::read(&format!(" {} บาท", amount.figures(DigitStyle::Thai))), Ok(amount));
    }

    #[test]
    fn a_number_keeps_its_value(number in any::<u32>(), decimals in "[0-9]{1,4}") {
        let plain = format!("{number}.{decimals}");
        let read = read_number(&to_thai(&plain)).unwrap();
        prop_assert_eq!((read.text, read.digits), (plain, Digits::Thai));
    }

    #[test]
    fn words_have_the_value(number in 0i64..=i64::MAX / 1000) {
        prop_assert_eq!(value_of(&number_in_words(number)), number.unsigned_abs());
    }

    #[test]
    fn words_of_small_numbers_have_the_value(number in 0i64..10_000_000) {
        prop_assert_eq!(value_of(&number_in_words(number)), number.unsigned_abs());
    }
}
