//! Measures on certificates against the records of the audit trail: what one
//! person proposed another decided, or one leader ordered at once. What stands
//! before measures began to take two is as one leader decided it.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::domain::deed::{Deed, DeedKind, ProposerNote};
use crate::domain::ids::ProposalId;
use crate::domain::measure::Measure;
use crate::storage::inspection::{self, StoredRecord};
use crate::storage::{Storage, StorageError, measures};

/// Records read in one go.
const WINDOW: i64 = 500;

/// The deeds of measures.
const OF_MEASURES: [DeedKind; 4] =
    [DeedKind::ProposeMeasure, DeedKind::Suspended, DeedKind::Reinstated, DeedKind::Revoked];

/// What the records proposed: by whom, on which certificate, to do what.
struct NotedProposal {
    by: Option<String>,
    certificate: String,
    deed: DeedKind,
    seq: i64,
}

/// Compares every measure that was decided with what was proposed.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let (mut proposed, mut after, mut count) = (BTreeMap::new(), 0, 0);
    let mut since = None;
    loop {
        let mut reading = storage.read().await?;
        let mut begun_after = match since {
            Some(known) => known,
            None => measures::begun_after(&mut reading).await?,
        };
        let records = inspection::records_of(&mut reading, OF_MEASURES, after, WINDOW).await?;
        reading.end().await?;
        let is_last = i64::try_from(records.len()).unwrap_or(WINDOW) < WINDOW;
        for record in records {
            after = record.seq;
            if record.seq <= begun_after && takes_two(&record) {
                begun_later(&record, begun_after, tell);
                begun_after = record.seq - 1;
            }
            if record.seq > begun_after {
                count += 1;
                follow(&mut proposed, &record, tell);
            }
        }
        since = Some(begun_after);
        if is_last {
            tell(InspectionEvent::Done(Part::Measures, count));
            return Ok(());
        }
    }
}

/// Whether the record is of a measure as two take it.
fn takes_two(record: &StoredRecord) -> bool {
    match Deed::read(&record.act, &record.details).map(|(deed, _)| deed) {
        Ok(Deed::ProposeMeasure { .. }) => true,
        Ok(Deed::Suspended { proposed, urgency, .. }) => proposed.is_some() || urgency.is_some(),
        Ok(Deed::Reinstated { proposed, .. } | Deed::Revoked { proposed, .. }) => proposed.is_some(),
        _ => false,
    }
}

/// Measures took two before the tables say that they began to: somebody would
/// have others pass as older.
fn begun_later(record: &StoredRecord, begun_after: i64, tell: Listener<'_>) {
    let (stored, said) = (begun_after.to_string(), format!("before {}", record.seq));
    let (what, by) = ("the record after which measures take two", Witness::Record(record.seq));
    found(tell, (Part::Measures, &record.subject), Fault::Differs { what, stored, said, by });
}

/// One record: what it proposes is kept, what it decides is held against that.
fn follow(proposed: &mut BTreeMap<String, NotedProposal>, record: &StoredRecord, tell: Listener<'_>) {
    let subject = (Part::Measures, record.subject.as_str());
    let Ok((deed, _)) = Deed::read(&record.act, &record.details) else {
        return found(tell, subject, Fault::Unreadable { what: "what was decided" });
    };
    let kind = deed.kind();
    let mut propose = |id: ProposalId, deed| {
        let noted = NotedProposal {
            by: record.actor_id.clone(),
            certificate: record.subject.clone(),
            deed,
            seq: record.seq,
        };
        proposed.insert(id.to_string(), noted);
    };
    let decided = match deed {
        Deed::ProposeMeasure { proposal, measure, .. } => return propose(proposal, Measure::deed(&measure)),
        Deed::Suspended { urgency: Some(urgency), .. } => return propose(urgency.proposal, kind),
        Deed::Suspended { proposed, .. }
        | Deed::Reinstated { proposed, .. }
        | Deed::Revoked { proposed, .. } => proposed,
        _ => return,
    };
    let Some(ProposerNote { proposal, by }) = decided else {
        return found(tell, subject, Fault::OneAlone { by: Witness::Record(record.seq) });
    };
    let Some(noted) = proposed.get(&proposal.to_string()) else {
        return found(tell, subject, Fault::NotKnown { by: Witness::AuditTrail });
    };
    if noted.by == record.actor_id {
        found(tell, subject, Fault::OneAlone { by: Witness::Record(record.seq) });
    }
    let by = Some(by.to_string());
    let lifts = noted.deed == DeedKind::Suspended && kind == DeedKind::Reinstated;
    let same = noted.certificate == record.subject && noted.by == by && (noted.deed == kind || lifts);
    if !same {
        let (stored, said) = ("another".to_owned(), "otherwise".to_owned());
        let by = Witness::Record(noted.seq);
        found(tell, subject, Fault::Differs { what: "the proposal", stored, said, by });
    }
}
