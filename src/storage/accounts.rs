//! Accounts, and what staff may do.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_optional};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Role;

/// A person who signs in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address they sign in with, lower case.
    pub email: String,
    /// Their name.
    pub name: String,
    /// PHC string of the password.
    pub password_hash: String,
    /// When the account was made.
    pub created_at: Instant,
    /// Since when it may not sign in.
    pub disabled_at: Option<Instant>,
}

/// The roles of one member of staff for one issuer; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles.
    pub roles: BTreeSet<Role>,
}

/// Adds an account; [`StorageError::Conflict`] when the address is taken.
pub async fn insert(transaction: &mut Transaction, account: &Account) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "insert into accounts (id, email, name, password_hash, created_at, disabled_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (email) do nothing",
        account.id.to_string(),
        &account.email,
        &account.name,
        &account.password_hash,
        account.created_at.to_string(),
        account.disabled_at.map(|at| at.to_string()),
    )?;
    if touched == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// The account with this address.
pub async fn find_by_email(
    transaction: &mut ReadTransaction,
    email: &str,
) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> = fetch_optional!(
        transaction,
        AccountRow,
        "select id, email, name, password_hash, created_at, disabled_at
         from accounts where email = $1",
        email,
    )?;
    row.map(Account::try_from).transpose()
}

/// The account of this id.
pub async fn find(transaction: &mut ReadTransaction, id: AccountId) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> = fetch_optional!(
        transaction,
        AccountRow,
        "select id, email, name, password_hash, created_at, disabled_at
         from accounts where id = $1",
        id.to_string(),
    )?;
    row.map(Account::try_from).transpose()
}

/// Keeps an account as it is until the transaction ends: who changes it, or
/// lets someone in, waits. The account's sessions can be added meanwhile.
pub async fn hold(transaction: &mut Transaction, id: AccountId) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let _: Option<(String,)> = fetch_optional!(
            transaction,
            (String,),
            "select id from accounts where id = $1 for no key update",
            id.to_string(),
        )?;
    }
    Ok(())
}

/// Replaces the password.
pub async fn set_password(
    transaction: &mut Transaction,
    id: AccountId,
    hash: &str,
) -> Result<(), StorageError> {
    let sql = "update accounts set password_hash = $1 where id = $2";
    let touched = execute!(transaction, sql, hash, id.to_string())?;
    if touched == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}

/// Gives a role; giving it again changes nothing.
pub async fn grant(
    transaction: &mut Transaction,
    id: AccountId,
    (issuer, role): (&IssuerCode, Role),
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into staff_roles (account_id, issuer, role, granted_at)
         values ($1, $2, $3, $4)
         on conflict (account_id, issuer, role) do nothing",
        id.to_string(),
        issuer.to_string(),
        role.as_str(),
        at.to_string(),
    )?;
    Ok(())
}

/// Takes a role away; answers 0 when the person did not hold it.
pub async fn take_role(
    transaction: &mut Transaction,
    id: AccountId,
    (issuer, role): (&IssuerCode, Role),
) -> Result<u64, StorageError> {
    execute!(
        transaction,
        "delete from staff_roles where account_id = $1 and issuer = $2 and role = $3",
        id.to_string(),
        issuer.to_string(),
        role.as_str(),
    )
}

/// Whether the account has a dossier of its own.
pub async fn has_filed(transaction: &mut ReadTransaction, id: AccountId) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select id from dossiers where applicant_id = $1 limit 1",
        id.to_string(),
    )?;
    Ok(row.is_some())
}

/// Everyone with a role at the issuer, by name.
pub async fn staff_of(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<AccountRow> = fetch_all!(
        transaction,
        AccountRow,
        "select id, email, name, password_hash, created_at, disabled_at
         from accounts
         where id in (select account_id from staff_roles where issuer = $1)
         order by name, email",
        issuer.to_string(),
    )?;
    rows.into_iter().map(Account::try_from).collect()
}

/// The names of those in a role at the issuer whose accounts are open.
pub async fn in_role(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    role: Role,
) -> Result<BTreeMap<AccountId, String>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select accounts.id, accounts.name
         from accounts join staff_roles on staff_roles.account_id = accounts.id
         where staff_roles.issuer = $1 and staff_roles.role = $2 and accounts.disabled_at is null",
        issuer.to_string(),
        role.as_str(),
    )?;
    rows.into_iter().map(|(id, name)| Ok((Column("accounts", "id", &id).parse(&id)?, name))).collect()
}

/// Where a person is on the staff, ordered by issuer; empty for applicants.
pub async fn posts(transaction: &mut ReadTransaction, id: AccountId) -> Result<Vec<Post>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select issuer, role from staff_roles where account_id = $1 order by issuer, role",
        id.to_string(),
    )?;
    let mut posts: Vec<Post> = Vec::new();
    for (issuer, role) in rows {
        let corrupt = |column, reason: String| StorageError::Corrupt {
            table: "staff_roles",
            column,
            row: id.to_string(),
            reason,
        };
        let issuer: IssuerCode = issuer.parse().map_err(|_| corrupt("issuer", issuer.clone()))?;
        let role: Role = role.parse().map_err(|_| corrupt("role", role.clone()))?;
        match posts.last_mut() {
            Some(post) if post.issuer == issuer => {
                post.roles.insert(role);
            }
            _ => posts.push(Post { issuer, roles: BTreeSet::from([role]) }),
        }
    }
    Ok(posts)
}

/// Whether the issuer is in the register.
pub async fn issuer_exists(
    transaction: &mut ReadTransaction,
    code: &IssuerCode,
) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select code from issuers where code = $1",
        code.to_string(),
    )?;
    Ok(row.is_some())
}

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    id: String,
    email: String,
    name: String,
    password_hash: String,
    created_at: String,
    disabled_at: Option<String>,
}

impl TryFrom<AccountRow> for Account {
    type Error = StorageError;

    fn try_from(row: AccountRow) -> Result<Self, StorageError> {
        let corrupt = |column, reason: &str| StorageError::Corrupt {
            table: "accounts",
            column,
            row: row.id.clone(),
            reason: reason.to_owned(),
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| corrupt("id", "not an id"))?,
            created_at: row.created_at.parse().map_err(|_| corrupt("created_at", &row.created_at))?,
            disabled_at: (row.disabled_at.as_deref().map(str::parse).transpose())
                .map_err(|_| corrupt("disabled_at", "not an instant"))?,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
        })
    }
}
