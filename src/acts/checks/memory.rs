//! The public record of every paper, in memory, and how fresh it is.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::unreadable::SetAside;
use crate::clock::Clock;
use crate::credential::TrustList;
use crate::credential::status::{Place, Status, StatusSet};
use crate::credential::verdict::CouldNotCheck;
use crate::dates::{Day, Instant};
use crate::domain::issuer::IssuerCode;
use crate::storage::folded_number;
use crate::storage::published::{Changed, Head, PublicPaper, Published, Unreadable};

/// One paper among those of its certificate. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    published: Arc<Published>,
    /// The position of a card; none for the certificate itself.
    card: Option<usize>,
}

impl Found {
    /// The paper.
    pub fn paper(&self) -> &PublicPaper {
        match self.card {
            Some(position) => &self.published.cards[position],
            None => &self.published.certificate,
        }
    }

    /// The certificate, or the one the card was issued under.
    pub fn certificate(&self) -> &PublicPaper {
        &self.published.certificate
    }

    /// The certificate with all its cards.
    pub fn published(&self) -> &Published {
        &self.published
    }

    /// Whether the paper is a card.
    pub fn is_card(&self) -> bool {
        self.card.is_some()
    }

    /// How many cards of the certificate are valid on this day; one that
    /// cannot be read is not among them.
    pub fn valid_cards(&self, on: Day) -> usize {
        let certificate = &self.published.certificate.validity;
        let cards = self.published.cards.iter();
        cards.filter(|card| card.validity.verdict_under(certificate, on).is_valid()).count()
    }

    /// The verdict on a day.
    pub fn verdict(&self, on: Day) -> crate::credential::Verdict {
        let certificate = &self.published.certificate.validity;
        match self.card {
            Some(position) => self.published.cards[position].validity.verdict_under(certificate, on),
            None => certificate.verdict(on),
        }
    }
}

/// Every published paper, by its place in the status lists and by number.
#[derive(Default)]
pub(super) struct Memory {
    /// By issuer and status index: exactly one paper.
    places: HashMap<(IssuerCode, u32), Found>,
    /// By folded number.
    certificates: HashMap<Box<str>, Found>,
    /// By folded number: of a person's cards the last issued one.
    cards: HashMap<Box<str>, Found>,
    /// Papers whose rows cannot be read: of these nothing is known.
    pub(super) set_aside: SetAside,
    /// The entry up to which this is complete.
    pub(super) head: Head,
    /// Whether every paper is as it was when `head` was the last entry. Not so
    /// between two windows of a long reading, which sees the papers of the
    /// first as later entries left them.
    pub(super) settled: bool,
    /// The issuers' keys; none before the first reading.
    pub(super) trust: Option<Trusted>,
    /// When the register was last asked for its head.
    pub(super) asked: Option<Asked>,
}

/// The trust list, with a number that changes when it does.
#[derive(Clone)]
pub(super) struct Trusted {
    pub(super) list: Arc<TrustList>,
    pub(super) generation: u64,
}

/// One successful question for the register's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    /// When, by the register's clock: what an answer is true as of.
    pub(super) at: Instant,
    /// The same by a clock that nobody sets, for the age of an answer.
    pub(super) since_start: tokio::time::Instant,
    /// How often this process had committed then.
    pub(super) commits: u64,
}

impl Asked {
    /// A question asked now: taken before the database is, so that what is
    /// committed in between counts as not yet seen.
    pub(super) fn now(clock: &Clock, commits: u64) -> Self {
        Self { at: clock.now(), since_start: tokio::time::Instant::now(), commits }
    }
}

impl Memory {
    /// The paper at this place of the issuer's status lists.
    pub(super) fn at(&self, issuer: IssuerCode, status_index: u32) -> Result<Option<&Found>, CouldNotCheck> {
        self.set_aside.allow_place((issuer, status_index))?;
        Ok(self.places.get(&(issuer, status_index)))
    }

    /// The certificate of this number, forgiving of how it is written.
    pub(super) fn certificate(&self, number: &str) -> Result<Option<&Found>, CouldNotCheck> {
        let folded = folded_number(number);
        self.set_aside.allow_number(&folded)?;
        Ok(self.certificates.get(folded.as_str()))
    }

    /// The last issued card of this number, forgiving of how it is written.
    pub(super) fn card(&self, number: &str) -> Result<Option<&Found>, CouldNotCheck> {
        let folded = folded_number(number);
        self.set_aside.allow_number(&folded)?;
        Ok(self.cards.get(folded.as_str()))
    }

