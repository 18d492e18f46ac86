//! The days of one year as an administrator enters them, all at once.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::dates::Day;

use super::lunar::YEARS;
use super::proposal::EXPECTED;
use super::{Calendar, CalendarDay, DayKind};

/// The first year that can be entered: no term of the register began before it.
const FIRST: i32 = 2014;

/// The days of a year: every one of them is of that year, stands once, and
/// departs from its weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearDays {
    year: i32,
    basis: String,
    days: Vec<CalendarDay>,
}

/// Why the days are not those of a year; with the position of the row at fault,
/// from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum YearFault {
    /// The year lies too far back or ahead.
    #[error("no year that can be entered")]
    Year,
    /// No text is named that decides the year.
    #[error("the text that decides the year is missing")]
    Basis,
    /// A year without a single day off is a slip.
    #[error("no day at all")]
    Empty,
    /// The day is of another year.
    #[error("row {0} is of another year")]
    OtherYear(usize),
    /// The day stands in an earlier row.
    #[error("row {0} is there twice")]
    Twice(usize),
    /// What is worked in exchange is a Saturday or a Sunday.
    #[error("row {0} is worked anyway")]
    WorkedAnyway(usize),
    /// A Saturday or a Sunday is off by itself; most likely it is worked.
    #[error("row {0} is off anyway")]
    OffAnyway(usize),
}

impl YearDays {
    /// Whether this year can be entered.
    pub fn takes(year: i32) -> bool {
        year >= FIRST && YEARS.contains(&year)
    }

    /// The days of a year as decided by a text. Each is confirmed by it; where a
    /// day names no text of its own, it is the basis.
    pub fn new(year: i32, basis: &str, days: Vec<CalendarDay>) -> Result<Self, YearFault> {
        if !Self::takes(year) {
            return Err(YearFault::Year);
        }
        let basis = basis.trim();
        if basis.is_empty() {
            return Err(YearFault::Basis);
        }
        check(year, &days)?;
        let decided = |day: CalendarDay| {
            let own = day.basis.trim();
            let text = if own.is_empty() || own == EXPECTED { basis } else { own };
            CalendarDay { basis: text.to_owned(), confirmed: true, ..day }
        };
        let mut days: Vec<CalendarDay> = days.into_iter().map(decided).collect();
        days.sort_by_key(|day| day.day);
        Ok(Self { year, basis: basis.to_owned(), days })
    }

    /// The year.
    pub fn year(&self) -> i32 {
        self.year
    }

    /// The text that decides it.
    pub fn basis(&self) -> &str {
        &self.basis
    }

    /// Its days, in order.
    pub fn days(&self) -> &[CalendarDay] {
        &self.days
    }

    /// How many days there are of a kind.
    pub fn count(&self, kind: DayKind) -> usize {
        self.days.iter().filter(|day| day.kind == kind).count()
    }

    /// The calendar of these rows of the table and its entered years, with the
    /// days of this year in place of what they say of it.
    pub fn put_into(&self, rows: &[CalendarDay], entered: BTreeSet<i32>) -> Calendar {
        let others = rows.iter().filter(|row| row.day.year() != self.year);
        Calendar::from_rows(others.chain(&self.days)).entering(entered).entering([self.year])
    }
}

fn check(year: i32, days: &[CalendarDay]) -> Result<(), YearFault> {
    let mut seen: BTreeSet<Day> = BTreeSet::new();
    for (position, row) in days.iter().enumerate() {
        if row.day.year() != year {
            return Err(YearFault::OtherYear(position));
        }
        if !seen.insert(row.day) {
            return Err(YearFault::Twice(position));
        }
        match (row.kind, row.day.is_weekend()) {
            (DayKind::Work, false) => return Err(YearFault::WorkedAnyway(position)),
            (DayKind::Off, true) => return Err(YearFault::OffAnyway(position)),
            _ => {}
        }
    }
    if days.iter().any(|row| row.kind == DayKind::Off) { Ok(()) } else { Err(YearFault::Empty) }
}
