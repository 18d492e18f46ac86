//! Stored files against the rows that name them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use super::{Fault, InspectionEvent, Listener, Part, found};
use crate::storage::{Storage, StorageError, consents, inspection};

/// Rows read in one go.
const WINDOW: i64 = 200;

/// Bytes of a file read in one go.
const PIECE: usize = 64 * 1024;

/// The files that were looked at: their names, 32 bytes each.
#[derive(Default)]
struct FileNames {
    names: HashSet<[u8; 32]>,
    count: i64,
}

/// Reads every file that a row names, and looks for those that none does.
pub(super) async fn inspect(
    storage: &Storage,
    folder: &Path,
    tell: Listener<'_>,
) -> Result<(), StorageError> {
    let (mut named, mut after) = (FileNames::default(), String::new());
    loop {
        let mut transaction = storage.read().await?;
        let rows = inspection::uploads(&mut transaction, &after, WINDOW).await?;
        transaction.end().await?;
        let Some((last, _)) = rows.last() else { break };
        after.clone_from(last);
        for (id, sha256) in &rows {
            named.look(folder, (&format!("uploaded paper {id}"), sha256), tell).await?;
        }
        tell(InspectionEvent::Passed(Part::Files, named.count));
    }
    let mut transaction = storage.read().await?;
    let pictures = inspection::pictures(&mut transaction).await?;
    let agreed = consents::all(&mut transaction).await?;
    transaction.end().await?;
    for (seq, sha256) in &agreed {
        named.look(folder, (&format!("consent of entry {seq}"), sha256), tell).await?;
    }
    for (issuer, sha256) in &pictures {
        named.look(folder, (&format!("picture of {issuer}"), sha256), tell).await?;
    }
    named.unnamed(folder, tell).await?;
    tell(InspectionEvent::Done(Part::Files, named.count));
    Ok(())
}

impl FileNames {
    async fn look(
        &mut self,
        folder: &Path,
        (subject, sha256): (&str, &str),
        tell: Listener<'_>,
    ) -> Result<(), StorageError> {
        let Some(name) = digest(sha256) else {
            found(tell, (Part::Files, subject), Fault::Unreadable { what: "the name of its file" });
            return Ok(());
        };
        if !self.names.insert(name) {
            return Ok(());
        }
        self.count += 1;
        let path = folder.join(&sha256[..2]).join(sha256);
        match hashed(path).await? {
            None => found(tell, (Part::Files, subject), Fault::NoFile),
            Some(hash) if hash != name => found(tell, (Part::Files, subject), Fault::FileChanged),
            Some(_) => {}
        }
        Ok(())
    }

    /// Files that no row names, folder by folder.
    async fn unnamed(&self, folder: &Path, tell: Listener<'_>) -> Result<(), StorageError> {
        for shelf in names_in(folder.to_owned()).await?.into_iter().filter(|name| name.len() == 2) {
            for name in names_in(folder.join(shelf)).await? {
                if digest(&name).is_none_or(|digest| !self.names.contains(&digest)) {
                    found(tell, (Part::Files, &name), Fault::FileUnnamed);
                }
            }
        }
        Ok(())
    }
}

/// The hash of a file, read in pieces; none when it is not there.
async fn hashed(path: PathBuf) -> Result<Option<[u8; 32]>, StorageError> {
    let hashed = spawn_blocking(move || {
        let (mut file, mut digest) = (fs::File::open(path)?, Sha256::new());
        let mut piece = vec![0; PIECE];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Some(digest.finalize().into())),
                length => digest.update(&piece[..length]),
            }
        }
    });
    hashed.await.map_err(failed)?.or_else(absent)
}

async fn names_in(folder: PathBuf) -> Result<Vec<String>, StorageError> {
    let listed = spawn_blocking(move || {
        let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect::<io::Result<Vec<_>>>().map(Some)
    });
    Ok(listed.await.map_err(failed)?.or_else(absent)?.unwrap_or_default())
}

fn absent<T>(error: io::Error) -> Result<Option<T>, StorageError> {
    if error.kind() == ErrorKind::NotFound { Ok(None) } else { Err(failed(error)) }
}

fn failed(error: impl std::fmt::Display) -> StorageError {
    StorageError::Files(error.to_string())
}

fn digest(sha256: &str) -> Option<[u8; 32]> {
    data_encoding::HEXLOWER.decode(sha256.as_bytes()).ok()?.try_into().ok()
}
