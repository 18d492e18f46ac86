//! The watch of a day: what does not hold any more is noted once, and told to
//! the holder; and so is that it holds again. No page waits for it.

use std::collections::BTreeMap;

use super::{of_certificate, put_right_by};
use crate::acts::Registry;
use crate::acts::look::Look;
use crate::acts::work::{Actor, Work};
use crate::dates::Day;
use crate::domain::deed::{AlertNote, Deed};
use crate::domain::issuer::IssuerCode;
use crate::domain::job::Job;
use crate::domain::watch::{Asks, Condition};
use crate::jobs::{self, Conclusion, Failed, LeasedJob, Order};
use crate::storage::alerts::{self, Alert};
use crate::storage::watch::{self, Among};
use crate::storage::{ReadTransaction, StorageError, calendar, certificates, issuers, jobs as queue};

/// Who watches. Cheap to clone.
#[derive(Clone)]
pub struct Watch {
    registry: Registry,
}

/// Something to be noted: what was noted before and is over, or what is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A condition does not hold, and nobody noted it.
    Lost(IssuerCode, Alert),
    /// What was noted is not so any more.
    Over(IssuerCode, Alert),
}

impl Watch {
    /// Over this register.
    pub fn new(registry: Registry) -> Self {
        Self { registry }
    }

    /// Notes what changed since it was done last, each change as an act of its
    /// own; who does it once more finds nothing.
    pub async fn note(&self, held: &LeasedJob) -> Result<Conclusion, Failed> {
        let mut look = Look::at(&self.registry).await?;
        let today = look.today();
        let changes = changes(&mut look, today).await?;
        look.end().await?;
        // What is over comes first: the same condition may not hold anew.
        for change in changes {
            match change {
                Change::Over(issuer, alert) => over(&self.registry, issuer, &alert).await?,
                Change::Lost(issuer, alert) => lost(&self.registry, issuer, &alert).await?,
            }
        }
        Ok(held.conclude().await?)
    }
}

/// Everything that is to be noted on a day, what is over before what is new:
/// read by a few statements for each issuer.
pub async fn changes(reading: &mut ReadTransaction, today: Day) -> Result<Vec<Change>, StorageError> {
    let (mut over, mut new) = (Vec::new(), Vec::new());
    let calendar = calendar::read(reading).await?;
    for profile in issuers::all(reading).await? {
        let issuer = profile.code;
        let Some(regime) = watch::regime(reading, issuer, today).await? else { continue };
        let asks = Asks::of(&regime);
        let open = alerts::open(reading, issuer).await?.rows;
        let mut known: BTreeMap<(String, Condition), Alert> =
            open.into_iter().map(|alert| ((alert.certificate.clone(), alert.condition), alert)).collect();
        for condition in Condition::ALERTED {
            let among = Among { issuer, on: today, from: "", limit: i64::MAX };
            let lost = watch::lost(reading, condition, &asks, among).await?;
            for unreadable in lost.references() {
                tracing::error!(unreadable, %condition, "a certificate cannot be watched");
            }
            for found in lost.rows {
                let alert = Alert {
                    put_right_by: put_right_by(&regime, &calendar, found.since),
                    certificate: found.number,
                    condition,
                    since: found.since,
                };
                match known.remove(&(alert.certificate.clone(), condition)) {
                    // It was so before, perhaps from an earlier day than was known.
                    Some(noted) if alert.since <= noted.since => {}
                    // It held again in between.
                    Some(noted) => {
                        over.push(Change::Over(issuer, noted));
                        new.push(Change::Lost(issuer, alert));
                    }
                    None => new.push(Change::Lost(issuer, alert)),
                }
            }
        }
        over.extend(known.into_values().map(|alert| Change::Over(issuer, alert)));
    }
    over.append(&mut new);
    Ok(over)
}

/// Notes that a condition does not hold, unless somebody did or it does again.
async fn lost(registry: &Registry, issuer: IssuerCode, alert: &Alert) -> Result<(), StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    work.at_issuer(issuer);
    certificates::hold(&mut work, &alert.certificate).await?;
    if state(&mut work, alert).await? != Some(Some(alert.since)) {
        return Ok(());
    }
    let at = work.at();
    if !alerts::insert(&mut work, issuer, (alert, at)).await? {
        return Ok(());
    }
    let deed = Deed::StandingAlert(AlertNote {
        condition: alert.condition,
        since: alert.since,
        put_right_by: Some(alert.put_right_by),
        regained_on: None,
    });
    work.conclude(&alert.certificate, deed).await
}

/// Notes that what was noted is over. Of a certificate that has ended there is
/// nothing to tell.
async fn over(registry: &Registry, issuer: IssuerCode, alert: &Alert) -> Result<(), StorageError> {
    let mut work = Work::begin(registry, Actor::Program).await?;
    work.at_issuer(issuer);
    certificates::hold(&mut work, &alert.certificate).await?;
    let state = state(&mut work, alert).await?;
    let (at, today) = (work.at(), work.today());
    if !alerts::end(&mut work, alert, at).await? {
        return Ok(());
    }
    if state.is_none() {
        return work.commit().await;
    }
    let deed = Deed::StandingRegained(AlertNote {
        condition: alert.condition,
        since: alert.since,
        put_right_by: None,
        regained_on: Some(today),
    });
    work.conclude(&alert.certificate, deed).await
}

/// Since when the condition does not hold, where it does not; nothing of a
/// certificate that has ended.
async fn state(work: &mut Work<'_>, alert: &Alert) -> Result<Option<Option<Day>>, StorageError> {
    let today = work.today();
    let Some(certificate) = certificates::find(work, &alert.certificate).await? else { return Ok(None) };
    let standing = of_certificate(work, &certificate, today).await?;
    let watched = standing.and_then(|standing| standing.condition(alert.condition).copied());
    Ok(watched.map(|watched| watched.lost_since()))
}

/// Orders today's watch where there is something to note, unless somebody did.
pub async fn keep_watching(registry: &Registry) -> Result<(), StorageError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let job = Job::Watch { day: today };
    let is_ordered = queue::find(&mut look, &jobs::key(&job)).await?.is_some();
    let has_none = is_ordered || changes(&mut look, today).await?.is_empty();
    look.end().await?;
    if has_none {
        return Ok(());
    }
    let mut work = Work::begin(registry, Actor::Program).await?;
    let order = Order { job: &job, issuer: None, due_at: None };
    jobs::enqueue(&mut work, &registry.clock, order).await?;
    work.commit().await
}
