//! The papers that are there when more are issued under their number, they
//! themselves once more, or others in their place.

use std::collections::BTreeMap;

use crate::acts::{ActError, Registry, scope};
use crate::dates::Day;
use crate::domain::application::Expert;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Life, Paper, PaperId, Standing};
use crate::domain::dossier::{Dossier, Refusal};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::ids::PersonId;
use crate::domain::issuer::IssuerCode;
use crate::storage::{
    ReadTransaction, StorageError, Transaction, cards, certificates, contacts, evidence, recorded,
};

/// A certificate with the last cards under it.
pub(super) struct Prior {
    pub(super) certificate: Certificate,
    cards: Vec<Card>,
}

impl Prior {
    /// The papers of this number, kept as they are until the transaction ends.
    pub(super) async fn held(
        transaction: &mut Transaction,
        number: &str,
        issuer: IssuerCode,
    ) -> Result<Self, ActError> {
        certificates::hold(transaction, number).await?;
        let certificate = scope::certificate(transaction, issuer, number).await?;
        Self::with_cards(transaction, certificate).await
    }

    /// The same for a dossier whose papers take their place: they may be the
    /// Ministry's where a province has the dossier.
    pub(super) async fn followed(
        transaction: &mut Transaction,
        number: &str,
        (dossier, today): (&Dossier, Day),
    ) -> Result<Self, ActError> {
        certificates::hold(transaction, number).await?;
        let filed_on = dossier.stage.filed_on().unwrap_or(today);
        let certificate =
            scope::followed_certificate(transaction, dossier.issuer, (number, filed_on)).await?;
        Self::with_cards(transaction, certificate).await
    }

    async fn with_cards(reading: &mut ReadTransaction, certificate: Certificate) -> Result<Self, ActError> {
        let cards = cards::of_certificate(reading, &certificate.paper.number).await?.whole()?;
        Ok(Self { certificate, cards })
    }

    /// Refuses unless the certificate is at one of these points of its life.
    pub(super) fn require(&self, lives: &[Life], today: Day) -> Result<(), Refusal> {
        let life = self.certificate.life(today);
        let number = || self.certificate.paper.number.clone();
        if lives.contains(&life) { Ok(()) } else { Err(Refusal::NotInForce { number: number(), life }) }
    }

    /// The last card of a person under the certificate.
    pub(super) fn card_of(&self, person: PersonId) -> Option<&Card> {
        self.cards.iter().find(|card| card.person == person)
    }

    /// Keeps the personal number of whoever holds one of its cards and was
    /// recorded without: from now on they are known by it.
    pub(super) async fn learn_number(
        &self,
        transaction: &mut Transaction,
        registry: &Registry,
        expert: &Expert,
    ) -> Result<(), StorageError> {
        let known = expert.prior_card.as_ref().map(|card| card.number.as_str());
        let card = self.cards.iter().find(|card| Some(card.paper.number.as_str()) == known);
        let card = card.filter(|card| card.paper.is_recorded());
        let (Some(card), Some(born_on), Some(number)) = (card, expert.born_on, &expert.personal_number)
        else {
            return Ok(());
        };
        recorded::learn_number(transaction, &registry.seal, (card.person, born_on), number).await
    }

    /// Whether the organisation of this code holds the certificate.
    pub(super) fn is_held_by(&self, code: &str) -> bool {
        matches!(&self.certificate.holder, Holder::Organisation(own) if own == code)
    }

    /// Says of the certificate that another took its place. Its cards follow it,
    /// and nobody is reached by it any more.
    pub(super) async fn renewed_by(
        self,
        transaction: &mut Transaction,
        newer: &Certificate,
    ) -> Result<(), StorageError> {
        contacts::remove(transaction, &self.certificate.paper.number).await?;
        let standing = Standing::Renewed(newer.paper.renewal());
        certificates::save_standing(transaction, &Certificate { standing, ..self.certificate }).await
    }

    /// Says of each of these papers that a newer one took its place.
    pub(super) async fn replaced_by(
        self,
        transaction: &mut Transaction,
        certificate: Option<&Certificate>,
        newer: &[(Card, String)],
    ) -> Result<(), StorageError> {
        if let Some(newer) = certificate {
            let standing = Standing::Replaced(newer.paper.replacement());
            let before = Certificate { standing, ..self.certificate };
            certificates::save_standing(transaction, &before).await?;
        }
        for before in self.cards {
            let newer = newer.iter().find(|(card, _)| card.paper.number == before.paper.number);
            // What was returned stays so, also when its holder came back.
            if let (Some((newer, _)), CardStanding::InForce) = (newer, &before.standing) {
                let standing = CardStanding::Replaced(newer.paper.replacement());
                cards::save_standing(transaction, &Card { standing, ..before }).await?;
            }
        }
        Ok(())
    }
}

/// The paper after this one: of the same number, the next version.
pub(super) fn next(paper: &Paper) -> Result<PaperId, ActError> {
    let refused = || Refusal::NotInForce { number: paper.number.clone(), life: Life::Replaced };
    let version = paper.paper_version.checked_add(1).ok_or_else(refused)?;
    Ok(PaperId { number: paper.number.clone(), version })
}

/// The portraits of a dossier's experts, by position: those handed in with it,
/// the last one of each; else, of a card that is issued again, the one on it.
pub(in crate::acts) async fn photos(
    reading: &mut ReadTransaction,
    dossier: &Dossier,
) -> Result<BTreeMap<usize, Evidence>, ActError> {
    let mut photos = photos_on_cards(reading, dossier).await?;
    let papers = evidence::of_dossier(reading, dossier.id).await?.whole()?;
    for paper in papers.into_iter().filter(|paper| paper.item == Item::Photo) {
        photos.extend(paper.expert.map(|position| (position, paper)));
    }
    Ok(photos)
}

/// Those on the cards that are there, by the positions of their holders.
pub(in crate::acts) async fn photos_on_cards(
    reading: &mut ReadTransaction,
    dossier: &Dossier,
) -> Result<BTreeMap<usize, Evidence>, ActError> {
    let mut photos = BTreeMap::new();
    if let Some(prior) = dossier.application.certificate.as_ref() {
        let cards = cards::of_certificate(reading, &prior.number).await?.whole()?;
        for (position, expert) in dossier.application.experts.iter().enumerate() {
            let number = expert.prior_card.as_ref().map(|card| card.number.as_str());
            let card = cards.iter().find(|card| Some(card.paper.number.as_str()) == number);
            let Some(photo) = card.and_then(|card| card.photo) else { continue };
            photos.extend(evidence::find(reading, photo).await?.map(|photo| (position, photo)));
        }
    }
    Ok(photos)
}
