//! Reading a paper at the desk: what staff see of people is noted too.

use bytes::Bytes;

use super::work::Work;
use super::{ActError, Registry, scope};
use crate::domain::deed::Deed;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{DossierId, EvidenceId};
use crate::domain::staff::Officer;
use crate::storage::evidence;

/// An uploaded paper of a dossier filed with the officer's issuer, and its
/// bytes. Each look is one row of the audit trail.
pub async fn view_paper(
    registry: &Registry,
    officer: &Officer,
    dossier: DossierId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let mut reading = registry.storage.read().await?;
    scope::filed_dossier(&mut reading, registry, officer.issuer, dossier).await?;
    reading.end().await?;
    view(registry, officer, dossier, paper).await
}

/// The same of a dossier that the officer may read.
pub(super) async fn view(
    registry: &Registry,
    officer: &Officer,
    dossier: DossierId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let mut reading = registry.storage.read().await?;
    let found = evidence::find(&mut reading, paper).await?;
    reading.end().await?;
    let found = found.filter(|found| found.dossier == dossier).ok_or(ActError::NotFound)?;
    // The disk may be slow, and nobody waits for it; what was read is noted
    // before it is shown.
    let bytes = registry.files.read(&found.sha256).await?;
    let deed = Deed::ViewPaper { item: found.item, expert: found.expert, paper: found.id };
    Work::begin(registry, officer).await?.conclude(dossier, deed).await?;
    Ok((found, bytes))
}
