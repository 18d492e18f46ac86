//! Deciding what another proposed, and taking back what was one's own.

use super::{ended, required};
use crate::acts::work::Work;
use crate::acts::{ActError, Registry, scope};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Suspension};
use crate::domain::deed::{Deed, EndNote, ProposerNote};
use crate::domain::entry::Event;
use crate::domain::ids::ProposalId;
use crate::domain::measure::{Ending, Measure, MeasureProposal, Outcome};
use crate::domain::staff::{Officer, Role};
use crate::storage::heads::Series;
use crate::storage::{StorageError, certificates, measures};

/// A proposal as the person who acts has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureVersion {
    /// Which proposal.
    pub id: ProposalId,
    /// Its version then: the act is a conflict when the holder wrote since.
    pub version: i64,
    /// The version of its certificate then: a decision about another is a
    /// conflict.
    pub certificate: i64,
}

/// Confirms what another person proposed: it takes effect now. What one leader
/// ordered at once goes on.
pub async fn confirm(registry: &Registry, leader: &Officer, seen: MeasureVersion) -> Result<(), ActError> {
    let (mut work, proposal) = opened(registry, leader, (seen, Outcome::Confirmed)).await?;
    let today = work.today();
    proposal.may_be_confirmed_by(leader, today)?;
    let mut certificate = as_seen(&mut work, leader, (&proposal, seen)).await?;
    let (event, deed) = take_effect(&mut certificate, &proposal, today)?;
    end(&mut work, &proposal, (Outcome::Confirmed, leader), String::new()).await?;
    conclude(work, &certificate, event, deed).await
}

/// Declines what another person proposed, with reasons: nothing changes, and
/// what one leader ordered at once is lifted.
pub async fn decline(
    registry: &Registry,
    leader: &Officer,
    seen: MeasureVersion,
    reasons: &str,
) -> Result<(), ActError> {
    let reasons = required(reasons)?;
    let (mut work, proposal) = opened(registry, leader, (seen, Outcome::Declined)).await?;
    let today = work.today();
    proposal.may_be_declined_by(leader, today)?;
    end(&mut work, &proposal, (Outcome::Declined, leader), reasons.clone()).await?;
    let number = proposal.certificate.number.clone();
    if proposal.urgency.is_none() {
        work.saw(seen.certificate);
        let deed =
            Deed::DeclineMeasure(EndNote { proposal: proposal.id, reasons, explain_by: proposal.explain_by });
        return Ok(work.conclude(number, deed).await?);
    }
    let mut certificate = as_seen(&mut work, leader, (&proposal, seen)).await?;
    certificate.reinstate(today)?;
    let event = Event::Reinstated { certificate: number, on: today };
    let deed = Deed::Reinstated { note: reasons, proposed: Some(note(&proposal)) };
    conclude(work, &certificate, event, deed).await
}

/// Takes one's own proposal back.
pub async fn withdraw(registry: &Registry, officer: &Officer, seen: MeasureVersion) -> Result<(), ActError> {
    let (mut work, proposal) = opened(registry, officer, (seen, Outcome::Withdrawn)).await?;
    let today = work.today();
    proposal.may_be_withdrawn_by(officer, today)?;
    end(&mut work, &proposal, (Outcome::Withdrawn, officer), String::new()).await?;
    work.saw(seen.certificate);
    let deed = Deed::WithdrawMeasure(EndNote {
        proposal: proposal.id,
        reasons: String::new(),
        explain_by: proposal.explain_by,
    });
    Ok(work.conclude(&proposal.certificate.number, deed).await?)
}

/// The proposal as it was seen, for who may end it so; nobody else acts on its
/// certificate meanwhile.
async fn opened<'a>(
    registry: &'a Registry,
    officer: &'a Officer,
    (seen, wanted): (MeasureVersion, Outcome),
) -> Result<(Work<'a>, MeasureProposal), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    let found = scope::measure(&mut work, officer.issuer, seen.id).await?;
    if wanted != Outcome::Withdrawn && !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    certificates::hold(&mut work, &found.certificate.number).await?;
    let proposal = scope::measure(&mut work, officer.issuer, seen.id).await?;
    if let Some(ending) = &proposal.ending {
        return Err(ended(&mut work, (&proposal, ending), (wanted, officer.account)).await);
    }
    if proposal.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    Ok((work, proposal))
}

/// The certificate as the officer saw it. It may have changed since the measure
/// was proposed: a re-issue or a measure at once does not end a proposal.
async fn as_seen(
    work: &mut Work<'_>,
    officer: &Officer,
    (proposal, seen): (&MeasureProposal, MeasureVersion),
) -> Result<Certificate, ActError> {
    let certificate = scope::certificate(work, officer.issuer, &proposal.certificate.number).await?;
    let is_same = certificate.paper.version == seen.certificate;
    if is_same { Ok(certificate) } else { Err(StorageError::Conflict.into()) }
}

/// Changes how the certificate stands; answers what is entered and noted.
fn take_effect(
    certificate: &mut Certificate,
    proposal: &MeasureProposal,
    today: Day,
) -> Result<(Event, Deed), ActError> {
    let (number, proposed) = (certificate.paper.number.clone(), Some(note(proposal)));
    let reasons = proposal.reasons.clone();
    Ok(match proposal.measure.clone() {
        Measure::Suspension { ground, from, until, remedy } => {
            let from = if proposal.urgency.is_some() {
                certificate.confirm_suspension(today)?;
                from
            } else {
                // The holder's term may have gone on beyond the day proposed.
                let from = from.max(today);
                let (confirm_by, remedy) = (None, remedy.clone());
                certificate.suspend(Suspension { ground, from, until, remedy, confirm_by }, today)?;
                from
            };
            let event = Event::Suspended { certificate: number, ground, from, until, confirm_by: None };
            let reasons = Some(reasons);
            (event, Deed::Suspended { ground, from, until, remedy, reasons, proposed, urgency: None })
        }
        Measure::Reinstatement => {
            certificate.reinstate(today)?;
            let event = Event::Reinstated { certificate: number, on: today };
            (event, Deed::Reinstated { note: reasons, proposed })
        }
        Measure::Revocation { ground } => {
            certificate.revoke(ground, &reasons, today)?;
            let event = Event::Revoked { certificate: number, ground, on: today };
            (event, Deed::Revoked { ground, reasons, proposed })
        }
    })
}

fn note(proposal: &MeasureProposal) -> ProposerNote {
    ProposerNote { proposal: proposal.id, by: proposal.proposed_by }
}

async fn end(
    work: &mut Work<'_>,
    proposal: &MeasureProposal,
    (outcome, by): (Outcome, &Officer),
    reasons: String,
) -> Result<(), StorageError> {
    let ending = Ending { outcome, by: by.account, at: work.at(), reasons };
    measures::end(work, (proposal.id, proposal.version), &ending).await
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
    Ok(work.conclude(&paper.number, deed).await?)
}
