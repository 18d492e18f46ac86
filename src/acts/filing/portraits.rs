//! A portrait that is not of the card's form: a part of it is chosen.
//!
//! The part takes the place of the whole, which is then gone: nothing of a
//! person is kept that no card shows.

use bytes::Bytes;
use consultant_pictures::{KeptPicture, measure};

use super::super::picture::Turn;
use super::super::upload::AcceptedUpload;
use super::super::work::{Actor, Work};
use super::super::{ActError, Registry};
use super::papers::{Incoming, take_in};
use super::{OwnDossier, own_to_edit, view};
use crate::domain::crop::Area;
use crate::domain::deed::{CropNote, Deed, DeedKind};
use crate::domain::dossier::Act;
use crate::domain::evidence::{Evidence, Item, UploadRefusal};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::regime::PhotoForm;
use crate::storage::{ReadTransaction, StorageError, audit, evidence};

/// A portrait of which a part may be chosen.
#[derive(Clone, Debug)]
pub struct PortraitToCrop {
    /// The dossier it belongs to.
    pub own: OwnDossier,
    /// The portrait as it is kept.
    pub paper: Evidence,
    /// Its width and height in points, upright.
    pub size: (u32, u32),
    /// What a portrait must be.
    pub form: PhotoForm,
}

/// The portrait of the expert at this position, to choose a part of; none when
/// there is none.
pub async fn portrait_to_crop(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    expert: usize,
) -> Result<Option<PortraitToCrop>, ActError> {
    let own = view(registry, applicant, id).await?;
    own.dossier.stage.require(Act::Edit, own.today)?;
    let found = own.papers.iter().find(|paper| is_portrait(paper) && paper.expert == Some(expert));
    let Some(paper) = found.cloned() else { return Ok(None) };
    let size = measured(&registry.files.read(&paper.sha256).await?)?;
    let form = own.regime.conditions.photo.value;
    Ok(Some(PortraitToCrop { own, paper, size, form }))
}

/// Keeps a part of a portrait in its place; `place` and `width` in points of
/// the portrait as [`portrait_to_crop`] measured it. Asked for once more, it
/// answers with the part that was kept.
pub async fn crop(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    portrait: EvidenceId,
    (place, width): ((u32, u32), u32),
) -> Result<Evidence, ActError> {
    let own = view(registry, applicant, id).await?;
    own.dossier.stage.require(Act::Edit, own.today)?;
    let Some(whole) = own.papers.iter().find(|paper| paper.id == portrait && is_portrait(paper)) else {
        return cropped(&mut registry.storage.read().await?, id, portrait).await;
    };
    let turn = Turn::come().await?;
    let bytes = registry.files.read(&whole.sha256).await?;
    let form = own.regime.conditions.photo.value;
    let area = form.area(measured(&bytes)?, place, width).ok_or(StorageError::Conflict)?;
    let accepted = AcceptedUpload::drawn(registry, drawn(turn, bytes, area).await?).await?;
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    evidence::hold_files(&mut work).await?;
    let own = own_to_edit(&mut work, applicant, id).await?;
    let Some(whole) = still_there(&mut work, id, portrait).await? else {
        return cropped(&mut work, id, portrait).await;
    };
    let (item, expert, file_name) = (whole.item, whole.expert, whole.file_name);
    take_in(work, own, Incoming { item, expert, file_name, accepted }, Some(portrait)).await
}

async fn drawn(turn: Turn, bytes: Bytes, area: Area) -> Result<KeptPicture, ActError> {
    Ok(turn.crop(bytes, area).await?)
}

fn measured(bytes: &[u8]) -> Result<(u32, u32), ActError> {
    let size = measure(bytes).map_err(UploadRefusal::from)?;
    Ok((size.width, size.height))
}

fn is_portrait(paper: &Evidence) -> bool {
    paper.item == Item::Photo
}

async fn still_there(
    transaction: &mut ReadTransaction,
    id: DossierId,
    portrait: EvidenceId,
) -> Result<Option<Evidence>, StorageError> {
    let found = evidence::find(transaction, portrait).await?;
    Ok(found.filter(|paper| paper.dossier == id))
}

/// The part of a portrait that was kept already; a conflict when something else
/// took its place.
async fn cropped(
    transaction: &mut ReadTransaction,
    id: DossierId,
    portrait: EvidenceId,
) -> Result<Evidence, ActError> {
    let records = audit::of_kind(transaction, &id.to_string(), DeedKind::Crop).await?;
    let sha256 = records.iter().find_map(|record| match &record.deed {
        Deed::Crop(CropNote { part_of, sha256, .. }) if *part_of == portrait => Some(sha256),
        _ => None,
    });
    let papers = evidence::of_dossier(transaction, id).await?.rows;
    let kept = papers.into_iter().find(|paper| is_portrait(paper) && Some(&paper.sha256) == sha256);
    kept.ok_or_else(|| StorageError::Conflict.into())
}
