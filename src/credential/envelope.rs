//! The envelope of what is signed as CBOR: a tagged `COSE_Sign1` with its own
//! headers and nothing but them (FORMAT.md, section 3; DOCUMENT.md, section 6).
//!
//! Scanned codes and status lists share it. A list has a type among its
//! headers, a code has none: so neither passes as the other.

use coset::{Algorithm, CoseSign1, CoseSign1Builder, Header, HeaderBuilder, TaggedCborSerializable, iana};

use super::{keys::KeyId, refusal::Malformed};

/// The header `typ` (RFC 9596).
const TYP: i64 = 16;

/// What kind of claims is in an envelope: its header `typ`, if it has one.
pub(super) type Typ = Option<&'static str>;

/// An envelope that was read; says nothing about who signed it.
pub(super) struct Envelope {
    algorithm: iana::Algorithm,
    typ: Typ,
    /// The key that it says it was signed with.
    pub(super) key_id: KeyId,
    /// Claims in CBOR, not read yet.
    pub(super) payload: Vec<u8>,
    pub(super) signature: [u8; 64],
}

/// An envelope as this format writes it, with what its signature is over.
pub(super) struct SealedEnvelope {
    pub(super) bytes: Vec<u8>,
    pub(super) to_be_signed: Vec<u8>,
    pub(super) signature: [u8; 64],
}

impl Envelope {
    /// Reads an envelope of this type strictly.
    pub(super) fn read(bytes: &[u8], typ: Typ) -> Result<Self, Malformed> {
        let message = CoseSign1::from_tagged_slice(bytes).map_err(|_| Malformed::Cbor)?;
        let (algorithm, key_id) = headers(&message, typ)?;
        let signature = <[u8; 64]>::try_from(message.signature).map_err(|_| Malformed::Header)?;
        let payload = message.payload.ok_or(Malformed::Cbor)?;
        Ok(Self { algorithm, typ, key_id, payload, signature })
    }

    /// What the signature is over. `claims` are what was read, written again:
    /// refuses bytes that are not the one encoding of them in this envelope.
    pub(super) fn signed_over(&self, claims: Vec<u8>, bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
        let header = header_of(self.algorithm, self.key_id, self.typ);
        let rewritten = unsigned(header, claims).signature(self.signature.to_vec()).build();
        let to_be_signed = rewritten.tbs_data(b"");
        if written(rewritten) == bytes { Ok(to_be_signed) } else { Err(Malformed::NotCanonical) }
    }
}

/// Puts claims into an envelope of this type and signs it.
pub(super) fn seal<E>(
    claims: Vec<u8>,
    typ: Typ,
    key_id: KeyId,
    signer: impl FnOnce(&[u8]) -> Result<[u8; 64], E>,
) -> Result<SealedEnvelope, E> {
    let message = unsigned(header_of(iana::Algorithm::EdDSA, key_id, typ), claims).build();
    let to_be_signed = message.tbs_data(b"");
    let signature = signer(&to_be_signed)?;
    let bytes = written(CoseSign1 { signature: signature.to_vec(), ..message });
    Ok(SealedEnvelope { bytes, to_be_signed, signature })
}

/// These headers, and nothing but them: no key and no address of one is taken
/// from an envelope, nothing is left unsigned, nothing demands to be understood.
fn headers(message: &CoseSign1, typ: Typ) -> Result<(iana::Algorithm, KeyId), Malformed> {
    let header = &message.protected.header;
    if !header.crit.is_empty() || !message.unprotected.crit.is_empty() {
        return Err(Malformed::CriticalHeader);
    }
    let Some(Algorithm::Assigned(algorithm @ (iana::Algorithm::EdDSA | iana::Algorithm::Ed25519))) =
        header.alg
    else {
        return Err(Malformed::Algorithm);
    };
    let key_id = KeyId::try_from(header.key_id.as_slice()).map_err(|_| Malformed::Header)?;
    if *header != header_of(algorithm, key_id, typ) || !message.unprotected.is_empty() {
        return Err(Malformed::Header);
    }
    Ok((algorithm, key_id))
}

fn header_of(algorithm: iana::Algorithm, key_id: KeyId, typ: Typ) -> Header {
    let header = HeaderBuilder::new().algorithm(algorithm).key_id(key_id.as_bytes().to_vec());
    match typ {
        Some(typ) => header.value(TYP, typ.into()),
        None => header,
    }
    .build()
}

fn unsigned(header: Header, claims: Vec<u8>) -> CoseSign1Builder {
    CoseSign1Builder::new().protected(header).payload(claims)
}

