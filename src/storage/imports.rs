//! Lists of papers that are brought in.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_one, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::ids::{AccountId, ImportId};
use crate::domain::import::{Counts, ImportStage, Sheet};
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::StaffNumber;

/// A list that is brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// Whose papers.
    pub issuer: IssuerCode,
    /// Who brought it in; none where the operator did, at the command line.
    pub uploaded_by: Option<AccountId>,
    /// Which person that is: the staff number, or the operator's name.
    pub uploader: String,
    /// When.
    pub uploaded_at: Instant,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// How far it is.
    pub stage: ImportStage,
    /// How many papers stand how.
    pub counts: Counts,
    /// Rows or papers that the work on it has come past.
    pub done_rows: i64,
    /// Who confirmed it.
    pub confirmed_by: Option<AccountId>,
    /// When.
    pub confirmed_at: Option<Instant>,
    /// When it was recorded or taken back.
    pub ended_at: Option<Instant>,
    /// Counts its changes.
    pub version: i64,
}

macro_rules! columns {
    () => {
        "id, issuer, uploaded_by, uploader, uploaded_at, sheets, stage, counts, done_rows, confirmed_by, \
         confirmed_at, ended_at, version"
    };
}

/// Stores a new list.
pub async fn insert(transaction: &mut Transaction, import: &Import) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into imports (id, issuer, uploaded_by, uploader, uploaded_at, sheets, stage, counts, done_rows,
             version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        import.id.to_string(),
        import.issuer.to_string(),
        import.uploaded_by.map(|account| account.to_string()),
        &import.uploader,
        import.uploaded_at.to_string(),
        json(&import.sheets),
        import.stage.as_str(),
        json(&import.counts),
        import.done_rows,
        import.version,
    )?;
    Ok(())
}

/// Stores how it stands; a conflict when someone changed it since it was read.
/// Answers its next version.
pub async fn save(transaction: &mut Transaction, import: &Import) -> Result<i64, StorageError> {
    let text = |at: Option<Instant>| at.map(|at| at.to_string());
    touched_one(execute!(
        transaction,
        "update imports set sheets = $1, stage = $2, counts = $3, done_rows = $4, confirmed_by = $5,
             confirmed_at = $6, ended_at = $7, version = version + 1
         where id = $8 and version = $9",
        json(&import.sheets),
        import.stage.as_str(),
        json(&import.counts),
        import.done_rows,
        import.confirmed_by.map(|account| account.to_string()),
        text(import.confirmed_at),
        text(import.ended_at),
        import.id.to_string(),
        import.version,
    )?)?;
    Ok(import.version + 1)
}

/// Nobody else acts on a list until the transaction ends. Call it before reading
/// it. SQLite has one writer at a time.
pub async fn hold(transaction: &mut Transaction, id: ImportId) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let lock = "select version from imports where id = $1 for update";
        let _: Option<(i64,)> = fetch_optional!(transaction, (i64,), lock, id.to_string())?;
    }
    Ok(())
}

/// The list of this id.
pub async fn find(transaction: &mut ReadTransaction, id: ImportId) -> Result<Option<Import>, StorageError> {
    let row: Option<StoredImport> = fetch_optional!(
        transaction,
        StoredImport,
        concat!("select ", columns!(), " from imports where id = $1"),
        id.to_string(),
    )?;
    row.map(Import::try_from).transpose()
}

/// An issuer's lists, the last first, at most `limit`.
pub async fn of_issuer(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    limit: i64,
) -> Result<Readable<Import>, StorageError> {
    let rows: Vec<StoredImport> = fetch_all!(
        transaction,
        StoredImport,
        concat!(
            "select ",
            columns!(),
            " from imports where issuer = $1 order by uploaded_at desc, id limit $2"
        ),
        issuer.to_string(),
        limit,
    )?;
    readable(rows.into_iter().map(Import::try_from))
}

/// How many of an issuer's lists neither ended nor were given up.
pub async fn open(transaction: &mut ReadTransaction, issuer: IssuerCode) -> Result<i64, StorageError> {
    let (count,): (i64,) = fetch_one!(
        transaction,
        (i64,),
        "select count(*) from imports where issuer = $1 and stage in ('uploading', 'checking', 'checked', 'recording')",
        issuer.to_string(),
    )?;
    Ok(count)
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("it has text keys")
}

struct StoredImport {
    id: String,
    issuer: String,
    uploaded_by: Option<String>,
    uploader: String,
    uploaded_at: String,
    sheets: String,
    stage: String,
    counts: String,
    done_rows: i64,
    confirmed_by: Option<String>,
    confirmed_at: Option<String>,
    ended_at: Option<String>,
    version: i64,
}

row!(
    StoredImport:
    id, issuer, uploaded_by, uploader, uploaded_at, sheets, stage, counts, done_rows, confirmed_by,
    confirmed_at, ended_at, version
);

impl TryFrom<StoredImport> for Import {
    type Error = StorageError;

    fn try_from(row: StoredImport) -> Result<Self, StorageError> {
        let column = |name| Column("imports", name, &row.id);
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            uploaded_by: column("uploaded_by").parse_some(row.uploaded_by.as_deref())?,
            uploaded_at: column("uploaded_at").parse(&row.uploaded_at)?,
            sheets: column("sheets").json(&row.sheets)?,
            stage: column("stage").parse(&row.stage)?,
            counts: column("counts").json(&row.counts)?,
            done_rows: row.done_rows,
            confirmed_by: column("confirmed_by").parse_some(row.confirmed_by.as_deref())?,
            confirmed_at: column("confirmed_at").parse_some(row.confirmed_at.as_deref())?,
            ended_at: column("ended_at").parse_some(row.ended_at.as_deref())?,
            version: row.version,
            uploader: row.uploader,
        })
    }
}

impl Import {
    /// Whether an officer brought it in themselves, under whatever account.
    pub fn is_by(&self, account: AccountId, number: &StaffNumber) -> bool {
        self.uploaded_by == Some(account) || self.uploaded_by.is_some() && self.uploader == number.to_string()
    }
}

/// Lists that ended, or were begun to be read in and never were, before an
/// instant, and have rows left.
pub async fn ended(
    transaction: &mut ReadTransaction,
    before: Instant,
) -> Result<Vec<ImportId>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        transaction,
        (String,),
        "select id from imports where (ended_at < $1 or stage = 'uploading' and uploaded_at < $1)
             and exists (select 1 from import_rows where import_id = imports.id)",
        before.to_string(),
    )?;
    rows.iter().map(|(id,)| Column("imports", "id", id).parse(id)).collect()
}

/// Removes a list that never came in whole.
pub async fn remove(transaction: &mut Transaction, id: ImportId) -> Result<(), StorageError> {
    execute!(transaction, "delete from imports where id = $1 and stage = 'uploading'", id.to_string())?;
    Ok(())
}
