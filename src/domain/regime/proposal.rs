//! An amended regime on its way into the register: one administrator of the
//! Ministry proposes it, another confirms it.

use super::Regime;
use crate::dates::Instant;
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::staff::{Officer, StaffNumber};

/// An amended regime that waits for a second administrator.
#[derive(Clone, Debug)]
pub struct RegimeProposal {
    /// Its id.
    pub id: ProposalId,
    /// The regime as it would be.
    pub regime: Regime,
    /// Whose account proposed it.
    pub proposed_by: AccountId,
    /// Which person that is.
    pub proposer: StaffNumber,
    /// When.
    pub proposed_at: Instant,
    /// When it lapses.
    pub ends_at: Instant,
}

/// Why a proposed regime is not entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmendmentRefusal {
    /// Who proposed it does not confirm it.
    #[error("another administrator confirms it")]
    OwnProposal,
    /// Its first day has come.
    #[error("its first day has come: propose it anew, from a day to come")]
    Begun,
    /// The regime was amended since.
    #[error("the regime was amended since: propose it anew")]
    Overtaken,
    /// The same regime is proposed already.
    #[error("another amendment of this regime waits to be confirmed")]
    Proposed,
}

impl RegimeProposal {
    /// Refuses who proposed it, whatever account they use.
    pub fn may_be_confirmed_by(&self, officer: &Officer) -> Result<(), AmendmentRefusal> {
        if self.proposer == officer.number { Err(AmendmentRefusal::OwnProposal) } else { Ok(()) }
    }
}
