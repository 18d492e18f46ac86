//! Uploaded papers as files, each under the SHA-256 of its bytes.
//!
//! A file is written before the row that names it: a crash between leaves a
//! file nobody names, never a row without its file.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

use super::StorageError;

/// The store of uploaded papers.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Files in a folder of this machine, made when missing.
    pub fn in_folder(folder: &Path) -> Result<Self, StorageError> {
        std::fs::create_dir_all(folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(failed)?.with_fsync(true);
        Ok(Self(Arc::new(store)))
    }

    /// Stores the bytes and answers their SHA-256, 64 hexadecimal digits.
    pub async fn put(&self, bytes: Bytes) -> Result<String, StorageError> {
        let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
        let key = key_of(&sha256);
        if self.0.head(&key).await.is_err() {
            self.0.put(&key, PutPayload::from_bytes(bytes)).await.map_err(failed)?;
        }
        Ok(sha256)
    }

    /// The bytes stored under this hash. Bytes that no longer have it are an
    /// error: evidence that was changed behind our back is no evidence.
    pub async fn read(&self, sha256: &str) -> Result<Bytes, StorageError> {
        let stored = self.0.get(&key_of(sha256)).await.map_err(failed)?;
        let bytes = stored.bytes().await.map_err(failed)?;
        if data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)) == sha256 {
            Ok(bytes)
        } else {
            Err(StorageError::Files(format!("the file {sha256} has been changed")))
        }
    }
}

/// Two levels, so that no folder grows too large to list.
fn key_of(sha256: &str) -> Key {
    let (folder, _) = sha256.split_at_checked(2).unwrap_or(("", sha256));
    Key::from_iter([folder, sha256])
}

fn failed(error: impl std::fmt::Display) -> StorageError {
    StorageError::Files(error.to_string())
}
