//! Number series without gaps, one row each.
//!
//! The row stays locked until the transaction ends, so the next writer waits
//! and a number that was taken back by a rollback is given out again.

use std::fmt;

use super::StorageError;
use super::database::{execute, fetch_one, fetch_optional};
use super::{ReadTransaction, Transaction};
use crate::dates::Day;
use crate::domain::issuer::IssuerCode;

/// A series of numbers, or of turns that acts take. Its name among the heads is
/// what it displays as, and is never changed: a series begun anew under another
/// name would give every number a second time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// Turns of acts that issue papers or change what issuing rests on.
    Approvals,
    /// Turns of changes of staff.
    Staffing,
    /// Changes of the calendar.
    Calendar,
    /// Changes of regimes.
    Regimes,
    /// Turns of who removes files.
    Files,
    /// Dossiers received by an issuer on a day.
    Dossiers(IssuerCode, Day),
    /// Certificates of an issuer in a year.
    Certificates(IssuerCode, i32),
    /// Places in the status lists of an issuer.
    Places(IssuerCode),
    /// Experts who got a number for life.
    Persons,
    /// The register's entries.
    Entries,
    /// The audit trail.
    Audit,
    /// Beginning and end of the telling of the demonstration.
    Demonstration,
}

impl Series {
    /// Whether the rows that have its numbers can be counted, by its name.
    pub fn is_counted(name: &str) -> bool {
        let word = name.split(' ').next().unwrap_or_default();
        ["certificates", "status", "persons"].contains(&word)
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approvals => f.write_str("approvals"),
            Self::Staffing => f.write_str("staffing"),
            Self::Calendar => f.write_str("calendar"),
            Self::Regimes => f.write_str("regimes"),
            Self::Files => f.write_str("files"),
            Self::Dossiers(issuer, on) => write!(f, "dossiers {issuer} {on}"),
            Self::Certificates(issuer, year) => write!(f, "certificates {issuer} {year}"),
            Self::Places(issuer) => write!(f, "status {issuer}"),
            Self::Persons => f.write_str("persons"),
            Self::Entries => f.write_str("entries"),
            Self::Audit => f.write_str("audit"),
            Self::Demonstration => f.write_str("demonstration"),
        }
    }
}

/// The next number of the series, from 1. Begins the series when it is new.
///
/// One statement, because `max() + 1` read before it is written gave the same
/// number to two writers on PostgreSQL.
pub async fn next(transaction: &mut Transaction, series: Series) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "insert into heads (name, seq) values ($1, 1)
         on conflict (name) do update set seq = heads.seq + 1
         returning seq",
        series.to_string(),
    )?;
    Ok(seq)
}

/// Keeps the series where it is until the transaction ends, together with
/// whoever else wants it kept; the next writer waits for all of them.
///
/// Call it before reading what the series counts the changes of. SQLite has one
/// writer at a time: a transaction that may write holds everything.
pub async fn hold(transaction: &mut Transaction, series: Series) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let _: Option<(i64,)> = fetch_optional!(
            transaction,
            (i64,),
            "select seq from heads where name = $1 for share",
            series.to_string()
        )?;
    }
    Ok(())
}

/// Locks the series until the transaction ends, and answers its last number:
/// whoever else wants the next one waits.
pub async fn lock(transaction: &mut Transaction, series: Series) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "insert into heads (name, seq) values ($1, 0)
         on conflict (name) do update set seq = heads.seq
         returning seq",
        series.to_string(),
    )?;
    Ok(seq)
}

/// Begins a series at 0, so that there is something to hold.
pub async fn begin(transaction: &mut Transaction, series: Series) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into heads (name, seq) values ($1, 0) on conflict (name) do nothing",
        series.to_string()
    )?;
    Ok(())
}

/// The last number given out, 0 when the series is new.
pub async fn last(transaction: &mut ReadTransaction, series: Series) -> Result<i64, StorageError> {
    let row: Option<(i64,)> =
        fetch_optional!(transaction, (i64,), "select seq from heads where name = $1", series.to_string())?;
    Ok(row.map_or(0, |(seq,)| seq))
}
