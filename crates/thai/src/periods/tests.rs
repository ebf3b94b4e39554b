use jiff::civil::date;

use super::*;

fn days(text: &str) -> Result<(Date, Date), PeriodError> {
    read(text).map(|reading| (reading.period.first_day(), reading.period.last_day()))
}

#[track_caller]
fn check(text: &str, from: (i16, i8, i8), to: (i16, i8, i8)) {
    assert_eq!(days(text), Ok((date(from.0, from.1, from.2), date(to.0, to.1, to.2))), "{text}");
}

#[test]
fn forms_of_real_documents() {
    check("1 ต.ค. 2568 - 30 ก.ย. 2569", (2025, 10, 1), (2026, 9, 30));
    check("<p>๑ ตุลาคม ๒๕๖๘- ๓๐ กันยายน ๒๕๖๙</p>", (2025, 10, 1), (2026, 9, 30));
    check("<p>๑ ตุลาคม ๒๕๖๘-๓๐ กันยายน ๒๕๖๙</p>", (2025, 10, 1), (2026, 9, 30));
    check("<p>๑ ตุลาคม ๒๕๖๘</p> <p>- ๓๐ กันยายน ๒๕๖๙</p>", (2025, 10, 1), (2026, 9, 30));
    check("ต.ค. 2566 ถึง ก.ย. 2567", (2023, 10, 1), (2024, 9, 30));
    check("ระยะเวลาดำเนินการ : 1 ตุลาคม 2566 – 30 กันยายน 2567", (2023, 10, 1), (2024, 9, 30));
    check("ม.ค. - ก.ย. ๖๖", (2023, 1, 1), (2023, 9, 30));
    check("ตุลาคม 2567 – กันยายน 2568", (2024, 10, 1), (2025, 9, 30));
    check("ต.ค. - ก.ย. 68", (2024, 10, 1), (2025, 9, 30));
    check("ต.ค.67-มี.ค.68", (2024, 10, 1), (2025, 3, 31));
    check("เดือนตุลาคม 2567 ถึงเดือนมีนาคม 2568", (2024, 10, 1), (2025, 3, 31));
    check("ตั้งแต่วันที่ 1 ตุลาคม พ.ศ. 2567 ถึงวันที่ 31 มีนาคม พ.ศ. 2568", (2024, 10, 1), (2025, 3, 31));
    check("1-31 ตุลาคม 2568", (2025, 10, 1), (2025, 10, 31));
    check("1 ต.ค. - 30 ก.ย. 68", (2024, 10, 1), (2025, 9, 30));
    check("1 ม.ค. - 30 ก.ย. 68", (2025, 1, 1), (2025, 9, 30));
    check("ต.ค. 2567 - มี.ค.", (2024, 10, 1), (2025, 3, 31));
    check("ต.ค. - ธ.ค. ปีงบประมาณ 2568", (2024, 10, 1), (2024, 12, 31));
    check("1/10/2567 - 30/9/2568", (2024, 10, 1), (2025, 9, 30));
    check("2024-10-01 - 2025-09-30", (2024, 10, 1), (2025, 9, 30));
    check("กุมภาพันธ์ ๒๕๖๗", (2024, 2, 1), (2024, 2, 29));
    check("15 ม.ค. 68", (2025, 1, 15), (2025, 1, 15));
}

#[test]
fn years_quarters_and_rounds() {
    let year = ((2024, 10, 1), (2025, 9, 30));
    for text in [
        "ปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ประจำปีงบประมาณ พ.ศ.๒๕๖๘",
        "ตลอดปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ตลอดทั้งปีงบประมาณ 2568",
        "ตลอดปี ๖๘",
        "ปี 2568",
        "ประจำปี พ.ศ. 2568",
        "ปีพ.ศ.๒๕๖๘",
        "ปีงบประมาณ 2568 (ต.ค. 67 - ก.ย. 68)",
        "รอบ 12 เดือน ปีงบประมาณ 2568",
    ] {
        check(text, year.0, year.1);
    }
    check("ปีปฏิทิน 2568", (2025, 1, 1), (2025, 12, 31));
    check("พ.ศ.๒๕๖๑ – ๒๕๘๐", (2017, 10, 1), (2037, 9, 30));
    check("ไตรมาสที่ ๑ ปี 2568", (2024, 10, 1), (2024, 12, 31));
    check("ไตรมาส 1/2568", (2024, 10, 1), (2024, 12, 31));
    check("ไตรมาสที่ 3 - 4 ปีงบประมาณ พ.ศ. 2568", (2025, 4, 1), (2025, 9, 30));
    check("ไตรมาสที่ 2 (ม.ค. - มี.ค. 68)", (2025, 1, 1), (2025, 3, 31));
    check("ไตรมาสที่ 1 (ต.ค. - ธ.ค.) ปีงบประมาณ 2568", (2024, 10, 1), (2024, 12, 31));
    check("รอบ 6 เดือน (ต.ค. 67 - มี.ค. 68)", (2024, 10, 1), (2025, 3, 31));
    check("รอบ ๖ เดือนหลัง ปีงบประมาณ ๒๕๖๘", (2025, 4, 1), (2025, 9, 30));
    check("6 เดือนแรก ปีงบประมาณ 2568", (2024, 10, 1), (2025, 3, 31));
    check("ครึ่งปีหลัง 2568", (2025, 4, 1), (2025, 9, 30));
}

