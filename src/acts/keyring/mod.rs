//! The private halves of the issuers' signing keys, and which of them signs.
//!
//! A private half lies in a file of mode 0400 outside git and the database, or
//! in a hardware module; the public half, with the times of its life, in the
//! register. A server signs only with a key it has both halves of.
//!
//! A private half is looked for under the name of its key when the register
//! says that the key signs, and stays in memory for as long as it does. So a
//! new file is found without starting anything again, and a key that is over
//! is forgotten.

mod files;
mod life;
mod module;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, RwLock};
use std::time::SystemTime;

use tokio::task::spawn_blocking;

use super::ActError;
use crate::credential::{IssuerSigningKey, KeyId, TrustList, TrustedKey};
use crate::dates::Instant;
use crate::domain::dossier::Refusal;
use crate::domain::issuer::IssuerCode;
use crate::domain::keys::{self, KeyRefusal};
use crate::secret::{SecretError, SecretSource};
use crate::storage::{ReadTransaction, StorageError, issuers};

pub use life::{Compromise, HANDOVER_SECONDS, Rotation, compromise, distrusted_by, generate, retire, rotate};
pub use module::{Module, ModuleError};

/// The private halves this server can reach. Clones share what is in memory.
#[derive(Clone, Debug, Default)]
pub struct Keyring(Arc<Ring>);

/// Where private halves may lie.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The folder of files named `ISSUER-KEYID.pem`.
    pub folder: Option<PathBuf>,
    /// What the files are encrypted with; new ones are not when there is none.
    pub passphrase: Option<SecretSource>,
    /// The hardware module. New keys are made in it when there is one.
    pub module: Option<Module>,
}

/// Where the private half of a key lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// In a file that a passphrase opens.
    InEncryptedFile,
    /// In a file that whoever can read it can use.
    InPlainFile,
    /// In the hardware module.
    InModule,
    /// Not within reach of this machine.
    Elsewhere,
}

