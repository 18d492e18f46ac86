//! What stands in the rows of published papers, to be held against what the
//! register entered; and the register's head, for who keeps papers in memory.
//!
//! Only public columns are read; nothing private can leak from what is made
//! of these rows. They are given out as they stand: whether they are what was
//! entered and signed is for the reader to find.

use super::chain::Chain;
use super::database::{fetch_all, fetch_optional, look_up};
use super::row::row;
use super::{ReadTransaction, Storage, StorageError};
use crate::domain::issuer::IssuerCode;

/// The columns of a [`StoredPaper`] of certificates.
macro_rules! certificates {
    () => {
        "select number, number as certificate_number, cast(0 as bigint) as is_card, issuer, holder_name,
             paper_version, status_index, issued_on, issued_at, expires_on, standing, coalesce(key_id, '') as key_id, code, entry_seq,
             enterprise_code
         from certificates "
    };
}

/// The same of cards.
macro_rules! cards {
    () => {
        "select number, certificate_number, cast(1 as bigint) as is_card, issuer, holder_name, paper_version,
             status_index, issued_on, issued_at, expires_on, standing, coalesce(key_id, '') as key_id, code, entry_seq,
             null as enterprise_code
         from cards "
    };
}

/// The public columns of a certificate or a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPaper {
    /// Its number.
    pub number: String,
    /// The certificate it was issued with; its own number for a certificate.
    pub certificate_number: String,
    /// Whether it is a card: 0 or 1.
    pub is_card: i64,
    /// Who issued it.
    pub issuer: String,
    /// The holder's name as printed.
    pub holder_name: String,
    /// 0 for the first paper.
    pub paper_version: i64,
    /// Its place in the issuer's status lists.
    pub status_index: i64,
    /// First day.
    pub issued_on: String,
    /// When it was signed.
    pub issued_at: String,
    /// Last day.
    pub expires_on: String,
    /// How it stands, as JSON.
    pub standing: String,
    /// The key that signed it; empty of what is recorded.
    pub key_id: String,
    /// The text of its QR; empty of what is recorded.
    pub code: String,
    /// The entry that issued it.
    pub entry_seq: i64,
    /// The organisation that holds a certificate.
    pub enterprise_code: Option<String>,
}

row!(
    StoredPaper:
    number, certificate_number, is_card, issuer, holder_name, paper_version, status_index, issued_on,
    issued_at, expires_on, standing, key_id, code, entry_seq, enterprise_code
);

/// The last entry of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its place; 0 when there is none.
    pub seq: i64,
    /// Its leaf hash; empty when there is none.
    pub leaf_hash: Vec<u8>,
}

type HeadRow = (i64, Vec<u8>);

/// The last entry, by one statement.
pub async fn head(storage: &Storage) -> Result<Head, StorageError> {
    let row: Option<HeadRow> =
        look_up!(storage.following, HeadRow, "select seq, leaf_hash from entries order by seq desc limit 1")?;
    Ok(row.map(Head::from).unwrap_or_default())
}

/// The last entry, as this transaction sees the register.
pub async fn last_entry(transaction: &mut ReadTransaction) -> Result<Head, StorageError> {
    let row: Option<HeadRow> = fetch_optional!(
        transaction,
        HeadRow,
        "select seq, leaf_hash from entries order by seq desc limit 1"
    )?;
    Ok(row.map(Head::from).unwrap_or_default())
}

/// The last entry as the head of the chain names it: another one than there is
/// when entries were cut off.
pub async fn announced(transaction: &mut ReadTransaction) -> Result<Head, StorageError> {
    let row: Option<(i64, Option<Vec<u8>>)> = fetch_optional!(
        transaction,
        (i64, Option<Vec<u8>>),
        "select seq, hash from heads where name = $1",
        Chain::Entries.name(),
    )?;
    let (seq, hash) = row.unwrap_or_default();
    Ok(Head { seq, leaf_hash: hash.unwrap_or_default() })
}

/// The entry at this place, if it is there.
pub async fn entry_at(transaction: &mut ReadTransaction, seq: i64) -> Result<Option<Head>, StorageError> {
    let row: Option<HeadRow> =
        fetch_optional!(transaction, HeadRow, "select seq, leaf_hash from entries where seq = $1", seq)?;
    Ok(row.map(Head::from))
}

/// The rows of the certificates that entries after `after` up to `upto` speak
/// of, as they are now, with those of all their cards.
///
/// They are found by the index of the entries. One that the index leaves out is
/// missing, and a paper whose row is missing is none that can be relied on.
pub async fn touched(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Vec<StoredPaper>, StorageError> {
    let mut rows: Vec<StoredPaper> = fetch_all!(
        transaction,
        StoredPaper,
        concat!(
            certificates!(),
            "where number in (select paper from entry_papers where seq > $1 and seq <= $2)"
        ),
        after,
        upto,
    )?;
    let cards: Vec<StoredPaper> = fetch_all!(
        transaction,
        StoredPaper,
        concat!(
            cards!(),
            "where certificate_number in (select paper from entry_papers where seq > $1 and seq <= $2)"
        ),
        after,
        upto,
    )?;
    rows.extend(cards);
    Ok(rows)
}

/// The row of a certificate with those of all its cards.
pub async fn of_certificate(
    transaction: &mut ReadTransaction,
    number: &str,
) -> Result<Vec<StoredPaper>, StorageError> {
    let mut rows: Vec<StoredPaper> =
        fetch_all!(transaction, StoredPaper, concat!(certificates!(), "where number = $1"), number)?;
    let cards: Vec<StoredPaper> =
        fetch_all!(transaction, StoredPaper, concat!(cards!(), "where certificate_number = $1"), number)?;
    rows.extend(cards);
    Ok(rows)
}

/// The text of the QR of the paper at this place of its issuer's status lists.
pub async fn code(
    storage: &Storage,
    issuer: IssuerCode,
    status_index: u32,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = look_up!(
        storage.reading,
        (String,),
        "select code from certificates where issuer = $1 and status_index = $2
         union all
         select code from cards where issuer = $1 and status_index = $2",
        issuer.to_string(),
        i64::from(status_index),
    )?;
    Ok(row.map(|(code,)| code))
}

/// The signed document of the paper at this place of its issuer's status lists.
pub async fn document(
    storage: &Storage,
    issuer: IssuerCode,
    status_index: u32,
) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> = look_up!(
        storage.reading,
        (String,),
        "select document from certificates where issuer = $1 and status_index = $2
         union all
         select document from cards where issuer = $1 and status_index = $2",
        issuer.to_string(),
        i64::from(status_index),
    )?;
    Ok(row.map(|(document,)| document))
}

/// The documents of the papers that this key signed, each with issuer and place
/// in the status lists.
pub async fn documents_of_key(
    transaction: &mut ReadTransaction,
    key_id: &str,
) -> Result<Vec<(String, i64, String)>, StorageError> {
    fetch_all!(
        transaction,
        (String, i64, String),
        "select issuer, status_index, document from certificates where key_id = $1
         union all
         select issuer, status_index, document from cards where key_id = $1",
        key_id,
    )
}

impl From<HeadRow> for Head {
    fn from((seq, leaf_hash): HeadRow) -> Self {
        Self { seq, leaf_hash }
    }
}
