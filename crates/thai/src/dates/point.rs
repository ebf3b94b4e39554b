//! The grammar of one date or month, shared by dates and periods.

use jiff::civil::Date;

use super::{DateError, Era};
use crate::fiscal_year::ERA_OFFSET;
use crate::lex::{Key, Kind, Number, Token};

/// A year as written: the number, whose era it is, and whether it names a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Year {
    number: Number,
    common: bool,
    buddhist: bool,
    /// Written as ปีงบประมาณ, so that October to December belong to the year before.
    pub(crate) fiscal: bool,
}

impl Year {
    pub(crate) fn era(self) -> Era {
        if self.common || (self.number.len == 4 && self.number.value <= 2400) {
            Era::Common
        } else if self.number.len == 2 {
            Era::BuddhistTwoDigits
        } else {
            Era::Buddhist
        }
    }

    /// The year of the common era that bears this number.
    pub(crate) fn number(self) -> Result<i16, DateError> {
        let error = DateError::NoSuchYear { year: self.number.value };
        let value = i16::try_from(self.number.value).map_err(|_| error.clone())?;
        match (self.number.len, value) {
            (2, _) if self.common => Ok(2000 + value),
            (2, _) => Ok(2500 + value - ERA_OFFSET),
            (4, 1800..=2400) if !self.buddhist => Ok(value),
            (4, 2401..=2800) if !self.common => Ok(value - ERA_OFFSET),
            _ => Err(error),
        }
    }

    /// The year of the common era in which this month of the year lies.
    pub(crate) fn common_era(self, month: i8) -> Result<i16, DateError> {
        Ok(self.number()? - i16::from(self.fiscal && 10 <= month))
    }
}

/// What was written of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) day: Option<u32>,
    pub(crate) month: Option<i8>,
    pub(crate) year: Option<Year>,
    /// Written as "the end of" the month.
    pub(crate) at_end: bool,
}

/// A day of a year of the common era, or what is wrong with it.
pub(crate) fn date(year: i16, month: i8, day: u32) -> Result<Date, DateError> {
    let first = Date::new(year, month, 1)
        .map_err(|_| DateError::NoSuchMonth { month: u32::from(month.unsigned_abs()) })?;
    let last = first.days_in_month();
    let small = i8::try_from(day).ok().and_then(|day| Date::new(year, month, day).ok());
    small.ok_or(DateError::NoSuchDay { day, month, common_era: year, last })
}

/// A place in the tokens of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    tokens: &'a [Token],
    pub(crate) at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) const fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        Self { text, tokens, at: 0 }
    }

    pub(crate) const fn starting(text: &'a str, tokens: &'a [Token], at: usize) -> Self {
        Self { text, tokens, at }
    }

    pub(crate) fn peek(&self) -> Option<Kind> {
        self.peek_at(0)
    }

    pub(crate) fn peek_at(&self, ahead: usize) -> Option<Kind> {
        self.tokens.get(self.at + ahead).map(|token| token.kind)
    }

    pub(crate) fn is_done(&self) -> bool {
        self.tokens.len() <= self.at
    }

    pub(crate) fn at_to(&self) -> bool {
        self.peek() == Some(Kind::To)
    }

    pub(crate) fn accept(&mut self, kind: Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    pub(crate) fn accept_key(&mut self, key: Key) -> bool {
        self.accept(Kind::Key(key))
    }

    /// Passes over a few tokens. No date repeats its small words more often, and text made to do so must not
    /// cost more the longer it is.
    fn skip(&mut self, small: impl Fn(Kind) -> bool) {
        let few = (0..3).take_while(|ahead| self.peek_at(*ahead).is_some_and(&small)).count();
        self.at += few;
    }

    pub(crate) fn number(&mut self) -> Option<Number> {
        match self.peek() {
            Some(Kind::Number(number)) => {
                self.at += 1;
                Some(number)
            }
            _ => None,
        }
    }

    /// The error for whatever stands here.
    pub(crate) fn unexpected(&self) -> DateError {
        match self.tokens.get(self.at) {
            None => DateError::Empty,
            Some(token) => {
                let found = self.text.get(token.start..token.end).unwrap_or_default();
                DateError::Unexpected { byte: token.start, found: found.to_owned() }
            }
        }
    }

    /// Nothing may be left but closing brackets and dashes, which end cells and sentences.
    pub(crate) fn finish(&mut self) -> Result<(), DateError> {
        while self.accept(Kind::Close) || self.accept(Kind::To) {}
        if self.is_done() { Ok(()) } else { Err(self.unexpected()) }
    }

    /// Reads a day, a month and a year as far as they are there; at least a day or a month must be.
    pub(crate) fn point(&mut self) -> Result<Point, DateError> {
        self.skip(|kind| kind == Kind::Key(Key::Day));
        if let Some(Kind::Triple(parts)) = self.peek() {
            self.at += 1;
            return triple(parts);
        }
        let at_end = self.accept_key(Key::EndOf);
        let mut point = Point { at_end, ..Point::default() };
        if let Some(Kind::Number(number)) = self.peek() {
            if 2 < number.len {
                return Err(self.unexpected());
            }
            self.at += 1;
            point.day = Some(number.value);
        }
        let before = self.at;
        self.skip(|kind| matches!(kind, Kind::Key(Key::Month) | Kind::Slash));
        match self.peek() {
            Some(Kind::Month(month)) => {
                self.at += 1;
                point.month = Some(month);
                point.year = self.year_after_month();
            }
            _ if point.day.is_some() => self.at = before,
            Some(_) => return Err(self.unexpected()),
            None => return Err(DateError::MissingMonth),
        }
        Ok(point)
    }

    fn year_after_month(&mut self) -> Option<Year> {
        let before = self.at;
        self.accept(Kind::Slash);
        let year = self.year();
        if year.is_none() {
            self.at = before;
        }
        year
    }

    /// Reads `[ปี|ปีงบประมาณ] [พ.ศ.|ค.ศ.] number`; moves only when there is a number.
    pub(crate) fn year(&mut self) -> Option<Year> {
        let before = self.at;
        let fiscal = self.accept_key(Key::FiscalYear);
        if !fiscal {
            let _ = self.accept_key(Key::CalendarYear) || self.accept_key(Key::Year);
        }
        let buddhist = self.accept_key(Key::Buddhist);
        let common = !buddhist && self.accept_key(Key::Common);
        match self.number() {
            Some(number) => Some(Year { number, common, buddhist, fiscal }),
            None => {
                self.at = before;
                None
            }
        }
    }
}

/// Day first unless the first number has four digits.
fn triple([a, b, c]: [Number; 3]) -> Result<Point, DateError> {
    let (year, month, day) = if a.len == 4 { (a, b, c) } else { (c, b, a) };
    let year = Year { number: year, common: false, buddhist: false, fiscal: false };
    let small = i8::try_from(month.value).ok().filter(|month| (1..=12).contains(month));
    let month = small.ok_or(DateError::NoSuchMonth { month: month.value })?;
    Ok(Point { day: Some(day.value), month: Some(month), year: Some(year), at_end: false })
}
