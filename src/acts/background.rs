//! How each kind of job is done: the crew of a server.

#[cfg(feature = "papers")]
use super::printing::batches::Batches;
use crate::domain::job::Job;
use crate::jobs::{Conclusion, Crew, Failed, LeasedJob};
use crate::storage::{StorageError, Transaction};

/// What this program does in the background. Cheap to clone.
#[derive(Clone)]
pub struct Background {
    /// Prints archives.
    #[cfg(feature = "papers")]
    pub batches: Batches,
}

#[cfg_attr(
    not(feature = "papers"),
    expect(unused_variables, reason = "there is no kind that a program without papers can do")
)]
impl Crew for Background {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        match *job {
            #[cfg(feature = "papers")]
            Job::Batch { batch } => self.batches.make(batch, held).await,
        }
    }

    async fn give_up(&self, transaction: &mut Transaction, job: &Job) -> Result<(), StorageError> {
        match *job {
            #[cfg(feature = "papers")]
            Job::Batch { batch } => self.batches.give_up(transaction, batch).await,
        }
    }

    async fn tidy(&self, kind: &str) -> Result<(), StorageError> {
        match kind {
            #[cfg(feature = "papers")]
            "batch" => self.batches.tidy().await,
            _ => Ok(()),
        }
    }
}