#[test]
fn deadlines() {
    check("ภายในเดือนมีนาคม 2568", (2025, 3, 1), (2025, 3, 31));
    check("ภายใน 31 มีนาคม 2568", (2024, 10, 1), (2025, 3, 31));
    check("ภายในวันที่ 31 มี.ค. 68", (2024, 10, 1), (2025, 3, 31));
    check("ภายในสิ้นเดือนมีนาคม 2568", (2024, 10, 1), (2025, 3, 31));
    check("ภายในปีงบประมาณ พ.ศ. 2568", (2024, 10, 1), (2025, 9, 30));
    check("ภายในปี 2568", (2024, 10, 1), (2025, 9, 30));
    let reading = read("ภายใน 31 มีนาคม 2568").unwrap();
    assert_eq!(reading.kind, PeriodKind::Deadline);
    assert_eq!(reading.assumptions, [Assumption::StartOfFiscalYear]);
    assert_eq!(reading.words, "ภายใน 31 มีนาคม 2568");
}

#[test]
fn precision_words_and_assumptions() {
    let reading = read(" (ต.ค. - ก.ย. 68) ").unwrap();
    assert_eq!(reading.words, "ต.ค. - ก.ย. 68");
    assert_eq!(reading.precision, Precision::Month);
    assert_eq!(reading.assumptions, [Assumption::YearOfFirstHalf, Assumption::CenturyOfYear]);
    assert_eq!(read("1-31 ตุลาคม 2568").unwrap().assumptions, []);
    assert_eq!(read("ตลอดปี ๒๕๖๖").unwrap().assumptions, [Assumption::YearIsFiscal]);
    assert_eq!(read("ปีงบประมาณ ๒๕๖๖").unwrap().assumptions, []);
    assert_eq!(read("ไตรมาส 1/2568").unwrap().precision, Precision::Quarter);
    assert_eq!(read("รอบ 6 เดือนแรก ปีงบประมาณ 2568").unwrap().precision, Precision::HalfYear);
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = |error: DateError| Err(PeriodError::Date(error));
    assert_eq!(days(""), wrong(DateError::Empty));
    assert_eq!(days("ต.ค. - ก.ย."), wrong(DateError::MissingYear));
    assert_eq!(days("ตลอดปี"), wrong(DateError::MissingYear));
    assert_eq!(days("รอบ ๖ เดือน"), wrong(DateError::MissingYear));
    assert_eq!(
        days("1 ต.ค. 67 - 31 ก.ย. 68"),
        wrong(DateError::NoSuchDay { day: 31, month: 9, common_era: 2025, last: 30 })
    );
    assert_eq!(
        days("ก.ย. 68 - ต.ค. 67"),
        Err(PeriodError::Reversed { from: date(2025, 9, 1), to: date(2024, 10, 31) })
    );
    assert_eq!(
        days("31-1 ตุลาคม 2568"),
        Err(PeriodError::Reversed { from: date(2025, 10, 31), to: date(2025, 10, 1) })
    );
    assert_eq!(days("ไตรมาสที่ 5 ปี 2568"), Err(PeriodError::NoSuchQuarter { quarter: 5 }));
    assert_eq!(days("รอบ 5 เดือน ปี 2568"), Err(PeriodError::NoSuchRound { months: 5 }));
    assert!(matches!(days("ต.ค. 67 แมว"), Err(PeriodError::Date(DateError::Unexpected { byte: 12, .. }))));
}

#[test]
fn found_in_running_text() {
    let text = "ตามแผนประจำปีงบประมาณ พ.ศ. ๒๕๖๒ ข้อ 12 รายงานเดือนตุลาคม 2567 และวันที่ 1 ต.ค. 68 ถึงผู้บริหาร ก.ค.ศ.";
    let found: Vec<_> = find(text).into_iter().map(|found| found.reading.words).collect();
    assert_eq!(found, ["ปีงบประมาณ พ.ศ. ๒๕๖๒", "เดือนตุลาคม 2567", "วันที่ 1 ต.ค. 68"]);
    assert!(find("ตัวชี้วัดที่ 5 ร้อยละ 91.59 มีความสุข ปีที่ผ่านมา รอบคอบ").is_empty());
}

#[test]
fn text_made_to_cost_much() {
    for piece in
        ["วัน", "เดือน ", "ถึง", "1", "1/", "1-", "(", "<a", "รอบ6เดือน(", "ไตรมาส1(ต.ค.", "ม", "ต.ค. 68 - "]
    {
        assert!(find(&piece.repeat(20_000)).len() <= 20_000);
    }
}
