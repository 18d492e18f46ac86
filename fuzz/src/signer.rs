//! One who has an issuer's key and signs whatever is put before them.
//!
//! Written here a second time on purpose: the program's own writer cannot
//! write what is wrong.

use std::sync::LazyLock;

use coset::{CborSerializable, cbor::Value as Cbor};
use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// The Ministry's key in use of the vectors (`tests/vectors/README.md`).
static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_bytes(&[1; 32]));

/// Its id.
const KEY_ID: [u8; 8] = [0x34, 0x75, 0x0f, 0x98, 0xbd, 0x59, 0xfc, 0xfc];

/// Its address at the site of the vectors.
pub const METHOD: &str = "did:web:kiemtra-chuyengia.example:issuers:BKHCN#34750f98bd59fcfc";

/// These claims as the token in a QR.
pub fn token(claims: &[u8]) -> Vec<u8> {
    cose(&[(1.into(), (-8).into()), (4.into(), Cbor::Bytes(KEY_ID.to_vec()))], claims)
}

/// These claims as a status list.
pub fn status_cwt(claims: &[u8]) -> Vec<u8> {
    let typ = Cbor::Text("application/statuslist+cwt".to_owned());
    cose(&[(1.into(), (-8).into()), (4.into(), Cbor::Bytes(KEY_ID.to_vec())), (16.into(), typ)], claims)
}

/// The claims in a `COSE_Sign1`.
pub fn payload(token: &[u8]) -> Option<Vec<u8>> {
    let Ok(Cbor::Tag(18, message)) = Cbor::from_slice(token) else { return None };
    message.as_array()?.get(2)?.as_bytes().cloned()
}

/// A `COSE_Sign1` of this header and these claims (RFC 9052, section 4.4).
fn cose(header: &[(Cbor, Cbor)], claims: &[u8]) -> Vec<u8> {
    let bytes = |value: Cbor| value.to_vec().expect("CBOR can be written");
    let protected = Cbor::Bytes(bytes(Cbor::Map(header.to_vec())));
    let claims = Cbor::Bytes(claims.to_vec());
    let signed = ["Signature1".into(), protected.clone(), Cbor::Bytes(Vec::new()), claims.clone()];
    let signature = KEY.sign(&bytes(Cbor::Array(signed.to_vec()))).to_bytes().to_vec();
    let message = vec![protected, Cbor::Map(Vec::new()), claims, Cbor::Bytes(signature)];
    bytes(Cbor::Tag(18, Box::new(Cbor::Array(message))))
}

/// This header and these claims as a compact JWS.
pub fn jwt(header: &[u8], claims: &[u8]) -> String {
    let message = [header, claims].map(|part| BASE64URL_NOPAD.encode(part)).join(".");
    let signature = KEY.sign(message.as_bytes()).to_bytes();
    format!("{message}.{}", BASE64URL_NOPAD.encode(&signature))
}

/// This text as a document, its proof made anew where it is an object.
///
/// `created` and the name of the key stay as they are where the proof has them.
pub fn document(text: &str) -> Option<String> {
    let Ok(Value::Object(mut document)) = serde_json::from_str(text) else { return None };
    let before = document.remove("proof").unwrap_or_default();
    let kept = |member: &str, else_: Value| before.get(member).cloned().unwrap_or(else_);
    let from = document.get("validFrom").cloned().unwrap_or_default();
    let mut proof = Map::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".to_owned(), context.clone());
    }
    for (member, value) in [
        ("type", json!("DataIntegrityProof")),
        ("cryptosuite", json!("eddsa-jcs-2022")),
        ("created", kept("created", from)),
        ("verificationMethod", kept("verificationMethod", json!(METHOD))),
        ("proofPurpose", json!("assertionMethod")),
    ] {
        proof.insert(member.to_owned(), value);
    }
    let canonical = |object: &Map<String, Value>| serde_json_canonicalizer::to_vec(object).ok();
    let hashes = [Sha256::digest(canonical(&proof)?), Sha256::digest(canonical(&document)?)].concat();
    let signature = base58(&KEY.sign(&hashes).to_bytes());
    proof.insert("proofValue".to_owned(), signature.into());
    document.insert("proof".to_owned(), proof.into());
    String::from_utf8(canonical(&document)?).ok()
}

/// Base58btc with its multibase header.
fn base58(bytes: &[u8]) -> String {
    let alphabet = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    let mut digits: Vec<u8> = Vec::new();
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits {
            carry += u32::from(*digit) << 8;
            *digit = (carry % 58) as u8;
            carry /= 58;
        }
        while carry > 0 {
            digits.push((carry % 58) as u8);
            carry /= 58;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).map(|_| b'1');
    let digits = digits.iter().rev().map(|digit| alphabet[usize::from(*digit)]);
    std::iter::once(b'z').chain(zeros).chain(digits).map(char::from).collect()
}
