//! Corrections of papers against the records of the audit trail: what one person
//! proposed another confirmed.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::domain::deed::{CorrectionNote, Deed, DeedKind};
use crate::storage::inspection::{self, StoredRecord};
use crate::storage::{Storage, StorageError};

/// Records read in one go.
const WINDOW: i64 = 500;

/// The deeds that propose and confirm.
const OF_CORRECTIONS: [DeedKind; 2] = [DeedKind::ProposeCorrection, DeedKind::Corrected];

/// What the records proposed: by whom, on which certificate, and what.
type NotedProposal = (Option<String>, String, CorrectionNote);

/// Compares every correction that was confirmed with what was proposed.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let (mut proposed, mut after, mut count) = (BTreeMap::new(), 0, 0);
    loop {
        let mut reading = storage.read().await?;
        let records = inspection::records_of(&mut reading, OF_CORRECTIONS, after, WINDOW).await?;
        reading.end().await?;
        let is_last = i64::try_from(records.len()).unwrap_or(WINDOW) < WINDOW;
        for record in records {
            after = record.seq;
            count += 1;
            follow(&mut proposed, record, tell);
        }
        if is_last {
            tell(InspectionEvent::Done(Part::Corrections, count));
            return Ok(());
        }
    }
}

/// One record: what it proposes is kept, what it confirms is held against that.
fn follow(noted: &mut BTreeMap<String, NotedProposal>, record: StoredRecord, tell: Listener<'_>) {
    let (by, subject) = (Witness::Record(record.seq), record.subject);
    let place = (Part::Corrections, subject.as_str());
    let note = match Deed::read(&record.act, &record.details).map(|(deed, _)| deed) {
        Ok(Deed::ProposeCorrection(note)) => {
            noted.insert(note.proposal.to_string(), (record.actor_id, subject, note));
            return;
        }
        Ok(Deed::Corrected(note)) => note,
        _ => return found(tell, place, Fault::Unreadable { what: "what was corrected" }),
    };
    let Some((proposer, certificate, before)) = noted.get(&note.proposal.to_string()) else {
        return found(tell, place, Fault::NotKnown { by: Witness::AuditTrail });
    };
    if *proposer == record.actor_id {
        found(tell, place, Fault::OneAlone { by });
    }
    let is_same = *certificate == subject
        && (&before.paper, before.field, &before.evidence) == (&note.paper, note.field, &note.evidence)
        && note.proposed_by.map(|by| by.to_string()) == *proposer;
    if !is_same {
        let (stored, said) = ("another".to_owned(), "otherwise".to_owned());
        found(tell, place, Fault::Differs { what: "the proposal", stored, said, by });
    }
}
