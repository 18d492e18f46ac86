//! The desk's lists of dossiers: drafts are the applicant's alone and never
//! stand in a list, though they are counted.

mod place;
mod statements;

use std::collections::BTreeMap;

use super::columns::Column;
use super::database::fetch_all;
use super::dossiers::{DossierSummary, SummaryRow};
use super::readable::{Readable, readable};
use super::row::row;
use super::words::fetch_named;
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Selection, StageName};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::{List, Narrowing, Order};
use crate::domain::month::Months;
use crate::domain::question::Question;

pub use place::{NotAPlace, PageStart, RowPlace};
use statements::Statements;
pub(in crate::storage) use statements::open;

/// Which of an issuer's dossiers a list shows.
#[derive(Clone, Copy, Debug)]
pub struct QueueFilter<'a> {
    /// At which issuer.
    pub issuer: IssuerCode,
    /// On which day: a lapse is brought about by the clock.
    pub today: Day,
    /// Which list.
    pub list: List,
    /// In which order.
    pub order: Order,
    /// In which stages, and in whose hands.
    pub selection: &'a Selection,
    /// Which of these.
    pub narrowing: &'a Narrowing,
    /// By which days it is decided what is due soon.
    pub calendar: &'a Calendar,
    /// Who looks.
    pub officer: Option<AccountId>,
    /// Words of the applicant's or an expert's name, of the number, or the
    /// enterprise code; blank for all.
    pub question: &'a Question,
}

/// A page of a list.
#[derive(Debug)]
pub struct QueuePage {
    /// Its rows, and what of them cannot be read.
    pub rows: Readable<DossierSummary>,
    /// Where it begins, if there are rows before it.
    pub previous: Option<RowPlace>,
    /// Where it ends, if there are rows after it.
    pub next: Option<RowPlace>,
}

/// Later than every instant, and than every day.
const NEVER: &str = "~";

/// Later than what has no day, too.
const BEYOND: &str = "~~";

/// All rows of a statement over a filter; the first value after it is `$27`.
macro_rules! fetch_filtered {
    ($reading:expr, $row:ty, $sql:expr, $filter:expr $(, $value:expr)* $(,)?) => {{
        let [whole, own, others, orphaned, known] = $filter.stages();
        let [procedure, appraiser, due_from, due_to, due, received_from, received_to, ended_from, ended_to, kept] =
            $filter.narrowed();
        fetch_named!(
            $reading,
            $row,
            $sql,
            $filter.question,
            $filter.issuer.to_string(),
            $filter.today.to_string(),
            whole,
            own,
            others,
            orphaned,
            $filter.officer.map(|id| id.to_string()).unwrap_or_default(),
            known,
            procedure,
            appraiser,
            due_from,
            due_to,
            due,
            received_from,
            received_to,
            ended_from,
            ended_to,
            kept
            $(, $value)*
        )
    }};
}

/// A page of at most so many of the issuer's dossiers: the nearest deadline
/// first, and among the deadlines those nobody has received, by the day they
/// were filed; of those at their end, the last changed first; or in another order
/// that was asked for.
pub async fn page(
    reading: &mut ReadTransaction,
    filter: &QueueFilter<'_>,
    start: PageStart<'_>,
    most: usize,
) -> Result<QueuePage, StorageError> {
    let statements = Statements::of(filter.list, filter.order);
    let saved = if statements.last_first { NEVER } else { "" };
    let first = RowPlace { saved: saved.to_owned(), ..RowPlace::default() };
    let (is_back, place) = match start {
        PageStart::First => (false, &first),
        PageStart::After(place) => (false, place),
        PageStart::Before(place) => (true, place),
    };
    let mut rows: Vec<PlacedRow> = fetch_filtered!(
        reading,
        PlacedRow,
        statements.page(is_back, !filter.question.is_blank()),
        filter,
        &place.due,
        &place.filed,
        &place.saved,
        &place.id,
        i64::try_from(most + 1).unwrap_or(i64::MAX),
    )?;
    let is_more = rows.len() > most;
    rows.truncate(most);
    let (is_first, is_last) = match start {
        PageStart::First => (true, !is_more),
        PageStart::After(_) => (false, !is_more),
        PageStart::Before(_) => {
            rows.reverse();
            (!is_more, false)
        }
    };
    let place = |row: &PlacedRow| row.place(filter, statements);
    Ok(QueuePage {
        previous: rows.first().filter(|_| !is_first).map(place),
        next: rows.last().filter(|_| !is_last).map(place),
        rows: readable(rows.into_iter().map(|placed| placed.row.try_into()))?,
    })
}

