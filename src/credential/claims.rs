//! Payload to claims set and back (FORMAT.md, section 4).
//!
//! Reading is only as strict as it must be to build a payload; that the bytes
//! are the one allowed encoding of it is checked in `token` by writing again.

use coset::{
    CborSerializable, CoseError,
    cbor::Value,
    cwt::{ClaimName, ClaimsSet, ClaimsSetBuilder, Timestamp},
};

use super::{
    payload::{Affiliation, CardPayload, CertificatePayload, Paper, Payload, PhotoHash},
    refusal::Malformed,
};
use crate::dates::{Day, Instant};

/// The first key of the private-use range of the CWT claims registry.
const PARTICULARS: i64 = -65_537;

const KIND: u64 = 1;
const HOLDER: u64 = 2;
const ENTERPRISE_CODE: u64 = 3;
const STATUS_INDEX: u64 = 4;
const VERSION: u64 = 5;
const PHOTO_HASH: u64 = 6;

/// The claims set of a payload, deterministic CBOR.
pub(super) fn write(payload: &Payload) -> Vec<u8> {
    let paper = payload.paper();
    let mut claims = ClaimsSetBuilder::new()
        .issuer(paper.issuer.to_string())
        .subject(paper.number.to_string())
        .expiration_time(Timestamp::WholeSeconds(paper.valid_until.ends_before().unix()))
        .issued_at(Timestamp::WholeSeconds(paper.issued_at.unix()))
        .private_claim(PARTICULARS, particulars(payload));
    if paper.valid_from != paper.issued_at.day() {
        claims = claims.not_before(Timestamp::WholeSeconds(paper.valid_from.starts_at().unix()));
    }
    claims.build().to_vec().expect("text, integers and bytes can be written")
}

fn particulars(payload: &Payload) -> Value {
    let paper = payload.paper();
    let mut map = vec![
        entry(KIND, kind(payload).into()),
        entry(HOLDER, paper.holder.as_str().into()),
        entry(STATUS_INDEX, paper.status_index.into()),
    ];
    if let Payload::Certificate(certificate) = payload
        && let Some(code) = certificate.enterprise_code()
    {
        map.insert(2, entry(ENTERPRISE_CODE, code.as_str().into()));
    }
    if paper.version > 0 {
        map.push(entry(VERSION, paper.version.into()));
    }
    if let Payload::Card(card) = payload {
        map.push(entry(PHOTO_HASH, card.photo_hash().as_bytes().as_slice().into()));
    }
    Value::Map(map)
}

fn entry(key: u64, value: Value) -> (Value, Value) {
    (key.into(), value)
}

fn kind(payload: &Payload) -> u64 {
    match (payload, payload.affiliation()) {
        (Payload::Certificate(_), Affiliation::Organisation) => 1,
        (Payload::Certificate(_), Affiliation::Independent) => 2,
        (Payload::Card(_), Affiliation::Organisation) => 3,
        (Payload::Card(_), Affiliation::Independent) => 4,
    }
}

/// The payload of a claims set.
pub(super) fn read(bytes: &[u8]) -> Result<Payload, Malformed> {
    let claims = ClaimsSet::from_slice(bytes).map_err(|error| match error {
        CoseError::DecodeFailed(_) | CoseError::DuplicateMapKey | CoseError::ExtraneousData => {
            Malformed::Cbor
        }
        _ => Malformed::Claims,
    })?;
    understood(claims).ok_or(Malformed::Claims)
}

fn understood(mut claims: ClaimsSet) -> Option<Payload> {
    let issued_at = instant(claims.issued_at.take()?)?;
    let valid_from = match claims.not_before.take() {
        Some(start) => midnight(start)?,
        None => issued_at.day(),
    };
    let valid_until = midnight(claims.expiration_time.take()?)?.plus_days(-1);
    let (issuer, number) = (claims.issuer.take()?, claims.subject.take()?);
    let particulars = Particulars::read(sole_private_claim(claims)?)?;
    let paper = Paper {
        issuer: issuer.parse().ok()?,
        number: number.parse().ok()?,
        holder: particulars.holder?.parse().ok()?,
        version: particulars.version.unwrap_or(0),
        valid_from,
        valid_until,
        issued_at,
        status_index: particulars.status_index?,
    };
    match (particulars.kind?, particulars.enterprise_code, particulars.photo_hash) {
        (1, code, None) => {
            let code = code.map(|code| code.parse()).transpose().ok()?;
            CertificatePayload::organisation(paper, code).map(Payload::Certificate).ok()
        }
        (2, None, None) => CertificatePayload::independent(paper).map(Payload::Certificate).ok(),
        (3, None, Some(photo)) => {
            CardPayload::new(paper, Affiliation::Organisation, photo).map(Payload::Card).ok()
        }
        (4, None, Some(photo)) => {
            CardPayload::new(paper, Affiliation::Independent, photo).map(Payload::Card).ok()
        }
        _ => None,
    }
}

/// Takes the particulars; none when any claim but those of the format is left.
fn sole_private_claim(mut claims: ClaimsSet) -> Option<Value> {
    let (name, value) = claims.rest.pop()?;
    let sole = name == ClaimName::PrivateUse(PARTICULARS) && claims == ClaimsSet::default();
    sole.then_some(value)
}

#[derive(Default)]
struct Particulars {
    kind: Option<u64>,
    holder: Option<String>,
    enterprise_code: Option<String>,
    status_index: Option<u32>,
    version: Option<u16>,
    photo_hash: Option<PhotoHash>,
}

impl Particulars {
    /// A key that occurs twice is caught by writing again: one is lost here.
    fn read(value: Value) -> Option<Self> {
        let mut particulars = Self::default();
        for (key, value) in value.into_map().ok()? {
            match unsigned(&key)? {
                KIND => particulars.kind = Some(unsigned(&value)?),
                HOLDER => particulars.holder = Some(value.into_text().ok()?),
                ENTERPRISE_CODE => particulars.enterprise_code = Some(value.into_text().ok()?),
                STATUS_INDEX => particulars.status_index = Some(unsigned(&value)?.try_into().ok()?),
                VERSION => particulars.version = Some(unsigned(&value)?.try_into().ok()?),
                PHOTO_HASH => {
                    let bytes = value.into_bytes().ok()?.try_into().ok()?;
                    particulars.photo_hash = Some(PhotoHash::from_bytes(bytes));
                }
                _ => return None,
            }
        }
        Some(particulars)
    }
}

fn unsigned(value: &Value) -> Option<u64> {
    value.as_integer()?.try_into().ok()
}

fn instant(timestamp: Timestamp) -> Option<Instant> {
    match timestamp {
        Timestamp::WholeSeconds(seconds) => Instant::from_unix(seconds).ok(),
        Timestamp::FractionalSeconds(_) => None,
    }
}

/// The day that begins at this instant in Viet Nam, if one does.
fn midnight(timestamp: Timestamp) -> Option<Day> {
    let instant = instant(timestamp)?;
    (instant.day().starts_at() == instant).then(|| instant.day())
}
