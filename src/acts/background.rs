//! How each kind of job is done: the crew of a server.

use super::escalations::Limits;
use super::imports::Imports;
use super::mails::Mails;
use super::printing::batches::Batches;
use super::watch::Watch;
use crate::domain::job::{Fault, Job};
use crate::jobs::{Conclusion, Crew, Failed, LeasedJob};
use crate::storage::{StorageError, Transaction};

/// What this server does in the background. Cheap to clone.
#[derive(Clone)]
pub struct Background {
    /// Prints archives; none where the server prints nothing.
    pub batches: Option<Batches>,
    /// Looks at lists of papers, and records them.
    pub imports: Imports,
    /// Notes limits.
    pub limits: Limits,
    /// Sends mails; none where the server sends none.
    pub mails: Option<Mails>,
    /// Watches what holders must keep up.
    pub watch: Watch,
}

impl Background {
    /// Whether jobs of a kind are done here: another server does the others.
    pub fn does(&self, kind: &str) -> bool {
        match kind {
            "batch" => self.batches.is_some(),
            "check" | "limits" | "record" | "watch" => true,
            "mail" | "reminders" => self.mails.is_some(),
            _ => false,
        }
    }
}

impl Crew for Background {
    async fn run(&self, job: &Job, held: &LeasedJob) -> Result<Conclusion, Failed> {
        match (job, &self.batches, &self.mails) {
            (&Job::Batch { batch }, Some(batches), _) => batches.make(batch, held).await,
            (&Job::Check { import, .. }, ..) => self.imports.check(import, held).await,
            (&Job::Record { import }, ..) => self.imports.record(import, held).await,
            (&Job::Limits { .. }, ..) => self.limits.note(held).await,
            (&Job::Mail { mail }, _, Some(mails)) => mails.send(mail, held).await,
            (&Job::Reminders { day }, _, Some(mails)) => mails.remind(day, held).await,
            (Job::Watch { .. }, ..) => self.watch.note(held).await,
            _ => Err(Failed::ThisTime(Fault::Gone, "a job of another server".to_owned())),
        }
    }

    async fn give_up(&self, transaction: &mut Transaction, job: &Job) -> Result<(), StorageError> {
        match (job, &self.batches, &self.mails) {
            (&Job::Batch { batch }, Some(batches), _) => batches.give_up(transaction, batch).await,
            (&Job::Check { import, .. } | &Job::Record { import }, ..) => {
                self.imports.give_up(transaction, import).await
            }
            (&Job::Mail { mail }, _, Some(mails)) => mails.give_up(transaction, mail).await,
            _ => Ok(()),
        }
    }

    async fn tidy(&self, kind: &str) -> Result<(), StorageError> {
        match (kind, &self.batches) {
            ("batch", Some(batches)) => batches.tidy().await,
            ("record", _) => self.imports.tidy().await,
            _ => Ok(()),
        }
    }
}
