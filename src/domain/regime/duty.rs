//! What holders owe their issuer every year: a report in the month that the
//! circular names (Circular 26/2014/TT-BKHCN, article 22.1).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Regime, Sourced};
use crate::dates::Day;

/// The duties in each family of regimes. The regimes themselves say nothing of
/// them, and registers keep those as they were.
static DUTIES: LazyLock<BTreeMap<String, Duties>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../data/watch.json")).expect("a test reads the duties")
});

/// What is owed every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// The year's report.
    pub report: Sourced<ReportDuty>,
}

/// When the report of a year is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportDuty {
    /// In which month: from its first day to its last.
    pub month: u8,
    /// So many days before the month its holders are reminded.
    pub reminder_days: u32,
    /// The first year whose report this register takes.
    pub first_year: i32,
}

impl Regime {
    /// What it has holders do every year; in a family that is not known, as in
    /// the first.
    pub fn duties(&self) -> &'static Duties {
        let known = DUTIES.get(self.family()).or_else(|| DUTIES.values().next());
        known.expect("a test reads the duties")
    }
}

impl ReportDuty {
    /// The first day on which the report of a year is made.
    pub fn opens_on(self, year: i32) -> Day {
        Day::new(year, self.month, 1).unwrap_or(Day::MAX)
    }

    /// The last day on which it is in time.
    pub fn last_day(self, year: i32) -> Day {
        self.opens_on(year).plus_months(1).plus_days(-1)
    }

    /// The day from which holders are reminded of it.
    pub fn reminded_from(self, year: i32) -> Day {
        self.opens_on(year).plus_days(-i64::from(self.reminder_days))
    }

    /// The year whose report can be made on a day: late, too, until the next
    /// one's time has come.
    pub fn year_on(self, on: Day) -> i32 {
        if on < self.opens_on(on.year()) { on.year() - 1 } else { on.year() }
    }

    /// The last year whose report is overdue on a day unless it was made.
    pub fn closed_year(self, on: Day) -> i32 {
        if on > self.last_day(on.year()) { on.year() } else { on.year() - 1 }
    }

    /// Whether the report of a year is asked of who holds a certificate since a
    /// day: of everyone who held it when the month began (P).
    pub fn is_asked(self, year: i32, held_from: Day) -> bool {
        year >= self.first_year && held_from < self.opens_on(year)
    }

    /// The first year whose report is asked of them.
    pub fn first_asked(self, held_from: Day) -> i32 {
        let next = i32::from(held_from >= self.opens_on(held_from.year()));
        (held_from.year() + next).max(self.first_year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::regime::built_in;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn every_regime_has_its_duties_and_where_they_stand() {
        for regime in built_in() {
            assert!(DUTIES.contains_key(regime.family()), "{}", regime.id);
            let report = &regime.duties().report;
            assert_eq!((report.value.month, report.citation.as_str()), (11, "TT26 22.1"));
        }
    }

    #[test]
    fn a_report_is_made_in_november_and_overdue_from_the_first_of_december() {
        let duty = built_in()[0].duties().report.value;
        assert_eq!((duty.opens_on(2027), duty.last_day(2027)), (day("2027-11-01"), day("2027-11-30")));
        for (on, made, closed) in [
            ("2027-10-31", 2026, 2026),
            ("2027-11-01", 2027, 2026),
            ("2027-11-30", 2027, 2026),
            ("2027-12-01", 2027, 2027),
            ("2028-01-01", 2027, 2027),
        ] {
            assert_eq!((duty.year_on(day(on)), duty.closed_year(day(on))), (made, closed), "{on}");
        }
        assert_eq!(duty.reminded_from(2027), day("2027-10-18"));
    }

    #[test]
    fn who_got_a_certificate_in_november_reports_in_the_next() {
        let duty = built_in()[0].duties().report.value;
        for (held, first) in
            [("2020-01-01", 2026), ("2026-10-31", 2026), ("2026-11-01", 2027), ("2027-03-01", 2027)]
        {
            let held = day(held);
            assert_eq!(duty.first_asked(held), first);
            assert!(duty.is_asked(first, held) && !duty.is_asked(first - 1, held), "{held}");
        }
    }
}
