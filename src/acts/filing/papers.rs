//! The papers of a dossier: handed in, taken out, looked at again.

use bytes::Bytes;
use serde_json::json;

use super::super::upload::{self, Upload};
use super::super::{ActError, Done, Registry, conclude, of_applicant, own_to_change};
use crate::domain::dossier::Act;
use crate::domain::evidence::{Evidence, Item, UploadRefusal};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::storage::evidence;

/// The most papers of one dossier: a thousand experts would not have so many.
const MOST_PAPERS: usize = 10_000;

/// Adds a paper. A portrait also gives the dossier its measures, and takes the
/// place of an earlier one.
pub async fn attach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    upload: Upload,
) -> Result<Evidence, ActError> {
    let at = registry.clock.now();
    let inspected = upload::inspect(&upload)?;
    let sha256 = registry.files.put(upload.bytes.clone()).await?;
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = own_to_change(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    let paper = Evidence {
        id: EvidenceId::new(registry.entropy.uuid()),
        dossier: id,
        item: upload.item,
        expert: upload.expert,
        file_name: upload::harmless_name(&upload.file_name, inspected.media_type),
        media_type: inspected.media_type.to_owned(),
        byte_count: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        sha256,
        uploaded_at: at,
    };
    let earlier = evidence::of_dossier(&mut transaction, id).await?;
    if earlier.len() >= MOST_PAPERS {
        return Err(UploadRefusal::TooLarge.into());
    }
    if let Some(position) = upload.expert {
        let expert = dossier.application.experts.get_mut(position).ok_or(ActError::NotFound)?;
        if upload.item == Item::Photo {
            expert.photo = inspected.photo;
            for earlier in earlier {
                if earlier.item == Item::Photo && earlier.expert == upload.expert {
                    evidence::remove(&mut transaction, earlier.id).await?;
                }
            }
        }
    }
    evidence::insert(&mut transaction, &paper).await?;
    let details = json!({"item": paper.item, "expert": paper.expert, "sha256": paper.sha256});
    let done = Done { at, by: applicant, act: "attach", details };
    conclude(transaction, registry, &mut dossier, done).await?;
    Ok(paper)
}

/// Takes a paper out again.
pub async fn detach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    paper: EvidenceId,
) -> Result<Evidence, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = own_to_change(&mut transaction, registry, applicant, id).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::Edit, at.day())?;
    let found = evidence::find(&mut transaction, paper).await?;
    let found = found.filter(|found| found.dossier == id).ok_or(ActError::NotFound)?;
    if let (Item::Photo, Some(position)) = (found.item, found.expert)
        && let Some(expert) = dossier.application.experts.get_mut(position)
    {
        expert.photo = None;
    }
    evidence::remove(&mut transaction, paper).await?;
    let details = json!({"item": found.item, "expert": found.expert, "sha256": found.sha256});
    let done = Done { at, by: applicant, act: "detach", details };
    conclude(transaction, registry, &mut dossier, done).await?;
    Ok(found)
}

/// A paper of the applicant's own dossier, with its bytes.
pub async fn open_paper(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let mut transaction = registry.storage.read().await?;
    of_applicant(&mut transaction, registry, applicant, id).await?;
    let found = evidence::find(&mut transaction, paper).await?;
    let found = found.filter(|found| found.dossier == id).ok_or(ActError::NotFound)?;
    let bytes = registry.files.read(&found.sha256).await?;
    Ok((found, bytes))
}
