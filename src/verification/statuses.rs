//! The status lists, signed when they are asked for.
//!
//! A list is written from the papers in memory, as the verdict on each is
//! today, and is remembered until its number changes. The number is made of
//! the day and of the register's last entry: between two changes of either no
//! entry of a list can change, and both only rise.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use bytes::Bytes;

use super::memory::Papers;
use super::{Checks, Ready};
use crate::credential::status::{ListKind, ListName, StatusList, bitstring, cwt, jwt};
use crate::credential::verdict::CouldNotCheck;
use crate::credential::{IssuerSigningKey, Origin, document};
use crate::dates::{Day, Instant};
use crate::priority::aside;

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
    /// The signed list. Cheap to clone.
    pub body: Bytes,
    number: u32,
    /// Of which reading of the register: put back to an earlier state, it may
    /// come to the same number again.
    reading: u64,
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

/// A list by its name and its form.
pub(super) type ListKey = (ListName, TokenForm);

/// The last signed list of each name and form.
#[derive(Default)]
pub(super) struct SignedLists(Mutex<HashMap<ListKey, Ready<SignedList>>>);

impl SignedLists {
    fn of(&self, wanted: &ListKey) -> Ready<SignedList> {
        let mut lists = self.0.lock().expect("nothing panics while a list is looked up");
        lists.entry(wanted.clone()).or_default().clone()
    }
}

impl Checks {
    /// The list of this name as of now, a token list in this form.
    ///
    /// One signs and the others wait for what was signed; nobody who checks a
    /// paper waits for either.
    pub async fn status_list(&self, name: &ListName, form: TokenForm) -> Result<Arc<SignedList>, NoList> {
        let issuer = name.issuer.as_str().parse().map_err(|_| NoList::Unknown)?;
        let papers = self.able().await.map_err(NoList::OutOfReach)?;
        // Only names of lists that there are may be remembered.
        if !papers.has_list(issuer, name.list) {
            return Err(NoList::Unknown);
        }
        let wanted = (name.clone(), form);
        let list = self.lists.of(&wanted);
        if let Some(known) = list.that(|list| list.serves(&papers, self.registry.clock.today())) {
            return Ok(known);
        }
        let turn = list.turn().await;
        let papers = self.able().await.map_err(NoList::OutOfReach)?;
        let at = self.registry.clock.now();
        if let Some(known) = list.that(|list| list.serves(&papers, at.day())) {
            return Ok(known);
        }
        let trusted = papers.trusted().map_err(NoList::OutOfReach)?;
        let key = self.registry.keyring.signer(trusted.list.keys(), issuer, at).await;
        let (edition, origin) = (Edition::of(&papers, at, SECONDS_OF_VALIDITY), self.registry.origin.clone());
        let signed = aside("signing", move || {
            let signing = Signing { papers: &papers, origin: &origin, edition };
            signing.list(&wanted, key.as_deref()).map(|signed| turn.keep(signed))
        });
        signed.await.map_err(|_| NoList::OutOfReach(CouldNotCheck::StatusUnavailable))?
    }
}

impl SignedList {
    /// Whether nothing can have changed since it was signed.
    fn serves(&self, papers: &Papers, on: Day) -> bool {
        self.number == number(papers.head.seq, on) && self.reading == papers.reading
    }
}

/// What lists are signed from.
pub(super) struct Signing<'a> {
    pub(super) papers: &'a Papers,
    pub(super) origin: &'a Origin,
    pub(super) edition: Edition,
}

impl Signing<'_> {
    /// One list. Compresses and signs: not for a thread that answers.
    pub(super) fn list(
        &self,
        (name, form): &ListKey,
        key: Option<&IssuerSigningKey>,
    ) -> Result<SignedList, NoList> {
        let Edition { number, issued_at, valid_until } = self.edition;
        let issuer = name.issuer.as_str().parse().map_err(|_| NoList::Unknown)?;
        let statuses =
            self.papers.statuses(issuer, name.list, issued_at.day()).map_err(NoList::OutOfReach)?;
        let statuses = statuses.ok_or(NoList::Unknown)?;
        let key = key.ok_or(NoList::NoKey)?;
        let list = StatusList {
            issuer: name.issuer.clone(),
            list: name.list,
            number,
            issued_at,
            valid_until,
            ttl_seconds: TTL_SECONDS,
            statuses,
        };
        let (media_type, body) = written(&list, name.kind, *form, self.origin, key)?;
        Ok(SignedList { media_type, body: body.into(), number, reading: self.papers.reading })
    }
}

impl Edition {
    /// The edition of now, to be relied on for this many seconds.
    pub(super) fn of(papers: &Papers, at: Instant, seconds: i64) -> Self {
        Self {
            number: number(papers.head.seq, at.day()),
            issued_at: at,
            valid_until: at.plus_seconds(seconds),
        }
    }
}

fn written(
    list: &StatusList,
    kind: ListKind,
    form: TokenForm,
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
