//! The desk's lists of dossiers: drafts are the applicant's alone and never
//! stand in a list, though they are counted.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::columns::Column;
use super::database::fetch_all;
use super::dossiers::{DossierSummary, SummaryRow};
use super::readable::{Readable, readable};
use super::row::row;
use super::words::{fetch_named, named};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::dossier::{Selection, StageName};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::question::Question;

/// Which of an issuer's dossiers a list shows.
#[derive(Clone, Copy, Debug)]
pub struct QueueFilter<'a> {
    /// At which issuer.
    pub issuer: IssuerCode,
    /// On which day: a lapse is brought about by the clock.
    pub today: Day,
    /// In which stages, and in whose hands.
    pub selection: &'a Selection,
    /// Who looks.
    pub officer: Option<AccountId>,
    /// Words of the applicant's or an expert's name, of the number, or the
    /// enterprise code; blank for all.
    pub question: &'a Question,
}

/// Where a page of a list begins or ends: what the row there is ordered by. A
/// list that changes meanwhile loses no row between two pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    due: String,
    filed: String,
    saved: String,
    id: String,
}

/// Which rows of a list a page shows.
#[derive(Clone, Copy, Debug)]
pub enum PageStart<'a> {
    /// The first ones.
    First,
    /// Those after this place.
    After(&'a RowPlace),
    /// The last ones before this place.
    Before(&'a RowPlace),
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

/// Those that a [`QueueFilter`] names. Who appraises is derived by the database
/// from the stage; a stage that is none stands in every list, as what cannot be
/// read.
macro_rules! filtered {
    ($which:expr) => {
        concat!(
            " from (
                 select dossiers.*,
                     case when stage = 'supplement_requested' and due_on < $10 then 'lapsed' else stage end as name
                 from dossiers where issuer = $9 and stage <> 'draft'
             ) listed
             where ($16 not like '%,' || stage || ',%'
                 or $11 like '%,' || name || ',%'
                 or ($12 like '%,' || name || ',%' and appraiser_id = $15)
                 or ($13 like '%,' || name || ',%' and coalesce(appraiser_id, '') <> $15)
                 or ($14 like '%,' || name || ',%' and not exists (
                     select 1 from staff_roles join accounts on accounts.id = staff_roles.account_id
                     where staff_roles.account_id = appraiser_id and staff_roles.issuer = $9
                         and staff_roles.role = 'appraiser' and accounts.disabled_at is null)))",
            $which,
        )
    };
}

/// The day a row is listed by: its deadline; that of the filing while nobody
/// has received it, so that it stands above whatever is due later; none at the
/// end.
macro_rules! day {
    () => {
        "coalesce(due_on, case when stage = 'submitted' then substr(saved_at, 1, 10) else '~' end)"
    };
}

/// The instant of the filing while nobody has received it.
macro_rules! filed {
    () => {
        "case when stage = 'submitted' then saved_at else '~' end"
    };
}

macro_rules! page {
    ($which:expr, $beyond:expr, $order:expr) => {
        concat!(
            "select id, issuer, procedure, title, stage, state, saved_at, ",
            day!(),
            " as due, ",
            filed!(),
            " as filed",
            filtered!($which),
            $beyond,
            $order,
            " limit $21"
        )
    };
}

/// The rows beyond a place: on this side of its day, and of the others.
macro_rules! beyond {
    ($on:literal, $past:literal, $saved:literal) => {
        concat!(
            " and ",
            day!(),
            $on,
            " $17 and ((",
            day!(),
            ", ",
            filed!(),
            ")",
            $past,
            " ($17, $18)
                 or (",
            day!(),
            " = $17 and ",
            filed!(),
            " = $18
                     and (saved_at",
            $saved,
            " $19 or (saved_at = $19 and id",
            $past,
            " $20))))"
        )
    };
}

macro_rules! after {
    ($which:expr) => {
        page!(
            $which,
            beyond!(" >=", " >", " <"),
            concat!(" order by ", day!(), ", ", filed!(), ", saved_at desc, id")
        )
    };
}

macro_rules! before {
    ($which:expr) => {
        page!(
            $which,
            beyond!(" <=", " <", " >"),
            concat!(" order by ", day!(), " desc, ", filed!(), " desc, saved_at, id desc")
        )
    };
}

macro_rules! asked {
    () => {
        concat!(" and id in (select holder from (", named!("dossier"), ") as found)")
    };
}

/// A page of at most so many of the issuer's dossiers: the nearest deadline
/// first, and among the deadlines those nobody has received, by the day they
/// were filed; then those at their end, the last changed first.
pub async fn page(
    reading: &mut ReadTransaction,
    filter: &QueueFilter<'_>,
    start: PageStart<'_>,
    most: usize,
) -> Result<QueuePage, StorageError> {
    const AFTER: [&str; 2] = [after!(""), after!(asked!())];
    const BEFORE: [&str; 2] = [before!(""), before!(asked!())];
    let first = RowPlace::default();
    let (statements, place) = match start {
        PageStart::First => (AFTER, &first),
        PageStart::After(place) => (AFTER, place),
        PageStart::Before(place) => (BEFORE, place),
    };
    let [whole, own, others, orphaned, known] = filter.words();
    let mut rows: Vec<PlacedRow> = fetch_named!(
        reading,
        PlacedRow,
        statements[usize::from(!filter.question.is_blank())],
        filter.question,
        filter.issuer.to_string(),
        filter.today.to_string(),
        whole,
        own,
        others,
        orphaned,
        filter.officer.map(|id| id.to_string()).unwrap_or_default(),
        known,
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
    Ok(QueuePage {
        previous: rows.first().filter(|_| !is_first).map(RowPlace::of),
        next: rows.last().filter(|_| !is_last).map(RowPlace::of),
        rows: readable(rows.into_iter().map(|placed| placed.row.try_into()))?,
    })
}

/// How many dossiers a filter names.
pub async fn count(reading: &mut ReadTransaction, filter: &QueueFilter<'_>) -> Result<i64, StorageError> {
    const COUNTED: [&str; 2] =
        [concat!("select count(*)", filtered!("")), concat!("select count(*)", filtered!(asked!()))];
    let [whole, own, others, orphaned, known] = filter.words();
    let rows: Vec<(i64,)> = fetch_named!(
        reading,
        (i64,),
        COUNTED[usize::from(!filter.question.is_blank())],
        filter.question,
        filter.issuer.to_string(),
        filter.today.to_string(),
        whole,
        own,
        others,
        orphaned,
        filter.officer.map(|id| id.to_string()).unwrap_or_default(),
        known,
    )?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

impl QueueFilter<'_> {
    /// The four parts of the selection, and every stage there is.
    fn words(&self) -> [String; 5] {
        // Stage names are words of ours without commas or quotes; one text
        // value serves both databases where a list of values would not.
        let Selection { whole, own, others, orphaned } = self.selection;
        [whole, own, others, orphaned, &StageName::ALL.to_vec()].map(|stages| words_between_commas(stages))
    }
}

impl RowPlace {
    fn of(row: &PlacedRow) -> Self {
        let (saved, id) = row.row.place();
        Self { due: row.due.clone(), filed: row.filed.clone(), saved: saved.to_owned(), id: id.to_owned() }
    }
}

/// As an address has it.
impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.due, self.filed, self.saved, self.id)
    }
}

impl FromStr for RowPlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let parts: Vec<&str> = text.split(',').collect();
        let [due, filed, saved, id] = parts[..] else { return Err(NotAPlace) };
        // Whoever writes an address writes what a database takes for no text.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || id.parse::<DossierId>().is_err() {
            return Err(NotAPlace);
        }
        let [due, filed, saved, id] = [due, filed, saved, id].map(str::to_owned);
        Ok(Self { due, filed, saved, id })
    }
}

/// A text that is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct NotAPlace;

struct PlacedRow {
    due: String,
    filed: String,
    row: SummaryRow,
}

row!(PlacedRow: due, filed; row);

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
