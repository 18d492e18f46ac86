//! The public record of every paper at one moment.
//!
//! A [`Papers`] never changes once it is published: whoever asks takes it and
//! keeps it for as long as an answer takes, and nobody waits for anybody. Its
//! maps share what has not changed, so that the next moment costs what the
//! entries between are about, however many papers there are.

mod enter;
mod known_paper;

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::{HashMap, OrdMap};

use crate::clock::Clock;
use crate::credential::TrustList;
use crate::credential::status::{LIST_LENGTH, Place, Status, StatusSet};
use crate::credential::verdict::CouldNotCheck;
use crate::dates::{Day, Instant};
use crate::domain::enterprise_code::EnterpriseCode;
use crate::domain::issuer::IssuerCode;
use crate::domain::numbering::person_of;
use crate::domain::published::{Position, PublicPaper, Published};
use crate::storage::folded_number;
use crate::storage::published::Head;

pub use known_paper::KnownPaper;

/// A certificate's folded number.
pub(super) type Key = Arc<str>;

/// Every published paper, and how fresh the picture is.
#[derive(Clone, Default)]
pub(super) struct Papers {
    /// By folded number: the only place where anything is said of a paper.
    certificates: HashMap<Key, Arc<Published>>,
    /// Whose each place in the status lists is.
    places: OrdMap<(IssuerCode, u32), Whose>,
    /// The certificates that cards of a folded number were issued with, in the
    /// order of issue: a person keeps one number for life.
    cards: HashMap<Key, Arc<[Key]>>,
    /// The certificates of an organisation, in the order of issue.
    organisations: HashMap<EnterpriseCode, Arc<[Key]>>,
    /// The entry up to which this is complete.
    pub(super) head: Head,
    /// The last entry that does not follow from the one before it, or cannot be
    /// read; 0 when there is none. It may have decided about any paper that was
    /// issued up to it, so that nothing is said of those.
    pub(super) broken_at: i64,
    /// Whether no paper is set aside.
    pub(super) is_whole: bool,
    /// The issuers' keys; none before the first reading.
    pub(super) trust: Option<TrustState>,
    /// When the register was last asked for its head.
    pub(super) asked: Option<HeadReading>,
    /// Counts how often the register turned out to be another one and was read
    /// from the beginning: what was made of it before then is of no use.
    pub(super) reading: u64,
}

#[derive(Clone)]
struct Whose {
    certificate: Key,
    position: Position,
}

/// The trust list, with a number that changes when it does.
#[derive(Clone)]
pub(super) struct TrustState {
    pub(super) list: Arc<TrustList>,
    pub(super) generation: u64,
}

/// One successful question for the register's head.
#[derive(Clone, Copy, Debug)]
pub(super) struct HeadReading {
    /// When, by the register's clock: what an answer is true as of.
    pub(super) at: Instant,
    /// The same by a clock that nobody sets, for the age of an answer.
    pub(super) since_start: tokio::time::Instant,
    /// How often this process had entered something in the register then.
    pub(super) entered: u64,
}

/// A paper, none when there is no such paper, or why nothing can be said.
pub(super) type Lookup = Result<Option<KnownPaper>, CouldNotCheck>;

impl HeadReading {
    /// A question asked now: taken before the database is, so that what is
    /// entered in between counts as not yet seen.
    pub(super) fn now(clock: &Clock, entered: u64) -> Self {
        Self { at: clock.now(), since_start: tokio::time::Instant::now(), entered }
    }
}

impl Papers {
    /// The paper at this place of the issuer's status lists.
    pub(super) fn at(&self, issuer: IssuerCode, status_index: u32) -> Lookup {
        let whose = self.places.get(&(issuer, status_index));
        self.sought(whose.and_then(|whose| self.found(whose)))
    }

    /// The certificate of this number, forgiving of how it is written.
    pub(super) fn certificate(&self, number: &str) -> Lookup {
        self.sought(self.by_key(&folded_number(number)))
    }

