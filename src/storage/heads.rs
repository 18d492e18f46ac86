//! Number series without gaps, one row each.
//!
//! The row stays locked until the transaction ends, so the next writer waits
//! and a number that was taken back by a rollback is given out again.

use super::StorageError;
use super::Transaction;
use super::database::{fetch_one, fetch_optional};

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

/// The last number given out, 0 when the series is new.
pub async fn last(transaction: &mut Transaction, series: &str) -> Result<i64, StorageError> {
    let row: Option<(i64,)> =
        fetch_optional!(transaction, (i64,), "select seq from heads where name = $1", series)?;
    Ok(row.map_or(0, |(seq,)| seq))
}
