//! The trust list: which key was whose, from when, until when.
//!
//! Keys are pinned (FORMAT.md, section 6): a token names a key by id, and only
//! what stands here is ever used to check it.

use serde::{Deserialize, Serialize};

use super::{
    keys::{KeyId, PublicKey},
    text::IssuerCode,
};
use crate::dates::Instant;

/// A public key of an issuer and the times of its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrustedKey {
    /// The one issuer whose papers it may sign.
    pub issuer: IssuerCode,
    /// The hash of the key; checked, so that a slip of the pen is found.
    pub key_id: KeyId,
    /// The key.
    pub public_key: PublicKey,
    /// The first instant at which it signs.
    pub valid_from: Instant,
    /// The last instant at which it may sign, if one is planned.
    #[serde(default)]
    pub signs_until: Option<Instant>,
    /// When it stopped signing; what it signed before stays valid.
    #[serde(default)]
    pub retired_at: Option<Instant>,
    /// Since when others may have it.
    #[serde(default)]
    pub compromised_at: Option<Instant>,
}

/// Trusted keys, each once. Invariant: sorted by key id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustList(Vec<TrustedKey>);

/// A trust list contradicts itself or cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// Not the JSON of FORMAT.md, section 6.
    #[error("not a trust list: {0}")]
    Json(#[from] serde_json::Error),
    /// The id is not the hash of the key.
    #[error("key {0} is not the id of its public key")]
    KeyId(KeyId),
    /// The id stands there twice, for one issuer or two.
    #[error("key {0} occurs twice")]
    Twice(KeyId),
    /// It ends before it begins.
    #[error("key {0} ends before it begins")]
    EndsBeforeItBegins(KeyId),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TrustFile {
    keys: Vec<TrustedKey>,
}

impl TrustedKey {
    /// An issuer's key in use from this instant, with no end yet.
    pub fn new(issuer: IssuerCode, public_key: PublicKey, valid_from: Instant) -> Self {
        Self {
            issuer,
            key_id: public_key.key_id(),
            public_key,
            valid_from,
            signs_until: None,
            retired_at: None,
            compromised_at: None,
        }
    }

    /// Whether the issuer signed with this key at this instant.
    pub fn signs_at(&self, at: Instant) -> bool {
        let ended = |end: Option<Instant>| end.is_some_and(|end| at > end);
        self.valid_from <= at && !ended(self.signs_until) && !ended(self.retired_at)
    }

    /// Whether what this key signs at this instant counts, for all that is
    /// known: it signs then, and no one else has it.
    pub fn may_sign_at(&self, at: Instant) -> bool {
        self.signs_at(at) && self.compromised_at.is_none()
    }

    fn check(&self) -> Result<(), TrustError> {
        if self.key_id != self.public_key.key_id() {
            return Err(TrustError::KeyId(self.key_id));
        }
        let ends = [self.signs_until, self.retired_at];
        if ends.into_iter().flatten().any(|end| end < self.valid_from) {
            return Err(TrustError::EndsBeforeItBegins(self.key_id));
        }
        Ok(())
    }
}

impl TrustList {
    /// A list of these keys; refuses one that contradicts itself.
    pub fn new(mut keys: Vec<TrustedKey>) -> Result<Self, TrustError> {
        keys.iter().try_for_each(TrustedKey::check)?;
        keys.sort_by_key(|key| key.key_id);
        match keys.windows(2).find(|pair| pair[0].key_id == pair[1].key_id) {
            Some(pair) => Err(TrustError::Twice(pair[0].key_id)),
            None => Ok(Self(keys)),
        }
    }

    /// Reads the JSON of FORMAT.md, section 6.
    pub fn from_json(text: &str) -> Result<Self, TrustError> {
        Self::new(serde_json::from_str::<TrustFile>(text)?.keys)
    }

    /// The JSON of FORMAT.md, section 6, indented, ending in a newline.
    #[expect(clippy::missing_panics_doc, reason = "texts and nulls can always be written")]
    pub fn to_json(&self) -> String {
        let file = TrustFile { keys: self.0.clone() };
        serde_json::to_string_pretty(&file).expect("texts and nulls can be written") + "\n"
    }

    /// The keys, in the order of their ids.
    pub fn keys(&self) -> &[TrustedKey] {
        &self.0
    }

    /// The issuer's key with this id.
    pub fn find(&self, issuer: &IssuerCode, key_id: KeyId) -> Option<&TrustedKey> {
        self.with_id(key_id).filter(|key| key.issuer == *issuer)
    }

    /// The key with this id, whoever's it is.
    pub(super) fn with_id(&self, key_id: KeyId) -> Option<&TrustedKey> {
        self.0.binary_search_by_key(&key_id, |key| key.key_id).ok().map(|at| &self.0[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::IssuerSigningKey;

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    fn key(issuer: &str, seed: u8) -> TrustedKey {
        let issuer: IssuerCode = issuer.parse().expect("an issuer code");
        let public = IssuerSigningKey::from_seed(issuer.clone(), &[seed; 32]).public_key();
        TrustedKey::new(issuer, public, at("2026-01-01T00:00:00Z"))
    }

    #[test]
    fn a_list_is_read_back_as_it_was_written() {
        let retired = TrustedKey { retired_at: Some(at("2026-06-01T00:00:00Z")), ..key("52", 2) };
        let list = TrustList::new(vec![key("BKHCN", 1), retired]).expect("two keys");
        assert_eq!(TrustList::from_json(&list.to_json()).expect("what was written"), list);
    }

    #[test]
    fn a_key_is_found_only_for_its_issuer() {
        let list = TrustList::new(vec![key("BKHCN", 1)]).expect("a key");
        let (ministry, province) = ("BKHCN".parse().expect("a code"), "52".parse().expect("a code"));
        assert!(list.find(&ministry, list.keys()[0].key_id).is_some());
        assert!(list.find(&province, list.keys()[0].key_id).is_none());
        assert!(list.find(&ministry, key("BKHCN", 2).key_id).is_none());
    }

    #[test]
    fn a_list_that_contradicts_itself_is_refused() {
        let twice = TrustList::new(vec![key("BKHCN", 1), key("52", 1)]);
        assert!(matches!(twice, Err(TrustError::Twice(_))));
        let other = TrustedKey { key_id: key("BKHCN", 2).key_id, ..key("BKHCN", 1) };
        assert!(matches!(TrustList::new(vec![other]), Err(TrustError::KeyId(_))));
        let backwards = TrustedKey { signs_until: Some(at("2025-01-01T00:00:00Z")), ..key("BKHCN", 1) };
        assert!(matches!(TrustList::new(vec![backwards]), Err(TrustError::EndsBeforeItBegins(_))));
        let unknown = TrustList::default().to_json().replace("\"keys\"", "\"trusted\": true, \"keys\"");
        assert!(matches!(TrustList::from_json(&unknown), Err(TrustError::Json(_))));
    }

    #[test]
    fn a_key_signs_from_its_first_instant_to_its_last() {
        let until = at("2026-12-31T00:00:00Z");
        let key = TrustedKey { signs_until: Some(until), ..key("BKHCN", 1) };
        assert!(!key.signs_at(key.valid_from.plus_seconds(-1)));
        assert!(key.signs_at(key.valid_from) && key.signs_at(until));
        assert!(!key.signs_at(until.plus_seconds(1)));
        let retired = TrustedKey { retired_at: Some(key.valid_from.plus_seconds(9)), ..key };
        assert!(retired.signs_at(retired.valid_from.plus_seconds(9)));
        assert!(!retired.signs_at(retired.valid_from.plus_seconds(10)));
    }
}
