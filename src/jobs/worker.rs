//! The loop of a server over one kind of job: claim, try, conclude, put off.
//!
//! A kind has a worker of its own, so that a letter does not wait behind an
//! archive of two thousand papers.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use tokio::select;
use tokio::time::sleep;

use super::leased_job::LEASE_SECONDS;
use super::{Crew, Failed, LeasedJob, now};
use crate::clock::Clock;
use crate::domain::job::{Fault, Job, delay_seconds};
use crate::entropy::Entropy;
use crate::storage::jobs::{self, JobRecord, Lease};
use crate::storage::{Storage, StorageError};

/// How often a lease is renewed: missed twice it still holds.
const RENEWED_EVERY: Duration = Duration::from_secs(20);

/// How often a server looks for what others ordered or left behind.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// Does the jobs of one kind.
pub struct Worker<C> {
    storage: Storage,
    clock: Clock,
    entropy: Entropy,
    kind: &'static str,
    crew: C,
    renewed_every: Duration,
}

/// What looking for a job came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// There is none to do now.
    Nothing,
    /// One was tried, whatever came of it.
    Tried,
    /// One was begun and given back, because the server ends.
    GivenBack,
}

/// A job just claimed.
struct Claim {
    record: JobRecord,
    held: LeasedJob,
}

impl<C: Crew> Worker<C> {
    /// A worker over this queue.
    pub fn new((storage, clock, entropy): (Storage, Clock, Entropy), kind: &'static str, crew: C) -> Self {
        Self { storage, clock, entropy, kind, crew, renewed_every: RENEWED_EVERY }
    }

    /// The same, renewing its leases so often.
    #[must_use]
    pub fn renewing_every(self, renewed_every: Duration) -> Self {
        Self { renewed_every, ..self }
    }

