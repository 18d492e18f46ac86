//! The desk's lists of dossiers: drafts are the applicant's alone and never
//! stand in a list, though they are counted.

use std::collections::BTreeMap;

use super::columns::Column;
use super::database::fetch_all;
use super::dossiers::{DossierSummary, SummaryRow};
use super::readable::{Readable, readable};
use super::words::{fetch_named, named};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::Day;
use crate::domain::dossier::StageName;
use crate::domain::ids::DossierId;
use crate::domain::issuer::IssuerCode;
use crate::domain::question::Question;

/// Which of an issuer's dossiers a list shows.
#[derive(Clone, Debug)]
pub struct QueueFilter<'a> {
    /// In these stages.
    pub stages: &'a [StageName],
    /// Words of the applicant's or an expert's name, of the number, or the
    /// enterprise code; blank for all.
    pub question: &'a Question,
    /// How many to pass over.
    pub skip: i64,
    /// At most so many.
    pub limit: i64,
}

macro_rules! list {
    ($which:expr) => {
        concat!(
            "select id, issuer, procedure, title, stage, state, saved_at
             from dossiers
             where issuer = $9 and stage <> 'draft'
                 and ($10 like '%,' || stage || ',%' or $13 not like '%,' || stage || ',%')",
            $which,
            " order by due_on is null, due_on,
                 case when stage = 'submitted' then saved_at else '~' end, saved_at desc, id
             limit $11 offset $12"
        )
    };
}

/// The issuer's dossiers: those with a deadline first, the nearest before the
/// later; then those nobody has received, as they came; then those at their
/// end, the last changed first.
pub async fn list(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    filter: &QueueFilter<'_>,
) -> Result<Readable<DossierSummary>, StorageError> {
    const ALL: &str = list!("");
    const ASKED: &str = list!(concat!(" and id in (select holder from (", named!("dossier"), ") as found)"));
    let rows: Vec<SummaryRow> = fetch_named!(
        transaction,
        SummaryRow,
        if filter.question.is_blank() { ALL } else { ASKED },
        filter.question,
        issuer.to_string(),
        // Stage names are words of ours without commas or quotes; one text
        // value serves both databases where a list of values would not.
        words_between_commas(filter.stages),
        filter.limit,
        filter.skip,
        // A stage that is none stands in every list, as what cannot be read.
        words_between_commas(&StageName::ALL),
    )?;
    readable(rows.into_iter().map(DossierSummary::try_from))
}

macro_rules! counts {
    ($which:expr) => {
        concat!(
            "select counted.stage, count(*) from (
                 select case when stage = 'supplement_requested' and due_on < $9 then 'lapsed' else stage end as stage
                 from dossiers where issuer = $10",
            $which,
            ") counted
             group by counted.stage"
        )
    };
}

/// How many dossiers of the issuer are in each stage on this day.
pub async fn counts(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    today: Day,
) -> Result<BTreeMap<StageName, i64>, StorageError> {
    counts_of(transaction, issuer, today, &Question::of("")).await
}

/// How many of those that the question names are in each stage on this day.
pub async fn counts_of(
    transaction: &mut ReadTransaction,
    issuer: IssuerCode,
    today: Day,
    question: &Question,
) -> Result<BTreeMap<StageName, i64>, StorageError> {
    const ALL: &str = counts!("");
    const ASKED: &str =
        counts!(concat!(" and id in (select holder from (", named!("dossier"), ") as found)"));
    let rows: Vec<(String, i64)> = fetch_named!(
        transaction,
        (String, i64),
        if question.is_blank() { ALL } else { ASKED },
        question,
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
