//! The newest lists a verifier has seen. It never goes back to an older one.

use std::collections::BTreeMap;

use super::{
    list::VerifiedList,
    name::{ListKind, ListName, Place},
    set::Status,
};
use crate::{
    credential::{text::IssuerCode, verdict::CouldNotCheck},
    dates::Instant,
};

/// The lists at hand, the newest of each name.
#[derive(Clone, Debug, Default)]
pub struct KnownLists {
    lists: BTreeMap<ListName, VerifiedList>,
    numbers: BTreeMap<ListName, u32>,
}

/// What the lists say of a paper, and how old that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedStatus {
    /// The status.
    pub status: Status,
    /// As of when; of two lists the older.
    pub as_of: Instant,
    /// The number of that list.
    pub number: u32,
}

/// A list was offered that a newer one has replaced.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("list {name} number {offered} was offered, number {seen} was seen already")]
pub struct ReplayedList {
    /// Which list.
    pub name: ListName,
    /// The number of the newest seen.
    pub seen: u32,
    /// The number of the one offered; the same when its entries differ.
    pub offered: u32,
}

impl KnownLists {
    /// Takes a list in, unless it is older than one seen before, or has its
    /// number and other entries: the bits of a number never change.
    pub fn learn(&mut self, list: VerifiedList) -> Result<(), ReplayedList> {
        let (name, offered) = (list.name(), list.list().number);
        let seen = self.numbers.get(&name).copied();
        let known = self.lists.get(&name);
        let contradicts = known.is_some_and(|known| {
            known.list().number == offered && known.list().statuses != list.list().statuses
        });
        if let Some(seen) = seen.filter(|seen| offered < *seen || contradicts) {
            return Err(ReplayedList { name, seen, offered });
        }
        let newer = known.is_none_or(|known| {
            (known.list().number, known.list().issued_at) <= (offered, list.list().issued_at)
        });
        if newer {
            self.numbers.insert(name.clone(), offered);
            self.lists.insert(name, list);
        }
        Ok(())
    }

    /// Remembers from an earlier run that this number was seen.
    pub fn remember(&mut self, name: ListName, number: u32) {
        let seen = self.numbers.entry(name.clone()).or_insert(number);
        *seen = number.max(*seen);
        let newest = *seen;
        self.lists.retain(|known, list| *known != name || list.list().number >= newest);
    }

    /// The numbers seen, to be remembered for the next run.
    pub fn numbers(&self) -> impl Iterator<Item = (&ListName, u32)> {
        self.numbers.iter().map(|(name, number)| (name, *number))
    }

    /// The lists at hand, in the order of their names.
    pub fn lists(&self) -> impl Iterator<Item = &VerifiedList> {
        self.lists.values()
    }

    /// What is known of a paper at an instant: from the token list, from both
    /// bitstrings together, or from whichever of these knows more.
    ///
    /// Fails with `StatusUnavailable` when a list is missing, with
    /// `StatusTooOld` when one may no longer be used at that instant, and with
    /// `StatusOfAnotherDay` when it was signed after that.
    pub fn status(
        &self,
        issuer: &IssuerCode,
        status_index: u32,
        at: Instant,
    ) -> Result<ListedStatus, CouldNotCheck> {
        let place = Place::of(status_index);
        let by_token = self.listed(issuer, ListKind::Token, place, at);
        match (by_token, self.by_bitstrings(issuer, place, at)) {
            (Ok(one), Ok(other)) => Ok(better_informed(one, other)),
            (Ok(known), Err(_)) | (Err(_), Ok(known)) => Ok(known),
            // A missing token list says less than what the others failed for.
            (Err(CouldNotCheck::StatusUnavailable), Err(reason)) | (Err(reason), Err(_)) => Err(reason),
        }
    }

    /// An end is for good and needs no second list; else both are needed.
    fn by_bitstrings(
        &self,
        issuer: &IssuerCode,
        place: Place,
        at: Instant,
    ) -> Result<ListedStatus, CouldNotCheck> {
        let ended = self.listed(issuer, ListKind::Revocation, place, at)?;
        if ended.status == Status::Invalid {
            return Ok(ended);
        }
        let suspended = self.listed(issuer, ListKind::Suspension, place, at)?;
        let older = if suspended.as_of < ended.as_of { suspended } else { ended };
        Ok(ListedStatus { status: suspended.status, ..older })
    }

    fn listed(
        &self,
        issuer: &IssuerCode,
        kind: ListKind,
        place: Place,
        at: Instant,
    ) -> Result<ListedStatus, CouldNotCheck> {
        let name = ListName { issuer: issuer.clone(), kind, list: place.list };
        let list = self.lists.get(&name).ok_or(CouldNotCheck::StatusUnavailable)?;
        if at < list.list().issued_at {
            return Err(CouldNotCheck::StatusOfAnotherDay);
        }
        if !list.is_current_at(at) {
            return Err(CouldNotCheck::StatusTooOld);
        }
        let status = list.at(place).ok_or(CouldNotCheck::StatusUnavailable)?;
        Ok(ListedStatus { status, as_of: list.list().issued_at, number: list.list().number })
    }
}

