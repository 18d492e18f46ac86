//! Bringing a list in: its files are read row by row, and nothing of them is kept
//! but the rows, sealed.

use std::ops::ControlFlow;
use std::path::PathBuf;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::{ImportError, check_job, note};
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::ids::ImportId;
use crate::domain::import::{Counts, HEADING_ROWS, ImportStage, Layout, Sheet, may_upload, recognise};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Officer;
use crate::domain::table::Unreadable;
use crate::domain::table::rows::{SheetInfo, SheetRow, Told, read_file};
use crate::jobs::{self, Order};
use crate::storage::imports::{self, Import};
use crate::storage::{StorageError, import_rows};

/// So many lists of an issuer wait at a time.
pub const MOST_OPEN: i64 = 5;

/// Rows stored in one transaction.
const WINDOW: usize = 500;

/// Parts of a file that wait to be stored.
const AHEAD: usize = 4;

/// A file of a list.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// What the office calls it.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// Who brings a list in.
#[derive(Clone, Copy, Debug)]
pub enum Uploader<'a> {
    /// An officer, for their issuer.
    Officer(&'a Officer),
    /// The operator at the command line, whose name this is.
    Operator(IssuerCode, &'a str),
}

impl Uploader<'_> {
    fn issuer(&self) -> IssuerCode {
        match self {
            Self::Officer(officer) => officer.issuer,
            Self::Operator(issuer, _) => *issuer,
        }
    }
}

/// Brings a list in and orders that it is looked at. The columns are recognised
/// by their headings, and can be said otherwise afterwards.
pub async fn upload(
    registry: &Registry,
    uploader: Uploader<'_>,
    files: Vec<ListFile>,
) -> Result<ImportId, ImportError> {
    if files.is_empty() {
        return Err(ImportError::NoFile);
    }
    let import = begin(registry, uploader).await?;
    let filled = fill(registry, import.clone(), files).await;
    match filled {
        Ok(filled) => Ok(conclude(registry, uploader, filled).await?),
        Err(error) => {
            drop_half(registry, import.id).await?;
            Err(error)
        }
    }
}

async fn begin(registry: &Registry, uploader: Uploader<'_>) -> Result<Import, ImportError> {
    let issuer = uploader.issuer();
    if matches!(uploader, Uploader::Officer(officer) if !may_upload(officer)) {
        return Err(ActError::NotAllowed.into());
    }
    let mut look = Look::at(registry).await?;
    if imports::open(&mut look, issuer).await? >= MOST_OPEN {
        return Err(ImportError::Busy);
    }
    look.end().await?;
    let mut work = Work::begin(registry, Actor::Program).await?;
    let (uploaded_by, uploader) = match uploader {
        Uploader::Officer(officer) => (Some(officer.account), officer.number.to_string()),
        Uploader::Operator(_, name) => (None, name.to_owned()),
    };
    let import = Import {
        id: ImportId::new(registry.entropy.uuid()),
        issuer,
        uploaded_by,
        uploader,
        uploaded_at: work.at(),
        sheets: Vec::new(),
        stage: ImportStage::Uploading,
        counts: Counts::default(),
        done_rows: 0,
        confirmed_by: None,
        confirmed_at: None,
        ended_at: None,
        version: 1,
    };
    imports::insert(&mut work, &import).await?;
    work.commit().await?;
    Ok(import)
}

/// Reads the files; answers the list with its sheets and how many rows it has.
async fn fill(registry: &Registry, mut import: Import, files: Vec<ListFile>) -> Result<Import, ImportError> {
    for file in files {
        let (sender, mut parts) = mpsc::channel(AHEAD);
        let path = file.path.clone();
        let reading = spawn_blocking(move || read(&path, &sender));
        while let Some(part) = parts.recv().await {
            take(registry, &mut import, (&file, part)).await?;
        }
        let read = reading.await.map_err(|error| StorageError::Files(error.to_string()))?;
        read.map_err(|why| ImportError::Unreadable { file: file.name.clone(), why })?;
    }
    Ok(import)
}

/// Reads a file in parts, as long as somebody takes them.
fn read(path: &std::path::Path, sender: &mpsc::Sender<Vec<Told>>) -> Result<(), Unreadable> {
    let mut part = Vec::new();
    read_file(path, &mut |told| {
        part.push(told);
        if part.len() < WINDOW {
            return ControlFlow::Continue(());
        }
        match sender.blocking_send(std::mem::take(&mut part)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })?;
    let _ = sender.blocking_send(part);
    Ok(())
}

/// Stores a part of a file. A sheet's columns are recognised by what of its
/// first rows comes in the same part.
async fn take(
    registry: &Registry,
    import: &mut Import,
    (file, part): (&ListFile, Vec<Told>),
) -> Result<(), StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    let mut told = part.into_iter().peekable();
    while let Some(next) = told.next() {
        match next {
            Told::Sheet(info) => {
                let mut first = Vec::new();
                while first.len() < HEADING_ROWS + 1
                    && let Some(Told::Row(row)) = told.next_if(|next| matches!(next, Told::Row(_)))
                {
                    first.push(row);
                }
                let layout = recognise(&info, &first);
                import.sheets.push(sheet(file, info, layout));
                for row in first {
                    insert(registry, &mut work, import, &row).await?;
                }
            }
            Told::Row(row) => insert(registry, &mut work, import, &row).await?,
        }
    }
    work.commit().await
}

fn sheet(file: &ListFile, info: SheetInfo, layout: Layout) -> Sheet {
    Sheet {
        file: file.name.clone(),
        file_sha256: file.sha256.clone(),
        name: info.name,
        is_hidden: info.is_hidden,
        is_1904: info.is_1904,
        layout,
    }
}

async fn insert(
    registry: &Registry,
    work: &mut Work<'_>,
    import: &mut Import,
    row: &SheetRow,
) -> Result<(), StorageError> {
    let sheet = i64::try_from(import.sheets.len()).unwrap_or(i64::MAX) - 1;
    let number = i64::try_from(row.number).unwrap_or(i64::MAX);
    import.counts.rows += 1;
    let written = (number, row.is_hidden, row.cells.as_slice());
    import_rows::insert(work, &registry.seal, (import.id, sheet), written).await
}

/// Notes that the list came in whole, and has it looked at.
async fn conclude(
    registry: &Registry,
    uploader: Uploader<'_>,
    import: Import,
) -> Result<ImportId, StorageError> {
    let mut work = match uploader {
        Uploader::Officer(officer) => Work::begin(registry, officer).await?,
        Uploader::Operator(issuer, _) => {
            let mut work = Work::begin(registry, Actor::CommandLine).await?;
            work.at_issuer(issuer);
            work
        }
    };
    let mut import = Import { stage: ImportStage::Checking, ..import };
    import.version = imports::save(&mut work, &import).await?;
    let order = Order { job: &check_job(&import), issuer: Some(import.issuer), due_at: None };
    jobs::enqueue(&mut work, &registry.clock, order).await?;
    work.conclude(import.id, Deed::UploadImport(note(&import))).await?;
    Ok(import.id)
}

/// What came in half is nothing.
async fn drop_half(registry: &Registry, id: ImportId) -> Result<(), StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    import_rows::remove(&mut work, id).await?;
    imports::remove(&mut work, id).await?;
    work.commit().await
}
