//! Failed passwords: the counts that make people wait, and the sums that the
//! audit trail is told. All of them end.

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::row::row;
use super::{StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;

/// Failures of one subject, counted since the last success.
#[derive(Clone, Copy, Debug)]
pub struct Failures {
    /// How many.
    pub count: i64,
    /// When the last one was, or the subject was first seen.
    pub last_at: Instant,
}

/// The failures of a subject, whose row stays locked until the commit, so that
/// of many guesses at once each sees the ones before it.
pub async fn lock(
    transaction: &mut Transaction,
    subject: &str,
    now: Instant,
) -> Result<Failures, StorageError> {
    let (count, last_at): (i64, String) = fetch_one!(
        transaction,
        (i64, String),
        "insert into sign_in_failures (subject, failures, last_at) values ($1, 0, $2)
         on conflict (subject) do update set failures = sign_in_failures.failures
         returning failures, last_at",
        subject,
        now.to_string(),
    )?;
    let last_at = Column("sign_in_failures", "last_at", subject).parse(&last_at)?;
    Ok(Failures { count, last_at })
}

/// Sets the failures of a subject whose row is locked.
pub async fn set(
    transaction: &mut Transaction,
    subject: &str,
    failures: Failures,
) -> Result<(), StorageError> {
    let sql = "update sign_in_failures set failures = $1, last_at = $2 where subject = $3";
    execute!(transaction, sql, failures.count, failures.last_at.to_string(), subject)?;
    Ok(())
}

/// Forgets the failures of a subject.
pub async fn forget(transaction: &mut Transaction, subject: &str) -> Result<(), StorageError> {
    execute!(transaction, "delete from sign_in_failures where subject = $1", subject)?;
    Ok(())
}

/// Forgets every subject that was quiet since `before`.
pub async fn forget_quiet(transaction: &mut Transaction, before: Instant) -> Result<(), StorageError> {
    let sql = "delete from sign_in_failures where last_at <= $1";
    execute!(transaction, sql, before.to_string())?;
    Ok(())
}

/// Wrong passwords for an account within an hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// For whose account.
    pub account: AccountId,
    /// Since when.
    pub since: Instant,
    /// How many.
    pub failures: i64,
    /// How many of them the audit trail tells of.
    pub noted: i64,
    /// The first few addresses they came from.
    pub addresses: Vec<String>,
}

/// Counts one more wrong password for the account; the sum with it, whose row
/// stays locked until the commit.
pub async fn add(
    transaction: &mut Transaction,
    account: AccountId,
    now: Instant,
) -> Result<Sum, StorageError> {
    let row: SumRow = fetch_one!(
        transaction,
        SumRow,
        "insert into wrong_passwords (account_id, since, failures, noted, addresses)
         values ($1, $2, 1, 0, '')
         on conflict (account_id) do update set failures = wrong_passwords.failures + 1
         returning account_id, since, failures, noted, addresses",
        account.to_string(),
        now.to_string(),
    )?;
    row.try_into()
}

/// Replaces a sum whose row is locked.
pub async fn replace(transaction: &mut Transaction, sum: &Sum) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update wrong_passwords set since = $1, failures = $2, noted = $3, addresses = $4 where account_id = $5",
        sum.since.to_string(),
        sum.failures,
        sum.noted,
        sum.addresses.join(" "),
        sum.account.to_string(),
    )?;
    Ok(())
}

/// Takes the sum of an account out, if it has one.
pub async fn take(transaction: &mut Transaction, account: AccountId) -> Result<Option<Sum>, StorageError> {
    let row: Option<SumRow> = fetch_optional!(
        transaction,
        SumRow,
        "delete from wrong_passwords where account_id = $1
         returning account_id, since, failures, noted, addresses",
        account.to_string(),
    )?;
    row.map(Sum::try_from).transpose()
}

/// Takes every sum out that began before an instant.
pub async fn take_begun(transaction: &mut Transaction, before: Instant) -> Result<Vec<Sum>, StorageError> {
    let rows: Vec<SumRow> = fetch_all!(
        transaction,
        SumRow,
        "delete from wrong_passwords where since <= $1
         returning account_id, since, failures, noted, addresses",
        before.to_string(),
    )?;
    rows.into_iter().map(Sum::try_from).collect()
}

struct SumRow {
    account_id: String,
    since: String,
    failures: i64,
    noted: i64,
    addresses: String,
}

row!(SumRow: account_id, since, failures, noted, addresses);

impl TryFrom<SumRow> for Sum {
    type Error = StorageError;

    fn try_from(row: SumRow) -> Result<Self, StorageError> {
        let column = |name| Column("wrong_passwords", name, &row.account_id);
        Ok(Self {
            account: column("account_id").parse(&row.account_id)?,
            since: column("since").parse(&row.since)?,
            failures: row.failures,
            noted: row.noted,
            addresses: row.addresses.split_whitespace().map(str::to_owned).collect(),
        })
    }
}
