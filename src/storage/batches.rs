//! Batches of papers being printed into one archive.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
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

/// The batches that no job makes and that nobody holds a lease on now: begun by
/// the release before, which has no jobs.
pub async fn unordered(
    transaction: &mut ReadTransaction,
    now: Instant,
) -> Result<Readable<(BatchId, IssuerCode)>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select id, issuer from batches
         where finished_at is null and failed_at is null and (leased_until is null or leased_until < $1)
             and not exists (select 1 from jobs where kind = 'batch' and subject = batches.id)
         order by begun_at, id",
        now.to_string(),
    )?;
    let read = |(id, issuer): &(String, String)| {
        let column = |name| Column("batches", name, id);
        Ok((column("id").parse(id)?, column("issuer").parse(issuer)?))
    };
    readable(rows.iter().map(read))
}

/// Notes how far a batch has come, and until when somebody is at it, for the
/// release before. Who writes this holds the batch's job.
pub async fn save(
    transaction: &mut Transaction,
    batch: &Batch,
    leased_until: Option<Instant>,
) -> Result<(), StorageError> {
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    let touched = execute!(
        transaction,
        "update batches set made_count = $1, left_out_count = $2, left_out = $3, finished_at = $4,
             failed_at = $5, leased_until = $6
         where id = $7",
        batch.made_count,
        batch.left_out_count,
        &batch.left_out,
        text(batch.finished_at),
        text(batch.failed_at),
        text(leased_until),
        batch.id.to_string(),
    )?;
    touched_one(touched)
}

/// Notes that a batch was given up.
pub async fn give_up(transaction: &mut Transaction, id: BatchId, now: Instant) -> Result<(), StorageError> {
    let sql = "update batches set failed_at = $1, leased_until = null where id = $2";
    execute!(transaction, sql, now.to_string(), id.to_string())?;
    Ok(())
}

/// Has a batch wait again that was given up, and kept until then.
pub async fn revive(
    transaction: &mut Transaction,
    id: BatchId,
    ends_at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update batches set failed_at = null, made_count = 0, left_out_count = 0, left_out = '', ends_at = $1
         where id = $2 and failed_at is not null",
        ends_at.to_string(),
        id.to_string(),
    )?;
    Ok(())
}

/// Removes a batch.
pub async fn remove(transaction: &mut Transaction, id: BatchId) -> Result<(), StorageError> {
    execute!(transaction, "delete from batches where id = $1", id.to_string())?;
    Ok(())
}

/// The ids of every batch, and whether it has ended by now; one that was given
/// up since `failed` has not.
pub async fn all(
    transaction: &mut ReadTransaction,
    now: Instant,
    failed: Instant,
) -> Result<Readable<(BatchId, bool)>, StorageError> {
    let rows: Vec<(String, i64)> = fetch_all!(
        transaction,
        (String, i64),
        "select id, cast(case when ends_at > $1 or failed_at > $2 then 0 else 1 end as bigint)
         from batches order by id",
        now.to_string(),
        failed.to_string(),
    )?;
    readable(rows.iter().map(|(id, ended)| Ok((Column("batches", "id", id).parse(id)?, *ended == 1))))
}

impl Batch {
    /// As it was before its first paper.
    pub fn begin_anew(&mut self) {
        (self.made_count, self.left_out_count, self.failed_at) = (0, 0, None);
        self.left_out.clear();
    }
}

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

row!(
    BatchRow:
    id, issuer, officer_id, papers, paper_count, made_count, left_out_count, left_out, begun_at,
    finished_at, failed_at, ends_at
);

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
