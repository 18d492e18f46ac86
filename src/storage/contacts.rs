//! How independent consultants are reached, where they agreed that it is shown.

use super::database::{execute, fetch_optional};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};

/// What is shown of a consultant's contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PublicContact {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
}

row!(PublicContact: phone, email);

/// Keeps what is shown from an entry on, in place of what was before.
pub async fn put(
    transaction: &mut Transaction,
    (certificate, entry_seq): (&str, i64),
    contact: &PublicContact,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into public_contacts (certificate_number, entry_seq, phone, email) values ($1, $2, $3, $4)
         on conflict (certificate_number) do update
         set entry_seq = excluded.entry_seq, phone = excluded.phone, email = excluded.email",
        certificate,
        entry_seq,
        contact.phone.as_deref(),
        contact.email.as_deref(),
    )?;
    Ok(())
}

/// Forgets what was shown.
pub async fn remove(transaction: &mut Transaction, certificate: &str) -> Result<(), StorageError> {
    execute!(transaction, "delete from public_contacts where certificate_number = $1", certificate)?;
    Ok(())
}

/// What the entry at this place shows.
pub async fn of_entry(
    reading: &mut ReadTransaction,
    entry_seq: i64,
) -> Result<Option<PublicContact>, StorageError> {
    fetch_optional!(
        reading,
        PublicContact,
        "select phone, email from public_contacts where entry_seq = $1",
        entry_seq,
    )
}
