//! The internal audit trail: who did what, each row's hash covering the row
//! before it, so that a row changed or taken out behind our back shows.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::chain::{Chain, Link};
use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::deed::{Deed, DeedKind, Noted};
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;

/// One act, as the audit trail keeps it.
#[derive(Clone, Debug)]
pub struct AuditRecord {
    /// When.
    pub at: Instant,
    /// Who; none when the program itself or the command line acts.
    pub actor: Option<AccountId>,
    /// For which issuer, when it is done for one.
    pub issuer: Option<IssuerCode>,
    /// On what: an id or a number.
    pub subject: String,
    /// What is noted beside its facts.
    pub noted: Noted,
    /// What was done. Never a secret in it, never a personal number.
    pub deed: Deed,
}

/// From where an act came. Written down with it by the transaction, so that no
/// act can forget to say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The network address, as far as it can be told.
    pub address: Option<String>,
    /// A mark of the session: tells sessions apart and leads to none.
    pub session: Option<String>,
    /// Who worked at the command line, as they said.
    pub operator: Option<String>,
}

/// What the hash of a row covers: the columns there were at first.
const FIRST_FORM: i64 = 1;

/// And from where the act came.
const FORM: i64 = 2;

/// Appends a record to the chain, and answers its place there.
///
/// Call it last in an act: the chain's head stays locked until the commit, and
/// every act takes its locks in the same order when this one is always last.
pub async fn append(transaction: &mut Transaction, record: &AuditRecord) -> Result<i64, StorageError> {
    let provenance = transaction.provenance().clone();
    append_from(transaction, record, provenance).await
}

/// Appends a record of what others did: it says nothing of whoever happens to
/// be the reason that it is written now.
pub async fn append_of_others(
    transaction: &mut Transaction,
    record: &AuditRecord,
) -> Result<(), StorageError> {
    append_from(transaction, record, Provenance::default()).await.map(drop)
}

async fn append_from(
    transaction: &mut Transaction,
    record: &AuditRecord,
    provenance: Provenance,
) -> Result<i64, StorageError> {
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
        issuer: record.issuer.map(|issuer| issuer.to_string()),
        act: record.deed.kind().as_str().to_owned(),
        subject: record.subject.clone(),
        details: String::from_utf8_lossy(&canonical(&record.deed.details(record.noted))).into_owned(),
        form: FORM,
        address: provenance.address,
        session: provenance.session,
        operator: provenance.operator,
        hash: Vec::new(),
    };
    let hash = row.hash_after(before.as_deref().unwrap_or_default());
    execute!(
        transaction,
        "insert into audit (seq, at, actor_id, issuer, act, subject, details, form, address, session,
             operator, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.seq,
        &row.at,
        &row.actor_id,
        &row.issuer,
        &row.act,
        &row.subject,
        &row.details,
        row.form,
        &row.address,
        &row.session,
        &row.operator,
        &hash,
    )?;
    execute!(transaction, "update heads set hash = $1 where name = $2", &hash, Chain::Audit.name())?;
    Ok(seq)
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
    /// What was done.
    pub deed: Deed,
    /// What was noted beside its facts.
    pub noted: Noted,
    /// From where.
    pub provenance: Provenance,
}

/// What was done on a subject, oldest first.
pub async fn of_subject(
    transaction: &mut ReadTransaction,
    subject: &str,
) -> Result<Readable<AuditLine>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
         from audit where subject = $1 order by seq",
        subject,
    )?;
    readable(rows.into_iter().map(AuditLine::try_from))
}

/// The record at a place in the trail.
pub async fn find(transaction: &mut ReadTransaction, seq: i64) -> Result<Option<AuditLine>, StorageError> {
    let row: Option<AuditRow> = fetch_optional!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
         from audit where seq = $1",
        seq,
    )?;
    row.map(AuditLine::try_from).transpose()
}

/// What was done on a subject of one kind, newest first.
pub async fn of_kind(
    transaction: &mut ReadTransaction,
    subject: &str,
    kind: DeedKind,
) -> Result<Vec<AuditLine>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
         from audit where subject = $1 and act = $2 order by seq desc",
        subject,
        kind.as_str(),
    )?;
    rows.into_iter().map(AuditLine::try_from).collect()
}

/// When the last act was, if there was one.
pub async fn last_at(transaction: &mut ReadTransaction) -> Result<Option<Instant>, StorageError> {
    let row: Option<(i64, String)> =
        fetch_optional!(transaction, (i64, String), "select seq, at from audit order by seq desc limit 1")?;
    row.map(|(seq, at)| Column("audit", "at", &seq.to_string()).parse(&at)).transpose()
}

/// What was done on a subject of these kinds, oldest first.
pub async fn of_kinds(
    transaction: &mut ReadTransaction,
    subject: &str,
    kinds: impl IntoIterator<Item = DeedKind>,
) -> Result<Readable<AuditLine>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
         from audit where subject = $1 and $2 like '%,' || act || ',%' order by seq",
        subject,
        among(kinds),
    )?;
    readable(rows.into_iter().map(AuditLine::try_from))
}

