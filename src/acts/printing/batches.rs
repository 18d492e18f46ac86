//! Batches: many papers in one archive, made one after the other while people
//! do something else.
//!
//! What is to be printed stands in the database, so that a page shows how far a
//! batch has come whichever server answers, and a batch whose server went away
//! is begun anew by the next. The archive is a file in `batches/` of the data
//! directory until the batch ends or is removed, whichever comes first.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Notify;

use super::archive::Archive;
use super::{NotPrinted, Printers, Reader, note};
use crate::acts::{ActError, Registry};
use crate::dates::Instant;
use crate::domain::certificate::Certificate;
use crate::domain::ids::BatchId;
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::storage::batches::{self, Batch};
use crate::storage::{Readable, StorageError, cards};

/// The most papers of a batch: a few minutes of one processor.
pub const MOST_PAPERS: usize = 2_000;

/// The most unfinished batches of one issuer.
const MOST_UNFINISHED: i64 = 3;

/// A batch is cleared away so many seconds after it was begun: its archive
/// shows faces.
const KEPT_SECONDS: i64 = 4 * 3600;

/// A lease not renewed for so many seconds is anyone's.
const LEASE_SECONDS: i64 = 60;

/// Progress is noted after this many papers.
const NOTE_EVERY: i64 = 10;

/// How often a server looks for batches that others left behind.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// The batches of a server. Cheap to clone.
#[derive(Clone)]
pub struct Batches {
    registry: Registry,
    printers: Printers,
    folder: PathBuf,
    begun: Arc<Notify>,
}

/// One paper of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchPaper {
    /// A certificate, by its number.
    Certificate(String),
    /// A card: its certificate's number and its own.
    Card(String, String),
}

/// What of each certificate goes into a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The certificates alone.
    Certificates,
    /// The cards under them that count today.
    Cards,
    /// Both.
    Both,
}

