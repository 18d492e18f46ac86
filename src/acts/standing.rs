//! Acts on papers that exist: suspension, reinstatement, revocation, and the
//! return of a card. Each takes effect in every verdict at once.

use super::repeated::{self, Wish};
use super::work::Work;
use super::{ActError, Registry, scope};
use crate::dates::Day;
use crate::domain::certificate::{
    Certificate, RevocationGround, Suspension, SuspensionGround, require_no_personal_number,
};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::entry::Event;
use crate::domain::staff::{Officer, Role};
use crate::domain::typed;
use crate::storage::heads::Series;
use crate::storage::{StorageError, cards, certificates};

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
    let mut work = Work::begin(registry, officer).await?;
    let mut certificate = for_leader(&mut work, officer, &seen, DeedKind::Suspended).await?;
    let suspension = Suspension { ground, from, until, remedy: remedy.clone() };
    certificate.suspend(suspension, work.today())?;
    let event = Event::Suspended { certificate: certificate.paper.number.clone(), ground, from, until };
    conclude(work, &certificate, event, Deed::Suspended { ground, from, until, remedy }).await
}

/// Lifts the suspension of a certificate from today.
pub async fn reinstate(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    note: &str,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut certificate = for_leader(&mut work, officer, &seen, DeedKind::Reinstated).await?;
    let on = work.today();
    certificate.reinstate(on)?;
    let note = typed::text(note);
    require_no_personal_number(&note)?;
    let event = Event::Reinstated { certificate: certificate.paper.number.clone(), on };
    conclude(work, &certificate, event, Deed::Reinstated { note }).await
}

/// Revokes a certificate from today, for good; its cards go with it.
pub async fn revoke(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    ground: RevocationGround,
    reasons: &str,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut certificate = for_leader(&mut work, officer, &seen, DeedKind::Revoked).await?;
    let on = work.today();
    certificate.revoke(ground, reasons, on)?;
    let event = Event::Revoked { certificate: certificate.paper.number.clone(), ground, on };
    conclude(work, &certificate, event, Deed::Revoked { ground, reasons: typed::text(reasons) }).await
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
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    let mut card = scope::card(&mut work, officer.issuer, seen.number).await?;
    if card.paper.version != seen.version {
        return Err(changed(&mut work, &card.paper.number, DeedKind::CardReturned, &seen, officer).await);
    }
    let certificate = certificates::find(&mut work, &card.certificate).await?.ok_or(ActError::NotFound)?;
    card.give_back(&certificate, on, work.today())?;
    cards::save_standing(&mut work, &card).await?;
    let (number, certificate) = (card.paper.number, card.certificate);
    work.saw(card.paper.version);
    let event = Event::CardReturned { card: number.clone(), certificate: certificate.clone(), on };
    work.enter(officer.issuer, event).await?;
    work.conclude(number, Deed::CardReturned { on, certificate: Some(certificate) }).await?;
    Ok(())
}

async fn for_leader(
    work: &mut Work<'_>,
    officer: &Officer,
    seen: &SeenPaper<'_>,
    kind: DeedKind,
) -> Result<Certificate, ActError> {
    if !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    // Nobody is issued a paper on the strength of this one meanwhile.
    work.beside(Series::Approvals).await?;
    let certificate = scope::certificate(work, officer.issuer, seen.number).await?;
    if certificate.paper.version == seen.version {
        return Ok(certificate);
    }
    Err(changed(work, &certificate.paper.number, kind, seen, officer).await)
}

/// Why an act is not done to a paper that is not as it was seen: it was done
/// already, or somebody came between.
async fn changed(
    work: &mut Work<'_>,
    number: &str,
    kind: DeedKind,
    seen: &SeenPaper<'_>,
    officer: &Officer,
) -> ActError {
    let wish = Wish { subject: number, kind, seen: Some(seen.version), by: officer.account };
    repeated::refusal(work, wish, StorageError::Conflict).await
}

/// Stores how the certificate stands now, and enters it.
async fn conclude(
    mut work: Work<'_>,
    certificate: &Certificate,
    event: Event,
    deed: Deed,
) -> Result<(), ActError> {
    certificates::save_standing(&mut work, certificate).await?;
    let paper = &certificate.paper;
    work.saw(paper.version);
    work.enter(paper.issuer, event).await?;
    work.conclude(&paper.number, deed).await?;
    Ok(())
}
