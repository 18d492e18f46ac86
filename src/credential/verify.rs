//! Is this code what the issuer signed? (FORMAT.md, sections 6 and 7.)
//!
//! A genuine code is not yet a valid paper: that also needs its status, which
//! the register has. The verdict is a pure function of token and trust list,
//! so it may be remembered for as long as the list is the same.

use super::{
    keys::KeyId,
    link,
    payload::Payload,
    refusal::Refused,
    text::IssuerCode,
    token::Token,
    trust::{TrustList, TrustedKey},
    verdict::{CouldNotCheck, NotNow, NotValid, Verdict},
};
use crate::dates::{Day, Instant};

/// What a signature proves: the issuer's key signed this payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Genuine {
    payload: Payload,
    key_id: KeyId,
    key_compromised_at: Option<Instant>,
}

/// Checks a whole link or a code alone; the host it names is not looked at.
pub fn verify_text(text: &str, trust: &TrustList) -> Result<Genuine, Refused> {
    verify(&link::parse(text)?.token, trust)
}

/// Checks a token against pinned keys, by the strict rules for signatures.
///
/// The signature comes first, so that whatever is said about the key's times
/// rests on an instant that was really signed.
pub fn verify(token: &Token, trust: &TrustList) -> Result<Genuine, Refused> {
    let payload = token.unproven_payload();
    let key_id = token.key_id();
    let issuer = &payload.paper().issuer;
    let key = key_that_signed(trust, (key_id, issuer), token.to_be_signed(), token.signature())?;
    judge(key, payload.paper().issued_at)?;
    Ok(Genuine::proven(payload.clone(), key))
}

/// What an issuer's key signed, whatever became of that key since: for a
/// register that compares the code it keeps with what it entered.
pub fn signed_by_issuer<'token>(token: &'token Token, trust: &TrustList) -> Result<&'token Payload, Refused> {
    let payload = token.unproven_payload();
    let by = (token.key_id(), &payload.paper().issuer);
    key_that_signed(trust, by, token.to_be_signed(), token.signature())?;
    Ok(payload)
}

/// The pinned key with this id, if it is this issuer's and made the signature.
pub(super) fn key_that_signed<'trust>(
    trust: &'trust TrustList,
    (key_id, issuer): (KeyId, &IssuerCode),
    message: &[u8],
    signature: &[u8; 64],
) -> Result<&'trust TrustedKey, Refused> {
    let key = trust.with_id(key_id).ok_or(Refused::UnknownKey { key_id })?;
    if key.issuer != *issuer {
        return Err(Refused::OtherIssuer { key_id });
    }
    if !key.public_key.verifies(message, signature) {
        return Err(Refused::Signature);
    }
    Ok(key)
}

/// Whether the key was the issuer's at the instant that was signed.
pub(super) fn judge(key: &TrustedKey, signed_at: Instant) -> Result<(), Refused> {
    let key_id = key.key_id;
    if let Some(since) = key.compromised_at
        && signed_at >= since
    {
        return Err(Refused::KeyCompromised { key_id, since });
    }
    if key.signs_at(signed_at) { Ok(()) } else { Err(Refused::KeyNotInForce { key_id }) }
}

/// The same for what has no entry in the register to be older than the
/// compromise of its key: of such a key nothing counts, whatever time it gives.
pub(super) fn judge_without_entry(key: &TrustedKey, signed_at: Instant) -> Result<(), Refused> {
    judge(key, signed_at)?;
    match key.compromised_at {
        Some(since) => Err(Refused::KeyCompromised { key_id: key.key_id, since }),
        None => Ok(()),
    }
}

/// The verdict on a day without any status: never valid.
pub fn offline_verdict(checked: &Result<Genuine, Refused>, on: Day) -> Verdict {
    match checked {
        Ok(genuine) => genuine.verdict_without_status(on),
        Err(refused) => refused.verdict(),
    }
}

impl Genuine {
    /// What this key signed; the caller has checked signature and key.
    pub(super) fn proven(payload: Payload, key: &TrustedKey) -> Self {
        Self { payload, key_id: key.key_id, key_compromised_at: key.compromised_at }
    }

    /// What was signed.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The key that signed.
    pub fn key_id(&self) -> KeyId {
        self.key_id
    }

    /// The instant of signing, as signed.
    pub fn issued_at(&self) -> Instant {
        self.payload.paper().issued_at
    }

    /// Since when others may have the key.
    ///
    /// They can write any instant of signing: when this is set, the paper is
    /// only good if its entry in the register is older.
    pub fn key_compromised_at(&self) -> Option<Instant> {
        self.key_compromised_at
    }

    /// What the paper's own days say against it on this day, if anything.
    pub fn verdict_of_days(&self, on: Day) -> Option<Verdict> {
        let paper = self.payload.paper();
        if on > paper.valid_until {
            return Some(Verdict::NotValid(NotValid::Expired { on: paper.valid_until }));
        }
        if on < paper.valid_from {
            return Some(Verdict::NotNow(NotNow::NotYetInForce { from: paper.valid_from }));
        }
        None
    }

    /// The verdict on this day when the register cannot be asked.
    ///
    /// A compromised key goes before the days, which whoever has it could
    /// have written.
    pub fn verdict_without_status(&self, on: Day) -> Verdict {
        if self.key_compromised_at.is_some() {
            return Verdict::CouldNotCheck(CouldNotCheck::KeyCompromised);
        }
        self.verdict_of_days(on).unwrap_or(Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable))
    }
}
