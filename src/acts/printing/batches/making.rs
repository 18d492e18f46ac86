//! Making batches: one after the other, each under a lease, so that of several
//! servers one makes it and another goes on when that one went away.

use std::future::Future;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::pin::pin;
use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::super::archive::Archive;
use super::super::{NotPrinted, Reader, card, certificate};
use super::{BatchPaper, Batches, remove_file};
use crate::acts::ActError;
use crate::acts::work::{Actor, Work};
use crate::dates::Instant;
use crate::domain::issuer::IssuerCode;
use crate::language::Language;
use crate::language::printing::NotMade;
use crate::storage::StorageError;
use crate::storage::batches::{self, Batch};

/// A lease not renewed for so many seconds is anyone's.
const LEASE_SECONDS: i64 = 60;

/// How often a lease is renewed while one thing takes long.
const RENEWED_EVERY: Duration = Duration::from_secs(20);

/// Progress is noted after this many papers.
const NOTE_EVERY: i64 = 10;

/// How often a server looks for batches that others left behind.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

impl Batches {
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
                    drop(timeout(LOOK_AGAIN, begun).await);
                }
                Err(error) => {
                    tracing::error!(%error, "a batch could not be made");
                    sleep(LOOK_AGAIN).await;
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
        let mut work = Work::begin(&self.registry, Actor::Program).await?;
        let claimed = batches::claim(&mut work, now, lease).await?;
        work.commit().await?;
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
        let mut work = Work::begin(&self.registry, Actor::Program).await?;
        match batches::conclude(&mut work, &batch, lease).await {
            Err(StorageError::Conflict) => return Ok(()),
            concluded => concluded?,
        }
        work.commit().await?;
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
            let printed = Box::pin(self.print(batch.issuer, &paper));
            match self.leased(batch, lease, printed).await? {
                Ok((name, file)) => self.leased(batch, lease, archive.add(name, file)).await??,
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
                *lease = self.renew(batch, *lease).await?;
            }
        }
        self.leased(batch, lease, archive.finish()).await?
    }

    /// Does a piece of work under the batch's lease.
    async fn leased<T>(
        &self,
        batch: &Batch,
        lease: &mut Instant,
        work: impl Future<Output = T> + Send,
    ) -> Result<T, StorageError> {
        renewing(lease, RENEWED_EVERY, work, |lease| self.renew(batch, lease)).await
    }

    /// Notes how far the batch is, and renews the lease.
    async fn renew(&self, batch: &Batch, lease: Instant) -> Result<Instant, StorageError> {
        let renewed = self.registry.clock.now().plus_seconds(LEASE_SECONDS);
        let mut work = Work::begin(&self.registry, Actor::Program).await?;
        batches::save_progress(&mut work, batch, (lease, renewed)).await?;
        work.commit().await?;
        Ok(renewed)
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
                (certificate, card(registry, reader, (certificate, number)).await?)
            }
        };
        let file = self.printers.print_in_time(&order).await?;
        let file_name = order.file_name;
        Ok((format!("{}/{file_name}", crate::documents::print::plain(folder)), file))
    }

    /// Removes batches that ended, and files that belong to none.
    ///
    /// The folder is listed before the rows are read: a batch has its row before
    /// its first file, so that what another server begins meanwhile is known.
    async fn sweep(&self) -> Result<(), StorageError> {
        let files: Vec<PathBuf> = match std::fs::read_dir(&self.folder) {
            Ok(listed) => listed.flatten().map(|file| file.path()).collect(),
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(StorageError::Files(error.to_string())),
        };
        let all = batches::all(&mut self.registry.storage.read().await?, self.registry.clock.now()).await?;
        for (id, _) in all.iter().filter(|(_, ended)| *ended) {
            let mut work = Work::begin(&self.registry, Actor::Program).await?;
            batches::remove(&mut work, *id).await?;
            work.commit().await?;
        }
        let kept: Vec<String> =
            all.into_iter().filter(|(_, ended)| !ended).map(|(id, _)| id.to_string()).collect();
        for file in files {
            let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if !kept.iter().any(|id| id == stem) {
                remove_file(&file);
            }
        }
        Ok(())
    }
}

/// Does a piece of work, however long the line or the disk makes it: the lease
/// is renewed meanwhile, or another server would begin anew, and a busy day have
/// no batch at all. Given up when the lease is lost.
async fn renewing<T, R>(
    lease: &mut Instant,
    every: Duration,
    work: impl Future<Output = T> + Send,
    renew: impl Fn(Instant) -> R + Send,
) -> Result<T, StorageError>
where
    R: Future<Output = Result<Instant, StorageError>> + Send,
{
    let mut work = pin!(work);
    loop {
        match timeout(every, &mut work).await {
            Ok(done) => return Ok(done),
            Err(_) => *lease = renew(*lease).await?,
        }
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

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::atomic::{AtomicI64, Ordering};

    use tokio::task::yield_now;

    use super::*;

    const SHORT: Duration = Duration::from_millis(1);

    #[tokio::test]
    async fn a_lease_is_renewed_while_one_paper_takes_long() {
        let begun: Instant = "2026-11-22T03:00:00Z".parse().expect("an instant");
        let (mut lease, renewals) = (begun, AtomicI64::new(0));
        let work = async {
            while renewals.load(Ordering::SeqCst) < 3 {
                yield_now().await;
            }
        };
        let renew = |lease: Instant| {
            renewals.fetch_add(1, Ordering::SeqCst);
            ready(Ok(lease.plus_seconds(1)))
        };
        renewing(&mut lease, SHORT, work, renew).await.expect("done under its lease");
        assert_eq!(lease, begun.plus_seconds(3));
    }

    #[tokio::test]
    async fn who_lost_the_lease_stops() {
        let mut lease = "2026-11-22T03:00:00Z".parse().expect("an instant");
        let lost = renewing(&mut lease, SHORT, pending::<()>(), |_| ready(Err(StorageError::Conflict))).await;
        assert!(matches!(lost, Err(StorageError::Conflict)));
    }
}
