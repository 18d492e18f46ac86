//! One list at one moment, and what its signature proves.

use super::{
    name::{ListKind, ListName, Place},
    set::{Status, StatusSet},
};
use crate::{
    credential::{
        keys::KeyId, refusal::Refused, text::IssuerCode, trust::TrustedKey, verify::judge_without_entry,
    },
    dates::Instant,
};

/// The status of an issuer's papers, to be signed in any of the forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusList {
    /// Whose papers.
    pub issuer: IssuerCode,
    /// Which of the issuer's lists, from 0.
    pub list: u32,
    /// Rises with every change: a position in the register, say.
    pub number: u32,
    /// As of when.
    pub issued_at: Instant,
    /// The last instant at which it may be relied on; after `issued_at`.
    pub valid_until: Instant,
    /// After how many seconds to ask for a newer one.
    pub ttl_seconds: u32,
    /// The entries.
    pub statuses: StatusSet,
}

/// A list that the issuer's key signed.
///
/// A bitstring tells of its one purpose only: an entry that the suspension
/// list calls valid may be revoked. [`super::KnownLists`] joins the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedList {
    kind: ListKind,
    list: StatusList,
    key_id: KeyId,
}

impl StatusList {
    pub(super) fn name(&self, kind: ListKind) -> ListName {
        ListName { issuer: self.issuer.clone(), kind, list: self.list }
    }
}

impl VerifiedList {
    /// A list whose signature by this key the caller has checked.
    ///
    /// Of a compromised key nothing counts: whoever has it can write any
    /// time, and a list has no entry in the register to be older than that.
    pub(super) fn proven(kind: ListKind, list: StatusList, key: &TrustedKey) -> Result<Self, Refused> {
        let key_id = key.key_id;
        if list.issuer != key.issuer {
            return Err(Refused::OtherIssuer { key_id });
        }
        judge_without_entry(key, list.issued_at)?;
        Ok(Self { kind, list, key_id })
    }

    /// Its name.
    pub fn name(&self) -> ListName {
        self.list.name(self.kind)
    }

    /// What was signed.
    pub fn list(&self) -> &StatusList {
        &self.list
    }

    /// The key that signed.
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// What it says, of its purpose, about the paper at a place; none when
    /// the paper is in another list.
    pub fn at(&self, place: Place) -> Option<Status> {
        if place.list == self.list.list { self.list.statuses.at(place.entry) } else { None }
    }

    /// Whether it speaks at this instant.
    pub fn is_current_at(&self, at: Instant) -> bool {
        (self.list.issued_at..=self.list.valid_until).contains(&at)
    }
}
