//! How decided dossiers were handled, and what an office received and decided in
//! a month. Both are kept in the transaction of the act, so that an overview need
//! not read the audit trail.

use super::work::Work;
use crate::domain::conclusion::{Conclusion, OnTime};
use crate::domain::dossier::Dossier;
use crate::domain::month::Month;
use crate::domain::timeline::{PastDeed, steps};
use crate::storage::StorageError;
use crate::storage::conclusions::{self, CountKey, MonthCount, past};

/// Keeps how a dossier was handled that is decided by this deed.
pub(super) async fn keep(
    work: &mut Work<'_>,
    dossier: &Dossier,
    decision: PastDeed,
) -> Result<(), StorageError> {
    let mut done = past(work, dossier.id).await?;
    done.push(decision);
    let check_by = dossier.stage.receipt().map(|receipt| receipt.completeness_due);
    let Some(conclusion) = Conclusion::of(&steps(done, check_by)) else { return Ok(()) };
    conclusions::insert(work, dossier.id, &conclusion).await?;
    let key = CountKey {
        issuer: dossier.issuer,
        month: Month::of(conclusion.decided_at.day()),
        procedure: dossier.application.procedure,
        officer: conclusion.officer,
    };
    conclusions::count(work, &key, conclusion.counted()).await
}

/// Counts a dossier that is received by this act.
pub(super) async fn count_received(work: &mut Work<'_>, dossier: &Dossier) -> Result<(), StorageError> {
    let (issuer, procedure) = (dossier.issuer, dossier.application.procedure);
    let key = CountKey { issuer, month: Month::of(work.today()), procedure, officer: None };
    conclusions::count(work, &key, MonthCount { received: 1, on_time: OnTime::default() }).await
}
