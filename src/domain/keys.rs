//! The life of a signing key: what may follow what, whoever asks.
//!
//! A key signs from its first instant; it is retired, and what it signed stays
//! good; or others come to have it, and of what it signed only what the
//! register knew before that stays good.

use std::cmp::Reverse;

use crate::credential::text::IssuerCode;
use crate::credential::{KeyId, TrustedKey};
use crate::dates::Instant;

/// Why the life of a key does not go on so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefusal {
    /// The register has no such key.
    #[error("the register has no key {0}")]
    Unknown(KeyId),
    /// No key of the issuer signs.
    #[error("no key of {0} signs now, so none can be replaced; make one with: registry keys generate {0}")]
    NoneSigns(IssuerCode),
    /// Another key is about to take over.
    #[error(
        "key {key_id} takes over at {from}; wait until then, or give it up with: registry keys retire {key_id}"
    )]
    Planned {
        /// The key that is planned.
        key_id: KeyId,
        /// Its first instant.
        from: Instant,
    },
    /// A first instant that is over.
    #[error("{0} has passed; a key signs from now or from an instant to come")]
    Passed(Instant),
    /// The key was retired before.
    #[error("key {key_id} is retired already, at {at}")]
    Retired {
        /// The key.
        key_id: KeyId,
        /// Its last instant.
        at: Instant,
    },
    /// Nothing is left to retire of a key that others have.
    #[error("key {0} is compromised and signs nothing; it needs no retiring")]
    Compromised(KeyId),
    /// The issuer would have no key left.
    #[error(
        "{0} would have no key left to sign with; rotate instead, or say --last if {0} issues nothing more"
    )]
    Last(IssuerCode),
    /// A compromise that is said to happen.
    #[error("{0} has not come; a compromise is something that has happened")]
    ToCome(Instant),
    /// A compromise before there was a key.
    #[error("key {key_id} exists since {valid_from}; nothing older can be its work, so say that instant")]
    BeforeItBegan {
        /// The key.
        key_id: KeyId,
        /// Its first instant.
        valid_from: Instant,
    },
    /// A later instant than the one known.
    #[error(
        "key {key_id} is known as compromised since {since}; that can only be moved to an earlier instant, for \
         what was called not valid is not called valid again"
    )]
    NotEarlier {
        /// The key.
        key_id: KeyId,
        /// Since when.
        since: Instant,
    },
    /// A compromise without a reason.
    #[error("say why with --reason; the audit trail keeps it")]
    NoReason,
}

/// The issuer's keys that stop signing when a new one takes over at `from`,
/// as they are after that.
pub fn handed_over(
    keys: &[TrustedKey],
    issuer: &IssuerCode,
    (now, from): (Instant, Instant),
) -> Result<Vec<TrustedKey>, KeyRefusal> {
    let own = || keys.iter().filter(|key| key.issuer == *issuer);
    begins(from, now)?;
    if let Some(planned) = own().find(|key| is_planned(key, now)) {
        return Err(KeyRefusal::Planned { key_id: planned.key_id, from: planned.valid_from });
    }
    if !own().any(|key| key.may_sign_at(now)) {
        return Err(KeyRefusal::NoneSigns(issuer.clone()));
    }
    let signing = own().filter(|key| key.may_sign_at(from)).cloned();
    Ok(signing.map(|key| TrustedKey { retired_at: Some(from), ..key }).collect())
}

/// Refuses a first instant that has passed.
pub fn begins(from: Instant, now: Instant) -> Result<(), KeyRefusal> {
    if from < now { Err(KeyRefusal::Passed(from)) } else { Ok(()) }
}

