//! Dates, periods and fiscal years, over every day of two centuries.

use proptest::prelude::*;
use thai::dates::Era;
use thai::{BuddhistYear, Date, DateForm, DigitStyle, FiscalYear, Period, PeriodForm, dates, periods};

/// Days of 2440 to 2640 BE.
fn days() -> impl Iterator<Item = Date> {
    let last = Date::constant(2640 - 543, 12, 31);
    std::iter::successors(Some(Date::constant(2440 - 543, 1, 1)), move |day| {
        day.tomorrow().ok().filter(|day| *day <= last)
    })
}

fn any_day() -> impl Strategy<Value = Date> {
    (1897i16..=2097, 1i8..=12, 1i8..=31)
        .prop_filter_map("a day of the calendar", |(year, month, day)| Date::new(year, month, day).ok())
}

#[test]
fn every_day_written_is_read_back() {
    let mut count = 0;
    for day in days() {
        for form in [DateForm::Long, DateForm::Short, DateForm::Formal, DateForm::Numeric] {
            for digits in [DigitStyle::Thai, DigitStyle::Ascii] {
                let text = dates::write(day, form, digits);
                assert_eq!(dates::read(&text).map(|reading| reading.date), Ok(day), "{text}");
            }
        }
        count += 1;
        assert_eq!(
            dates::read(&day.to_string()).map(|reading| (reading.date, reading.era)),
            Ok((day, Era::Common))
        );
    }
    // 201 years, 49 of them leap years (1900 is none).
    assert_eq!(count, 201 * 365 + 49);
}

#[test]
fn the_window_of_two_digit_years() {
    for day in days() {
        let text = dates::write(day, DateForm::ShortYear, DigitStyle::Ascii);
        let read = dates::read(&text).map(|reading| reading.date);
        let inside = (2500..=2599).contains(&(day.year() + 543));
        assert_eq!(read == Ok(day), inside, "{text} of {day}");
    }
}

#[test]
fn every_day_is_in_one_fiscal_year_and_quarter() {
    for day in days() {
        let year = FiscalYear::of(day).unwrap();
        assert!(year.contains(day));
        assert!(!year.next().unwrap().contains(day) && !year.previous().unwrap().contains(day));
        let (first, last) = year.quarter_days(year.quarter(day).unwrap()).unwrap();
        assert!(first <= day && day <= last);
    }
}

#[test]
fn buddhist_years_both_ways() {
    for year in 1..=9000 {
        let buddhist = BuddhistYear::from_common_era(year).unwrap();
        assert_eq!((buddhist.common_era(), buddhist.number()), (year, year + 543));
        assert_eq!(BuddhistYear::new(buddhist.number()), Ok(buddhist));
    }
}

#[test]
fn every_named_span_is_read_back() {
    for number in 2440..=2640 {
        let year = FiscalYear::new(number).unwrap();
        let whole = Period::from(year);
        let quarters = (1..=4).filter_map(|quarter| year.quarter_days(quarter));
        for period in quarters.map(|(from, to)| Period::new(from, to).unwrap()).chain([whole]) {
            let text = period.write(PeriodForm::Name, DigitStyle::Thai);
            assert!(text.contains("ปีงบประมาณ"));
            assert_eq!(periods::read(&text).map(|reading| reading.period), Ok(period), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn periods_written_are_read_back(a in any_day(), b in any_day(), months in any::<bool>()) {
        let (mut from, mut to) = (a.min(b), a.max(b));
        if months {
            (from, to) = (from.first_of_month(), to.last_of_month());
        }
        let period = Period::new(from, to).unwrap();
        for form in [PeriodForm::Long, PeriodForm::Short, PeriodForm::Name] {
            for digits in [DigitStyle::Ascii, DigitStyle::Thai] {
                let text = period.write(form, digits);
                let reading = periods::read(&text).unwrap();
                prop_assert_eq!(reading.period, period, "{}", &text);
                prop_assert_eq!(reading.words, text);
            }
        }
    }

    #[test]
    fn periods_near_each_other_are_read_back(from in any_day(), length in 0i64..40) {
        use thai::Date;
        let to: Date = std::iter::successors(Some(from), |day| day.tomorrow().ok())
            .nth(usize::try_from(length).unwrap())
            .unwrap();
        let period = Period::new(from, to).unwrap();
        let text = period.write(PeriodForm::Long, DigitStyle::Thai);
        prop_assert_eq!(periods::read(&text).unwrap().period, period, "{}", text);
    }

    #[test]
    fn a_period_is_found_in_a_sentence(from in any_day(), to in any_day()) {
        let period = Period::new(from.min(to), from.max(to)).unwrap();
        let written = period.write(PeriodForm::Short, DigitStyle::Thai);
        let text = format!("ให้หน่วยงานรายงานผล {written} ต่อผู้บริหาร");
        let found = periods::find(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].reading.period, period);
        prop_assert_eq!(&text[found[0].range.clone()], written);
    }
}
