//! Ed25519 keys: an issuer's secret, its public key, and the key's id.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use ed25519_dalek::{
    Signature, Signer as _, SigningKey, VerifyingKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes, spki::der::pem::LineEnding},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use super::{sign::SigningError, text::IssuerCode};

/// A key cannot be read or must not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a PKCS#8 PEM document with an Ed25519 key.
    #[error("not an Ed25519 private key in PKCS#8 PEM")]
    PrivateKey,
    /// Not a point of the curve, or one of the few that accept any signature.
    #[error("not a usable Ed25519 public key of 64 hexadecimal digits")]
    PublicKey,
    /// Not a key id.
    #[error("not a key id of 16 hexadecimal digits")]
    KeyId,
    /// The secret is held elsewhere and does not leave there.
    #[error("the secret of this key is not here to be written")]
    Elsewhere,
}

/// The secret key of one issuer, here or held elsewhere. Signing happens only
/// in `sign` and `document`.
pub struct IssuerSigningKey {
    issuer: IssuerCode,
    public_key: PublicKey,
    secret: Secret,
}

enum Secret {
    Here(SigningKey),
    Elsewhere(Box<dyn Signer>),
}

/// Signs with a secret that lies elsewhere, such as in a hardware module.
pub trait Signer: Send + Sync {
    /// The Ed25519 signature over the message (RFC 8032), or why there is none.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], String>;
}

/// A public key that is safe to verify with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// The first 8 bytes of SHA-256 over the public key (FORMAT.md, section 3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 8]);

impl IssuerSigningKey {
    /// The key made from 32 secret random bytes (RFC 8032, section 5.1.5).
    pub fn from_seed(issuer: IssuerCode, seed: &[u8; 32]) -> Self {
        Self::here(issuer, SigningKey::from_bytes(seed))
    }

    /// The key whose secret this signer holds.
    pub fn held_elsewhere(issuer: IssuerCode, public_key: PublicKey, signer: Box<dyn Signer>) -> Self {
        Self { issuer, public_key, secret: Secret::Elsewhere(signer) }
    }

    fn here(issuer: IssuerCode, key: SigningKey) -> Self {
        Self { issuer, public_key: PublicKey(key.verifying_key()), secret: Secret::Here(key) }
    }

    /// Reads a key from PKCS#8 PEM, with or without the public key in it.
    pub fn from_pkcs8_pem(issuer: IssuerCode, pem: &str) -> Result<Self, KeyError> {
        let key = SigningKey::from_pkcs8_pem(pem).map_err(|_| KeyError::PrivateKey)?;
        Ok(Self::here(issuer, key))
    }

    /// The key as PKCS#8 PEM; the text is wiped from memory when dropped.
    ///
    /// Version 1 of the form, without the public key, which OpenSSL reads.
    pub fn to_pkcs8_pem(&self) -> Result<impl Deref<Target = String> + use<>, KeyError> {
        let Secret::Here(key) = &self.secret else { return Err(KeyError::Elsewhere) };
        let bare = KeypairBytes { secret_key: key.to_bytes(), public_key: None };
        bare.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::PrivateKey)
    }

    /// The one issuer whose papers this key signs.
    pub fn issuer(&self) -> &IssuerCode {
        &self.issuer
    }

    /// The public key.
    pub fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The id of the public key.
    pub fn key_id(&self) -> KeyId {
        self.public_key().key_id()
    }

    /// Refuses what another issuer issues.
    pub(super) fn require_issuer(&self, issuer: &IssuerCode) -> Result<(), SigningError> {
        if self.issuer == *issuer {
            return Ok(());
        }
        Err(SigningError::OtherIssuersKey { paper: issuer.clone(), key: self.issuer.clone() })
    }

    /// The one use of the secret. What was signed elsewhere is checked before
    /// anything is published under it.
    pub(super) fn signature(&self, message: &[u8]) -> Result<[u8; 64], SigningError> {
        let signer = match &self.secret {
            Secret::Here(key) => return Ok(key.sign(message).to_bytes()),
            Secret::Elsewhere(signer) => signer,
        };
        let not_signed = |reason: String| SigningError::NotSigned { key_id: self.key_id(), reason };
        let signature = signer.sign(message).map_err(not_signed)?;
        if self.public_key.verifies(message, &signature) {
            return Ok(signature);
        }
        Err(not_signed("what came back is not this key's signature".to_owned()))
    }
}

