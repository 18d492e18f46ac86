//! Rows as they stand, for whoever compares them with the register's entries:
//! nothing in them is believed, so nothing is read into a domain value here.

use super::database::{fetch_all, fetch_one, fetch_optional};
use super::row::row;
use super::{ReadTransaction, StorageError, audit};
use crate::domain::deed::DeedKind;
use crate::domain::entry::Entry;

/// A row of a certificate or a card.
#[derive(Clone, Debug)]
pub struct StoredPaper {
    /// The certificate a card was issued under; none for a certificate.
    pub certificate_number: Option<String>,
    /// Its number.
    pub number: String,
    /// Its number for searches.
    pub folded_number: String,
    /// Its issuer.
    pub issuer: String,
    /// The holder's name.
    pub holder_name: String,
    /// The organisation's code; none for others.
    pub enterprise_code: Option<String>,
    /// 0 for the first paper.
    pub paper_version: i64,
    /// First day.
    pub issued_on: String,
    /// When it was signed.
    pub issued_at: String,
    /// Last day.
    pub expires_on: String,
    /// How it stands, JSON.
    pub standing: String,
    /// Its place in the status lists.
    pub status_index: i64,
    /// The first half of the portrait's hash; none for a certificate.
    pub photo_hash: Option<Vec<u8>>,
    /// The key it was signed with; empty of what is recorded.
    pub key_id: String,
    /// The text of its QR; empty of what is recorded.
    pub code: String,
    /// Its master document.
    pub document: String,
    /// The entry that issued it.
    pub entry_seq: i64,
}

row!(
    StoredPaper:
    certificate_number, number, folded_number, issuer, holder_name, enterprise_code, paper_version,
    issued_on, issued_at, expires_on, standing, status_index, photo_hash, key_id, code, document,
    entry_seq
);

/// A row of an issuer's key.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// Its id.
    pub key_id: String,
    /// Whose.
    pub issuer: String,
    /// The key.
    pub public_key: Vec<u8>,
    /// Its first instant.
    pub valid_from: String,
    /// Its planned last instant.
    pub signs_until: Option<String>,
    /// Its last instant.
    pub retired_at: Option<String>,
    /// Since when others have it.
    pub compromised_at: Option<String>,
}

row!(StoredKey: key_id, issuer, public_key, valid_from, signs_until, retired_at, compromised_at);

/// A row of an issuer's profile.
#[derive(Clone, Debug)]
pub struct StoredProfile {
    /// Whose.
    pub issuer: String,
    /// Which version.
    pub version: i64,
    /// Since when.
    pub since: String,
    /// The profile, JSON.
    pub profile: String,
}

row!(StoredProfile: issuer, version, since, profile);

/// A record of the audit trail.
#[derive(Clone, Debug)]
pub struct StoredRecord {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Whose account did it.
    pub actor_id: Option<String>,
    /// For which issuer.
    pub issuer: Option<String>,
    /// The act.
    pub act: String,
    /// On what.
    pub subject: String,
    /// What else, JSON.
    pub details: String,
}

row!(StoredRecord: seq, at, actor_id, issuer, act, subject, details);

/// The columns of a [`StoredPaper`].
macro_rules! paper_columns {
    ($own:literal) => {
        concat!(
            "select ",
            $own,
            ", number, folded_number, issuer, holder_name, paper_version, issued_on, issued_at, expires_on,
             standing, status_index, coalesce(key_id, '') as key_id, code, document, entry_seq"
        )
    };
}

macro_rules! certificates {
    ($where:literal) => {
        concat!(
            paper_columns!("null as certificate_number, enterprise_code, null as photo_hash"),
            " from certificates ",
            $where
        )
    };
}

macro_rules! cards {
    ($where:literal) => {
        concat!(
            paper_columns!("certificate_number, null as enterprise_code, photo_hash"),
            " from cards ",
            $where
        )
    };
}

