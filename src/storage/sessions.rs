//! Signed-in browsers. The table holds hashes of tokens only.

use super::accounts::{Account, AccountRow};
use super::database::{execute, fetch_optional};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A signed-in browser.
#[derive(Clone, Copy, Debug)]
pub struct Session {
    /// SHA-256 of its token.
    pub token_hash: TokenHash,
    /// Whose it is.
    pub account: AccountId,
    /// When they signed in.
    pub created_at: Instant,
    /// When it was last used, to within a minute.
    pub seen_at: Instant,
    /// When it ends whatever happens.
    pub expires_at: Instant,
}

/// Adds a session.
pub async fn insert(transaction: &mut Transaction, session: &Session) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into sessions (token_hash, account_id, created_at, seen_at, expires_at)
         values ($1, $2, $3, $4, $5)",
        session.token_hash.as_slice(),
        session.account.to_string(),
        session.created_at.to_string(),
        session.seen_at.to_string(),
        session.expires_at.to_string(),
    )?;
    Ok(())
}

/// The session of this token and its account.
pub async fn find(
    transaction: &mut ReadTransaction,
    token_hash: &TokenHash,
) -> Result<Option<(Session, Account)>, StorageError> {
    let row: Option<SessionRow> = fetch_optional!(
        transaction,
        SessionRow,
        "select a.id, a.kind, a.staff_number, a.email, a.name, a.password_hash, a.created_at,
             a.disabled_at, a.disabled_reason, a.password_given_at, a.last_sign_in_at,
             s.created_at as session_created_at, s.seen_at, s.expires_at
         from sessions s
         join accounts a on a.id = s.account_id
         where s.token_hash = $1",
        token_hash.as_slice(),
    )?;
    let Some(row) = row else { return Ok(None) };
    let account = Account::try_from(row.account)?;
    let instant = |column, text: &str| {
        text.parse().map_err(|_| StorageError::Corrupt {
            table: "sessions",
            column,
            row: account.id.to_string(),
            reason: text.to_owned(),
        })
    };
    let session = Session {
        token_hash: *token_hash,
        account: account.id,
        created_at: instant("created_at", &row.session_created_at)?,
        seen_at: instant("seen_at", &row.seen_at)?,
        expires_at: instant("expires_at", &row.expires_at)?,
    };
    Ok(Some((session, account)))
}

/// Notes that a session is in use.
pub async fn touch(
    transaction: &mut Transaction,
    token_hash: &TokenHash,
    at: Instant,
) -> Result<(), StorageError> {
    let sql = "update sessions set seen_at = $1 where token_hash = $2";
    execute!(transaction, sql, at.to_string(), token_hash.as_slice())?;
    Ok(())
}

/// Ends a session; answers whether there was one.
pub async fn delete(transaction: &mut Transaction, token_hash: &TokenHash) -> Result<bool, StorageError> {
    let sql = "delete from sessions where token_hash = $1";
    Ok(execute!(transaction, sql, token_hash.as_slice())? == 1)
}

/// Ends every other session of the account.
pub async fn delete_others(
    transaction: &mut Transaction,
    account: AccountId,
    keep: &TokenHash,
) -> Result<u64, StorageError> {
    let sql = "delete from sessions where account_id = $1 and token_hash <> $2";
    execute!(transaction, sql, account.to_string(), keep.as_slice())
}

/// Ends every session of the account: what it may do has changed, or who holds
/// its password.
pub async fn delete_all(transaction: &mut Transaction, account: AccountId) -> Result<(), StorageError> {
    execute!(transaction, "delete from sessions where account_id = $1", account.to_string())?;
    Ok(())
}

/// Takes away every session that ended by `now`, or was not used since `idle`.
pub async fn sweep(transaction: &mut Transaction, now: Instant, idle: Instant) -> Result<(), StorageError> {
    let sql = "delete from sessions where expires_at <= $1 or seen_at <= $2";
    execute!(transaction, sql, now.to_string(), idle.to_string())?;
    Ok(())
}

struct SessionRow {
    account: AccountRow,
    session_created_at: String,
    seen_at: String,
    expires_at: String,
}

row!(SessionRow: session_created_at, seen_at, expires_at; account);