/// The key retired at an instant. A key whose first instant is later was never
/// used and ends with that instant. The last key goes only when it `may_be_last`.
pub fn retired(
    keys: &[TrustedKey],
    key_id: KeyId,
    at: Instant,
    may_be_last: bool,
) -> Result<TrustedKey, KeyRefusal> {
    let key = find(keys, key_id)?;
    if key.compromised_at.is_some() {
        return Err(KeyRefusal::Compromised(key_id));
    }
    if let Some(at) = key.retired_at {
        return Err(KeyRefusal::Retired { key_id, at });
    }
    let goes_on = |other: &TrustedKey| {
        other.key_id != key_id
            && other.issuer == key.issuer
            && (other.may_sign_at(at.plus_seconds(1)) || is_planned(other, at))
    };
    if !may_be_last && !keys.iter().any(goes_on) {
        return Err(KeyRefusal::Last(key.issuer.clone()));
    }
    Ok(TrustedKey { retired_at: Some(at.max(key.valid_from)), ..key.clone() })
}

/// The key as others have it since an instant: not before the key's first, and
/// not to come, but for a key that has not signed yet. Of an instant known
/// before only an earlier one is accepted.
pub fn compromised(
    keys: &[TrustedKey],
    key_id: KeyId,
    since: Instant,
    now: Instant,
) -> Result<TrustedKey, KeyRefusal> {
    let key = find(keys, key_id)?;
    if since < key.valid_from {
        return Err(KeyRefusal::BeforeItBegan { key_id, valid_from: key.valid_from });
    }
    if since > now.max(key.valid_from) {
        return Err(KeyRefusal::ToCome(since));
    }
    match key.compromised_at {
        Some(known) if known <= since => Err(KeyRefusal::NotEarlier { key_id, since: known }),
        _ => Ok(TrustedKey { compromised_at: Some(since), ..key.clone() }),
    }
}

/// The keys that sign for an issuer at an instant, the newest first.
pub fn signing<'k>(keys: &'k [TrustedKey], issuer: &str, at: Instant) -> Vec<&'k TrustedKey> {
    let signs = |key: &&TrustedKey| key.issuer.as_str() == issuer && key.may_sign_at(at);
    let mut signing: Vec<_> = keys.iter().filter(signs).collect();
    signing.sort_by_key(|key| Reverse((key.valid_from, key.key_id)));
    signing
}

/// Whether the issuer of a key has another one that signs now.
pub fn another_signs(keys: &[TrustedKey], key: &TrustedKey, now: Instant) -> bool {
    let signs = |other: &TrustedKey| {
        other.key_id != key.key_id && other.issuer == key.issuer && other.may_sign_at(now)
    };
    keys.iter().any(signs)
}

fn find(keys: &[TrustedKey], key_id: KeyId) -> Result<&TrustedKey, KeyRefusal> {
    keys.iter().find(|key| key.key_id == key_id).ok_or(KeyRefusal::Unknown(key_id))
}

