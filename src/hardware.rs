//! A token of a hardware module (PKCS#11), opened and logged in.
//!
//! The session stays open; when the module loses it, it is opened again, once
//! for every piece of work that finds it lost.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;

use crate::secret::{SecretError, SecretSource};

/// The libraries of this process: one is initialised once, by its rules.
static LIBRARIES: Mutex<Vec<(PathBuf, Pkcs11)>> = Mutex::new(Vec::new());

const UNHARMED: &str = "no one panics while the module is held";

/// The token does not do what is asked.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The library.
    #[error("{path}: the module cannot be loaded: {error}")]
    Library {
        /// Its file.
        path: PathBuf,
        /// Why.
        error: Error,
    },
    /// No token of this label is in any slot.
    #[error("the module has no token '{wanted}'; it has: {there}")]
    NoToken {
        /// The label asked for.
        wanted: String,
        /// The labels there are.
        there: String,
    },
    /// The PIN is not at hand.
    #[error("the PIN of the module: {0}")]
    Pin(#[from] SecretError),
    /// The PIN is wrong.
    #[error(
        "token '{0}' refuses its PIN; it is not tried again before the program is started anew, \
         because a token locks itself after a few attempts"
    )]
    WrongPin(String),
    /// Anything else it says.
    #[error("the module: {0}")]
    Failed(#[from] Error),
}

/// A token, and the session everyone works in.
#[derive(Debug)]
pub struct Token {
    library: PathBuf,
    label: String,
    pin: SecretSource,
    session: Mutex<Access>,
}

#[derive(Debug)]
enum Access {
    Closed,
    Open(Session),
    Refused,
}

impl Token {
    /// The token of this label, opened and logged in: what is wrong is found
    /// at the start.
    pub fn open(library: &Path, label: &str, pin: SecretSource) -> Result<Self, TokenError> {
        let session = Mutex::new(Access::Closed);
        let token = Self { library: library.to_owned(), label: label.to_owned(), pin, session };
        token.with_session(|_| Ok(()))?;
        Ok(token)
    }

    /// Its label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Does something in the session; once more in a new one when it was lost.
    pub fn with_session<T>(&self, work: impl Fn(&Session) -> Result<T, Error>) -> Result<T, TokenError> {
        let mut access = self.session.lock().expect(UNHARMED);
        if let Access::Open(session) = &*access {
            match work(session) {
                Err(error) if is_lost(&error) => *access = Access::Closed,
                done => return Ok(done?),
            }
        }
        if matches!(*access, Access::Refused) {
            return Err(TokenError::WrongPin(self.label.clone()));
        }
        let session = self.log_in().inspect_err(|error| {
            if matches!(error, TokenError::WrongPin(_)) {
                *access = Access::Refused;
            }
        })?;
        let done = work(&session);
        *access = Access::Open(session);
        Ok(done?)
    }

    fn log_in(&self) -> Result<Session, TokenError> {
        let library = library(&self.library)?;
        let (mut there, mut found) = (Vec::new(), None);
        for slot in library.get_slots_with_token()? {
            let token = library.get_token_info(slot)?;
            if token.label() == self.label {
                found = Some(slot);
            }
            there.push(token.label().to_owned());
        }
        let none = || TokenError::NoToken { wanted: self.label.clone(), there: there.join(", ") };
        let session = library.open_rw_session(found.ok_or_else(none)?)?;
        let pin = AuthPin::from(self.pin.read()?.as_str());
        match session.login(UserType::User, Some(&pin)) {
            // Who is logged in is known for the whole program.
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(session),
            Err(Error::Pkcs11(
                RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange | RvError::PinLocked,
                _,
            )) => Err(TokenError::WrongPin(self.label.clone())),
            Err(other) => Err(other.into()),
        }
    }
}

fn library(path: &Path) -> Result<Pkcs11, TokenError> {
    let mut known = LIBRARIES.lock().expect(UNHARMED);
    if let Some((_, library)) = known.iter().find(|(known, _)| known == path) {
        return Ok(library.clone());
    }
    let fault = |error| TokenError::Library { path: path.to_owned(), error };
    let library = Pkcs11::new(path).map_err(fault)?;
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(error) => return Err(fault(error)),
    }
    known.push((path.to_owned(), library.clone()));
    Ok(library)
}

/// Whether another session may fare better.
fn is_lost(error: &Error) -> bool {
    matches!(
        error,
        Error::Pkcs11(
            RvError::SessionHandleInvalid
                | RvError::SessionClosed
                | RvError::DeviceError
                | RvError::DeviceRemoved
                | RvError::TokenNotPresent
                | RvError::UserNotLoggedIn,
            _,
        )
    )
}
