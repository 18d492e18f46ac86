//! What an overview counts of the dossiers in progress: read from an index of
//! these alone, in one pass.

use std::collections::BTreeMap;

use super::columns::Column;
use super::database::{fetch_all, fetch_one};
use super::queue::open;
use super::readable::{Readable, readable};
use super::row::row;
use super::{ReadTransaction, StorageError};
use crate::dates::Day;
use crate::domain::dossier::StageName;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::listing::DueDays;

/// The days that an overview asks about: what ended before today, ends today, is
/// near, and ends in this week.
#[derive(Clone, Copy, Debug)]
pub struct DueSpans {
    /// Today.
    pub today: Day,
    /// Those that are near.
    pub near: DueDays,
    /// Those of this week.
    pub week: DueDays,
}

/// Some of an issuer's dossiers in progress: in one stage, with one appraiser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkCount {
    /// At which issuer.
    pub issuer: IssuerCode,
    /// In which stage, as it is stored: a supplement may have lapsed.
    pub stage: StageName,
    /// Who appraises them or proposed a decision.
    pub appraiser: Option<AccountId>,
    /// How many.
    pub count: i64,
    /// Whose last day is over.
    pub over: i64,
    /// Whose last day is today.
    pub today: i64,
    /// Whose last day is near.
    pub near: i64,
    /// Whose last day is in this week.
    pub week: i64,
}

impl WorkCount {
    /// Of a number of them, those whose term is the office's.
    fn offices(&self, count: i64) -> i64 {
        if self.stage == StageName::SupplementRequested { 0 } else { count }
    }

    /// How many are late.
    pub fn late(&self) -> i64 {
        self.offices(self.over)
    }

    /// How many the office has to see to today.
    pub fn due_today(&self) -> i64 {
        self.offices(self.today)
    }

    /// How many it has to see to soon.
    pub fn due_near(&self) -> i64 {
        self.offices(self.near)
    }

    /// How many it has to see to in this week.
    pub fn due_this_week(&self) -> i64 {
        self.offices(self.week)
    }
}

/// The dossiers in progress of an issuer, or of every one.
pub async fn work(
    reading: &mut ReadTransaction,
    issuer: Option<IssuerCode>,
    spans: DueSpans,
) -> Result<Readable<WorkCount>, StorageError> {
    const SQL: &str = concat!(
        "select issuer, stage, appraiser_id, count(*) as count,
             cast(sum(case when due_on < $1 then 1 else 0 end) as bigint) as over_count,
             cast(sum(case when due_on = $1 then 1 else 0 end) as bigint) as today_count,
             cast(sum(case when due_on > $1 and due_on <= $2 then 1 else 0 end) as bigint) as near_count,
             cast(sum(case when due_on >= $1 and due_on <= $3 then 1 else 0 end) as bigint) as week_count
         from dossiers where issuer >= $4 and issuer <= $5 and ",
        open!(),
        " group by issuer, stage, appraiser_id order by issuer, stage, appraiser_id"
    );
    let last = |days: DueDays| days.to.unwrap_or(spans.today).to_string();
    let (from, to) =
        issuer.map_or_else(|| (String::new(), "~".to_owned()), |one| (one.to_string(), one.to_string()));
    let rows: Vec<WorkRow> = fetch_all!(
        reading,
        WorkRow,
        SQL,
        spans.today.to_string(),
        last(spans.near),
        last(spans.week),
        from,
        to,
    )?;
    readable(rows.into_iter().map(WorkRow::read))
}

/// How many of an issuer's certificates in force end on one of these days.
pub async fn expiring(
    reading: &mut ReadTransaction,
    issuer: IssuerCode,
    (from, to): (Day, Day),
) -> Result<i64, StorageError> {
    let (count,): (i64,) = fetch_one!(
        reading,
        (i64,),
        "select count(*) from certificates
         where issuer = $1 and expires_on >= $2 and expires_on <= $3
             and case when confirm_by < $2 or suspended_from > $2 or given_up_on > $2 then 'in_force'
                 else standing_word end = 'in_force'",
        issuer.to_string(),
        from.to_string(),
        to.to_string(),
    )?;
    Ok(count)
}

/// The open dossiers by stage on a day, from counts of them: a supplement whose
/// last day is over has lapsed.
pub fn by_stage<'c>(counts: impl IntoIterator<Item = &'c WorkCount>) -> BTreeMap<StageName, i64> {
    let mut stages = BTreeMap::new();
    for count in counts {
        let lapsed = if count.stage == StageName::SupplementRequested { count.over } else { 0 };
        for (stage, more) in [(count.stage, count.count - lapsed), (StageName::Lapsed, lapsed)] {
            if more > 0 {
                *stages.entry(stage).or_default() += more;
            }
        }
    }
    stages
}

struct WorkRow {
    issuer: String,
    stage: String,
    appraiser_id: Option<String>,
    count: i64,
    over_count: i64,
    today_count: i64,
    near_count: i64,
    week_count: i64,
}

row!(WorkRow: issuer, stage, appraiser_id, count, over_count, today_count, near_count, week_count);

impl WorkRow {
    fn read(self) -> Result<WorkCount, StorageError> {
        let key = format!("{} {}", self.issuer, self.stage);
        let column = |name| Column("dossiers", name, &key);
        let stage = StageName::ALL.into_iter().find(|name| name.as_str() == self.stage);
        Ok(WorkCount {
            issuer: column("issuer").parse(&self.issuer)?,
            stage: stage.ok_or_else(|| column("stage").corrupt("no stage"))?,
            appraiser: column("state").parse_some(self.appraiser_id.as_deref())?,
            count: self.count,
            over: self.over_count,
            today: self.today_count,
            near: self.near_count,
            week: self.week_count,
        })
    }
}