    /// Does job after job until the server ends, and gives back what is begun
    /// then.
    pub async fn run(&self, ends: impl Future<Output = ()> + Send) {
        let mut ends = pin!(ends);
        let mut ordered = self.storage.jobs_ordered();
        loop {
            // Before the look: what is ordered during it is not missed.
            ordered.mark_unchanged();
            match self.next(ends.as_mut()).await {
                Ok(Came::Tried) => continue,
                Ok(Came::GivenBack) => return,
                Ok(Came::Nothing) => {}
                Err(error) => tracing::error!(%error, kind = self.kind, "no job could be looked for"),
            }
            select! {
                () = ends.as_mut() => return,
                _ = ordered.changed() => {}
                () = sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// Clears away what has ended, and tries the job that is due longest.
    pub async fn next(&self, ends: impl Future<Output = ()> + Send) -> Result<Came, StorageError> {
        if let Err(error) = self.crew.tidy(self.kind).await {
            tracing::warn!(%error, kind = self.kind, "what has ended could not be cleared away");
        }
        match self.claim().await? {
            None => Ok(Came::Nothing),
            Some(claimed) => self.attempt(claimed, ends).await,
        }
    }

    async fn claim(&self) -> Result<Option<Claim>, StorageError> {
        let mut reading = self.storage.read().await?;
        let waits = {
            let now = now(&mut reading, &self.clock).await?;
            jobs::waits(&mut reading, self.kind, now).await?
        };
        reading.end().await?;
        if !waits {
            return Ok(None);
        }
        let mut transaction = self.storage.begin().await?;
        let now = now(&mut transaction, &self.clock).await?;
        let lease = Lease { mark: self.entropy.uuid().to_string(), until: now.plus_seconds(LEASE_SECONDS) };
        let claimed = jobs::claim(&mut transaction, self.kind, now, &lease).await?;
        transaction.commit().await?;
        let held = |record: &JobRecord| {
            LeasedJob::new(self.storage.clone(), self.clock.clone(), record.key.clone(), lease.mark)
        };
        Ok(claimed.map(|record| Claim { held: held(&record), record }))
    }

    async fn attempt(
        &self,
        claimed: Claim,
        ends: impl Future<Output = ()> + Send,
    ) -> Result<Came, StorageError> {
        let JobRecord { key, tries, .. } = &claimed.record;
        tracing::info!(kind = self.kind, subject = key.subject, tries, "a job is begun");
        let Some(job) = self.readable(&claimed).await? else { return Ok(Came::Tried) };
        if *tries > job.most_tries() {
            // The server went away in the last try, perhaps because of it.
            let gone = Failed::EveryTime(Fault::Gone, "no server came to its end".to_owned());
            return self.failed(&claimed, &job, gone).await;
        }
        let worked = select! {
            biased;
            () = ends => {
                self.give_back(&claimed.held).await;
                return Ok(Came::GivenBack);
            }
            worked = self.crew.run(&job, &claimed.held) => worked,
            () = self.lost(&claimed.held) => Err(Failed::Lost),
        };
        match worked {
            Ok(conclusion) => conclusion.commit().await.map(|()| Came::Tried),
            Err(failed) => self.failed(&claimed, &job, failed).await,
        }
    }

    /// What cannot be given back is anyone's when its lease has run out.
    async fn give_back(&self, held: &LeasedJob) {
        if let Err(error) = held.give_back().await {
            tracing::warn!(%error, kind = self.kind, "a lease could not be given back");
        }
    }

    /// The job, if this program knows what it says; else it is given up.
    async fn readable(&self, claimed: &Claim) -> Result<Option<Job>, StorageError> {
        let error = match Job::read(self.kind, &claimed.record.payload) {
            Ok(Some(job)) => return Ok(Some(job)),
            Ok(None) => "a worker was given a kind that is not known".to_owned(),
            Err(error) => error.to_string(),
        };
        let subject = &claimed.record.key.subject;
        tracing::error!(error, kind = self.kind, subject, "A JOB CANNOT BE READ and was given up");
        let mut transaction = self.storage.begin().await?;
        let (key, mark) = (claimed.held.key(), claimed.held.mark());
        let now = now(&mut transaction, &self.clock).await?;
        jobs::bury(&mut transaction, key, mark, now, Fault::Unreadable).await?;
        transaction.commit().await?;
        Ok(None)
    }

    /// Renews the lease for as long as it is held. A database that is away for
    /// a moment takes no lease from anyone; the conclusion shows whose it is.
    async fn lost(&self, held: &LeasedJob) {
        loop {
            sleep(self.renewed_every).await;
            match held.keep().await {
                Ok(()) => {}
                Err(StorageError::Conflict) => return,
                Err(error) => tracing::warn!(%error, kind = self.kind, "a lease could not be renewed"),
            }
        }
    }

    /// Puts the job off, or gives it up after its last try.
    async fn failed(&self, claimed: &Claim, job: &Job, failed: Failed) -> Result<Came, StorageError> {
        let JobRecord { key, tries, .. } = &claimed.record;
        let (fault, is_last) = match &failed {
            Failed::Lost => return Ok(Came::Tried),
            Failed::ThisTime(fault, _) => (*fault, *tries >= job.most_tries()),
            Failed::EveryTime(fault, _) => (*fault, true),
        };
        let mut transaction = self.storage.begin().await?;
        let (now, mark) = (now(&mut transaction, &self.clock).await?, claimed.held.mark());
        let noted = if is_last {
            tracing::error!(%failed, kind = self.kind, subject = key.subject, "A JOB WAS GIVEN UP: see /desk/jobs");
            jobs::bury(&mut transaction, key, mark, now, fault).await
        } else {
            tracing::warn!(%failed, kind = self.kind, subject = key.subject, tries, "a job is put off");
            jobs::put_off(&mut transaction, key, mark, now.plus_seconds(delay_seconds(*tries)), fault).await
        };
        match noted {
            Err(StorageError::Conflict) => return Ok(Came::Tried),
            other => other?,
        }
        if is_last {
            self.crew.give_up(&mut transaction, job).await?;
        }
        transaction.commit().await?;
        Ok(Came::Tried)
    }
}
