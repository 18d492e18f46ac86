//! What stands on a certificate and on cards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use consultant_papers::Pictures;

use super::{NotPrinted, Order, Reader, note_cards, pictures};
use crate::acts::look::Look;
use crate::acts::terms::{received_on, regime_of};
use crate::acts::{ActError, Registry};
use crate::dates::{Day, Instant};
use crate::documents::CARDS_ON_A_SHEET;
use crate::documents::fault::Unset;
use crate::documents::letterhead::Letterhead;
use crate::documents::print::{Printable, file_name, left_out};
use crate::documents::{card as card_paper, certificate as certificate_paper};
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Paper, StandingRefusal};
use crate::domain::ids::PersonId;
use crate::domain::issuer::Profile;
use crate::domain::printable::{PaperFault, PaperField};
use crate::domain::regime::Regime;
use crate::language::Language;
use crate::storage::{ReadTransaction, StorageError, cards, evidence, holders, issuers, published};

/// A certificate with all that is printed with it.
struct PrintMaterial {
    certificate: Certificate,
    cards: Vec<Card>,
    profile: Profile,
    /// How the issuer was set when cards were issued later than the certificate.
    later: BTreeMap<Instant, (Profile, Option<Pictures>)>,
    /// The numbers of the cards that its annex lists.
    annex: BTreeSet<String>,
    regime: Arc<Regime>,
    /// The picture of who signed, on what is sealed.
    pictures: Option<Pictures>,
    address: Option<String>,
    /// Of an independent consultant.
    born_on: Option<Day>,
    /// Of the holders of the cards, where the issuer prints it there.
    births: BTreeMap<PersonId, Day>,
    today: Day,
}

/// The certificate of this number.
pub async fn certificate(
    registry: &Registry,
    reader: Reader<'_>,
    number: &str,
    language: Language,
) -> Result<Order, NotPrinted> {
    let issued = PrintMaterial::find(registry, reader, number).await?;
    if issued.certificate.paper.is_recorded() {
        return Err(ActError::NotFound.into());
    }
    let credential = document(registry, &issued.certificate.paper).await?;
    let listed = issued.listed();
    let printed = certificate_paper::CertificateMaterial {
        certificate: &issued.certificate,
        regime: &issued.regime,
        address: issued.address.as_deref(),
        born_on: issued.born_on,
        cards: &listed,
        on: issued.today,
        credential: credential.as_deref().map(str::as_bytes),
    };
    let facts = certificate_paper::facts(&issued.head(registry, language), &printed)?;
    let number = &issued.certificate.paper.number;
    let name = match language {
        Language::Vi => file_name("giay-xac-nhan", number),
        Language::En => file_name("giay-xac-nhan", &format!("{number}-en")),
    };
    let sealed_by = Some(Box::new(issued.profile));
    Ok(Order { file_name: name, paper: Printable::Certificate(Box::new(facts)), sealed_by })
}

/// One card issued under a certificate, for a card printer.
pub async fn card(
    registry: &Registry,
    reader: Reader<'_>,
    certificate: &str,
    number: &str,
) -> Result<Order, NotPrinted> {
    let issued = PrintMaterial::find(registry, reader, certificate).await?;
    let card = issued.cards.iter().find(|card| card.paper.number == number).ok_or(ActError::NotFound)?;
    if !issued.counts(card) {
        return Err(StandingRefusal::NotPrinted.into());
    }
    let credential = document(registry, &card.paper).await?;
    let portrait = portrait(registry, card).await?;
    let head = issued.head_of(registry, card);
    let printed = issued.card(card, portrait.as_deref(), credential.as_deref());
    let facts = card_paper::facts(&head, &printed)?;
    let numbers = vec![card.paper.number.clone()];
    note_cards(registry, reader, &issued.certificate.paper.number, numbers).await?;
    let sealed_by = Some(Box::new(issued.profile));
    Ok(Order { file_name: file_name("the", number), paper: Printable::Card(Box::new(facts)), sealed_by })
}

/// The `nth` sheet, from 1, of the cards under a certificate that count today.
pub async fn sheet(
    registry: &Registry,
    reader: Reader<'_>,
    certificate: &str,
    nth: usize,
) -> Result<Order, NotPrinted> {
    let issued = PrintMaterial::find(registry, reader, certificate).await?;
    let counting: Vec<&Card> = issued.cards.iter().filter(|card| issued.counts(card)).collect();
    if counting.is_empty() {
        return Err(StandingRefusal::NotPrinted.into());
    }
    let on_it = nth.checked_sub(1).and_then(|before| counting.chunks(CARDS_ON_A_SHEET).nth(before));
    let on_it = on_it.ok_or(ActError::NotFound)?;
    let mut facts = Vec::new();
    for card in on_it {
        let head = Letterhead { pictures: None, ..issued.head_of(registry, card) };
        facts.push(match portrait(registry, card).await {
            Ok(portrait) => card_paper::facts(&head, &issued.card(card, portrait.as_deref(), None))?,
            // The others are printed; in this place it says why not.
            Err(ActError::Storage(error @ (StorageError::Files(_) | StorageError::Corrupt { .. }))) => {
                tracing::warn!(card = card.paper.number, %error, "a portrait cannot be read");
                let (field, fault) = (PaperField::Portrait, PaperFault::NotSet);
                let unset = Unset { field, fault, detail: error.to_string() };
                left_out(&card_paper::facts(&head, &issued.card(card, None, None))?, &unset)
            }
            Err(error) => return Err(error.into()),
        });
    }
    let numbers = on_it.iter().map(|card| card.paper.number.clone()).collect();
    let number = &issued.certificate.paper.number;
    note_cards(registry, reader, number, numbers).await?;
    let file_name = file_name("the", &format!("{number}-to-{nth}"));
    Ok(Order { file_name, paper: Printable::Sheet(facts), sealed_by: None })
}

