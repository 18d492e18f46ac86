//! Months, as an office counts what it received and decided.

use std::fmt;
use std::str::FromStr;

use crate::dates::{Day, Instant};

/// A month of a year: `2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Day);

/// Months one after the other, the first and the last counted: `2026-11`, or
/// `2025-12..2026-11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Months {
    first: Month,
    last: Month,
}

/// The text is no month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a month: 2026-11")]
pub struct NotAMonth;

/// Between the first month and the last.
const BETWEEN: &str = "..";

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        Self(Day::new(day.year(), day.month(), 1).unwrap_or(day))
    }

    /// Its first day.
    pub fn first_day(self) -> Day {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> Day {
        self.0.plus_months(1).plus_days(-1)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.0.plus_months(1))
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.0.plus_days(-1))
    }

    /// So many months that end with this one, oldest first.
    pub fn up_to_here(self, count: usize) -> Vec<Self> {
        let mut months: Vec<Self> =
            std::iter::successors(Some(self), |month| Some(month.previous())).take(count).collect();
        months.reverse();
        months
    }
}

impl Months {
    /// From the first month to the last; the one month where they are the same.
    pub fn new(first: Month, last: Month) -> Self {
        Self { first, last: last.max(first) }
    }

    /// The instant they begin at, and the one they are over at.
    pub fn instants(self) -> (Instant, Instant) {
        (self.first.first_day().starts_at(), self.last.last_day().ends_before())
    }

    /// The first of them.
    pub fn first(self) -> Month {
        self.first
    }

    /// The last of them.
    pub fn last(self) -> Month {
        self.last
    }
}

impl From<Month> for Months {
    fn from(month: Month) -> Self {
        Self::new(month, month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        format!("{text}-01").parse().map(Self).map_err(|_| NotAMonth)
    }
}

impl fmt::Display for Months {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return self.first.fmt(f);
        }
        write!(f, "{}{BETWEEN}{}", self.first, self.last)
    }
}

impl FromStr for Months {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (first, last) = text.split_once(BETWEEN).unwrap_or((text, text));
        let (first, last): (Month, Month) = (first.parse()?, last.parse()?);
        if first > last { Err(NotAMonth) } else { Ok(Self { first, last }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().expect("a month")
    }

    #[test]
    fn a_month_is_written_as_it_is_read_and_follows_another() {
        let november = Month::of("2026-11-22".parse().expect("a day"));
        assert_eq!((november.to_string().as_str(), november), ("2026-11", month("2026-11")));
        assert_eq!(
            (month("2026-12").next(), month("2026-01").previous()),
            (month("2027-01"), month("2025-12"))
        );
        assert_eq!(month("2028-02").last_day().to_string(), "2028-02-29");
        let year = november.up_to_here(12);
        assert_eq!((year.len(), year[0], year[11]), (12, month("2025-12"), november));
        for none in ["", "2026", "2026-13", "2026-1", "2026-11-01", "x"] {
            assert_eq!(none.parse::<Month>(), Err(NotAMonth), "{none}");
        }
    }

    #[test]
    fn months_begin_and_end_with_the_days_of_viet_nam() {
        let both: Months = "2025-12..2026-11".parse().expect("months");
        let (from, to) = both.instants();
        assert_eq!(
            (from.to_string().as_str(), to.to_string().as_str()),
            ("2025-11-30T17:00:00Z", "2026-11-30T17:00:00Z")
        );
        assert_eq!(both.to_string(), "2025-12..2026-11");
        assert_eq!(Months::from(month("2026-11")).to_string(), "2026-11");
        for none in ["2026-11..2026-10", "2026-11..", "..2026-11", "2026-11..2026-12..2027-01"] {
            assert_eq!(none.parse::<Months>(), Err(NotAMonth), "{none}");
        }
    }
}
