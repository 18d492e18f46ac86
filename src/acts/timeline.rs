//! The steps of a dossier, read from what was done on it.

use super::Registry;
use super::look::Look;
use crate::domain::dossier::{Dossier, Stage};
use crate::domain::ids::DossierId;
use crate::domain::timeline::{PastDeed, STEPS, Step, steps};
use crate::storage::audit::{self, AuditLine};
use crate::storage::{ReadTransaction, Readable, StorageError};

/// The steps of a dossier in this stage, oldest first.
pub async fn of_dossier(
    reading: &mut ReadTransaction,
    id: DossierId,
    stage: &Stage,
) -> Result<Readable<Step>, StorageError> {
    let Readable { rows, unreadable } = audit::of_kinds(reading, &id.to_string(), STEPS).await?;
    let check_by = stage.receipt().map(|receipt| receipt.completeness_due);
    Ok(Readable { rows: steps(rows.into_iter().map(done), check_by), unreadable })
}

/// The same, for the page of a dossier that was found already.
pub async fn view(registry: &Registry, dossier: &Dossier) -> Result<Readable<Step>, StorageError> {
    let mut look = Look::at(registry).await?;
    of_dossier(&mut look, dossier.id, &dossier.stage).await
}

fn done(line: AuditLine) -> PastDeed {
    PastDeed { at: line.at, by: line.actor, deed: line.deed, in_time_until: line.noted.in_time_until }
}
