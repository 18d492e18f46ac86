//! The papers of a dossier: handed in, taken out, looked at again.

use bytes::Bytes;

use super::super::scope::of_applicant;
use super::super::upload::{self, AcceptedUpload, Upload};
use super::super::work::{Actor, Work};
use super::super::{ActError, Registry, leftovers, quota};
use super::{own_to_edit, view};
use crate::domain::deed::{CropNote, Deed, PaperNote};
use crate::domain::dossier::Dossier;
use crate::domain::evidence::{Evidence, Item};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::regime::PhotoForm;
use crate::storage::evidence;

/// A paper that was accepted, on its way into a dossier.
pub(super) struct Incoming {
    /// What it shows.
    pub(super) item: Item,
    /// Position of the expert it is about.
    pub(super) expert: Option<usize>,
    /// The name it came with.
    pub(super) file_name: String,
    /// What it is.
    pub(super) accepted: AcceptedUpload,
}

/// Adds a paper. A portrait also gives the dossier its measures, and takes the
/// place of an earlier one.
pub async fn attach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    upload: Upload,
) -> Result<Evidence, ActError> {
    let (item, expert, file_name) = (upload.item, upload.expert, upload.file_name.clone());
    let form = if item == Item::Photo { Some(photo_form(registry, applicant, id).await?) } else { None };
    // Work without a transaction, so that a picture keeps nobody waiting.
    let accepted = upload::accept(registry, upload, form).await?;
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    evidence::hold_files(&mut work).await?;
    let own = own_to_edit(&mut work, applicant, id).await?;
    let incoming = Incoming { item, expert, file_name, accepted };
    take_in(work, own, incoming, None).await
}

/// Stores an accepted paper, in the place of an earlier portrait, or of the one
/// it is a part of. The files are held, and the dossier may be edited.
pub(super) async fn take_in(
    mut work: Work<'_>,
    mut dossier: Dossier,
    incoming: Incoming,
    part_of: Option<EvidenceId>,
) -> Result<Evidence, ActError> {
    let Incoming { item, expert, file_name, accepted: AcceptedUpload { file, media_type, photo } } = incoming;
    let (registry, id, applicant) = (work.registry(), dossier.id, dossier.applicant);
    let papers = evidence::of_dossier(&mut work, id).await?.rows;
    let is_earlier = |paper: &Evidence| item == Item::Photo && paper.item == item && paper.expert == expert;
    let (earlier, others): (Vec<_>, Vec<_>) = papers.into_iter().partition(is_earlier);
    quota::paper(&mut work, applicant, others.len(), file.byte_count).await?;
    if let Some(position) = expert {
        let expert = dossier.application.experts.get_mut(position).ok_or(ActError::NotFound)?;
        expert.photo = photo.or(expert.photo);
    }
    for earlier in &earlier {
        evidence::remove(&mut work, earlier.id).await?;
    }
    let paper = Evidence {
        id: EvidenceId::new(registry.entropy.uuid()),
        dossier: id,
        item,
        expert,
        file_name: upload::harmless_name(&file_name, media_type),
        media_type: media_type.to_owned(),
        byte_count: i64::try_from(file.byte_count).unwrap_or(i64::MAX),
        sha256: file.sha256.clone(),
        uploaded_at: work.at(),
    };
    registry.files.keep(file).await?;
    evidence::insert(&mut work, &paper).await?;
    let deed = match part_of {
        Some(part_of) => {
            let (item, expert, sha256) = (paper.item, paper.expert, paper.sha256.clone());
            Deed::Crop(CropNote { item, expert, sha256, part_of })
        }
        None => Deed::Attach(noted(&paper)),
    };
    work.conclude_on(dossier, deed).await?;
    leftovers::release(registry, &earlier).await;
    Ok(paper)
}

fn noted(paper: &Evidence) -> PaperNote {
    PaperNote { item: paper.item, expert: paper.expert, sha256: paper.sha256.clone() }
}

/// What a portrait must be in this dossier of the applicant.
async fn photo_form(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<PhotoForm, ActError> {
    Ok(view(registry, applicant, id).await?.regime.conditions.photo.value)
}

/// Takes a paper out again.
pub async fn detach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    paper: EvidenceId,
) -> Result<Evidence, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = own_to_edit(&mut work, applicant, id).await?;
    let found = evidence::find(&mut work, paper).await?;
    let found = found.filter(|found| found.dossier == id).ok_or(ActError::NotFound)?;
    if let (Item::Photo, Some(position)) = (found.item, found.expert)
        && let Some(expert) = dossier.application.experts.get_mut(position)
    {
        expert.photo = None;
    }
    evidence::remove(&mut work, paper).await?;
    work.conclude_on(dossier, Deed::Detach(noted(&found))).await?;
    leftovers::release(registry, std::slice::from_ref(&found)).await;
    Ok(found)
}

/// A paper of the applicant's own dossier, with its bytes.
pub async fn open_paper(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let found = {
        let mut transaction = registry.storage.read().await?;
        of_applicant(&mut transaction, registry, applicant, id).await?;
        evidence::find(&mut transaction, paper).await?
    };
    let found = found.filter(|found| found.dossier == id).ok_or(ActError::NotFound)?;
    let bytes = registry.files.read(&found.sha256).await?;
    Ok((found, bytes))
}
