//! The issuers' keys against the entries that added and ended them. A key that
//! no entry added was put there by someone who can write the database, and
//! everyone who takes the trust list from us would believe it.

use std::collections::BTreeMap;

use super::{Fault, InspectionEvent, Listener, Part, Witness, found};
use crate::credential::{PublicKey, TrustList, TrustedKey};
use crate::domain::entry::{Entry, Event};
use crate::storage::inspection::{self, StoredKey};
use crate::storage::{ReadTransaction, Storage, StorageError};

/// Entries read in one go.
const WINDOW: i64 = 500;

/// The keys as the entries tell of them.
#[derive(Default)]
pub(super) struct EnteredKeys {
    /// By id: the key, and the last entry that changed it.
    keys: BTreeMap<String, (TrustedKey, i64)>,
    upto: i64,
}

impl EnteredKeys {
    /// Takes in the entries that were not there the last time.
    pub(super) async fn follow(&mut self, transaction: &mut ReadTransaction) -> Result<(), StorageError> {
        loop {
            let entries = inspection::key_entries(transaction, self.upto, WINDOW).await?;
            let Some((last, _)) = entries.last() else { return Ok(()) };
            self.upto = *last;
            // One that cannot be read has broken the chain, and is told there.
            entries.into_iter().filter_map(|(_, entry)| entry).for_each(|entry| self.enter(entry));
        }
    }

    /// The trust list that the entries make.
    pub(super) fn trust(&self) -> TrustList {
        let keys: Vec<TrustedKey> = self.keys.values().map(|(key, _)| key.clone()).collect();
        TrustList::new(keys).unwrap_or_default()
    }

    fn enter(&mut self, entry: Entry) {
        match entry.event {
            Event::KeyAdded { key_id, public_key, valid_from } => {
                let key: Option<PublicKey> = public_key.parse().ok();
                let issuer = entry.issuer.to_string().parse().ok();
                if let Some((issuer, key)) = issuer.zip(key) {
                    self.keys.insert(key_id, (TrustedKey::new(issuer, key, valid_from), entry.seq));
                }
            }
            Event::KeyRetired { key_id, retired_at } => {
                self.change(&key_id, entry.seq, |key| key.retired_at = Some(retired_at));
            }
            Event::KeyCompromised { key_id, since, .. } => {
                self.change(&key_id, entry.seq, |key| key.compromised_at = Some(since));
            }
            _ => {}
        }
    }

    fn change(&mut self, key_id: &str, seq: i64, change: impl FnOnce(&mut TrustedKey)) {
        if let Some((key, last)) = self.keys.get_mut(key_id) {
            change(key);
            *last = seq;
        }
    }
}

/// Compares every key with its entries, and every entry with its key.
pub(super) async fn inspect(storage: &Storage, tell: Listener<'_>) -> Result<(), StorageError> {
    let mut transaction = storage.read().await?;
    let mut entered = EnteredKeys::default();
    entered.follow(&mut transaction).await?;
    let mut unseen: BTreeMap<&str, i64> = BTreeMap::new();
    for (id, (_, seq)) in &entered.keys {
        unseen.insert(id, *seq);
    }
    let stored = inspection::keys(&mut transaction).await?;
    for row in &stored {
        unseen.remove(row.key_id.as_str());
        let subject = (Part::Keys, row.key_id.as_str());
        match entered.keys.get(&row.key_id) {
            None => found(tell, subject, Fault::NotKnown { by: Witness::Entries }),
            Some((key, seq)) => compare(row, key, *seq, tell),
        }
    }
    for (id, seq) in unseen {
        found(tell, (Part::Keys, id), Fault::NoRow { by: Witness::Entry(seq) });
    }
    tell(InspectionEvent::Done(Part::Keys, i64::try_from(stored.len()).unwrap_or(i64::MAX)));
    Ok(())
}

fn compare(row: &StoredKey, key: &TrustedKey, seq: i64, tell: Listener<'_>) {
    let text = |instant: Option<crate::dates::Instant>| instant.map(|at| at.to_string()).unwrap_or_default();
    let stored = |text: &Option<String>| text.clone().unwrap_or_default();
    let values = [
        ("the issuer", row.issuer.clone(), key.issuer.to_string()),
        ("the public key", data_encoding::HEXLOWER.encode(&row.public_key), key.public_key.to_string()),
        ("the first instant", row.valid_from.clone(), key.valid_from.to_string()),
        ("the planned last instant", stored(&row.signs_until), text(key.signs_until)),
        ("the last instant", stored(&row.retired_at), text(key.retired_at)),
        ("the instant of compromise", stored(&row.compromised_at), text(key.compromised_at)),
    ];
    for (what, stored, said) in values {
        if stored != said {
            let fault = Fault::Differs { what, stored, said, by: Witness::Entry(seq) };
            found(tell, (Part::Keys, &row.key_id), fault);
        }
    }
}
