//! The portrait and the year of birth of a card's holder, shown to whoever
//! scans the card: only where the holder agreed, and no longer than they do
//! (Law on Personal Data Protection, 91/2025/QH15).
//!
//! Whether they are shown stands in the register's entries, so that every
//! server knows it at once. A consulting organisation hands in what its expert
//! signed; an independent consultant speaks for themselves. Who no longer works
//! there turns to the office, which ends it.

use bytes::Bytes;

use super::upload::{self, Upload};
use super::work::{Actor, Work};
use super::{ActError, Registry, quota, scope};
use crate::dates::Instant;
use crate::domain::certificate::{Card, Certificate, Holder, StandingRefusal};
use crate::domain::deed::Deed;
use crate::domain::entry::{Entry, Event};
use crate::domain::evidence::{Item, UploadRefusal};
use crate::domain::ids::AccountId;
use crate::domain::staff::{Officer, Role};
use crate::storage::consents::{self, Consent};
use crate::storage::files::ArrivedFile;
use crate::storage::{ReadTransaction, cards, certificates, dossiers, entries, evidence};

/// A card, and whether its holder's portrait is shown.
#[derive(Clone, Debug)]
pub struct PortraitOf {
    /// The card.
    pub card: Card,
    /// Its certificate.
    pub certificate: Certificate,
    /// Since when the portrait is shown; none while it is not.
    pub shown_since: Option<Instant>,
    /// What they signed, while the portrait is shown.
    pub paper: Option<Consent>,
    /// When it was last decided whether it is shown.
    decided_at: Option<Instant>,
}

impl PortraitOf {
    /// Whether somebody else than the holder speaks for them, and so must hand
    /// in what they signed.
    pub fn needs_paper(&self) -> bool {
        matches!(self.certificate.holder, Holder::Organisation(_))
    }
}

/// The card of this number, for whoever filed the dossier it was issued on.
pub async fn of_holder(
    registry: &Registry,
    account: AccountId,
    number: &str,
) -> Result<PortraitOf, ActError> {
    let mut reading = registry.storage.read().await?;
    own(&mut reading, registry, account, number).await
}

/// The card of this number, for the office that issued it.
pub async fn of_office(registry: &Registry, officer: &Officer, number: &str) -> Result<PortraitOf, ActError> {
    let mut reading = registry.storage.read().await?;
    let card = scope::card(&mut reading, officer.issuer, number).await?;
    found(&mut reading, card).await
}

/// Shows the portrait from now on: the holder agreed, by what they signed when
/// somebody else speaks for them. What is shown already stays so.
pub async fn show(
    registry: &Registry,
    account: AccountId,
    number: &str,
    paper: Option<(String, ArrivedFile)>,
) -> Result<(), ActError> {
    let paper = match paper {
        Some((file_name, file)) => {
            let upload = Upload { item: Item::ConsentLetter, expert: Some(0), file_name, file };
            let name = upload.file_name.clone();
            Some((name, upload::accept(registry, upload, None).await?))
        }
        None => None,
    };
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    evidence::hold_files(&mut work).await?;
    let of = own(&mut work, registry, account, number).await?;
    hold(&mut work, &of.certificate).await?;
    let of = found(&mut work, of.card).await?;
    if of.shown_since.is_some() {
        return Ok(());
    }
    work.at_issuer(of.card.paper.issuer);
    let at = work.at();
    quota::act(&mut work, at, account).await?;
    if !of.card.verdict(&of.certificate, at.day()).is_valid() {
        return Err(StandingRefusal::PortraitOfNobody.into());
    }
    // What is entered stays for good: not as often as somebody can press.
    if of.decided_at.is_some_and(|decided| decided.day() == at.day()) {
        return Err(StandingRefusal::PortraitHiddenToday.into());
    }
    if paper.is_none() && of.needs_paper() {
        return Err(UploadRefusal::Empty.into());
    }
    let card = of.card;
    let number = card.paper.number;
    let event = Event::PortraitShown { card: number.clone(), certificate: card.certificate };
    let entry_seq = work.enter(card.paper.issuer, event).await?;
    let mut sha256 = None;
    if let Some((file_name, upload::AcceptedUpload { file, media_type, .. })) = paper {
        let consent = Consent {
            entry_seq,
            file_name: upload::harmless_name(&file_name, media_type),
            media_type: media_type.to_owned(),
            byte_count: i64::try_from(file.byte_count).unwrap_or(i64::MAX),
            sha256: file.sha256.clone(),
        };
        registry.files.keep(file).await?;
        consents::insert(&mut work, &consent).await?;
        sha256 = Some(consent.sha256);
    }
    Ok(work.conclude(number, Deed::ShowPortrait { sha256 }).await?)
}

