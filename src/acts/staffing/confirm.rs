//! Confirming what another proposed, and withdrawing it.

use super::{Author, OPENING_SECONDS, StaffingError, begin, conclude, rules};
use crate::acts::access::Code;
use crate::acts::scope::is_own;
use crate::acts::{ActError, Registry};
use crate::dates::Instant;
use crate::domain::deed::{Deed, ProposalNote, RolesChanged};
use crate::domain::ids::ProposalId;
use crate::domain::staff::{Change, Officer, Proposal, Role, StaffingRefusal};
use crate::storage::proposals::{self, Confirmation};
use crate::storage::{ReadTransaction, StorageError, Transaction, accounts, sessions};

/// A proposal as an administrator sees it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The proposal.
    pub proposal: Proposal,
    /// Whether this administrator may confirm it, or why not; none when it is
    /// confirmed and waits for the person it concerns.
    pub confirmable: Option<Result<(), StaffingRefusal>>,
}

/// What waits at the officer's issuer, and what waits elsewhere for them.
pub async fn waiting(
    reading: &mut ReadTransaction,
    now: Instant,
    officer: &Officer,
) -> Result<Vec<Waiting>, StorageError> {
    let mut waiting = Vec::new();
    for proposal in proposals::pending(reading, now).await? {
        let administrators = accounts::administrators(reading, proposal.issuer).await?;
        let confirmable = proposal.may_be_confirmed_by(officer, &administrators);
        if is_own(&proposal, officer.issuer) || confirmable.is_ok() {
            waiting.push(Waiting { proposal, confirmable: Some(confirmable) });
        }
    }
    let open = proposals::open(reading, now).await?;
    let here = open.into_iter().filter(|proposal| is_own(proposal, officer.issuer));
    waiting.extend(here.map(|proposal| Waiting { proposal, confirmable: None }));
    Ok(waiting)
}

/// Confirms what another administrator proposed; it takes effect now. What the
/// person concerned completes needs a code as well, which is answered and shown
/// this once.
pub async fn confirm(
    registry: &Registry,
    officer: &Officer,
    id: ProposalId,
) -> Result<Option<Code>, StaffingError> {
    // Who confirms is an administrator before anything is looked up.
    Author::administrator(officer)?;
    let mut work = begin(registry, officer).await?;
    let at = work.at();
    let pending = proposals::pending(&mut work, at).await?;
    let proposal = pending.into_iter().find(|proposal| proposal.id == id).ok_or(ActError::NotFound)?;
    let administrators = accounts::administrators(&mut work, proposal.issuer).await?;
    proposal.may_be_confirmed_by(officer, &administrators)?;
    rules::allowed(&mut work, proposal.issuer, &proposal.change, Some(&proposal.about)).await?;
    let code = proposal.change.is_completed_by_the_person().then(|| Code::draw(&registry.entropy));
    let opening = match &code {
        Some(code) => {
            let link = proposals::link_hash(&mut work, id).await?;
            Some((code.hash(&link), at.plus_seconds(OPENING_SECONDS)))
        }
        None => None,
    };
    let deed = take_effect(&mut work, &proposal, at).await?;
    let confirmation = Confirmation { by: officer.account, at, opening };
    proposals::confirm(&mut work, id, confirmation).await?;
    conclude(work, deed, &proposal).await?;
    Ok(code)
}

/// Makes the change, unless the person completes it; answers what was done.
/// Whoever's roles changed signs in anew.
async fn take_effect(
    transaction: &mut Transaction,
    proposal: &Proposal,
    at: Instant,
) -> Result<fn(ProposalNote) -> Deed, StorageError> {
    let issuer = &proposal.issuer;
    match &proposal.change {
        Change::Invite { .. } => Ok(Deed::ConfirmInvitation),
        Change::Reset { .. } => Ok(Deed::ConfirmReset),
        Change::Grant { account, roles } => {
            for role in roles {
                accounts::grant(transaction, *account, *issuer, *role, at).await?;
            }
            sessions::delete_all(transaction, *account).await?;
            Ok(|note| Deed::GrantRole(RolesChanged::Proposed(note)))
        }
        Change::Take { account, roles } => {
            for role in roles {
                accounts::take_role(transaction, *account, *issuer, *role).await?;
            }
            sessions::delete_all(transaction, *account).await?;
            Ok(|note| Deed::TakeRole(RolesChanged::Proposed(note)))
        }
        Change::Enable { account } => {
            accounts::enable(transaction, *account).await?;
            Ok(Deed::EnableAccount)
        }
    }
}

/// Takes a proposal back that did not come true yet; any administrator of the
/// issuer may, and whoever could confirm it: that is how a second one says no.
pub async fn withdraw(registry: &Registry, officer: &Officer, id: ProposalId) -> Result<(), StaffingError> {
    if !officer.is(Role::Administrator) {
        return Err(ActError::NotAllowed.into());
    }
    let mut work = begin(registry, officer).await?;
    let at = work.at();
    let waiting = waiting(&mut work, at, officer).await?;
    let found = waiting.into_iter().find(|waiting| waiting.proposal.id == id);
    let proposal = found.ok_or(ActError::NotFound)?.proposal;
    proposals::withdraw(&mut work, id, at).await?;
    conclude(work, Deed::WithdrawProposal, &proposal).await?;
    Ok(())
}
