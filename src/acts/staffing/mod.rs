//! The staff of an issuer: what gives or takes power, one administrator proposes
//! and another confirms. Only disabling an account takes effect by one, at once:
//! whoever sees harm being done must not wait for a colleague.

mod confirm;
mod disable;
mod operator;
mod propose;
mod rules;

pub use confirm::{Waiting, confirm, waiting, withdraw};
pub use disable::disable;
pub use operator::{NewAdministrator, StaffLine, add_administrator, everyone, found};
pub use propose::{Invitation, NewProposal, invite, propose};

use super::work::{Actor, Work};
use super::{ActError, Registry};
use crate::domain::deed::{Deed, ProposalNote};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{Officer, Proposal, Proposer, Role, StaffNumber, StaffingRefusal};
use crate::storage::StorageError;
use crate::storage::heads::Series;

/// A proposal waits this long for a second administrator, in seconds: two
/// weeks, so that a holiday does not undo it and a forgotten one ends.
const PROPOSAL_SECONDS: i64 = 14 * 24 * 3600;

/// A confirmed invitation or reset can be opened this long, in seconds: three
/// days. Link and code travel by hand; what lies about longer is found.
const OPENING_SECONDS: i64 = 72 * 3600;

/// Why a change of staff did not happen. Nothing of it happened.
#[derive(Debug, thiserror::Error)]
pub enum StaffingError {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] StaffingRefusal),
    /// The new account could not be made.
    #[error(transparent)]
    Access(#[from] super::access::AccessError),
    /// As in every act.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for StaffingError {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

/// Who changes the staff, and of which issuer.
#[derive(Clone, Debug)]
pub struct Author {
    issuer: IssuerCode,
    proposer: Proposer,
}

impl Author {
    /// An administrator, at the desk of their issuer.
    pub fn administrator(officer: &Officer) -> Result<Self, ActError> {
        if !officer.is(Role::Administrator) {
            return Err(ActError::NotAllowed);
        }
        let (account, number) = (officer.account, officer.number.clone());
        Ok(Self { issuer: officer.issuer, proposer: Proposer::Administrator { account, number } })
    }

    /// The operator at the command line, who says who they are.
    pub fn operator(name: &str, issuer: IssuerCode) -> Self {
        Self { issuer, proposer: Proposer::Operator { name: name.trim().to_owned() } }
    }

    fn number(&self) -> Option<&StaffNumber> {
        match &self.proposer {
            Proposer::Administrator { number, .. } => Some(number),
            Proposer::Operator { .. } => None,
        }
    }
}

/// Begins a change of staff: one at a time, so that none is allowed by a state
/// that another one is about to change.
async fn begin<'a>(
    registry: &'a Registry,
    actor: impl Into<Actor<'a>> + Send,
) -> Result<Work<'a>, StorageError> {
    let mut work = Work::begin(registry, actor).await?;
    work.alone(Series::Staffing).await?;
    Ok(work)
}

/// Notes what was done with a proposal, and commits.
async fn conclude(
    mut work: Work<'_>,
    deed: fn(ProposalNote) -> Deed,
    proposal: &Proposal,
) -> Result<(), StorageError> {
    let subject = proposal.change.account().map_or_else(|| proposal.id.to_string(), |id| id.to_string());
    work.at_issuer(proposal.issuer);
    work.conclude(subject, deed(ProposalNote::of(proposal))).await
}

impl<'a> From<&'a Author> for Actor<'a> {
    fn from(author: &'a Author) -> Self {
        match &author.proposer {
            Proposer::Administrator { account, .. } => Self::Owner(*account),
            Proposer::Operator { .. } => Self::CommandLine,
        }
    }
}
