//! How the papers issued on a dossier stand, for their holder: what everybody
//! is told, and what the office wrote to the holder alone.

use super::{Check, Checks};
use crate::dates::Day;
use crate::domain::certificate::{Standing, Suspension};
use crate::domain::dossier::Stage;
use crate::domain::entry::Entry;
use crate::storage::{StorageError, certificates, entries};

/// The papers issued on a dossier.
#[derive(Clone, Debug)]
pub struct OwnPapers {
    /// The certificate, as anybody who asks for it is told.
    pub certificate: Check,
    /// Its cards, likewise.
    pub cards: Vec<Check>,
    /// What the holder must remedy, or why it was revoked; empty when neither.
    pub words: String,
    /// A suspension that has been ordered, also for a later day.
    pub suspension: Option<Suspension>,
    /// From which later day it is given up.
    pub leaves_on: Option<Day>,
    /// The register's entries on it since it was issued, oldest first.
    pub history: Vec<Entry>,
}

impl Checks {
    /// How the papers issued on a dossier at this stage stand; none when none
    /// were.
    pub async fn own_papers(&self, stage: &Stage) -> Result<Option<OwnPapers>, StorageError> {
        let Stage::Issued { certificate: number, .. } = stage else { return Ok(None) };
        let mut transaction = self.registry.storage.read().await?;
        let standing =
            certificates::find(&mut transaction, number).await?.map(|certificate| certificate.standing);
        let mut history = entries::of_paper(&mut transaction, number).await?;
        transaction.end().await?;
        if !history.is_empty() {
            history.remove(0);
        }
        let today = self.registry.clock.today();
        let leaves_on = match standing {
            Some(Standing::GivenUp { on }) => Some(on).filter(|on| *on > today),
            _ => None,
        };
        let (words, suspension) = match standing {
            // It ended by itself: there is nothing to do about it.
            Some(Standing::Suspended(suspension)) if suspension.has_lapsed(today) => (String::new(), None),
            Some(Standing::Suspended(suspension)) => (suspension.remedy.clone(), Some(suspension)),
            Some(Standing::Revoked(revocation)) => (revocation.reasons, None),
            Some(
                Standing::InForce | Standing::Replaced(_) | Standing::Renewed(_) | Standing::GivenUp { .. },
            )
            | None => (String::new(), None),
        };
        let certificate = self.certificate(number).await;
        let cards = self.cards_of(&certificate).await;
        Ok(Some(OwnPapers { certificate, cards, words, suspension, leaves_on, history }))
    }
}
