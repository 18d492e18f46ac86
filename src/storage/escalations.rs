//! Limits of the office that came near or were passed, each noted once.

use std::collections::BTreeSet;

use super::columns::Column;
use super::database::{execute, fetch_all};
use super::queue::open;
use super::readable::{Readable, readable};
use super::{ReadTransaction, StorageError, Transaction};
use crate::dates::{Day, Instant};
use crate::domain::dossier::{Running, Stage};
use crate::domain::escalation::{Escalation, LimitNote};
use crate::domain::ids::DossierId;

/// What is noted once: of a dossier, the step, the day it is counted from, and
/// what.
pub type Noted = (DossierId, String, Day, Escalation);

/// Notes a limit; whether it was not noted before.
pub async fn insert(
    transaction: &mut Transaction,
    dossier: DossierId,
    (limit, kind): (&LimitNote, Escalation),
    at: Instant,
) -> Result<bool, StorageError> {
    let touched = execute!(
        transaction,
        "insert into escalations (dossier_id, step, counted_from, kind, due_on, noted_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (dossier_id, step, counted_from, kind) do nothing",
        dossier.to_string(),
        limit.step.as_str(),
        limit.counted_from.to_string(),
        kind.as_str(),
        limit.due.to_string(),
        at.to_string(),
    )?;
    Ok(touched == 1)
}

/// Every term that runs out by this day, of every office.
pub async fn running_until(
    reading: &mut ReadTransaction,
    last: Day,
) -> Result<Readable<(DossierId, Running)>, StorageError> {
    let rows: Vec<(String, String)> = fetch_all!(
        reading,
        (String, String),
        concat!("select id, state from dossiers where due_on <= $1 and ", open!(), " order by id"),
        last.to_string(),
    )?;
    let read = rows.iter().map(|(id, state)| {
        let column = |name| Column("dossiers", name, id);
        let stage: Stage = column("state").json(state)?;
        let dossier: DossierId = column("id").parse(id)?;
        Ok(stage.running().map(|running| (dossier, running)))
    });
    let Readable { rows, unreadable } = readable(read)?;
    Ok(Readable { rows: rows.into_iter().flatten().collect(), unreadable })
}

/// What was noted of dossiers that are open.
pub async fn noted(reading: &mut ReadTransaction) -> Result<BTreeSet<Noted>, StorageError> {
    let rows: Vec<(String, String, String, String)> = fetch_all!(
        reading,
        (String, String, String, String),
        concat!(
            "select dossier_id, step, counted_from, kind from escalations
             where dossier_id in (select id from dossiers where due_on is not null and ",
            open!(),
            ")"
        ),
    )?;
    let read = rows.into_iter().map(|(id, step, from, kind)| {
        let column = |name| Column("escalations", name, &id);
        Ok((
            column("dossier_id").parse(&id)?,
            step,
            column("counted_from").parse(&from)?,
            column("kind").parse(&kind)?,
        ))
    });
    Ok(readable(read)?.rows.into_iter().collect())
}
