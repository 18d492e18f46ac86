//! What staff may do, against the records of the audit trail that gave and
//! took it. A role that no record gave was written into the database.
//!
//! Every act that gives or takes a role has its word here, and only here.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{Fault, Listener, Part, Told, Witness, found};
use crate::storage::inspection::{self, StoredRecord};
use crate::storage::{Storage, StorageError};

/// Records read in one go.
const WINDOW: i64 = 500;

/// Acts whose record names roles that an account has from then on.
const GIVING: [&str; 5] = ["add_staff", "enrol", "grant_role", "add_administrator", "accept_invitation"];

/// Acts whose record names roles that an account has no more.
const TAKING: [&str; 1] = ["take_role"];

/// Account, issuer and role.
type Held = (String, String, String);

/// The roles a record names, one or several.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    roles: Vec<String>,
}

/// Compares the roles that people have with those that were given to them.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let acts = [&GIVING[..], &TAKING[..]].concat();
    let (mut given, mut after) = (BTreeMap::new(), 0);
    loop {
        let mut transaction = storage.read().await?;
        let records = inspection::records_of(&mut transaction, &acts, (after, WINDOW)).await?;
        let is_last = i64::try_from(records.len()).unwrap_or(WINDOW) < WINDOW;
        for record in records {
            after = record.seq;
            apply(&mut given, &record, tell);
        }
        if is_last {
            // In the same transaction, so that no role changes in between.
            let held = inspection::roles(&mut transaction).await?;
            compare(given, held, tell);
            return Ok(());
        }
    }
}

fn apply(given: &mut BTreeMap<Held, i64>, record: &StoredRecord, tell: Listener<'_>) {
    let named = serde_json::from_str::<Value>(&record.details).ok().and_then(|details| {
        let named: Named = serde_json::from_value(details).ok()?;
        Some(named.role.into_iter().chain(named.roles).collect::<Vec<_>>())
    });
    let Some(roles) = named else {
        let subject = format!("record {}", record.seq);
        return found(tell, (Part::Roles, &subject), Fault::Unreadable { what: "what it says of roles" });
    };
    for role in roles {
        let held = (record.subject.clone(), record.issuer.clone().unwrap_or_default(), role);
        if GIVING.contains(&record.act.as_str()) {
            given.insert(held, record.seq);
        } else {
            given.remove(&held);
        }
    }
}

fn compare(mut given: BTreeMap<Held, i64>, held: Vec<Held>, tell: Listener<'_>) {
    let count = i64::try_from(held.len()).unwrap_or(i64::MAX);
    let said = |(account, issuer, role): &Held| format!("{role} of {issuer}, account {account}");
    for role in held {
        if given.remove(&role).is_none() {
            found(tell, (Part::Roles, &said(&role)), Fault::NotKnown { by: Witness::AuditTrail });
        }
    }
    for (role, seq) in given {
        found(tell, (Part::Roles, &said(&role)), Fault::NoRow { by: Witness::Record(seq) });
    }
    tell(Told::Done(Part::Roles, count));
}
