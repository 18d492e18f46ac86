//! Checks that the Ministry ordered: those that wait, and what became of the
//! others.

use super::columns::{Column, touched_one};
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::domain::ids::CheckId;
use crate::domain::issuer::IssuerCode;
use crate::domain::supervision::{About, Check, Matter, Written};

macro_rules! columns {
    () => {
        "id, issuer, about, subject, asked, reasons, answer_by, ordered_by, ordered_at, answer, answered_by,
             answered_at, finding, closed_by, closed_at, version"
    };
}

/// Adds a check.
pub async fn insert(transaction: &mut Transaction, check: &Check) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into supervision_checks (id, issuer, about, subject, asked, reasons, answer_by, ordered_by,
             ordered_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        check.id.to_string(),
        check.matter.issuer.to_string(),
        check.matter.about.as_str(),
        &check.matter.subject,
        &check.asked,
        &check.reasons,
        check.answer_by.to_string(),
        check.ordered_by.to_string(),
        check.ordered_at.to_string(),
        check.version,
    )?;
    Ok(())
}

/// Keeps what the office answered; [`StorageError::Conflict`] when it answered
/// already, or the check is closed.
pub async fn answer(
    transaction: &mut Transaction,
    id: CheckId,
    answer: &Written,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update supervision_checks set answer = $1, answered_by = $2, answered_at = $3, version = version + 1
         where id = $4 and answer is null and closed_at is null",
        &answer.text,
        answer.by.to_string(),
        answer.at.to_string(),
        id.to_string(),
    )?)
}

/// Closes a check as somebody saw it; [`StorageError::Conflict`] when it changed
/// since.
pub async fn close(
    transaction: &mut Transaction,
    (id, version): (CheckId, i64),
    closing: &Written,
) -> Result<(), StorageError> {
    touched_one(execute!(
        transaction,
        "update supervision_checks set finding = $1, closed_by = $2, closed_at = $3, version = version + 1
         where id = $4 and version = $5 and closed_at is null",
        &closing.text,
        closing.by.to_string(),
        closing.at.to_string(),
        id.to_string(),
        version,
    )?)
}

/// The check of this id.
pub async fn find(reading: &mut ReadTransaction, id: CheckId) -> Result<Option<Check>, StorageError> {
    let row: Option<CheckRow> = fetch_optional!(
        reading,
        CheckRow,
        concat!("select ", columns!(), " from supervision_checks where id = $1"),
        id.to_string(),
    )?;
    row.map(Check::try_from).transpose()
}

/// The checks of one dossier or certificate, the last ordered first.
pub async fn of_matter(
    reading: &mut ReadTransaction,
    about: About,
    subject: &str,
) -> Result<Readable<Check>, StorageError> {
    let rows: Vec<CheckRow> = fetch_all!(
        reading,
        CheckRow,
        concat!(
            "select ",
            columns!(),
            " from supervision_checks where about = $1 and subject = $2 order by ordered_at desc, id desc"
        ),
        about.as_str(),
        subject,
    )?;
    readable(rows.into_iter().map(Check::try_from))
}

/// The checks at an issuer, or at every one: first those that are not closed, by
/// their last day to answer, then the others, the last closed first; at most so
/// many.
pub async fn list(
    reading: &mut ReadTransaction,
    issuer: Option<IssuerCode>,
    most: i64,
) -> Result<Readable<Check>, StorageError> {
    let rows: Vec<CheckRow> = fetch_all!(
        reading,
        CheckRow,
        concat!(
            "select ",
            columns!(),
            " from supervision_checks where $1 = '' or issuer = $1
             order by case when closed_at is null then 0 else 1 end,
                 case when closed_at is null then answer_by else '' end, closed_at desc, ordered_at, id
             limit $2"
        ),
        issuer.map(|issuer| issuer.to_string()).unwrap_or_default(),
        most,
    )?;
    readable(rows.into_iter().map(Check::try_from))
}

struct CheckRow {
    id: String,
    issuer: String,
    about: String,
    subject: String,
    asked: String,
    reasons: String,
    answer_by: String,
    ordered_by: String,
    ordered_at: String,
    answer: Option<String>,
    answered_by: Option<String>,
    answered_at: Option<String>,
    finding: Option<String>,
    closed_by: Option<String>,
    closed_at: Option<String>,
    version: i64,
}

row!(CheckRow: id, issuer, about, subject, asked, reasons, answer_by, ordered_by, ordered_at, answer,
    answered_by, answered_at, finding, closed_by, closed_at, version);

impl TryFrom<CheckRow> for Check {
    type Error = StorageError;

    fn try_from(row: CheckRow) -> Result<Self, StorageError> {
        let id = row.id.clone();
        let column = |name| Column("supervision_checks", name, &id);
        let written =
            |name, text: Option<String>, by: Option<String>, at: Option<String>| match (text, by, at) {
                (Some(text), Some(by), Some(at)) => {
                    Ok(Some(Written { text, by: column(name).parse(&by)?, at: column(name).parse(&at)? }))
                }
                (None, None, None) => Ok(None),
                _ => Err(column(name).corrupt("what is written has who and when")),
            };
        Ok(Self {
            answer: written("answer", row.answer, row.answered_by, row.answered_at)?,
            closing: written("finding", row.finding, row.closed_by, row.closed_at)?,
            id: column("id").parse(&row.id)?,
            matter: Matter {
                about: column("about").parse(&row.about)?,
                subject: row.subject,
                issuer: column("issuer").parse(&row.issuer)?,
            },
            asked: row.asked,
            reasons: row.reasons,
            answer_by: column("answer_by").parse(&row.answer_by)?,
            ordered_by: column("ordered_by").parse(&row.ordered_by)?,
            ordered_at: column("ordered_at").parse(&row.ordered_at)?,
            version: row.version,
        })
    }
}
