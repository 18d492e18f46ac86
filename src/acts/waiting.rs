//! What waits about a certificate: nobody ends it, or issues another in its place,
//! before that is decided. Acts and pages ask alike.

use super::ActError;
use crate::dates::{Day, Instant};
use crate::domain::correction::Correction;
use crate::domain::dossier::{Dossier, Refusal};
use crate::domain::entry::Event;
use crate::domain::notice::Surrender;
use crate::storage::{ReadTransaction, StorageError, corrections, entries, measures, surrenders};

/// Whether a measure on a certificate, or a correction of one of its papers,
/// was proposed and waits.
pub async fn is_proposed(
    reading: &mut ReadTransaction,
    number: &str,
    today: Day,
) -> Result<bool, StorageError> {
    let measures = measures::of_certificate(reading, number).await?.whole()?;
    let corrections = corrections::of_certificate(reading, number).await?.whole()?;
    Ok(measures.iter().any(|proposal| proposal.is_open(today)) || corrections.iter().any(Correction::is_open))
}

/// Refuses to issue another certificate on a dossier in place of this one, while
/// something about it waits or when it was corrected since the dossier was begun:
/// who is to be suspended does not get another first, and a slip that was put
/// right does not come back.
pub async fn require_settled(
    reading: &mut ReadTransaction,
    dossier: &Dossier,
    (number, today): (&str, Day),
) -> Result<(), ActError> {
    let surrenders = surrenders::of_certificate(reading, number).await?.whole()?;
    if surrenders.iter().any(Surrender::is_open) || is_proposed(reading, number, today).await? {
        return Err(Refusal::SomethingWaits(number.to_owned()).into());
    }
    if was_corrected_since(reading, number, dossier.created_at).await? {
        return Err(Refusal::CorrectedSince(number.to_owned()).into());
    }
    Ok(())
}

/// Whether the papers of a certificate's number were corrected since a moment.
pub(super) async fn was_corrected_since(
    reading: &mut ReadTransaction,
    number: &str,
    begun: Instant,
) -> Result<bool, StorageError> {
    let entries = entries::of_paper(reading, number).await?;
    Ok(entries.iter().any(|entry| entry.at > begun && matches!(entry.event, Event::Corrected { .. })))
}
