//! How each kind of job is done: the crew of a server.

use super::printing::batches::Batches;
use crate::domain::job::Job;
use crate::jobs::{Conclusion, Crew, Failed, LeasedJob};
use crate::storage::{StorageError, Transaction};

/// What this program does in the background. Cheap to clone.
#[derive(Clone)]
pub struct Background {
    /// Prints archives.
    pub batches: Batches,
}

impl Crew for Background {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        match *job {
            Job::Batch { batch } => self.batches.make(batch, held).await,
        }
    }

    async fn give_up(&self, transaction: &mut Transaction, job: &Job) -> Result<(), StorageError> {
        match *job {
            Job::Batch { batch } => self.batches.give_up(transaction, batch).await,
        }
    }

    async fn tidy(&self, kind: &str) -> Result<(), StorageError> {
        match kind {
            "batch" => self.batches.tidy().await,
            _ => Ok(()),
        }
    }
}
