//! Which years somebody has entered. Of any other year the calendar knows only
//! the weekends, and a term counted over it is provisional.

use std::collections::BTreeSet;

use crate::dates::Day;

use super::{Calendar, seed};

/// From this month on, next year is missed: the Prime Minister's decision on
/// the days off of a year is made known in the autumn before, and the first
/// terms that reach into January begin to run.
const MISSED_FROM_MONTH: u8 = 10;

/// The years built in: those of which some day is confirmed.
pub fn seeded_years() -> BTreeSet<i32> {
    seed().iter().filter(|row| row.confirmed).map(|row| row.day.year()).collect()
}

impl Calendar {
    /// The same calendar with these years entered.
    #[must_use]
    pub fn entering(mut self, years: impl IntoIterator<Item = i32>) -> Self {
        self.entered.extend(years);
        self
    }

    /// Whether somebody has entered the days off of this year.
    pub fn is_entered(&self, year: i32) -> bool {
        self.entered.contains(&year)
    }

    /// The first year of these days, both ends counted, that nobody has entered.
    pub fn missing_year(&self, first: Day, last: Day) -> Option<i32> {
        (first.year()..=last.year()).find(|year| !self.is_entered(*year))
    }

    /// The years to enter now: this one, and from October on the next.
    pub fn years_to_enter(&self, today: Day) -> Vec<i32> {
        let next = (today.month() >= MISSED_FROM_MONTH).then_some(today.year() + 1);
        [Some(today.year()), next].into_iter().flatten().filter(|year| !self.is_entered(*year)).collect()
    }
}
