//! The certificates of organisations' own quality management systems, as dossiers
//! and reports told of them that somebody at the office took.

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, Storage, StorageError, Transaction};
use crate::dates::Instant;
use crate::domain::application::{self, QmsCertificate, given};
use crate::domain::dossier::Stage;
use crate::domain::edition::{self, Reading};
use crate::domain::ids::DossierId;
use crate::domain::watch::{QmsSource, QmsTold};

/// What is derived here, and by which rule: raised with the rule.
const DERIVATION: &str = "qms";
const VERSION: i64 = 1;

/// Dossiers of one transaction: others write between.
const WINDOW: i64 = 200;

/// Keeps what was told of a certificate's holder; told by the same once more it
/// is told once.
pub async fn tell(
    transaction: &mut Transaction,
    (certificate, told_at): (&str, Instant),
    told: &QmsTold,
) -> Result<(), StorageError> {
    let edition_year = match edition::read(&told.edition) {
        Reading::Edition(edition) => Some(i64::from(edition.year)),
        Reading::None | Reading::Several => None,
    };
    let (source, id) = match told.by {
        QmsSource::Dossier(id) => ("dossier", id.to_string()),
        QmsSource::Report(id) => ("report", id.to_string()),
    };
    execute!(
        transaction,
        "insert into qms_certificates (certificate_number, source, source_id, number, edition, edition_year,
             valid_from, valid_to, told_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (certificate_number, source, source_id) do nothing",
        certificate,
        source,
        id,
        &told.number,
        &told.edition,
        edition_year,
        told.valid_from.to_string(),
        told.valid_to.to_string(),
        told_at.to_string(),
    )?;
    Ok(())
}

/// What a dossier tells, where it tells all of it.
pub fn of_dossier(dossier: DossierId, paper: &QmsCertificate) -> Option<QmsTold> {
    Some(QmsTold {
        number: given(paper.number.as_ref()).unwrap_or_default().to_owned(),
        edition: given(paper.edition.as_ref()).unwrap_or_default().to_owned(),
        valid_from: paper.valid_from?,
        valid_to: paper.valid_to?,
        by: QmsSource::Dossier(dossier),
    })
}

/// Everything that was told of a certificate's holder, the first told first.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    certificate: &str,
) -> Result<Readable<QmsTold>, StorageError> {
    let rows: Vec<QmsRow> = fetch_all!(
        reading,
        QmsRow,
        "select certificate_number, source, source_id, number, edition, valid_from, valid_to
         from qms_certificates where certificate_number = $1 order by told_at, source_id",
        certificate,
    )?;
    readable(rows.into_iter().map(QmsTold::try_from))
}

/// Whether what dossiers told before this table was there stands in it.
pub async fn is_current(storage: &Storage) -> Result<bool, StorageError> {
    let mut reading = storage.read().await?;
    let sql = "select version from derivations where name = $1";
    let done: Option<(i64,)> = fetch_optional!(reading, (i64,), sql, DERIVATION)?;
    Ok(done == Some((VERSION,)))
}

/// Writes down what dossiers told on which papers were issued before this table
/// was there. Does nothing when all of it stands there; begun again after an end
/// in the middle.
pub async fn catch_up(storage: &Storage) -> Result<(), StorageError> {
    if is_current(storage).await? {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let mut transaction = storage.begin().await?;
        let rows: Vec<IssuedRow> = fetch_all!(
            transaction,
            IssuedRow,
            "select id, application, state, saved_at from dossiers where id > $1 and stage = 'issued'
             order by id limit $2",
            &after,
            WINDOW,
        )?;
        let Some(last) = rows.last() else { break };
        after.clone_from(&last.id);
        for row in &rows {
            if let Some((certificate, at, told)) = row.told() {
                tell(&mut transaction, (&certificate, at), &told).await?;
            }
        }
        transaction.commit().await?;
    }
    let mut transaction = storage.begin().await?;
    execute!(
        transaction,
        "insert into derivations (name, version) values ($1, $2)
         on conflict (name) do update set version = excluded.version",
        DERIVATION,
        VERSION,
    )?;
    transaction.commit().await
}

struct IssuedRow {
    id: String,
    application: String,
    state: String,
    saved_at: String,
}

row!(IssuedRow: id, application, state, saved_at);

impl IssuedRow {
    /// The number of the certificate, when, and what was told. Of a dossier that
    /// cannot be read nothing is known, and an officer sees.
    fn told(&self) -> Option<(String, Instant, QmsTold)> {
        let application = application::read(self.application.as_bytes()).ok()?;
        let paper = application.organisation?.qms_certificate?;
        let Stage::Issued { certificate, .. } = serde_json::from_str(&self.state).ok()? else { return None };
        let told = of_dossier(self.id.parse().ok()?, &paper)?;
        Some((certificate, self.saved_at.parse().ok()?, told))
    }
}

struct QmsRow {
    certificate_number: String,
    source: String,
    source_id: String,
    number: String,
    edition: String,
    valid_from: String,
    valid_to: String,
}

row!(QmsRow: certificate_number, source, source_id, number, edition, valid_from, valid_to);

impl TryFrom<QmsRow> for QmsTold {
    type Error = StorageError;

    fn try_from(row: QmsRow) -> Result<Self, StorageError> {
        let key = format!("{} {}", row.certificate_number, row.source_id);
        let column = |name| Column("qms_certificates", name, &key);
        let by = match row.source.as_str() {
            "dossier" => QmsSource::Dossier(column("source_id").parse(&row.source_id)?),
            "report" => QmsSource::Report(column("source_id").parse(&row.source_id)?),
            _ => return Err(column("source").corrupt("neither a dossier nor a report")),
        };
        Ok(Self {
            number: row.number,
            edition: row.edition,
            valid_from: column("valid_from").parse(&row.valid_from)?,
            valid_to: column("valid_to").parse(&row.valid_to)?,
            by,
        })
    }
}
