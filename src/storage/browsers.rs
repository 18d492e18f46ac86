//! Browsers that an account was signed in with before. The table holds hashes
//! of tokens only.

use super::database::{execute, fetch_optional};
use super::sessions::TokenHash;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;

/// Whether the account was signed in with this browser before.
pub async fn is_known(
    transaction: &mut ReadTransaction,
    token_hash: &TokenHash,
    account: AccountId,
) -> Result<bool, StorageError> {
    let row: Option<(String,)> = fetch_optional!(
        transaction,
        (String,),
        "select account_id from known_browsers where token_hash = $1 and account_id = $2",
        token_hash.as_slice(),
        account.to_string(),
    )?;
    Ok(row.is_some())
}

/// Gives a browser another token, for every account it is known to.
pub async fn rename(
    transaction: &mut Transaction,
    before: &TokenHash,
    after: &TokenHash,
) -> Result<(), StorageError> {
    let sql = "update known_browsers set token_hash = $1 where token_hash = $2";
    execute!(transaction, sql, after.as_slice(), before.as_slice())?;
    Ok(())
}

/// Notes that the account is signed in with this browser.
pub async fn keep(
    transaction: &mut Transaction,
    token_hash: &TokenHash,
    account: AccountId,
    at: Instant,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into known_browsers (token_hash, account_id, since, used_at) values ($1, $2, $3, $3)
         on conflict (token_hash, account_id) do update set used_at = excluded.used_at",
        token_hash.as_slice(),
        account.to_string(),
        at.to_string(),
    )?;
    Ok(())
}

/// Forgets every browser of the account but this one.
pub async fn forget_others(
    transaction: &mut Transaction,
    account: AccountId,
    keep: Option<&TokenHash>,
) -> Result<(), StorageError> {
    let sql = "delete from known_browsers where account_id = $1 and token_hash <> $2";
    execute!(transaction, sql, account.to_string(), keep.map_or(&[][..], |hash| hash.as_slice()))?;
    Ok(())
}

/// Forgets browsers not used since `before`.
pub async fn forget_unused(transaction: &mut Transaction, before: Instant) -> Result<(), StorageError> {
    execute!(transaction, "delete from known_browsers where used_at <= $1", before.to_string())?;
    Ok(())
}
