//! A list as Token Status List in a CWT (IETF Token Status List, section 5.2).

use coset::{CborSerializable, cbor::Value};

use super::{
    MAX_LIST_BYTES,
    list::{StatusList, VerifiedList},
    name::{ListKind, ListName},
    packed,
    set::{PACKED_BYTES, StatusSet},
};
use crate::{
    credential::{
        envelope::{self, Envelope, Typ},
        keys::IssuerSigningKey,
        link::Origin,
        refusal::{Malformed, Refused},
        sign::SigningError,
        trust::TrustList,
        verify::key_that_signed,
    },
    dates::Instant,
};

/// The media type of a Token Status List as CWT, and its `typ`.
pub const MEDIA_TYPE: &str = "application/statuslist+cwt";

/// The header `typ`: what keeps a list from passing as another CWT.
const TYP: Typ = Some(MEDIA_TYPE);

const SUB: i64 = 2;
const EXP: i64 = 4;
const IAT: i64 = 6;
const STATUS_LIST: i64 = 65_533;
const TTL: i64 = 65_534;
/// In the private range, after the particulars of a paper.
const LIST_NUMBER: i64 = -65_538;

/// Signs the list as a tagged `COSE_Sign1`.
///
/// Not public: what is signed comes from the register.
pub(crate) fn sign(
    list: &StatusList,
    origin: &Origin,
    key: &IssuerSigningKey,
) -> Result<Vec<u8>, SigningError> {
    key.require_issuer(&list.issuer)?;
    let claims = claims(list, origin, &packed::zlib(list.statuses.packed()));
    let sealed = envelope::seal(claims, TYP, key.key_id(), |message| key.signature(message))?;
    Ok(sealed.bytes)
}

/// Checks a list against pinned keys (DOCUMENT.md, section 6).
///
/// The bytes must be the one encoding of what they say.
pub fn verify(bytes: &[u8], trust: &TrustList) -> Result<VerifiedList, Refused> {
    if bytes.len() > MAX_LIST_BYTES {
        return Err(Malformed::TooLong.into());
    }
    let envelope = Envelope::read(bytes, TYP)?;
    let found = Value::from_slice(&envelope.payload).map_err(|_| Malformed::Cbor)?;
    let (list, origin, packed) = read(&found).ok_or(Malformed::Claims)?;
    let to_be_signed = envelope.signed_over(claims(&list, &origin, packed), bytes)?;
    let signed_by = (envelope.key_id, &list.issuer);
    let key = key_that_signed(trust, signed_by, &to_be_signed, &envelope.signature)?;
    let entries = packed::unzlib(packed, PACKED_BYTES).and_then(StatusSet::from_packed);
    let statuses = entries.ok_or(Malformed::StatusList)?;
    VerifiedList::proven(ListKind::Token, StatusList { statuses, ..list }, key)
}

/// In the order of their encoded keys, which is the deterministic order.
fn claims(list: &StatusList, origin: &Origin, packed: &[u8]) -> Vec<u8> {
    let entries = Value::Map(vec![("lst".into(), packed.into()), ("bits".into(), 2.into())]);
    let claims = [
        (SUB, list.name(ListKind::Token).url(origin).into()),
        (EXP, list.valid_until.unix().into()),
        (IAT, list.issued_at.unix().into()),
        (STATUS_LIST, entries),
        (TTL, list.ttl_seconds.into()),
        (LIST_NUMBER, list.number.into()),
    ];
    let claims = Value::Map(claims.map(|(key, value)| (key.into(), value)).into());
    claims.to_vec().expect("texts, integers and bytes can be written")
}

/// Everything but the entries, which are still packed.
fn read(found: &Value) -> Option<(StatusList, Origin, &[u8])> {
    let claim = |key: i64| at(found, &key.into());
    let number = |key: i64| claim(key)?.as_integer().map(i128::from);
    let instant = |key: i64| Instant::from_unix(number(key)?.try_into().ok()?).ok();
    let (origin, name) = ListName::of_url(claim(SUB)?.as_text()?)?;
    let list = StatusList {
        issuer: name.issuer,
        list: name.list,
        number: number(LIST_NUMBER)?.try_into().ok()?,
        issued_at: instant(IAT)?,
        valid_until: instant(EXP)?,
        ttl_seconds: number(TTL)?.try_into().ok()?,
        statuses: StatusSet::new(),
    };
    let packed = at(claim(STATUS_LIST)?, &"lst".into())?.as_bytes()?;
    let fits = name.kind == ListKind::Token && list.issued_at < list.valid_until;
    fits.then_some((list, origin, packed))
}

fn at<'a>(map: &'a Value, key: &Value) -> Option<&'a Value> {
    map.as_map()?.iter().find(|(found, _)| found == key).map(|(_, value)| value)
}
