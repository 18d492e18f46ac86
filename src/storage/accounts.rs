//! Accounts, and what staff may do.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::{AccountKind, Role, StaffNumber};

/// A person who signs in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What it is for, and whose when it is one of staff.
    pub kind: AccountKind,
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
    /// Why it may not.
    pub disabled_reason: Option<String>,
    /// Since when its password is one that somebody else gave: nothing else is
    /// open to it until that is changed.
    pub password_given_at: Option<Instant>,
    /// When it last signed in.
    pub last_sign_in_at: Option<Instant>,
}

/// The roles of one member of staff for one issuer; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles.
    pub roles: BTreeSet<Role>,
}

/// Adds an account; [`StorageError::Conflict`] when the address is taken, or
/// the person has an account that works.
pub async fn insert(transaction: &mut Transaction, account: &Account) -> Result<(), StorageError> {
    let touched = execute!(
        transaction,
        "insert into accounts
             (id, kind, staff_number, email, name, password_hash, created_at, password_given_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict do nothing",
        account.id.to_string(),
        account.kind.as_str(),
        account.kind.staff_number().map(StaffNumber::as_str),
        &account.email,
        &account.name,
        &account.password_hash,
        account.created_at.to_string(),
        account.password_given_at.map(|at| at.to_string()),
    )?;
    touched_one(touched)
}

/// The account with this address.
pub async fn find_by_email(
    transaction: &mut ReadTransaction,
    email: &str,
) -> Result<Option<Account>, StorageError> {
    let row: Option<AccountRow> = fetch_optional!(
        transaction,
        AccountRow,
        "select id, kind, staff_number, email, name, password_hash, created_at, disabled_at,
             disabled_reason, password_given_at, last_sign_in_at
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
        "select id, kind, staff_number, email, name, password_hash, created_at, disabled_at,
             disabled_reason, password_given_at, last_sign_in_at
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

/// Whether this person has an account that works.
pub async fn works(transaction: &mut ReadTransaction, number: &StaffNumber) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select id from accounts where staff_number = $1 and disabled_at is null",
        number.as_str(),
    )?;
    Ok(row.is_some())
}

/// Replaces the password by one that its owner chose.
pub async fn set_password(
    transaction: &mut Transaction,
    id: AccountId,
    hash: &str,
) -> Result<(), StorageError> {
    let sql = "update accounts set password_hash = $1, password_given_at = null where id = $2";
    touched_one(execute!(transaction, sql, hash, id.to_string())?)
}

/// Notes that someone signed in.
pub async fn signed_in(
    transaction: &mut Transaction,
    id: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "update accounts set last_sign_in_at = $1 where id = $2";
    touched_one(execute!(transaction, sql, at.to_string(), id.to_string())?)
}

/// Disables an account that works.
pub async fn disable(
    transaction: &mut Transaction,
    id: AccountId,
    at: Instant,
    reason: &str,
) -> Result<(), StorageError> {
    let sql = "update accounts set disabled_at = $1, disabled_reason = $2
               where id = $3 and disabled_at is null";
    touched_one(execute!(transaction, sql, at.to_string(), reason, id.to_string())?)
}

/// Lets a disabled account work again.
pub async fn enable(transaction: &mut Transaction, id: AccountId) -> Result<(), StorageError> {
    let sql = "update accounts set disabled_at = null, disabled_reason = null
               where id = $1 and disabled_at is not null";
    touched_one(execute!(transaction, sql, id.to_string())?)
}

/// Gives a role; giving it again changes nothing.
pub async fn grant(
    transaction: &mut Transaction,
    id: AccountId,
    issuer: IssuerCode,
    role: Role,
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
    issuer: IssuerCode,
    role: Role,
) -> Result<u64, StorageError> {
    execute!(
        transaction,
        "delete from staff_roles where account_id = $1 and issuer = $2 and role = $3",
        id.to_string(),
        issuer.to_string(),
        role.as_str(),
    )
}

/// Everyone with a role at the issuer, by name.
pub async fn staff_of(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Readable<Account>, StorageError> {
    let rows: Vec<AccountRow> = fetch_all!(
        transaction,
        AccountRow,
        "select id, kind, staff_number, email, name, password_hash, created_at, disabled_at,
             disabled_reason, password_given_at, last_sign_in_at
         from accounts
         where id in (select account_id from staff_roles where issuer = $1)
         order by name, email",
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(Account::try_from))
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
    let named = rows.into_iter().map(|(id, name)| Ok((Column("accounts", "id", &id).parse(&id)?, name)));
    Ok(readable(named)?.into_iter().collect())
}

/// Every account of staff, by name.
pub async fn all_staff(transaction: &mut ReadTransaction) -> Result<Vec<Account>, StorageError> {
    let rows: Vec<AccountRow> = fetch_all!(
        transaction,
        AccountRow,
        "select id, kind, staff_number, email, name, password_hash, created_at, disabled_at,
             disabled_reason, password_given_at, last_sign_in_at
         from accounts where kind = 'staff'
         order by name, email",
    )?;
    rows.into_iter().map(Account::try_from).collect()
}

/// The persons who are administrators of the issuer now, with an account that
/// works.
pub async fn administrators(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<BTreeSet<StaffNumber>, StorageError> {
    // One too few would let the operator name a first one again.
    let everyone = staff_of(transaction, issuer).await?.whole()?;
    let mut administrators = BTreeSet::new();
    for account in everyone.into_iter().filter(|account| account.disabled_at.is_none()) {
        let posts = posts(transaction, account.id).await?;
        let keeps =
            posts.iter().any(|post| post.issuer == issuer && post.roles.contains(&Role::Administrator));
        administrators.extend(account.kind.staff_number().filter(|_| keeps).cloned());
    }
    Ok(administrators)
}

/// Where a person is on the staff, ordered by issuer; empty for applicants.
pub async fn posts(transaction: &mut ReadTransaction, id: AccountId) -> Result<Vec<Post>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        transaction,
        (String, String),
        "select issuer, role from staff_roles where account_id = $1 order by issuer, role",
        id.to_string(),
    )?;
    let read = rows.into_iter().map(|(issuer, role)| {
        let key = format!("{id} {issuer} {role}");
        let column = |name| Column("staff_roles", name, &key);
        Ok((column("issuer").parse::<IssuerCode>(&issuer)?, column("role").parse::<Role>(&role)?))
    });
    let mut posts: Vec<Post> = Vec::new();
    // A role that cannot be read is one that nobody holds.
    for (issuer, role) in readable(read)? {
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

pub(super) struct AccountRow {
    id: String,
    kind: String,
    staff_number: Option<String>,
    email: String,
    name: String,
    password_hash: String,
    created_at: String,
    disabled_at: Option<String>,
    disabled_reason: Option<String>,
    password_given_at: Option<String>,
    last_sign_in_at: Option<String>,
}

row!(
    AccountRow:
    id, kind, staff_number, email, name, password_hash, created_at, disabled_at, disabled_reason,
    password_given_at, last_sign_in_at
);

impl TryFrom<AccountRow> for Account {
    type Error = StorageError;

    fn try_from(row: AccountRow) -> Result<Self, StorageError> {
        let column = |name| Column("accounts", name, &row.id);
        let number: Option<StaffNumber> = column("staff_number").parse_some(row.staff_number.as_deref())?;
        let kind = match (row.kind.as_str(), number) {
            ("applicant", None) => AccountKind::Applicant,
            ("staff", Some(number)) => AccountKind::Staff(number),
            (kind, _) => return Err(column("kind").corrupt(kind)),
        };
        Ok(Self {
            id: column("id").parse(&row.id)?,
            kind,
            created_at: column("created_at").parse(&row.created_at)?,
            disabled_at: column("disabled_at").parse_some(row.disabled_at.as_deref())?,
            password_given_at: column("password_given_at").parse_some(row.password_given_at.as_deref())?,
            last_sign_in_at: column("last_sign_in_at").parse_some(row.last_sign_in_at.as_deref())?,
            disabled_reason: row.disabled_reason,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
        })
    }
}
