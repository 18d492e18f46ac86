//! Number series without gaps, one row each.
//!
//! The row stays locked until the transaction ends, so the next writer waits
//! and a number that was taken back by a rollback is given out again.

use super::StorageError;
use super::database::{execute, fetch_one, fetch_optional};
use super::{ReadTransaction, Transaction};

/// The next number of the series, from 1. Begins the series when it is new.
///
/// One statement, because `max() + 1` read before it is written gave the same
/// number to two writers on PostgreSQL.
pub async fn next(transaction: &mut Transaction, series: &str) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "insert into heads (name, seq) values ($1, 1)
         on conflict (name) do update set seq = heads.seq + 1
         returning seq",
        series,
    )?;
    Ok(seq)
}

/// Keeps the series where it is until the transaction ends, together with
/// whoever else wants it kept; the next writer waits for all of them.
///
/// Call it before reading what the series counts the changes of. SQLite has one
/// writer at a time: a transaction that may write holds everything.
pub async fn hold(transaction: &mut Transaction, series: &str) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let _: Option<(i64,)> =
            fetch_optional!(transaction, (i64,), "select seq from heads where name = $1 for share", series)?;
    }
    Ok(())
}

/// Locks the series until the transaction ends, and answers its last number:
/// whoever else wants the next one waits.
pub async fn lock(transaction: &mut Transaction, series: &str) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "insert into heads (name, seq) values ($1, 0)
         on conflict (name) do update set seq = heads.seq
         returning seq",
        series,
    )?;
    Ok(seq)
}

/// Begins a series at 0, so that there is something to hold.
pub async fn begin(transaction: &mut Transaction, series: &str) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into heads (name, seq) values ($1, 0) on conflict (name) do nothing",
        series
    )?;
    Ok(())
}

/// The last number given out, 0 when the series is new.
pub async fn last(transaction: &mut ReadTransaction, series: &str) -> Result<i64, StorageError> {
    let row: Option<(i64,)> =
        fetch_optional!(transaction, (i64,), "select seq from heads where name = $1", series)?;
    Ok(row.map_or(0, |(seq,)| seq))
}
