//! Whether a change of staff may be made as things stand: asked when it is
//! proposed, and once more when it is confirmed.

use std::collections::BTreeSet;

use super::StaffingError;
use crate::acts::scope::is_own;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{AccountKind, Change, Role, StaffNumber, StaffingRefusal, excluding};
use crate::storage::ReadTransaction;
use crate::storage::accounts::{self, Account};

/// An account of staff with its roles.
struct Member {
    account: Account,
    number: StaffNumber,
    /// At this issuer.
    here: BTreeSet<Role>,
    /// At any issuer.
    anywhere: BTreeSet<Role>,
}

/// Refuses a change that may not be made; answers whom it concerns.
pub(super) async fn allowed(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    change: &Change,
    invited: Option<&StaffNumber>,
) -> Result<StaffNumber, StaffingError> {
    if let (Change::Invite { email, roles }, Some(number)) = (change, invited) {
        invitable(reading, email, number, roles).await?;
        return Ok(number.clone());
    }
    let id = change.account().ok_or(super::ActError::NotFound)?;
    let member = member(reading, issuer, id).await?;
    let works = member.account.disabled_at.is_none();
    match change {
        // Of another office's staff one gives roles to whom one can name.
        Change::Grant { roles, .. } if invited == Some(&member.number) || !member.here.is_empty() => {
            may_be_given(&member, roles)?;
        }
        // Every other change is for an administrator of the person's own office.
        _ if member.here.is_empty() => return Err(super::ActError::NotFound.into()),
        Change::Take { roles, .. } if roles.is_empty() || !roles.is_subset(&member.here) => {
            return Err(StaffingRefusal::NotHeld.into());
        }
        Change::Enable { .. } if works => return Err(StaffingRefusal::NotDisabled.into()),
        Change::Enable { .. } if accounts::works(reading, &member.number).await? => {
            return Err(StaffingRefusal::NumberTaken.into());
        }
        Change::Reset { .. } if !works => return Err(StaffingRefusal::Disabled.into()),
        _ => {}
    }
    Ok(member.number)
}

async fn invitable(
    reading: &mut ReadTransaction,
    email: &str,
    number: &StaffNumber,
    roles: &BTreeSet<Role>,
) -> Result<(), StaffingError> {
    fitting(roles)?;
    newcomer(reading, email, number).await
}

/// Refuses to make an account of staff under an address that is in use, or for
/// a person who has one, whoever makes it. An applicant's would lose its
/// dossiers: who files never judges.
pub(super) async fn newcomer(
    reading: &mut ReadTransaction,
    email: &str,
    number: &StaffNumber,
) -> Result<(), StaffingError> {
    match accounts::find_by_email(reading, email).await? {
        Some(account) if account.kind == AccountKind::Applicant => Err(StaffingRefusal::Applicant.into()),
        Some(_) => Err(StaffingRefusal::OtherNumber.into()),
        None if accounts::works(reading, number).await? => Err(StaffingRefusal::NumberTaken.into()),
        None => Ok(()),
    }
}

fn may_be_given(member: &Member, roles: &BTreeSet<Role>) -> Result<(), StaffingRefusal> {
    if member.account.disabled_at.is_some() {
        return Err(StaffingRefusal::Disabled);
    }
    fitting(roles)?;
    if roles.is_subset(&member.here) {
        return Err(StaffingRefusal::Held);
    }
    fitting(&member.anywhere.union(roles).copied().collect())
}

fn fitting(roles: &BTreeSet<Role>) -> Result<(), StaffingRefusal> {
    match excluding(roles) {
        _ if roles.is_empty() => Err(StaffingRefusal::NoRoles),
        Some((one, two)) => Err(StaffingRefusal::Excluded(one, two)),
        None => Ok(()),
    }
}

async fn member(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    id: AccountId,
) -> Result<Member, StaffingError> {
    let account = accounts::find(reading, id).await?.ok_or(super::ActError::NotFound)?;
    let AccountKind::Staff(number) = account.kind.clone() else {
        return Err(StaffingRefusal::Applicant.into());
    };
    let posts = accounts::posts(reading, id).await?;
    let here = posts.iter().find(|post| is_own(*post, issuer)).map(|post| post.roles.clone());
    let anywhere = posts.into_iter().flat_map(|post| post.roles).collect();
    Ok(Member { account, number, here: here.unwrap_or_default(), anywhere })
}
