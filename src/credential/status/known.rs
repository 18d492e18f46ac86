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
pub struct Listed {
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
pub struct Replayed {
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
    pub fn learn(&mut self, list: VerifiedList) -> Result<(), Replayed> {
        let (name, offered) = (list.name(), list.list().number);
        let seen = self.numbers.get(&name).copied();
        let known = self.lists.get(&name);
        let contradicts = known.is_some_and(|known| {
            known.list().number == offered && known.list().statuses != list.list().statuses
        });
        if let Some(seen) = seen.filter(|seen| offered < *seen || contradicts) {
            return Err(Replayed { name, seen, offered });
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

    /// What is known of a paper at an instant: from the token list, or from
    /// both bitstrings together.
    ///
    /// Fails with `StatusUnavailable` when a list is missing, and with
    /// `StatusTooOld` when one does not speak at that instant.
    pub fn status(
        &self,
        issuer: &IssuerCode,
        status_index: u32,
        at: Instant,
    ) -> Result<Listed, CouldNotCheck> {
        let place = Place::of(status_index);
        let by_token = self.listed(issuer, ListKind::Token, place, at);
        by_token.or_else(|of_token| {
            let ended = self.listed(issuer, ListKind::Revocation, place, at);
            let suspended = self.listed(issuer, ListKind::Suspension, place, at);
            match (ended, suspended) {
                (Ok(ended), Ok(suspended)) => Ok(joined(ended, suspended)),
                (Err(reason), _) | (_, Err(reason)) if of_token == CouldNotCheck::StatusUnavailable => Err(reason),
                _ => Err(of_token),
            }
        })
    }

    fn listed(
        &self,
        issuer: &IssuerCode,
        kind: ListKind,
        place: Place,
        at: Instant,
    ) -> Result<Listed, CouldNotCheck> {
        let name = ListName { issuer: issuer.clone(), kind, list: place.list };
        let list = self.lists.get(&name).ok_or(CouldNotCheck::StatusUnavailable)?;
        if !list.is_current_at(at) {
            return Err(CouldNotCheck::StatusTooOld);
        }
        let status = list.at(place).ok_or(CouldNotCheck::StatusUnavailable)?;
        Ok(Listed { status, as_of: list.list().issued_at, number: list.list().number })
    }
}

/// As of the older of the two; an end weighs more than a suspension.
fn joined(ended: Listed, suspended: Listed) -> Listed {
    let older = if suspended.as_of < ended.as_of { suspended } else { ended };
    let status = if ended.status == Status::Invalid { ended.status } else { suspended.status };
    Listed { status, ..older }
}
