//! `DataIntegrityProof` with `eddsa-jcs-2022` (DOCUMENT.md, section 3; Data
//! Integrity `EdDSA` Cryptosuites 1.0, section 3.3).
//!
//! Everything an issuer signs as JSON goes through these two functions: the
//! documents of papers, status lists, statements.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{
    address::{IssuerDid, KeyUrl},
    base58,
    json::{canonical, parse},
};
use crate::{
    credential::{
        keys::IssuerSigningKey,
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        trust::{TrustList, TrustedKey},
        verify::key_that_signed,
    },
    dates::Instant,
};

/// What the proof of a document proves: this key signed these members.
///
/// Whether the key was in force at `created`, and whether the members are
/// allowed, is for the caller to judge.
#[derive(Debug)]
pub(crate) struct ProvenDocument<'trust> {
    /// The document without its proof.
    pub(crate) document: Map<String, Value>,
    /// The instant of signing, as signed.
    pub(crate) created: Instant,
    /// The pinned key that signed; its issuer is the one the proof names.
    pub(crate) key: &'trust TrustedKey,
    /// The host in the name of the key, lower case.
    pub(crate) host: String,
}

/// Adds the issuer's proof and writes the whole as canonical JSON.
pub(crate) fn secure(
    mut document: Map<String, Value>,
    origin: &Origin,
    key: &IssuerSigningKey,
    created: Instant,
) -> Result<String, SigningError> {
    let method = KeyUrl { did: IssuerDid::new(origin, key.issuer()), key_id: key.key_id() };
    let mut proof = options(&document, &method, created);
    let signature = key.signature(&to_be_signed(&proof, &document))?;
    proof.insert("proofValue".to_owned(), base58::encode(&signature).into());
    document.insert("proof".to_owned(), proof.into());
    Ok(canonical(&document))
}

/// Reads a document of at most `limit` bytes and checks its signature.
pub(crate) fn open<'trust>(
    text: &str,
    limit: usize,
    trust: &'trust TrustList,
) -> Result<ProvenDocument<'trust>, Refused> {
    let mut document = parse(text, limit)?;
    let Some(Value::Object(mut proof)) = document.remove("proof") else {
        return Err(Malformed::Proof.into());
    };
    let suite = [("type", "DataIntegrityProof"), ("cryptosuite", "eddsa-jcs-2022")];
    if suite.iter().any(|(member, ours)| proof.get(*member).is_none_or(|found| found != ours)) {
        return Err(Malformed::Algorithm.into());
    }
    let signature = take_text(&mut proof, "proofValue").and_then(|text| base58::decode(&text));
    let signature = signature.ok_or(Malformed::Proof)?;
    let (method, created) = understood(&proof).ok_or(Malformed::Proof)?;
    if options(&document, &method, created) != proof {
        return Err(Malformed::Proof.into());
    }
    let message = to_be_signed(&proof, &document);
    let key = key_that_signed(trust, (method.key_id, &method.did.issuer), &message, &signature)?;
    Ok(ProvenDocument { document, created, key, host: method.did.host })
}

/// The proof without its value. It repeats the context, so that nobody can
/// give the members another meaning (Data Integrity 1.0, section 2.4.1).
pub(super) fn options(
    document: &Map<String, Value>,
    method: &KeyUrl,
    created: Instant,
) -> Map<String, Value> {
    let mut proof = Map::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".to_owned(), context.clone());
    }
    for (member, value) in [
        ("type", json!("DataIntegrityProof")),
        ("cryptosuite", json!("eddsa-jcs-2022")),
        ("created", json!(created)),
        ("verificationMethod", json!(method.to_string())),
        ("proofPurpose", json!("assertionMethod")),
    ] {
        proof.insert(member.to_owned(), value);
    }
    proof
}

/// The hashes that are signed (section 3.3.4 of the suite).
pub(crate) fn to_be_signed(proof: &Map<String, Value>, document: &Map<String, Value>) -> Vec<u8> {
    [Sha256::digest(canonical(proof)), Sha256::digest(canonical(document))].concat()
}

fn understood(proof: &Map<String, Value>) -> Option<(KeyUrl, Instant)> {
    let text = |member: &str| proof.get(member).and_then(Value::as_str);
    Some((text("verificationMethod")?.parse().ok()?, text("created")?.parse().ok()?))
}

fn take_text(object: &mut Map<String, Value>, member: &str) -> Option<String> {
    match object.remove(member) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}
