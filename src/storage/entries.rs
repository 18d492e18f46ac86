//! The register: appending an entry, and reading a paper's history.

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one};
use super::{StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::entry::{Entry, Event};
use crate::domain::issuer::IssuerCode;

/// The name of the chain among the heads.
const CHAIN: &str = "entries";

/// Appends what happened to the register and answers its place.
///
/// The chain's head stays locked until the commit: call it after the act's
/// other numbers are taken and before the audit record, always in this order.
pub async fn append(
    transaction: &mut Transaction,
    at: Instant,
    issuer: IssuerCode,
    event: Event,
) -> Result<i64, StorageError> {
    let (seq, before): (i64, Option<Vec<u8>>) = fetch_one!(
        transaction,
        (i64, Option<Vec<u8>>),
        "insert into heads (name, seq) values ($1, 1)
         on conflict (name) do update set seq = heads.seq + 1
         returning seq, hash",
        CHAIN,
    )?;
    let previous = data_encoding::HEXLOWER.encode(before.as_deref().unwrap_or(&[0; 32]));
    let entry = Entry { seq, at, issuer, previous, event };
    let leaf = entry.leaf();
    execute!(
        transaction,
        "insert into entries (seq, at, kind, issuer, body, leaf_hash) values ($1, $2, $3, $4, $5, $6)",
        seq,
        at.to_string(),
        entry.event.kind(),
        issuer.to_string(),
        &leaf.body,
        leaf.hash.as_slice(),
    )?;
    for paper in entry.event.papers() {
        execute!(transaction, "insert into entry_papers (paper, seq) values ($1, $2)", paper, seq)?;
    }
    execute!(transaction, "update heads set hash = $1 where name = $2", leaf.hash.as_slice(), CHAIN)?;
    Ok(seq)
}

/// The entries that speak of a paper, oldest first.
pub async fn of_paper(transaction: &mut Transaction, number: &str) -> Result<Vec<Entry>, StorageError> {
    let rows: Vec<EntryRow> = fetch_all!(
        transaction,
        EntryRow,
        "select entries.seq, entries.body, entries.leaf_hash
         from entries join entry_papers on entry_papers.seq = entries.seq
         where entry_papers.paper = $1 order by entries.seq",
        number,
    )?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// The entries after this place, oldest first, at most `limit`.
pub async fn after(transaction: &mut Transaction, seq: i64, limit: i64) -> Result<Vec<Entry>, StorageError> {
    let rows: Vec<EntryRow> = fetch_all!(
        transaction,
        EntryRow,
        "select seq, body, leaf_hash from entries where seq > $1 order by seq limit $2",
        seq,
        limit,
    )?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// The place of the last entry, 0 when there is none.
pub async fn last(transaction: &mut Transaction) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(transaction, (i64,), "select coalesce(max(seq), 0) from entries")?;
    Ok(seq)
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    seq: i64,
    body: Vec<u8>,
    leaf_hash: Vec<u8>,
}

impl TryFrom<EntryRow> for Entry {
    type Error = StorageError;

    fn try_from(row: EntryRow) -> Result<Self, StorageError> {
        let key = row.seq.to_string();
        let column = Column("entries", "body", &key);
        if crate::domain::entry::leaf_hash(&row.body).as_slice() != row.leaf_hash {
            return Err(column.corrupt("the body does not have the leaf hash beside it"));
        }
        serde_json::from_slice(&row.body).map_err(|error| column.corrupt(error))
    }
}
