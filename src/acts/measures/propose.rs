//! Proposing a measure; the holder is told of it in the same moment, where they
//! are asked.

use super::{Rank, ends_on, held, refuse_second, required};
use crate::acts::standing::SeenPaper;
use crate::acts::work::Work;
use crate::acts::{ActError, Registry};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, StandingRefusal, Suspension};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::ids::ProposalId;
use crate::domain::measure::{Measure, MeasureProposal, may_propose};
use crate::domain::regime::Step;
use crate::domain::staff::Officer;
use crate::domain::typed;
use crate::storage::measures;

/// What is to be proposed.
#[derive(Clone, Debug)]
pub struct MeasureWish {
    /// What.
    pub measure: Measure,
    /// Why; of a reinstatement, how it was remedied.
    pub reasons: String,
}

/// Proposes a measure on a certificate of the officer's office. A suspension or
/// revocation waits for the holder's explanation from now on.
pub async fn propose(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    wish: MeasureWish,
) -> Result<ProposalId, ActError> {
    if !may_propose(officer) {
        return Err(ActError::NotAllowed);
    }
    let reasons = required(&wish.reasons)?;
    let measure = cleaned(wish.measure)?;
    let mut work = Work::begin(registry, officer).await?;
    let kind = DeedKind::ProposeMeasure;
    let certificate = held(&mut work, officer, &seen, kind).await?;
    let is_same = |waiting: &MeasureProposal| waiting.measure == measure && waiting.reasons == reasons;
    refuse_second(&mut work, officer, (&certificate, kind), (Rank::Proposed, is_same)).await?;
    attempt(certificate.clone(), &measure, &reasons, work.today())?;
    let explain_by = if measure.is_explained() {
        Some(ends_on(&mut work, officer.issuer, Step::Explanation).await?)
    } else {
        None
    };
    let proposal = MeasureProposal {
        id: ProposalId::new(registry.entropy.uuid()),
        issuer: officer.issuer,
        certificate: certificate.paper.id(),
        certificate_version: certificate.paper.version,
        dossier: certificate.dossier,
        measure: measure.clone(),
        reasons: reasons.clone(),
        urgency: None,
        proposed_by: officer.account,
        proposer: officer.number.clone(),
        proposed_at: work.at(),
        explain_by,
        confirm_by: None,
        answer: None,
        ending: None,
        version: 1,
    };
    measures::insert(&mut work, &proposal).await?;
    work.saw(certificate.paper.version);
    let deed = Deed::ProposeMeasure { proposal: proposal.id, measure, reasons, explain_by };
    work.conclude(&certificate.paper.number, deed).await?;
    Ok(proposal.id)
}

fn cleaned(measure: Measure) -> Result<Measure, ActError> {
    let Measure::Suspension { ground, from, until, remedy } = measure else { return Ok(measure) };
    if remedy.chars().count() > crate::domain::measure::LONGEST_TEXT {
        return Err(StandingRefusal::TooLong(crate::domain::measure::LONGEST_TEXT).into());
    }
    Ok(Measure::Suspension { ground, from, until, remedy: typed::text(&remedy) })
}

/// Whether the certificate could be treated so today.
fn attempt(
    mut certificate: Certificate,
    measure: &Measure,
    reasons: &str,
    today: Day,
) -> Result<(), StandingRefusal> {
    match measure.clone() {
        Measure::Suspension { ground, from, until, remedy } => {
            certificate.suspend(Suspension { ground, from, until, remedy, confirm_by: None }, today)
        }
        Measure::Reinstatement => certificate.reinstate(today),
        Measure::Revocation { ground } => certificate.revoke(ground, reasons, today),
    }
}
