//! Terms: so many working days, calendar days or months from an event.
//!
//! Civil Code, articles 145–148: the day of the event is not counted; a
//! procedural term that ends on a day off ends on the next working day; a term
//! in months ends on the corresponding day, or the last of the month. The end
//! of a paper's validity is that corresponding day itself, not rolled.

use crate::dates::Day;

use super::calendar::Calendar;
use super::words::words;

words! {
    /// What a term is counted in.
    Unit {
        /// Days on which the public sector works.
        WorkingDay = "working_day",
        /// Every day.
        CalendarDay = "calendar_day",
        /// Months, to the corresponding day.
        Month = "month",
    }
}

/// The longest term: a term beyond ten thousand is a slip of the pen, and
/// counting stays instant.
const MOST: u32 = 10_000;

/// A length of time as the law writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    n: u32,
    unit: Unit,
}

/// A term of nothing, or longer than any term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a term has from 1 to 10000 units")]
pub struct TermError;

impl Term {
    /// A term of `n` units, 1 to 10 000.
    pub fn new(n: u32, unit: Unit) -> Result<Self, TermError> {
        if (1..=MOST).contains(&n) { Ok(Self { n, unit }) } else { Err(TermError) }
    }

    /// How many units.
    pub fn n(self) -> u32 {
        self.n
    }

    /// What they are.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The last day of the term after an event on `start`, not rolled (a term
    /// in working days ends on one by itself).
    pub fn ends_on(self, start: Day, calendar: &Calendar) -> Day {
        match self.unit {
            Unit::WorkingDay => calendar.plus_working_days(start, self.n),
            Unit::CalendarDay => start.plus_days(i64::from(self.n)),
            Unit::Month => start.plus_months(self.n),
        }
    }

    /// The last day of a procedural term: a day off moves to the next working
    /// day (Civil Code, article 148.5).
    pub fn due_on(self, start: Day, calendar: &Calendar) -> Day {
        calendar.working_from(self.ends_on(start, calendar))
    }

    /// The first year whose days off decide where the term ends and that nobody
    /// has entered; none when the end is certain. A term in working days asks
    /// about every day of it, any other only about its end, and only when that
    /// is `rolled`.
    pub fn missing_year(self, start: Day, rolled: bool, calendar: &Calendar) -> Option<i32> {
        let end = self.ends_on(start, calendar);
        match self.unit {
            Unit::WorkingDay => calendar.missing_year(start.plus_days(1), end),
            Unit::CalendarDay | Unit::Month if rolled => {
                calendar.missing_year(end, calendar.working_from(end))
            }
            Unit::CalendarDay | Unit::Month => None,
        }
    }
}
