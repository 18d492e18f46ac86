//! The queue of jobs: what is to be done, who is at it, what was given up.
//!
//! A kind is a word here; which kinds there are is the domain's. Every change
//! of a job under way names the lease it is made under, and touches nothing
//! when that lease is not the job's any more. All of them stand side by side, so
//! that a reader sees that none forgets it.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, if_readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Fault;

/// What names a job.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JobKey {
    /// Its kind, a word.
    pub kind: String,
    /// What it is about.
    pub subject: String,
}

/// A job as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRecord {
    /// Its name.
    pub key: JobKey,
    /// What it needs to know, JSON.
    pub payload: String,
    /// Whose; none when it is the register's own.
    pub issuer: Option<IssuerCode>,
    /// When it was ordered.
    pub enqueued_at: Instant,
    /// Before this it is not tried (again).
    pub due_at: Instant,
    /// How many tries were begun, without those that were given back.
    pub tries: i64,
    /// Until when somebody is at it.
    pub leased_until: Option<Instant>,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// When it was given up; then a person has to look.
    pub dead_at: Option<Instant>,
    /// What was wrong with the last try.
    pub fault: Option<Fault>,
}

/// A job that is new.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Its name.
    pub key: JobKey,
    /// What it needs to know, JSON.
    pub payload: String,
    /// Whose; none when it is the register's own.
    pub issuer: Option<IssuerCode>,
    /// When it was ordered.
    pub enqueued_at: Instant,
    /// Before this it is not tried.
    pub due_at: Instant,
}

/// A lease: who has it alone knows its mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Drawn for this one.
    pub mark: String,
    /// After this it is anyone's.
    pub until: Instant,
}

/// The columns of a [`JobRow`].
macro_rules! columns {
    () => {
        "kind, subject, payload, issuer, enqueued_at, due_at, tries, leased_until, done_at, dead_at, fault"
    };
}

/// The claim, with what `$skip` adds to the look for a job.
macro_rules! claim {
    ($skip:literal) => {
        concat!(
            "update jobs set lease = $1, leased_until = $2, tries = tries + 1
             where kind = $3 and subject = (
                 select subject from jobs
                 where kind = $3 and done_at is null and dead_at is null and due_at <= $4
                     and (leased_until is null or leased_until <= $4)
                 order by due_at, enqueued_at, subject limit 1",
            $skip,
            ") returning ",
            columns!()
        )
    };
}

/// Several servers claim at once: each skips what another is just taking.
const CLAIM_AMONG_MANY: &str = claim!(" for update skip locked");

/// On SQLite whoever claims writes alone.
const CLAIM_ALONE: &str = claim!("");

/// Orders a job; whether it was not there before, in whatever state.
pub async fn insert(transaction: &mut Transaction, job: &NewJob) -> Result<bool, StorageError> {
    transaction.orders_jobs();
    let touched = execute!(
        transaction,
        "insert into jobs (kind, subject, payload, issuer, enqueued_at, due_at, tries)
         values ($1, $2, $3, $4, $5, $6, 0)
         on conflict (kind, subject) do nothing",
        &job.key.kind,
        &job.key.subject,
        &job.payload,
        job.issuer.map(|issuer| issuer.to_string()),
        job.enqueued_at.to_string(),
        job.due_at.to_string(),
    )?;
    Ok(touched == 1)
}

/// The job of this name.
pub async fn find(
    transaction: &mut ReadTransaction,
    key: &JobKey,
) -> Result<Option<JobRecord>, StorageError> {
    let row: Option<JobRow> = fetch_optional!(
        transaction,
        JobRow,
        concat!("select ", columns!(), " from jobs where kind = $1 and subject = $2"),
        &key.kind,
        &key.subject,
    )?;
    row.map(JobRecord::try_from).transpose()
}

/// Whether a job of this kind can be claimed now.
pub async fn waits(
    transaction: &mut ReadTransaction,
    kind: &str,
    now: Instant,
) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select subject from jobs
         where kind = $1 and done_at is null and dead_at is null and due_at <= $2
             and (leased_until is null or leased_until <= $2)
         limit 1",
        kind,
        now.to_string(),
    )?;
    Ok(row.is_some())
}

/// Takes the lease on the job of this kind that is due longest. One whose row
/// cannot be read is given up.
pub async fn claim(
    transaction: &mut Transaction,
    kind: &str,
    now: Instant,
    lease: &Lease,
) -> Result<Option<JobRecord>, StorageError> {
    let sql = if transaction.writes_alone() { CLAIM_ALONE } else { CLAIM_AMONG_MANY };
    let row: Option<JobRow> = fetch_optional!(
        transaction,
        JobRow,
        sql,
        &lease.mark,
        lease.until.to_string(),
        kind,
        now.to_string(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let key = row.key();
    let claimed = if_readable(JobRecord::try_from(row).map(Some))?;
    if claimed.is_none() {
        // Given up, or it would be the next one for ever.
        bury(transaction, &key, &lease.mark, now, Fault::Unreadable).await?;
    }
    Ok(claimed)
}

/// Goes on holding a lease; a conflict when it was lost.
pub async fn renew(transaction: &mut Transaction, key: &JobKey, lease: &Lease) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update jobs set leased_until = $1 where kind = $2 and subject = $3 and lease = $4",
        lease.until.to_string(),
        &key.kind,
        &key.subject,
        &lease.mark,
    )?;
    touched_one(touched)
}