/// A key cannot be used, made or changed.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file.
    #[error(transparent)]
    File(#[from] SecretError),
    /// The folder cannot be listed.
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// An encrypted file, and nothing to open it with.
    #[error("{0} is encrypted; say with key_passphrase where its passphrase is")]
    NoPassphrase(PathBuf),
    /// The passphrase is another one.
    #[error("{0} does not open with the passphrase of key_passphrase")]
    WrongPassphrase(PathBuf),
    /// The hardware module.
    #[error(transparent)]
    Module(#[from] ModuleError),
    /// The life of the key does not go on so.
    #[error(transparent)]
    Refused(#[from] KeyRefusal),
    /// The database was slower than the time the other servers are given.
    #[error("the database took too long for an orderly change of keys; nothing was changed, try again")]
    TooSlow,
    /// There is nowhere to put a private half.
    #[error("no folder and no module is set for private keys")]
    NoPlace,
    /// The public half could not be entered.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for KeyringError {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

#[derive(Debug, Default)]
struct Ring {
    places: Places,
    here: RwLock<Vec<Arc<IssuerSigningKey>>>,
    /// Held while a private half is read: it is unlocked once, not by every
    /// request that waits for it. Files that could not be read, with the time
    /// of their last change: they are tried again only when that changes.
    reading: Mutex<HashMap<KeyId, SystemTime>>,
}

impl Keyring {
    /// The keys in these places. Nothing is unlocked yet, but a file that
    /// others can read, or that is not named like a key, is refused: better no
    /// server than one whose keys are open.
    pub fn open(places: Places) -> Result<Self, KeyringError> {
        if let Some(folder) = &places.folder {
            files::check(folder)?;
        }
        Ok(Self(Arc::new(Ring { places, ..Ring::default() })))
    }

    /// The keys in the files of a folder, none of them encrypted.
    pub fn read(folder: &Path) -> Result<Self, KeyringError> {
        Self::open(Places { folder: Some(folder.to_owned()), ..Places::default() })
    }

    /// The places it looks in.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// Where the private half of a key lies. Slow where a module is asked.
    pub fn lies(&self, key: &TrustedKey) -> Result<Lies, KeyringError> {
        self.0.lies(key)
    }

    /// Unlocks every key here that signs at this instant or later; answers how
    /// many. For a start: one that cannot be unlocked is an error.
    pub async fn unlock(&self, trusted: &[TrustedKey], at: Instant) -> Result<usize, KeyringError> {
        let wanted: Vec<_> = trusted.iter().filter(|key| goes_on(key, at)).cloned().collect();
        let ring = Arc::clone(&self.0);
        let unlocked = spawn_blocking(move || {
            let mut count = 0;
            for key in &wanted {
                count += usize::from(ring.read(key)?.is_some());
            }
            Ok(count)
        });
        unlocked.await.unwrap_or(Ok(0))
    }

    /// Forgets the keys that are over, and reads those that are new before
    /// anyone needs them.
    pub(crate) fn follow(&self, trust: &TrustList, at: Instant) {
        let goes_on = |id| trust.keys().iter().any(|key| key.key_id == id && goes_on(key, at));
        let is_over = |id| trust.keys().iter().any(|key| key.key_id == id) && !goes_on(id);
        self.0.here.write().expect(UNHARMED).retain(|key| !is_over(key.key_id()));
        let new = trust.keys().iter().filter(|key| goes_on(key.key_id) && self.0.known(key.key_id).is_none());
        let new: Vec<_> = new.cloned().collect();
        if !new.is_empty() {
            let ring = Arc::clone(&self.0);
            // Nobody waits for it: who needs a key before it is read reads it.
            drop(spawn_blocking(move || new.iter().for_each(|key| drop(ring.fetch(key)))));
        }
    }

    /// The issuer's key to sign with at an instant: of those that sign then
    /// and whose private half is here, the newest.
    pub(super) async fn signing_key(
        &self,
        transaction: &mut ReadTransaction,
        issuer: IssuerCode,
        at: Instant,
    ) -> Result<Arc<IssuerSigningKey>, ActError> {
        let trusted = issuers::keys(transaction).await?;
        self.signer(&trusted, issuer, at).await.ok_or(Refusal::NoSigningKey.into())
    }

    /// The same among keys that were read before, in whatever order.
    pub(crate) async fn signer(
        &self,
        trusted: &[TrustedKey],
        issuer: IssuerCode,
        at: Instant,
    ) -> Option<Arc<IssuerSigningKey>> {
        for key in keys::signing(trusted, &issuer.to_string(), at) {
            if let Some(here) = self.fetch(key).await {
                return Some(here);
            }
        }
        None
    }

    async fn fetch(&self, key: &TrustedKey) -> Option<Arc<IssuerSigningKey>> {
        if let Some(known) = self.0.known(key.key_id) {
            return Some(known);
        }
        let (ring, key) = (Arc::clone(&self.0), key.clone());
        // A passphrase is made slow to try, and a module may be far away.
        spawn_blocking(move || ring.fetch(&key)).await.ok().flatten()
    }

    fn keep(&self, key: Arc<IssuerSigningKey>) {
        self.0.here.write().expect(UNHARMED).push(key);
    }
}

/// Nothing that could panic is done while a lock of the ring is held.
const UNHARMED: &str = "no one panics while the keys in memory are held";

impl Ring {
    fn known(&self, id: KeyId) -> Option<Arc<IssuerSigningKey>> {
        self.here.read().expect(UNHARMED).iter().find(|key| key.key_id() == id).cloned()
    }

    /// Reads a private half that may or may not be here; what hinders it is
    /// for the log.
    fn fetch(&self, key: &TrustedKey) -> Option<Arc<IssuerSigningKey>> {
        self.read(key).unwrap_or_else(|error| {
            tracing::error!(key = %key.key_id, issuer = %key.issuer, %error, "a private key cannot be used");
            None
        })
    }

    fn read(&self, key: &TrustedKey) -> Result<Option<Arc<IssuerSigningKey>>, KeyringError> {
        let mut faulty = self.reading.lock().expect(UNHARMED);
        if let Some(known) = self.known(key.key_id) {
            return Ok(Some(known));
        }
        let file = self.file(key);
        let changed_at = file.as_deref().and_then(files::changed_at);
        let read = match (file, changed_at) {
            (_, Some(changed_at)) if faulty.get(&key.key_id) == Some(&changed_at) => return Ok(None),
            (Some(path), Some(changed_at)) => {
                let read = files::read(&path, key, self.places.passphrase.as_ref());
                Some(read.inspect_err(|_| {
                    faulty.insert(key.key_id, changed_at);
                })?)
            }
            _ => self.places.module.as_ref().map(|module| module.find(key)).transpose()?.flatten(),
        };
        let read = read.map(Arc::new);
        self.here.write().expect(UNHARMED).extend(read.clone());
        // Whoever waited finds it here.
        drop(faulty);
        Ok(read)
    }

    fn lies(&self, key: &TrustedKey) -> Result<Lies, KeyringError> {
        match self.file(key).filter(|path| path.exists()) {
            Some(path) if files::is_encrypted(&path)? => return Ok(Lies::InEncryptedFile),
            Some(_) => return Ok(Lies::InPlainFile),
            None => {}
        }
        let found = self.places.module.as_ref().map(|module| module.find(key)).transpose()?.flatten();
        Ok(if found.is_some() { Lies::InModule } else { Lies::Elsewhere })
    }

    fn file(&self, key: &TrustedKey) -> Option<PathBuf> {
        self.places.folder.as_ref().map(|folder| files::path(folder, key.issuer.as_str(), key.key_id))
    }
}

/// Whether a key signs at this instant or later.
fn goes_on(key: &TrustedKey, at: Instant) -> bool {
    key.may_sign_at(at.max(key.valid_from))
}

/// The keys of every issuer, with the times of their lives.
pub async fn trust_list(transaction: &mut ReadTransaction) -> Result<TrustList, StorageError> {
    TrustList::new(issuers::keys(transaction).await?.rows).map_err(|error| StorageError::Corrupt {
        table: "issuer_keys",
        column: "key_id",
        row: String::new(),
        reason: error.to_string(),
    })
}