/// How many dossiers a filter names.
pub async fn count(reading: &mut ReadTransaction, filter: &QueueFilter<'_>) -> Result<i64, StorageError> {
    let statements = Statements::of(filter.list, filter.order);
    let rows: Vec<(i64,)> =
        fetch_filtered!(reading, (i64,), statements.count(!filter.question.is_blank()), filter)?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

impl QueueFilter<'_> {
    /// The four parts of the selection, and every stage there is.
    fn stages(&self) -> [String; 5] {
        // Stage names are words of ours without commas or quotes; one text
        // value serves both databases where a list of values would not.
        let Selection { whole, own, others, orphaned } = self.selection;
        [whole, own, others, orphaned, &StageName::ALL.to_vec()].map(|stages| words_between_commas(stages))
    }

    /// What narrows the list: procedure, appraiser, deadlines from and to and of
    /// whom, receipt from and to, end from and to, and how it was handled.
    fn narrowed(&self) -> [String; 10] {
        let Narrowing { procedure, appraiser, due, received, decided, kept } = self.narrowing;
        let due = due.map(|due| due.days(self.today, self.calendar));
        let day = |day: Option<Day>, otherwise: &str| {
            day.map_or_else(|| otherwise.to_owned(), |day| day.to_string())
        };
        let due_of = due.map(|due| if due.offices { "office" } else { "anyone" });
        let [received_from, received_to] = span(*received);
        let [ended_from, ended_to] = span(*decided);
        [
            procedure.map(|procedure| procedure.to_string()).unwrap_or_default(),
            appraiser.map(|id| id.to_string()).unwrap_or_default(),
            day(due.and_then(|due| due.from), ""),
            day(due.and_then(|due| due.to), BEYOND),
            due_of.unwrap_or_default().to_owned(),
            received_from,
            received_to,
            ended_from,
            ended_to,
            kept.map(|kept| kept.to_string()).unwrap_or_default(),
        ]
    }
}

/// The first and the last instant of months.
fn span(months: Option<Months>) -> [String; 2] {
    let Some(months) = months else { return [String::new(), NEVER.to_owned()] };
    let (from, to) = months.instants();
    [from.to_string(), to.plus_seconds(-1).to_string()]
}

struct PlacedRow {
    due: String,
    filed: String,
    row: SummaryRow,
}

row!(PlacedRow: due, filed; row);

impl PlacedRow {
    fn place(&self, filter: &QueueFilter<'_>, statements: Statements) -> RowPlace {
        let (saved, id) = self.row.place();
        // In the order of one column the place has that alone.
        let is_saved = statements.last_first || (filter.order == Order::Due && filter.list != List::Received);
        let saved = if is_saved { saved } else { "" };
        RowPlace {
            due: self.due.clone(),
            filed: self.filed.clone(),
            saved: saved.to_owned(),
            id: id.to_owned(),
        }
    }
}

/// How many dossiers of the issuer are in each stage on this day.
pub async fn counts(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    today: Day,
) -> Result<BTreeMap<StageName, i64>, StorageError> {
    let rows: Vec<(String, i64)> = fetch_all!(
        reading,
        (String, i64),
        "select counted.stage, count(*) from (
             select case when stage = 'supplement_requested' and due_on < $1 then 'lapsed' else stage end as stage
             from dossiers where issuer = $2
         ) counted
         group by counted.stage",
        today.to_string(),
        issuer.to_string(),
    )?;
    let mut counts = BTreeMap::new();
    for (stage, count) in rows {
        // One that is no stage is named in the list.
        if let Some(name) = StageName::ALL.into_iter().find(|name| name.as_str() == stage) {
            counts.insert(name, count);
        }
    }
    Ok(counts)
}

/// How many dossiers of each issuer are in each stage from filing to decision.
pub async fn in_progress(
    transaction: &mut ReadTransaction,
) -> Result<Vec<(IssuerCode, StageName, i64)>, StorageError> {
    let open: Vec<StageName> =
        StageName::ALL.into_iter().filter(|stage| *stage != StageName::Draft && !stage.is_final()).collect();
    let rows: Vec<(String, String, i64)> = fetch_all!(
        transaction,
        (String, String, i64),
        "select issuer, stage, count(*) from dossiers where $1 like '%,' || stage || ',%'
         group by issuer, stage",
        words_between_commas(&open),
    )?;
    let counted = rows.into_iter().filter_map(|(issuer, stage, count)| {
        let stage = open.iter().find(|name| name.as_str() == stage)?;
        Some((issuer.parse().ok()?, *stage, count))
    });
    Ok(counted.collect())
}

/// Keeps every dossier with a running term as it is until the transaction
/// ends, in the order of [`with_running_terms`]. SQLite has one writer at a
/// time.
pub async fn hold_running(transaction: &mut Transaction) -> Result<(), StorageError> {
    if !transaction.writes_alone() {
        let lock = "select id from dossiers where due_on is not null order by id for update";
        let _: Vec<(String,)> = fetch_all!(transaction, (String,), lock)?;
    }
    Ok(())
}

/// Every dossier of every issuer with a term that runs, in one order, so that
/// two who change them all wait for each other and never in a ring.
pub async fn with_running_terms(
    transaction: &mut ReadTransaction,
) -> Result<Readable<DossierId>, StorageError> {
    let rows: Vec<(String,)> =
        fetch_all!(transaction, (String,), "select id from dossiers where due_on is not null order by id")?;
    readable(rows.iter().map(|(id,)| Column("dossiers", "id", id).parse(id)))
}

fn words_between_commas(stages: &[StageName]) -> String {
    let words: Vec<&str> = stages.iter().map(|stage| stage.as_str()).collect();
    format!(",{},", words.join(","))
}
