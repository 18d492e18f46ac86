//! The working calendar: changing a day moves every term that runs over it, and
//! so does entering a year.

pub mod year;

use super::terms::Terms;
use super::work::Work;
use super::{ActError, Registry, scope};
use crate::dates::{Day, Instant};
use crate::domain::calendar::{Calendar, CalendarDay};
use crate::domain::deed::{CalendarChangeNote, CalendarNote, Deed, MovedTerm};
use crate::domain::dossier::{Dossier, Stage, written};
use crate::domain::ids::DossierId;
use crate::domain::staff::Officer;
use crate::storage::{ReadTransaction, Transaction, UnreadableRow, calendar, dossiers, queue};

/// A change of the calendar.
#[derive(Clone, Debug)]
pub enum CalendarChange {
    /// A day is added, or changed when it is there.
    Save(CalendarDay),
    /// A day is again what its weekday says.
    Remove(Day),
}

/// Whether the officer may change the calendar. It is one for the whole
/// country, so the Ministry's administrators keep it.
pub fn may_change(officer: &Officer) -> bool {
    scope::keeps_the_country(officer)
}

/// What a change of the calendar did to the terms that run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recount {
    /// How many deadlines moved.
    pub moved: usize,
    /// Dossiers that could not be read, so that their deadlines stand where
    /// they were; by their references.
    pub unreadable: Vec<String>,
}

/// Changes the calendar and counts every running term anew; answers how many
/// deadlines moved, and which could not be counted. Whoever is at work on one
/// of those dossiers is waited for, and nobody's open page is voided.
pub async fn change(
    registry: &Registry,
    officer: &Officer,
    change: &CalendarChange,
    reason: &str,
) -> Result<Recount, ActError> {
    if !may_change(officer) {
        return Err(ActError::NotAllowed);
    }
    let reason = written(reason)?;
    let mut work = Work::begin(registry, officer).await?;
    // Before the calendar's head, for an act on a dossier wants it after the
    // dossier.
    queue::hold_running(&mut work).await?;
    calendar::begin_change(&mut work).await?;
    let day = match change {
        CalendarChange::Save(day) => {
            let at = work.at();
            calendar::save_day(&mut work, day, at).await?;
            day.day
        }
        CalendarChange::Remove(day) => {
            if calendar::remove_day(&mut work, *day).await? == 0 {
                return Err(ActError::NotFound);
            }
            *day
        }
    };
    let (moved, unreadable) = recount(&mut work, registry).await?;
    let recount = Recount { moved: moved.len(), unreadable: unreadable.clone() };
    let change = noted(change);
    let note = CalendarChangeNote { change, reason, moved, unreadable: Some(unreadable) };
    work.conclude(day, Deed::ChangeCalendar(note)).await?;
    Ok(recount)
}

fn noted(change: &CalendarChange) -> CalendarNote {
    match change {
        CalendarChange::Save(day) => CalendarNote::Save(day.clone()),
        CalendarChange::Remove(_) => CalendarNote::Remove,
    }
}

/// Counts every running term anew and stores those that end on another day;
/// answers each of them, and what could not be read.
async fn recount(
    work: &mut Work<'_>,
    registry: &Registry,
) -> Result<(Vec<MovedTerm>, Vec<String>), ActError> {
    let (at, calendar) = (work.at(), calendar::read(work).await?);
    let running = queue::with_running_terms(work).await?;
    let (mut moved, mut unreadable) = (Vec::new(), running.references());
    for id in running {
        match recount_one(work, registry, id, (at, &calendar)).await {
            Ok(change) => moved.extend(change),
            Err(ActError::Storage(error)) => unreadable.push(UnreadableRow::of(error)?.to_string()),
            Err(other) => return Err(other),
        }
    }
    Ok((moved, unreadable))
}

async fn recount_one(
    transaction: &mut Transaction,
    registry: &Registry,
    id: DossierId,
    by: (Instant, &Calendar),
) -> Result<Option<MovedTerm>, ActError> {
    dossiers::hold(transaction, id).await?;
    let Some(mut dossier) = dossiers::find(transaction, &registry.seal, id).await? else { return Ok(None) };
    let before = dossier.stage.due_on();
    let Some(due) = due_anew(transaction, &dossier, by).await? else { return Ok(None) };
    if before == Some(due) {
        return Ok(None);
    }
    put_due(&mut dossier.stage, due);
    dossiers::save_due(transaction, &dossier).await?;
    Ok(Some(MovedTerm { dossier: id, from: before, to: due }))
}

/// The last day of the term that runs, by this calendar.
async fn due_anew(
    transaction: &mut ReadTransaction,
    dossier: &Dossier,
    (at, calendar): (Instant, &Calendar),
) -> Result<Option<Day>, ActError> {
    let Some(running) = dossier.stage.running() else { return Ok(None) };
    let terms = Terms::by(transaction, dossier, at, calendar.clone()).await?;
    Ok(Some(terms.ends_on(running.step, running.from)?))
}

fn put_due(stage: &mut Stage, due: Day) {
    match stage {
        Stage::Received { receipt } => receipt.completeness_due = due,
        Stage::SupplementRequested { request, .. } => request.due = due,
        Stage::Complete { completeness, .. }
        | Stage::UnderAppraisal { completeness, .. }
        | Stage::OnSite { completeness, .. }
        | Stage::Proposed { completeness, .. } => completeness.decision_due = due,
        _ => {}
    }
}
