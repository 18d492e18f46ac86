//! Private keys in files: PKCS#8 PEM (RFC 5958), encrypted under a passphrase
//! (RFC 8018, PBES2) or plain.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use pkcs8::der::SecretDocument;
use pkcs8::der::pem::LineEnding;
use pkcs8::pkcs5::{pbes2::Parameters, scrypt};
use pkcs8::{EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::KeyringError;
use crate::credential::{IssuerSigningKey, KeyId, TrustedKey};
use crate::secret::{SecretError, SecretSource, read_private, require_private, write_private};

/// PEM labels (RFC 7468, sections 10 and 11).
const PLAIN: &str = "PRIVATE KEY";
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";

/// scrypt with N = 2^14, r = 8, p = 5: a guess costs what OWASP asks for
/// (about a quarter of a second), in the 16 MiB that OpenSSL allows; it opens
/// no file made with a larger N unless it is told to.
const SCRYPT: (u8, u32, u32) = (14, 8, 5);

/// The file of a key.
pub(super) fn path(folder: &Path, issuer: &str, key_id: KeyId) -> PathBuf {
    folder.join(format!("{issuer}-{key_id}.pem"))
}

/// Refuses a folder in which a key lies open or is not named like one. A
/// missing folder holds none.
pub(super) fn check(folder: &Path) -> Result<(), KeyringError> {
    let fault = |error| KeyringError::Folder(folder.to_owned(), error);
    let listed = match std::fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(fault(error)),
    };
    for file in listed {
        let path = file.map_err(fault)?.path();
        if path.extension().is_some_and(|extension| extension == "pem") {
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            let is_key = name.split_once('-').is_some_and(|(_, id)| id.parse::<KeyId>().is_ok());
            if !is_key {
                return Err(unusable(&path).into());
            }
            require_private(&path)?;
        }
    }
    Ok(())
}

/// When the file was changed last; none when it is not there.
pub(super) fn changed_at(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|file| file.modified()).ok()
}

/// Whether the file needs a passphrase.
pub(super) fn is_encrypted(path: &Path) -> Result<bool, KeyringError> {
    let pem = read_private(path)?;
    let (label, _) = SecretDocument::from_pem(&pem).map_err(|_| unusable(path))?;
    Ok(label == ENCRYPTED)
}

/// Reads the private half of a key. Slow on purpose when it is encrypted.
pub(super) fn read(
    path: &Path,
    key: &TrustedKey,
    passphrase: Option<&SecretSource>,
) -> Result<IssuerSigningKey, KeyringError> {
    let pem = read_private(path)?;
    let (label, document) = SecretDocument::from_pem(&pem).map_err(|_| unusable(path))?;
    let plain = match label {
        ENCRYPTED => {
            let passphrase = passphrase.ok_or_else(|| KeyringError::NoPassphrase(path.to_owned()))?.read()?;
            let sealed =
                EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()).map_err(|_| unusable(path))?;
            let opened = sealed.decrypt(passphrase.as_bytes());
            let opened = opened.map_err(|_| KeyringError::WrongPassphrase(path.to_owned()))?;
            opened.to_pem(PLAIN, LineEnding::LF).map_err(|_| unusable(path))?
        }
        _ => pem,
    };
    let read = IssuerSigningKey::from_pkcs8_pem(key.issuer.clone(), &plain).map_err(|_| unusable(path))?;
    if read.public_key() == key.public_key { Ok(read) } else { Err(unusable(path).into()) }
}

/// Writes the private half of a key into a new file, encrypted when there is a
/// passphrase, with this salt and initial vector.
pub(super) fn write(
    path: &Path,
    key: &IssuerSigningKey,
    sealed: Option<(&SecretSource, [u8; 32])>,
) -> Result<(), KeyringError> {
    let plain = key.to_pkcs8_pem().map_err(|_| unusable(path))?;
    match sealed {
        None => write_private(path, &plain)?,
        Some((passphrase, drawn)) => {
            let passphrase = passphrase.read()?;
            let pem = encrypted(&plain, &passphrase, drawn).ok_or_else(|| unusable(path))?;
            write_private(path, &pem)?;
        }
    }
    Ok(())
}

/// The key of a plain PEM, encrypted; none when it is none.
fn encrypted(plain: &str, passphrase: &str, drawn: [u8; 32]) -> Option<Zeroizing<String>> {
    let (_, document) = SecretDocument::from_pem(plain).ok()?;
    let key = PrivateKeyInfoRef::try_from(document.as_bytes()).ok()?;
    let (log_n, r, p) = SCRYPT;
    let cost = scrypt::Params::new(log_n, r, p).ok()?;
    let (salt, vector) = drawn.split_first_chunk::<16>()?;
    let parameters = Parameters::generate_scrypt_aes256cbc(cost, salt, *vector.first_chunk()?).ok()?;
    let sealed = key.encrypt_with_params(parameters, passphrase).ok()?;
    sealed.to_pem(ENCRYPTED, LineEnding::LF).ok()
}

fn unusable(path: &Path) -> SecretError {
    SecretError::Content {
        path: path.to_owned(),
        expected: "the Ed25519 key of its name, ISSUER-KEYID.pem, as PKCS#8",
    }
}
