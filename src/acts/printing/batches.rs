//! Batches: many papers in one archive, made one after the other while people
//! do something else.
//!
//! What is to be printed stands in the database, so that a page shows how far a
//! batch has come whichever server answers; making it is a job ([`crate::jobs`]),
//! so that one whose server went away is begun anew by the next. The archive is
//! a file in `batches/` of the data directory until the batch ends or is
//! removed, whichever comes first.

mod making;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::Printers;
use crate::acts::look::Look;
use crate::acts::scope::is_own;
use crate::acts::work::Work;
use crate::acts::{ActError, Registry};
use crate::domain::certificate::Certificate;
pub use crate::domain::deed::BatchPaper;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Refusal, written};
use crate::domain::ids::BatchId;
use crate::domain::job::Job;
use crate::domain::staff::Officer;
use crate::jobs::{self, Order};
use crate::storage::batches::{self, Batch};
use crate::storage::{Readable, StorageError, accounts, cards, jobs as queue};

/// The most papers of a batch: a few minutes of one processor.
pub const MOST_PAPERS: usize = 2_000;

/// The most unfinished batches of one issuer.
const MOST_UNFINISHED: i64 = 3;

/// A batch is cleared away so many seconds after it was begun: its archive
/// shows faces.
const KEPT_SECONDS: i64 = 4 * 3600;

/// One that was given up has no archive; so many seconds an administrator can
/// have it made after all.
const FAILED_KEPT_SECONDS: i64 = 30 * 86_400;

/// Whoever presses the button again within so many seconds means the batch they
/// have just begun, also when it is ready by then.
const SAME_SECONDS: i64 = 60;

/// The batches of a server. Cheap to clone.
#[derive(Clone)]
pub struct Batches {
    registry: Registry,
    printers: Printers,
    folder: PathBuf,
}

/// What of each certificate goes into a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchContents {
    /// The certificates alone.
    Certificates,
    /// The cards under them that count today.
    Cards,
    /// Both.
    Both,
}

/// What goes into a batch, and why.
#[derive(Clone, Copy, Debug)]
pub struct BatchRequest<'a> {
    /// Of these certificates.
    pub certificates: &'a [Certificate],
    /// What of each.
    pub wanted: BatchContents,
    /// Why so many are printed at once: cards show faces. For the audit trail.
    pub reason: &'a str,
}

