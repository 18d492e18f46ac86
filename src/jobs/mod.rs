//! Work that a person does not wait for: ordered in the transaction of the act
//! that wants it, done by whichever server comes to it.
//!
//! **What "done once" means.** A job may be begun several times: a server goes
//! away, a disk is full. Its effect happens once. What it writes into the
//! database stands in one transaction with the note that it is done
//! ([`Conclusion`]), made under the lease it is worked on with; whoever lost the
//! lease writes nothing. A file is written under a name of its own and takes its
//! name when it is whole, so that made twice it is the same file. What leaves
//! the house (a letter, a checkpoint) carries the job's name, by which who
//! receives it twice knows it again.
//!
//! **Whose time.** All instants of a job (when it is due, until when a lease
//! runs) are told by one clock ([`now`]): PostgreSQL's, whatever the clocks of
//! the servers show; on SQLite the machine's, for a file has one machine.
//!
//! **Locks.** A job's row is locked before what the job is about, in every act
//! and in every try, so that they wait for each other and never in a ring.

mod crew;
mod leased_job;
mod worker;

use crate::clock::Clock;
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Job;
use crate::storage::jobs::{self, JobKey, NewJob};
use crate::storage::{ReadTransaction, StorageError, Transaction};

pub use crew::{Crew, Failed};
pub use leased_job::{Conclusion, LEASE_SECONDS, LeasedJob};
pub use worker::{Came, Worker};

/// A job that an act orders.
#[derive(Clone, Debug)]
pub struct Order<'j> {
    /// What is to be done.
    pub job: &'j Job,
    /// Whose administrators look after it; none for the register's own.
    pub issuer: Option<IssuerCode>,
    /// Not before this; none for at once.
    pub due_at: Option<Instant>,
}

/// Orders a job in the transaction of an act: it is there when the act is.
/// Ordered again, in whatever state it is, it is the same job. Answers whether
/// it is new.
pub async fn enqueue(
    transaction: &mut Transaction,
    clock: &Clock,
    order: Order<'_>,
) -> Result<bool, StorageError> {
    let enqueued_at = now(transaction, clock).await?;
    let new = NewJob {
        key: key(order.job),
        payload: order.job.payload(),
        issuer: order.issuer,
        enqueued_at,
        due_at: order.due_at.unwrap_or(enqueued_at),
    };
    jobs::insert(transaction, &new).await
}

/// What a job is stored under.
pub fn key(job: &Job) -> JobKey {
    JobKey { kind: job.kind().to_owned(), subject: job.subject() }
}

/// The time that jobs go by: the database's where it has one of its own, put
/// forward as this clock is; and this clock's where that stands still.
pub async fn now(transaction: &mut ReadTransaction, clock: &Clock) -> Result<Instant, StorageError> {
    let Some(ahead) = clock.ahead() else { return Ok(clock.now()) };
    let there = transaction.clock().await?;
    Ok(there.map_or_else(|| clock.now(), |there| there.plus_seconds(ahead)))
}
