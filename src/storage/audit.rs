//! The internal audit trail: who did what, each row's hash covering the row
//! before it, so that a row changed or taken out behind our back shows.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::chain::{Chain, Link};
use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::AccountId;

/// One act, as the audit trail keeps it.
#[derive(Clone, Debug)]
pub struct AuditRecord {
    /// When.
    pub at: Instant,
    /// Who; none when the program itself or the command line acts.
    pub actor: Option<AccountId>,
    /// For which issuer, when staff act.
    pub issuer: Option<String>,
    /// The act: a short word such as `sign_in` or `approve`.
    pub act: &'static str,
    /// On what: an id or a number.
    pub subject: String,
    /// What else matters. Never a secret, never a personal number.
    pub details: Value,
}

/// Appends a record to the chain.
///
/// Call it last in an act: the chain's head stays locked until the commit, and
/// every act takes its locks in the same order when this one is always last.
pub async fn append(transaction: &mut Transaction, record: &AuditRecord) -> Result<(), StorageError> {
    let (seq, before): (i64, Option<Vec<u8>>) = fetch_one!(
        transaction,
        (i64, Option<Vec<u8>>),
        "insert into heads (name, seq) values ($1, 1)
         on conflict (name) do update set seq = heads.seq + 1
         returning seq, hash",
        Chain::Audit.name(),
    )?;
    let row = AuditRow {
        seq,
        at: record.at.to_string(),
        actor_id: record.actor.map(|id| id.to_string()),
        issuer: record.issuer.clone(),
        act: record.act.to_owned(),
        subject: record.subject.clone(),
        details: String::from_utf8_lossy(&canonical(&record.details)).into_owned(),
        hash: Vec::new(),
    };
    let hash = row.hash_after(before.as_deref().unwrap_or_default());
    execute!(
        transaction,
        "insert into audit (seq, at, actor_id, issuer, act, subject, details, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.seq,
        &row.at,
        &row.actor_id,
        &row.issuer,
        &row.act,
        &row.subject,
        &row.details,
        &hash,
    )?;
    execute!(transaction, "update heads set hash = $1 where name = $2", &hash, Chain::Audit.name())?;
    Ok(())
}

/// A row of the trail as it is read.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// Its place in the trail.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who; none when the program itself or the command line acted.
    pub actor: Option<AccountId>,
    /// The act's short word.
    pub act: String,
    /// What else was noted.
    pub details: Value,
}

/// What was done on a subject, oldest first.
pub async fn of_subject(
    transaction: &mut ReadTransaction,
    subject: &str,
) -> Result<Vec<AuditLine>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, hash
         from audit where subject = $1 order by seq",
        subject,
    )?;
    rows.into_iter().map(AuditLine::try_from).collect()
}

/// When the last act was, if there was one.
pub async fn last_at(transaction: &mut ReadTransaction) -> Result<Option<Instant>, StorageError> {
    let row: Option<(i64, String)> =
        fetch_optional!(transaction, (i64, String), "select seq, at from audit order by seq desc limit 1")?;
    row.map(|(seq, at)| Column("audit", "at", &seq.to_string()).parse(&at)).transpose()
}

/// The rows after a place, each held against the hash before it.
pub(super) async fn links(
    transaction: &mut ReadTransaction,
    (after, before): (i64, &[u8]),
    limit: i64,
) -> Result<Vec<Link>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, hash
         from audit where seq > $1 order by seq limit $2",
        after,
        limit,
    )?;
    let mut before = before.to_vec();
    let link = |row: AuditRow| {
        let fault = (row.hash_after(&before) != row.hash).then_some("its hash is of other words");
        before.clone_from(&row.hash);
        Link { seq: row.seq, hash: row.hash, fault }
    };
    Ok(rows.into_iter().map(link).collect())
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    seq: i64,
    at: String,
    actor_id: Option<String>,
    issuer: Option<String>,
    act: String,
    subject: String,
    details: String,
    hash: Vec<u8>,
}

impl AuditRow {
    /// SHA-256 over the hash before and the canonical JSON of this row; the
    /// first row follows an empty hash.
    fn hash_after(&self, before: &[u8]) -> Vec<u8> {
        let row = json!({
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor_id,
            "issuer": self.issuer,
            "act": self.act,
            "subject": self.subject,
            "details": self.details,
        });
        Sha256::new().chain_update(before).chain_update(canonical(&row)).finalize().to_vec()
    }
}

impl TryFrom<AuditRow> for AuditLine {
    type Error = StorageError;

    fn try_from(row: AuditRow) -> Result<Self, StorageError> {
        let seq = row.seq.to_string();
        let column = |name| Column("audit", name, &seq);
        Ok(Self {
            seq: row.seq,
            at: column("at").parse(&row.at)?,
            actor: column("actor_id").parse_some(row.actor_id.as_deref())?,
            details: column("details").json(&row.details)?,
            act: row.act.clone(),
        })
    }
}

/// RFC 8785.
fn canonical(value: &Value) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("a JSON value holds no number that JSON cannot write")
}