/// The words of these kinds between commas, of which they have none.
pub(super) fn among(kinds: impl IntoIterator<Item = DeedKind>) -> String {
    kinds.into_iter().fold(",".to_owned(), |words, kind| words + kind.as_str() + ",")
}

/// The last acts on a subject, at most so many, the last first; `before` a
/// place in the trail to go on from.
pub async fn last_of_subject(
    transaction: &mut ReadTransaction,
    subject: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<Readable<AuditLine>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
         from audit where subject = $1 and seq < $2 order by seq desc limit $3",
        subject,
        before.unwrap_or(i64::MAX),
        i64::try_from(limit).unwrap_or(i64::MAX),
    )?;
    readable(rows.into_iter().map(AuditLine::try_from))
}

/// How much an account did since then.
pub async fn count_since(
    transaction: &mut ReadTransaction,
    actor: AccountId,
    since: Instant,
) -> Result<i64, StorageError> {
    let (count,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select count(*) from audit where actor_id = $1 and at > $2",
        actor.to_string(),
        since.to_string(),
    )?;
    Ok(count)
}

/// The rows after a place, each held against the hash before it.
pub(super) async fn links(
    transaction: &mut ReadTransaction,
    after: i64,
    before: &[u8],
    limit: i64,
) -> Result<Vec<Link>, StorageError> {
    let rows: Vec<AuditRow> = fetch_all!(
        transaction,
        AuditRow,
        "select seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash
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

struct AuditRow {
    seq: i64,
    at: String,
    actor_id: Option<String>,
    issuer: Option<String>,
    act: String,
    subject: String,
    details: String,
    form: i64,
    address: Option<String>,
    session: Option<String>,
    operator: Option<String>,
    hash: Vec<u8>,
}

row!(AuditRow: seq, at, actor_id, issuer, act, subject, details, form, address, session, operator, hash);

impl AuditRow {
    /// SHA-256 over the hash before and the canonical JSON of this row; the
    /// first row follows an empty hash.
    fn hash_after(&self, before: &[u8]) -> Vec<u8> {
        let mut row = json!({
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor_id,
            "issuer": self.issuer,
            "act": self.act,
            "subject": self.subject,
            "details": self.details,
        });
        // Named in what it covers, so that a row cannot be passed off as one of
        // before that had no provenance to tell.
        if self.form != FIRST_FORM {
            row["form"] = self.form.into();
            row["address"] = self.address.clone().into();
            row["session"] = self.session.clone().into();
            row["operator"] = self.operator.clone().into();
        }
        Sha256::new().chain_update(before).chain_update(canonical(&row)).finalize().to_vec()
    }
}

impl TryFrom<AuditRow> for AuditLine {
    type Error = StorageError;

    fn try_from(row: AuditRow) -> Result<Self, StorageError> {
        let seq = row.seq.to_string();
        let column = |name| Column("audit", name, &seq);
        let read = Deed::read(&row.act, &row.details);
        let (deed, noted) = read.map_err(|error| column("details").corrupt(error))?;
        Ok(Self {
            seq: row.seq,
            at: column("at").parse(&row.at)?,
            actor: column("actor_id").parse_some(row.actor_id.as_deref())?,
            deed,
            noted,
            provenance: Provenance { address: row.address, session: row.session, operator: row.operator },
        })
    }
}

/// RFC 8785.
fn canonical(value: &Value) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("a JSON value holds no number that JSON cannot write")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(form: i64) -> AuditRow {
        AuditRow {
            seq: 7,
            at: "2026-11-22T03:00:00Z".to_owned(),
            actor_id: None,
            issuer: Some("BKHCN".to_owned()),
            act: "receive".to_owned(),
            subject: "x".to_owned(),
            details: "{}".to_owned(),
            form,
            address: Some("192.0.2.1".to_owned()),
            session: None,
            operator: None,
            hash: Vec::new(),
        }
    }

    #[test]
    fn a_row_of_before_keeps_the_hash_it_had() {
        let words = br#"{"act":"receive","actor":null,"at":"2026-11-22T03:00:00Z","details":"{}","issuer":"BKHCN","seq":7,"subject":"x"}"#;
        let before = [1; 32];
        let hash = Sha256::new().chain_update(before).chain_update(words).finalize().to_vec();
        assert_eq!(row(FIRST_FORM).hash_after(&before), hash);
    }

    #[test]
    fn a_row_of_now_is_covered_in_whole() {
        let whole = row(FORM).hash_after(&[]);
        assert_ne!(row(FIRST_FORM).hash_after(&[]), whole);
        for changed in [
            AuditRow { address: None, ..row(FORM) },
            AuditRow { session: Some("a".to_owned()), ..row(FORM) },
            AuditRow { operator: Some("a".to_owned()), ..row(FORM) },
        ] {
            assert_ne!(changed.hash_after(&[]), whole);
        }
    }
}
