//! A job under its lease.

use std::ops::{Deref, DerefMut};

use super::now;
use crate::clock::Clock;
use crate::dates::Instant;
use crate::storage::jobs::{self, JobKey, Lease};
use crate::storage::{Storage, StorageError, Transaction};

/// A lease that is not renewed for so many seconds is anyone's.
pub const LEASE_SECONDS: i64 = 60;

/// So long done jobs stay, in seconds: who orders one again meanwhile orders
/// nothing.
const KEPT_SECONDS: i64 = 30 * 86_400;

/// A job that this server works on. Everything it writes about it, it writes
/// under the lease, and a conflict says that it is somebody else's by now.
#[derive(Clone, Debug)]
pub struct LeasedJob {
    storage: Storage,
    clock: Clock,
    key: JobKey,
    mark: String,
}

/// A transaction in which a job is done. What else is written in it happens
/// with that or not at all.
#[derive(Debug)]
pub struct Conclusion(Transaction);

impl LeasedJob {
    pub(super) fn new(storage: Storage, clock: Clock, key: JobKey, mark: String) -> Self {
        Self { storage, clock, key, mark }
    }

    /// What names the job.
    pub fn key(&self) -> &JobKey {
        &self.key
    }

    /// The mark of this lease: no other try of any job has it.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// Holds the job on for [`LEASE_SECONDS`], and its row until the end of the
    /// transaction; until when the lease runs now. First in a transaction that
    /// writes how far the work is.
    pub async fn renew(&self, transaction: &mut Transaction) -> Result<Instant, StorageError> {
        let until = now(transaction, &self.clock).await?.plus_seconds(LEASE_SECONDS);
        jobs::renew(transaction, &self.key, &Lease { mark: self.mark.clone(), until }).await?;
        Ok(until)
    }

    /// Begins the transaction in which the job is done. Write its effect there,
    /// and answer it.
    pub async fn conclude(&self) -> Result<Conclusion, StorageError> {
        let mut transaction = self.storage.begin().await?;
        let now = now(&mut transaction, &self.clock).await?;
        jobs::finish(&mut transaction, &self.key, &self.mark, now).await?;
        jobs::remove_done(&mut transaction, &self.key.kind, now.plus_seconds(-KEPT_SECONDS)).await?;
        Ok(Conclusion(transaction))
    }

    /// The same lease, renewed in a transaction of its own.
    pub(super) async fn keep(&self) -> Result<(), StorageError> {
        let mut transaction = self.storage.begin().await?;
        self.renew(&mut transaction).await?;
        transaction.commit().await
    }

    pub(super) async fn give_back(&self) -> Result<(), StorageError> {
        let mut transaction = self.storage.begin().await?;
        jobs::give_back(&mut transaction, &self.key, &self.mark).await?;
        transaction.commit().await
    }
}

impl Conclusion {
    pub(super) async fn commit(self) -> Result<(), StorageError> {
        self.0.commit().await
    }
}

impl Deref for Conclusion {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.0
    }
}

impl DerefMut for Conclusion {
    fn deref_mut(&mut self) -> &mut Transaction {
        &mut self.0
    }
}
