//! Making batches: the job of a server that can print.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::super::archive::Archive;
use super::super::{NotPrinted, Reader, card, certificate};
use super::{BatchPaper, Batches, FAILED_KEPT_SECONDS, job, remove_file};
use crate::acts::ActError;
use crate::acts::work::{Actor, Work};
use crate::domain::ids::BatchId;
use crate::domain::issuer::IssuerCode;
use crate::jobs::{self, Conclusion, Failed, LeasedJob, Order};
use crate::language::Language;
use crate::language::printing::NotMade;
use crate::storage::batches::{self, Batch};
use crate::storage::{StorageError, Transaction, jobs as queue};

/// Progress is noted after this many papers.
const NOTE_EVERY: i64 = 10;

impl Batches {
    /// Makes a batch. One that was removed, or is finished, was done.
    pub async fn make(&self, id: BatchId, held: &LeasedJob) -> Result<Conclusion, Failed> {
        let found = batches::find(&mut self.registry.storage.read().await?, id).await?;
        let Some(mut batch) = found.filter(|batch| batch.finished_at.is_none()) else {
            return Ok(held.conclude().await?);
        };
        batch.begin_anew();
        self.note(&batch, held).await?;
        self.fill(&mut batch, held).await?;
        let mut conclusion = held.conclude().await?;
        batch.finished_at = Some(self.registry.clock.now());
        batches::save(&mut conclusion, &batch, None).await?;
        Ok(conclusion)
    }

    /// Notes that a batch was given up.
    pub async fn give_up(&self, transaction: &mut Transaction, id: BatchId) -> Result<(), StorageError> {
        batches::give_up(transaction, id, self.registry.clock.now()).await
    }

    /// Clears away what has ended, and orders what was begun by the release
    /// before, which ordered nothing.
    pub async fn tidy(&self) -> Result<(), StorageError> {
        self.adopt().await?;
        self.sweep().await
    }

    /// Prints the papers of a batch into its archive.
    async fn fill(&self, batch: &mut Batch, held: &LeasedJob) -> Result<(), StorageError> {
        let papers: Vec<BatchPaper> = serde_json::from_str(&batch.papers).map_err(|error| {
            let (row, reason) = (batch.id.to_string(), error.to_string());
            StorageError::Corrupt { table: "batches", column: "papers", row, reason }
        })?;
        Archive::make_folder(&self.folder)?;
        let mut archive = Archive::begin(self.path(batch.id), held.mark());
        for paper in papers {
            match Box::pin(self.print(batch.issuer, &paper)).await {
                Ok((name, file)) => archive.add(name, file).await?,
                // One paper's row or picture that cannot be read is its own fault.
                Err(NotPrinted::Act(ActError::Storage(error)))
                    if !matches!(error, StorageError::Corrupt { .. } | StorageError::Files(_)) =>
                {
                    return Err(error);
                }
                Err(other) => {
                    batch.left_out_count += 1;
                    let line = format!("{}: {}", paper.number(), why(&other));
                    batch.left_out = format!("{}{line}\n", batch.left_out);
                    archive.leave_out(line);
                }
            }
            batch.made_count += 1;
            if batch.made_count % NOTE_EVERY == 0 {
                self.note(batch, held).await?;
            }
        }
        archive.finish().await
    }

    /// Notes how far the batch is, and renews the lease.
    async fn note(&self, batch: &Batch, held: &LeasedJob) -> Result<(), StorageError> {
        let mut work = Work::begin(&self.registry, Actor::Program).await?;
        let until = held.renew(&mut work).await?;
        batches::save(&mut work, batch, Some(until)).await?;
        work.commit().await
    }

    /// A paper of a batch: its name in the archive, and its file.
    async fn print(
        &self,
        issuer: IssuerCode,
        paper: &BatchPaper,
    ) -> Result<(String, bytes::Bytes), NotPrinted> {
        let (reader, registry) = (Reader::Office(issuer), &self.registry);
        let (folder, order) = match paper {
            BatchPaper::Certificate(number) => {
                (number, certificate(registry, reader, number, Language::Vi).await?)
            }
            BatchPaper::Card(certificate, number) => {
                (certificate, card(registry, reader, certificate, number).await?)
            }
        };
        let file = self.printers.print_in_time(&order).await?;
        let file_name = order.file_name;
        Ok((format!("{}/{file_name}", crate::documents::print::plain(folder)), file))
    }

    /// Orders the batches that nobody has ordered and nobody is at.
    async fn adopt(&self) -> Result<(), StorageError> {
        let now = self.registry.clock.now();
        let left = batches::unordered(&mut self.registry.storage.read().await?, now).await?;
        for (id, issuer) in left {
            let mut work = Work::begin(&self.registry, Actor::Program).await?;
            let order = Order { job: &job(id), issuer: Some(issuer), due_at: None };
            jobs::enqueue(&mut work, &self.registry.clock, order).await?;
            work.commit().await?;
        }
        Ok(())
    }

    /// Removes batches that ended, and files that belong to none.
    ///
    /// The folder is listed before the rows are read: a batch has its row before
    /// its first file, so that what another server begins meanwhile is known.
    async fn sweep(&self) -> Result<(), StorageError> {
        let files = listed(&self.folder)?;
        let now = self.registry.clock.now();
        let failed = now.plus_seconds(-FAILED_KEPT_SECONDS);
        let all = batches::all(&mut self.registry.storage.read().await?, now, failed).await?;
        for (id, _) in all.iter().filter(|(_, ended)| *ended) {
            let mut work = Work::begin(&self.registry, Actor::Program).await?;
            queue::remove(&mut work, &jobs::key(&job(*id))).await?;
            batches::remove(&mut work, *id).await?;
            work.commit().await?;
        }
        let kept: Vec<String> =
            all.into_iter().filter(|(_, ended)| !ended).map(|(id, _)| id.to_string()).collect();
        for file in files {
            let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let of = name.split('.').next().unwrap_or_default();
            if !kept.iter().any(|id| id == of) {
                remove_file(&file);
            }
        }
        Ok(())
    }
}

/// The files in the folder of archives; none before there is one.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, StorageError> {
    match std::fs::read_dir(folder) {
        Ok(listed) => Ok(listed.flatten().map(|file| file.path()).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(StorageError::Files(error.to_string())),
    }
}

/// Why a paper is not in the archive, for the office.
fn why(reason: &NotPrinted) -> String {
    match reason {
        NotPrinted::Act(ActError::Standing(refusal)) => Language::Vi.standing_refusal(refusal),
        other => {
            tracing::warn!(%other, "a paper of a batch could not be printed");
            Language::Vi.not_printed(match other {
                NotPrinted::Setting(unset) => NotMade::Unset(unset.field, unset.fault),
                NotPrinted::Sealing(_) => NotMade::Unsealed,
                NotPrinted::Act(ActError::Storage(StorageError::Files(_))) => NotMade::NoFile,
                NotPrinted::Act(ActError::Storage(_)) => NotMade::Unreadable,
                NotPrinted::Act(ActError::NotFound) => NotMade::Gone,
                NotPrinted::Act(_) | NotPrinted::Busy => NotMade::Other,
            })
        }
    }
}
