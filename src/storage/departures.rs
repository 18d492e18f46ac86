//! Notices that experts left: those that wait, and what became of the others.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::certificate::PaperId;
use crate::domain::ids::NoticeId;
use crate::domain::issuer::IssuerCode;
use crate::domain::notice::{Departure, NoticeEnding};

macro_rules! columns {
    () => {
        "id, issuer, certificate_number, card_number, paper_version, holder_name, effective_on, reason, due,
             stated_by, stated_at, outcome, ended_by, ended_at, version"
    };
}

/// Adds a notice.
pub async fn insert(transaction: &mut Transaction, departure: &Departure) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into departures (id, issuer, certificate_number, card_number, paper_version, holder_name,
             effective_on, reason, due, stated_by, stated_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        departure.id.to_string(),
        departure.issuer.to_string(),
        &departure.certificate,
        &departure.card.number,
        i64::from(departure.card.version),
        &departure.holder_name,
        departure.on.to_string(),
        &departure.reason,
        departure.due.map(|day| day.to_string()),
        departure.stated_by.to_string(),
        departure.stated_at.to_string(),
        departure.version,
    )?;
    Ok(())
}

/// Ends a notice as somebody saw it; [`StorageError::Conflict`] when it changed
/// since or waits no more.
pub async fn end(
    transaction: &mut Transaction,
    (id, version): (NoticeId, i64),
    ending: &NoticeEnding,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update departures set outcome = $1, ended_by = $2, ended_at = $3, version = version + 1
         where id = $4 and version = $5 and outcome is null",
        ending.outcome.as_str(),
        ending.by.to_string(),
        ending.at.to_string(),
        id.to_string(),
        version,
    )?)
}

/// The notice of this id.
pub async fn find(reading: &mut ReadTransaction, id: NoticeId) -> Result<Option<Departure>, StorageError> {
    let row: Option<DepartureRow> = fetch_optional!(
        reading,
        DepartureRow,
        concat!("select ", columns!(), " from departures where id = $1"),
        id.to_string(),
    )?;
    row.map(Departure::try_from).transpose()
}

/// Every notice about cards under a certificate, oldest first.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Readable<Departure>, StorageError> {
    let rows: Vec<DepartureRow> = fetch_all!(
        reading,
        DepartureRow,
        concat!(
            "select ",
            columns!(),
            " from departures where certificate_number = $1 order by stated_at, id"
        ),
        number,
    )?;
    readable(rows.into_iter().map(Departure::try_from))
}

/// What waits at an issuer, oldest first.
pub async fn waiting(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Readable<Departure>, StorageError> {
    let rows: Vec<DepartureRow> = fetch_all!(
        reading,
        DepartureRow,
        concat!(
            "select ",
            columns!(),
            " from departures where issuer = $1 and outcome is null order by stated_at, id"
        ),
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(Departure::try_from))
}

struct DepartureRow {
    id: String,
    issuer: String,
    certificate_number: String,
    card_number: String,
    paper_version: i64,
    holder_name: String,
    effective_on: String,
    reason: String,
    due: Option<String>,
    stated_by: String,
    stated_at: String,
    outcome: Option<String>,
    ended_by: Option<String>,
    ended_at: Option<String>,
    version: i64,
}

row!(DepartureRow: id, issuer, certificate_number, card_number, paper_version, holder_name, effective_on,
    reason, due, stated_by, stated_at, outcome, ended_by, ended_at, version);

impl TryFrom<DepartureRow> for Departure {
    type Error = StorageError;

    fn try_from(row: DepartureRow) -> Result<Self, StorageError> {
        let id = row.id.clone();
        let column = |name| Column("departures", name, &id);
        let ending = match (row.outcome, row.ended_by, row.ended_at) {
            (Some(outcome), Some(by), Some(at)) => Some(NoticeEnding {
                outcome: column("outcome").parse(&outcome)?,
                by: column("ended_by").parse(&by)?,
                at: column("ended_at").parse(&at)?,
            }),
            (None, None, None) => None,
            _ => return Err(column("outcome").corrupt("an ending has who and when")),
        };
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            certificate: row.certificate_number,
            card: PaperId {
                number: row.card_number,
                version: column("paper_version").number(row.paper_version)?,
            },
            holder_name: row.holder_name,
            on: column("effective_on").parse(&row.effective_on)?,
            reason: row.reason,
            due: column("due").parse_some(row.due.as_deref())?,
            stated_by: column("stated_by").parse(&row.stated_by)?,
            stated_at: column("stated_at").parse(&row.stated_at)?,
            ending,
            version: row.version,
        })
    }
}
