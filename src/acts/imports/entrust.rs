//! Entrusting a recorded certificate to whoever holds it: there is no dossier by
//! which the register would know them. From then on they ask for papers under it,
//! and are told of what is decided about it.

use crate::acts::work::Work;
use crate::acts::{ActError, Registry, scope};
use crate::domain::deed::Deed;
use crate::domain::staff::{Officer, Role};
use crate::domain::typed;
use crate::storage::{StorageError, accounts, certificates, recorded};

/// Why a certificate was not entrusted.
#[derive(Debug, thiserror::Error)]
pub enum EntrustRefusal {
    /// No applicant signs in with this address.
    #[error("no applicant signs in with this address")]
    NoAccount,
    /// As any act.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for EntrustRefusal {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

/// Whether the officer entrusts certificates: who receives, and who decides.
pub fn may_entrust(officer: &Officer) -> bool {
    officer.is(Role::Intake) || officer.is(Role::Leader)
}

/// Entrusts a recorded certificate of the officer's office to the applicant who
/// signs in with this address. Said again, it is entrusted to another.
pub async fn entrust(
    registry: &Registry,
    officer: &Officer,
    (number, version): (&str, i64),
    address: &str,
) -> Result<(), EntrustRefusal> {
    if !may_entrust(officer) {
        return Err(ActError::NotAllowed.into());
    }
    let mut work = Work::begin(registry, officer).await?;
    certificates::hold(&mut work, number).await?;
    let certificate = scope::certificate(&mut work, officer.issuer, number).await?;
    if certificate.paper.version != version {
        return Err(StorageError::Conflict.into());
    }
    if certificate.dossier.is_some() {
        return Err(ActError::NotFound.into());
    }
    let address = typed::email_address(address).map(|address| address.to_lowercase());
    let account = match address {
        Some(address) => accounts::find_by_email(&mut work, &address).await?,
        None => None,
    };
    let account = account.filter(|account| account.kind.may_file() && account.disabled_at.is_none());
    let account = account.ok_or(EntrustRefusal::NoAccount)?;
    recorded::entrust(&mut work, &certificate, account.id).await?;
    work.saw(version);
    Ok(work.conclude(&certificate.paper.number, Deed::Entrust { account: account.id }).await?)
}
