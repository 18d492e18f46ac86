//! The regimes against what the program begins with and the records that
//! amended them: by them every dossier is judged and every deadline counted.

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::acts::regimes::fingerprint;
use crate::domain::deed::{Deed, DeedKind, RegimeNote};
use crate::domain::regime::{Regime, built_in};
use crate::storage::inspection::{self, StoredRecord};
use crate::storage::regimes::{self, StoredRegime};
use crate::storage::{Storage, StorageError};

/// Compares every regime with what made it.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let mut reading = storage.read().await?;
    let stored = regimes::stored(&mut reading).await?;
    for built_in in built_in() {
        let family = built_in.family();
        let records = inspection::records_on(&mut reading, DeedKind::EnterRegime, family).await?;
        let proposals = inspection::records_on(&mut reading, DeedKind::ProposeRegime, family).await?;
        let rows: Vec<&StoredRegime> = stored.iter().filter(|row| row.family == family).collect();
        first(&rows, built_in, tell);
        amended(&rows, &records, tell);
        agreed(&proposals, &records, tell);
    }
    for row in stored.iter().filter(|row| built_in().iter().all(|regime| regime.family() != row.family)) {
        found(tell, (Part::Regimes, &row.id), Fault::NotKnown { by: Witness::Program });
    }
    tell(InspectionEvent::Done(Part::Regimes, i64::try_from(stored.len()).unwrap_or(i64::MAX)));
    Ok(())
}

/// The first version is the one built in.
fn first(rows: &[&StoredRegime], built_in: &Regime, tell: Listener<'_>) {
    let subject = (Part::Regimes, built_in.family());
    let Some(row) = rows.iter().find(|row| row.version == 1) else {
        return found(tell, subject, Fault::NoRow { by: Witness::Program });
    };
    match serde_json::from_str::<Regime>(&row.regime) {
        Ok(regime) if regime == *built_in => {}
        Ok(_) => {
            let (stored, said) = ("another".to_owned(), "otherwise".to_owned());
            let fault = Fault::Differs { what: "the regime", stored, said, by: Witness::Program };
            found(tell, subject, fault);
        }
        Err(_) => found(tell, subject, Fault::Unreadable { what: "the regime" }),
    }
}

/// Every later version was entered by two administrators, as it stands.
fn amended(rows: &[&StoredRegime], records: &[StoredRecord], tell: Listener<'_>) {
    let noted: Vec<(i64, RegimeNote)> = records.iter().filter_map(noted).collect();
    for row in rows.iter().filter(|row| row.version > 1) {
        let subject = (Part::Regimes, row.id.as_str());
        let Some((seq, note)) = noted.iter().find(|(_, note)| note.regime == row.id) else {
            found(tell, subject, Fault::NotKnown { by: Witness::AuditTrail });
            continue;
        };
        let by = Witness::Record(*seq);
        if fingerprint(&row.regime) != note.sha256 {
            found(tell, subject, Fault::OtherHash { what: "the regime", by });
        }
        let said = note.valid_from.to_string();
        if row.valid_from != said {
            let stored = row.valid_from.clone();
            found(tell, subject, Fault::Differs { what: "the first day", stored, said, by });
        }
    }
    for (seq, note) in noted.iter().filter(|(_, note)| rows.iter().all(|row| row.id != note.regime)) {
        found(tell, (Part::Regimes, &note.regime), Fault::NoRow { by: Witness::Record(*seq) });
    }
}

/// What the second administrator entered is what the first one proposed.
fn agreed(proposals: &[StoredRecord], records: &[StoredRecord], tell: Listener<'_>) {
    let proposed: Vec<(i64, RegimeNote)> = proposals.iter().filter_map(noted).collect();
    for (_, entered) in records.iter().filter_map(noted) {
        let subject = (Part::Regimes, entered.regime.as_str());
        match proposed.iter().find(|(_, note)| note.proposal == entered.proposal) {
            None => found(tell, subject, Fault::NotKnown { by: Witness::AuditTrail }),
            Some((_, note)) if note.sha256 == entered.sha256 => {}
            Some((seq, _)) => {
                found(tell, subject, Fault::OtherHash { what: "the regime", by: Witness::Record(*seq) });
            }
        }
    }
}

fn noted(record: &StoredRecord) -> Option<(i64, RegimeNote)> {
    match Deed::read(&record.act, &record.details).ok()?.0 {
        Deed::EnterRegime(note) | Deed::ProposeRegime(note) => Some((record.seq, note)),
        _ => None,
    }
}