/// Whether the key has yet to begin.
fn is_planned(key: &TrustedKey, now: Instant) -> bool {
    now < key.valid_from && key.may_sign_at(key.valid_from) && key.retired_at.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::IssuerSigningKey;

    const FIRST: &str = "2026-01-01T00:00:00Z";
    const NOW: &str = "2026-11-22T03:00:00Z";
    const LATER: &str = "2026-12-01T00:00:00Z";

    fn at(text: &str) -> Instant {
        text.parse().expect("an instant")
    }

    fn ministry() -> IssuerCode {
        "BKHCN".parse().expect("a code")
    }

    fn key(seed: u8, valid_from: &str) -> TrustedKey {
        let public = IssuerSigningKey::from_seed(ministry(), &[seed; 32]).public_key();
        TrustedKey::new(ministry(), public, at(valid_from))
    }

    #[test]
    fn a_new_key_takes_over_from_all_that_sign_at_one_instant() {
        let retired = TrustedKey { retired_at: Some(at("2026-06-01T00:00:00Z")), ..key(3, FIRST) };
        let province = TrustedKey { issuer: "52".parse().expect("a code"), ..key(4, FIRST) };
        let keys = [key(1, FIRST), key(2, FIRST), retired, province];
        let over = handed_over(&keys, &ministry(), (at(NOW), at(LATER))).expect("a rotation");
        assert_eq!(over.iter().map(|key| key.key_id).collect::<Vec<_>>(), [keys[0].key_id, keys[1].key_id]);
        assert!(over.iter().all(|key| key.signs_at(at(LATER)) && !key.signs_at(at(LATER).plus_seconds(1))));
    }

    #[test]
    fn a_rotation_needs_a_key_that_signs_none_that_is_planned_and_an_instant_to_come() {
        let refused = |keys: &[TrustedKey], from| {
            handed_over(keys, &ministry(), (at(NOW), at(from))).expect_err("a refusal")
        };
        assert_eq!(refused(&[key(1, FIRST)], FIRST), KeyRefusal::Passed(at(FIRST)));
        assert_eq!(refused(&[], LATER), KeyRefusal::NoneSigns(ministry()));
        let stolen = TrustedKey { compromised_at: Some(at(FIRST)), ..key(1, FIRST) };
        assert_eq!(refused(&[stolen], LATER), KeyRefusal::NoneSigns(ministry()));
        let planned = KeyRefusal::Planned { key_id: key(2, LATER).key_id, from: at(LATER) };
        assert_eq!(refused(&[key(1, FIRST), key(2, LATER)], LATER), planned);
    }

    #[test]
    fn the_last_key_is_retired_only_on_request_and_once() {
        let keys = [key(1, FIRST)];
        let id = keys[0].key_id;
        assert_eq!(retired(&keys, id, at(NOW), false), Err(KeyRefusal::Last(ministry())));
        let over = retired(&keys, id, at(NOW), true).expect("asked for");
        assert_eq!(over.retired_at, Some(at(NOW)));
        assert_eq!(retired(&[over], id, at(NOW), true), Err(KeyRefusal::Retired { key_id: id, at: at(NOW) }));
        assert!(retired(&[key(1, FIRST), key(2, LATER)], id, at(NOW), false).is_ok(), "another is planned");
        let unknown = key(9, FIRST).key_id;
        assert_eq!(retired(&keys, unknown, at(NOW), true), Err(KeyRefusal::Unknown(unknown)));
        let stolen = TrustedKey { compromised_at: Some(at(FIRST)), ..key(1, FIRST) };
        assert_eq!(retired(&[stolen], id, at(NOW), true), Err(KeyRefusal::Compromised(id)));
    }

    #[test]
    fn a_planned_key_that_is_given_up_ends_when_it_begins() {
        let keys = [key(1, FIRST), key(2, LATER)];
        let given_up = retired(&keys, keys[1].key_id, at(NOW), false).expect("the first goes on");
        assert_eq!(given_up.retired_at, Some(at(LATER)));
        let keys = [keys[0].clone(), given_up];
        assert!(handed_over(&keys, &ministry(), (at(NOW), at(NOW))).is_ok(), "nothing is planned any more");
    }

    #[test]
    fn a_compromise_has_happened_within_the_life_of_the_key_and_only_moves_back() {
        let keys = [key(1, FIRST)];
        let id = keys[0].key_id;
        let at_instant = |since: &str| compromised(&keys, id, at(since), at(NOW));
        assert_eq!(at_instant(LATER), Err(KeyRefusal::ToCome(at(LATER))));
        let too_early = KeyRefusal::BeforeItBegan { key_id: id, valid_from: at(FIRST) };
        assert_eq!(at_instant("2025-12-31T23:59:59Z"), Err(too_early));
        assert!(at_instant(FIRST).is_ok() && at_instant(NOW).is_ok());
        let known = [TrustedKey { compromised_at: Some(at("2026-06-01T00:00:00Z")), ..key(1, FIRST) }];
        let again = |since: &str| compromised(&known, id, at(since), at(NOW));
        assert!(matches!(again(NOW), Err(KeyRefusal::NotEarlier { .. })));
        assert_eq!(again(FIRST).expect("earlier").compromised_at, Some(at(FIRST)));
        let planned = [key(2, LATER)];
        let of_planned = compromised(&planned, planned[0].key_id, at(LATER), at(NOW));
        assert!(of_planned.is_ok(), "a key that has not signed yet is given up from its first instant");
    }
}
