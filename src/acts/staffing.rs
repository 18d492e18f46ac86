//! An administrator gives and takes roles at their own issuer.

use serde_json::json;

use super::{ActError, Registry};
use crate::domain::ids::AccountId;
use crate::domain::staff::{Officer, Role};
use crate::storage::accounts;
use crate::storage::audit::{self, AuditRecord};

/// Why a role was not given or taken.
#[derive(Debug, thiserror::Error)]
pub enum StaffingError {
    /// Nobody has an account with this address.
    #[error("nobody has an account with this address")]
    NoAccount,
    /// The account is an applicant's: who files does not judge.
    #[error("the account has filed dossiers")]
    Applicant,
    /// Administrators do not take their own office away: nobody might be left.
    #[error("an administrator does not take their own role away")]
    OwnRole,
    /// As in every act.
    #[error(transparent)]
    Act(#[from] ActError),
}

/// Gives someone with an account a role at the officer's issuer.
pub async fn grant(
    registry: &Registry,
    officer: &Officer,
    email: &str,
    role: Role,
) -> Result<(), StaffingError> {
    may_staff(officer)?;
    let at = registry.clock.now();
    let mut transaction = registry.storage.begin().await.map_err(ActError::from)?;
    let email = email.trim().to_lowercase();
    let account = accounts::find_by_email(&mut transaction, &email).await.map_err(ActError::from)?;
    let account = account.ok_or(StaffingError::NoAccount)?;
    if accounts::has_filed(&mut transaction, account.id).await.map_err(ActError::from)? {
        return Err(StaffingError::Applicant);
    }
    let granted = accounts::grant(&mut transaction, account.id, (&officer.issuer, role), at).await;
    granted.map_err(ActError::from)?;
    note(transaction, registry, officer, ("grant_role", account.id, role)).await
}

/// Takes a role at the officer's issuer from someone.
pub async fn take(
    registry: &Registry,
    officer: &Officer,
    account: AccountId,
    role: Role,
) -> Result<(), StaffingError> {
    may_staff(officer)?;
    if account == officer.account && role == Role::Administrator {
        return Err(StaffingError::OwnRole);
    }
    let mut transaction = registry.storage.begin().await.map_err(ActError::from)?;
    let taken = accounts::take_role(&mut transaction, account, (&officer.issuer, role)).await;
    if taken.map_err(ActError::from)? == 0 {
        return Err(ActError::NotFound.into());
    }
    note(transaction, registry, officer, ("take_role", account, role)).await
}

fn may_staff(officer: &Officer) -> Result<(), ActError> {
    if officer.is(Role::Administrator) { Ok(()) } else { Err(ActError::NotAllowed) }
}

async fn note(
    mut transaction: crate::storage::Transaction,
    registry: &Registry,
    officer: &Officer,
    (act, account, role): (&'static str, AccountId, Role),
) -> Result<(), StaffingError> {
    let record = AuditRecord {
        at: registry.clock.now(),
        actor: Some(officer.account),
        issuer: Some(officer.issuer.to_string()),
        act,
        subject: account.to_string(),
        details: json!({"role": role}),
    };
    audit::append(&mut transaction, &record).await.map_err(ActError::from)?;
    transaction.commit().await.map_err(ActError::from)?;
    Ok(())
}
