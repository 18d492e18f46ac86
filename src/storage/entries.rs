//! The register: appending an entry, and reading a paper's history.

use super::chain::{self, Chain, Link};
use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::entry::{Entry, Event};
use crate::domain::issuer::IssuerCode;

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
    transaction.makes_entry();
    let (seq, before): (i64, Option<Vec<u8>>) = fetch_one!(
        transaction,
        (i64, Option<Vec<u8>>),
        "insert into heads (name, seq) values ($1, 1)
         on conflict (name) do update set seq = heads.seq + 1
         returning seq, hash",
        Chain::Entries.name(),
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
    execute!(
        transaction,
        "update heads set hash = $1 where name = $2",
        leaf.hash.as_slice(),
        Chain::Entries.name()
    )?;
    Ok(seq)
}

/// The entries that speak of a paper, oldest first.
pub async fn of_paper(transaction: &mut ReadTransaction, number: &str) -> Result<Vec<Entry>, StorageError> {
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
pub async fn after(
    transaction: &mut ReadTransaction,
    seq: i64,
    limit: i64,
) -> Result<Vec<Entry>, StorageError> {
    let rows: Vec<EntryRow> = fetch_all!(
        transaction,
        EntryRow,
        "select seq, body, leaf_hash from entries where seq > $1 order by seq limit $2",
        seq,
        limit,
    )?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// An entry as it stands in its row.
#[derive(Debug)]
pub struct StoredEntry {
    /// Its place.
    pub seq: i64,
    /// The leaf hash beside it.
    pub leaf_hash: Vec<u8>,
    /// What it says, where its body can be read and has that hash.
    pub entry: Result<Entry, StorageError>,
}

/// The same rows as [`after`], for who goes on where one of them is broken.
pub async fn written_after(
    transaction: &mut ReadTransaction,
    seq: i64,
    limit: i64,
) -> Result<Vec<StoredEntry>, StorageError> {
    let rows: Vec<EntryRow> = fetch_all!(
        transaction,
        EntryRow,
        "select seq, body, leaf_hash from entries where seq > $1 order by seq limit $2",
        seq,
        limit,
    )?;
    let written = |row: EntryRow| {
        let (seq, leaf_hash) = (row.seq, row.leaf_hash.clone());
        StoredEntry { seq, leaf_hash, entry: Entry::try_from(row) }
    };
    Ok(rows.into_iter().map(written).collect())
}

/// The place of the last entry, 0 when there is none.
pub async fn last(transaction: &mut ReadTransaction) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(transaction, (i64,), "select coalesce(max(seq), 0) from entries")?;
    Ok(seq)
}

/// The entries after a place, each held against the hash before it, against
/// the columns beside its body, and against the index by paper: an entry that
/// the index leaves out would be missing from a paper's history.
pub(super) async fn links(
    transaction: &mut ReadTransaction,
    after: i64,
    before: &[u8],
    limit: i64,
) -> Result<Vec<Link>, StorageError> {
    let rows: Vec<WholeRow> = fetch_all!(
        transaction,
        WholeRow,
        "select seq, at, kind, issuer, body, leaf_hash from entries where seq > $1 order by seq limit $2",
        after,
        limit,
    )?;
    let upto = rows.last().map_or(after, |row| row.seq);
    let mut papers = chain::indexed(transaction, after, upto).await?;
    let mut before = before.to_vec();
    let link = |row: WholeRow| {
        let fault = row.fault(&before, &papers.remove(&row.seq).unwrap_or_default());
        before.clone_from(&row.leaf_hash);
        Link { seq: row.seq, hash: row.leaf_hash, fault }
    };
    Ok(rows.into_iter().map(link).collect())
}

struct WholeRow {
    seq: i64,
    at: String,
    kind: String,
    issuer: String,
    body: Vec<u8>,
    leaf_hash: Vec<u8>,
}

row!(WholeRow: seq, at, kind, issuer, body, leaf_hash);

impl WholeRow {
    /// What is wrong with the entry after the hash before it; the first one
    /// follows 32 zeros.
    fn fault(&self, before: &[u8], papers: &[String]) -> Option<&'static str> {
        let before = if before.is_empty() { &[0; 32] } else { before };
        if crate::domain::entry::leaf_hash(&self.body).as_slice() != self.leaf_hash {
            return Some("its hash is of another body");
        }
        let Ok(entry) = serde_json::from_slice::<Entry>(&self.body) else {
            return Some("its body cannot be read");
        };
        if entry.previous != data_encoding::HEXLOWER.encode(before) {
            return Some("it names another entry before it");
        }
        let beside = (self.seq, self.at.as_str(), self.kind.as_str(), self.issuer.as_str());
        if beside != (entry.seq, &entry.at.to_string(), entry.event.kind(), &entry.issuer.to_string()) {
            return Some("the columns beside its body say something else");
        }
        let mut named = entry.event.papers();
        named.sort_unstable();
        (named != papers).then_some("the index by paper names others")
    }
}

struct EntryRow {
    seq: i64,
    body: Vec<u8>,
    leaf_hash: Vec<u8>,
}

row!(EntryRow: seq, body, leaf_hash);

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
