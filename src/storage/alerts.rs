//! Conditions that did not hold, each noted once with its beginning.

use super::columns::Column;
use super::database::{execute, fetch_all};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::issuer::IssuerCode;
use crate::domain::watch::Condition;

/// That a condition does not hold, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Of which certificate.
    pub certificate: String,
    /// Which condition.
    pub condition: Condition,
    /// Since when.
    pub since: Day,
    /// The holder's last day to put it right.
    pub put_right_by: Day,
}

/// Notes an alert; whether it was not noted before, and no other of the same
/// condition is open.
pub async fn insert(
    transaction: &mut Transaction,
    issuer: IssuerCode,
    (alert, noted_at): (&Alert, Instant),
) -> Result<bool, StorageError> {
    let touched = execute!(
        transaction,
        "insert into alerts (certificate_number, issuer, condition, since, put_right_by, noted_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        &alert.certificate,
        issuer.to_string(),
        alert.condition.as_str(),
        alert.since.to_string(),
        alert.put_right_by.to_string(),
        noted_at.to_string(),
    )?;
    Ok(touched == 1)
}

/// Notes that an alert is over; whether it was open.
pub async fn end(transaction: &mut Transaction, alert: &Alert, at: Instant) -> Result<bool, StorageError> {
    let touched = execute!(
        transaction,
        "update alerts set ended_at = $1
         where certificate_number = $2 and condition = $3 and since = $4 and ended_at is null",
        at.to_string(),
        &alert.certificate,
        alert.condition.as_str(),
        alert.since.to_string(),
    )?;
    Ok(touched == 1)
}

/// What is open at an issuer, by number.
pub async fn open(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
) -> Result<Readable<Alert>, StorageError> {
    let rows: Vec<AlertRow> = fetch_all!(
        reading,
        AlertRow,
        "select certificate_number, condition, since, put_right_by from alerts
         where issuer = $1 and ended_at is null order by certificate_number, condition",
        issuer.to_string(),
    )?;
    readable(rows.into_iter().map(Alert::try_from))
}

struct AlertRow {
    certificate_number: String,
    condition: String,
    since: String,
    put_right_by: String,
}

row!(AlertRow: certificate_number, condition, since, put_right_by);

impl TryFrom<AlertRow> for Alert {
    type Error = StorageError;

    fn try_from(row: AlertRow) -> Result<Self, StorageError> {
        let key = format!("{} {} {}", row.certificate_number, row.condition, row.since);
        let column = |name| Column("alerts", name, &key);
        Ok(Self {
            condition: column("condition").parse(&row.condition)?,
            since: column("since").parse(&row.since)?,
            put_right_by: column("put_right_by").parse(&row.put_right_by)?,
            certificate: row.certificate_number,
        })
    }
}
