//! Signed notes (C2SP `signed-note`): a few lines of text with the signature
//! of an issuer's key beneath.
//!
//! A note begins with the name of the log and a line end, so no note is ever
//! the CBOR of a code, nor the two hashes of a document: a signature of one
//! kind is none of another.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::keys::{IssuerSigningKey, PublicKey};
use super::sign::SigningError;

/// The kind of signature: Ed25519 over the bytes of the note.
const ED25519: u8 = 1;

/// The note with the key's signature under this name. The note ends in a line
/// end and has no empty line.
///
/// Not public: what is signed comes from the register.
pub(crate) fn sign(note: &str, name: &str, key: &IssuerSigningKey) -> Result<String, SigningError> {
    let mut signature = hash(name, key.public_key()).to_vec();
    signature.extend(key.signature(note.as_bytes())?);
    Ok(format!("{note}\n— {name} {}\n", STANDARD.encode(signature)))
}

/// Whether the note was signed by this key under this name.
pub fn verify(signed: &str, name: &str, key: PublicKey) -> bool {
    let Some((note, signatures)) = signed.rsplit_once("\n\n") else { return false };
    let note = format!("{note}\n");
    signatures.lines().any(|line| {
        let signature = line.strip_prefix("— ").and_then(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let bytes = signature.and_then(|text| STANDARD.decode(text).ok());
        let Some((of, signature)) = bytes.as_ref().and_then(|bytes| bytes.split_first_chunk::<4>()) else {
            return false;
        };
        let signature = <&[u8; 64]>::try_from(signature);
        *of == hash(name, key) && signature.is_ok_and(|signature| key.verifies(note.as_bytes(), signature))
    })
}

/// What tells the keys of a name apart.
fn hash(name: &str, key: PublicKey) -> [u8; 4] {
    let digest: [u8; 32] = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key.as_bytes())
        .finalize()
        .into();
    std::array::from_fn(|i| digest[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_proved_by_its_key_and_name_and_a_changed_letter_is_not() {
        let key = IssuerSigningKey::from_seed("BKHCN".parse().expect("a code"), &[7; 32]);
        let other = IssuerSigningKey::from_seed("BKHCN".parse().expect("a code"), &[8; 32]).public_key();
        let signed = sign("so.example.vn/log\n7\nAQEB\n", "so.example.vn/log", &key).expect("the key signs");
        assert!(signed.starts_with("so.example.vn/log\n7\nAQEB\n\n— so.example.vn/log "), "{signed}");
        assert!(verify(&signed, "so.example.vn/log", key.public_key()));
        assert!(!verify(&signed, "so.example.vn/log", other));
        assert!(!verify(&signed, "other.example.vn/log", key.public_key()));
        assert!(!verify(&signed.replace("\n7\n", "\n8\n"), "so.example.vn/log", key.public_key()));
    }

    /// The example of Go's package `note`, which the specification is taken from.
    #[test]
    fn a_note_of_the_reference_implementation_is_verified() {
        let signed = "If you think cryptography is the answer to your problem,\n\
             then you don't know what your problem is.\n\n\
             — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        let key = STANDARD.decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").expect("base64");
        let key = PublicKey::try_from(&key[1..]).expect("a key");
        assert_eq!(hash("PeterNeumann", key), [0xc7, 0x4f, 0x20, 0xa3]);
        assert!(verify(signed, "PeterNeumann", key));
    }
}
