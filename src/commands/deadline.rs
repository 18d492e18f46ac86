//! `registry deadline START N UNIT`: the day on which a term ends.

use consultant_registry::dates::Day;
use consultant_registry::domain::calendar::Calendar;
use consultant_registry::domain::term::{Term, Unit};

use super::Outcome;

/// Print the last day of a term that starts after a day.
///
/// Days are counted on the calendar built in. A term in calendar days that
/// ends on a day off moves to the next working day; one in months is the end
/// of a paper's validity, and does not move.
#[derive(clap::Args)]
pub(crate) struct Deadline {
    /// The day of the event, which is not counted: 2026-11-20.
    start: Day,
    /// How many, 1 to 10000.
    n: u32,
    /// `working_day`, `calendar_day` or `month`.
    unit: Unit,
}

impl Deadline {
    /// The day, or why the term is none.
    pub(crate) fn run(&self) -> Outcome {
        let term = Term::new(self.n, self.unit).map_err(|error| error.to_string())?;
        let calendar = Calendar::seeded();
        let end = match self.unit {
            Unit::Month => term.ends_on(self.start, &calendar),
            Unit::WorkingDay | Unit::CalendarDay => term.due_on(self.start, &calendar),
        };
        Ok(end.to_string())
    }
}