/// Notes that a job is done; a conflict when its lease was lost.
pub async fn finish(
    transaction: &mut Transaction,
    key: &JobKey,
    mark: &str,
    now: Instant,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update jobs set lease = null, leased_until = null, done_at = $1, fault = null
         where kind = $2 and subject = $3 and lease = $4",
        now.to_string(),
        &key.kind,
        &key.subject,
        mark,
    )?;
    touched_one(touched)
}

/// Notes what was wrong with a try, and when the next one is; a conflict when
/// the lease was lost.
pub async fn put_off(
    transaction: &mut Transaction,
    key: &JobKey,
    mark: &str,
    due_at: Instant,
    fault: Fault,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update jobs set lease = null, leased_until = null, due_at = $1, fault = $2
         where kind = $3 and subject = $4 and lease = $5",
        due_at.to_string(),
        fault.as_str(),
        &key.kind,
        &key.subject,
        mark,
    )?;
    touched_one(touched)
}

/// Gives a job up, to be looked at by a person; a conflict when its lease was
/// lost.
pub async fn bury(
    transaction: &mut Transaction,
    key: &JobKey,
    mark: &str,
    now: Instant,
    fault: Fault,
) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "update jobs set lease = null, leased_until = null, dead_at = $1, fault = $2
         where kind = $3 and subject = $4 and lease = $5",
        now.to_string(),
        fault.as_str(),
        &key.kind,
        &key.subject,
        mark,
    )?;
    touched_one(touched)
}

/// Gives a lease back before its time: the try does not count. A lease that
/// was lost is none to give back.
pub async fn give_back(transaction: &mut Transaction, key: &JobKey, mark: &str) -> Result<(), StorageError> {
    execute!(
        transaction,
        "update jobs set lease = null, leased_until = null, tries = tries - 1
         where kind = $1 and subject = $2 and lease = $3",
        &key.kind,
        &key.subject,
        mark,
    )?;
    Ok(())
}

/// Has a job tried again from the beginning that was given up; a conflict when
/// it was not.
pub async fn revive(transaction: &mut Transaction, key: &JobKey, now: Instant) -> Result<(), StorageError> {
    transaction.orders_jobs();
    let touched = execute!(
        transaction,
        "update jobs set dead_at = null, due_at = $1, tries = 0
         where kind = $2 and subject = $3 and dead_at is not null",
        now.to_string(),
        &key.kind,
        &key.subject,
    )?;
    touched_one(touched)
}

/// Removes a job, also from under whoever is at it.
pub async fn remove(transaction: &mut Transaction, key: &JobKey) -> Result<(), StorageError> {
    let sql = "delete from jobs where kind = $1 and subject = $2";
    execute!(transaction, sql, &key.kind, &key.subject)?;
    Ok(())
}

/// Removes the jobs of a kind that were done before this.
pub async fn remove_done(
    transaction: &mut Transaction,
    kind: &str,
    before: Instant,
) -> Result<(), StorageError> {
    execute!(transaction, "delete from jobs where kind = $1 and done_at < $2", kind, before.to_string())?;
    Ok(())
}

/// What was given up, the last first: an issuer's, and the register's own with
/// `and_own`.
pub async fn dead(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    and_own: bool,
) -> Result<Readable<JobRecord>, StorageError> {
    let rows: Vec<JobRow> = fetch_all!(
        transaction,
        JobRow,
        concat!(
            "select ",
            columns!(),
            " from jobs
             where dead_at is not null and (issuer = $1 or (issuer is null and $2 = 1))
             order by dead_at desc, kind, subject"
        ),
        issuer.to_string(),
        i64::from(and_own),
    )?;
    readable(rows.into_iter().map(JobRecord::try_from))
}

struct JobRow {
    kind: String,
    subject: String,
    payload: String,
    issuer: Option<String>,
    enqueued_at: String,
    due_at: String,
    tries: i64,
    leased_until: Option<String>,
    done_at: Option<String>,
    dead_at: Option<String>,
    fault: Option<String>,
}

row!(
    JobRow:
    kind, subject, payload, issuer, enqueued_at, due_at, tries, leased_until, done_at, dead_at, fault
);

impl JobRow {
    fn key(&self) -> JobKey {
        JobKey { kind: self.kind.clone(), subject: self.subject.clone() }
    }
}

impl TryFrom<JobRow> for JobRecord {
    type Error = StorageError;

    fn try_from(row: JobRow) -> Result<Self, StorageError> {
        let name = format!("{} {}", row.kind, row.subject);
        let column = |column| Column("jobs", column, &name);
        Ok(Self {
            key: row.key(),
            issuer: column("issuer").parse_some(row.issuer.as_deref())?,
            enqueued_at: column("enqueued_at").parse(&row.enqueued_at)?,
            due_at: column("due_at").parse(&row.due_at)?,
            tries: row.tries,
            leased_until: column("leased_until").parse_some(row.leased_until.as_deref())?,
            done_at: column("done_at").parse_some(row.done_at.as_deref())?,
            dead_at: column("dead_at").parse_some(row.dead_at.as_deref())?,
            fault: column("fault").parse_some(row.fault.as_deref())?,
            payload: row.payload,
        })
    }
}
