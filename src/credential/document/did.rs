//! The issuers' keys as DID documents (DOCUMENT.md, section 5).

use serde_json::{Value, json};

use super::{
    address::{IssuerDid, site_did},
    base58, context,
};
use crate::credential::{
    keys::PublicKey,
    link::Origin,
    text::IssuerCode,
    trust::{TrustList, TrustedKey},
};

/// The media type of a DID document (DID 1.0, section 6.2).
pub const MEDIA_TYPE: &str = "application/did+json";

/// Ed25519 public keys in Multikey (Controlled Identifiers 1.0, section 2.2.2).
const ED25519: [u8; 2] = [0xed, 0x01];

/// The document at `/issuers/CODE/did.json`: all keys the issuer ever had.
///
/// An issuer without keys has a document too, in which nothing is asserted.
pub fn issuer_document(origin: &Origin, issuer: &IssuerCode, trust: &TrustList) -> Value {
    document(&IssuerDid::new(origin, issuer).to_string(), None, origin, keys_of(issuer, trust))
}

/// The document at `/.well-known/did.json`: the central issuer's keys under
/// the name of the site.
pub fn site_document(origin: &Origin, central: &IssuerCode, trust: &TrustList) -> Value {
    let same = IssuerDid::new(origin, central).to_string();
    document(&site_did(origin), Some(&same), origin, keys_of(central, trust))
}

/// The key as `publicKeyMultibase`: `z6Mk…`.
pub fn multikey(key: PublicKey) -> String {
    base58::encode(&[ED25519.as_slice(), key.as_bytes()].concat())
}

/// The key that a `publicKeyMultibase` of an Ed25519 key holds.
///
/// None for keys of another kind, another spelling, or of small order.
pub fn parse_multikey(text: &str) -> Option<PublicKey> {
    let bytes = base58::decode::<34>(text)?;
    PublicKey::try_from(bytes.strip_prefix(ED25519.as_slice())?).ok()
}

/// The oldest first, as an issuer's history is told.
fn keys_of<'trust>(issuer: &IssuerCode, trust: &'trust TrustList) -> Vec<&'trust TrustedKey> {
    let mut keys: Vec<_> = trust.keys().iter().filter(|key| key.issuer == *issuer).collect();
    keys.sort_by_key(|key| (key.valid_from, key.key_id));
    keys
}

fn document(did: &str, same: Option<&str>, origin: &Origin, keys: Vec<&TrustedKey>) -> Value {
    let asserts: Vec<_> = keys
        .iter()
        .filter(|key| key.compromised_at.is_none())
        .map(|key| format!("{did}#{}", key.key_id))
        .collect();
    let mut document = json!({
        "@context": [
            "https://www.w3.org/ns/did/v1",
            "https://w3id.org/security/multikey/v1",
            context::context_url(origin),
        ],
        "id": did,
        "verificationMethod": keys.into_iter().map(|key| method(did, key)).collect::<Vec<_>>(),
        "assertionMethod": asserts,
    });
    if let Some(same) = same {
        document["alsoKnownAs"] = json!([same]);
    }
    document
}

fn method(did: &str, key: &TrustedKey) -> Value {
    let mut method = json!({
        "id": format!("{did}#{}", key.key_id),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": multikey(key.public_key),
    });
    if let Some(retired_at) = key.retired_at {
        method["retired"] = json!(retired_at);
    }
    if let Some(compromised_at) = key.compromised_at {
        method["revoked"] = json!(compromised_at);
    }
    method
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::vectors;

    fn origin() -> Origin {
        "https://kiemtra-chuyengia.example".parse().expect("an origin")
    }

    #[test]
    fn a_key_is_written_as_the_standard_writes_it() {
        // The public key of RFC 8032, section 7.1, test 1, as a did:key.
        let key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".parse();
        let key: PublicKey = key.expect("a public key");
        let written = multikey(key);
        assert_eq!(written, "z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw");
        assert_eq!(parse_multikey(&written), Some(key));
        // P-256 (`zDna…`), cut short, without its header.
        for wrong in ["zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76", &written[..47], &written[1..], "z"]
        {
            assert_eq!(parse_multikey(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_issuer_shows_what_became_of_every_key() {
        let document = issuer_document(&origin(), &"BKHCN".parse().expect("a code"), &vectors::trust());
        let methods = document["verificationMethod"].as_array().expect("a list");
        assert_eq!(methods.len(), 3);
        let with = |member: &str| methods.iter().filter(|method| method.get(member).is_some()).count();
        assert_eq!((with("retired"), with("revoked"), with("expires")), (1, 1, 0));
        let asserts = document["assertionMethod"].as_array().expect("a list");
        assert_eq!(asserts.len(), 2, "retired yes, compromised no");
        let revoked = methods.iter().find(|method| method.get("revoked").is_some()).expect("one");
        assert!(!asserts.contains(&revoked["id"]));
    }

    #[test]
    fn the_site_has_the_ministrys_keys_under_its_own_name() {
        let ministry = "BKHCN".parse().expect("a code");
        let document = site_document(&origin(), &ministry, &vectors::trust());
        assert_eq!(document["id"], "did:web:kiemtra-chuyengia.example");
        assert_eq!(document["alsoKnownAs"][0], "did:web:kiemtra-chuyengia.example:issuers:BKHCN");
        assert_eq!(document["verificationMethod"][0]["controller"], document["id"]);
    }
}
