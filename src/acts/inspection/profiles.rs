//! The issuers' profiles against the records that changed them: who is printed
//! as signing, and with which picture of a signature.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::dates::Instant;
use crate::domain::deed::{Deed, DeedKind, PartChange, ProfileNote};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::storage::inspection::{self, StoredProfile, StoredRecord};
use crate::storage::{Storage, StorageError};

/// The parts that a record changed, by name.
type Changes = BTreeMap<String, PartChange>;

/// Compares every version of every profile with the record that made it.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let mut transaction = storage.read().await?;
    let mut count = 0;
    for (issuer, version) in inspection::issuers(&mut transaction).await? {
        let profiles = inspection::profiles(&mut transaction, &issuer).await?;
        let records = inspection::records_on(&mut transaction, DeedKind::ChangeProfile, &issuer).await?;
        count += i64::try_from(profiles.len()).unwrap_or(i64::MAX);
        let newest = profiles.last().map_or(0, |profile| profile.version);
        if newest != version {
            let (stored, said) = (version.to_string(), newest.to_string());
            let what = "the version in force";
            found(tell, (Part::Profiles, &issuer), Fault::Differs { what, stored, said, by: Witness::Rows });
        }
        History { issuer: &issuer, profiles: &profiles, records: &records }.compare(tell);
    }
    tell(InspectionEvent::Done(Part::Profiles, count));
    Ok(())
}

/// An issuer's profiles and the records of their changes, the oldest first.
struct History<'a> {
    issuer: &'a str,
    profiles: &'a [StoredProfile],
    records: &'a [StoredRecord],
}

impl History<'_> {
    fn compare(&self, tell: Listener<'_>) {
        let mut before: Option<Map<String, Value>> = None;
        for stored in self.profiles {
            let subject = format!("{} version {}", self.issuer, stored.version);
            let subject = (Part::Profiles, subject.as_str());
            let Ok(parts) = serde_json::from_str::<Map<String, Value>>(&stored.profile) else {
                found(tell, subject, Fault::Unreadable { what: "the profile" });
                before = None;
                continue;
            };
            match (&before, self.record_of(stored.version)) {
                (None, None) if stored.version == 1 => {
                    compare(subject, &parts, first(self.issuer), Witness::Program, tell);
                }
                (_, None) => found(tell, subject, Fault::NotKnown { by: Witness::AuditTrail }),
                (Some(before), Some((record, changed))) => {
                    let by = Witness::Record(record.seq);
                    compare(subject, &parts, Some(changed_by(before, changed)), by, tell);
                    since(subject, stored, record, tell);
                }
                // The version before could not be read, which was told.
                (None, Some(_)) => {}
            }
            before = Some(parts);
        }
        self.missing(tell);
    }

    /// Records of versions that are not there.
    fn missing(&self, tell: Listener<'_>) {
        for record in self.records {
            let version = noted(record).map(|(version, _)| version);
            if !self.profiles.iter().any(|stored| Some(stored.version) == version) {
                let subject = (Part::Profiles, self.issuer);
                found(tell, subject, Fault::NoRow { by: Witness::Record(record.seq) });
            }
        }
    }

    /// The record that made a version, and what it changed.
    fn record_of(&self, version: i64) -> Option<(&StoredRecord, Changes)> {
        self.records.iter().find_map(|record| match noted(record)? {
            (of, changed) if of == version => Some((record, changed)),
            _ => None,
        })
    }
}

/// A profile counts from the second after its record.
fn since(subject: (Part, &str), stored: &StoredProfile, record: &StoredRecord, tell: Listener<'_>) {
    let said = record.at.parse().map(|at: Instant| at.plus_seconds(1).to_string()).unwrap_or_default();
    if stored.since != said {
        let (what, stored, by) = ("the first instant", stored.since.clone(), Witness::Record(record.seq));
        found(tell, subject, Fault::Differs { what, stored, said, by });
    }
}

/// The version a record made, and its changes by part.
fn noted(record: &StoredRecord) -> Option<(i64, Changes)> {
    match Deed::read(&record.act, &record.details).ok()?.0 {
        Deed::ChangeProfile(ProfileNote { version, changed, .. }) => Some((version, changed)),
        _ => None,
    }
}

/// The profile that a register begins with.
fn first(issuer: &str) -> Option<Map<String, Value>> {
    let code: IssuerCode = issuer.parse().ok()?;
    match serde_json::to_value(Profile::of(code)) {
        Ok(Value::Object(parts)) => Some(parts),
        _ => None,
    }
}

/// A profile after what a record says was changed.
fn changed_by(before: &Map<String, Value>, changed: Changes) -> Map<String, Value> {
    let mut after = before.clone();
    after.extend(changed.into_iter().map(|(part, change)| (part, change.after)));
    after
}

/// Names the parts that differ, without what they say: a profile is long.
fn compare(
    subject: (Part, &str),
    stored: &Map<String, Value>,
    said: Option<Map<String, Value>>,
    by: Witness,
    tell: Listener<'_>,
) {
    let Some(said) = said else { return found(tell, subject, Fault::NotKnown { by }) };
    let parts: std::collections::BTreeSet<&String> = stored.keys().chain(said.keys()).collect();
    let differing: Vec<&str> =
        parts.into_iter().filter(|part| stored.get(*part) != said.get(*part)).map(String::as_str).collect();
    if !differing.is_empty() {
        let fault = Fault::Differs {
            what: "the profile",
            stored: format!("other in {}", differing.join(", ")),
            said: "otherwise".to_owned(),
            by,
        };
        found(tell, subject, fault);
    }
}
