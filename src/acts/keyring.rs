//! The issuers' signing keys: making one, and finding the one to sign with.
//!
//! The private half lies in a file of mode 0400 outside git and the database;
//! the public half, with the times of its life, in the register. A server
//! signs only with a key it has both halves of.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use super::{ActError, Registry};
use crate::credential::{IssuerSigningKey, KeyId, TrustList, TrustedKey};
use crate::dates::Instant;
use crate::domain::dossier::Refusal;
use crate::domain::entry::Event;
use crate::domain::issuer::IssuerCode;
use crate::secret::{SecretError, read_private, write_private};
use crate::storage::audit::{self, AuditRecord};
use crate::storage::{StorageError, Transaction, entries, issuers};

/// The private halves this server has.
#[derive(Clone, Debug, Default)]
pub struct Keyring(Arc<Vec<IssuerSigningKey>>);

/// A key file cannot be used, or a key cannot be added.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// The file.
    #[error(transparent)]
    File(#[from] SecretError),
    /// The folder cannot be listed.
    #[error("{0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The public half could not be entered.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl Keyring {
    /// The keys in a folder: files named `ISSUER-KEYID.pem`. A missing folder
    /// holds none. A file that others can read, or that is not the key its
    /// name says, is refused: better no server than one that signs by accident.
    pub fn read(folder: &Path) -> Result<Self, KeyringError> {
        let listed = match std::fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(KeyringError::Folder(folder.to_owned(), error)),
        };
        let mut keys = Vec::new();
        for file in listed {
            let path = file.map_err(|error| KeyringError::Folder(folder.to_owned(), error))?.path();
            if path.extension().is_some_and(|extension| extension == "pem") {
                keys.push(read_key(&path)?);
            }
        }
        Ok(Self(Arc::new(keys)))
    }

    /// Whether the private half of this key is here.
    pub fn holds(&self, id: KeyId) -> bool {
        self.key(id).is_some()
    }

    fn key(&self, id: KeyId) -> Option<&IssuerSigningKey> {
        self.0.iter().find(|key| key.key_id() == id)
    }

    /// The issuer's key to sign with at an instant: of those that sign then
    /// and whose private half is here, the newest.
    pub(super) async fn signing_key(
        &self,
        transaction: &mut Transaction,
        issuer: IssuerCode,
        at: Instant,
    ) -> Result<&IssuerSigningKey, ActError> {
        let trusted = issuers::keys(transaction).await?;
        self.signer(&trusted, issuer, at).ok_or(Refusal::NoSigningKey.into())
    }

    /// The same among keys that were read before, in whatever order.
    pub(super) fn signer(
        &self,
        trusted: &[TrustedKey],
        issuer: IssuerCode,
        at: Instant,
    ) -> Option<&IssuerSigningKey> {
        let fits = |key: &&TrustedKey| {
            key.issuer.as_str() == issuer.to_string()
                && key.signs_at(at)
                && key.compromised_at.is_none()
                && self.holds(key.key_id)
        };
        let newest = trusted.iter().filter(fits).max_by_key(|key| (key.valid_from, key.key_id))?;
        self.key(newest.key_id)
    }
}

/// Makes a key for an issuer: the private half into a new file of `folder`,
/// the public half into the register. It may sign from now on.
pub async fn generate(
    registry: &Registry,
    folder: &Path,
    issuer: IssuerCode,
) -> Result<IssuerSigningKey, KeyringError> {
    let at = registry.clock.now();
    let code = issuer.to_string().parse().expect("an issuer's code fits the format of the code");
    let key = IssuerSigningKey::from_seed(code, &registry.entropy.bytes());
    let path = folder.join(format!("{issuer}-{}.pem", key.key_id()));
    let pem = key.to_pkcs8_pem().map_err(|_| unusable(&path))?;
    write_private(&path, &pem)?;
    enter(registry, issuer, &key, at).await?;
    Ok(key)
}

/// The keys of every issuer, with the times of their lives.
pub async fn trust_list(transaction: &mut Transaction) -> Result<TrustList, StorageError> {
    TrustList::new(issuers::keys(transaction).await?).map_err(|error| StorageError::Corrupt {
        table: "issuer_keys",
        column: "key_id",
        row: String::new(),
        reason: error.to_string(),
    })
}

async fn enter(
    registry: &Registry,
    issuer: IssuerCode,
    key: &IssuerSigningKey,
    at: Instant,
) -> Result<(), ActError> {
    let mut transaction = registry.storage.begin().await?;
    let trusted = TrustedKey::new(key.issuer().clone(), key.public_key(), at);
    issuers::add_key(&mut transaction, &trusted).await?;
    let (key_id, public_key) = (trusted.key_id.to_string(), trusted.public_key.to_string());
    let event = Event::KeyAdded { key_id: key_id.clone(), public_key, valid_from: at };
    entries::append(&mut transaction, at, issuer, event).await?;
    let record = AuditRecord {
        at,
        actor: None,
        issuer: Some(issuer.to_string()),
        act: "add_key",
        subject: key_id,
        details: json!({}),
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(())
}

fn read_key(path: &Path) -> Result<IssuerSigningKey, KeyringError> {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let (issuer, key_id) = name.split_once('-').ok_or_else(|| unusable(path))?;
    let pem = read_private(path)?;
    let issuer = issuer.parse().map_err(|_| unusable(path))?;
    let key = IssuerSigningKey::from_pkcs8_pem(issuer, &pem).map_err(|_| unusable(path))?;
    if key.key_id().to_string() == key_id { Ok(key) } else { Err(unusable(path).into()) }
}

fn unusable(path: &Path) -> SecretError {
    SecretError::Content {
        path: path.to_owned(),
        expected: "the Ed25519 key of its name, ISSUER-KEYID.pem, as PKCS#8",
    }
}
