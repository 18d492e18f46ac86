//! How each kind of job is done: the crew of a server.

use super::escalations::Limits;
use super::mails::Mails;
use super::printing::batches::Batches;
use crate::domain::job::{Fault, Job};
use crate::jobs::{Conclusion, Crew, Failed, LeasedJob};
use crate::storage::{StorageError, Transaction};

/// What this server does in the background. Cheap to clone.
#[derive(Clone)]
pub struct Background {
    /// Prints archives; none where the server prints nothing.
    pub batches: Option<Batches>,
    /// Notes limits.
    pub limits: Limits,
    /// Sends mails; none where the server sends none.
    pub mails: Option<Mails>,
}

impl Background {
    /// Whether jobs of a kind are done here: another server does the others.
    pub fn does(&self, kind: &str) -> bool {
        match kind {
            "batch" => self.batches.is_some(),
            "limits" => true,
            "mail" | "reminders" => self.mails.is_some(),
            _ => false,
        }
    }
}

impl Crew for Background {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        match (job, &self.batches, &self.mails) {
            (&Job::Batch { batch }, Some(batches), _) => batches.make(batch, held).await,
            (&Job::Limits { .. }, ..) => self.limits.note(held).await,
            (&Job::Mail { mail }, _, Some(mails)) => mails.send(mail, held).await,
            (&Job::Reminders { day }, _, Some(mails)) => mails.remind(day, held).await,
            _ => Err(Failed::ThisTime(Fault::Gone, "a job of another server".to_owned())),
        }
    }

    async fn give_up(&self, transaction: &mut Transaction, job: &Job) -> Result<(), StorageError> {
        match (job, &self.batches, &self.mails) {
            (&Job::Batch { batch }, Some(batches), _) => batches.give_up(transaction, batch).await,
            (&Job::Mail { mail }, _, Some(mails)) => mails.give_up(transaction, mail).await,
            _ => Ok(()),
        }
    }

    async fn tidy(&self, kind: &str) -> Result<(), StorageError> {
        match (kind, &self.batches) {
            ("batch", Some(batches)) => batches.tidy().await,
            _ => Ok(()),
        }
    }
}
