//! Papers uploaded to a dossier: what they are and what they show. Their bytes
//! lie in [`super::files`].

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::heads::{self, Series};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::evidence::{Evidence, Item, SharedFile};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};

/// Keeps files that no row names where they are until the transaction ends:
/// one of them may be named in it. Many hold them at a time.
pub async fn hold_files(transaction: &mut Transaction) -> Result<(), StorageError> {
    heads::hold(transaction, Series::Files).await
}

/// Keeps everybody from naming a file until the transaction ends.
pub async fn hold_files_alone(transaction: &mut Transaction) -> Result<(), StorageError> {
    heads::next(transaction, Series::Files).await.map(drop)
}

/// Whether a row names the file of this hash.
pub async fn is_file_named(transaction: &mut ReadTransaction, sha256: &str) -> Result<bool, StorageError> {
    let (named,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select cast(case when exists (select 1 from evidence where sha256 = $1)
             or exists (select 1 from portrait_consents where sha256 = $1)
             or exists (select 1 from issuer_pictures where sha256 = $1) then 1 else 0 end as bigint)",
        sha256,
    )?;
    Ok(named == 1)
}

/// How many bytes the account's papers have, but for dossiers on which a
/// certificate was issued.
pub async fn byte_count_of(
    transaction: &mut ReadTransaction,
    applicant: AccountId,
) -> Result<u64, StorageError> {
    let (bytes,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select cast(coalesce(sum(byte_count), 0) as bigint)
         from evidence join dossiers on dossiers.id = evidence.dossier_id
         where applicant_id = $1 and stage <> 'issued'",
        applicant.to_string(),
    )?;
    Ok(bytes.unsigned_abs())
}

/// Stores what is known of an uploaded paper.
pub async fn insert(transaction: &mut Transaction, evidence: &Evidence) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into evidence (id, dossier_id, item, expert, file_name, media_type, byte_count, sha256, uploaded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        evidence.id.to_string(),
        evidence.dossier.to_string(),
        evidence.item.to_string(),
        evidence.expert.map(position),
        &evidence.file_name,
        &evidence.media_type,
        evidence.byte_count,
        &evidence.sha256,
        evidence.uploaded_at.to_string(),
    )?;
    Ok(())
}

/// The papers of a dossier, in the order they came.
pub async fn of_dossier(
    transaction: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Readable<Evidence>, StorageError> {
    let rows: Vec<EvidenceRow> = fetch_all!(
        transaction,
        EvidenceRow,
        "select id, dossier_id, item, expert, file_name, media_type, byte_count, sha256, uploaded_at
         from evidence where dossier_id = $1 order by uploaded_at, id",
        dossier.to_string(),
    )?;
    readable(rows.into_iter().map(Evidence::try_from))
}

/// Which files of a dossier other applicants handed in too, by paper and number.
/// Nobody learns what others have in a draft.
pub async fn shared(
    transaction: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Readable<SharedFile>, StorageError> {
    let rows: Vec<SharedRow> = fetch_all!(
        transaction,
        SharedRow,
        "select distinct own.id, others.dossier_id, theirs.issuer, theirs.number
         from evidence own
         join dossiers ours on ours.id = own.dossier_id
         join evidence others on others.sha256 = own.sha256
         join dossiers theirs on theirs.id = others.dossier_id
         where own.dossier_id = $1 and theirs.applicant_id <> ours.applicant_id and theirs.stage <> 'draft'
         order by own.id, theirs.number, others.dossier_id",
        dossier.to_string(),
    )?;
    readable(rows.into_iter().map(SharedFile::try_from))
}

/// The paper of this id.
pub async fn find(
    transaction: &mut ReadTransaction,
    id: EvidenceId,
) -> Result<Option<Evidence>, StorageError> {
    let row: Option<EvidenceRow> = fetch_optional!(
        transaction,
        EvidenceRow,
        "select id, dossier_id, item, expert, file_name, media_type, byte_count, sha256, uploaded_at
         from evidence where id = $1",
        id.to_string(),
    )?;
    row.map(Evidence::try_from).transpose()
}

/// Takes a paper out of its dossier; the file stays where other dossiers may
/// name it.
pub async fn remove(transaction: &mut Transaction, id: EvidenceId) -> Result<(), StorageError> {
    execute!(transaction, "delete from evidence where id = $1", id.to_string())?;
    Ok(())
}

/// Takes out an expert's papers, and moves those of the experts after it up.
pub async fn remove_expert(
    transaction: &mut Transaction,
    dossier: DossierId,
    expert: usize,
) -> Result<(), StorageError> {
    let (dossier, expert) = (dossier.to_string(), position(expert));
    execute!(transaction, "delete from evidence where dossier_id = $1 and expert = $2", &dossier, expert)?;
    execute!(
        transaction,
        "update evidence set expert = expert - 1 where dossier_id = $1 and expert > $2",
        &dossier,
        expert,
    )?;
    Ok(())
}

fn position(expert: usize) -> i64 {
    i64::try_from(expert).unwrap_or(i64::MAX)
}

struct EvidenceRow {
    id: String,
    dossier_id: String,
    item: String,
    expert: Option<i64>,
    file_name: String,
    media_type: String,
    byte_count: i64,
    sha256: String,
    uploaded_at: String,
}

row!(EvidenceRow: id, dossier_id, item, expert, file_name, media_type, byte_count, sha256, uploaded_at);

struct SharedRow {
    id: String,
    dossier_id: String,
    issuer: String,
    number: Option<String>,
}

row!(SharedRow: id, dossier_id, issuer, number);

impl TryFrom<SharedRow> for SharedFile {
    type Error = StorageError;

    fn try_from(row: SharedRow) -> Result<Self, StorageError> {
        let column = |name| Column("evidence", name, &row.id);
        Ok(Self {
            paper: column("id").parse(&row.id)?,
            dossier: column("dossier_id").parse(&row.dossier_id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            number: row.number.clone(),
        })
    }
}

impl TryFrom<EvidenceRow> for Evidence {
    type Error = StorageError;

    fn try_from(row: EvidenceRow) -> Result<Self, StorageError> {
        let column = |name| Column("evidence", name, &row.id);
        Ok(Self {
            id: column("id").parse(&row.id)?,
            dossier: column("dossier_id").parse(&row.dossier_id)?,
            item: column("item").parse::<Item>(&row.item)?,
            expert: row.expert.map(|expert| column("expert").number(expert)).transpose()?,
            file_name: row.file_name.clone(),
            media_type: row.media_type.clone(),
            byte_count: row.byte_count,
            sha256: row.sha256.clone(),
            uploaded_at: column("uploaded_at").parse(&row.uploaded_at)?,
        })
    }
}