impl fmt::Debug for IssuerSigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerSigningKey({} {}, secret)", self.issuer, self.key_id())
    }
}

impl PublicKey {
    /// The 32 bytes of RFC 8032.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The id of this key.
    pub fn key_id(self) -> KeyId {
        let digest: [u8; 32] = Sha256::digest(self.0.as_bytes()).into();
        KeyId(std::array::from_fn(|i| digest[i]))
    }

    /// Whether this key made the signature, by the strict rules.
    pub(crate) fn verifies(self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

impl KeyId {
    /// The 8 bytes.
    pub fn as_bytes(&self) -> &[u8; 8] {
        &self.0
    }
}

/// Refuses keys of small order, under which anyone can sign.
impl TryFrom<&[u8]> for PublicKey {
    type Error = KeyError;

    fn try_from(bytes: &[u8]) -> Result<Self, KeyError> {
        let key = VerifyingKey::try_from(bytes).map_err(|_| KeyError::PublicKey)?;
        if key.is_weak() { Err(KeyError::PublicKey) } else { Ok(Self(key)) }
    }
}

impl TryFrom<&[u8]> for KeyId {
    type Error = KeyError;

    fn try_from(bytes: &[u8]) -> Result<Self, KeyError> {
        bytes.try_into().map(Self).map_err(|_| KeyError::KeyId)
    }
}

macro_rules! hexadecimal {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEXLOWER.encode(self.as_bytes()))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = KeyError;

            fn from_str(text: &str) -> Result<Self, KeyError> {
                let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| KeyError::$name)?;
                Self::try_from(bytes.as_slice())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

hexadecimal!(KeyId);
hexadecimal!(PublicKey);

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> IssuerSigningKey {
        IssuerSigningKey::from_seed("BKHCN".parse().expect("an issuer code"), &[7; 32])
    }

    #[test]
    fn a_key_is_read_back_from_its_pem() {
        let pem = key().to_pkcs8_pem().expect("a key can be written");
        // As `openssl pkey` writes the key of this seed.
        let body = "MC4CAQAwBQYDK2VwBCIEIAcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH";
        assert_eq!(*pem, format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n"));
        let read = IssuerSigningKey::from_pkcs8_pem(key().issuer().clone(), &pem).expect("what was written");
        assert_eq!(read.public_key(), key().public_key());
        assert!(IssuerSigningKey::from_pkcs8_pem(key().issuer().clone(), &pem[..60]).is_err());
    }

    #[test]
    fn a_secret_key_never_shows_itself() {
        let secret = HEXLOWER.encode(&[7; 32]);
        assert!(!format!("{:?}", key()).contains(&secret));
    }

    struct Faulty(Result<[u8; 64], String>);

    impl Signer for Faulty {
        fn sign(&self, _: &[u8]) -> Result<[u8; 64], String> {
            self.0.clone()
        }
    }

    #[test]
    fn what_a_key_held_elsewhere_returns_is_checked() {
        let elsewhere = |answer| {
            let signer = Box::new(Faulty(answer));
            IssuerSigningKey::held_elsewhere(key().issuer().clone(), key().public_key(), signer)
        };
        let right = key().signature(b"a paper").expect("a signature");
        assert_eq!(elsewhere(Ok(right)).signature(b"a paper"), Ok(right));
        let wrong = elsewhere(Ok(right)).signature(b"another").expect_err("not over this");
        assert!(wrong.to_string().contains("not this key's signature"), "{wrong}");
        let silent = elsewhere(Err("no token in the slot".to_owned())).signature(b"a paper");
        assert!(silent.expect_err("no answer").to_string().contains("no token in the slot"));
        assert!(matches!(elsewhere(Ok(right)).to_pkcs8_pem().map(drop), Err(KeyError::Elsewhere)));
    }

    #[test]
    fn public_key_and_id_are_lower_case_hexadecimal() {
        let key = key().public_key();
        assert_eq!(key.to_string().parse(), Ok(key));
        assert_eq!(key.key_id().to_string().parse(), Ok(key.key_id()));
        assert_eq!(key.to_string().to_uppercase().parse::<PublicKey>(), Err(KeyError::PublicKey));
        assert_eq!("00".parse::<KeyId>(), Err(KeyError::KeyId));
    }

    #[test]
    fn a_key_of_small_order_is_refused() {
        let mut identity = [0; 32];
        identity[0] = 1;
        assert_eq!(PublicKey::try_from(identity.as_slice()), Err(KeyError::PublicKey));
    }
}
