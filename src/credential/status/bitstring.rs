//! A list as `BitstringStatusListCredential` (Bitstring Status List 1.0),
//! secured like every document.

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

use super::{
    MAX_LIST_BYTES,
    list::{StatusList, VerifiedList},
    name::{ListKind, ListName},
    packed,
    set::{BITSTRING_BYTES, StatusSet},
};
use crate::{
    credential::{
        document::{address::IssuerDid, context, json::members, proof},
        keys::IssuerSigningKey,
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        trust::TrustList,
    },
    dates::Instant,
};

/// Signs the list of one purpose; canonical JSON.
///
/// Not public: what is signed comes from the register.
pub(crate) fn sign(
    list: &StatusList,
    purpose: ListKind,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<String, SigningError> {
    key.require_issuer(&list.issuer)?;
    let encoded = encoded(&list.statuses, purpose);
    proof::secure(unsigned(list, purpose, origin, &encoded), origin, key, list.issued_at)
}

/// The entries as `encodedList`: gzip in base64url with the multibase header.
pub(crate) fn encoded(statuses: &StatusSet, purpose: ListKind) -> String {
    format!("u{}", BASE64URL_NOPAD.encode(&packed::gzip(&statuses.bitstring(purpose))))
}

/// The entries of an `encodedList` that has as many as ours.
pub(crate) fn decoded(text: &str, purpose: ListKind) -> Option<StatusSet> {
    let packed = BASE64URL_NOPAD.decode(text.strip_prefix('u')?.as_bytes()).ok()?;
    StatusSet::from_bitstring(purpose, &packed::gunzip(&packed, BITSTRING_BYTES)?)
}

/// Checks a list against pinned keys (DOCUMENT.md, sections 4 and 6).
pub fn verify(text: &str, trust: &TrustList) -> Result<VerifiedList, Refused> {
    let opened = proof::open(text, MAX_LIST_BYTES, trust)?;
    let (encoded, list, origin, purpose) = read(&opened.document).ok_or(Malformed::Document)?;
    let statuses = decoded(encoded, purpose).ok_or(Malformed::StatusList)?;
    let list = StatusList { statuses, ..list };
    let said = list.issued_at == opened.created && origin.host() == opened.host;
    if !said || unsigned(&list, purpose, &origin, encoded) != opened.document {
        return Err(Malformed::Document.into());
    }
    VerifiedList::proven(purpose, list, opened.key)
}

fn unsigned(list: &StatusList, purpose: ListKind, origin: &Origin, encoded: &str) -> Map<String, Value> {
    let url = list.name(purpose).url(origin);
    members(json!({
        "@context": context::both(origin),
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": IssuerDid::new(origin, &list.issuer).to_string(),
        "validFrom": list.issued_at,
        "validUntil": list.valid_until,
        "credentialSubject": {
            "id": format!("{url}#list"),
            "type": "BitstringStatusList",
            "statusPurpose": purpose.as_str(),
            "encodedList": encoded,
            "ttl": u64::from(list.ttl_seconds) * 1_000,
            "listNumber": list.number,
        },
    }))
}

/// Everything but the entries, which are still packed.
fn read(document: &Map<String, Value>) -> Option<(&str, StatusList, Origin, ListKind)> {
    let (origin, name) = ListName::of_url(document.get("id")?.as_str()?)?;
    if name.kind == ListKind::Token {
        return None;
    }
    let instant = |member: &str| document.get(member)?.as_str()?.parse::<Instant>().ok();
    let subject = document.get("credentialSubject")?;
    let list = StatusList {
        issuer: name.issuer,
        list: name.list,
        number: subject.get("listNumber")?.as_u64()?.try_into().ok()?,
        issued_at: instant("validFrom")?,
        valid_until: instant("validUntil")?,
        ttl_seconds: (subject.get("ttl")?.as_u64()? / 1_000).try_into().ok()?,
        statuses: StatusSet::new(),
    };
    let encoded = subject.get("encodedList")?.as_str()?;
    (list.issued_at < list.valid_until).then_some((encoded, list, origin, name.kind))
}
