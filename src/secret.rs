//! The register's master secret, and the keys derived from it.
//!
//! One 32-byte secret lies in a file outside git, mode 0400. Every purpose
//! gets a key of its own (HMAC-SHA256 of a label), so that one key that leaks
//! tells nothing of the others. It is not the issuers' signing keys: those
//! have files of their own.

mod source;

use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::entropy::Entropy;

pub use source::SecretSource;

/// The master secret.
#[derive(Clone)]
pub struct MasterSecret(Zeroizing<[u8; 32]>);

/// A secret file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It is missing or cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Other accounts of the machine may read it.
    #[error("{path} can be read by others (mode {mode:o}); run: chmod 400 {path}")]
    ReadableByOthers {
        /// Which file.
        path: PathBuf,
        /// Its mode.
        mode: u32,
    },
    /// It does not hold what it should.
    #[error("{path} does not hold {expected}")]
    Content {
        /// Which file.
        path: PathBuf,
        /// What should be in it.
        expected: &'static str,
    },
    /// A named source is not there or is empty.
    #[error("{0} holds nothing")]
    Source(String),
}

impl MasterSecret {
    /// A new secret.
    pub fn generate(entropy: &Entropy) -> Self {
        Self(Zeroizing::new(entropy.bytes()))
    }

    /// Reads the secret: 64 hexadecimal digits, readable by the owner alone.
    pub fn read(path: &Path) -> Result<Self, SecretError> {
        let text = read_private(path)?;
        let bytes = data_encoding::HEXLOWER.decode(text.trim().as_bytes()).ok().map(Zeroizing::new);
        let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        let content = SecretError::Content { path: path.to_owned(), expected: "64 hexadecimal digits" };
        bytes.map(|bytes| Self(Zeroizing::new(bytes))).ok_or(content)
    }

    /// Writes the secret to a new file that its owner alone can read.
    pub fn write(&self, path: &Path) -> Result<(), SecretError> {
        let text = Zeroizing::new(data_encoding::HEXLOWER.encode(self.0.as_slice()));
        write_private(path, &text)
    }

    /// The key for one purpose.
    pub fn key(&self, purpose: &str) -> [u8; 32] {
        keyed_hash(&self.0, purpose.as_bytes())
    }
}

/// HMAC-SHA256 (RFC 2104).
pub fn keyed_hash(key: &[u8; 32], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Reads a file that only its owner may read; refuses any other. The mark that
/// some editors put before UTF-8 is no part of what is in it.
pub fn read_private(path: &Path) -> Result<Zeroizing<String>, SecretError> {
    let file = |source| SecretError::File { path: path.to_owned(), source };
    require_private(path)?;
    let text = std::fs::read_to_string(path).map(Zeroizing::new).map_err(file)?;
    Ok(without_mark(text))
}

/// The text without the byte order mark before it.
fn without_mark(text: Zeroizing<String>) -> Zeroizing<String> {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Zeroizing::new(rest.to_owned()),
        None => text,
    }
}

/// Writes a new file, mode 0400, and makes its folder. Never overwrites: a
/// secret that is replaced by mistake is lost.
pub fn write_private(path: &Path, text: &str) -> Result<(), SecretError> {
    use std::io::Write;
    let file = |source| SecretError::File { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(file)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    let mut written = options.open(path).map_err(file)?;
    written.write_all(text.as_bytes()).and_then(|()| written.sync_all()).map_err(file)?;
    // The name must survive a power cut as surely as what is in the file.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    std::fs::File::open(folder).and_then(|folder| folder.sync_all()).map_err(file)
}

/// Refuses a file that others than its owner may read.
#[cfg(unix)]
pub fn require_private(path: &Path) -> Result<(), SecretError> {
    use std::os::unix::fs::PermissionsExt;
    let file = |source| SecretError::File { path: path.to_owned(), source };
    let mode = std::fs::metadata(path).map_err(file)?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(SecretError::ReadableByOthers { path: path.to_owned(), mode })
    }
}

/// Refuses a file that others than its owner may read.
#[cfg(not(unix))]
pub fn require_private(_: &Path) -> Result<(), SecretError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_others_can_read_is_refused_and_one_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("secrets/master");
        let secret = MasterSecret::generate(&Entropy::seeded(1));
        secret.write(&path).expect("written");
        assert_eq!(MasterSecret::read(&path).expect("read").key("x"), secret.key("x"));
        assert!(matches!(secret.write(&path), Err(SecretError::File { .. })));
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o440)).expect("chmod");
        assert!(matches!(MasterSecret::read(&path), Err(SecretError::ReadableByOthers { mode: 0o440, .. })));
    }

    #[test]
    fn every_purpose_has_its_own_key() {
        let secret = MasterSecret::generate(&Entropy::seeded(1));
        assert_ne!(secret.key("seal"), secret.key("index"));
    }
}