    /// The last issued card of this number, forgiving of how it is written.
    pub(super) fn card(&self, number: &str) -> Lookup {
        self.sought(self.issues_of_card(&folded_number(number)).next_back())
    }

    /// The certificate of this number or, when there is none, the card.
    pub(super) fn number(&self, number: &str) -> Lookup {
        let folded = folded_number(number);
        let certificate = self.by_key(&folded);
        self.sought(certificate.or_else(|| self.issues_of_card(&folded).next_back()))
    }

    /// The card of this number that counts on a day: the last one issued by
    /// then, or the first one when none was yet.
    pub(super) fn card_on(&self, number: &str, day: Day) -> Lookup {
        let folded = folded_number(number);
        let by_then = |found: &KnownPaper| found.paper().validity.issued_on <= day;
        let newest = self.issues_of_card(&folded).rfind(by_then);
        self.sought(newest.or_else(|| self.issues_of_card(&folded).next()))
    }

    /// The certificates of an organisation, the last issued first.
    pub(super) fn of_organisation(&self, code: EnterpriseCode) -> impl Iterator<Item = Lookup> {
        let keys = self.organisations.get(&code).cloned().unwrap_or_default();
        (0..keys.len()).rev().map(move |nth| self.sought(self.by_key(&keys[nth])))
    }

    /// A later paper under the same number, or the certificate that renewed one,
    /// if there is one that can be relied on.
    pub(super) fn newer_than(&self, found: &KnownPaper) -> Option<KnownPaper> {
        let mut newest = self.number(&found.paper().number).ok()??;
        while let Some(number) = newest.renewed_by() {
            let Some(next) = self.in_place_of(&newest, number).ok()? else { break };
            if next.paper().entry_seq <= newest.paper().entry_seq {
                break;
            }
            newest = next;
        }
        (newest.paper().entry_seq > found.paper().entry_seq).then_some(newest)
    }

    /// What took the place of a paper by the renewal of its certificate: the
    /// certificate of this number, or the card that its holder has under it.
    fn in_place_of(&self, paper: &KnownPaper, renewed_by: &str) -> Lookup {
        let Some(certificate) = self.certificate(renewed_by)? else { return Ok(None) };
        if !paper.is_card() {
            return Ok(Some(certificate));
        }
        let (person, published) = (person_of(&paper.paper().number), certificate.published);
        let is_theirs = |nth: &usize| person_of(&published.cards[*nth].number) == person;
        match published.last_cards().find(is_theirs).filter(|_| person.is_some()) {
            Some(nth) => self.card(&published.cards[nth].number),
            None => Ok(None),
        }
    }

    /// The entries of one of an issuer's status lists on a day; none when the
    /// issuer has put no paper into it. The first is there from the beginning.
    ///
    /// Fails when anything of the list cannot be checked: a list has no bit for
    /// that.
    pub(super) fn statuses(
        &self,
        issuer: IssuerCode,
        list: u32,
        on: Day,
    ) -> Result<Option<StatusSet>, CouldNotCheck> {
        if self.broken_at > 0 {
            return Err(CouldNotCheck::StatusUnavailable);
        }
        let (mut statuses, mut begun) = (StatusSet::new(), list == 0);
        let Some(first) = (Place { list, entry: 0 }).status_index() else { return Ok(None) };
        let end = first.saturating_add(LIST_LENGTH - 1);
        for ((_, status_index), whose) in self.places.range((issuer, first)..=(issuer, end)) {
            let found = self.sought(self.found(whose))?;
            if let Some(found) = found {
                statuses.set(Place::of(*status_index).entry, Status::of(&found.verdict(on)));
                begun = true;
            }
        }
        Ok(begun.then_some(statuses))
    }

    /// Whether an issuer has begun this list.
    pub(super) fn has_list(&self, issuer: IssuerCode, list: u32) -> bool {
        let Some(first) = (Place { list, entry: 0 }).status_index() else { return false };
        let end = first.saturating_add(LIST_LENGTH - 1);
        list == 0 || self.places.range((issuer, first)..=(issuer, end)).next().is_some()
    }

