//! How dossiers were handled against the audit trail, and what was counted of
//! each month against the dossiers.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::domain::conclusion::Conclusion;
use crate::storage::conclusions::{self, CountKey, MonthCount, derived, tally};
use crate::storage::{Storage, StorageError, UnreadableRow};

/// Dossiers read in one go.
const WINDOW: i64 = 500;

/// Compares every conclusion with what was done, and every count with what is
/// counted.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let (mut after, mut count) = (String::new(), 0_i64);
    let (mut kept, mut counts) = (0, BTreeMap::<CountKey, MonthCount>::new());
    loop {
        let mut reading = storage.read().await?;
        let window = conclusions::received_after(&mut reading, &after, WINDOW).await?.rows;
        let Some(last) = window.last() else { break };
        after = last.dossier.to_string();
        for received in &window {
            count += 1;
            let (subject, done) = (received.dossier.to_string(), derived(&mut reading, received).await?);
            match conclusions::find(&mut reading, received.dossier).await {
                Ok(stored) => {
                    kept += i64::from(stored.is_some());
                    compare(&subject, (stored.as_ref(), done.as_ref()), tell);
                }
                Err(error) => {
                    kept += 1;
                    UnreadableRow::of(error)?;
                    found(
                        tell,
                        (Part::Conclusions, &subject),
                        Fault::Unreadable { what: "how it was handled" },
                    );
                }
            }
            tally(&mut counts, received, done.as_ref());
        }
        reading.end().await?;
        tell(InspectionEvent::Passed(Part::Conclusions, count));
    }
    let mut reading = storage.read().await?;
    let total = conclusions::total(&mut reading).await?;
    if total != kept {
        differs("conclusions", ("how many there are", total.to_string(), kept.to_string()), tell);
    }
    let stored: BTreeMap<_, _> = conclusions::all_counts(&mut reading).await?.rows.into_iter().collect();
    reading.end().await?;
    compare_counts(&stored, &counts, tell);
    tell(InspectionEvent::Done(Part::Conclusions, count));
    Ok(())
}

fn compare(subject: &str, (stored, done): (Option<&Conclusion>, Option<&Conclusion>), tell: Listener<'_>) {
    if stored == done {
        return;
    }
    match (stored, done) {
        (Some(stored), Some(done)) => {
            let in_words = |it: &Conclusion| if it.is_in_time() { "in time" } else { "late" }.to_owned();
            let (what, stored, said) = if stored.is_in_time() == done.is_in_time() {
                ("its days", "others".to_owned(), "otherwise".to_owned())
            } else {
                ("whether it was in time", in_words(stored), in_words(done))
            };
            let fault = Fault::Differs { what, stored, said, by: Witness::AuditTrail };
            found(tell, (Part::Conclusions, subject), fault);
        }
        (Some(_), None) => {
            found(tell, (Part::Conclusions, subject), Fault::NotKnown { by: Witness::AuditTrail });
        }
        _ => found(tell, (Part::Conclusions, subject), Fault::NoRow { by: Witness::AuditTrail }),
    }
}

fn compare_counts(
    stored: &BTreeMap<CountKey, MonthCount>,
    counted: &BTreeMap<CountKey, MonthCount>,
    tell: Listener<'_>,
) {
    let keys: std::collections::BTreeSet<_> = stored.keys().chain(counted.keys()).collect();
    for key in keys {
        let of = |counts: &BTreeMap<CountKey, MonthCount>| counts.get(key).copied().unwrap_or_default();
        let (stored, counted) = (of(stored), of(counted));
        let parts = [
            ("how many were received", stored.received, counted.received),
            ("how many were decided", stored.on_time.decided, counted.on_time.decided),
            ("how many were in time", stored.on_time.in_time, counted.on_time.in_time),
        ];
        for (what, stored, counted) in parts.into_iter().filter(|(_, stored, counted)| stored != counted) {
            let subject = format!("{} {} {}", key.issuer, key.month, key.procedure);
            differs(&subject, (what, stored.to_string(), counted.to_string()), tell);
        }
    }
}

fn differs(subject: &str, (what, stored, said): (&'static str, String, String), tell: Listener<'_>) {
    found(tell, (Part::Conclusions, subject), Fault::Differs { what, stored, said, by: Witness::Rows });
}
