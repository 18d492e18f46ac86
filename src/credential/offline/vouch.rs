//! Papers that a compromised key signed and the register had before that
//! (DOCUMENT.md, section 9).

use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::{
    credential::{
        document::{
            MAX_DOCUMENT_BYTES,
            address::IssuerDid,
            json::{canonical, members, parse},
            proof,
        },
        keys::{IssuerSigningKey, KeyId},
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        text::IssuerCode,
        token::Token,
        trust::TrustList,
        verify::judge_without_entry,
    },
    dates::Instant,
};

/// No list of vouched papers is longer.
const MAX_VOUCHED_BYTES: usize = 3 << 20;

/// Papers named in one list; more are parted into several.
pub const MAX_DIGESTS: usize = 60_000;

/// Whether a code or a document is exactly the one the register has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PaperDigest([u8; 32]);

/// What an issuer vouches for, though a key of it is in other hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VouchedPapers {
    /// Whose papers and keys.
    pub issuer: IssuerCode,
    /// The key that is compromised.
    pub key_id: KeyId,
    /// Since when; the trust list must say the same.
    pub compromised_at: Instant,
    /// When the register was asked; also when this was signed.
    pub asked_at: Instant,
    /// The papers whose entries are older than the compromise.
    pub digests: BTreeSet<PaperDigest>,
}

impl PaperDigest {
    /// Of a scanned code.
    pub fn of_code(token: &Token) -> Self {
        Self::of_token(token.digest())
    }

    /// Of the code whose token has this SHA-256.
    pub fn of_token(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// Of a document, however it is spelled: SHA-256 of its canonical JSON.
    pub fn of_document(text: &str) -> Result<Self, Malformed> {
        let document = parse(text, MAX_DOCUMENT_BYTES)?;
        Ok(Self(Sha256::digest(canonical(&document)).into()))
    }
}

/// Signs a list of vouched papers with a key in force.
///
/// Not public: what is vouched for comes from the register.
pub(crate) fn sign(
    vouched: &VouchedPapers,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<String, SigningError> {
    key.require_issuer(&vouched.issuer)?;
    proof::secure(unsigned(vouched, &IssuerDid::new(origin, key.issuer())), origin, key, vouched.asked_at)
}

/// Checks a list against pinned keys.
///
/// It must be signed by a key of the same issuer that is good, and speak of
/// the compromise that the trust list knows: were that found to be earlier,
/// the papers in between would be vouched for wrongly.
pub(super) fn verify(text: &str, trust: &TrustList) -> Result<VouchedPapers, Refused> {
    let opened = proof::open(text, MAX_VOUCHED_BYTES, trust)?;
    let key = opened.key;
    let vouched = read(&opened.document, &key.issuer, opened.created).ok_or(Malformed::Document)?;
    let did = IssuerDid { host: opened.host, issuer: key.issuer.clone() };
    if unsigned(&vouched, &did) != opened.document {
        return Err(Malformed::Document.into());
    }
    judge_without_entry(key, opened.created)?;
    let lost = trust.find(&key.issuer, vouched.key_id);
    let lost = lost.ok_or(Refused::UnknownKey { key_id: vouched.key_id })?;
    if lost.compromised_at != Some(vouched.compromised_at) {
        return Err(Malformed::Claims.into());
    }
    Ok(vouched)
}

fn unsigned(vouched: &VouchedPapers, did: &IssuerDid) -> Map<String, Value> {
    let digests = vouched.digests.iter().map(|digest| BASE64URL_NOPAD.encode(&digest.0));
    members(json!({
        "type": "VouchedPapers",
        "issuer": did.to_string(),
        "keyId": vouched.key_id,
        "compromisedAt": vouched.compromised_at,
        "askedAt": vouched.asked_at,
        "digests": digests.collect::<Vec<_>>(),
    }))
}

fn read(document: &Map<String, Value>, issuer: &IssuerCode, asked_at: Instant) -> Option<VouchedPapers> {
    let digest = |text: &Value| {
        let bytes = BASE64URL_NOPAD.decode(text.as_str()?.as_bytes()).ok()?;
        bytes.try_into().ok().map(PaperDigest)
    };
    Some(VouchedPapers {
        issuer: issuer.clone(),
        key_id: serde_json::from_value(document.get("keyId")?.clone()).ok()?,
        compromised_at: document.get("compromisedAt")?.as_str()?.parse().ok()?,
        asked_at,
        digests: document.get("digests")?.as_array()?.iter().map(digest).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{
        document::samples::{COMPROMISED, IN_USE, PROVINCE, RETIRED, instant, key, origin},
        vectors::{card_token, trust},
    };

    fn vouched() -> VouchedPapers {
        VouchedPapers {
            issuer: "BKHCN".parse().expect("a code"),
            key_id: key(COMPROMISED).key_id(),
            compromised_at: instant("2026-10-01T00:00:00Z"),
            asked_at: instant("2026-11-22T03:00:00Z"),
            digests: [PaperDigest::of_code(&card_token())].into(),
        }
    }

    fn refusal(vouched: &VouchedPapers, seed: u8) -> &'static str {
        let text = sign(vouched, &origin(), &key(seed)).expect("the issuer's key");
        verify(&text, &trust()).err().map_or("accepted", |refused| refused.code())
    }

    #[test]
    fn a_list_is_read_back_and_a_changed_letter_is_not() {
        let text = sign(&vouched(), &origin(), &key(IN_USE)).expect("the issuer's key");
        assert_eq!(verify(&text, &trust()), Ok(vouched()));
        let changed = text.replace("2026-10-01", "2026-10-02");
        assert_eq!(verify(&changed, &trust()), Err(Refused::Signature));
    }

    #[test]
    fn only_a_good_key_of_the_issuer_vouches_and_for_the_known_compromise() {
        assert_eq!(refusal(&vouched(), IN_USE), "accepted");
        assert!(sign(&vouched(), &origin(), &key(PROVINCE)).is_err());
        assert_eq!(refusal(&vouched(), RETIRED), "key_not_in_force");
        let by_the_thief = VouchedPapers { asked_at: instant("2026-09-01T00:00:00Z"), ..vouched() };
        assert_eq!(refusal(&by_the_thief, COMPROMISED), "key_compromised");
        let later = VouchedPapers { compromised_at: instant("2026-11-01T00:00:00Z"), ..vouched() };
        assert_eq!(refusal(&later, IN_USE), "claims");
        let of_a_good_key = VouchedPapers { key_id: key(IN_USE).key_id(), ..vouched() };
        assert_eq!(refusal(&of_a_good_key, IN_USE), "claims");
        let of_the_province = VouchedPapers { key_id: key(PROVINCE).key_id(), ..vouched() };
        assert_eq!(refusal(&of_the_province, IN_USE), "unknown_key");
    }

    #[test]
    fn the_longest_list_fits() {
        let digest = |number: usize| {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&number.to_be_bytes());
            PaperDigest(bytes)
        };
        let longest = VouchedPapers { digests: (0..MAX_DIGESTS).map(digest).collect(), ..vouched() };
        assert_eq!(refusal(&longest, IN_USE), "accepted");
    }
}
