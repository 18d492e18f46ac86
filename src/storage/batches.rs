//! Batches of papers being printed into one archive.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, if_readable, readable};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::{AccountId, BatchId};
use crate::domain::issuer::IssuerCode;

/// A batch of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// Whose papers.
    pub issuer: IssuerCode,
    /// Who had them printed.
    pub officer: AccountId,
    /// What to print, JSON.
    pub papers: String,
    /// How many there are.
    pub paper_count: i64,
    /// How many were tried.
    pub made_count: i64,
    /// How many of those could not be printed.
    pub left_out_count: i64,
    /// Which those are, and why, a line each.
    pub left_out: String,
    /// When it was begun.
    pub begun_at: Instant,
    /// When its archive was ready.
    pub finished_at: Option<Instant>,
    /// When it was given up.
    pub failed_at: Option<Instant>,
    /// When it is cleared away.
    pub ends_at: Instant,
}

/// The columns of a [`BatchRow`].
macro_rules! columns {
    () => {
        "id, issuer, officer_id, papers, paper_count, made_count, left_out_count, left_out, \
         begun_at, finished_at, failed_at, ends_at"
    };
}

/// Stores a new batch.
pub async fn insert(transaction: &mut Transaction, batch: &Batch) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into batches (id, issuer, officer_id, papers, paper_count, made_count, left_out_count,
             begun_at, ends_at)
         values ($1, $2, $3, $4, $5, 0, 0, $6, $7)",
        batch.id.to_string(),
        batch.issuer.to_string(),
        batch.officer.to_string(),
        &batch.papers,
        batch.paper_count,
        batch.begun_at.to_string(),
        batch.ends_at.to_string(),
    )?;
    Ok(())
}

/// The batch of this id.
pub async fn find(transaction: &mut ReadTransaction, id: BatchId) -> Result<Option<Batch>, StorageError> {
    let row: Option<BatchRow> = fetch_optional!(
        transaction,
        BatchRow,
        concat!("select ", columns!(), " from batches where id = $1"),
        id.to_string(),
    )?;
    row.map(Batch::try_from).transpose()
}

/// The batches an officer began, the last one first.
pub async fn of_officer(
    transaction: &mut ReadTransaction,
    officer: AccountId,
    issuer: IssuerCode,
) -> Result<Readable<Batch>, StorageError> {
    let rows: Vec<BatchRow> = fetch_all!(
        transaction,
        BatchRow,
        concat!(
            "select ",
            columns!(),
            " from batches where officer_id = $1 and issuer = $2 order by begun_at desc, id"
        ),
        officer.to_string(),
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(Batch::try_from))
}

/// The batch of exactly these papers that the officer began last, unless it was
/// given up; of those that are finished only one begun after `since`.
pub async fn same(
    transaction: &mut ReadTransaction,
    batch: &Batch,
    since: Instant,
) -> Result<Option<BatchId>, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select id from batches
         where officer_id = $1 and issuer = $2 and papers = $3 and failed_at is null
             and (finished_at is null or begun_at > $4)
         order by begun_at desc, id limit 1",
        batch.officer.to_string(),
        batch.issuer.to_string(),
        &batch.papers,
        since.to_string(),
    )?;
    row.map(|(id,)| Column("batches", "id", &id).parse(&id)).transpose()
}

/// How many of an issuer's batches are neither finished nor given up.
pub async fn unfinished(transaction: &mut ReadTransaction, issuer: IssuerCode) -> Result<i64, StorageError> {
    let (count,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select count(*) from batches where issuer = $1 and finished_at is null and failed_at is null",
        issuer.to_string(),
    )?;
    Ok(count)
}

/// Whether a batch waits that nobody holds a lease on now.
pub async fn waits(transaction: &mut ReadTransaction, now: Instant) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select id from batches
         where finished_at is null and failed_at is null and (leased_until is null or leased_until < $1)
         limit 1",
        now.to_string(),
    )?;
    Ok(row.is_some())
}