/// Why a batch was not begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// It is for those who act on dossiers: who only reads, or keeps accounts,
    /// has no need of all faces in one file.
    #[error("this officer prints no batches")]
    NotAllowed,
    /// No reason was given, or one that cannot be kept.
    #[error(transparent)]
    Reason(Refusal),
    /// There is nothing to print.
    #[error("there is nothing to print")]
    Nothing,
    /// More than [`MOST_PAPERS`].
    #[error("{0} papers are too many for one batch")]
    TooMany(usize),
    /// Too many batches of this issuer are not finished.
    #[error("other batches must be finished first")]
    Busy,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Batches {
    /// The batches over this register, their archives in this folder.
    pub fn new(registry: Registry, printers: Printers, folder: PathBuf) -> Self {
        Self { registry, printers, folder }
    }

    /// Begins a batch of an issuer's certificates, and notes who did, from
    /// where and why; `registry` knows from where. Ordered twice it is one batch.
    pub async fn begin(
        &self,
        registry: &Registry,
        officer: &Officer,
        asked: BatchRequest<'_>,
    ) -> Result<BatchId, NotBegun> {
        if !officer.acts_on_dossiers() {
            return Err(NotBegun::NotAllowed);
        }
        let reason = written(asked.reason).map_err(NotBegun::Reason)?;
        let papers = self.papers(asked.certificates, asked.wanted).await?;
        if papers.is_empty() {
            return Err(NotBegun::Nothing);
        }
        if papers.len() > MOST_PAPERS {
            return Err(NotBegun::TooMany(papers.len()));
        }
        let mut work = Work::begin(registry, officer).await?;
        let now = work.at();
        let batch = Batch {
            id: BatchId::new(self.registry.entropy.uuid()),
            issuer: officer.issuer,
            officer: officer.account,
            paper_count: i64::try_from(papers.len()).unwrap_or(i64::MAX),
            papers: serde_json::to_string(&papers).expect("a list of numbers has no other keys"),
            made_count: 0,
            left_out_count: 0,
            left_out: String::new(),
            begun_at: now,
            finished_at: None,
            failed_at: None,
            ends_at: now.plus_seconds(KEPT_SECONDS),
        };
        accounts::hold(&mut work, officer.account).await?;
        if let Some(begun) = batches::same(&mut work, &batch, now.plus_seconds(-SAME_SECONDS)).await? {
            return Ok(begun);
        }
        if batches::unfinished(&mut work, officer.issuer).await? >= MOST_UNFINISHED {
            return Err(NotBegun::Busy);
        }
        batches::insert(&mut work, &batch).await?;
        let order = Order { job: &job(batch.id), issuer: Some(batch.issuer), due_at: None };
        jobs::enqueue(&mut work, &registry.clock, order).await?;
        work.conclude(batch.id, Deed::PrintBatch { papers, reason: Some(reason) }).await?;
        Ok(batch.id)
    }

    async fn papers(
        &self,
        certificates: &[Certificate],
        wanted: BatchContents,
    ) -> Result<Vec<BatchPaper>, StorageError> {
        let mut look = Look::at(&self.registry).await?;
        let today = look.today();
        let mut papers = Vec::new();
        for certificate in certificates {
            let number = &certificate.paper.number;
            if wanted != BatchContents::Cards {
                papers.push(BatchPaper::Certificate(number.clone()));
            }
            if wanted != BatchContents::Certificates {
                let under = cards::of_certificate(&mut look, number).await?;
                let counting = under
                    .into_iter()
                    .filter(|card| !card.paper.is_recorded() && card.verdict(certificate, today).is_valid());
                papers.extend(counting.map(|card| BatchPaper::Card(number.clone(), card.paper.number)));
            }
        }
        Ok(papers)
    }

    /// The batch of this id, if this officer began it.
    pub async fn find(&self, officer: &Officer, id: BatchId) -> Result<Batch, ActError> {
        let mut look = Look::at(&self.registry).await?;
        let found = batches::find(&mut look, id).await?;
        let own = |batch: &Batch| batch.officer == officer.account && is_own(batch, officer.issuer);
        let open = |batch: &Batch| batch.ends_at > look.now();
        found.filter(own).filter(open).ok_or(ActError::NotFound)
    }

    /// What this officer began, the last one first.
    pub async fn of_officer(&self, officer: &Officer) -> Result<Readable<Batch>, ActError> {
        let mut look = Look::at(&self.registry).await?;
        let mut own = batches::of_officer(&mut look, officer.account, officer.issuer).await?;
        let now = look.now();
        own.retain(|batch| batch.ends_at > now);
        Ok(own)
    }

    /// The archive of a finished batch, if it lies here.
    pub fn archive(&self, batch: &Batch) -> Option<PathBuf> {
        let path = self.path(batch.id);
        (batch.finished_at.is_some() && path.is_file()).then_some(path)
    }

    /// Removes a batch and its archive.
    pub async fn remove(&self, registry: &Registry, officer: &Officer, id: BatchId) -> Result<(), ActError> {
        let batch = self.find(officer, id).await?;
        let mut work = Work::begin(registry, officer).await?;
        queue::remove(&mut work, &jobs::key(&job(id))).await?;
        batches::remove(&mut work, batch.id).await?;
        work.conclude(id, Deed::RemoveBatch {}).await?;
        remove_file(&self.path(id));
        Ok(())
    }

    fn path(&self, id: BatchId) -> PathBuf {
        self.folder.join(format!("{id}.zip"))
    }
}

/// The job that makes a batch.
fn job(id: BatchId) -> Job {
    Job::Batch { batch: id }
}

/// Has a batch made after all that was given up: it is kept as long as a new
/// one, from now on.
pub(in crate::acts) async fn revive(work: &mut Work<'_>, id: BatchId) -> Result<(), StorageError> {
    let kept_until = work.at().plus_seconds(KEPT_SECONDS);
    batches::revive(work, id, kept_until).await
}

/// Removes a file; one that is not there is as good as removed.
pub(super) fn remove_file(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!(%error, "a file of a batch could not be removed");
    }
}
