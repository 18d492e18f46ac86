//! `registry deadline START N UNIT`: the day on which a term ends.

use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::term::{Term, Unit};

use super::{Fault, print};

/// Print the last day of a term that starts after a day.
///
/// Days are counted on the calendar built in. A term in calendar days that
/// ends on a day off moves to the next working day; one in months is the end
/// of a paper's validity, and does not move. A term that depends on the days
/// off of a year that is not in it has no answer (exit code 1).
#[derive(clap::Args, Debug)]
pub struct DeadlineArgs {
    /// The day of the event, which is not counted: 2026-11-20.
    start: Day,
    /// How many, 1 to 10000.
    n: u32,
    /// `working_day`, `calendar_day` or `month`.
    unit: Unit,
}

/// Prints the day, or says why there is none.
pub fn deadline(args: &DeadlineArgs) -> Result<(), Fault> {
    let term = Term::new(args.n, args.unit).map_err(|error| Fault::input(error.to_string()))?;
    let calendar = Calendar::seeded();
    let rolled = args.unit != Unit::Month;
    if let Some(year) = term.missing_year(args.start, rolled, &calendar) {
        return Err(Fault::new(format!(
            "Chưa có lịch nghỉ năm {year} nên chưa tính được ngày hết hạn. \
             The days off of {year} are not entered, so the last day of this term is not known."
        )));
    }
    let end = if rolled { term.due_on(args.start, &calendar) } else { term.ends_on(args.start, &calendar) };
    print(&end.to_string())
}
