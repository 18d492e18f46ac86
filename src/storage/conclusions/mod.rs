//! How decided dossiers were handled, and what each office received and decided
//! in a month: kept with the act, read for lists and overviews.

mod derive;

use super::columns::Column;
use super::database::{execute, fetch_all, fetch_optional};
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::application::Procedure;
use crate::domain::conclusion::{Conclusion, OnTime};
use crate::domain::dossier::Stage;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::month::{Month, Months};

pub use derive::{catch_up, derived, past, tally};

/// What of a month is counted: at which issuer, of which procedure, and who
/// proposed the decision; nobody of what was received.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountKey {
    /// At which issuer.
    pub issuer: IssuerCode,
    /// In which month.
    pub month: Month,
    /// Of which procedure.
    pub procedure: Procedure,
    /// Who proposed the decision.
    pub officer: Option<AccountId>,
}

/// What was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthCount {
    /// So many were received.
    pub received: i64,
    /// So many were decided, and so many of them in time.
    pub on_time: OnTime,
}

/// Keeps how a dossier was handled.
pub async fn insert(
    transaction: &mut Transaction,
    dossier: DossierId,
    conclusion: &Conclusion,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into conclusions (dossier_id, officer, complete_at, decided_at, due_on, rounds,
             applicant_days, late_checks, in_time)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        dossier.to_string(),
        officer_text(conclusion.officer),
        conclusion.complete_at.map(|at| at.to_string()),
        conclusion.decided_at.to_string(),
        conclusion.due.map(|day| day.to_string()),
        conclusion.rounds,
        conclusion.applicant_days,
        conclusion.late_checks,
        i64::from(conclusion.is_in_time()),
    )?;
    Ok(())
}

/// How a dossier was handled, if it was decided.
pub async fn find(
    reading: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Option<Conclusion>, StorageError> {
    let row: Option<ConclusionRow> = fetch_optional!(
        reading,
        ConclusionRow,
        "select dossier_id, officer, complete_at, decided_at, due_on, rounds, applicant_days, late_checks,
             in_time
         from conclusions where dossier_id = $1",
        dossier.to_string(),
    )?;
    row.map(Conclusion::try_from).transpose()
}

/// Raises the counts of a month.
pub async fn count(
    transaction: &mut Transaction,
    key: &CountKey,
    more: MonthCount,
) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into month_counts (issuer, month, procedure, officer, received, decided, in_time)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (issuer, month, procedure, officer) do update set
             received = month_counts.received + excluded.received,
             decided = month_counts.decided + excluded.decided,
             in_time = month_counts.in_time + excluded.in_time",
        key.issuer.to_string(),
        key.month.to_string(),
        key.procedure.to_string(),
        officer_text(key.officer),
        more.received,
        more.on_time.decided,
        more.on_time.in_time,
    )?;
    Ok(())
}

/// Takes all counts away, to count anew.
async fn forget_counts(transaction: &mut Transaction) -> Result<(), StorageError> {
    execute!(transaction, "delete from month_counts")?;
    Ok(())
}

/// What an issuer received and decided in these months.
pub async fn of_issuer(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    months: Months,
) -> Result<Readable<(CountKey, MonthCount)>, StorageError> {
    let rows: Vec<CountRow> = fetch_all!(
        reading,
        CountRow,
        "select issuer, month, procedure, officer, received, decided, in_time
         from month_counts where issuer = $1 and month >= $2 and month <= $3
         order by month, procedure, officer",
        issuer.to_string(),
        months.first().to_string(),
        months.last().to_string(),
    )?;
    readable(rows.into_iter().map(CountRow::read))
}

/// What every issuer received and decided in a month.
pub async fn in_month(
    reading: &mut ReadTransaction,
    month: Month,
) -> Result<Readable<(IssuerCode, MonthCount)>, StorageError> {
    let rows: Vec<(String, i64, i64, i64)> = fetch_all!(
        reading,
        (String, i64, i64, i64),
        "select issuer, cast(sum(received) as bigint), cast(sum(decided) as bigint),
             cast(sum(in_time) as bigint)
         from month_counts where month = $1 group by issuer order by issuer",
        month.to_string(),
    )?;
    readable(rows.into_iter().map(|(issuer, received, decided, in_time)| {
        let code = Column("month_counts", "issuer", &issuer).parse(&issuer)?;
        Ok((code, MonthCount { received, on_time: OnTime { decided, in_time } }))
    }))
}

/// Every count there is.
pub async fn all_counts(
    reading: &mut ReadTransaction,
) -> Result<Readable<(CountKey, MonthCount)>, StorageError> {
    let rows: Vec<CountRow> = fetch_all!(
        reading,
        CountRow,
        "select issuer, month, procedure, officer, received, decided, in_time from month_counts
         order by issuer, month, procedure, officer",
    )?;
    readable(rows.into_iter().map(CountRow::read))
}

/// A dossier that was received: where, as what, and when.
#[derive(Clone, Debug)]
pub struct Received {
    /// Which.
    pub dossier: DossierId,
    /// At which issuer.
    pub issuer: IssuerCode,
    /// As what.
    pub procedure: Procedure,
    /// In which month.
    pub month: Month,
    /// Whether it was decided.
    pub is_decided: bool,
    /// The last day to check it, as it was counted last.
    pub check_by: Option<Day>,
}