impl PrintMaterial {
    async fn find(registry: &Registry, reader: Reader<'_>, number: &str) -> Result<Self, ActError> {
        let mut look = Look::at(registry).await?;
        let (certificate, dossier) = reader.certificate(&mut look, registry, number).await?;
        let issued_at = certificate.paper.issued_at;
        let profile = issuers::profile_at(&mut look, certificate.paper.issuer, issued_at).await?;
        let issued_on = certificate.paper.issued_on;
        let received = dossier.as_ref().map_or(issued_on, |dossier| received_on(dossier, issued_on));
        let regime = regime_of(&mut look, &profile, received).await?;
        let (address, born_on) = match &certificate.holder {
            Holder::Organisation(code) => {
                let organisation = holders::organisation(&mut look, code).await?;
                (organisation.map(|organisation| organisation.address), None)
            }
            Holder::Independent(person) => {
                let person = holders::person(&mut look, *person).await?;
                (None, person.map(|person| person.born_on))
            }
        };
        // A certificate that leaves out one of its experts is another one.
        let cards = cards::of_certificate(&mut look, &certificate.paper.number).await?.whole()?;
        let annex = cards::issued_until(&mut look, &certificate.paper).await?;
        let mut later = BTreeMap::new();
        for paper in cards.iter().map(|card| &card.paper).filter(|paper| paper.issued_at != issued_at) {
            let profile = issuers::profile_at(&mut look, paper.issuer, paper.issued_at).await?;
            let pictures = pictures(registry, &profile, paper.issued_on).await?;
            later.insert(paper.issued_at, (profile, pictures));
        }
        Ok(Self {
            annex,
            later,
            births: births(&mut look, &profile, &cards).await?,
            cards,
            pictures: pictures(registry, &profile, issued_on).await?,
            certificate,
            profile,
            regime,
            address: address.filter(|address| !address.is_empty()),
            born_on,
            today: look.today(),
        })
    }

    fn head<'a>(&'a self, registry: &'a Registry, language: Language) -> Letterhead<'a> {
        Letterhead {
            pictures: self.pictures.as_ref(),
            ..Letterhead::new(language, &self.profile, &registry.origin)
        }
    }

    /// As the issuer was set when the card was issued.
    fn head_of<'a>(&'a self, registry: &'a Registry, card: &Card) -> Letterhead<'a> {
        match self.later.get(&card.paper.issued_at) {
            Some((profile, pictures)) => Letterhead {
                pictures: pictures.as_ref(),
                ..Letterhead::new(Language::Vi, profile, &registry.origin)
            },
            None => self.head(registry, Language::Vi),
        }
    }

    /// The cards that stand in the annex: those there were when the certificate
    /// was issued, whatever was issued later.
    fn listed(&self) -> Vec<Card> {
        let paper = &self.certificate.paper;
        let is_listed = |card: &&Card| {
            let had_left = matches!(card.standing, CardStanding::Returned { on } if on < paper.issued_on);
            self.annex.contains(&card.paper.number) && !had_left
        };
        self.cards.iter().filter(is_listed).cloned().collect()
    }

    fn card<'a>(
        &'a self,
        card: &'a Card,
        portrait: Option<&'a [u8]>,
        credential: Option<&'a str>,
    ) -> card_paper::CardMaterial<'a> {
        card_paper::CardMaterial {
            card,
            organisation: match self.certificate.holder {
                Holder::Organisation(_) => Some(&self.certificate.paper.holder_name),
                Holder::Independent(_) => None,
            },
            born_on: self.births.get(&card.person).copied(),
            portrait,
            credential: credential.map(str::as_bytes),
        }
    }

    /// Whether a card is printed: it counts today, and is one of ours.
    fn counts(&self, card: &Card) -> bool {
        !card.paper.is_recorded() && card.verdict(&self.certificate, self.today).is_valid()
    }
}

/// The birth dates of the cards' holders. They are private: only an issuer that
/// has decided so prints them.
async fn births(
    transaction: &mut ReadTransaction,
    profile: &Profile,
    cards: &[Card],
) -> Result<BTreeMap<PersonId, Day>, ActError> {
    let mut births = BTreeMap::new();
    for card in cards.iter().filter(|_| profile.birth_date_on_cards) {
        let person = holders::person(transaction, card.person).await?;
        births.extend(person.map(|person| (card.person, person.born_on)));
    }
    Ok(births)
}

/// The signed document of a paper, as it was stored when it was issued.
async fn document(registry: &Registry, paper: &Paper) -> Result<Option<String>, ActError> {
    Ok(published::document(&registry.storage, paper.issuer, paper.status_index).await?)
}

/// The portrait, while it is kept.
async fn portrait(registry: &Registry, card: &Card) -> Result<Option<Bytes>, ActError> {
    let Some(photo) = card.photo else { return Ok(None) };
    let found = {
        let mut transaction = registry.storage.read().await?;
        evidence::find(&mut transaction, photo).await?
    };
    match found {
        Some(evidence) => Ok(Some(registry.files.read(&evidence.sha256).await?)),
        None => Ok(None),
    }
}