/// The papers that say they were issued by an entry after `after` up to
/// `upto`.
pub async fn papers(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Vec<StoredPaper>, StorageError> {
    let mut papers: Vec<StoredPaper> = fetch_all!(
        transaction,
        StoredPaper,
        certificates!("where entry_seq > $1 and entry_seq <= $2 order by number"),
        after,
        upto,
    )?;
    let cards: Vec<StoredPaper> = fetch_all!(
        transaction,
        StoredPaper,
        cards!("where entry_seq > $1 and entry_seq <= $2 order by certificate_number, number"),
        after,
        upto,
    )?;
    papers.extend(cards);
    Ok(papers)
}

/// Table, number and named entry of papers whose entry is not one of the
/// first `last`, at most `limit` of each table.
pub async fn papers_of_no_entry(
    transaction: &mut ReadTransaction,
    last: i64,
    limit: i64,
) -> Result<Vec<(String, String, i64)>, StorageError> {
    fetch_all!(
        transaction,
        (String, String, i64),
        "select * from (
             select 'certificate' as kind, number, entry_seq from certificates
             where entry_seq < 1 or entry_seq > $1 limit $2
         ) as others
         union all
         select * from (
             select 'card' as kind, number, entry_seq from cards where entry_seq < 1 or entry_seq > $1 limit $2
         ) as others",
        last,
        limit,
    )
}

/// Every entry that speaks of a paper of which an entry after `after` up to
/// `upto` speaks, the oldest first.
pub async fn histories(
    transaction: &mut ReadTransaction,
    after: i64,
    upto: i64,
) -> Result<Vec<Entry>, StorageError> {
    let rows: Vec<(Vec<u8>,)> = fetch_all!(
        transaction,
        (Vec<u8>,),
        "select body from entries where seq in (
             select spoken.seq from entry_papers own
                 join entry_papers spoken on spoken.paper = own.paper
             where own.seq > $1 and own.seq <= $2
         ) order by seq",
        after,
        upto,
    )?;
    // What cannot be read has broken the chain, which is told elsewhere.
    Ok(rows.iter().filter_map(|(body,)| serde_json::from_slice(body).ok()).collect())
}

/// Place and leaf hash of the entries after a place, the oldest first.
pub async fn leaves(
    transaction: &mut ReadTransaction,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Vec<u8>)>, StorageError> {
    fetch_all!(
        transaction,
        (i64, Vec<u8>),
        "select seq, leaf_hash from entries where seq > $1 order by seq limit $2",
        after,
        limit,
    )
}

/// The entries about keys after a place, the oldest first, with their places.
pub async fn key_entries(
    transaction: &mut ReadTransaction,
    after: i64,
    limit: i64,
) -> Result<Vec<(i64, Option<Entry>)>, StorageError> {
    let rows: Vec<(i64, Vec<u8>)> = fetch_all!(
        transaction,
        (i64, Vec<u8>),
        "select seq, body from entries where seq > $1 and kind like 'key\\_%' escape '\\' order by seq limit $2",
        after,
        limit,
    )?;
    Ok(rows.into_iter().map(|(seq, body)| (seq, serde_json::from_slice(&body).ok())).collect())
}

/// Every issuer's keys as they stand.
pub async fn keys(transaction: &mut ReadTransaction) -> Result<Vec<StoredKey>, StorageError> {
    fetch_all!(
        transaction,
        StoredKey,
        "select key_id, issuer, public_key, valid_from, signs_until, retired_at, compromised_at
         from issuer_keys order by key_id",
    )
}

/// The records after a place of any of these kinds, the oldest first.
pub async fn records_of(
    transaction: &mut ReadTransaction,
    kinds: impl IntoIterator<Item = DeedKind>,
    after: i64,
    limit: i64,
) -> Result<Vec<StoredRecord>, StorageError> {
    fetch_all!(
        transaction,
        StoredRecord,
        "select seq, at, actor_id, issuer, act, subject, details from audit
         where seq > $1 and $2 like '%,' || act || ',%' order by seq limit $3",
        after,
        audit::among(kinds),
        limit,
    )
}

