//! The status lists, signed when they are asked for.
//!
//! A list is written from the papers in memory, as the verdict on each is
//! today, and is remembered until its number changes. The number is made of
//! the day and of the register's last entry: between two changes of either no
//! entry of a list can change, and both only rise.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use super::Checks;
use super::memory::Memory;
use crate::credential::status::{ListKind, ListName, StatusList, bitstring, cwt, jwt};
use crate::credential::verdict::CouldNotCheck;
use crate::credential::{IssuerSigningKey, Origin, document};
use crate::dates::{Day, Instant};

/// Entries that a day counts for in a list's number. A process that is behind
/// by less than this many entries when the day changes still writes another
/// number than the one ahead of it, for other bits.
const ENTRIES_A_DAY: i64 = 4_096;

/// How long a list that is served may be relied on: every list is signed anew
/// on every day, so one that was just asked for has at least a day left.
const SECONDS_OF_VALIDITY: i64 = 2 * 86_400;

/// After how long to ask again.
const TTL_SECONDS: u32 = 300;

/// How a token list is written; a bitstring has one form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenForm {
    /// JSON Web Token.
    Jwt,
    /// CBOR Web Token.
    Cwt,
}

/// A list to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedList {
    /// Its media type.
    pub media_type: &'static str,
    /// The signed list.
    pub body: Vec<u8>,
    number: u32,
}

/// Why there is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoList {
    /// No issuer has a list of this name.
    #[error("there is no status list of this name")]
    Unknown,
    /// This server has no key of the issuer that signs now.
    #[error("this server has no signing key of the issuer")]
    NoKey,
    /// The register cannot be read.
    #[error("the register cannot be read")]
    OutOfReach(CouldNotCheck),
}

/// The number of a list and the times it is signed with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edition {
    pub(super) number: u32,
    pub(super) issued_at: Instant,
    pub(super) valid_until: Instant,
}

/// The last signed list of each name and form.
#[derive(Default)]
pub(super) struct SignedLists(Mutex<HashMap<(ListName, TokenForm), Arc<SignedList>>>);

impl Checks {
    /// The list of this name as of now, a token list in this form.
    pub async fn status_list(&self, name: &ListName, form: TokenForm) -> Result<Arc<SignedList>, NoList> {
        self.follower.refresh().await.map_err(NoList::OutOfReach)?;
        let at = self.registry.clock.now();
        if let Some(known) = self.known_list(name, form, at) {
            return Ok(known);
        }
        let issuer = name.issuer.as_str().parse().map_err(|_| NoList::Unknown)?;
        let trusted = self.follower.memory().trust.clone();
        let trusted = trusted.ok_or(NoList::OutOfReach(CouldNotCheck::StatusUnavailable))?;
        let key = self.registry.keyring.signer(trusted.list.keys(), issuer, at).await;
        let memory = self.follower.memory();
        let edition = Edition::of(&memory, at, SECONDS_OF_VALIDITY);
        // One writes, the others wait for what was written.
        let mut lists = self.lists.0.lock().expect("nothing panics while a list is written");
        if let Some(known) = lists.get(&(name.clone(), form)).filter(|known| known.number == edition.number) {
            return Ok(Arc::clone(known));
        }
        let signed = Arc::new(self.sign_list(&memory, (name, form), edition, key.as_deref())?);
        lists.insert((name.clone(), form), Arc::clone(&signed));
        Ok(signed)
    }

    /// The list as it was signed last, if nothing can have changed since.
    fn known_list(&self, name: &ListName, form: TokenForm, at: Instant) -> Option<Arc<SignedList>> {
        let number = number(self.follower.memory().head.seq, at.day());
        let lists = self.lists.0.lock().expect("nothing panics while a list is written");
        lists.get(&(name.clone(), form)).filter(|known| known.number == number).cloned()
    }

    pub(super) fn sign_list(
        &self,
        memory: &Memory,
        (name, form): (&ListName, TokenForm),
        edition: Edition,
        key: Option<&IssuerSigningKey>,
    ) -> Result<SignedList, NoList> {
        let Edition { number, issued_at: at, valid_until } = edition;
        let issuer = name.issuer.as_str().parse().map_err(|_| NoList::Unknown)?;
        let statuses = memory.statuses(issuer, name.list, at.day()).map_err(NoList::OutOfReach)?;
        let statuses = statuses.ok_or(NoList::Unknown)?;
        let key = key.ok_or(NoList::NoKey)?;
        let list = StatusList {
            issuer: name.issuer.clone(),
            list: name.list,
            number,
            issued_at: at,
            valid_until,
            ttl_seconds: TTL_SECONDS,
            statuses,
        };
        let (media_type, body) = written(&list, (name.kind, form), &self.registry.origin, key)?;
        Ok(SignedList { media_type, body, number })
    }
}

impl Edition {
    /// The edition of now, to be relied on for this many seconds.
    pub(super) fn of(memory: &Memory, at: Instant, seconds: i64) -> Self {
        Self {
            number: number(memory.head.seq, at.day()),
            issued_at: at,
            valid_until: at.plus_seconds(seconds),
        }
    }
}

fn written(
    list: &StatusList,
    (kind, form): (ListKind, TokenForm),
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<(&'static str, Vec<u8>), NoList> {
    let written = match (kind, form) {
        (ListKind::Revocation | ListKind::Suspension, _) => {
            bitstring::sign(list, kind, origin, key).map(|text| (document::MEDIA_TYPE, text.into_bytes()))
        }
        (ListKind::Token, TokenForm::Jwt) => {
            jwt::sign(list, origin, key).map(|text| (jwt::MEDIA_TYPE, text.into_bytes()))
        }
        (ListKind::Token, TokenForm::Cwt) => {
            cwt::sign(list, origin, key).map(|bytes| (cwt::MEDIA_TYPE, bytes))
        }
    };
    written.map_err(|error| {
        tracing::error!(%error, "a status list was not signed");
        NoList::NoKey
    })
}

/// The number of every list on this day with the register at this entry.
pub(super) fn number(seq: i64, on: Day) -> u32 {
    let days = on.starts_at().unix().div_euclid(86_400) + 1;
    u32::try_from(days * ENTRIES_A_DAY + seq).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_rises_with_every_entry_and_every_day() {
        let day: Day = "2026-11-22".parse().expect("a day");
        assert_eq!(number(8, day), number(7, day) + 1);
        assert_eq!(number(7, day.plus_days(1)), number(7, day) + 4_096);
        // A server behind by an entry at midnight does not repeat a number.
        assert_ne!(number(6, day.plus_days(1)), number(7, day));
        let far: Day = "2126-11-22".parse().expect("a day");
        assert!(number(4_000_000_000, far) < u32::MAX, "room for four thousand million entries");
    }
}
