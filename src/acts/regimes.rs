//! Amending the regimes of the law: an administrator of the Ministry proposes
//! what a text changes from a day to come, another confirms, and from that day
//! on dossiers are received under it. What was received before keeps what it was
//! received under, so no deadline is counted anew.

use sha2::{Digest, Sha256};

use super::work::Work;
use super::{ActError, Registry, scope};
use crate::dates::{Day, Instant};
use crate::domain::deed::{Deed, PartChange, RegimeNote};
use crate::domain::dossier::StageName;
use crate::domain::ids::ProposalId;
use crate::domain::regime::{
    Amendment, AmendmentFault, AmendmentField, AmendmentRefusal, Difference, Regime, RegimeProposal,
};
use crate::domain::staff::Officer;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, Readable, StorageError, issuers, queue, regimes};

/// A proposal waits this long for a second administrator, in seconds: as long
/// as one of staff.
const PROPOSAL_SECONDS: i64 = 14 * 24 * 3600;

/// Why a regime is not amended. Nothing happened.
#[derive(Debug, thiserror::Error)]
pub enum RegimeError {
    /// What was typed, by field, in the order of the form.
    #[error("the amendment is not one")]
    Faults(Vec<(AmendmentField, AmendmentFault)>),
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] AmendmentRefusal),
    /// As in every act.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for RegimeError {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

/// What an amended regime changes, and for whom.
#[derive(Clone, Debug)]
pub struct Effect {
    /// What differs from the regime it began from.
    pub differences: Vec<Difference>,
    /// How many dossiers in progress it does not touch: they were received
    /// before its first day.
    pub untouched: i64,
    /// How many were filed and are not received yet: those that are received
    /// from its first day on are under it.
    pub waiting: i64,
    /// The amendments entered before for that day or later ones, by their texts:
    /// they will not take effect.
    pub superseded: Vec<(String, Day)>,
}

/// Whether the officer may amend regimes: they are of the whole country.
pub fn may_change(officer: &Officer) -> bool {
    scope::keeps_the_country(officer)
}

/// The regime that an amendment of this family begins from: the one in force.
pub async fn begun_from(reading: &mut ReadTransaction, family: &str, today: Day) -> Result<Regime, ActError> {
    regimes::in_force(reading, family, today).await?.ok_or(ActError::NotFound)
}

/// The regime as it would be. Nothing is changed.
pub async fn preview(
    reading: &mut ReadTransaction,
    family: &str,
    amendment: &Amendment,
    today: Day,
) -> Result<Regime, RegimeError> {
    let before = begun_from(reading, family, today).await?;
    let version = regimes::last_version(reading, family).await?;
    before.amended(version, amendment, today).map_err(RegimeError::Faults)
}

/// What a regime that is not entered would change.
pub async fn effect(reading: &mut ReadTransaction, regime: &Regime, today: Day) -> Result<Effect, ActError> {
    let before = begun_from(reading, regime.family(), today).await?;
    let (mut untouched, mut waiting) = (0, 0);
    for (issuer, stage, count) in queue::in_progress(reading).await? {
        let profile = issuers::profile(reading, issuer).await?.0;
        if profile.regime_family_on(regime.valid_from) != Some(regime.family()) {
            continue;
        }
        *(if stage == StageName::Submitted { &mut waiting } else { &mut untouched }) += count;
    }
    let entered = regimes::all(reading).await?;
    let later = entered.into_iter().filter(|other| {
        other.regime.family() == regime.family() && other.regime.valid_from >= regime.valid_from
    });
    let superseded = later.filter_map(|other| {
        let amended = other.regime.amended?;
        Some((amended.citation, other.regime.valid_from))
    });
    Ok(Effect {
        differences: before.differences(regime),
        untouched,
        waiting,
        superseded: superseded.collect(),
    })
}

/// What waits for a second administrator.
pub async fn pending(
    reading: &mut ReadTransaction,
    now: Instant,
) -> Result<Readable<RegimeProposal>, StorageError> {
    regimes::pending(reading, now).await
}