fn written(message: CoseSign1) -> Vec<u8> {
    message.to_tagged_vec().expect("headers, payload and signature can be written")
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use coset::{CborSerializable, Label, RegisteredLabelWithPrivate, cbor::Value};

    use super::*;

    const TYPES: [Typ; 2] = [None, Some("application/invented+cwt")];
    const CLAIMS: &[u8] = &[0xa0];

    fn key_id() -> KeyId {
        KeyId::try_from([7; 8].as_slice()).expect("eight bytes")
    }

    fn sealed(typ: Typ) -> Vec<u8> {
        let signed = seal(CLAIMS.to_vec(), typ, key_id(), |_| Ok::<_, Infallible>([9; 64]));
        let Ok(SealedEnvelope { bytes, .. }) = signed;
        bytes
    }

    /// What becomes of an envelope that was changed after it was read.
    fn changed(typ: Typ, change: impl FnOnce(&mut CoseSign1)) -> Result<Vec<u8>, Malformed> {
        let mut message = CoseSign1::from_tagged_slice(&sealed(typ)).expect("what was written");
        message.protected.original_data = None;
        change(&mut message);
        opened(&message.to_tagged_vec().expect("a message"), typ)
    }

    fn opened(bytes: &[u8], typ: Typ) -> Result<Vec<u8>, Malformed> {
        let envelope = Envelope::read(bytes, typ)?;
        assert_eq!((envelope.key_id, envelope.signature), (key_id(), [9; 64]));
        envelope.signed_over(envelope.payload.clone(), bytes)
    }

    #[test]
    fn what_is_sealed_is_read_and_signed_over_the_same_bytes() {
        for typ in TYPES {
            let Ok(sealed) = seal(CLAIMS.to_vec(), typ, key_id(), |_| Ok::<_, Infallible>([9; 64]));
            assert_eq!(opened(&sealed.bytes, typ), Ok(sealed.to_be_signed), "{typ:?}");
            assert!(changed(typ, |_| ()).is_ok());
            let newer = changed(typ, |message| {
                message.protected.header.alg = Some(Algorithm::Assigned(iana::Algorithm::Ed25519));
            });
            assert!(newer.is_ok(), "the newer name of the same algorithm");
        }
    }

    #[test]
    fn an_envelope_of_one_type_is_none_of_another() {
        let [none, some] = TYPES;
        assert_eq!(opened(&sealed(none), some), Err(Malformed::Header));
        assert_eq!(opened(&sealed(some), none), Err(Malformed::Header));
        assert_eq!(opened(&sealed(some), Some("application/other+cwt")), Err(Malformed::Header));
    }

    #[test]
    fn another_header_is_refused_wherever_it_stands() {
        // RFC 9360: x5u points to a key, x5chain and x5bag bring one along.
        for (typ, label) in TYPES.into_iter().flat_map(|typ| [35, 33, 32, 15, 999].map(|label| (typ, label)))
        {
            let more = |header: &mut Header| header.rest.push((Label::Int(label), Value::from("x")));
            assert_eq!(changed(typ, |it| more(&mut it.protected.header)), Err(Malformed::Header), "{label}");
            assert_eq!(changed(typ, |it| more(&mut it.unprotected)), Err(Malformed::Header), "{label}");
        }
        for typ in TYPES {
            let unsigned_key = changed(typ, |it| it.unprotected.key_id = vec![1; 8]);
            assert_eq!(unsigned_key, Err(Malformed::Header));
            let short_key = changed(typ, |it| it.protected.header.key_id = vec![1]);
            assert_eq!(short_key, Err(Malformed::Header));
            let short_signature = changed(typ, |it| it.signature = vec![9; 63]);
            assert_eq!(short_signature, Err(Malformed::Header));
            assert_eq!(changed(typ, |it| it.payload = None), Err(Malformed::Cbor), "a detached payload");
        }
    }

    #[test]
    fn a_critical_header_is_never_passed_over() {
        let critical = || vec![RegisteredLabelWithPrivate::Assigned(iana::HeaderParameter::Alg)];
        for typ in TYPES {
            let signed = changed(typ, |it| it.protected.header.crit = critical());
            assert_eq!(signed, Err(Malformed::CriticalHeader));
            let unsigned = changed(typ, |it| it.unprotected.crit = critical());
            assert_eq!(unsigned, Err(Malformed::CriticalHeader));
        }
    }

    #[test]
    fn no_other_algorithm_is_taken() {
        let others = [
            None,
            Some(Algorithm::Assigned(iana::Algorithm::HMAC_256_256)),
            Some(Algorithm::Assigned(iana::Algorithm::ES256)),
            Some(Algorithm::Text("none".to_owned())),
        ];
        for (typ, alg) in TYPES.into_iter().flat_map(|typ| others.clone().map(|alg| (typ, alg))) {
            let confused = changed(typ, |it| it.protected.header.alg = alg);
            assert_eq!(confused, Err(Malformed::Algorithm));
        }
    }

    #[test]
    fn there_is_one_encoding() {
        for typ in TYPES {
            let whole = sealed(typ);
            let untagged = &whole[1..];
            assert_eq!(opened(untagged, typ), Err(Malformed::Cbor), "without its tag");
            let more = [whole.as_slice(), &[0]].concat();
            assert_eq!(opened(&more, typ), Err(Malformed::Cbor), "a byte behind it");
            let envelope = Envelope::read(&whole, typ).expect("what was written");
            let other = Value::Map(vec![(1.into(), 1.into())]).to_vec().expect("a map");
            assert_eq!(envelope.signed_over(other, &whole), Err(Malformed::NotCanonical), "other claims");
            // An array of four with a length in a byte of its own.
            let longer = [&[0xd2, 0x98, 0x04], &whole[2..]].concat();
            assert_eq!(opened(&longer, typ), Err(Malformed::NotCanonical));
        }
    }
}
