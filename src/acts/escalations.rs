//! Limits of the office: a job of each day notes those that are near or over,
//! each once. It notes them and no more; nothing is decided by a limit.

use super::look::Look;
use super::work::{Actor, Work};
use super::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::dossier::Running;
use crate::domain::escalation::{self, Escalation, LimitNote, near_until};
use crate::domain::ids::DossierId;
use crate::domain::job::{Fault, Job};
use crate::jobs::{self, Conclusion, Failed, LeasedJob, Order};
use crate::storage::{StorageError, UnreadableRow, calendar, dossiers, escalations, jobs as queue};

/// Those who note limits. Cheap to clone.
#[derive(Clone)]
pub struct Limits {
    registry: Registry,
}

impl Limits {
    /// Over this register.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }

    /// Notes every limit that is near or over today, unless it was noted: those
    /// included that nobody noted on the days before.
    pub async fn note(&self, held: &LeasedJob) -> Result<Conclusion, Failed> {
        let mut look = Look::at(&self.registry).await?;
        let unnoted = unnoted(&mut look).await?;
        look.end().await?;
        for dossier in unnoted {
            match note(&self.registry, dossier).await {
                Ok(()) => {}
                Err(ActError::Storage(error)) => UnreadableRow::of(error).map(drop)?,
                Err(other) => return Err(Failed::ThisTime(Fault::Unreadable, other.to_string())),
            }
        }
        Ok(held.conclude().await?)
    }
}

/// The dossiers with a limit that is near or over today and was not noted.
async fn unnoted(look: &mut Look) -> Result<Vec<DossierId>, StorageError> {
    let (today, calendar) = (look.today(), calendar::read(look).await?);
    let running = escalations::running_until(look, near_until(today, &calendar)).await?;
    let noted = escalations::noted(look).await?;
    let is_unnoted = |(dossier, term): &(DossierId, Running)| {
        let kind = escalation::of(*term, today, &calendar);
        kind.is_some_and(|kind| !noted.contains(&(*dossier, term.step.to_string(), term.from, kind)))
    };
    Ok(running.rows.into_iter().filter(is_unnoted).map(|(dossier, _)| dossier).collect())
}

/// Notes the limit of a dossier as it stands now.
async fn note(registry: &Registry, id: DossierId) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    dossiers::hold(&mut work, id).await?;
    let Some(dossier) = dossiers::find(&mut work, &registry.seal, id).await? else { return Ok(()) };
    let calendar = calendar::read(&mut work).await?;
    let Some(running) = dossier.stage.running() else { return Ok(()) };
    let Some(kind) = escalation::of(running, work.today(), &calendar) else { return Ok(()) };
    let (limit, at) = (LimitNote::from(running), work.at());
    if !escalations::insert(&mut work, id, (&limit, kind), at).await? {
        return Ok(());
    }
    work.at_issuer(dossier.issuer);
    let deed = match kind {
        Escalation::Near => Deed::LimitNear(limit),
        Escalation::Over => Deed::LimitOver(limit),
    };
    Ok(work.conclude(id, deed).await?)
}

/// Orders the job of today's limits, unless somebody did or there is none to
/// note.
pub async fn keep_noting(registry: &Registry) -> Result<(), StorageError> {
    let mut look = Look::at(registry).await?;
    let job = Job::Limits { day: look.today() };
    let is_ordered = queue::find(&mut look, &jobs::key(&job)).await?.is_some();
    let has_none = is_ordered || unnoted(&mut look).await?.is_empty();
    look.end().await?;
    if has_none {
        return Ok(());
    }
    let mut work = Work::begin(registry, Actor::Program).await?;
    let order = Order { job: &job, issuer: None, due_at: None };
    jobs::enqueue(&mut work, &registry.clock, order).await?;
    work.commit().await
}
