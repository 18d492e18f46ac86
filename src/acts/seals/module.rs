//! Seals whose private key lies in a hardware module (PKCS#11 2.40).
//!
//! The key is the EC private key with the label `seal-ISSUER` of the token; its
//! certificate is the file, as for any other seal.

use std::path::Path;
use std::sync::Arc;

use consultant_papers::seal::{KeyFault, SealCertificate, SealKey};
use cryptoki::error::Error;
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, KeyType, ObjectClass};
use cryptoki::session::Session;

use crate::domain::issuer::IssuerCode;
use crate::hardware::{Token, TokenError};
use crate::secret::SecretSource;

/// A token of a hardware module, with the keys of seals.
#[derive(Clone, Debug)]
pub struct Module(Arc<Token>);

/// The module cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModuleError {
    /// The token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// The token has no such key, or more than one.
    #[error("the token has {0} keys labelled '{1}' that sign by elliptic curves, not one")]
    Keys(usize, String),
    /// What the key gives is no signature by ECDSA on P-256.
    #[error("the key labelled '{0}' is not on the curve P-256")]
    NotP256(String),
    /// The key is another one.
    #[error("the key labelled '{0}' is not the one the certificate is for")]
    OtherKey(String),
}

/// A seal's key in a module.
struct ModuleSealKey {
    token: Arc<Token>,
    label: String,
    certificate: SealCertificate,
}

impl Module {
    /// The token of this label in the module of this library.
    pub fn open(library: &Path, token: &str, pin: SecretSource) -> Result<Self, ModuleError> {
        Ok(Self(Arc::new(Token::open(library, token, pin)?)))
    }

    /// The key of an issuer's seal, tried once with its certificate.
    pub(super) fn seal_key(
        &self,
        issuer: IssuerCode,
        certificate: SealCertificate,
    ) -> Result<impl SealKey + use<>, ModuleError> {
        let key = ModuleSealKey { token: Arc::clone(&self.0), label: format!("seal-{issuer}"), certificate };
        // Of nothing that anyone would take for a document: no file has it.
        let digest = [0; 32];
        let signature = key.signature(&digest)?;
        if key.certificate.has_signed(&digest, &signature) {
            Ok(key)
        } else {
            Err(ModuleError::OtherKey(key.label))
        }
    }
}

impl SealKey for ModuleSealKey {
    fn certificate(&self) -> &SealCertificate {
        &self.certificate
    }

    fn sign(&self, digest: &[u8; 32]) -> Result<[u8; 64], KeyFault> {
        self.signature(digest).map_err(|error| KeyFault(error.to_string()))
    }
}

impl ModuleSealKey {
    fn signature(&self, digest: &[u8; 32]) -> Result<[u8; 64], ModuleError> {
        let signed = self.token.with_session(|session| sign_in(session, &self.label, digest))?;
        let signature = signed.map_err(|found| ModuleError::Keys(found, self.label.clone()))?;
        signature.try_into().map_err(|_| ModuleError::NotP256(self.label.clone()))
    }
}

/// The signature, or how many keys there are of this label when it is not one.
fn sign_in(session: &Session, label: &str, digest: &[u8; 32]) -> Result<Result<Vec<u8>, usize>, Error> {
    let wanted = [
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(KeyType::EC),
        Attribute::Sign(true),
        Attribute::Label(label.into()),
    ];
    let found = session.find_objects(&wanted)?;
    let [key] = found[..] else { return Ok(Err(found.len())) };
    session.sign(&Mechanism::Ecdsa, key, digest).map(Ok)
}
