//! `relatedResource`: what was said of the bytes at other addresses (VC Data
//! Model 2.0, section 5.3).

use std::collections::HashSet;

use data_encoding::{BASE64, BASE64URL_NOPAD};
use serde_json::{Map, Value};

use super::{
    fault::{Fault, Kind},
    values::{objects, url},
};
use crate::credential::document::{base58, context::CREDENTIALS_V2};

/// The bytes once served at an address, by their digests in base64.
struct Edition {
    url: &'static str,
    sha256: &'static str,
    sha384: &'static str,
}

/// The base context, the one resource whose bytes everyone knows.
const EDITIONS: [Edition; 2] = [
    // As the Recommendation has it (section B.1), since February 2025.
    Edition {
        url: CREDENTIALS_V2,
        sha256: "WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=",
        sha384: "l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU",
    },
    // Of the Candidate Recommendation, July 2024; credentials issued then name it.
    Edition {
        url: CREDENTIALS_V2,
        sha256: "JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k=",
        sha384: "NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg",
    },
];

/// The header of a SHA-256 multihash: its code and its length.
const SHA256_MULTIHASH: [u8; 2] = [0x12, 32];

/// Checks the related resources of a document, if it has any.
pub(super) fn check(document: &Map<String, Value>) -> Result<(), Fault> {
    let Some(value) = document.get("relatedResource") else { return Ok(()) };
    let mut seen = HashSet::new();
    for resource in objects(value, "relatedResource")? {
        let id = url(resource.get("id").unwrap_or(&Value::Null), "relatedResource.id")?;
        if !seen.insert(id) {
            return Err(Fault::malformed(format!("`relatedResource` names {id} twice")));
        }
        digests_match(id, resource)?;
    }
    Ok(())
}

fn digests_match(id: &str, resource: &Map<String, Value>) -> Result<(), Fault> {
    let editions: Vec<_> = EDITIONS.iter().filter(|edition| edition.url == id).collect();
    let (sri, multibase) = (resource.get("digestSRI"), resource.get("digestMultibase"));
    if sri.is_none() && multibase.is_none() {
        return Err(Fault::malformed("a `relatedResource` has neither `digestSRI` nor `digestMultibase`"));
    }
    if editions.is_empty() {
        return Err(Fault::new(Kind::ProofVerification, format!("{id} cannot be retrieved to be compared")));
    }
    let is = |value: Option<&Value>, matches: fn(&Edition, &str) -> bool| {
        value.is_none_or(|value| {
            value.as_str().is_some_and(|text| editions.iter().any(|edition| matches(edition, text)))
        })
    };
    if is(sri, is_sri) && is(multibase, is_multibase) {
        return Ok(());
    }
    Err(Fault::new(Kind::ProofVerification, format!("{id} has another digest")))
}

/// Subresource Integrity: one digest with its algorithm in front.
fn is_sri(edition: &Edition, text: &str) -> bool {
    match text.split_once('-') {
        Some(("sha256", digest)) => digest == edition.sha256,
        Some(("sha384", digest)) => digest == edition.sha384,
        _ => false,
    }
}

/// A multihash, or SHA-256 alone, in base64url or base58 with its header.
fn is_multibase(edition: &Edition, text: &str) -> bool {
    let bytes = match text.strip_prefix('u') {
        Some(digits) => BASE64URL_NOPAD.decode(digits.as_bytes()).ok(),
        None => base58::decode::<34>(text).map(Vec::from),
    };
    let digest =
        bytes.map(|bytes| bytes.strip_prefix(&SHA256_MULTIHASH).map_or(bytes.clone(), <[u8]>::to_vec));
    digest.is_some_and(|digest| BASE64.encode(&digest) == edition.sha256)
}
