//! `registry deadline START N UNIT`: the day on which a term ends.

use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::term::{Term, Unit};

use super::{Fault, print};

/// Print the last day of a term that starts after a day.
///
/// Days are counted on the calendar built in. A term in calendar days that
/// ends on a day off moves to the next working day; one in months is the end
/// of a paper's validity, and does not move.
#[derive(clap::Args, Debug)]
pub struct DeadlineArgs {
    /// The day of the event, which is not counted: 2026-11-20.
    start: Day,
    /// How many, 1 to 10000.
    n: u32,
    /// `working_day`, `calendar_day` or `month`.
    unit: Unit,
}

/// Prints the day, or says why the term is none.
pub fn deadline(args: &DeadlineArgs) -> Result<(), Fault> {
    let term = Term::new(args.n, args.unit).map_err(|error| Fault::input(error.to_string()))?;
    let calendar = Calendar::seeded();
    let end = match args.unit {
        Unit::Month => term.ends_on(args.start, &calendar),
        Unit::WorkingDay | Unit::CalendarDay => term.due_on(args.start, &calendar),
    };
    print(&end.to_string())
}
