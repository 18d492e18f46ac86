//! Written consents of experts that their portrait is shown to whoever scans
//! their card. Their bytes lie in [`super::files`].

use super::database::{execute, fetch_all, fetch_optional};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};

/// A written consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The entry by which the portrait is shown.
    pub entry_seq: i64,
    /// Name of the file.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub byte_count: i64,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}

row!(Consent: entry_seq, file_name, media_type, byte_count, sha256);

/// Stores what is known of a written consent.
pub async fn insert(transaction: &mut Transaction, consent: &Consent) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into portrait_consents (entry_seq, file_name, media_type, byte_count, sha256)
         values ($1, $2, $3, $4, $5)",
        consent.entry_seq,
        &consent.file_name,
        &consent.media_type,
        consent.byte_count,
        &consent.sha256,
    )?;
    Ok(())
}

/// The consent that an entry rests on; none when whoever made it spoke for
/// themselves.
pub async fn of_entry(
    transaction: &mut ReadTransaction,
    entry_seq: i64,
) -> Result<Option<Consent>, StorageError> {
    fetch_optional!(
        transaction,
        Consent,
        "select entry_seq, file_name, media_type, byte_count, sha256
         from portrait_consents where entry_seq = $1",
        entry_seq,
    )
}

/// Entry and hash of every consent.
pub async fn all(transaction: &mut ReadTransaction) -> Result<Vec<(i64, String)>, StorageError> {
    fetch_all!(
        transaction,
        (i64, String),
        "select entry_seq, sha256 from portrait_consents order by entry_seq"
    )
}
