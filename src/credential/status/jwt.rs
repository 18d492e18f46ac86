//! A list as Token Status List in a JWT (IETF Token Status List, section 5.1).

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Map, Value, json};

use super::{
    MAX_LIST_BYTES,
    list::{StatusList, VerifiedList},
    name::{ListKind, ListName},
    packed,
    set::{PACKED_BYTES, StatusSet},
};
use crate::{
    credential::{
        document::{
            address::{IssuerDid, KeyUrl},
            json::{canonical, members, parse},
        },
        keys::IssuerSigningKey,
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        trust::TrustList,
        verify::key_that_signed,
    },
    dates::Instant,
};

/// The media type of a Token Status List as JWT.
pub const MEDIA_TYPE: &str = "application/statuslist+jwt";

/// Signs the list as a compact JWS.
///
/// Not public: what is signed comes from the register.
pub(crate) fn sign(
    list: &StatusList,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<String, SigningError> {
    key.require_issuer(&list.issuer)?;
    let method = KeyUrl { did: IssuerDid::new(origin, key.issuer()), key_id: key.key_id() };
    let packed = BASE64URL_NOPAD.encode(&packed::zlib(list.statuses.packed()));
    let parts = [canonical(&header("EdDSA", &method)), canonical(&claims(list, origin, &packed))];
    let message = parts.map(|part| BASE64URL_NOPAD.encode(part.as_bytes())).join(".");
    let signature = key.signature(message.as_bytes())?;
    Ok(format!("{message}.{}", BASE64URL_NOPAD.encode(&signature)))
}

/// Checks a list against pinned keys (DOCUMENT.md, section 6).
///
/// Header and claims must be, byte for byte, what would have been written.
pub fn verify(text: &str, trust: &TrustList) -> Result<VerifiedList, Refused> {
    if text.len() > MAX_LIST_BYTES {
        return Err(Malformed::TooLong.into());
    }
    let (message, signature) = text.rsplit_once('.').ok_or(Malformed::Json)?;
    let (header, claims) = message.split_once('.').ok_or(Malformed::Json)?;
    let method = key_of(&part(header)?)?;
    let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    let signature: [u8; 64] = signature.ok_or(Malformed::Header)?;
    let key = key_that_signed(trust, (method.key_id, &method.did.issuer), message.as_bytes(), &signature)?;
    let (list, origin) = list_of(&part(claims)?)?;
    if origin.host() != method.did.host {
        return Err(Malformed::Claims.into());
    }
    VerifiedList::proven(ListKind::Token, list, key)
}

/// The list that a text claims to be. To be told, not believed: nothing of
/// the text was checked.
pub(in crate::credential) fn claimed_name(text: &str) -> Option<ListName> {
    let claims = text.split('.').nth(1).filter(|claims| claims.len() <= MAX_LIST_BYTES)?;
    let found = parse(&part(claims).ok()?, MAX_LIST_BYTES).ok()?;
    ListName::of_url(found.get("sub")?.as_str()?).map(|(_, name)| name)
}

fn header(algorithm: &str, method: &KeyUrl) -> Map<String, Value> {
    members(json!({"alg": algorithm, "kid": method.to_string(), "typ": "statuslist+jwt"}))
}

fn claims(list: &StatusList, origin: &Origin, packed: &str) -> Map<String, Value> {
    members(json!({
        "sub": list.name(ListKind::Token).url(origin),
        "iat": list.issued_at.unix(),
        "exp": list.valid_until.unix(),
        "ttl": list.ttl_seconds,
        "list_number": list.number,
        "status_list": {"bits": 2, "lst": packed},
    }))
}

/// The JSON text of a part.
fn part(encoded: &str) -> Result<String, Malformed> {
    let bytes = BASE64URL_NOPAD.decode(encoded.as_bytes()).map_err(|_| Malformed::Json)?;
    String::from_utf8(bytes).map_err(|_| Malformed::Json)
}

/// The key that a header names, and nothing else in it: an algorithm, key or
/// address that the sender chooses is how JWTs are forged (RFC 8725, 3.1).
fn key_of(text: &str) -> Result<KeyUrl, Malformed> {
    let found = parse(text, MAX_LIST_BYTES)?;
    if found.contains_key("crit") {
        return Err(Malformed::CriticalHeader);
    }
    let named = |member: &str| found.get(member).and_then(Value::as_str);
    let algorithm = named("alg").filter(|name| matches!(*name, "EdDSA" | "Ed25519"));
    let algorithm = algorithm.ok_or(Malformed::Algorithm)?;
    let method = named("kid").and_then(|name| name.parse().ok()).ok_or(Malformed::Header)?;
    if canonical(&header(algorithm, &method)) == text { Ok(method) } else { Err(Malformed::Header) }
}

fn list_of(text: &str) -> Result<(StatusList, Origin), Malformed> {
    let found = parse(text, MAX_LIST_BYTES)?;
    let (list, origin, packed) = read(&found).ok_or(Malformed::Claims)?;
    if canonical(&claims(&list, &origin, packed)) != text {
        return Err(Malformed::NotCanonical);
    }
    let bytes = BASE64URL_NOPAD.decode(packed.as_bytes()).ok();
    let bytes = bytes.and_then(|packed| packed::unzlib(&packed, PACKED_BYTES));
    let statuses = bytes.and_then(StatusSet::from_packed).ok_or(Malformed::StatusList)?;
    Ok((StatusList { statuses, ..list }, origin))
}

/// Everything but the entries, which are still packed.
fn read(found: &Map<String, Value>) -> Option<(StatusList, Origin, &str)> {
    let (origin, name) = ListName::of_url(found.get("sub")?.as_str()?)?;
    let instant = |claim: &str| Instant::from_unix(found.get(claim)?.as_i64()?).ok();
    let count = |claim: &str| found.get(claim)?.as_u64()?.try_into().ok();
    let list = StatusList {
        issuer: name.issuer,
        list: name.list,
        number: count("list_number")?,
        issued_at: instant("iat")?,
        valid_until: instant("exp")?,
        ttl_seconds: count("ttl")?,
        statuses: StatusSet::new(),
    };
    let fits = name.kind == ListKind::Token && list.issued_at < list.valid_until;
    let packed = found.get("status_list")?.get("lst")?.as_str()?;
    fits.then_some((list, origin, packed))
}
