//! Seals whose private key lies in a hardware module (PKCS#11 2.40).
//!
//! The key is the EC private key with the label `seal-ISSUER` of the token; its
//! certificate is the file, as for any other seal. The PIN is read anew at each
//! login, so that it is not kept in memory.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use consultant_papers::seal::{KeyFault, SealCertificate, SealKey};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, KeyType, ObjectClass};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;

use crate::domain::issuer::IssuerCode;
use crate::secret::{SecretError, read_private};

/// A module, and the one session all seals of its token sign in.
#[derive(Clone, Debug)]
pub struct Module(Arc<Token>);

#[derive(Debug)]
struct Token {
    library: Pkcs11,
    label: String,
    pin_file: PathBuf,
    /// None before the first signature and after one that failed.
    session: Mutex<Option<Session>>,
}

/// The module cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModuleError {
    /// The library says so.
    #[error("the module: {0}")]
    Module(#[from] Error),
    /// It has no such token.
    #[error("the module has no token labelled '{0}'")]
    NoToken(String),
    /// The PIN.
    #[error(transparent)]
    Pin(#[from] SecretError),
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
    /// The module of this library, and its token of this label. The file holds
    /// the user's PIN.
    pub fn open(library: &Path, token: &str, pin_file: PathBuf) -> Result<Self, ModuleError> {
        let library = Pkcs11::new(library)?;
        match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            // Another part of the program works with the same module.
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
            Err(error) => return Err(error.into()),
        }
        let session = Mutex::new(None);
        Ok(Self(Arc::new(Token { library, label: token.to_owned(), pin_file, session })))
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
        let signature = key.token.sign(&key.label, &digest)?;
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
        self.token.sign(&self.label, digest).map_err(|error| KeyFault(error.to_string()))
    }
}

impl Token {
    /// A token that was taken out, or a module that was started anew, has
    /// forgotten the session: after a failure it is tried once more in a new one.
    fn sign(&self, label: &str, digest: &[u8; 32]) -> Result<[u8; 64], ModuleError> {
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = session.take()
            && let Ok(signature) = sign_in(&open, label, digest)
        {
            *session = Some(open);
            return Ok(signature);
        }
        let open = self.log_in()?;
        let signature = sign_in(&open, label, digest)?;
        *session = Some(open);
        Ok(signature)
    }

    fn log_in(&self) -> Result<Session, ModuleError> {
        for slot in self.library.get_slots_with_initialized_token()? {
            if self.library.get_token_info(slot)?.label() != self.label {
                continue;
            }
            let session = self.library.open_ro_session(slot)?;
            let pin = AuthPin::from(read_private(&self.pin_file)?.trim_end_matches(['\r', '\n']));
            return match session.login(UserType::User, Some(&pin)) {
                Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
                Err(error) => Err(error.into()),
            };
        }
        Err(ModuleError::NoToken(self.label.clone()))
    }
}

fn sign_in(session: &Session, label: &str, digest: &[u8; 32]) -> Result<[u8; 64], ModuleError> {
    let wanted = [
        Attribute::Class(ObjectClass::PRIVATE_KEY),
        Attribute::KeyType(KeyType::EC),
        Attribute::Sign(true),
        Attribute::Label(label.into()),
    ];
    let found = session.find_objects(&wanted)?;
    let [key] = found[..] else { return Err(ModuleError::Keys(found.len(), label.to_owned())) };
    let signature = session.sign(&Mechanism::Ecdsa, key, digest)?;
    signature.try_into().map_err(|_| ModuleError::NotP256(label.to_owned()))
}
