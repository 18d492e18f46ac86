//! Jobs that were given up: an administrator sees them, and has one done after
//! all when what was wrong is mended.

use super::look::Look;
use super::work::Work;
use super::{ActError, Registry, scope};
use crate::domain::deed::{Deed, JobNote};
use crate::domain::job::Job;
use crate::domain::staff::{Officer, Role};
use crate::jobs;
use crate::storage::jobs::{self as queue, JobKey, JobRecord};
use crate::storage::{Readable, StorageError};

/// Whether the officer looks after jobs: an administrator after the issuer's,
/// one of the Ministry's after the register's own as well.
pub fn may_look_after(officer: &Officer) -> bool {
    officer.is(Role::Administrator)
}

/// What was given up of the officer's jobs, the last first.
pub async fn of_officer(registry: &Registry, officer: &Officer) -> Result<Readable<JobRecord>, ActError> {
    if !may_look_after(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut look = Look::at(registry).await?;
    Ok(queue::dead(&mut look, officer.issuer, scope::keeps_the_country(officer)).await?)
}

/// Has a job done after all that was given up. Ordered twice it is done once;
/// there is none of a kind that this program does not know.
pub async fn run_again(registry: &Registry, officer: &Officer, key: &JobKey) -> Result<(), ActError> {
    if !may_look_after(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut work = Work::begin(registry, officer).await?;
    let found = queue::find(&mut work, key).await?.ok_or(ActError::NotFound)?;
    if !scope::looks_after(officer, found.issuer) {
        return Err(ActError::NotFound);
    }
    let job = Job::read(&key.kind, &found.payload).ok().flatten().ok_or(ActError::NotFound)?;
    let now = jobs::now(&mut work, &registry.clock).await?;
    match queue::revive(&mut work, key, now).await {
        // It waits already, or was done meanwhile.
        Err(StorageError::Conflict) => return Ok(()),
        revived => revived?,
    }
    revive(&mut work, &job).await?;
    let deed = Deed::RunJobAgain(JobNote { kind: found.key.kind, tries: found.tries, fault: found.fault });
    Ok(work.conclude(found.key.subject, deed).await?)
}

/// Has what the job is about wait for it again.
async fn revive(work: &mut Work<'_>, job: &Job) -> Result<(), StorageError> {
    match *job {
        Job::Batch { batch } => super::printing::batches::revive(work, batch).await,
        Job::Mail { mail } => super::mails::revive(work, mail).await,
        Job::Check { import, .. } | Job::Record { import } => super::imports::revive(work, import).await,
        // They do what is still to be done.
        Job::Limits { .. } | Job::Reminders { .. } | Job::Watch { .. } => Ok(()),
    }
}
