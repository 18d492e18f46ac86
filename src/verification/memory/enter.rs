//! Taking entries in, and what was found in the rows of papers.

use std::collections::BTreeMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;

use super::{Key, Papers, TrustState, Whose};
use crate::credential::TrustList;
use crate::dates::Instant;
use crate::domain::entry::{Entry, Event};
use crate::domain::published::{Position, Proof, PublicPaper, Published};
use crate::domain::replay::Decision;
use crate::storage::entries::StoredEntry;
use crate::storage::folded_number;
use crate::storage::published::Head;

impl Papers {
    /// Goes on by one entry; answers the certificates it speaks of. One that
    /// does not follow, or that nobody can read, may have decided about any
    /// paper before it.
    pub(in crate::verification) fn follow(&mut self, written: &StoredEntry) -> Vec<Key> {
        let previous = match self.head.leaf_hash.as_slice() {
            [] => HEXLOWER.encode(&[0; 32]),
            hash => HEXLOWER.encode(hash),
        };
        let next = self.head.seq + 1;
        let fault = match &written.entry {
            Ok(entry) if written.seq != next || entry.seq != next || entry.previous != previous => {
                Some("it does not follow from the one before it".to_owned())
            }
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(fault) = fault {
            tracing::error!(entry = written.seq, fault, "the register is broken at an entry");
            self.broken_at = written.seq;
        }
        let touched = written.entry.as_ref().map_or_else(|_| Vec::new(), |entry| self.enter(entry));
        self.head = Head { seq: written.seq, leaf_hash: written.leaf_hash.clone() };
        touched
    }

    /// Takes in the next entry; answers the certificates it speaks of.
    pub(in crate::verification) fn enter(&mut self, entry: &Entry) -> Vec<Key> {
        if let Event::Issued { .. } = &entry.event {
            let Some(number) = entry.event.certificate() else { return Vec::new() };
            let renewed = Decision::of(&entry.event).and_then(|(before, decision)| {
                let before = Key::from(folded_number(before));
                self.change(&before, |published| published.renew(entry.seq, decision, number))
            });
            let issued = self.issue(entry, &Key::from(folded_number(number)));
            return renewed.into_iter().chain(issued).collect();
        }
        if let Some((certificate, decision)) = Decision::of(&entry.event) {
            let key = Key::from(folded_number(certificate));
            return self
                .change(&key, |published| published.decide(entry.seq, decision))
                .into_iter()
                .collect();
        }
        let Event::KeyCompromised { since, distrusted, .. } = &entry.event else { return Vec::new() };
        let issues =
            distrusted.iter().flat_map(|issue| issue.papers.iter().map(|number| (issue.seq, number)));
        let mut touched = Vec::new();
        for (seq, number) in issues {
            for key in self.certificates_of(number) {
                touched.extend(self.change(&key, |published| published.distrust(seq, *since)));
            }
        }
        touched
    }

    /// The certificate of this number, or those a card of it was issued under.
    fn certificates_of(&self, number: &str) -> Vec<Key> {
        let folded = Key::from(folded_number(number));
        if self.certificates.contains_key(&folded) {
            return vec![folded];
        }
        self.cards.get(&folded).map(|keys| keys.to_vec()).unwrap_or_default()
    }

    /// Nothing, for a register that has to be read from its beginning.
    pub(in crate::verification) fn begun_again(&self) -> Self {
        Self { reading: self.reading + 1, ..Self::default() }
    }

    /// A certificate, to be held against its row.
    pub(in crate::verification) fn published(&self, key: &str) -> Option<Arc<Published>> {
        self.certificates.get(key).cloned()
    }

    /// Keeps what was found in the rows of a certificate's papers, in their
    /// order.
    pub(in crate::verification) fn prove(&mut self, key: &Key, proofs: Vec<Option<Proof>>) {
        let trust = self.trust.clone();
        self.change(key, |published| {
            for (paper, proof) in published.papers_mut().zip(proofs) {
                paper.proof = proof;
            }
            if let Some(trusted) = trust {
                distrust(published, &trusted.list);
            }
        });
    }

    /// Keeps the trust list; a list that differs gets a new generation, and
    /// what a compromised key signed is not good from then on.
    pub(in crate::verification) fn trust(&mut self, list: TrustList) {
        let generation = match &self.trust {
            Some(known) if *known.list == list => return,
            Some(known) => known.generation + 1,
            None => 0,
        };
        let touched =
            self.certificates.iter().filter(|(_, published)| !compromised(published, &list).is_empty());
        let touched: Vec<Key> = touched.map(|(key, _)| Arc::clone(key)).collect();
        for key in touched {
            self.change(&key, |published| distrust(published, &list));
        }
        self.trust = Some(TrustState { list: Arc::new(list), generation });
    }

    fn change(&mut self, key: &Key, change: impl FnOnce(&mut Published)) -> Option<Key> {
        change(Arc::make_mut(self.certificates.get_mut(key)?));
        Some(Arc::clone(key))
    }

    /// Takes in what an entry issued: a first certificate with its cards, or
    /// what came later under the number of one.
    fn issue(&mut self, entry: &Entry, key: &Key) -> Option<Key> {
        if let Some(known) = self.certificates.get_mut(key) {
            let published = Arc::make_mut(known);
            let cards = published.add(entry);
            let (earlier, published) = (published.earlier.len(), Arc::clone(known));
            self.place(key, &published.certificate, Position::Certificate);
            if let Some(nth) = earlier.checked_sub(1) {
                self.place(key, &published.earlier[nth], Position::Earlier(nth));
            }
            for nth in cards {
                self.place_card(key, &published.cards[nth], nth);
            }
            return Some(Arc::clone(key));
        }
        let published = Published::issued(entry)?;
        self.place(key, &published.certificate, Position::Certificate);
        for (position, card) in published.cards.iter().enumerate() {
            self.place_card(key, card, position);
        }
        if let Some(code) = published.enterprise_code {
            let with = last(self.organisations.get(&code), key);
            self.organisations.insert(code, with);
        }
        self.certificates.insert(Arc::clone(key), Arc::new(published));
        Some(Arc::clone(key))
    }

    fn place_card(&mut self, key: &Key, card: &PublicPaper, position: usize) {
        self.place(key, card, Position::Card(position));
        let folded = Key::from(folded_number(&card.number));
        let with = last(self.cards.get(&folded), key);
        self.cards.insert(folded, with);
    }

    fn place(&mut self, key: &Key, paper: &PublicPaper, position: Position) {
        let whose = Whose { certificate: Arc::clone(key), position };
        self.places.insert((paper.issuer, paper.status_index), whose);
    }
}

/// The entries that issued these papers when others had the key that signed
/// them, and since when they had it.
fn compromised(published: &Published, trust: &TrustList) -> BTreeMap<i64, Instant> {
    let since = |paper: &PublicPaper| {
        let signed = paper.proof.as_ref()?.signed.as_ref()?;
        let key = trust.keys().iter().find(|key| key.key_id == signed.key_id)?;
        let since = key.compromised_at.filter(|since| paper.entered_at >= *since)?;
        Some((paper.entry_seq, since))
    };
    // What is signed for one paper of an entry is signed for all of them.
    published.papers().filter_map(since).collect()
}

/// Counts as not good what a compromised key signed.
fn distrust(published: &mut Published, trust: &TrustList) {
    for (entry, since) in compromised(published, trust) {
        published.distrust(entry, since);
    }
}

/// These with one more at the end, where it stands once.
fn last(known: Option<&Arc<[Key]>>, key: &Key) -> Arc<[Key]> {
    let others = known.iter().flat_map(|known| known.iter()).filter(|other| *other != key);
    others.chain([key]).cloned().collect()
}