/// Why a batch was not begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
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
        Self { registry, printers, folder, begun: Arc::default() }
    }

    /// Begins a batch of an issuer's certificates, and notes who did.
    pub async fn begin(
        &self,
        officer: &Officer,
        certificates: &[Certificate],
        wanted: Wanted,
    ) -> Result<BatchId, NotBegun> {
        let papers = self.papers(certificates, wanted).await?;
        if papers.is_empty() {
            return Err(NotBegun::Nothing);
        }
        if papers.len() > MOST_PAPERS {
            return Err(NotBegun::TooMany(papers.len()));
        }
        let now = self.registry.clock.now();
        let batch = Batch {
            id: BatchId::new(self.registry.entropy.uuid()),
            issuer: officer.issuer,
            officer: officer.account,
            paper_count: i64::try_from(papers.len()).unwrap_or(i64::MAX),
            papers: serde_json::to_string(&papers).expect("a list of numbers has no other keys"),
            made_count: 0,
            left_out_count: 0,
            begun_at: now,
            finished_at: None,
            failed_at: None,
            ends_at: now.plus_seconds(KEPT_SECONDS),
        };
        let mut transaction = self.registry.storage.begin().await?;
        if batches::unfinished(&mut transaction, officer.issuer).await? >= MOST_UNFINISHED {
            return Err(NotBegun::Busy);
        }
        batches::insert(&mut transaction, &batch).await?;
        let details = json!({"papers": papers});
        note(&mut transaction, &self.registry, officer, ("print_batch", &batch.id.to_string(), details))
            .await?;
        transaction.commit().await?;
        self.begun.notify_one();
        Ok(batch.id)
    }

    async fn papers(
        &self,
        certificates: &[Certificate],
        wanted: Wanted,
    ) -> Result<Vec<BatchPaper>, StorageError> {
        let today = self.registry.clock.today();
        let mut transaction = self.registry.storage.read().await?;
        let mut papers = Vec::new();
        for certificate in certificates {
            let number = &certificate.paper.number;
            if wanted != Wanted::Cards {
                papers.push(BatchPaper::Certificate(number.clone()));
            }
            if wanted != Wanted::Certificates {
                let under = cards::of_certificate(&mut transaction, number).await?;
                let counting = under.into_iter().filter(|card| card.verdict(certificate, today).is_valid());
                papers.extend(counting.map(|card| BatchPaper::Card(number.clone(), card.paper.number)));
            }
        }
        Ok(papers)
    }

    /// The batch of this id, if this officer began it.
    pub async fn find(&self, officer: &Officer, id: BatchId) -> Result<Batch, ActError> {
        let mut transaction = self.registry.storage.read().await?;
        let found = batches::find(&mut transaction, id).await?;
        let own = |batch: &Batch| batch.officer == officer.account && batch.issuer == officer.issuer;
        let open = |batch: &Batch| batch.ends_at > self.registry.clock.now();
        found.filter(own).filter(open).ok_or(ActError::NotFound)
    }

    /// What this officer began, the last one first.
    pub async fn of_officer(&self, officer: &Officer) -> Result<Readable<Batch>, ActError> {
        let mut transaction = self.registry.storage.read().await?;
        let mut own = batches::of_officer(&mut transaction, officer.account, officer.issuer).await?;
        let now = self.registry.clock.now();
        own.retain(|batch| batch.ends_at > now);
        Ok(own)
    }

    /// The archive of a finished batch, if it lies here.
    pub fn archive(&self, batch: &Batch) -> Option<PathBuf> {
        let path = self.path(batch.id);
        (batch.finished_at.is_some() && path.is_file()).then_some(path)
    }

    /// Removes a batch and its archive.
    pub async fn remove(&self, officer: &Officer, id: BatchId) -> Result<(), ActError> {
        let batch = self.find(officer, id).await?;
        let mut transaction = self.registry.storage.begin().await?;
        batches::remove(&mut transaction, batch.id).await?;
        note(&mut transaction, &self.registry, officer, ("remove_batch", &id.to_string(), json!({}))).await?;
        transaction.commit().await?;
        remove_file(&self.path(id));
        Ok(())
    }

    /// Makes batch after batch, for as long as the server runs.
    pub async fn run(&self) {
        if let Err(error) = Archive::make_folder(&self.folder) {
            tracing::error!(%error, "batches cannot be made without their folder");
            return;
        }
        loop {
            match self.make_next().await {
                Ok(true) => {}
                Ok(false) => {
                    let begun = self.begun.notified();
                    drop(tokio::time::timeout(LOOK_AGAIN, begun).await);
                }
                Err(error) => {
                    tracing::error!(%error, "a batch could not be made");
                    tokio::time::sleep(LOOK_AGAIN).await;
                }
            }
        }
    }

    /// Clears away what has ended, and makes the batch that has waited longest;
    /// whether there was one.
    pub async fn make_next(&self) -> Result<bool, StorageError> {
        self.sweep().await?;
        let now = self.registry.clock.now();
        let waits = batches::waits(&mut self.registry.storage.read().await?, now).await?;
        if !waits {
            return Ok(false);
        }
        let lease = now.plus_seconds(LEASE_SECONDS);
        let mut transaction = self.registry.storage.begin().await?;
        let claimed = batches::claim(&mut transaction, now, lease).await?;
        transaction.commit().await?;
        let Some(batch) = claimed else { return Ok(false) };
        self.make(batch, lease).await.map(|()| true)
    }

    /// Makes a batch, and gives it up when it cannot be made.
    async fn make(&self, mut batch: Batch, mut lease: Instant) -> Result<(), StorageError> {
        let made = self.fill(&mut batch, &mut lease).await;
        match &made {
            // Removed, or taken over by another server: not ours any more.
            Err(StorageError::Conflict) => return Ok(()),
            Ok(()) => batch.finished_at = Some(self.registry.clock.now()),
            Err(_) => batch.failed_at = Some(self.registry.clock.now()),
        }
        let mut transaction = self.registry.storage.begin().await?;
        match batches::conclude(&mut transaction, &batch, lease).await {
            Err(StorageError::Conflict) => return Ok(()),
            concluded => concluded?,
        }
        transaction.commit().await?;
        made
    }

    /// Prints the papers of a batch into its archive.
    async fn fill(&self, batch: &mut Batch, lease: &mut Instant) -> Result<(), StorageError> {
        let papers: Vec<BatchPaper> = serde_json::from_str(&batch.papers).map_err(|error| {
            let (row, reason) = (batch.id.to_string(), error.to_string());
            StorageError::Corrupt { table: "batches", column: "papers", row, reason }
        })?;
        let mut archive = Archive::begin(self.path(batch.id));
        for paper in papers {
            match self.print(batch, &paper).await {
                Ok((name, file)) => archive.add(name, file).await?,
                Err(NotPrinted::Act(ActError::Storage(error)))
                    if !matches!(error, StorageError::Corrupt { .. }) =>
                {
                    return Err(error);
                }
                Err(other) => {
                    batch.left_out_count += 1;
                    archive.leave_out(format!("{}: {}", paper.number(), why(&other)));
                }
            }
            batch.made_count += 1;
            if batch.made_count % NOTE_EVERY == 0 {
                let renewed = self.registry.clock.now().plus_seconds(LEASE_SECONDS);
                let mut transaction = self.registry.storage.begin().await?;
                batches::save_progress(&mut transaction, batch, (*lease, renewed)).await?;
                transaction.commit().await?;
                *lease = renewed;
            }
        }
        archive.finish().await
    }

    /// A paper of a batch: its name in the archive, and its file.
    async fn print(&self, batch: &Batch, paper: &BatchPaper) -> Result<(String, bytes::Bytes), NotPrinted> {
        let (reader, registry) = (Reader::Office(batch.issuer), &self.registry);
        let (folder, order) = match paper {
            BatchPaper::Certificate(number) => {
                (number, super::certificate(registry, reader, number, Language::Vi).await?)
            }
            BatchPaper::Card(certificate, number) => {
                (certificate, super::card(registry, reader, (certificate, number)).await?)
            }
        };
        let file = self.printers.print_in_time(&order).await?;
        let file_name = order.file_name;
        Ok((format!("{}/{file_name}", crate::documents::print::plain(folder)), file))
    }

    /// Removes batches that ended, and files that belong to none.
    async fn sweep(&self) -> Result<(), StorageError> {
        let all = batches::all(&mut self.registry.storage.read().await?, self.registry.clock.now()).await?;
        for (id, _) in all.iter().filter(|(_, ended)| *ended) {
            let mut transaction = self.registry.storage.begin().await?;
            batches::remove(&mut transaction, *id).await?;
            transaction.commit().await?;
        }
        let kept: Vec<String> =
            all.into_iter().filter(|(_, ended)| !ended).map(|(id, _)| id.to_string()).collect();
        let listed = match std::fs::read_dir(&self.folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(StorageError::Files(error.to_string())),
        };
        for file in listed.flatten().map(|file| file.path()) {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if !kept.iter().any(|id| id == stem) {
                remove_file(&file);
            }
        }
        Ok(())
    }

    fn path(&self, id: BatchId) -> PathBuf {
        self.folder.join(format!("{id}.zip"))
    }
}

impl BatchPaper {
    fn number(&self) -> &str {
        match self {
            Self::Certificate(number) | Self::Card(_, number) => number,
        }
    }
}

/// Why a paper is not in the archive, for the office.
fn why(reason: &NotPrinted) -> String {
    match reason {
        NotPrinted::Act(ActError::Standing(refusal)) => Language::Vi.standing_refusal(refusal).to_owned(),
        other => {
            tracing::warn!(%other, "a paper of a batch could not be printed");
            "Không in được.".to_owned()
        }
    }
}

/// Removes a file; one that is not there is as good as removed.
pub(super) fn remove_file(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::warn!(%error, "a file of a batch could not be removed");
    }
}
