//! Reading a paper at the desk: what staff see of people is noted too.

use bytes::Bytes;

use super::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::dossier::Stage;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{DossierId, EvidenceId};
use crate::domain::staff::Officer;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::{dossiers, evidence};

/// An uploaded paper of a dossier filed with the officer's issuer, and its
/// bytes. Each look is one row of the audit trail.
pub async fn view_paper(
    registry: &Registry,
    officer: &Officer,
    dossier: DossierId,
    paper: EvidenceId,
) -> Result<(Evidence, Bytes), ActError> {
    let found = {
        let mut reading = registry.storage.read().await?;
        let filed = dossiers::find(&mut reading, &registry.seal, dossier).await?;
        filed
            .filter(|filed| filed.issuer == officer.issuer && filed.stage != Stage::Draft)
            .ok_or(ActError::NotFound)?;
        evidence::find(&mut reading, paper).await?
    };
    let found = found.filter(|found| found.dossier == dossier).ok_or(ActError::NotFound)?;
    // The disk may be slow, and nobody waits for it; what was read is noted
    // before it is shown.
    let bytes = registry.files.read(&found.sha256).await?;
    let mut transaction = registry.storage.begin().await?;
    let record = AuditRecord {
        at: registry.clock.now(),
        actor: Some(officer.account),
        issuer: Some(officer.issuer),
        subject: dossier.to_string(),
        seen: None,
        deed: Deed::ViewPaper { item: found.item, expert: found.expert, paper: found.id },
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok((found, bytes))
}
