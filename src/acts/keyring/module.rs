//! Private keys in a hardware module (PKCS#11).
//!
//! A key is a pair of objects of the token, both with the bytes of the key's
//! id as `CKA_ID` and `ISSUER-KEYID` as `CKA_LABEL`; its secret cannot be taken
//! out.

use std::path::Path;
use std::sync::Arc;

use cryptoki::error::Error;
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::eddsa::{EddsaParams, EddsaSignatureScheme};
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::Session;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task::block_in_place;

use crate::credential::keys::Signer;
use crate::credential::text::IssuerCode;
use crate::credential::{IssuerSigningKey, KeyId, PublicKey, TrustedKey};
use crate::hardware::{Token, TokenError};
use crate::secret::SecretSource;

/// The curve by its name, and by its number id-Ed25519 (RFC 8410) for modules
/// that know that only (PKCS#11 3.0, section 2.3.5).
const CURVE_NAME: &[u8] = b"\x13\x0cedwards25519";
const CURVE_NUMBER: &[u8] = b"\x06\x03\x2b\x65\x70";

/// A token of a hardware module. Clones share its session.
#[derive(Clone, Debug)]
pub struct Module(Arc<Token>);

/// The module does not do what is asked.
#[derive(Debug, thiserror::Error)]
pub enum ModuleError {
    /// The token.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// What the module made is not a key of ours.
    #[error("the module did not make an Ed25519 key")]
    NotAKey,
}

impl Module {
    /// The token of this label, opened and logged in: what is wrong is found
    /// at the start.
    pub fn open(library: &Path, label: &str, pin: SecretSource) -> Result<Self, ModuleError> {
        Ok(Self(Arc::new(Token::open(library, label, pin)?)))
    }

    /// The private half of this key, if the token has it.
    pub(super) fn find(&self, key: &TrustedKey) -> Result<Option<IssuerSigningKey>, ModuleError> {
        let label = label(&key.issuer, key.key_id);
        let found = self.0.with_session(|session| private_half(session, key.key_id, &label))?;
        Ok(found.map(|_| self.key(key.issuer.clone(), key.public_key)))
    }

    /// Makes a key in the token.
    pub(super) fn generate(&self, issuer: &IssuerCode) -> Result<IssuerSigningKey, ModuleError> {
        let public_key = self.0.with_session(|session| make(session, issuer))?.ok_or(ModuleError::NotAKey)?;
        Ok(self.key(issuer.clone(), public_key))
    }

    /// Takes a key out of the token, for good.
    pub(super) fn destroy(&self, key: &IssuerSigningKey) -> Result<(), ModuleError> {
        let destroyed = self.0.with_session(|session| {
            let id = Attribute::Id(key.key_id().as_bytes().to_vec());
            session.find_objects(&[id])?.into_iter().try_for_each(|object| session.destroy_object(object))
        });
        Ok(destroyed?)
    }

    fn key(&self, issuer: IssuerCode, public_key: PublicKey) -> IssuerSigningKey {
        let key_id = public_key.key_id();
        let signer = InToken { token: Arc::clone(&self.0), key_id, label: label(&issuer, key_id) };
        IssuerSigningKey::held_elsewhere(issuer, public_key, Box::new(signer))
    }
}

/// A key that signs inside the token.
struct InToken {
    token: Arc<Token>,
    key_id: KeyId,
    label: String,
}

impl Signer for InToken {
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], String> {
        let sign = |session: &Session| {
            let Some(key) = private_half(session, self.key_id, &self.label)? else { return Ok(None) };
            let mechanism = Mechanism::Eddsa(EddsaParams::new(EddsaSignatureScheme::Pure));
            session.sign(&mechanism, key, message).map(Some)
        };
        let signed = aside(|| self.token.with_session(sign)).map_err(|error| error.to_string())?;
        let signed = signed.ok_or_else(|| format!("token '{}' has no {}", self.token.label(), self.label))?;
        signed.try_into().map_err(|_| "the module's signature does not have 64 bytes".to_owned())
    }
}

/// A module may be at the other end of a network: whoever waits for it keeps
/// no other request waiting.
fn aside<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => block_in_place(work),
        _ => work(),
    }
}