/// Proposes an amended regime; answers until when it waits. One of a family at
/// a time: two that begin from the same would undo each other.
pub async fn propose(
    registry: &Registry,
    officer: &Officer,
    family: &str,
    amendment: &Amendment,
) -> Result<Instant, RegimeError> {
    let mut work = begin(registry, officer).await?;
    let (at, today) = (work.at(), work.today());
    let regime = preview(&mut work, family, amendment, today).await?;
    let waiting = regimes::pending(&mut work, at).await?;
    if waiting.iter().any(|other| other.regime.family() == family) {
        return Err(AmendmentRefusal::Proposed.into());
    }
    let proposal = RegimeProposal {
        id: ProposalId::new(registry.entropy.uuid()),
        regime,
        proposed_by: officer.account,
        proposer: officer.number.clone(),
        proposed_at: at,
        ends_at: at.plus_seconds(PROPOSAL_SECONDS),
    };
    regimes::propose(&mut work, &proposal).await?;
    conclude(work, Deed::ProposeRegime, &proposal).await?;
    Ok(proposal.ends_at)
}

/// Confirms what another proposed: the regime is entered, for dossiers received
/// from its first day on.
pub async fn confirm(registry: &Registry, officer: &Officer, id: ProposalId) -> Result<Regime, RegimeError> {
    // The clock is read once nobody who receives a dossier is at work.
    let mut work = begin(registry, officer).await?;
    let (at, today) = (work.at(), work.today());
    let proposal = waiting(&mut work, id, at).await?;
    proposal.may_be_confirmed_by(officer)?;
    let regime = &proposal.regime;
    if regime.valid_from <= today {
        return Err(AmendmentRefusal::Begun.into());
    }
    if regimes::last_version(&mut work, regime.family()).await? + 1 != regime.version() {
        return Err(AmendmentRefusal::Overtaken.into());
    }
    regimes::enter(&mut work, regime, at).await?;
    regimes::confirm(&mut work, id, officer.account, at).await?;
    conclude(work, Deed::EnterRegime, &proposal).await?;
    Ok(proposal.regime)
}

/// Takes a proposal back; any administrator of the Ministry may: that is how a
/// second one says no.
pub async fn withdraw(registry: &Registry, officer: &Officer, id: ProposalId) -> Result<(), RegimeError> {
    let mut work = begin(registry, officer).await?;
    let at = work.at();
    let proposal = waiting(&mut work, id, at).await?;
    regimes::withdraw(&mut work, id, at).await?;
    conclude(work, Deed::WithdrawRegime, &proposal).await
}

/// Begins a change of regimes: one at a time, and while no deadline is counted.
async fn begin<'a>(registry: &'a Registry, officer: &'a Officer) -> Result<Work<'a>, RegimeError> {
    if !may_change(officer) {
        return Err(ActError::NotAllowed.into());
    }
    let mut work = Work::begin(registry, officer).await?;
    work.alone(Series::Regimes).await?;
    Ok(work)
}

async fn waiting(
    reading: &mut ReadTransaction,
    id: ProposalId,
    now: Instant,
) -> Result<RegimeProposal, RegimeError> {
    let pending = regimes::pending(reading, now).await?;
    pending.into_iter().find(|proposal| proposal.id == id).ok_or(ActError::NotFound.into())
}

/// Notes what was done with a proposal, under the family it is of, and commits.
async fn conclude(
    mut work: Work<'_>,
    deed: fn(RegimeNote) -> Deed,
    proposal: &RegimeProposal,
) -> Result<(), RegimeError> {
    let regime = &proposal.regime;
    let today = proposal.proposed_at.day();
    let before = begun_from(&mut work, regime.family(), today).await?;
    let note = RegimeNote {
        proposal: proposal.id,
        regime: regime.id.clone(),
        valid_from: regime.valid_from,
        citation: regime.amended.as_ref().map(|amended| amended.citation.clone()).unwrap_or_default(),
        changed: before.differences(regime).into_iter().map(noted).collect(),
        sha256: fingerprint_of(regime),
    };
    work.conclude(regime.family(), deed(note)).await?;
    Ok(())
}

fn noted(Difference { what, before, after }: Difference) -> (String, PartChange) {
    (what.word(), PartChange { before: before.into(), after: after.into() })
}

/// Stands for a regime that was shown.
pub fn fingerprint_of(regime: &Regime) -> String {
    fingerprint(&regimes::written(regime))
}

/// The SHA-256 of a regime as its row has it.
pub(super) fn fingerprint(written: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(written))
}
