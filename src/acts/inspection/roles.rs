//! What staff may do, against the records of the audit trail that gave and
//! took it. A role that no record gave was written into the database.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::staff::Role;
use crate::storage::inspection::{self, StoredRecord};
use crate::storage::{Storage, StorageError};

/// Records read in one go.
const WINDOW: i64 = 500;

/// Deeds by which an account has roles from then on, or has them no more.
const CHANGING: [DeedKind; 6] = [
    DeedKind::AddStaff,
    DeedKind::Enrol,
    DeedKind::AddAdministrator,
    DeedKind::AcceptInvitation,
    DeedKind::GrantRole,
    DeedKind::TakeRole,
];

/// Account, issuer and role.
type RoleKey = (String, String, String);

/// What a record did to the roles of an account.
enum Change {
    Given(Vec<Role>),
    Taken(Vec<Role>),
}

impl Change {
    /// None when the record is not of such a deed, or cannot be read.
    fn of(record: &StoredRecord) -> Option<Self> {
        match Deed::read(&record.act, &record.details).ok()?.0 {
            Deed::Enrol { roles } | Deed::AddAdministrator { roles, .. } => Some(Self::Given(roles)),
            Deed::AcceptInvitation(opened) => Some(Self::Given(opened.roles)),
            Deed::AddStaff(changed) | Deed::GrantRole(changed) => Some(Self::Given(changed.roles().to_vec())),
            Deed::TakeRole(changed) => Some(Self::Taken(changed.roles().to_vec())),
            _ => None,
        }
    }
}

/// Compares the roles that people have with those that were given to them.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let (mut given, mut after) = (BTreeMap::new(), 0);
    loop {
        let mut transaction = storage.read().await?;
        let records = inspection::records_of(&mut transaction, CHANGING, after, WINDOW).await?;
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

fn apply(given: &mut BTreeMap<RoleKey, i64>, record: &StoredRecord, tell: Listener<'_>) {
    let held = |role: Role| {
        (record.subject.clone(), record.issuer.clone().unwrap_or_default(), role.as_str().to_owned())
    };
    match Change::of(record) {
        Some(Change::Given(roles)) => given.extend(roles.into_iter().map(|role| (held(role), record.seq))),
        Some(Change::Taken(roles)) => roles.into_iter().for_each(|role| {
            given.remove(&held(role));
        }),
        None => {
            let subject = format!("record {}", record.seq);
            found(tell, (Part::Roles, &subject), Fault::Unreadable { what: "what it says of roles" });
        }
    }
}

fn compare(mut given: BTreeMap<RoleKey, i64>, held: Vec<RoleKey>, tell: Listener<'_>) {
    let count = i64::try_from(held.len()).unwrap_or(i64::MAX);
    let said = |(account, issuer, role): &RoleKey| format!("{role} of {issuer}, account {account}");
    for role in held {
        if given.remove(&role).is_none() {
            found(tell, (Part::Roles, &said(&role)), Fault::NotKnown { by: Witness::AuditTrail });
        }
    }
    for (role, seq) in given {
        found(tell, (Part::Roles, &said(&role)), Fault::NoRow { by: Witness::Record(seq) });
    }
    tell(InspectionEvent::Done(Part::Roles, count));
}
