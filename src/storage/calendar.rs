//! Days off and worked Saturdays, kept in a table an administrator edits.

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one};
use super::heads::{self, Series};
use super::readable::{Readable, readable};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::calendar::{self, Calendar, CalendarDay};

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
    Ok(())
}

/// The calendar as it stands.
pub async fn read(transaction: &mut ReadTransaction) -> Result<Calendar, StorageError> {
    Ok(Calendar::from_rows(&days(transaction).await?.rows))
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
/// and whoever counts one later waits for the change.
pub async fn begin_change(transaction: &mut Transaction) -> Result<(), StorageError> {
    heads::next(transaction, Series::Calendar).await?;
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

#[derive(sqlx::FromRow)]
struct DayRow {
    day: String,
    kind: String,
    name: String,
    basis: String,
    confirmed_at: Option<String>,
}

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
