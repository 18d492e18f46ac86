//! Suspending at once, by one leader, where harm cannot wait: the suspension
//! ends by itself unless a second leader confirms it in time.

use super::{Rank, ends_on, held, refuse_second, required};
use crate::acts::standing::SeenPaper;
use crate::acts::work::Work;
use crate::acts::{ActError, Registry};
use crate::dates::Day;
use crate::domain::certificate::{Suspension, SuspensionGround};
use crate::domain::deed::{Deed, DeedKind, UrgencyNote};
use crate::domain::entry::Event;
use crate::domain::ids::ProposalId;
use crate::domain::measure::{Measure, MeasureProposal};
use crate::domain::regime::Step;
use crate::domain::staff::{Officer, Role};
use crate::domain::typed;
use crate::storage::{certificates, measures};

/// What a leader orders at once, from today.
#[derive(Clone, Debug)]
pub struct UrgentOrder {
    /// On which ground (TT26 article 23.1).
    pub ground: SuspensionGround,
    /// Last day, once it is confirmed.
    pub until: Day,
    /// What the holder must remedy.
    pub remedy: String,
    /// Why.
    pub reasons: String,
    /// Why it cannot wait.
    pub urgency: String,
}

/// Suspends a certificate at once; its cards are not usable meanwhile.
pub async fn suspend_at_once(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    order: UrgentOrder,
) -> Result<(), ActError> {
    if !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    let (reasons, urgency) = (required(&order.reasons)?, required(&order.urgency)?);
    let UrgentOrder { ground, until, remedy, .. } = order;
    let remedy = typed::text(&remedy);
    let mut work = Work::begin(registry, officer).await?;
    let kind = DeedKind::Suspended;
    let mut certificate = held(&mut work, officer, &seen, kind).await?;
    // What waits for an explanation cannot keep harm from being stopped.
    let is_same = |waiting: &MeasureProposal| waiting.urgency.as_ref() == Some(&urgency);
    refuse_second(&mut work, officer, (&certificate, kind), (Rank::AtOnce, is_same)).await?;
    let (from, confirm_by) =
        (work.today(), ends_on(&mut work, officer.issuer, Step::UrgentConfirmation).await?);
    let suspension = Suspension { ground, from, until, remedy: remedy.clone(), confirm_by: Some(confirm_by) };
    certificate.suspend(suspension, from)?;
    certificates::save_standing(&mut work, &certificate).await?;
    let paper = &certificate.paper;
    let proposal = MeasureProposal {
        id: ProposalId::new(registry.entropy.uuid()),
        issuer: officer.issuer,
        certificate: paper.id(),
        // As the suspension left it: what a second leader confirms is that.
        certificate_version: paper.version + 1,
        dossier: certificate.dossier,
        measure: Measure::Suspension { ground, from, until, remedy: remedy.clone() },
        reasons: reasons.clone(),
        urgency: Some(urgency.clone()),
        proposed_by: officer.account,
        proposer: officer.number.clone(),
        proposed_at: work.at(),
        explain_by: None,
        confirm_by: Some(confirm_by),
        answer: None,
        ending: None,
        version: 1,
    };
    measures::insert(&mut work, &proposal).await?;
    work.saw(paper.version);
    let number = paper.number.clone();
    let event =
        Event::Suspended { certificate: number.clone(), ground, from, until, confirm_by: Some(confirm_by) };
    work.enter(paper.issuer, event).await?;
    let urgency = Some(UrgencyNote { proposal: proposal.id, reason: urgency, confirm_by });
    let deed =
        Deed::Suspended { ground, from, until, remedy, reasons: Some(reasons), proposed: None, urgency };
    work.conclude(number, deed).await?;
    Ok(())
}
