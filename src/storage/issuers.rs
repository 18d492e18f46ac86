//! The issuers: their profiles, and the public halves of their signing keys.

use super::columns::Column;
use super::database::{execute, fetch_all};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::credential::{KeyId, TrustList, TrustedKey};
use crate::dates::Instant;
use crate::domain::entry::DistrustedIssue;

pub use super::profiles::{add_picture, all, change, picture, profile, profile_at, seed};

/// Adds the public half of a key.
pub async fn add_key(transaction: &mut Transaction, key: &TrustedKey) -> Result<(), StorageError> {
    let text = |instant: Option<Instant>| instant.map(|instant| instant.to_string());
    execute!(
        transaction,
        "insert into issuer_keys (key_id, issuer, public_key, valid_from, signs_until, retired_at, compromised_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        key.key_id.to_string(),
        key.issuer.to_string(),
        key.public_key.as_bytes().as_slice(),
        key.valid_from.to_string(),
        text(key.signs_until),
        text(key.retired_at),
        text(key.compromised_at),
    )?;
    Ok(())
}

/// Stores what became of a key.
pub async fn update_key(transaction: &mut Transaction, key: &TrustedKey) -> Result<(), StorageError> {
    let text = |instant: Option<Instant>| instant.map(|instant| instant.to_string());
    execute!(
        transaction,
        "update issuer_keys set signs_until = $1, retired_at = $2, compromised_at = $3 where key_id = $4",
        text(key.signs_until),
        text(key.retired_at),
        text(key.compromised_at),
        key.key_id.to_string(),
    )?;
    Ok(())
}

/// What a key signed that was entered at an instant or after it, in the order
/// of the register.
pub async fn issued_since(
    transaction: &mut ReadTransaction,
    key_id: KeyId,
    since: Instant,
) -> Result<Vec<DistrustedIssue>, StorageError> {
    let rows: Vec<(i64, String)> = fetch_all!(
        transaction,
        (i64, String),
        "select entry_seq, number from (
             select entry_seq, number, 0 as place from certificates where key_id = $1
             union all
             select entry_seq, number, 1 as place from cards where key_id = $1
         ) as signed
             join entries on entries.seq = entry_seq
         where entries.at >= $2
         order by entry_seq, place, number",
        key_id.to_string(),
        since.to_string(),
    )?;
    let mut issues: Vec<DistrustedIssue> = Vec::new();
    for (seq, number) in rows {
        match issues.last_mut().filter(|issue| issue.seq == seq) {
            Some(issue) => issue.papers.push(number),
            None => issues.push(DistrustedIssue { seq, papers: vec![number] }),
        }
    }
    Ok(issues)
}

/// Every key of every issuer, oldest first. One that cannot be read, or that
/// contradicts itself, is trusted for nothing; the others are as good as ever.
pub async fn keys(transaction: &mut ReadTransaction) -> Result<Readable<TrustedKey>, StorageError> {
    let rows: Vec<KeyRow> = fetch_all!(
        transaction,
        KeyRow,
        "select key_id, issuer, public_key, valid_from, signs_until, retired_at, compromised_at
         from issuer_keys order by valid_from, key_id",
    )?;
    readable(rows.into_iter().map(TrustedKey::try_from))
}

struct KeyRow {
    key_id: String,
    issuer: String,
    public_key: Vec<u8>,
    valid_from: String,
    signs_until: Option<String>,
    retired_at: Option<String>,
    compromised_at: Option<String>,
}

row!(KeyRow: key_id, issuer, public_key, valid_from, signs_until, retired_at, compromised_at);

impl TryFrom<KeyRow> for TrustedKey {
    type Error = StorageError;

    fn try_from(row: KeyRow) -> Result<Self, StorageError> {
        let column = |name| Column("issuer_keys", name, &row.key_id);
        let key = Self {
            issuer: column("issuer").parse(&row.issuer)?,
            key_id: column("key_id").parse(&row.key_id)?,
            public_key: row
                .public_key
                .as_slice()
                .try_into()
                .map_err(|error| column("public_key").corrupt(error))?,
            valid_from: column("valid_from").parse(&row.valid_from)?,
            signs_until: column("signs_until").parse_some(row.signs_until.as_deref())?,
            retired_at: column("retired_at").parse_some(row.retired_at.as_deref())?,
            compromised_at: column("compromised_at").parse_some(row.compromised_at.as_deref())?,
        };
        TrustList::new(vec![key.clone()]).map_err(|error| column("key_id").corrupt(error))?;
        Ok(key)
    }
}
