//! Disabling an account: at once, by one administrator, with a reason.

use super::{Author, StaffingError, begin};
use crate::acts::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::ids::AccountId;
use crate::domain::staff::StaffingRefusal;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::{accounts, browsers, proposals, sessions};

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
    let (mut transaction, at) = begin(registry).await?;
    let found = accounts::find(&mut transaction, account).await?.ok_or(ActError::NotFound)?;
    let posts = accounts::posts(&mut transaction, account).await?;
    if posts.iter().all(|post| post.issuer != author.issuer) {
        return Err(ActError::NotFound.into());
    }
    if author.number().is_some() && author.number() == found.kind.staff_number() {
        return Err(StaffingRefusal::Oneself.into());
    }
    if found.disabled_at.is_some() {
        return Err(StaffingRefusal::Disabled.into());
    }
    accounts::disable(&mut transaction, account, at, reason).await?;
    sessions::delete_all(&mut transaction, account).await?;
    browsers::forget_others(&mut transaction, account, None).await?;
    proposals::withdraw_of(&mut transaction, account, at).await?;
    let record = AuditRecord {
        at,
        actor: author.account(),
        issuer: Some(author.issuer),
        subject: account.to_string(),
        seen: None,
        deed: Deed::DisableAccount { reason: reason.to_owned() },
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(())
}
