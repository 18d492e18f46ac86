//! Uploaded papers as files, each under the SHA-256 of its bytes.
//!
//! A file arrives in a folder of its own and is hashed on the way. It gets its
//! name in the transaction that writes the row which names it, and a file that
//! no row names is removed in one that keeps such transactions out
//! ([`hold`](super::evidence::hold_files)): there is never a row without its
//! file, and a file without a row stays a day at most.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempPath};
use tokio::fs as afs;
use tokio::io::AsyncWriteExt;
use tokio::task::spawn_blocking;

use super::StorageError;

/// Where files lie while they arrive.
const INCOMING: &str = "incoming";

/// Bytes kept of the two ends of a file, to tell what it is.
const END: usize = 4096;

/// The store of uploaded papers.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
}

/// A file on its way in. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct IncomingFile {
    file: afs::File,
    path: TempPath,
    digest: Sha256,
    byte_count: u64,
    head: Vec<u8>,
    tail: Vec<u8>,
}

/// A file that came whole and is not kept yet. Dropped, it is gone.
#[derive(Debug)]
pub struct ArrivedFile {
    path: TempPath,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub byte_count: u64,
    /// Its first bytes, to tell what it is.
    pub head: Vec<u8>,
    /// Its last bytes.
    pub tail: Vec<u8>,
}

impl Files {
    /// Files in a folder of this machine, made when missing.
    pub fn in_folder(folder: &Path) -> Result<Self, StorageError> {
        fs::create_dir_all(folder.join(INCOMING)).map_err(failed)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Begins to take a file in.
    pub async fn receive(&self) -> Result<IncomingFile, StorageError> {
        let incoming = self.folder.join(INCOMING);
        let begun = spawn_blocking(move || NamedTempFile::new_in(incoming)).await.map_err(failed)?;
        let (file, path) = begun.map_err(failed)?.into_parts();
        let (file, digest) = (afs::File::from_std(file), Sha256::new());
        Ok(IncomingFile { file, path, digest, byte_count: 0, head: Vec::new(), tail: Vec::new() })
    }

    /// Takes in a file that is in memory.
    pub async fn receive_bytes(&self, bytes: &[u8]) -> Result<ArrivedFile, StorageError> {
        let mut arriving = self.receive().await?;
        arriving.write(bytes).await?;
        arriving.finish().await
    }

    /// Gives a file its name. Call it in the transaction that names it, after
    /// [`hold_files`](super::evidence::hold_files).
    pub async fn keep(&self, arrived: ArrivedFile) -> Result<(), StorageError> {
        let place = self.place(&arrived.sha256);
        let kept = spawn_blocking(move || {
            let folder = place.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder)?;
            // Also over the same file from before: it is as young as this one now.
            arrived.path.persist(&place).map_err(|refused| refused.error)?;
            File::open(folder)?.sync_all()
        });
        kept.await.map_err(failed)?.map_err(failed)
    }

    /// The bytes stored under this hash. Bytes that no longer have it are an
    /// error: evidence that was changed behind our back is no evidence.
    pub async fn read(&self, sha256: &str) -> Result<Bytes, StorageError> {
        let bytes = afs::read(self.place(sha256)).await.map_err(failed)?;
        if data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)) == sha256 {
            Ok(bytes.into())
        } else {
            Err(StorageError::Files(format!("the file {sha256} has been changed")))
        }
    }

    /// Removes the file of this hash, if it is there.
    pub async fn remove(&self, sha256: &str) -> Result<(), StorageError> {
        match afs::remove_file(self.place(sha256)).await {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(error)),
            _ => Ok(()),
        }
    }

    /// The hashes of the files that are older than this by the clock of their
    /// disk, which several machines may share. What was left on its way in and
    /// is as old is removed at once.
    pub async fn older_than(&self, age: Duration) -> Result<Vec<String>, StorageError> {
        let folder = self.folder.clone();
        let found = spawn_blocking(move || {
            let youngest = NamedTempFile::new_in(folder.join(INCOMING))?;
            let now = youngest.as_file().metadata()?.modified()?;
            let before = now.checked_sub(age).unwrap_or(SystemTime::UNIX_EPOCH);
            let mut found = Vec::new();
            for inner in fs::read_dir(&folder)? {
                let inner = inner?;
                for file in fs::read_dir(inner.path()).into_iter().flatten() {
                    let file = file?;
                    if !is_older(&file, before) {
                        continue;
                    }
                    if inner.file_name() == INCOMING {
                        fs::remove_file(file.path())?;
                    } else {
                        found.extend(file.file_name().into_string());
                    }
                }
            }
            Ok(found)
        });
        found.await.map_err(failed)?.map_err(|error: io::Error| failed(error))
    }

    /// Two levels, so that no folder grows too large to list.
    fn place(&self, sha256: &str) -> PathBuf {
        let (inner, _) = sha256.split_at_checked(2).unwrap_or(("", sha256));
        self.folder.join(inner).join(sha256)
    }
}

impl IncomingFile {
    /// How many bytes came so far.
    pub fn byte_count(&self) -> u64 {
        self.byte_count
    }

    /// The next bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), StorageError> {
        self.file.write_all(bytes).await.map_err(failed)?;
        self.digest.update(bytes);
        self.byte_count += bytes.len() as u64;
        let missing = END.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend_from_slice(&bytes[..missing]);
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(END)..]);
        self.tail.drain(..self.tail.len().saturating_sub(END));
        Ok(())
    }

    /// That was all of it. It is on the disk now.
    pub async fn finish(mut self) -> Result<ArrivedFile, StorageError> {
        self.file.flush().await.map_err(failed)?;
        self.file.sync_all().await.map_err(failed)?;
        let sha256 = data_encoding::HEXLOWER.encode(&self.digest.finalize());
        let Self { path, byte_count, head, tail, .. } = self;
        Ok(ArrivedFile { path, sha256, byte_count, head, tail })
    }
}

impl ArrivedFile {
    /// Where it lies, to be read part by part.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All its bytes.
    pub async fn bytes(&self) -> Result<Bytes, StorageError> {
        afs::read(&self.path).await.map(Bytes::from).map_err(failed)
    }
}

/// A file whose age cannot be told is young.
fn is_older(file: &fs::DirEntry, before: SystemTime) -> bool {
    let changed = file.metadata().and_then(|about| about.modified());
    changed.is_ok_and(|changed| changed < before)
}

fn failed(error: impl std::fmt::Display) -> StorageError {
    StorageError::Files(error.to_string())
}
