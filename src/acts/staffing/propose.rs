//! Proposing a change of staff.

use std::collections::BTreeSet;

use super::{Author, PROPOSAL_SECONDS, StaffingError, begin, conclude, rules};
use crate::acts::Registry;
use crate::acts::access::{Link, email_address};
use crate::acts::scope::is_own;
use crate::acts::work::Work;
use crate::dates::Instant;
use crate::domain::deed::Deed;
use crate::domain::ids::ProposalId;
use crate::domain::staff::{AccountKind, Change, Proposal, Role, StaffNumber, StaffingRefusal};
use crate::storage::{accounts, proposals};

/// Who is to work for the issuer, as typed.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The address they sign in with.
    pub email: String,
    /// Their staff number.
    pub number: String,
    /// In which roles.
    pub roles: BTreeSet<Role>,
}

/// A proposal that was made.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// When it lapses unless somebody confirms it.
    pub until: Instant,
    /// What the proposer hands over to the person, shown this once.
    pub link: Option<Link>,
}

/// Proposes to invite someone; or, when they work for another issuer under the
/// same address and number, to give their account roles at this one.
pub async fn invite(
    registry: &Registry,
    author: &Author,
    wanted: Invitation,
) -> Result<NewProposal, StaffingError> {
    let email = email_address(&wanted.email).map_err(|_| StaffingRefusal::Email)?;
    let number: StaffNumber = wanted.number.parse().map_err(|_| StaffingRefusal::Number)?;
    let mut work = begin(registry, author).await?;
    let known = accounts::find_by_email(&mut work, &email).await?;
    let roles = wanted.roles;
    let change = match known.map(|account| (account.id, account.kind)) {
        Some((account, AccountKind::Staff(known))) if known == number => Change::Grant { account, roles },
        _ => Change::Invite { email, roles },
    };
    enter(work, author, change, Some(number)).await
}

/// Proposes a change to an account of staff.
pub async fn propose(
    registry: &Registry,
    author: &Author,
    change: Change,
) -> Result<NewProposal, StaffingError> {
    enter(begin(registry, author).await?, author, change, None).await
}

async fn enter(
    mut work: Work<'_>,
    author: &Author,
    change: Change,
    invited: Option<StaffNumber>,
) -> Result<NewProposal, StaffingError> {
    let (registry, at) = (work.registry(), work.at());
    let about = rules::allowed(&mut work, author.issuer, &change, invited.as_ref()).await?;
    let mut waiting = proposals::pending(&mut work, at).await?;
    waiting.extend(proposals::open(&mut work, at).await?);
    refuse_twice(&waiting, author, &change, &about)?;
    let link = change.is_completed_by_the_person().then(|| Link::draw(&registry.entropy));
    let deed = match change {
        Change::Invite { .. } => Deed::ProposeInvitation,
        Change::Grant { .. } => Deed::ProposeRole,
        Change::Take { .. } => Deed::ProposeRoleRemoval,
        Change::Enable { .. } => Deed::ProposeEnabling,
        Change::Reset { .. } => Deed::ProposeReset,
    };
    let proposal = Proposal {
        id: ProposalId::new(registry.entropy.uuid()),
        issuer: author.issuer,
        change,
        about,
        proposer: author.proposer.clone(),
        proposed_at: at,
        ends_at: at.plus_seconds(PROPOSAL_SECONDS),
    };
    proposals::insert(&mut work, &proposal, link.as_ref().map(Link::hash)).await?;
    conclude(work, deed, &proposal).await?;
    Ok(NewProposal { until: proposal.ends_at, link })
}

/// One person or address is invited once, and the same is proposed once.
fn refuse_twice(
    waiting: &[Proposal],
    author: &Author,
    change: &Change,
    about: &StaffNumber,
) -> Result<(), StaffingRefusal> {
    for other in waiting {
        match (change, &other.change) {
            (Change::Invite { email, .. }, Change::Invite { email: theirs, .. })
                if email == theirs || *about == other.about =>
            {
                return Err(StaffingRefusal::Invited);
            }
            _ if is_own(other, author.issuer) && *change == other.change => {
                return Err(StaffingRefusal::Proposed);
            }
            _ => {}
        }
    }
    Ok(())
}