    /// Every status list that has begun, in order: an issuer's first with its
    /// first key, each next one with its first paper.
    pub(super) fn lists(&self) -> BTreeSet<(IssuerCode, u32)> {
        let keys = self.trust.iter().flat_map(|trusted| trusted.list.keys());
        let mut lists: BTreeSet<_> =
            keys.filter_map(|key| Some((key.issuer.as_str().parse().ok()?, 0))).collect();
        let mut next = self.places.get_min().map(|(place, _)| *place);
        while let Some((issuer, status_index)) = next {
            let list = Place::of(status_index).list;
            lists.insert((issuer, list));
            let end = (list * LIST_LENGTH).saturating_add(LIST_LENGTH - 1);
            let beyond = (std::ops::Bound::Excluded((issuer, end)), std::ops::Bound::Unbounded);
            next = self.places.range(beyond).next().map(|(place, _)| *place);
        }
        lists
    }

    /// The papers that a key signed and the register entered before an instant.
    pub(super) fn entered_before(
        &self,
        key_id: crate::credential::KeyId,
        before: Instant,
    ) -> Vec<KnownPaper> {
        let by_key = |found: &KnownPaper| {
            let paper = found.paper();
            let signed = paper.proof.as_ref().and_then(|proof| proof.signed.as_ref());
            let signed = signed.is_some_and(|signed| signed.key_id == key_id);
            signed && paper.entered_at < before && self.is_reliable(found)
        };
        self.places.values().filter_map(|whose| self.found(whose)).filter(by_key).collect()
    }

    /// How many papers there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Of how many papers nothing is said.
    pub(super) fn unreliable(&self) -> usize {
        if self.is_whole && self.broken_at == 0 {
            return 0;
        }
        let all = self.places.values().filter_map(|whose| self.found(whose));
        all.filter(|found| !self.is_reliable(found)).count()
    }

    /// The issuers' keys; none before the first reading.
    pub(super) fn trusted(&self) -> Result<&TrustState, CouldNotCheck> {
        self.trust.as_ref().ok_or(CouldNotCheck::StatusUnavailable)
    }

    /// Whether anything can be said of any paper.
    pub(super) fn is_readable(&self) -> bool {
        self.trust.is_some() && (self.broken_at == 0 || self.broken_at < self.head.seq)
    }

    fn found(&self, whose: &Whose) -> Option<KnownPaper> {
        let published = Arc::clone(self.certificates.get(&whose.certificate)?);
        Some(KnownPaper { published, position: whose.position })
    }

    fn by_key(&self, folded: &str) -> Option<KnownPaper> {
        let published = Arc::clone(self.certificates.get(folded)?);
        Some(KnownPaper { published, position: Position::Certificate })
    }

    /// The cards of a folded number, in the order of issue.
    fn issues_of_card(&self, folded: &str) -> std::vec::IntoIter<KnownPaper> {
        let keys = self.cards.get(folded).cloned().unwrap_or_default();
        let mut issues: Vec<KnownPaper> = Vec::new();
        for published in keys.iter().filter_map(|key| self.certificates.get(key)) {
            let of_number = |(_, card): &(usize, &PublicPaper)| folded_number(&card.number) == folded;
            let own = published.cards.iter().enumerate().filter(of_number);
            issues.extend(own.map(|(nth, _)| KnownPaper {
                published: Arc::clone(published),
                position: Position::Card(nth),
            }));
        }
        issues.sort_by_key(|found| found.paper().entry_seq);
        issues.into_iter()
    }

    /// Nothing is said of a paper that is not proven; and where entries may be
    /// missing, nobody knows that a paper was never issued.
    fn sought(&self, found: Option<KnownPaper>) -> Lookup {
        match found {
            Some(found) if self.is_reliable(&found) => Ok(Some(found)),
            None if self.broken_at == 0 => Ok(None),
            _ => Err(CouldNotCheck::StatusUnavailable),
        }
    }

    fn is_reliable(&self, found: &KnownPaper) -> bool {
        found.paper().entry_seq > self.broken_at && found.is_proven()
    }
}
