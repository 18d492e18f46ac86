//! Members of staff, made by an operator at the command line.

use serde_json::json;

use super::{AccessError, email_address, prepare};
use crate::acts::Registry;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Role;
use crate::storage::accounts;
use crate::storage::audit::{self, AuditRecord};

/// A member of staff to add.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles.
    pub roles: Vec<Role>,
    /// The first password; not used when the address has an account.
    pub password: String,
}

/// What adding a member of staff did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staffing {
    /// A new account with these roles.
    Added(AccountId),
    /// The address had an account; it has these roles as well now, its
    /// password is as it was.
    Granted(AccountId),
}

/// Adds a member of staff, or roles to an account there is.
pub async fn add_staff(registry: &Registry, new: NewStaff) -> Result<Staffing, AccessError> {
    let email = email_address(&new.email)?;
    let account = prepare(registry, &email, &new.name, &new.password).await?;
    let now = registry.clock.now();
    let mut transaction = registry.storage.begin().await?;
    if !accounts::issuer_exists(&mut transaction, &new.issuer).await? {
        return Err(AccessError::NoIssuer);
    }
    let staffing = if let Some(known) = accounts::find_by_email(&mut transaction, &email).await? {
        Staffing::Granted(known.id)
    } else {
        accounts::insert(&mut transaction, &account).await?;
        Staffing::Added(account.id)
    };
    let (Staffing::Added(id) | Staffing::Granted(id)) = staffing;
    for role in &new.roles {
        accounts::grant(&mut transaction, id, (&new.issuer, *role), now).await?;
    }
    let record = AuditRecord {
        at: now,
        actor: None,
        issuer: Some(new.issuer.to_string()),
        act: "add_staff",
        subject: id.to_string(),
        details: json!({ "roles": new.roles }),
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(staffing)
}
