//! What the audit trail is told of wrong passwords: one sum for an account and
//! an hour, and at once when they become many. Nothing of addresses that have
//! no account: whoever makes them up would fill a table that only grows.

use crate::acts::work::Work;
use crate::domain::deed::{Deed, WrongPasswordNote};
use crate::domain::ids::AccountId;
use crate::storage::StorageError;
use crate::storage::failures::{self, Sum};

/// So many within the hour are told of before it is over, once.
const MANY: i64 = 20;

/// Over which a sum is made, in seconds.
pub(super) const SUMMED_OVER: i64 = 60 * 60;

/// So many of the addresses they came from are told.
const ADDRESSES_TOLD: usize = 8;

/// One more wrong password for the account.
pub(super) async fn count(
    work: &mut Work<'_>,
    account: AccountId,
    from: Option<String>,
) -> Result<(), StorageError> {
    let now = work.at();
    let mut sum = failures::add(work, account, now).await?;
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
    failures::replace(work, &sum).await?;
    match told {
        Some(told) => tell(work, &told).await,
        None => Ok(()),
    }
}

/// Tells the sum of an account whose right password was typed.
pub(super) async fn settle(work: &mut Work<'_>, account: AccountId) -> Result<(), StorageError> {
    match failures::take(work, account).await? {
        Some(sum) => tell(work, &sum).await,
        None => Ok(()),
    }
}

/// Tells every sum whose hour is over.
pub(super) async fn settle_old(work: &mut Work<'_>) -> Result<(), StorageError> {
    let begun_by = work.at().plus_seconds(-SUMMED_OVER);
    for sum in failures::take_begun(work, begun_by).await? {
        tell(work, &sum).await?;
    }
    Ok(())
}

async fn tell(work: &mut Work<'_>, sum: &Sum) -> Result<(), StorageError> {
    let failures = sum.failures - sum.noted;
    if failures == 0 {
        return Ok(());
    }
    let (since, addresses) = (sum.since, Some(sum.addresses.clone()));
    let note = WrongPasswordNote { count: failures, since, addresses };
    work.note_of_others(sum.account, Deed::WrongPassword(note)).await
}