impl Received {
    /// What it counts for as received.
    pub fn key(&self) -> CountKey {
        CountKey { issuer: self.issuer, month: self.month, procedure: self.procedure, officer: None }
    }

    /// What it counts for as decided.
    pub fn decided_key(&self, conclusion: &Conclusion) -> CountKey {
        let month = Month::of(conclusion.decided_at.day());
        CountKey { month, officer: conclusion.officer, ..self.key() }
    }
}

/// Dossiers that were received, in the order of their ids, after this one.
pub async fn received_after(
    reading: &mut ReadTransaction,
    after: &str,
    limit: i64,
) -> Result<Readable<Received>, StorageError> {
    let rows: Vec<ReceivedRow> = fetch_all!(
        reading,
        ReceivedRow,
        "select id, issuer, procedure, state from dossiers
         where id > $1 and received_at is not null order by id limit $2",
        after,
        limit,
    )?;
    readable(rows.into_iter().map(ReceivedRow::read))
}

/// How many dossiers are said to be handled in some way.
pub async fn total(reading: &mut ReadTransaction) -> Result<i64, StorageError> {
    let row: Option<(i64,)> = fetch_optional!(reading, (i64,), "select count(*) from conclusions")?;
    Ok(row.map_or(0, |(count,)| count))
}

/// By which rule conclusions were derived last.
async fn derived_by(reading: &mut ReadTransaction) -> Result<Option<i64>, StorageError> {
    let sql = "select version from derivations where name = 'conclusions'";
    let row: Option<(i64,)> = fetch_optional!(reading, (i64,), sql)?;
    Ok(row.map(|(version,)| version))
}

/// Notes by which rule they were derived.
async fn derive_by(transaction: &mut Transaction, version: i64) -> Result<(), StorageError> {
    execute!(
        transaction,
        "insert into derivations (name, version) values ('conclusions', $1)
         on conflict (name) do update set version = excluded.version",
        version,
    )?;
    Ok(())
}

fn officer_text(officer: Option<AccountId>) -> String {
    officer.map(|id| id.to_string()).unwrap_or_default()
}

fn officer(column: Column<'_>, text: &str) -> Result<Option<AccountId>, StorageError> {
    column.parse_some(Some(text).filter(|text| !text.is_empty()))
}

struct ConclusionRow {
    dossier_id: String,
    officer: String,
    complete_at: Option<String>,
    decided_at: String,
    due_on: Option<String>,
    rounds: i64,
    applicant_days: i64,
    late_checks: i64,
    in_time: i64,
}

row!(
    ConclusionRow:
    dossier_id, officer, complete_at, decided_at, due_on, rounds, applicant_days, late_checks, in_time
);

impl TryFrom<ConclusionRow> for Conclusion {
    type Error = StorageError;

    fn try_from(row: ConclusionRow) -> Result<Self, StorageError> {
        let column = |name| Column("conclusions", name, &row.dossier_id);
        let read = Self {
            officer: officer(column("officer"), &row.officer)?,
            complete_at: column("complete_at").parse_some(row.complete_at.as_deref())?,
            decided_at: column("decided_at").parse(&row.decided_at)?,
            due: column("due_on").parse_some(row.due_on.as_deref())?,
            rounds: row.rounds,
            applicant_days: row.applicant_days,
            late_checks: row.late_checks,
        };
        if i64::from(read.is_in_time()) != row.in_time {
            return Err(column("in_time").corrupt("does not follow from the days"));
        }
        Ok(read)
    }
}

struct CountRow {
    issuer: String,
    month: String,
    procedure: String,
    officer: String,
    received: i64,
    decided: i64,
    in_time: i64,
}

row!(CountRow: issuer, month, procedure, officer, received, decided, in_time);

impl CountRow {
    fn read(self) -> Result<(CountKey, MonthCount), StorageError> {
        let key = format!("{} {} {} {}", self.issuer, self.month, self.procedure, self.officer);
        let column = |name| Column("month_counts", name, &key);
        let on_time = OnTime { decided: self.decided, in_time: self.in_time };
        let key = CountKey {
            issuer: column("issuer").parse(&self.issuer)?,
            month: column("month").parse(&self.month)?,
            procedure: column("procedure").parse(&self.procedure)?,
            officer: officer(column("officer"), &self.officer)?,
        };
        Ok((key, MonthCount { received: self.received, on_time }))
    }
}

struct ReceivedRow {
    id: String,
    issuer: String,
    procedure: String,
    state: String,
}

row!(ReceivedRow: id, issuer, procedure, state);

impl ReceivedRow {
    fn read(self) -> Result<Received, StorageError> {
        let column = |name| Column("dossiers", name, &self.id);
        let stage: Stage = column("state").json(&self.state)?;
        let receipt = stage.receipt().ok_or_else(|| column("state").corrupt("no receipt"))?;
        Ok(Received {
            dossier: column("id").parse(&self.id)?,
            issuer: column("issuer").parse(&self.issuer)?,
            procedure: column("procedure").parse(&self.procedure)?,
            month: Month::of(receipt.received_at.day()),
            check_by: Some(receipt.completeness_due),
            is_decided: matches!(stage, Stage::Issued { .. } | Stage::Refused { .. }),
        })
    }
}
