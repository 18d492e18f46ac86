//! What makes the signature: a key in a file, or one elsewhere.

use p256::SecretKey;
use p256::ecdsa::signature::hazmat::PrehashSigner;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::DecodePrivateKey;

use super::certificate::{SealCertificate, SealRefusal};

/// The private half of a seal.
pub trait SealKey: Send + Sync {
    /// The certificate of the seal.
    fn certificate(&self) -> &SealCertificate;

    /// Signs a SHA-256 digest by ECDSA on P-256: `r` then `s`, 32 bytes each,
    /// as PKCS#11 has it.
    fn sign(&self, digest: &[u8; 32]) -> Result<[u8; 64], KeyFault>;
}

/// A key could not sign: a module that is gone, a session that was closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct KeyFault(pub String);

/// A private key from a file. Its signatures are the same for the same digest
/// (RFC 6979).
pub struct FileSealKey {
    key: SigningKey,
    certificate: SealCertificate,
}

impl FileSealKey {
    /// The key of this certificate: PKCS#8, PEM, encrypted or not.
    pub fn read(
        pem: &str,
        passphrase: Option<&str>,
        certificate: SealCertificate,
    ) -> Result<Self, SealRefusal> {
        let secret = match passphrase {
            _ if !pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") => {
                SecretKey::from_pkcs8_pem(pem).map_err(|_| SealRefusal::KeyUnreadable)?
            }
            Some(passphrase) => decrypted(pem, passphrase)?,
            None => return Err(SealRefusal::WrongPassphrase),
        };
        let key = SigningKey::from(&secret);
        if key.verifying_key() == certificate.key() {
            Ok(Self { key, certificate })
        } else {
            Err(SealRefusal::OtherKey)
        }
    }
}

impl SealKey for FileSealKey {
    fn certificate(&self) -> &SealCertificate {
        &self.certificate
    }

    fn sign(&self, digest: &[u8; 32]) -> Result<[u8; 64], KeyFault> {
        let signature: Signature =
            self.key.sign_prehash(digest).map_err(|error| KeyFault(error.to_string()))?;
        Ok(signature.to_bytes().into())
    }
}

fn decrypted(pem: &str, passphrase: &str) -> Result<SecretKey, SealRefusal> {
    SecretKey::from_pkcs8_encrypted_pem(pem, passphrase.trim_end_matches(['\r', '\n']))
        .map_err(|_| SealRefusal::WrongPassphrase)
}
