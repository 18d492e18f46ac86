//! Days off and worked Saturdays, kept in a table an administrator edits.

use std::collections::BTreeSet;

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one};
use super::heads::{self, Series};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::calendar::{self, Calendar, CalendarDay, YearDays};

/// What stands as the basis of a year that came with the program.
const BUILT_IN: &str = "data/calendar.csv";

/// Fills an empty calendar with the days built into the program.
pub async fn seed(transaction: &mut Transaction, at: Instant) -> Result<(), StorageError> {
    heads::begin(transaction, Series::Calendar).await?;
    let (days,): (i64,) = fetch_one!(transaction, (i64,), "select count(*) from calendar_days")?;
    if days > 0 {
        return Ok(());
    }
    for day in calendar::seed() {
        save_day(transaction, day, at).await?;
    }
    for year in calendar::seeded_years() {
        save_year(transaction, year, BUILT_IN, at).await?;
    }
    Ok(())
}

/// The calendar as it stands.
pub async fn read(transaction: &mut ReadTransaction) -> Result<Calendar, StorageError> {
    let rows = days(transaction).await?.rows;
    Ok(Calendar::from_rows(&rows).entering(entered_years(transaction).await?))
}

/// The calendar, which nobody changes before this transaction ends.
///
/// For a deadline that is going to be stored: a change of the calendar counts
/// every running term anew, but only those it can see.
pub async fn read_and_hold(transaction: &mut Transaction) -> Result<Calendar, StorageError> {
    heads::hold(transaction, Series::Calendar).await?;
    read(transaction).await
}

/// Begins a change: it waits until every deadline now being counted is stored,
/// and whoever counts one later waits for the change. Answers how many changes
/// there were before.
pub async fn begin_change(transaction: &mut Transaction) -> Result<i64, StorageError> {
    Ok(heads::next(transaction, Series::Calendar).await? - 1)
}

/// How many changes there were.
pub async fn changes(transaction: &mut ReadTransaction) -> Result<i64, StorageError> {
    heads::last(transaction, Series::Calendar).await
}

/// The years that somebody has entered.
pub async fn entered_years(transaction: &mut ReadTransaction) -> Result<BTreeSet<i32>, StorageError> {
    let rows: Vec<(i64,)> = fetch_all!(transaction, (i64,), "select year from calendar_years")?;
    Ok(rows.into_iter().filter_map(|(year,)| i32::try_from(year).ok()).collect())
}

/// Enters a year: its days take the place of what the table had of it.
pub async fn enter_year(
    transaction: &mut Transaction,
    days: &YearDays,
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "delete from calendar_days where day between $1 and $2",
        format!("{}-01-01", days.year()),
        format!("{}-12-31", days.year()),
    )?;
    for day in days.days() {
        save_day(transaction, day, at).await?;
    }
    save_year(transaction, days.year(), days.basis(), at).await
}

async fn save_year(
    transaction: &mut Transaction,
    year: i32,
    basis: &str,
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into calendar_years (year, basis, entered_at) values ($1, $2, $3)
         on conflict (year) do update set basis = excluded.basis, entered_at = excluded.entered_at",
        i64::from(year),
        basis,
        at.to_string(),
    )?;
    Ok(())
}

/// Every day in the table, in order.
pub async fn days(transaction: &mut ReadTransaction) -> Result<Readable<CalendarDay>, StorageError> {
    let rows: Vec<DayRow> = fetch_all!(
        transaction,
        DayRow,
        "select day, kind, name, basis, confirmed_at from calendar_days order by day",
    )?;
    readable(rows.into_iter().map(CalendarDay::try_from))
}

/// Adds a day, or changes the one that is there.
pub async fn save_day(
    transaction: &mut Transaction,
    day: &CalendarDay,
    at: Instant,
) -> Result<(), StorageError> {
    let confirmed_at = day.confirmed.then(|| at.to_string());
    execute!(
        transaction,
        "insert into calendar_days (day, kind, name, basis, confirmed_at) values ($1, $2, $3, $4, $5)
         on conflict (day) do update set kind = excluded.kind, name = excluded.name,
             basis = excluded.basis, confirmed_at = excluded.confirmed_at",
        day.day.to_string(),
        day.kind.to_string(),
        &day.name,
        &day.basis,
        confirmed_at,
    )?;
    Ok(())
}

/// Takes a day out: it is again what its weekday says.
pub async fn remove_day(transaction: &mut Transaction, day: Day) -> Result<u64, StorageError> {
    execute!(transaction, "delete from calendar_days where day = $1", day.to_string())
}

struct DayRow {
    day: String,
    kind: String,
    name: String,
    basis: String,
    confirmed_at: Option<String>,
}

row!(DayRow: day, kind, name, basis, confirmed_at);

impl TryFrom<DayRow> for CalendarDay {
    type Error = StorageError;

    fn try_from(row: DayRow) -> Result<Self, StorageError> {
        let column = |name| Column("calendar_days", name, &row.day);
        Ok(Self {
            day: column("day").parse(&row.day)?,
            kind: column("kind").parse(&row.kind)?,
            name: row.name.clone(),
            basis: row.basis.clone(),
            confirmed: row.confirmed_at.is_some(),
        })
    }
}
