//! Conclusions and counts follow from the audit trail: what older programs did
//! not keep is derived before the register opens, and whoever inspects a register
//! derives all of it once more.

use std::collections::BTreeMap;

use super::{
    CountKey, MonthCount, Received, count, derive_by, derived_by, find, forget_counts, insert, received_after,
};
use crate::domain::conclusion::{Conclusion, OnTime};
use crate::domain::ids::DossierId;
use crate::domain::timeline::{PastDeed, STEPS, steps};
use crate::storage::audit::{self, AuditLine};
use crate::storage::{ReadTransaction, Storage, StorageError};

/// Raised when the rule changes by which they are derived.
const VERSION: i64 = 1;

/// Dossiers of one transaction: others write between.
const WINDOW: i64 = 200;

impl Conclusion {
    /// What it counts for.
    pub fn counted(&self) -> MonthCount {
        MonthCount { received: 0, on_time: OnTime { decided: 1, in_time: i64::from(self.is_in_time()) } }
    }
}

/// What was done on a dossier that is a step of it, oldest first.
pub async fn past(reading: &mut ReadTransaction, dossier: DossierId) -> Result<Vec<PastDeed>, StorageError> {
    let lines = audit::of_kinds(reading, &dossier.to_string(), STEPS).await?.rows;
    let done = |line: AuditLine| PastDeed {
        at: line.at,
        by: line.actor,
        deed: line.deed,
        in_time_until: line.noted.in_time_until,
    };
    Ok(lines.into_iter().map(done).collect())
}

/// How a received dossier was handled, by the audit trail alone; none of one that
/// no office decided.
pub async fn derived(
    reading: &mut ReadTransaction,
    received: &Received,
) -> Result<Option<Conclusion>, StorageError> {
    if !received.is_decided {
        return Ok(None);
    }
    let done = past(reading, received.dossier).await?;
    Ok(Conclusion::of(&steps(done, received.check_by)))
}

/// Counts a dossier that was received, and how it was handled if it was decided.
pub fn tally(
    counts: &mut BTreeMap<CountKey, MonthCount>,
    received: &Received,
    conclusion: Option<&Conclusion>,
) {
    counts.entry(received.key()).or_default().received += 1;
    if let Some(made) = conclusion {
        counts.entry(received.decided_key(made)).or_default().on_time += made.counted().on_time;
    }
}

/// Derives what older programs did not keep. Does nothing when all is as this
/// program derives it; begun again after an end in the middle.
pub async fn catch_up(storage: &Storage) -> Result<(), StorageError> {
    let mut reading = storage.read().await?;
    let is_current = derived_by(&mut reading).await? == Some(VERSION);
    reading.end().await?;
    if is_current {
        return Ok(());
    }
    let (mut after, mut counts) = (String::new(), BTreeMap::new());
    loop {
        let mut writing = storage.begin().await?;
        let window = received_after(&mut writing, &after, WINDOW).await?.rows;
        let Some(last) = window.last() else { break };
        after = last.dossier.to_string();
        for received in window {
            let conclusion = derived(&mut writing, &received).await?;
            let is_kept = find(&mut writing, received.dossier).await?.is_some();
            if let Some(conclusion) = conclusion.as_ref().filter(|_| !is_kept) {
                insert(&mut writing, received.dossier, conclusion).await?;
            }
            tally(&mut counts, &received, conclusion.as_ref());
        }
        writing.commit().await?;
    }
    let mut writing = storage.begin().await?;
    forget_counts(&mut writing).await?;
    for (key, more) in counts {
        count(&mut writing, &key, more).await?;
    }
    derive_by(&mut writing, VERSION).await?;
    writing.commit().await
}