/// What has ended stays so; of anything else the newer list knows better.
fn better_informed(one: ListedStatus, other: ListedStatus) -> ListedStatus {
    let rank = |listed: &ListedStatus| (listed.status == Status::Invalid, listed.number);
    if rank(&other) > rank(&one) { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{
        document::samples::{IN_USE, instant},
        status::{
            StatusList, bitstring, jwt,
            samples::{ENTRY, bitstring_of, jwt_of, list},
        },
        vectors,
    };

    fn issuer() -> IssuerCode {
        "BKHCN".parse().expect("an issuer code")
    }

    fn token(list: &StatusList) -> VerifiedList {
        jwt::verify(&jwt_of(list, IN_USE), &vectors::trust()).expect("signed with a pinned key")
    }

    fn bits(list: &StatusList, purpose: ListKind) -> VerifiedList {
        let text = bitstring_of(list, purpose, IN_USE);
        bitstring::verify(&text, &vectors::trust()).expect("signed with a pinned key")
    }

    fn with(change: impl FnOnce(&mut StatusList)) -> StatusList {
        let mut list = list();
        change(&mut list);
        list
    }

    fn status(known: &KnownLists, entry: u32, at: &str) -> Result<Status, CouldNotCheck> {
        known.status(&issuer(), entry, instant(at)).map(|listed| listed.status)
    }

    const THEN: &str = "2026-11-22T12:00:00Z";

    #[test]
    fn an_old_list_replayed_is_refused() {
        let mut known = KnownLists::default();
        known.learn(token(&with(|list| list.number = 42))).expect("the first");
        let replayed = known.learn(token(&list())).expect_err("an older one");
        assert_eq!((replayed.seen, replayed.offered), (42, 41));
        assert!(replayed.to_string().starts_with("list BKHCN-token-0 number 41"));
        assert_eq!(known.status(&issuer(), ENTRY, instant(THEN)).map(|listed| listed.number), Ok(42));
    }

    #[test]
    fn an_old_list_is_refused_after_a_restart_too() {
        let mut before = KnownLists::default();
        before.learn(token(&with(|list| list.number = 42))).expect("the first");
        let mut after = KnownLists::default();
        before.numbers().for_each(|(name, number)| after.remember(name.clone(), number));
        assert!(after.learn(token(&list())).is_err());
        assert!(after.learn(token(&with(|list| list.number = 42))).is_ok());
        after.remember(token(&list()).name(), 43);
        assert_eq!(status(&after, ENTRY, THEN), Err(CouldNotCheck::StatusUnavailable));
    }

    #[test]
    fn one_number_with_other_entries_is_refused() {
        let mut known = KnownLists::default();
        known.learn(token(&list())).expect("the first");
        let changed = with(|list| assert!(list.statuses.set(ENTRY, Status::Invalid)));
        assert!(known.learn(token(&changed)).is_err());
        let later = with(|list| list.valid_until = list.valid_until.plus_seconds(86_400));
        assert!(known.learn(token(&later)).is_ok(), "the same entries signed anew");
    }

    #[test]
    fn both_bitstrings_are_needed_and_tell_as_of_the_older() {
        let mut known = KnownLists::default();
        let suspended = with(|list| {
            list.statuses.set(ENTRY, Status::Suspended);
        });
        known.learn(bits(&suspended, ListKind::Revocation)).expect("the first");
        assert_eq!(status(&known, 1, THEN), Err(CouldNotCheck::StatusUnavailable));
        assert_eq!(status(&known, 0, THEN), Ok(Status::Invalid), "an end is for good");
        let older = with(|list| {
            list.statuses.set(ENTRY, Status::Suspended);
            list.issued_at = list.issued_at.plus_seconds(-60);
            list.number = 40;
        });
        known.learn(bits(&older, ListKind::Suspension)).expect("the first");
        assert_eq!(status(&known, ENTRY, THEN), Ok(Status::Suspended));
        assert_eq!(status(&known, 0, THEN), Ok(Status::Invalid));
        assert_eq!(status(&known, 1, THEN), Ok(Status::Valid));
        let listed = known.status(&issuer(), 1, instant(THEN)).expect("both lists");
        assert_eq!((listed.as_of, listed.number), (older.issued_at, 40));
    }

    #[test]
    fn of_two_forms_the_newer_tells_and_an_end_is_for_good() {
        let mut known = KnownLists::default();
        let suspended = with(|list| {
            list.number = 42;
            list.statuses.set(ENTRY, Status::Suspended);
            list.statuses.set(0, Status::Valid);
        });
        known.learn(token(&suspended)).expect("the first");
        known.learn(bits(&list(), ListKind::Revocation)).expect("the first");
        known.learn(bits(&list(), ListKind::Suspension)).expect("the first");
        assert_eq!(status(&known, ENTRY, THEN), Ok(Status::Suspended));
        assert_eq!(status(&known, 0, THEN), Ok(Status::Invalid));
        assert_eq!(status(&known, 1, THEN), Ok(Status::Valid));
    }

    #[test]
    fn a_list_speaks_only_between_its_times() {
        let mut known = KnownLists::default();
        known.learn(token(&list())).expect("the first");
        for (at, expected) in [
            ("2026-11-22T03:04:04Z", Err(CouldNotCheck::StatusOfAnotherDay)),
            ("2026-11-22T03:04:05Z", Ok(Status::Valid)),
            ("2026-11-23T03:04:05Z", Ok(Status::Valid)),
            ("2026-11-23T03:04:06Z", Err(CouldNotCheck::StatusTooOld)),
        ] {
            assert_eq!(status(&known, ENTRY, at), expected, "{at}");
        }
    }

    #[test]
    fn a_list_says_nothing_of_other_lists_and_issuers() {
        let mut known = KnownLists::default();
        known.learn(token(&list())).expect("the first");
        assert_eq!(status(&known, 131_072 + 8, THEN), Err(CouldNotCheck::StatusUnavailable));
        let province = "52".parse().expect("an issuer code");
        let of_province = known.status(&province, 8, instant(THEN));
        assert_eq!(of_province, Err(CouldNotCheck::StatusUnavailable));
    }
}
