//! Deciding on a list: its columns are said otherwise, a leader confirms it, or it
//! is taken back.

use super::{ImportError, check_job, note, require};
use crate::acts::work::Work;
use crate::acts::{ActError, Registry, scope};
use crate::domain::deed::Deed;
use crate::domain::ids::ImportId;
use crate::domain::import::{Column, ImportStage, may_confirm};
use crate::domain::job::Job;
use crate::domain::staff::Officer;
use crate::jobs::{self, Order};
use crate::storage::imports::{self, Import};
use crate::storage::{StorageError, import_rows};

/// A list as the person who decides has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportVersion {
    /// Which list.
    pub id: ImportId,
    /// Its version then.
    pub version: i64,
}

/// Says which columns of a sheet are what, and whether names of before Unicode
/// are taken as they were proposed; its rows are looked at anew.
pub async fn set_columns(
    registry: &Registry,
    officer: &Officer,
    seen: ImportVersion,
    sheets: &[(usize, Vec<Option<Column>>, bool)],
) -> Result<(), ImportError> {
    let (mut work, mut import) = opened(registry, officer, seen).await?;
    let is_confirmed = import.confirmed_by.is_some();
    if is_confirmed || !matches!(import.stage, ImportStage::Checked | ImportStage::Failed) {
        return Err(ImportError::Stage(import.stage));
    }
    for (place, columns, old_fonts) in sheets {
        let Some(sheet) = import.sheets.get_mut(*place) else { continue };
        for (heading, column) in sheet.layout.headings.iter_mut().zip(columns) {
            heading.column = *column;
        }
        sheet.layout.old_fonts = *old_fonts;
    }
    import.stage = ImportStage::Checking;
    import.done_rows = 0;
    import.version = imports::save(&mut work, &import).await?;
    let order = Order { job: &check_job(&import), issuer: Some(import.issuer), due_at: None };
    jobs::enqueue(&mut work, &registry.clock, order).await?;
    Ok(work.conclude(import.id, Deed::SetImportColumns(note(&import))).await?)
}

/// Confirms a list: what can be recorded of it is, and the rest is left out. A
/// leader does, who is not the person that brought it in.
pub async fn confirm(registry: &Registry, leader: &Officer, seen: ImportVersion) -> Result<(), ImportError> {
    if !may_confirm(leader) {
        return Err(ActError::NotAllowed.into());
    }
    let (mut work, mut import) = opened(registry, leader, seen).await?;
    if import.stage != ImportStage::Checked {
        return Err(ImportError::Stage(import.stage));
    }
    if import.is_by(leader.account, &leader.number) {
        return Err(ImportError::OwnList);
    }
    if import.counts.certificates + import.counts.cards == 0 {
        return Err(ImportError::NothingNew);
    }
    import.stage = ImportStage::Recording;
    import.done_rows = 0;
    import.confirmed_by = Some(leader.account);
    import.confirmed_at = Some(work.at());
    imports::save(&mut work, &import).await?;
    let job = Job::Record { import: import.id };
    jobs::enqueue(&mut work, &registry.clock, Order { job: &job, issuer: Some(import.issuer), due_at: None })
        .await?;
    Ok(work.conclude(import.id, Deed::ConfirmImport(note(&import))).await?)
}

/// Takes a list back that nobody confirmed: its rows are forgotten.
pub async fn withdraw(
    registry: &Registry,
    officer: &Officer,
    seen: ImportVersion,
) -> Result<(), ImportError> {
    let (mut work, mut import) = opened(registry, officer, seen).await?;
    let was_confirmed = import.confirmed_by.is_some();
    if was_confirmed || !matches!(import.stage, ImportStage::Checked | ImportStage::Failed) {
        return Err(ImportError::Stage(import.stage));
    }
    import.stage = ImportStage::Withdrawn;
    import.ended_at = Some(work.at());
    imports::save(&mut work, &import).await?;
    import_rows::remove(&mut work, import.id).await?;
    Ok(work.conclude(import.id, Deed::WithdrawImport(note(&import))).await?)
}

/// The list as it was seen; nobody else acts on it meanwhile.
async fn opened<'r>(
    registry: &'r Registry,
    officer: &'r Officer,
    seen: ImportVersion,
) -> Result<(Work<'r>, Import), ImportError> {
    require(officer)?;
    let mut work = Work::begin(registry, officer).await?;
    imports::hold(&mut work, seen.id).await?;
    let import = scope::own(imports::find(&mut work, seen.id).await?, officer.issuer)?;
    if import.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    work.saw(seen.version);
    Ok((work, import))
}