/// Takes the lease on the batch that has waited longest, and begins it anew.
/// One that cannot be read is given up.
pub async fn claim(
    transaction: &mut Transaction,
    now: Instant,
    until: Instant,
) -> Result<Option<Batch>, StorageError> {
    let row: Option<BatchRow> = fetch_optional!(
        transaction,
        BatchRow,
        concat!(
            "update batches set leased_until = $1, made_count = 0, left_out_count = 0, left_out = ''
             where id = (
                 select id from batches
                 where finished_at is null and failed_at is null
                     and (leased_until is null or leased_until < $2)
                 order by begun_at, id limit 1
             ) and (leased_until is null or leased_until < $2)
             returning ",
            columns!()
        ),
        until.to_string(),
        now.to_string(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let id = row.id.clone();
    let batch = if_readable(Batch::try_from(row).map(Some))?;
    if batch.is_none() {
        // Given up, or it would be the next one for ever.
        let sql = "update batches set failed_at = $1, leased_until = null where id = $2";
        execute!(transaction, sql, now.to_string(), id)?;
    }
    Ok(batch)
}

/// Notes how far a batch has come, and renews the lease; a conflict when it
/// was cleared away or taken over.
pub async fn save_progress(
    transaction: &mut Transaction,
    batch: &Batch,
    (lease, renewed): (Instant, Instant),
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update batches set made_count = $1, left_out_count = $2, left_out = $3, leased_until = $4
         where id = $5 and leased_until = $6",
        batch.made_count,
        batch.left_out_count,
        &batch.left_out,
        renewed.to_string(),
        batch.id.to_string(),
        lease.to_string(),
    )?;
    touched_one(touched)
}

/// Notes that a batch is finished, or given up; a conflict as above.
pub async fn conclude(
    transaction: &mut Transaction,
    batch: &Batch,
    lease: Instant,
) -> Result<(), StorageError> {
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    let touched = execute!(
        transaction,
        "update batches set made_count = $1, left_out_count = $2, left_out = $3, finished_at = $4,
             failed_at = $5, leased_until = null
         where id = $6 and leased_until = $7",
        batch.made_count,
        batch.left_out_count,
        &batch.left_out,
        text(batch.finished_at),
        text(batch.failed_at),
        batch.id.to_string(),
        lease.to_string(),
    )?;
    touched_one(touched)
}

/// Removes a batch.
pub async fn remove(transaction: &mut Transaction, id: BatchId) -> Result<(), StorageError> {
    execute!(transaction, "delete from batches where id = $1", id.to_string())?;
    Ok(())
}

/// The ids of every batch, and whether it has ended by now.
pub async fn all(
    transaction: &mut ReadTransaction,
    now: Instant,
) -> Result<Readable<(BatchId, bool)>, StorageError> {
    let rows: Vec<(String, String)> =
        fetch_all!(transaction, (String, String), "select id, ends_at from batches order by id")?;
    let now = now.to_string();
    let read = |(id, ends_at): &(String, String)| {
        Ok((Column("batches", "id", id).parse(id)?, ends_at.as_str() <= now.as_str()))
    };
    readable(rows.iter().map(read))
}

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: String,
    issuer: String,
    officer_id: String,
    papers: String,
    paper_count: i64,
    made_count: i64,
    left_out_count: i64,
    left_out: String,
    begun_at: String,
    finished_at: Option<String>,
    failed_at: Option<String>,
    ends_at: String,
}

impl TryFrom<BatchRow> for Batch {
    type Error = StorageError;

    fn try_from(row: BatchRow) -> Result<Self, StorageError> {
        let column = |name| Column("batches", name, &row.id);
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            officer: column("officer_id").parse(&row.officer_id)?,
            paper_count: row.paper_count,
            made_count: row.made_count,
            left_out_count: row.left_out_count,
            left_out: row.left_out,
            begun_at: column("begun_at").parse(&row.begun_at)?,
            finished_at: column("finished_at").parse_some(row.finished_at.as_deref())?,
            failed_at: column("failed_at").parse_some(row.failed_at.as_deref())?,
            ends_at: column("ends_at").parse(&row.ends_at)?,
            papers: row.papers,
        })
    }
}