/// The records of one kind on a subject, the oldest first.
pub async fn records_on(
    transaction: &mut ReadTransaction,
    kind: DeedKind,
    subject: &str,
) -> Result<Vec<StoredRecord>, StorageError> {
    fetch_all!(
        transaction,
        StoredRecord,
        "select seq, at, actor_id, issuer, act, subject, details from audit
         where subject = $1 and act = $2 order by seq",
        subject,
        kind.as_str(),
    )
}

/// Account, issuer and role of everyone on the staff.
pub async fn roles(transaction: &mut ReadTransaction) -> Result<Vec<(String, String, String)>, StorageError> {
    fetch_all!(
        transaction,
        (String, String, String),
        "select account_id, issuer, role from staff_roles order by account_id, issuer, role",
    )
}

/// Every issuer with the version of its profile in force.
pub async fn issuers(transaction: &mut ReadTransaction) -> Result<Vec<(String, i64)>, StorageError> {
    fetch_all!(transaction, (String, i64), "select code, version from issuers order by code")
}

/// An issuer's profiles, the oldest first.
pub async fn profiles(
    transaction: &mut ReadTransaction,
    issuer: &str,
) -> Result<Vec<StoredProfile>, StorageError> {
    fetch_all!(
        transaction,
        StoredProfile,
        "select issuer, version, since, profile from issuer_profiles where issuer = $1 order by version",
        issuer,
    )
}

/// Every series of numbers with its last one.
pub async fn heads(transaction: &mut ReadTransaction) -> Result<Vec<(String, i64)>, StorageError> {
    fetch_all!(transaction, (String, i64), "select name, seq from heads order by name")
}

/// Of every series that can be counted: its name, and how many numbers of it
/// were given, by the rows that have them.
pub async fn given(transaction: &mut ReadTransaction) -> Result<Vec<(String, i64)>, StorageError> {
    fetch_all!(
        transaction,
        (String, i64),
        "select 'certificates ' || issuer || ' ' || substr(issued_on, 1, 4), count(distinct number)
         from certificates where paper_version = 0 and key_id is not null group by issuer, substr(issued_on, 1, 4)
         union all
         select 'status ' || issuer, count(*) from (
             select issuer from certificates union all select issuer from cards
         ) as papers group by issuer
         union all
         select 'persons', count(*) from persons
         order by 1",
    )
}

/// Issuer and place of status places that more than one paper has, at most
/// `limit`.
pub async fn places_used_twice(
    transaction: &mut ReadTransaction,
    limit: i64,
) -> Result<Vec<(String, i64)>, StorageError> {
    fetch_all!(
        transaction,
        (String, i64),
        "select issuer, status_index from (
             select issuer, status_index from certificates
             union all
             select issuer, status_index from cards
         ) as places
         group by issuer, status_index having count(*) > 1 order by issuer, status_index limit $1",
        limit,
    )
}

/// What names a stored file, and its hash: uploaded papers after an id in the
/// order of ids.
pub async fn uploads(
    transaction: &mut ReadTransaction,
    after: &str,
    limit: i64,
) -> Result<Vec<(String, String)>, StorageError> {
    fetch_all!(
        transaction,
        (String, String),
        "select id, sha256 from evidence where id > $1 order by id limit $2",
        after,
        limit,
    )
}

/// Issuer and hash of every picture for papers.
pub async fn pictures(transaction: &mut ReadTransaction) -> Result<Vec<(String, String)>, StorageError> {
    fetch_all!(
        transaction,
        (String, String),
        "select issuer, sha256 from issuer_pictures order by issuer, sha256",
    )
}

/// When the last entry was made, as it stands; none when there is none.
pub async fn last_entered_at(transaction: &mut ReadTransaction) -> Result<Option<String>, StorageError> {
    let row: Option<(String,)> =
        fetch_optional!(transaction, (String,), "select at from entries order by seq desc limit 1")?;
    Ok(row.map(|(at,)| at))
}

/// The place of the last entry.
pub async fn last_entry(transaction: &mut ReadTransaction) -> Result<i64, StorageError> {
    let (seq,): (i64,) = fetch_one!(transaction, (i64,), "select coalesce(max(seq), 0) from entries")?;
    Ok(seq)
}
