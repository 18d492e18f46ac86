//! How an independent consultant is reached, shown beside their papers to
//! agencies that look them up: only where they agreed, and no longer than they do
//! (Law on Personal Data Protection, 91/2025/QH15).
//!
//! What may be shown is what they wrote in their dossier. That it is shown
//! stands in the register's entries, so that every server knows it at once; what
//! is shown does not, and goes when they end it.

use super::look::Look;
use super::work::{Actor, Work};
use super::{ActError, Registry, quota, scope};
use crate::dates::Day;
use crate::domain::application::{Application, Contact, ShownContact};
use crate::domain::certificate::{Certificate, Holder, StandingRefusal};
use crate::domain::deed::Deed;
use crate::domain::entry::Event;
use crate::domain::ids::AccountId;
use crate::storage::contacts::{self, PublicContact};
use crate::storage::{ReadTransaction, StorageError, certificates, dossiers, entries};

/// A consultant's certificate, what may be shown and what is.
#[derive(Clone, Debug)]
pub struct ContactOf {
    /// The certificate.
    pub certificate: Certificate,
    /// What they wrote last.
    pub own: PublicContact,
    /// What is shown; none while nothing is, or while the certificate is not
    /// valid.
    pub shown: Option<PublicContact>,
    /// Whether they agreed, and it would be shown were the certificate valid.
    pub is_agreed: bool,
}

/// The certificate of this number, for the independent consultant who filed the
/// dossier it was issued on.
pub async fn of_holder(registry: &Registry, account: AccountId, number: &str) -> Result<ContactOf, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    own(&mut look, registry, account, (number, today)).await
}

/// Shows what was chosen from now on, in place of what was shown before.
pub async fn show(
    registry: &Registry,
    account: AccountId,
    number: &str,
    choice: ShownContact,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    certificates::hold(&mut work, number).await?;
    let today = work.today();
    let of = own(&mut work, registry, account, (number, today)).await?;
    let contact = chosen(of.own, choice);
    if contact == PublicContact::default() {
        return Err(StandingRefusal::NothingChosen.into());
    }
    if of.shown.as_ref() == Some(&contact) {
        return Ok(());
    }
    let paper = &of.certificate.paper;
    work.at_issuer(paper.issuer);
    let at = work.at();
    quota::act(&mut work, at, account).await?;
    if !of.certificate.verdict(at.day()).is_valid() {
        return Err(StandingRefusal::PortraitOfNobody.into());
    }
    let seq = work.enter(paper.issuer, Event::ContactShown { certificate: paper.number.clone() }).await?;
    contacts::put(&mut work, (&paper.number, seq), &contact).await?;
    Ok(work.conclude(&paper.number, Deed::ShowContact {}).await?)
}

/// Shows it no more, and forgets what was shown.
pub async fn hide(registry: &Registry, account: AccountId, number: &str) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Owner(account)).await?;
    certificates::hold(&mut work, number).await?;
    let today = work.today();
    let of = own(&mut work, registry, account, (number, today)).await?;
    if !of.is_agreed {
        return Ok(());
    }
    let paper = &of.certificate.paper;
    work.at_issuer(paper.issuer);
    work.enter(paper.issuer, Event::ContactHidden { certificate: paper.number.clone() }).await?;
    contacts::remove(&mut work, &paper.number).await?;
    Ok(work.conclude(&paper.number, Deed::HideContact {}).await?)
}

/// What the consultant who holds a certificate agreed to have shown beside it;
/// none once they ended it.
pub(super) async fn agreed(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Option<PublicContact>, StorageError> {
    let said = entries::of_paper(reading, number).await?;
    let said = said.iter().rev().find_map(|entry| match &entry.event {
        Event::ContactShown { certificate } if certificate == number => Some(Some(entry.seq)),
        Event::ContactHidden { certificate } if certificate == number => Some(None),
        _ => None,
    });
    match said.flatten() {
        Some(seq) => contacts::of_entry(reading, seq).await,
        None => Ok(None),
    }
}

/// What is shown beside the certificate that takes the place of one: what its
/// holder chose when they asked for it, of what the new dossier says, where what
/// they agreed to was not ended meanwhile.
pub(super) async fn carried(
    reading: &mut ReadTransaction,
    application: &Application,
    before: &str,
) -> Result<Option<PublicContact>, StorageError> {
    let wanted = application.certificate.as_ref().and_then(|prior| prior.shows);
    let (Some(wanted), Some(_)) = (wanted, agreed(reading, before).await?) else { return Ok(None) };
    let own = PublicContact {
        phone: application.phone().map(str::to_owned),
        email: application.email().map(str::to_owned),
    };
    Ok(Some(chosen(own, wanted)).filter(|contact| *contact != PublicContact::default()))
}

/// Of these ways to be reached, those that were chosen.
fn chosen(own: PublicContact, choice: ShownContact) -> PublicContact {
    PublicContact { phone: own.phone.filter(|_| choice.phone), email: own.email.filter(|_| choice.email) }
}

async fn own(
    reading: &mut ReadTransaction,
    registry: &Registry,
    account: AccountId,
    (number, today): (&str, Day),
) -> Result<ContactOf, ActError> {
    let certificate = certificates::find(reading, number).await?.ok_or(ActError::NotFound)?;
    if !matches!(certificate.holder, Holder::Independent(_)) {
        return Err(ActError::NotFound);
    }
    scope::of_holder(reading, registry, account, &certificate).await?;
    let number = &certificate.paper.number;
    let own = written(reading, registry, number).await?;
    let agreed = agreed(reading, number).await?;
    let is_agreed = agreed.is_some();
    let shown = agreed.filter(|_| certificate.verdict(today).is_valid());
    Ok(ContactOf { certificate, own, shown, is_agreed })
}

/// What the consultant wrote in the last of the dossiers on which the
/// certificate was issued that says it: one for a lost card does not.
async fn written(
    reading: &mut ReadTransaction,
    registry: &Registry,
    number: &str,
) -> Result<PublicContact, ActError> {
    let mut last = None;
    for id in certificates::dossiers(reading, number).await? {
        let Ok(id) = id.parse() else { continue };
        let Some(dossier) = dossiers::find(reading, &registry.seal, id).await? else { continue };
        let filed = dossier.stage.receipt().map(|receipt| receipt.received_at);
        let contact = dossier.application.experts.into_iter().next().and_then(|expert| expert.contact);
        let contact = contact.filter(|contact| contact.phone.is_some() || contact.email.is_some());
        if let Some(contact) = contact
            && last.as_ref().is_none_or(|(before, _)| *before < filed)
        {
            last = Some((filed, contact));
        }
    }
    let contact = last.map_or_else(Contact::default, |(_, contact)| contact);
    Ok(PublicContact { phone: contact.phone, email: contact.email })
}
