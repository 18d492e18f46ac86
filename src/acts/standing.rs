//! Acts on papers that exist: suspension, reinstatement, revocation, and the
//! return of a card. Each takes effect in every verdict at once.

use super::repeated::{self, Wish};
use super::{ActError, Registry};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, RevocationGround, Suspension, SuspensionGround};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::entry::Event;
use crate::domain::staff::{Officer, Role};
use crate::domain::typed;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::heads::{self, Series};
use crate::storage::{StorageError, Transaction, cards, certificates};

/// A certificate as the officer has seen it.
#[derive(Clone, Debug)]
pub struct SeenPaper<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its version then; the act is a conflict when it has changed since.
    pub version: i64,
}

/// What a leader orders when suspending.
#[derive(Clone, Debug)]
pub struct SuspensionOrder {
    /// On which ground (TT26 article 23.1).
    pub ground: SuspensionGround,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// What the holder must remedy; internal.
    pub remedy: String,
}

/// Suspends a certificate; its cards are not usable meanwhile.
pub async fn suspend(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    order: SuspensionOrder,
) -> Result<(), ActError> {
    let SuspensionOrder { ground, from, until, remedy } = order;
    let remedy = typed::text(&remedy);
    let deed = Deed::Suspended { ground, from, until, remedy: remedy.clone() };
    let mut transaction = registry.storage.begin().await?;
    let mut certificate = for_leader(&mut transaction, officer, &seen, DeedKind::Suspended).await?;
    let suspension = Suspension { ground, from, until, remedy };
    certificate.suspend(suspension, registry.clock.today())?;
    let event = Event::Suspended { certificate: certificate.paper.number.clone(), ground, from, until };
    conclude(transaction, registry, officer, &certificate, (event, deed)).await
}

/// Lifts the suspension of a certificate from today.
pub async fn reinstate(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    note: &str,
) -> Result<(), ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut certificate = for_leader(&mut transaction, officer, &seen, DeedKind::Reinstated).await?;
    let on = registry.clock.today();
    certificate.reinstate(on)?;
    let event = Event::Reinstated { certificate: certificate.paper.number.clone(), on };
    let deed = Deed::Reinstated { note: typed::text(note) };
    conclude(transaction, registry, officer, &certificate, (event, deed)).await
}

/// Revokes a certificate from today, for good; its cards go with it.
pub async fn revoke(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    (ground, reasons): (RevocationGround, &str),
) -> Result<(), ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut certificate = for_leader(&mut transaction, officer, &seen, DeedKind::Revoked).await?;
    let on = registry.clock.today();
    certificate.revoke(ground, reasons, on)?;
    let event = Event::Revoked { certificate: certificate.paper.number.clone(), ground, on };
    let deed = Deed::Revoked { ground, reasons: typed::text(reasons) };
    conclude(transaction, registry, officer, &certificate, (event, deed)).await
}

/// Records that a card was returned because the expert left on this day
/// (TT26 article 22): the organisation tells, intake or a leader records.
pub async fn return_card(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    on: Day,
) -> Result<(), ActError> {
    if !officer.is(Role::Intake) && !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    let mut transaction = registry.storage.begin().await?;
    heads::hold(&mut transaction, Series::Approvals).await?;
    let card = cards::find(&mut transaction, seen.number).await?;
    let mut card = card.filter(|card| card.paper.issuer == officer.issuer).ok_or(ActError::NotFound)?;
    if card.paper.version != seen.version {
        let wish = wish(&card.paper.number, DeedKind::CardReturned, &seen, officer);
        return Err(repeated::refusal(&mut transaction, wish, StorageError::Conflict).await);
    }
    let certificate =
        certificates::find(&mut transaction, &card.certificate).await?.ok_or(ActError::NotFound)?;
    card.give_back(&certificate, on, registry.clock.today())?;
    cards::save_standing(&mut transaction, &card).await?;
    let (number, certificate) = (card.paper.number, card.certificate);
    let deed = Deed::CardReturned { on, certificate: Some(certificate.clone()) };
    let event = Event::CardReturned { card: number.clone(), certificate, on };
    enter(transaction, registry, officer, (&number, seen.version), (event, deed)).await
}

async fn for_leader(
    transaction: &mut Transaction,
    officer: &Officer,
    seen: &SeenPaper<'_>,
    kind: DeedKind,
) -> Result<Certificate, ActError> {
    if !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    // Nobody is issued a paper on the strength of this one meanwhile.
    heads::hold(transaction, Series::Approvals).await?;
    let certificate = certificates::find(transaction, seen.number).await?;
    let certificate = certificate
        .filter(|certificate| certificate.paper.issuer == officer.issuer)
        .ok_or(ActError::NotFound)?;
    if certificate.paper.version == seen.version {
        return Ok(certificate);
    }
    let wish = wish(&certificate.paper.number, kind, seen, officer);
    Err(repeated::refusal(transaction, wish, StorageError::Conflict).await)
}

fn wish<'a>(number: &'a str, kind: DeedKind, seen: &SeenPaper<'_>, officer: &Officer) -> Wish<'a> {
    Wish { subject: number, kind, seen: Some(seen.version), by: officer.account }
}

async fn conclude(
    mut transaction: Transaction,
    registry: &Registry,
    officer: &Officer,
    certificate: &Certificate,
    done: (Event, Deed),
) -> Result<(), ActError> {
    certificates::save_standing(&mut transaction, certificate).await?;
    let paper = &certificate.paper;
    enter(transaction, registry, officer, (&paper.number, paper.version), done).await
}

/// Enters the act in the register and the audit trail, and commits.
async fn enter(
    mut transaction: Transaction,
    registry: &Registry,
    officer: &Officer,
    (subject, seen): (&str, i64),
    (event, deed): (Event, Deed),
) -> Result<(), ActError> {
    let at = registry.clock.now();
    super::enter(&mut transaction, at, officer.issuer, event).await?;
    let record = AuditRecord {
        at,
        actor: Some(officer.account),
        issuer: Some(officer.issuer),
        subject: subject.to_owned(),
        seen: Some(seen),
        deed,
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(())
}
