//! What the audit trail is told of wrong passwords: one sum for an account and
//! an hour, and at once when they become many. Nothing of addresses that have
//! no account: whoever makes them up would fill a table that only grows.

use crate::dates::Instant;
use crate::domain::deed::Deed;
use crate::domain::ids::AccountId;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::failures::{self, Sum};
use crate::storage::{StorageError, Transaction};

/// So many within the hour are told of before it is over, once.
const MANY: i64 = 20;

/// Over which a sum is made, in seconds.
pub(super) const SUMMED_OVER: i64 = 60 * 60;

/// So many of the addresses they came from are told.
const ADDRESSES_TOLD: usize = 8;

/// One more wrong password for the account.
pub(super) async fn count(
    transaction: &mut Transaction,
    account: AccountId,
    from: Option<String>,
    now: Instant,
) -> Result<(), StorageError> {
    let mut sum = failures::add(transaction, account, now).await?;
    let mut told = None;
    if sum.since.plus_seconds(SUMMED_OVER) <= now {
        // This one is the first of another hour.
        told = Some(Sum { failures: sum.failures - 1, ..sum.clone() });
        sum = Sum { since: now, failures: 1, noted: 0, addresses: Vec::new(), ..sum };
    }
    let from = from.filter(|from| sum.addresses.len() < ADDRESSES_TOLD && !sum.addresses.contains(from));
    sum.addresses.extend(from);
    if sum.failures == MANY {
        told = Some(sum.clone());
        sum.noted = sum.failures;
    }
    failures::replace(transaction, &sum).await?;
    match told {
        Some(told) => tell(transaction, &told, now).await,
        None => Ok(()),
    }
}

/// Tells the sum of an account whose right password was typed.
pub(super) async fn settle(
    transaction: &mut Transaction,
    account: AccountId,
    now: Instant,
) -> Result<(), StorageError> {
    match failures::take(transaction, account).await? {
        Some(sum) => tell(transaction, &sum, now).await,
        None => Ok(()),
    }
}

/// Tells every sum whose hour is over.
pub(super) async fn settle_old(transaction: &mut Transaction, now: Instant) -> Result<(), StorageError> {
    for sum in failures::take_begun(transaction, now.plus_seconds(-SUMMED_OVER)).await? {
        tell(transaction, &sum, now).await?;
    }
    Ok(())
}

async fn tell(transaction: &mut Transaction, sum: &Sum, now: Instant) -> Result<(), StorageError> {
    let failures = sum.failures - sum.noted;
    if failures == 0 {
        return Ok(());
    }
    let record = AuditRecord {
        at: now,
        actor: None,
        issuer: None,
        subject: sum.account.to_string(),
        seen: None,
        deed: Deed::WrongPassword {
            count: failures,
            since: sum.since,
            addresses: Some(sum.addresses.clone()),
        },
    };
    audit::append_of_others(transaction, &record).await
}
