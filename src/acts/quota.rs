//! Whether an account may have or do more: counted in the transaction of the
//! act that would be one more.

use super::ActError;
use crate::dates::Instant;
use crate::domain::ids::AccountId;
use crate::domain::quota::QUOTA;
use crate::storage::{ReadTransaction, audit, dossiers, evidence};

const HOUR: i64 = 3_600;

/// One more act.
pub(super) async fn act(
    transaction: &mut ReadTransaction,
    at: Instant,
    account: AccountId,
) -> Result<(), ActError> {
    let since = at.plus_seconds(-HOUR);
    QUOTA.take_act(audit::count_since(transaction, account, since).await?)?;
    Ok(())
}

/// One more draft.
pub(super) async fn draft(transaction: &mut ReadTransaction, account: AccountId) -> Result<(), ActError> {
    QUOTA.take_draft(dossiers::draft_count(transaction, account).await?)?;
    Ok(())
}

/// One more paper of so many bytes in a dossier with so many papers.
pub(super) async fn paper(
    transaction: &mut ReadTransaction,
    account: AccountId,
    papers: usize,
    bytes: u64,
) -> Result<(), ActError> {
    QUOTA.take_paper(papers, evidence::byte_count_of(transaction, account).await?, bytes)?;
    Ok(())
}
