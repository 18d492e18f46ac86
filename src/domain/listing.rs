//! Lists of dossiers at the desk: which one is asked for, in which order, and
//! which of its dossiers are shown.

use super::application::Procedure;
use super::calendar::Calendar;
use super::dossier::{Selection, StageName};
use super::escalation::near_until;
use super::ids::AccountId;
use super::month::Months;
use super::staff::Officer;
use super::words::words;
use crate::dates::Day;

/// A Monday.
const A_MONDAY: (i32, u8, u8) = (2026, 11, 23);

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// What waits for the officer.
    Mine,
    /// What is in progress.
    Open,
    /// What is done.
    Done,
    /// Everything that was ever received.
    Received,
    /// What is in one stage.
    Stage(StageName),
}

words! {
    /// What a list is ordered by.
    Order {
        /// The nearest deadline first; of what is done, the last first.
        Due = "due",
        /// The day it was received.
        Received = "received",
        /// The number.
        Number = "number",
    }
}

words! {
    /// Which deadlines are looked for.
    Due {
        /// The office let them pass.
        Late = "late",
        /// They end today.
        Today = "today",
        /// They end within a few working days.
        Near = "near",
        /// They are late, end today or are near.
        Urgent = "urgent",
        /// They end today or later in this week.
        Week = "week",
        /// They may still move: a year of the calendar was not entered.
        Provisional = "provisional",
    }
}

words! {
    /// How a decided dossier was handled.
    Kept {
        /// Every step of the office was in time.
        InTime = "in_time",
        /// One was not.
        Late = "late",
    }
}

/// Deadlines between two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueDays {
    /// The first day; none for all before the last.
    pub from: Option<Day>,
    /// The last day; none for all after the first.
    pub to: Option<Day>,
    /// Whether only what the office has to keep.
    pub offices: bool,
}

/// Which dossiers of a list are shown; all of them by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Those of this procedure.
    pub procedure: Option<Procedure>,
    /// Those that this officer appraises or proposed a decision on.
    pub appraiser: Option<AccountId>,
    /// Those with these deadlines.
    pub due: Option<Due>,
    /// Those received in these months.
    pub received: Option<Months>,
    /// Those decided in these months.
    pub decided: Option<Months>,
    /// Those handled so.
    pub kept: Option<Kept>,
}

impl List {
    /// The dossiers of the list, by their stages and hands.
    pub fn selection(self, officer: &Officer) -> Selection {
        match self {
            Self::Mine => Selection::waiting_for(officer),
            Self::Open => Selection::of_stages(|stage| !stage.is_final()),
            Self::Done => Selection::of_stages(StageName::is_final),
            Self::Received => Selection::of_stages(|_| true),
            Self::Stage(wanted) => Selection::of_stages(|stage| stage == wanted),
        }
    }

    /// Whether what is done stands in it, and nothing else.
    pub fn is_done(self) -> bool {
        match self {
            Self::Done => true,
            Self::Stage(stage) => stage.is_final(),
            Self::Mine | Self::Open | Self::Received => false,
        }
    }
}

impl Due {
    /// The days on which such deadlines end.
    pub fn days(self, today: Day, calendar: &Calendar) -> DueDays {
        let between = |from, to| DueDays { from: Some(from), to: Some(to), offices: true };
        match self {
            Self::Late => DueDays { from: None, to: Some(today.plus_days(-1)), offices: true },
            Self::Today => between(today, today),
            Self::Near => between(today.plus_days(1), near_until(today, calendar)),
            Self::Urgent => DueDays { from: None, to: Some(near_until(today, calendar)), offices: true },
            Self::Week => between(today, sunday_from(today)),
            Self::Provisional => {
                let year = (today.year()..=Day::MAX.year()).find(|year| !calendar.is_entered(*year));
                let first = year.and_then(|year| Day::new(year, 1, 1).ok()).unwrap_or(Day::MAX);
                DueDays { from: Some(first.max(today)), to: None, offices: false }
            }
        }
    }
}

impl Narrowing {
    /// Whether all of a list is shown.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// The Sunday of the week of a day.
fn sunday_from(day: Day) -> Day {
    let (year, month, first) = A_MONDAY;
    let since = Day::new(year, month, first).map_or(0, |monday| day.days_since(monday).rem_euclid(7));
    day.plus_days(6 - since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_week_ends_on_its_sunday() {
        for (of, sunday) in [
            ("2026-11-22", "2026-11-22"),
            ("2026-11-23", "2026-11-29"),
            ("2026-11-28", "2026-11-29"),
            ("2024-02-26", "2024-03-03"),
        ] {
            assert_eq!(sunday_from(day(of)), day(sunday), "{of}");
        }
    }

    #[test]
    fn what_is_late_today_and_near_never_overlaps() {
        let (calendar, today) = (Calendar::seeded(), day("2026-11-19"));
        let days = |due: Due| due.days(today, &calendar);
        assert_eq!((days(Due::Late).from, days(Due::Late).to), (None, Some(day("2026-11-18"))));
        assert_eq!((days(Due::Today).from, days(Due::Today).to), (Some(today), Some(today)));
        assert_eq!(
            (days(Due::Near).from, days(Due::Near).to),
            (Some(day("2026-11-20")), Some(day("2026-11-24")))
        );
        let provisional = days(Due::Provisional);
        assert_eq!((provisional.from, provisional.offices), (Some(day("2028-01-01")), false));
    }
}
