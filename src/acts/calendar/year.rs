//! Entering a year: what it would move is shown first, and what was shown is
//! what is done.

use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Recount, due_anew, may_change, recount};
use crate::acts::look::Look;
use crate::acts::work::Work;
use crate::acts::{ActError, Registry};
use crate::dates::{Day, Instant};
use crate::domain::calendar::{Calendar, YearDays};
use crate::domain::deed::{Deed, YearNote};
use crate::domain::ids::DossierId;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Officer;
use crate::storage::{ReadTransaction, StorageError, UnreadableRow, calendar, dossiers, queue};

/// What entering a year would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The terms that would end on another day, the nearest first.
    pub moved: Vec<MovedTerm>,
    /// Dossiers that cannot be read, by their references.
    pub unreadable: Vec<String>,
    /// Stands for what was shown: the days, and the calendar they are put into.
    pub seen: String,
}

/// A term that would end on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedTerm {
    /// The dossier's number. Whose it is, is its office's to know.
    pub number: String,
    /// Where it lies.
    pub issuer: IssuerCode,
    /// The last day as it was counted last.
    pub before: Day,
    /// The last day with the year entered.
    pub after: Day,
}

/// What entering the year would do to the terms that run. Nothing is changed.
pub async fn preview(registry: &Registry, officer: &Officer, days: &YearDays) -> Result<Preview, ActError> {
    if !may_change(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut look = Look::at(registry).await?;
    let seen = fingerprint(days, calendar::changes(&mut look).await?);
    let rows = calendar::days(&mut look).await?.rows;
    let entered = calendar::entered_years(&mut look).await?;
    let by = (look.now(), &days.put_into(&rows, entered));
    let running = queue::with_running_terms(&mut look).await?;
    let (mut moved, mut unreadable) = (Vec::new(), running.references());
    for id in running {
        match moved_term(&mut look, registry, id, by).await {
            Ok(term) => moved.extend(term),
            Err(ActError::Storage(error)) => unreadable.push(UnreadableRow::of(error)?.to_string()),
            Err(other) => return Err(other),
        }
    }
    moved.sort_by(|a: &MovedTerm, b| (a.before, &a.number).cmp(&(b.before, &b.number)));
    Ok(Preview { moved, unreadable, seen })
}

async fn moved_term(
    transaction: &mut ReadTransaction,
    registry: &Registry,
    id: DossierId,
    by: (Instant, &Calendar),
) -> Result<Option<MovedTerm>, ActError> {
    let Some(dossier) = dossiers::find(transaction, &registry.seal, id).await? else { return Ok(None) };
    let (Some(before), Some(receipt)) = (dossier.stage.due_on(), dossier.stage.receipt()) else {
        return Ok(None);
    };
    let after = due_anew(transaction, &dossier, by).await?.filter(|after| *after != before);
    let (number, issuer) = (receipt.number.clone(), dossier.issuer);
    Ok(after.map(|after| MovedTerm { number, issuer, before, after }))
}

/// Enters the year and counts every running term anew, as [`super::change`]
/// does. Refused as a conflict when `seen` stands for anything else than these
/// days in the calendar of now ([`Preview::seen`]).
pub async fn enter(
    registry: &Registry,
    officer: &Officer,
    days: &YearDays,
    seen: &str,
) -> Result<Recount, ActError> {
    if !may_change(officer) {
        return Err(ActError::NotAllowed);
    }
    let mut work = Work::begin(registry, officer).await?;
    queue::hold_running(&mut work).await?;
    let changes = calendar::begin_change(&mut work).await?;
    if fingerprint(days, changes) != seen {
        return Err(StorageError::Conflict.into());
    }
    let at = work.at();
    calendar::enter_year(&mut work, days, at).await?;
    let (moved, unreadable) = recount(&mut work, registry).await?;
    let recount = Recount { moved: moved.len(), unreadable: unreadable.clone() };
    let (basis, year) = (days.basis().to_owned(), days.year());
    let deed = Deed::EnterCalendarYear(YearNote { basis, days: days.days().to_vec(), moved, unreadable });
    work.conclude(year, deed).await?;
    Ok(recount)
}

fn fingerprint(days: &YearDays, changes: i64) -> String {
    let text = json!({"year": days, "changes": changes}).to_string();
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))
}
