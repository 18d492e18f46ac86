//! Disabling an account: at once, by one administrator, with a reason.

use super::{Author, StaffingError, begin};
use crate::acts::scope::is_own;
use crate::acts::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::ids::AccountId;
use crate::domain::staff::StaffingRefusal;
use crate::storage::{accounts, browsers, proposals, regimes, sessions};

/// Disables an account of the author's issuer: whoever uses it is thrown out,
/// and what it proposed or what is proposed about it is withdrawn. The roles
/// stay with it, for two administrators to give them back.
pub async fn disable(
    registry: &Registry,
    author: &Author,
    account: AccountId,
    reason: &str,
) -> Result<(), StaffingError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(StaffingRefusal::NoReason.into());
    }
    let mut work = begin(registry, author).await?;
    let at = work.at();
    let found = accounts::find(&mut work, account).await?.ok_or(ActError::NotFound)?;
    let posts = accounts::posts(&mut work, account).await?;
    if posts.iter().all(|post| !is_own(post, author.issuer)) {
        return Err(ActError::NotFound.into());
    }
    if author.number().is_some() && author.number() == found.kind.staff_number() {
        return Err(StaffingRefusal::Oneself.into());
    }
    if found.disabled_at.is_some() {
        return Err(StaffingRefusal::Disabled.into());
    }
    accounts::disable(&mut work, account, at, reason).await?;
    sessions::delete_all(&mut work, account).await?;
    browsers::forget_others(&mut work, account, None).await?;
    proposals::withdraw_of(&mut work, account, at).await?;
    regimes::withdraw_of(&mut work, account, at).await?;
    work.at_issuer(author.issuer);
    work.conclude(account, Deed::DisableAccount { reason: reason.to_owned() }).await?;
    Ok(())
}
