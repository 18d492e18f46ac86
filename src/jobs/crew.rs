//! Those who do the jobs: what a program brings along, and a test as well.

use std::future::Future;

use super::{Conclusion, LeasedJob};
use crate::domain::job::{Fault, Job};
use crate::storage::{StorageError, Transaction};

/// Who can do jobs.
pub trait Crew: Send + Sync {
    /// Does a job, and concludes it with its effect in one transaction
    /// ([`LeasedJob::conclude`]). What was done already is concluded as well. May be
    /// dropped at any moment, when the lease is lost or the server ends.
    fn run(&self, job: &Job, held: &LeasedJob) -> impl Future<Output = Result<Conclusion, Failed>> + Send;

    /// Notes, where the job is about something, that it was given up: in the
    /// transaction that gives it up, its row locked.
    fn give_up(
        &self,
        transaction: &mut Transaction,
        job: &Job,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Clears away what has ended of a kind; called before every look for its
    /// jobs.
    fn tidy(&self, kind: &str) -> impl Future<Output = Result<(), StorageError>> + Send;
}

/// Why a try came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The lease was lost, or the job removed: it is not ours any more.
    #[error("the lease was lost")]
    Lost,
    /// It may go well later.
    #[error("it failed this time: {1}")]
    ThisTime(Fault, String),
    /// It fails until a person has seen to it.
    #[error("it fails every time: {1}")]
    EveryTime(Fault, String),
}

impl From<StorageError> for Failed {
    fn from(error: StorageError) -> Self {
        let said = error.to_string();
        match error {
            StorageError::Conflict => Self::Lost,
            StorageError::Corrupt { .. } => Self::EveryTime(Fault::Unreadable, said),
            StorageError::Files(_) => Self::ThisTime(Fault::Files, said),
            _ => Self::ThisTime(Fault::Database, said),
        }
    }
}
