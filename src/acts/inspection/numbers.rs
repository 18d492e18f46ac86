//! Series of numbers against the papers that have them, and places in the
//! status lists, of which no two papers share one. A series that was put back
//! gives a number a second time.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::storage::heads::Series;
use crate::storage::inspection;
use crate::storage::recorded;
use crate::storage::{Storage, StorageError};

/// At most so many shared places are named.
const MOST_PLACES: i64 = 1_000;

/// Compares every series that can be counted.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let mut transaction = storage.read().await?;
    let heads: BTreeMap<String, i64> = inspection::heads(&mut transaction).await?.into_iter().collect();
    let given: BTreeMap<String, i64> = inspection::given(&mut transaction).await?.into_iter().collect();
    let before: BTreeMap<String, i64> = recorded::of_years(&mut transaction).await?.into_iter().collect();
    let counted = |name: &&String| given.contains_key(*name) || Series::is_counted(name);
    let names: std::collections::BTreeSet<&String> =
        heads.keys().chain(given.keys()).filter(counted).collect();
    for name in &names {
        let head = heads.get(*name).copied().unwrap_or_default();
        let rows = given.get(*name).copied().unwrap_or_default();
        // Numbers that papers have from before there was this register are left out
        // of the series, which goes past them.
        let passed_over = before.get(*name).copied().unwrap_or_default();
        if !(rows..=rows + passed_over).contains(&head) {
            let (stored, said) = (head.to_string(), rows.to_string());
            let what = "the last number";
            found(tell, (Part::Numbers, name), Fault::Differs { what, stored, said, by: Witness::Rows });
        }
    }
    for (issuer, place) in inspection::places_used_twice(&mut transaction, MOST_PLACES).await? {
        found(tell, (Part::Numbers, &format!("place {place} in the status lists of {issuer}")), Fault::Twice);
    }
    tell(InspectionEvent::Done(Part::Numbers, i64::try_from(names.len()).unwrap_or(i64::MAX)));
    Ok(())
}