    /// The certificate of this number or, when there is none, the card.
    pub(super) fn number(&self, number: &str) -> Result<Option<&Found>, CouldNotCheck> {
        Ok(self.certificate(number)?.or(self.card(number)?))
    }

    /// A later paper under the same number, if there is one that can be read.
    pub(super) fn newer_than(&self, found: &Found) -> Option<&Found> {
        let newest = self.number(&found.paper().number).ok()??;
        (newest.paper().entry_seq > found.paper().entry_seq).then_some(newest)
    }

    /// The entries of one of an issuer's status lists on a day; none when the
    /// issuer has put no paper into it. The first is there from the beginning.
    ///
    /// Fails while papers are not of one moment, or one of the list cannot be
    /// read: a list has no bit for "could not check".
    pub(super) fn statuses(
        &self,
        issuer: IssuerCode,
        list: u32,
        on: Day,
    ) -> Result<Option<StatusSet>, CouldNotCheck> {
        if !self.settled {
            return Err(CouldNotCheck::StatusUnavailable);
        }
        self.set_aside.allow_list(issuer, list)?;
        let (mut statuses, mut begun) = (StatusSet::new(), list == 0);
        for ((of, status_index), found) in &self.places {
            let place = Place::of(*status_index);
            if *of == issuer && place.list == list {
                statuses.set(place.entry, Status::of(&found.verdict(on)));
                begun = true;
            }
        }
        Ok(begun.then_some(statuses))
    }

    /// Every status list that has begun, in order: an issuer's first with its
    /// first key, each next one with its first paper.
    pub(super) fn lists(&self) -> BTreeSet<(IssuerCode, u32)> {
        let keys = self.trust.iter().flat_map(|trusted| trusted.list.keys());
        let first = keys.filter_map(|key| Some((key.issuer.as_str().parse().ok()?, 0)));
        let begun = self.places.keys().map(|(issuer, index)| (*issuer, Place::of(*index).list));
        first.chain(begun).collect()
    }

    /// How many papers there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Takes in what was read of the register, unreadable rows included.
    pub(super) fn change(&mut self, changed: Changed) {
        changed.published.into_iter().for_each(|published| self.put(published));
        changed.unreadable.into_iter().for_each(|unreadable| self.put_aside(unreadable));
    }

    /// Puts a certificate with its cards in place of what was known of it.
    fn put(&mut self, published: Published) {
        self.set_aside.forget(&published.certificate.number);
        let published = Arc::new(published);
        let certificate = Found { published: Arc::clone(&published), card: None };
        let folded = folded_number(&published.certificate.number).into_boxed_str();
        if let Some(before) = self.certificates.insert(folded, certificate.clone()) {
            self.forget_places(&before.published);
        }
        self.place(certificate);
        for position in 0..published.cards.len() {
            let card = Found { published: Arc::clone(&published), card: Some(position) };
            self.place(card.clone());
            self.keep_number(card);
        }
    }

    /// Sets papers aside that cannot be read; what was known of them before
    /// counts no more. After [`Memory::put`] of what was read with them.
    fn put_aside(&mut self, unreadable: Unreadable) {
        if unreadable.papers.iter().any(|(number, _)| *number == unreadable.certificate) {
            let before = self.certificates.remove(folded_number(&unreadable.certificate).as_str());
            if let Some(before) = before {
                self.forget_places(&before.published);
            }
        }
        self.set_aside.put(unreadable);
    }

    /// Keeps the trust list; a list that differs gets a new generation.
    pub(super) fn trust(&mut self, list: TrustList) {
        let generation = match &self.trust {
            Some(known) if *known.list == list => return,
            Some(known) => known.generation + 1,
            None => 0,
        };
        self.trust = Some(Trusted { list: Arc::new(list), generation });
    }

    fn place(&mut self, found: Found) {
        let paper = found.paper();
        self.places.insert((paper.issuer, paper.status_index), found);
    }

    fn keep_number(&mut self, card: Found) {
        let folded = folded_number(&card.paper().number).into_boxed_str();
        let seq = card.paper().entry_seq;
        match self.cards.get(&folded) {
            Some(known) if known.paper().entry_seq > seq => {}
            _ => {
                self.cards.insert(folded, card);
            }
        }
    }

    fn forget_places(&mut self, published: &Published) {
        for paper in std::iter::once(&published.certificate).chain(&published.cards) {
            self.places.remove(&(paper.issuer, paper.status_index));
        }
    }
}
