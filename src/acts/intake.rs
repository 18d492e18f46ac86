//! Intake: receiving a dossier, and seeing that it is complete.

use super::conclusions;
use super::repeated::DoneAlready;
use super::terms::{Terms, lacking};
use super::work::Work;
use super::{ActError, Registry, Sight};
use crate::dates::Day;
use crate::domain::deed::Deed;
use crate::domain::dossier::{
    Act, Completeness, Dossier, Refusal, SupplementRequest, without_personal_number, written,
};
use crate::domain::issuer::Profile;
use crate::domain::numbering::Filling;
use crate::domain::printable::unprintable;
use crate::domain::regime::Step;
use crate::domain::staff::Officer;
use crate::domain::typed;
use crate::storage::audit::{self, AuditLine};
use crate::storage::heads::{self, Series};
use crate::storage::{StorageError, Transaction, asked, evidence};

/// Receives a filed dossier: it gets its number, and the time to check that it
/// is complete runs from today (TT26 article 15).
pub async fn receive(registry: &Registry, officer: &Officer, seen: Sight) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Receive).await?;
    let (at, today) = (work.at(), work.today());
    let terms = Terms::held(&mut work, &dossier, at).await?;
    let due = terms.ends_on(Step::NotifyMissing, today)?;
    let number = dossier_number(&mut work, &terms.profile, today).await?;
    dossier.stage = dossier.stage.receive(number.clone(), officer.account, at, due)?;
    dossier.application.received_on = today;
    conclusions::count_received(&mut work, &dossier).await?;
    work.conclude_on(dossier, Deed::Receive { number, due }).await
}

/// Tells the applicant what is missing, one item a line. The dossier is kept as
/// it is now, so that what is new in the answer can be told.
pub async fn request_supplement(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    items: &[String],
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = match work.dossier(seen, Act::RequestSupplement).await {
        Err(ActError::Done(done)) => return Err(asked_before(&mut work, seen, items, *done).await),
        found => found?,
    };
    let (at, counted_from) = (work.at(), work.today());
    let due = Terms::held(&mut work, &dossier, at).await?.ends_on(Step::Supplement, counted_from)?;
    let items = items_of_letter(items)?;
    let deed = Deed::RequestSupplement { items: items.clone(), due };
    let request =
        SupplementRequest { items, requested_by: officer.account, requested_at: at, counted_from, due };
    dossier.stage = dossier.stage.request_supplement(request)?;
    let papers = evidence::of_dossier(&mut work, dossier.id).await?.rows;
    asked::keep(&mut work, &registry.seal, &dossier, &papers).await?;
    work.conclude_on(dossier, deed).await
}

/// The same request once more is told as done; one in other words has not been
/// made, and whoever wrote it is told that the applicant has another.
async fn asked_before(work: &mut Work<'_>, seen: Sight, items: &[String], done: DoneAlready) -> ActError {
    let kind = Act::RequestSupplement.deed();
    let records = match audit::of_kind(work, &seen.dossier.to_string(), kind).await {
        Ok(records) => records,
        Err(error) => return error.into(),
    };
    let is_same = |record: &AuditLine| match &record.deed {
        Deed::RequestSupplement { items: asked, .. } if record.noted.seen == Some(seen.version) => {
            items_of_letter(items).is_ok_and(|items| items == *asked)
        }
        _ => false,
    };
    if records.iter().any(is_same) {
        return done.into();
    }
    let by = (!done.by_same).then_some(done.by);
    Refusal::AskedAlready { at: done.at, by }.into()
}

/// The items as the letter numbers them: what a list was drawn with where it
/// was copied from is not repeated.
fn items_of_letter(items: &[String]) -> Result<Vec<String>, Refusal> {
    let bare =
        |item: &String| typed::line(item).trim_start_matches(['-', '–', '•', '+', '*', ' ']).to_owned();
    let items: Vec<String> = items.iter().map(bare).filter(|item| !item.is_empty()).collect();
    let letter = without_personal_number(items.join("\n"))?;
    match typed::undrawn(&letter) {
        Some(found) => Err(Refusal::Undrawn(found)),
        None => Ok(items),
    }
}

/// Gives the applicant the time to supplement once more, from today.
pub async fn wait(registry: &Registry, officer: &Officer, seen: Sight) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Wait).await?;
    let (at, today) = (work.at(), work.today());
    let due = Terms::held(&mut work, &dossier, at).await?.ends_on(Step::Supplement, today)?;
    dossier.stage = dossier.stage.wait(at, due)?;
    work.conclude_on(dossier, Deed::Wait { due }).await
}

/// Cancels a dossier whose supplement did not come in time.
pub async fn cancel(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Cancel).await?;
    let reasons = written(reasons)?;
    dossier.stage = dossier.stage.cancel(work.decision(officer, reasons.clone()))?;
    asked::forget(&mut work, dossier.id).await?;
    work.conclude_on(dossier, Deed::Cancel { reasons }).await
}

/// Confirms a dossier complete and valid: the time to decide runs from today.
pub async fn confirm_complete(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::ConfirmComplete).await?;
    // Afterwards the applicant can correct nothing any more.
    if let Some(found) = unprintable(&dossier.application) {
        return Err(Refusal::Unprintable(Box::new(found)).into());
    }
    let (at, term) = (work.at(), dossier.application.procedure.decided_within());
    let decision_due = Terms::held(&mut work, &dossier, at).await?.ends_on(term, at.day())?;
    let completeness = Completeness { confirmed_by: officer.account, confirmed_at: at, term, decision_due };
    dossier.stage = dossier.stage.confirm_complete(completeness)?;
    work.conclude_on(dossier, Deed::ConfirmComplete { due: decision_due }).await
}

async fn dossier_number(
    transaction: &mut Transaction,
    profile: &Profile,
    on: Day,
) -> Result<String, StorageError> {
    let issuer = profile.code;
    let seq = heads::next(transaction, Series::Dossiers(issuer, on)).await?;
    let filling = Filling { issuer, on, seq: seq.unsigned_abs(), person: None };
    let number = profile.numbering.dossier.render(&filling);
    number.map_err(|error| lacking(profile, format_args!("a number: {error}")))
}
