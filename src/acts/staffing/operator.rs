//! What only the operator does, at the command line: an issuer's first two
//! administrators, who have nobody to confirm them; and reading who there is.

use super::{Author, StaffingError, begin, rules};
use crate::acts::access::{NewAccount, email_address, prepare};
use crate::acts::scope::is_own;
use crate::acts::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{AccountKind, Role, StaffNumber, StaffingRefusal};
use crate::storage::accounts::{self, Account, Post};
use crate::storage::{StorageError, proposals};

/// How many administrators the operator makes at an issuer.
const FIRST: usize = 2;

/// One of an issuer's first administrators.
#[derive(Clone, Debug)]
pub struct NewAdministrator {
    /// Address, name, and a first password, to be changed at the first sign-in.
    pub account: NewAccount,
    /// Their staff number.
    pub number: String,
}

/// Makes one of an issuer's first two administrators.
pub async fn add_administrator(
    registry: &Registry,
    author: &Author,
    new: NewAdministrator,
) -> Result<AccountId, StaffingError> {
    let number: StaffNumber = new.number.parse().map_err(|_| StaffingRefusal::Number)?;
    let prepared = prepare(registry, &new.account).await?;
    let mut work = begin(registry, author).await?;
    let at = work.at();
    let account = prepared.account(at);
    if accounts::administrators(&mut work, author.issuer).await?.len() >= FIRST {
        return Err(StaffingRefusal::TwoAdministrators.into());
    }
    if proposals::is_invited(&mut work, &account.email, at).await? {
        return Err(StaffingRefusal::Invited.into());
    }
    rules::newcomer(&mut work, &account.email, &number).await?;
    let account =
        Account { kind: AccountKind::Staff(number.clone()), password_given_at: Some(at), ..account };
    accounts::insert(&mut work, &account).await?;
    accounts::grant(&mut work, account.id, author.issuer, Role::Administrator, at).await?;
    work.at_issuer(author.issuer);
    let roles = vec![Role::Administrator];
    work.conclude(account.id, Deed::AddAdministrator { number, roles }).await?;
    Ok(account.id)
}

/// An account of staff, as the operator lists it.
#[derive(Clone, Debug)]
pub struct StaffLine {
    /// The account.
    pub account: Account,
    /// Where it is on the staff.
    pub posts: Vec<Post>,
}

/// Everyone with a role at one issuer, or at any.
pub async fn everyone(
    registry: &Registry,
    issuer: Option<IssuerCode>,
) -> Result<Vec<StaffLine>, StorageError> {
    let mut reading = registry.storage.read().await?;
    let mut lines = Vec::new();
    for account in accounts::all_staff(&mut reading).await? {
        let posts = accounts::posts(&mut reading, account.id).await?;
        if issuer.is_none_or(|issuer| posts.iter().any(|post| is_own(post, issuer))) {
            lines.push(StaffLine { account, posts });
        }
    }
    Ok(lines)
}

/// The account of staff with this address, and the issuer whose administrators
/// keep it.
pub async fn found(registry: &Registry, email: &str) -> Result<(AccountId, IssuerCode), StaffingError> {
    let mut reading = registry.storage.read().await?;
    let email = email_address(email)?;
    let account = accounts::find_by_email(&mut reading, &email).await?.ok_or(ActError::NotFound)?;
    let posts = accounts::posts(&mut reading, account.id).await?;
    let issuer = posts.first().map(|post| post.issuer).ok_or(ActError::NotFound)?;
    Ok((account.id, issuer))
}
