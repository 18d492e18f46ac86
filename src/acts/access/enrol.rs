//! Many accounts with one password, for demonstration data and tests.

use super::password::{Owner, Password};
use super::{AccessError, email_address};
use crate::acts::Registry;
use crate::acts::work::{Actor, Work};
use crate::domain::deed::Deed;
use crate::domain::door::Caller;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{AccountKind, Role, StaffNumber};
use crate::storage::StorageError;
use crate::storage::accounts::{self, Account};

/// An account to make.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Who they are on the staff; none for an applicant.
    pub staff: Option<Seat>,
}

/// A place on the staff.
#[derive(Clone, Debug)]
pub struct Seat {
    /// Which person.
    pub number: StaffNumber,
    /// For which issuers and in which roles.
    pub posts: Vec<(IssuerCode, Vec<Role>)>,
}

impl Enrolment {
    /// Someone who files.
    pub fn applicant(email: impl Into<String>, name: impl Into<String>) -> Self {
        Self { email: email.into(), name: name.into(), staff: None }
    }
}

/// Makes accounts that share one password, and answers them in order. Nobody
/// confirms them: that is right for people who do not exist, and so is the one
/// hash with one salt.
pub async fn enrol(
    registry: &Registry,
    password: &str,
    people: &[Enrolment],
) -> Result<Vec<AccountId>, AccessError> {
    let place = registry.lines.place(Caller::Stranger)?;
    let password_hash = Password::chosen(password, Owner::default())?.hash(&registry.entropy, &place).await;
    let mut work = Work::begin(registry, Actor::Program).await?;
    let at = work.at();
    let mut ids = Vec::new();
    for person in people {
        let seat = person.staff.as_ref();
        let account = Account {
            id: AccountId::new(registry.entropy.uuid()),
            kind: seat.map_or(AccountKind::Applicant, |seat| AccountKind::Staff(seat.number.clone())),
            email: email_address(&person.email)?,
            name: person.name.clone(),
            password_hash: password_hash.clone(),
            created_at: at,
            disabled_at: None,
            disabled_reason: None,
            password_given_at: None,
            last_sign_in_at: None,
        };
        accounts::insert(&mut work, &account).await.map_err(|error| match error {
            StorageError::Conflict => AccessError::Taken,
            other => other.into(),
        })?;
        let posts = seat.map(|seat| seat.posts.as_slice()).unwrap_or_default();
        for (issuer, roles) in posts {
            for role in roles {
                accounts::grant(&mut work, account.id, *issuer, *role, at).await?;
            }
        }
        work.at_issuer(posts.first().map(|(issuer, _)| *issuer));
        let roles = posts.iter().flat_map(|(_, roles)| roles).copied().collect();
        work.note(account.id, Deed::Enrol { roles }).await?;
        ids.push(account.id);
    }
    work.commit().await?;
    Ok(ids)
}
