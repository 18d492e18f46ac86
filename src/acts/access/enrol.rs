//! Many accounts with one password, for demonstration data and tests.

use serde_json::json;

use super::password::Password;
use super::{AccessError, email_address};
use crate::acts::Registry;
use crate::domain::door::Caller;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Role;
use crate::storage::StorageError;
use crate::storage::accounts::{self, Account};
use crate::storage::audit::{self, AuditRecord};

/// An account to make.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// For which issuer and in which roles; none for an applicant.
    pub post: Option<(IssuerCode, Vec<Role>)>,
}

/// Makes accounts that share one password, and answers them in order.
///
/// The password is hashed once, with one salt: right for people who do not
/// exist, and only for them.
pub async fn enrol(
    registry: &Registry,
    password: &str,
    people: &[Enrolment],
) -> Result<Vec<AccountId>, AccessError> {
    let place = registry.lines.place(Caller::Stranger)?;
    let password_hash = Password::chosen(password, "")?.hash(&registry.entropy, &place).await;
    let at = registry.clock.now();
    let mut transaction = registry.storage.begin().await?;
    let mut ids = Vec::new();
    for person in people {
        let account = Account {
            id: AccountId::new(registry.entropy.uuid()),
            email: email_address(&person.email)?,
            name: person.name.clone(),
            password_hash: password_hash.clone(),
            created_at: at,
            disabled_at: None,
        };
        accounts::insert(&mut transaction, &account).await.map_err(|error| match error {
            StorageError::Conflict => AccessError::Taken,
            other => other.into(),
        })?;
        let roles = person.post.as_ref().map(|(_, roles)| roles.as_slice()).unwrap_or_default();
        if let Some((issuer, roles)) = &person.post {
            for role in roles {
                accounts::grant(&mut transaction, account.id, (issuer, *role), at).await?;
            }
        }
        let record = AuditRecord {
            at,
            actor: None,
            issuer: person.post.as_ref().map(|(issuer, _)| issuer.to_string()),
            act: "enrol",
            subject: account.id.to_string(),
            details: json!({ "roles": roles }),
        };
        audit::append(&mut transaction, &record).await?;
        ids.push(account.id);
    }
    transaction.commit().await?;
    Ok(ids)
}
