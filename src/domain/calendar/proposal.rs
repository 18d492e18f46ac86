//! The days off that the law gives a year, as a proposal: the Prime Minister
//! decides some of them every year (Labour Code 2019, article 112.3), and an
//! administrator confirms or corrects them.
//!
//! The holidays are `data/holidays.json`. Where one falls on a weekend, the
//! next working day is off for it (article 111.3).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::dates::Day;
use crate::domain::bilingual::written;
use crate::domain::regime::Confidence;
use crate::domain::words::words;

use super::lunar::{self, LunarDay};
use super::{Calendar, CalendarDay, DayKind};

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/holidays.json"))
        .expect("a test reads the holidays built in")
});

/// What stands as the basis of a day that nobody has decided yet.
pub const EXPECTED: &str = "dự kiến";

/// Where a day off for a holiday on a weekend stands.
const COMPENSATION: &str = "Bộ luật Lao động 2019 điều 111.3";

words! {
    /// The calendar in which the law names the day.
    Reckoned {
        /// The civil calendar.
        Solar = "solar",
        /// The lunar calendar of Viet Nam.
        Lunar = "lunar",
    }
}

/// A holiday of the law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// What it is called, in Vietnamese.
    pub name: String,
    /// In which calendar month and day are.
    pub reckoned: Reckoned,
    /// 1 to 12.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// How many days are off.
    pub days: u8,
    /// How many of them lie before the day named.
    #[serde(default)]
    pub before: u8,
    /// Whether one more day, before or after it, is off.
    #[serde(default)]
    pub adjoining: bool,
    /// Whether the Prime Minister decides every year which days they are.
    #[serde(default)]
    pub decided_yearly: bool,
    /// The first year.
    #[serde(default)]
    pub from: Option<i32>,
    /// Where it stands.
    pub citation: String,
    /// How sure it is that a weekend is made up for.
    pub compensation: Confidence,
    /// What the law says, for who keeps the file.
    pub note: String,
}

/// Every holiday of the law.
pub fn holidays() -> &'static [Holiday] {
    &HOLIDAYS
}

/// The days off that the law gives this year, in order; those that are only
/// expected are not confirmed. None for a year whose lunar days are not known
/// ([`lunar::YEARS`]).
pub fn proposal(year: i32) -> Option<Vec<CalendarDay>> {
    let mut days = BTreeMap::new();
    let mut weekends = Vec::new();
    for holiday in holidays().iter().filter(|holiday| holiday.from.is_none_or(|from| from <= year)) {
        for (day, row) in holiday.rows(holiday.in_year(year)?) {
            if day.is_weekend() {
                weekends.push((day, holiday));
            } else {
                days.entry(day).and_modify(|there: &mut CalendarDay| also(there, &row)).or_insert(row);
            }
        }
    }
    weekends.sort_by_key(|(day, _)| *day);
    for (day, holiday) in weekends {
        let calendar = Calendar::from_rows(days.values());
        let instead = calendar.working_from(day);
        days.insert(instead, holiday.compensated(day, instead));
    }
    Some(days.into_values().collect())
}

/// Two holidays on one day: it is off for both, once.
fn also(there: &mut CalendarDay, row: &CalendarDay) {
    there.name = format!("{}; {}", there.name, row.name);
    there.confirmed |= row.confirmed;
}

impl Holiday {
    fn in_year(&self, year: i32) -> Option<Day> {
        match self.reckoned {
            Reckoned::Solar => Day::new(year, self.month, self.day).ok(),
            Reckoned::Lunar => lunar::civil(LunarDay { year, month: self.month, leap: false, day: self.day }),
        }
    }

    fn rows(&self, named: Day) -> Vec<(Day, CalendarDay)> {
        let first = named.plus_days(-i64::from(self.before));
        let days = (0..self.days).map(|after| first.plus_days(i64::from(after)));
        let mut rows: Vec<_> = days.map(|day| (day, self.row(day))).collect();
        if self.adjoining {
            let day = adjoining(named);
            let name = format!("{} (ngày liền kề)", self.name);
            rows.push((day, CalendarDay { name, ..expected(day) }));
        }
        rows
    }

    fn row(&self, day: Day) -> CalendarDay {
        let name = self.name.clone();
        if self.decided_yearly {
            return CalendarDay { name, ..expected(day) };
        }
        CalendarDay { name, basis: self.citation.clone(), confirmed: true, ..expected(day) }
    }

    /// The day off for one on a weekend.
    fn compensated(&self, weekend: Day, instead: Day) -> CalendarDay {
        let weekday = if weekend.plus_days(1).is_weekend() { "thứ Bảy" } else { "Chủ nhật" };
        let name = format!("Nghỉ bù {} ({} là {weekday})", self.name, &written(weekend)[..5]);
        match self.compensation {
            Confidence::Text => {
                CalendarDay { name, basis: COMPENSATION.to_owned(), confirmed: true, ..expected(instead) }
            }
            Confidence::Excerpt | Confidence::Proposed => CalendarDay { name, ..expected(instead) },
        }
    }
}

fn expected(day: Day) -> CalendarDay {
    let (name, basis) = (String::new(), EXPECTED.to_owned());
    CalendarDay { day, kind: DayKind::Off, name, basis, confirmed: false }
}

/// The weekday beside a day that makes the longer run of days off; the one
/// before it where both make the same.
fn adjoining(day: Day) -> Day {
    let sides = [day.plus_days(-1), day.plus_days(1)].into_iter().filter(|side| !side.is_weekend());
    sides.rev().max_by_key(|side| run(day, *side)).unwrap_or(day)
}

/// How many days in a row are off around a day, another and the weekends.
fn run(day: Day, other: Day) -> usize {
    let is_off = |at: &Day| *at == day || *at == other || at.is_weekend();
    let before = (1..7).map(|days| day.plus_days(-days)).take_while(is_off).count();
    let after = (1..7).map(|days| day.plus_days(days)).take_while(is_off).count();
    before + after
}
