//! Papers that were issued before there was this register: a list is brought in
//! by one, looked at row by row while nobody waits, and confirmed by a leader who
//! is another; then its papers are recorded. Nothing of it is signed: the papers
//! have no code, and the register says so.

mod check;
mod compare;
mod decide;
mod entrust;
mod making;
mod record;
mod report;
mod upload;

pub use check::check;
pub use decide::{ImportVersion, confirm, set_columns, withdraw};
pub use entrust::{EntrustRefusal, entrust, may_entrust};
pub use report::{ReportLine, counts, lines_of, page_of, report};
pub use upload::{ListFile, MOST_OPEN, Uploader, upload};

use super::look::Look;
use super::scope::{self, OfOffice};
use super::work::Work;
use super::{ActError, Registry};
use crate::domain::deed::ImportNote;
use crate::domain::ids::ImportId;
use crate::domain::import::{ImportStage, may_confirm, may_upload};
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Job;
use crate::domain::staff::Officer;
use crate::domain::table::Unreadable;
use crate::jobs::{Conclusion, Failed, LeasedJob};
use crate::storage::imports::{self, Import};
use crate::storage::{Readable, StorageError, Transaction, import_rows};

/// Rows of a list that ended are kept for so many seconds: who mends the ones
/// that were wrong needs the report.
const KEPT_SECONDS: i64 = 30 * 86_400;

/// A list that never came in whole is cleared away after so many seconds.
const MOST_LISTS: i64 = 50;

/// Why a list was not brought in, or not decided.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error("{file}: {why}")]
    Unreadable {
        /// What it is called.
        file: String,
        /// Why.
        why: Unreadable,
    },
    /// No file was chosen.
    #[error("no file was chosen")]
    NoFile,
    /// Too many lists of this issuer wait.
    #[error("other lists must be confirmed or taken back first")]
    Busy,
    /// It is not at a stage that allows it.
    #[error("a list that is {0} does not allow it")]
    Stage(ImportStage),
    /// Whoever brought it in does not confirm it.
    #[error("another leader confirms it")]
    OwnList,
    /// Nothing in it would be recorded.
    #[error("nothing in it would be recorded")]
    NothingNew,
    /// As any act.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for ImportError {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

impl OfOffice for Import {
    fn office(&self) -> IssuerCode {
        self.issuer
    }
}

/// The lists of an officer's office, the last first.
pub async fn of_office(registry: &Registry, officer: &Officer) -> Result<Readable<Import>, ActError> {
    require(officer)?;
    let mut look = Look::at(registry).await?;
    Ok(imports::of_issuer(&mut look, officer.issuer, MOST_LISTS).await?)
}

/// One of them.
pub async fn find(registry: &Registry, officer: &Officer, id: ImportId) -> Result<Import, ActError> {
    require(officer)?;
    let mut look = Look::at(registry).await?;
    scope::own(imports::find(&mut look, id).await?, officer.issuer)
}

/// Refuses whoever has nothing to do with lists of papers.
fn require(officer: &Officer) -> Result<(), ActError> {
    if may_upload(officer) || may_confirm(officer) { Ok(()) } else { Err(ActError::NotAllowed) }
}

/// Has a list wait again whose work was given up.
pub(super) async fn revive(work: &mut Work<'_>, id: ImportId) -> Result<(), StorageError> {
    let Some(import) = imports::find(work, id).await? else { return Ok(()) };
    if import.stage == ImportStage::Failed {
        let is_confirmed = import.confirmed_by.is_some();
        let stage = if is_confirmed { ImportStage::Recording } else { ImportStage::Checking };
        imports::save(work, &Import { stage, ..import }).await?;
    }
    Ok(())
}

/// The job that looks at a list as it is now.
fn check_job(import: &Import) -> Job {
    Job::Check { import: import.id, nth: import.version }
}

fn note(import: &Import) -> ImportNote {
    let mut files: Vec<String> = import.sheets.iter().map(|sheet| sheet.file_sha256.clone()).collect();
    files.dedup();
    ImportNote { files, counts: import.counts }
}

/// Does the work on lists, in the background.
#[derive(Clone)]
pub struct Imports {
    registry: Registry,
}

impl Imports {
    /// Over this register.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }

    /// Looks at the rows of a list. Begun anew it begins at the first one: nothing
    /// of it has an effect before a leader confirms.
    pub async fn check(&self, import: ImportId, held: &LeasedJob) -> Result<Conclusion, Failed> {
        check(&self.registry, import, Some(held)).await?;
        Ok(held.conclude().await?)
    }

    /// Records the papers of a list. Begun anew it goes on after those that are
    /// recorded.
    pub async fn record(&self, import: ImportId, held: &LeasedJob) -> Result<Conclusion, Failed> {
        record::record(&self.registry, import, held).await
    }

    /// Notes that the work on a list was given up.
    pub async fn give_up(&self, transaction: &mut Transaction, id: ImportId) -> Result<(), StorageError> {
        let Some(import) = imports::find(transaction, id).await? else { return Ok(()) };
        if import.stage.is_at_work() {
            imports::save(transaction, &Import { stage: ImportStage::Failed, ..import }).await?;
        }
        Ok(())
    }

    /// Removes the rows of lists that ended long ago.
    pub async fn tidy(&self) -> Result<(), StorageError> {
        let mut look = Look::at(&self.registry).await?;
        let before = look.now().plus_seconds(-KEPT_SECONDS);
        let ended = imports::ended(&mut look, before).await?;
        look.end().await?;
        for id in ended {
            let mut work = Work::begin(&self.registry, super::work::Actor::Program).await?;
            import_rows::remove(&mut work, id).await?;
            work.commit().await?;
        }
        Ok(())
    }
}