/// Shows the portrait no more, as whoever filed the dossier asks.
pub async fn hide(registry: &Registry, account: AccountId, number: &str) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    let of = own(&mut work, registry, account, number).await?;
    work.at_issuer(of.card.paper.issuer);
    hidden(work, of).await
}

/// Shows the portrait no more, as the holder asked the office: intake or a
/// leader sees to it.
pub async fn hide_at_desk(registry: &Registry, officer: &Officer, number: &str) -> Result<(), ActError> {
    if !may_hide(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut work = Work::begin(registry, officer).await?;
    let card = scope::card(&mut work, officer.issuer, number).await?;
    let of = found(&mut work, card).await?;
    hidden(work, of).await
}

/// What the holder of a card signed, for the office; the look is noted.
pub async fn paper_for_office(
    registry: &Registry,
    officer: &Officer,
    number: &str,
) -> Result<(Consent, Bytes), ActError> {
    if !may_hide(officer) {
        return Err(ActError::NotAllowed);
    }
    let of = of_office(registry, officer, number).await?;
    let consent = of.paper.ok_or(ActError::NotFound)?;
    let bytes = registry.files.read(&consent.sha256).await?;
    let deed = Deed::ViewConsent { sha256: consent.sha256.clone() };
    Work::begin(registry, officer).await?.conclude(of.card.paper.number, deed).await?;
    Ok((consent, bytes))
}

/// Whether the officer ends the showing of portraits.
pub fn may_hide(officer: &Officer) -> bool {
    officer.is(Role::Intake) || officer.is(Role::Leader)
}

async fn hidden(mut work: Work<'_>, of: PortraitOf) -> Result<(), ActError> {
    hold(&mut work, &of.certificate).await?;
    let of = found(&mut work, of.card).await?;
    if of.shown_since.is_none() {
        return Ok(());
    }
    let (number, certificate) = (of.card.paper.number, of.card.certificate);
    let event = Event::PortraitHidden { card: number.clone(), certificate };
    work.enter(of.card.paper.issuer, event).await?;
    Ok(work.conclude(number, Deed::HidePortrait {}).await?)
}

/// Nobody else shows or hides it meanwhile.
async fn hold(work: &mut Work<'_>, certificate: &Certificate) -> Result<(), ActError> {
    let dossier = certificate.dossier.ok_or(ActError::NotFound)?;
    Ok(dossiers::hold(work, dossier).await?)
}

async fn own(
    reading: &mut ReadTransaction,
    registry: &Registry,
    account: AccountId,
    number: &str,
) -> Result<PortraitOf, ActError> {
    let card = cards::find(reading, number).await?.ok_or(ActError::NotFound)?;
    let found = found(reading, card).await?;
    scope::of_holder(reading, registry, account, &found.certificate).await?;
    Ok(found)
}

async fn found(reading: &mut ReadTransaction, card: Card) -> Result<PortraitOf, ActError> {
    let certificate = certificates::find(reading, &card.certificate).await?.ok_or(ActError::NotFound)?;
    let entries = entries::of_paper(reading, &card.paper.number).await?;
    let decided = entries.iter().rev().find_map(|Entry { seq, at, event, .. }| match event {
        // A person keeps one number for life; each certificate's card is another.
        Event::PortraitShown { certificate, .. } if *certificate == card.certificate => {
            Some((*at, Some(*seq)))
        }
        Event::PortraitHidden { certificate, .. } if *certificate == card.certificate => Some((*at, None)),
        _ => None,
    });
    let shown = decided.and_then(|(at, shown)| Some((at, shown?)));
    let paper = match shown {
        Some((_, seq)) => consents::of_entry(reading, seq).await?,
        None => None,
    };
    let (shown_since, decided_at) = (shown.map(|(at, _)| at), decided.map(|(at, _)| at));
    Ok(PortraitOf { card, certificate, shown_since, paper, decided_at })
}
