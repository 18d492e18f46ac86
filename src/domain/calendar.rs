//! The working calendar of the public sector: Monday to Friday, less the days
//! off, plus the Saturdays worked in exchange.
//!
//! The seed is `data/calendar.csv`; the table an administrator edits is built
//! from the same rows. Of a year that nobody has entered only the weekends are
//! known, and what is counted over it says so.

pub mod lunar;
pub mod proposal;
mod year_days;
mod years;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::dates::Day;

use super::bilingual::Bilingual;
use super::words::words;

pub use self::year_days::{YearDays, YearFault};
pub use self::years::seeded_years;

static SEED: LazyLock<Vec<CalendarDay>> = LazyLock::new(|| {
    parse_rows(include_str!("../../data/calendar.csv")).expect("a test parses the calendar built in")
});

words! {
    /// How a day departs from the ordinary week.
    DayKind {
        /// Nobody works, though it may be a weekday.
        Off = "off",
        /// Worked, though it is a weekend.
        Work = "work",
    }
}

/// One row of the calendar: a day that departs from the ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDay {
    /// The day.
    pub day: Day,
    /// Off or worked.
    pub kind: DayKind,
    /// What the day is, in Vietnamese: `Tết Âm lịch`.
    pub name: String,
    /// The text that decides it.
    pub basis: String,
    /// False while only expected: deadlines over it may still move.
    pub confirmed: bool,
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("calendar line {line}: {reason}")]
pub struct CalendarError {
    /// Counted from 1, the header included.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Which days are worked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    departures: BTreeMap<Day, DayKind>,
    entered: BTreeSet<i32>,
}

/// How far a deadline is, from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remaining {
    /// So many working days after today, the due day included.
    Left {
        /// 0 only when the due day itself is not worked.
        working_days: u32,
    },
    /// It ends today.
    Today,
    /// It ended so many calendar days ago.
    Overdue {
        /// At least 1.
        days: u32,
    },
}

/// The rows of the calendar built in, 2025–2027.
pub fn seed() -> &'static [CalendarDay] {
    &SEED
}

/// Reads rows `date,kind,name,basis,confirmed` under a header line.
///
/// No field may hold a comma or a quote: the file is ours.
pub fn parse_rows(csv: &str) -> Result<Vec<CalendarDay>, CalendarError> {
    let mut rows: Vec<CalendarDay> = Vec::new();
    for (index, text) in csv.lines().enumerate().skip(1) {
        let fault = |reason| CalendarError { line: index + 1, reason };
        let fields: Vec<&str> = text.split(',').collect();
        let [day, kind, name, basis, confirmed] = fields[..] else {
            return Err(fault("not five fields"));
        };
        let day: Day = day.parse().map_err(|_| fault("not a day"))?;
        if rows.iter().any(|row| row.day == day) {
            return Err(fault("the day stands there twice"));
        }
        rows.push(CalendarDay {
            day,
            kind: kind.parse().map_err(|_| fault("neither off nor work"))?,
            name: name.to_owned(),
            basis: basis.to_owned(),
            confirmed: confirmed.parse().map_err(|_| fault("neither true nor false"))?,
        });
    }
    Ok(rows)
}

impl Calendar {
    /// The calendar of these rows; of two rows for a day the last one holds. No
    /// year counts as entered: one day off does not make a year known.
    pub fn from_rows<'a>(rows: impl IntoIterator<Item = &'a CalendarDay>) -> Self {
        let departures = rows.into_iter().map(|row| (row.day, row.kind)).collect();
        Self { departures, entered: BTreeSet::new() }
    }

    /// The calendar built in, with its years entered.
    pub fn seeded() -> Self {
        Self::from_rows(seed()).entering(seeded_years())
    }

    /// Whether the public sector works on this day.
    pub fn is_working(&self, day: Day) -> bool {
        match self.departures.get(&day) {
            Some(kind) => *kind == DayKind::Work,
            None => !day.is_weekend(),
        }
    }

    /// This day when it is worked, else the first worked day after it.
    pub fn working_from(&self, day: Day) -> Day {
        let mut at = day;
        // The last day of the year 9999 has no day after it.
        while !self.is_working(at) && at.plus_days(1) != at {
            at = at.plus_days(1);
        }
        at
    }

    /// The `count`-th working day after `start`; `start` is not counted.
    pub fn plus_working_days(&self, start: Day, count: u32) -> Day {
        (0..count).fold(start, |at, _| self.working_from(at.plus_days(1)))
    }

    /// Working days after `from`, up to and including `to`; 0 when not later.
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let mut count = 0;
        let mut at = from;
        while at < to {
            at = at.plus_days(1);
            count += u32::from(self.is_working(at));
        }
        count
    }

    /// How far a deadline at the end of `due` is on the day `on`.
    pub fn remaining(&self, on: Day, due: Day) -> Remaining {
        if on == due {
            return Remaining::Today;
        }
        match u32::try_from(on.days_since(due)) {
            Ok(days) => Remaining::Overdue { days },
            Err(_) => Remaining::Left { working_days: self.working_days_between(on, due) },
        }
    }
}

/// So many working days before it, a deadline counts as soon. Two: of the
/// shortest terms, three working days, the first of them is still not marked.
const SOON: u32 = 2;

impl Remaining {
    /// Whether whoever keeps the deadline should see to it now: it ends today or
    /// within the next two working days.
    pub fn is_soon(self) -> bool {
        match self {
            Self::Left { working_days } => working_days <= SOON,
            Self::Today => true,
            Self::Overdue { .. } => false,
        }
    }

    /// In words: `còn 3 ngày làm việc`, `quá hạn 1 ngày`.
    pub fn in_words(self) -> Bilingual {
        let s = |n: u32| if n == 1 { "" } else { "s" };
        match self {
            Self::Left { working_days: n } => {
                Bilingual::new(format!("còn {n} ngày làm việc"), format!("{n} working day{} left", s(n)))
            }
            Self::Today => Bilingual::new("hết hạn hôm nay", "due today"),
            Self::Overdue { days: n } => {
                Bilingual::new(format!("quá hạn {n} ngày"), format!("{n} day{} overdue", s(n)))
            }
        }
    }
}
