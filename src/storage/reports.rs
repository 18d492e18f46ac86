//! The reports of holders: what each said, and how it was answered.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::ids::ReportId;
use crate::domain::issuer::IssuerCode;
use crate::domain::mail::MailKind;
use crate::domain::regime::ReportDuty;
use crate::domain::report::{Report, ReportEnding};

macro_rules! columns {
    () => {
        "id, issuer, certificate_number, year, nth, report, filed_by, filed_at, outcome, ended_by, ended_at,
             note, version"
    };
}

/// The certificates of an issuer that have not ended on a day, whose holders owe
/// the report of a year and have not made it: $1 to $4, the last the day before
/// which they held it.
macro_rules! owing {
    () => {
        "select number from certificates
         where issuer = $1 and standing_word in ('in_force', 'suspended', 'given_up') and expires_on >= $2
             and coalesce(given_up_on, '9999-12-31') > $2
             and not exists (
                 select 1 from reports made
                 where made.certificate_number = certificates.number and made.year >= $3
             ) and (issued_on < $4 or (paper_version > 0 and (
                 select min(first.issued_on) from certificates first where first.number = certificates.number
             ) < $4))"
    };
}

/// Adds a report.
pub async fn insert(transaction: &mut Transaction, report: &Report) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into reports (id, issuer, certificate_number, year, nth, report, filed_by, filed_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        report.id.to_string(),
        report.issuer.to_string(),
        &report.certificate,
        i64::from(report.year),
        report.nth,
        serde_json::to_string(&report.body).expect("a report has text keys"),
        report.filed_by.to_string(),
        report.filed_at.to_string(),
        report.version,
    )?;
    Ok(())
}

/// Answers a report as somebody saw it; [`StorageError::Conflict`] when it
/// changed since or was answered.
pub async fn end(
    transaction: &mut Transaction,
    (id, version): (ReportId, i64),
    ending: &ReportEnding,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update reports set outcome = $1, ended_by = $2, ended_at = $3, note = $4, version = version + 1
         where id = $5 and version = $6 and outcome is null",
        ending.outcome.as_str(),
        ending.by.to_string(),
        ending.at.to_string(),
        &ending.note,
        id.to_string(),
        version,
    )?)
}

/// The report of this id.
pub async fn find(reading: &mut ReadTransaction, id: ReportId) -> Result<Option<Report>, StorageError> {
    let row: Option<ReportRow> = fetch_optional!(
        reading,
        ReportRow,
        concat!("select ", columns!(), " from reports where id = $1"),
        id.to_string(),
    )?;
    row.map(Report::try_from).transpose()
}

/// Every report about a certificate, the oldest year first, each year from its
/// first to the one that counts.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Readable<Report>, StorageError> {
    let rows: Vec<ReportRow> = fetch_all!(
        reading,
        ReportRow,
        concat!("select ", columns!(), " from reports where certificate_number = $1 order by year, nth"),
        number,
    )?;
    readable(rows.into_iter().map(Report::try_from))
}

/// The reports of a year at an issuer, the last of each certificate, those after
/// this number: with an outcome, with none, or all of them.
pub async fn of_office(
    reading: &mut ReadTransaction,
    (issuer, year): (IssuerCode, i32),
    outcome: &str,
    (after, limit): (&str, i64),
) -> Result<Readable<Report>, StorageError> {
    let rows: Vec<ReportRow> = fetch_all!(
        reading,
        ReportRow,
        concat!(
            "select ",
            columns!(),
            " from reports where issuer = $1 and year = $2 and coalesce(outcome, '') like $3
                 and certificate_number > $4 and not exists (
                     select 1 from reports later where later.certificate_number = reports.certificate_number
                         and later.year = reports.year and later.nth > reports.nth
                 )
             order by certificate_number limit $5"
        ),
        issuer.to_string(),
        i64::from(year),
        outcome,
        after,
        limit,
    )?;
    readable(rows.into_iter().map(Report::try_from))
}

/// The certificates, from a number on, whose holders owe the report of a year at
/// an issuer and have not made it; in the order of their numbers.
pub async fn missing(
    reading: &mut ReadTransaction,
    (issuer, duty, year): (IssuerCode, ReportDuty, i32),
    on: Day,
    (after, limit): (&str, i64),
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        reading,
        (String,),
        concat!(owing!(), " and number > $5 order by number limit $6"),
        issuer.to_string(),
        on.to_string(),
        i64::from(year),
        duty.opens_on(year).to_string(),
        after,
        limit,
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// Those whose certificates last for the whole month, and about whom no reminder
/// of this occasion was ordered.
pub async fn unreminded(
    reading: &mut ReadTransaction,
    (issuer, duty, year): (IssuerCode, ReportDuty, i32),
    occasion: &str,
) -> Result<Vec<String>, StorageError> {
    let rows: Vec<(String,)> = fetch_all!(
        reading,
        (String,),
        concat!(
            owing!(),
            " and not exists (
                 select 1 from mails
                 where mails.kind = $5 and mails.subject = certificates.number and mails.occasion = $6
             ) order by number"
        ),
        issuer.to_string(),
        duty.last_day(year).to_string(),
        i64::from(year),
        duty.opens_on(year).to_string(),
        MailKind::ReportDue.as_str(),
        occasion,
    )?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

struct ReportRow {
    id: String,
    issuer: String,
    certificate_number: String,
    year: i64,
    nth: i64,
    report: String,
    filed_by: String,
    filed_at: String,
    outcome: Option<String>,
    ended_by: Option<String>,
    ended_at: Option<String>,
    note: Option<String>,
    version: i64,
}

row!(ReportRow: id, issuer, certificate_number, year, nth, report, filed_by, filed_at, outcome, ended_by,
    ended_at, note, version);

impl TryFrom<ReportRow> for Report {
    type Error = StorageError;

    fn try_from(row: ReportRow) -> Result<Self, StorageError> {
        let id = row.id.clone();
        let column = |name| Column("reports", name, &id);
        let ending = match (row.outcome, row.ended_by, row.ended_at) {
            (Some(outcome), Some(by), Some(at)) => Some(ReportEnding {
                outcome: column("outcome").parse(&outcome)?,
                by: column("ended_by").parse(&by)?,
                at: column("ended_at").parse(&at)?,
                note: row.note.unwrap_or_default(),
            }),
            (None, None, None) => None,
            _ => return Err(column("outcome").corrupt("an ending has who and when")),
        };
        Ok(Self {
            id: column("id").parse(&row.id)?,
            issuer: column("issuer").parse(&row.issuer)?,
            certificate: row.certificate_number,
            year: column("year").number(row.year)?,
            nth: row.nth,
            body: column("report").json(&row.report)?,
            filed_by: column("filed_by").parse(&row.filed_by)?,
            filed_at: column("filed_at").parse(&row.filed_at)?,
            ending,
            version: row.version,
        })
    }
}