fn label(issuer: &IssuerCode, key_id: KeyId) -> String {
    format!("{issuer}-{key_id}")
}

/// The private object of a key, by its id or else by its label. Looked up for
/// every signature: handles do not outlive a session.
fn private_half(session: &Session, key_id: KeyId, label: &str) -> Result<Option<ObjectHandle>, Error> {
    let marks = [Attribute::Id(key_id.as_bytes().to_vec()), Attribute::Label(label.as_bytes().to_vec())];
    for mark in marks {
        let private = [Attribute::Class(ObjectClass::PRIVATE_KEY), mark];
        if let Some(found) = session.find_objects(&private)?.first() {
            return Ok(Some(*found));
        }
    }
    Ok(None)
}

/// Makes a key pair and names it after its public half, which is known only
/// then; none when it is not Ed25519.
fn make(session: &Session, issuer: &IssuerCode) -> Result<Option<PublicKey>, Error> {
    let private = [
        Attribute::Token(true),
        Attribute::Private(true),
        Attribute::Sensitive(true),
        Attribute::Extractable(false),
        Attribute::Sign(true),
        Attribute::Label(format!("{issuer}-new").into_bytes()),
    ];
    let generate = |curve: &[u8]| {
        let public = [
            Attribute::Token(true),
            Attribute::Private(false),
            Attribute::Verify(true),
            Attribute::KeyType(KeyType::EC_EDWARDS),
            Attribute::EcParams(curve.to_vec()),
            Attribute::Label(format!("{issuer}-new").into_bytes()),
        ];
        session.generate_key_pair(&Mechanism::EccEdwardsKeyPairGen, &public, &private)
    };
    let pair = generate(CURVE_NAME).or_else(|_| generate(CURVE_NUMBER))?;
    let named = name(session, issuer, pair);
    if !matches!(named, Ok(Some(_))) {
        // Nobody would find it again.
        session.destroy_object(pair.1)?;
        session.destroy_object(pair.0)?;
    }
    named
}

fn name(
    session: &Session,
    issuer: &IssuerCode,
    (public, private): (ObjectHandle, ObjectHandle),
) -> Result<Option<PublicKey>, Error> {
    let found = session.get_attributes(public, &[AttributeType::EcPoint])?;
    let key = found.iter().find_map(|attribute| match attribute {
        Attribute::EcPoint(point) => public_key(point),
        _ => None,
    });
    let Some(key) = key else { return Ok(None) };
    let id = key.key_id();
    let names = [Attribute::Id(id.as_bytes().to_vec()), Attribute::Label(label(issuer, id).into_bytes())];
    session.update_attributes(public, &names)?;
    session.update_attributes(private, &names)?;
    Ok(Some(key))
}

/// The point of a public key: 32 bytes, bare, or in an OCTET STRING as PKCS#11
/// 2.40 has it, or in the BIT STRING of some modules.
fn public_key(point: &[u8]) -> Option<PublicKey> {
    let bare = match point {
        [0x04, 0x20, bare @ ..] | [0x03, 0x21, 0x00, bare @ ..] if bare.len() == 32 => bare,
        bare => bare,
    };
    (bare.len() == 32).then(|| PublicKey::try_from(bare).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_read_in_every_wrapping() {
        // The public key of RFC 8032, section 7.1, test 1.
        let hexadecimal = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let key: PublicKey = hexadecimal.parse().expect("a public key");
        for wrapping in [&b"\x04\x20"[..], b"\x03\x21\x00", b""] {
            assert_eq!(public_key(&[wrapping, key.as_bytes()].concat()), Some(key), "{wrapping:?}");
        }
        for other in [&b"\x04\x1f"[..], b"\x04\x21\x00", b"\x00"] {
            assert_eq!(public_key(&[other, key.as_bytes()].concat()), None, "{other:?}");
        }
    }

    #[test]
    fn a_library_that_is_none_is_named() {
        let pin = SecretSource::Variable("NO_PIN".to_owned());
        let error = Module::open(Path::new("/no/such/module.so"), "registry", pin).expect_err("no module");
        assert!(error.to_string().starts_with("/no/such/module.so: the module cannot be loaded"), "{error}");
    }
}
