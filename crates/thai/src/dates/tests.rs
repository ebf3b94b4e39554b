use jiff::civil::date;

use super::*;

#[test]
fn forms_of_real_documents() {
    let cases = [
        ("๑ ตุลาคม ๒๕๖๘", date(2025, 10, 1)),
        ("1 ต.ค. 68", date(2025, 10, 1)),
        ("1 ต.ค.68", date(2025, 10, 1)),
        ("1ต.ค.2568", date(2025, 10, 1)),
        ("1 ตค 68", date(2025, 10, 1)),
        ("1 ต. ค. 2568", date(2025, 10, 1)),
        ("วันที่ 1 เดือน ตุลาคม พ.ศ. 2568", date(2025, 10, 1)),
        ("วันที่1ตุลาคม 2566", date(2023, 10, 1)),
        ("วันพุธที่ ๑ ตุลาคม พุทธศักราช ๒๕๖๘", date(2025, 10, 1)),
        ("วันที่.....๒๗ ธันวาคม ๒๕๖๗.....", date(2024, 12, 27)),
        ("ณ ๑ มีนาคม ๒๕๖๓", date(2020, 3, 1)),
        ("<p>๓๐ กันยายน ๒๕๖๙</p>", date(2026, 9, 30)),
        ("1/10/2568", date(2025, 10, 1)),
        ("๑/๑๐/๖๘", date(2025, 10, 1)),
        ("01-10-2568", date(2025, 10, 1)),
        ("1.10.2568", date(2025, 10, 1)),
        ("2025-10-01", date(2025, 10, 1)),
        ("2568-10-01", date(2025, 10, 1)),
        ("1 ตุลาคม 2025", date(2025, 10, 1)),
        ("1 ตุลาคม ค.ศ. 2025", date(2025, 10, 1)),
        ("๑๕ กรกฏาคม ๒๕๖๗", date(2024, 7, 15)),
        ("29 กุมภาพันธ 2567", date(2024, 2, 29)),
        ("1 ด.ค. 68", date(2025, 10, 1)),
        ("31 ธ.ค. ปีงบประมาณ 2568", date(2024, 12, 31)),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text).map(|reading| reading.date), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let unexpected = |byte, found: &str| DateError::Unexpected { byte, found: found.to_owned() };
    let cases = [
        ("", DateError::Empty),
        (" ... ", DateError::Empty),
        ("1", DateError::MissingMonth),
        ("ตุลาคม 2568", DateError::MissingDay),
        ("1 ตุลาคม", DateError::MissingYear),
        ("1/13/2568", DateError::NoSuchMonth { month: 13 }),
        ("31 เม.ย. 2568", DateError::NoSuchDay { day: 31, month: 4, common_era: 2025, last: 30 }),
        ("29 ก.พ. 2568", DateError::NoSuchDay { day: 29, month: 2, common_era: 2025, last: 28 }),
        ("0 ต.ค. 2568", DateError::NoSuchDay { day: 0, month: 10, common_era: 2025, last: 31 }),
        ("1 ต.ค. 568", DateError::NoSuchYear { year: 568 }),
        ("1 ต.ค. พ.ศ. 2025", DateError::NoSuchYear { year: 2025 }),
        ("1 ต.ค. 99999999999", DateError::NoSuchYear { year: u32::MAX }),
        ("1-31 ตุลาคม 2568", DateError::IsPeriod),
        ("กข 1 ต.ค. 68", unexpected(0, "กข")),
        ("1 ต.ค. 68 x", unexpected(14, "x")),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), Err(expected), "{text}");
    }
}

#[test]
fn the_reading_tells_how_it_was_written() {
    let reading = read("๑ ต.ค. 68").unwrap();
    assert_eq!((reading.era, reading.digits), (Era::BuddhistTwoDigits, Digits::Mixed));
    assert_eq!(read("2025-10-01").unwrap().era, Era::Common);
    assert_eq!(read("๑ ตุลาคม ๒๕๖๘").unwrap().digits, Digits::Thai);
}
