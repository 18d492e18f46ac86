//! What an office has to do and has done, counted. A page in memory of nothing:
//! it is right on any day, whatever job has run.

use std::collections::BTreeMap;

use super::look::Look;
use super::scope::is_own;
use super::terms::regime_if_any;
use super::{measures, notices};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::Due;
use crate::domain::month::{Month, Months};
use crate::storage::conclusions::{self, CountKey, MonthCount};
use crate::storage::overview::{self, DueSpans, WorkCount};
use crate::storage::{StorageError, corrections, issuers};

/// So many months are looked back on, this one counted.
pub const MONTHS: usize = 12;

/// What an office has to do and has done.
#[derive(Debug)]
pub struct Overview {
    /// Its dossiers in progress.
    pub work: Vec<WorkCount>,
    /// Those of the other offices, where they were asked for.
    pub others: Vec<WorkCount>,
    /// What it received and decided in the last months.
    pub counts: Vec<(CountKey, MonthCount)>,
    /// The last months, oldest first.
    pub months: Vec<Month>,
    /// How many certificates in force end soon.
    pub expiring: i64,
    /// What could not be read.
    pub unreadable: Vec<String>,
}

/// What waits at an office beside dossiers.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Measures on certificates.
    pub measures: usize,
    /// What holders gave notice of.
    pub notices: usize,
    /// Corrections of papers.
    pub corrections: usize,
}

/// An office among all, in a month.
#[derive(Clone, Copy, Debug)]
pub struct OfficeCount {
    /// Which office.
    pub issuer: IssuerCode,
    /// Its dossiers in progress.
    pub open: i64,
    /// Those of them that are late.
    pub late: i64,
    /// What it received and decided in the month.
    pub month: MonthCount,
}

/// What an office has to do and has done; `and_others` for who supervises them,
/// so that what is in progress is looked through once.
pub async fn of_office(
    look: &mut Look,
    office: IssuerCode,
    calendar: &Calendar,
    and_others: bool,
) -> Result<Overview, StorageError> {
    let today = look.today();
    let all = overview::work(look, (!and_others).then_some(office), spans(today, calendar)).await?;
    let unread = all.references();
    let (work, others) = all.rows.into_iter().partition(|count| is_own(count, office));
    let months = Month::of(today).up_to_here(MONTHS);
    let counts = conclusions::of_issuer(look, office, last_months(today)).await?;
    let unreadable = [unread, counts.references()].concat();
    let soon = expiring_until(look, office).await?;
    let expiring = overview::expiring(look, office, (today, soon)).await?;
    Ok(Overview { work, others, counts: counts.rows, months, expiring, unreadable })
}

/// What waits at an office beside dossiers.
pub async fn waiting(look: &mut Look, office: IssuerCode) -> Result<Waiting, StorageError> {
    let today = look.today();
    let measures = measures::waiting(look, office, today).await?.len();
    let surrenders = notices::surrenders_waiting(look, office, today).await?.len();
    let departures = notices::departures_waiting(look, office, today).await?.len();
    let corrections = corrections::waiting(look, office).await?.rows.len();
    Ok(Waiting { measures, notices: surrenders + departures, corrections })
}

/// Every office that has or had something to do, in a month: with what is in
/// progress there.
pub async fn of_all<'w>(
    look: &mut Look,
    month: Month,
    work: impl IntoIterator<Item = &'w WorkCount>,
) -> Result<Vec<OfficeCount>, StorageError> {
    let counts = conclusions::in_month(look, month).await?.rows;
    let mut offices: BTreeMap<IssuerCode, OfficeCount> = BTreeMap::new();
    for count in work {
        let office = offices.entry(count.issuer).or_insert_with(|| OfficeCount::none(count.issuer));
        office.open += count.count;
        office.late += count.late();
    }
    for (issuer, count) in counts {
        offices.entry(issuer).or_insert_with(|| OfficeCount::none(issuer)).month = count;
    }
    Ok(offices.into_values().collect())
}

impl OfficeCount {
    fn none(issuer: IssuerCode) -> Self {
        Self { issuer, open: 0, late: 0, month: MonthCount::default() }
    }
}

/// The last months, this one counted.
pub fn last_months(today: Day) -> Months {
    let month = Month::of(today);
    let first = month.up_to_here(MONTHS).into_iter().next().unwrap_or(month);
    Months::new(first, month)
}

/// The last day on which a certificate of an office that ends soon ends.
pub async fn expiring_until(look: &mut Look, office: IssuerCode) -> Result<Day, StorageError> {
    let today = look.today();
    let (profile, _) = issuers::profile(look, office).await?;
    let regime = regime_if_any(look, &profile, today).await?;
    Ok(today.plus_months(regime.map_or(0, |regime| regime.expiring_months.value)))
}

fn spans(today: Day, calendar: &Calendar) -> DueSpans {
    DueSpans { today, near: Due::Near.days(today, calendar), week: Due::Week.days(today, calendar) }
}
