//! Ed25519 keys: an issuer's secret, its public key, and the key's id.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use data_encoding::HEXLOWER;
use ed25519_dalek::{
    Signature, Signer, SigningKey, VerifyingKey,
    pkcs8::{DecodePrivateKey, EncodePrivateKey, KeypairBytes, spki::der::pem::LineEnding},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use super::text::IssuerCode;

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
}

/// The secret key of one issuer. Signing happens only in `sign`.
pub struct IssuerSigningKey {
    issuer: IssuerCode,
    key: SigningKey,
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
        Self { issuer, key: SigningKey::from_bytes(seed) }
    }

    /// Reads a key from PKCS#8 PEM, with or without the public key in it.
    pub fn from_pkcs8_pem(issuer: IssuerCode, pem: &str) -> Result<Self, KeyError> {
        let key = SigningKey::from_pkcs8_pem(pem).map_err(|_| KeyError::PrivateKey)?;
        Ok(Self { issuer, key })
    }

    /// The key as PKCS#8 PEM; the text is wiped from memory when dropped.
    ///
    /// Version 1 of the form, without the public key, which OpenSSL reads.
    pub fn to_pkcs8_pem(&self) -> Result<impl Deref<Target = String> + use<>, KeyError> {
        let bare = KeypairBytes { secret_key: self.key.to_bytes(), public_key: None };
        bare.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeyError::PrivateKey)
    }

    /// The one issuer whose papers this key signs.
    pub fn issuer(&self) -> &IssuerCode {
        &self.issuer
    }

    /// The public key.
    pub fn public_key(&self) -> PublicKey {
        PublicKey(self.key.verifying_key())
    }

    /// The id of the public key.
    pub fn key_id(&self) -> KeyId {
        self.public_key().key_id()
    }

    /// The one use of the secret; another provider of keys replaces this.
    pub(super) fn signature(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
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
