//! What holders must keep up, as pages show it: the conditions of one
//! certificate, and those of an office's that do not hold. All of it is told
//! from the register as it is; what was noted of it is in `daily`.

mod daily;

pub use daily::{Change, Watch, changes, keep_watching};

use std::fmt;
use std::str::FromStr;

use super::filing::about::own;
use super::look::Look;
use super::{ActError, Registry};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::certificate::Certificate;
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::domain::regime::{Regime, Step};
use crate::domain::watch::{Asks, Condition, ConditionState, Facts, Watched};
use crate::storage::watch::{self, Among, Lost};
use crate::storage::{ReadTransaction, StorageError, calendar, certificates};

/// Rows of one page of a list.
const ROWS: usize = 50;

/// The conditions of a certificate, and what they are told from.
#[derive(Clone, Debug)]
pub struct Standing {
    /// What they are told from.
    pub facts: Facts,
    /// Each of them, in the order of the Decision.
    pub conditions: Vec<Watched>,
    /// By what they are judged.
    pub regime: Regime,
    calendar: Calendar,
}

/// A condition that does not hold, with its certificate.
#[derive(Clone, Debug)]
pub struct AlertRow {
    /// Which, and since when.
    pub lost: Lost,
    /// The holder's last day to put it right.
    pub put_right_by: Day,
    /// The certificate.
    pub certificate: Certificate,
}

/// A page of conditions that do not hold.
#[derive(Clone, Debug)]
pub struct AlertPage {
    /// In the order of the certificates' numbers.
    pub rows: Vec<AlertRow>,
    /// What could not be read.
    pub unreadable: Vec<String>,
    /// Where the next page begins; none after the last.
    pub next: Option<AlertKey>,
}

/// Where a row stands in such a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AlertKey {
    number: String,
    condition: Condition,
}

impl Standing {
    /// The holder's last day to put right what does not hold since a day.
    pub fn put_right_by(&self, since: Day) -> Day {
        put_right_by(&self.regime, &self.calendar, since)
    }

    /// One of the conditions, where it is asked.
    pub fn condition(&self, condition: Condition) -> Option<&Watched> {
        self.conditions.iter().find(|watched| watched.condition == condition)
    }
}

/// The last day to put right what does not hold since a day.
fn put_right_by(regime: &Regime, calendar: &Calendar, since: Day) -> Day {
    regime.term(Step::StandingGrace).map_or(since, |term| term.ends_on(since, calendar))
}

/// The conditions of a certificate on a day; none of one that has ended, and at
/// an issuer that has no regime.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    today: Day,
) -> Result<Option<Standing>, StorageError> {
    let Some(regime) = watch::regime(reading, certificate.paper.issuer, today).await? else {
        return Ok(None);
    };
    let facts = watch::facts(reading, certificate).await?;
    if !facts.is_watched(today) {
        return Ok(None);
    }
    let conditions = facts.conditions(&Asks::of(&regime), today);
    let calendar = calendar::read(reading).await?;
    Ok(Some(Standing { facts, conditions, regime, calendar }))
}

/// What does not hold at an office today: of one condition or of all, a page of
/// it after a row.
pub async fn alerts(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
    (wanted, after): (Option<Condition>, Option<&AlertKey>),
) -> Result<AlertPage, StorageError> {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    let Some(regime) = watch::regime(reading, office, today).await? else {
        return Ok(AlertPage { rows: Vec::new(), unreadable, next: None });
    };
    let asks = Asks::of(&regime);
    let from = after.map_or("", |key| &key.number);
    // One more than the page, and the row after which it begins.
    let limit = i64::try_from(ROWS + 2).unwrap_or(i64::MAX);
    for condition in Condition::ALERTED.into_iter().filter(|it| wanted.is_none_or(|wanted| wanted == *it)) {
        let among = Among { issuer: office, on: today, from, limit };
        let lost = watch::lost(reading, condition, &asks, among).await?;
        unreadable.extend(lost.references());
        found.extend(lost.rows.into_iter().map(|lost| (AlertKey::of(&lost), lost)));
    }
    found.retain(|(key, _)| after.is_none_or(|after| key > after));
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let calendar = calendar::read(reading).await?;
    let mut rows = Vec::new();
    for (_, lost) in found {
        let Some(certificate) = certificates::find(reading, &lost.number).await? else { continue };
        let put_right_by = put_right_by(&regime, &calendar, lost.since);
        rows.push(AlertRow { lost, put_right_by, certificate });
    }
    let next = rows.last().filter(|_| more).map(|row| AlertKey::of(&row.lost));
    Ok(AlertPage { rows, unreadable, next })
}

/// What does not hold of the applicant's own certificate today, each with the
/// last day to put it right.
pub async fn own_lost(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<Vec<(Watched, Day)>, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let certificate = own(&mut look, registry, applicant, number).await?;
    let Some(standing) = of_certificate(&mut look, &certificate, today).await? else { return Ok(Vec::new()) };
    // Who suspended the certificate told its holder.
    let lost = standing.conditions.iter().filter(|watched| watched.condition != Condition::Registration);
    Ok(lost.filter_map(|watched| Some((*watched, standing.put_right_by(watched.lost_since()?)))).collect())
}

/// Whether a condition that does not hold is a ground to suspend: the holder's
/// time is over.
pub fn is_ground(watched: &Watched, standing: &Standing, today: Day) -> bool {
    watched.state == ConditionState::Lost
        && watched.since.is_some_and(|since| standing.put_right_by(since) < today)
}

impl AlertKey {
    fn of(lost: &Lost) -> Self {
        Self { number: lost.number.clone(), condition: lost.condition }
    }
}

impl fmt::Display for AlertKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.condition, self.number)
    }
}

impl FromStr for AlertKey {
    type Err = crate::domain::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (condition, number) = text.split_once(' ').unwrap_or((text, ""));
        Ok(Self { condition: condition.parse()?, number: number.to_owned() })
    }
}
