//! The portrait and the year of birth of a card's holder, where they agreed
//! that whoever scans the card sees them.

use bytes::Bytes;

use super::{Check, Checks};
use crate::credential::{Payload, PhotoHash, link, signed_by_issuer};
use crate::storage::{ReadTransaction, StorageError, cards, evidence, holders};

/// A portrait.
#[derive(Clone, Debug)]
pub struct Portrait {
    /// Its media type.
    pub media_type: String,
    /// The picture that was signed for.
    pub bytes: Bytes,
}

impl Check {
    /// Whether the portrait on the card that was scanned is shown: the card is
    /// valid today, and its holder agreed.
    pub fn shows_portrait(&self) -> bool {
        let agreed = self.paper.as_ref().is_some_and(super::KnownPaper::shows_portrait);
        agreed && self.verdict.is_valid() && !self.is_past
    }
}

impl Checks {
    /// The portrait on a card that was scanned, if it is shown and is the
    /// picture that was signed for.
    pub async fn portrait(&self, check: &Check) -> Result<Option<Portrait>, StorageError> {
        let found = check.paper.as_ref().filter(|_| check.shows_portrait());
        let (Some(found), Some(background)) = (found, self.background(check).await) else { return Ok(None) };
        let papers = self.follower.papers();
        let (Some(trusted), Ok(scanned)) = (&papers.trust, link::parse(background.code())) else {
            return Ok(None);
        };
        match signed_by_issuer(&scanned.token, &trusted.list) {
            Ok(Payload::Card(card)) => self.picture(&found.paper().number, card.photo_hash()).await,
            _ => Ok(None),
        }
    }

    async fn picture(&self, number: &str, signed: PhotoHash) -> Result<Option<Portrait>, StorageError> {
        let mut reading = self.registry.storage.read().await?;
        let card = cards::find(&mut reading, number).await?;
        let Some(photo) = card.and_then(|card| card.photo) else { return Ok(None) };
        let Some(evidence) = evidence::find(&mut reading, photo).await? else { return Ok(None) };
        reading.end().await?;
        let bytes = self.registry.files.read(&evidence.sha256).await?;
        let is_signed = PhotoHash::of(&bytes) == signed;
        Ok(is_signed.then_some(Portrait { media_type: evidence.media_type, bytes }))
    }
}

/// The year in which a card's holder was born.
pub(super) async fn year_of_birth(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Option<i32>, StorageError> {
    let Some(card) = cards::find(reading, number).await? else { return Ok(None) };
    Ok(holders::person(reading, card.person).await?.map(|person| person.born_on.year()))
}
