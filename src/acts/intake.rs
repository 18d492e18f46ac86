//! Intake: receiving a dossier, and seeing that it is complete.

use super::terms::{Terms, lacking};
use super::{ActError, Done, Registry, Seen, at_desk, conclude};
use crate::dates::Day;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Act, Completeness, Decision, Dossier, Refusal, SupplementRequest, written};
use crate::domain::issuer::Profile;
use crate::domain::numbering::Filling;
use crate::domain::printable::unprintable;
use crate::domain::regime::Step;
use crate::domain::staff::Officer;
use crate::domain::typed;
use crate::storage::heads::{self, Series};
use crate::storage::{StorageError, Transaction};

/// Receives a filed dossier: it gets its number, and the time to check that it
/// is complete runs from today (TT26 article 15).
pub async fn receive(registry: &Registry, officer: &Officer, seen: Seen) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::Receive).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::Receive, at.day())?;
    let terms = Terms::held(&mut transaction, &dossier, at).await?;
    let due = terms.ends_on(Step::NotifyMissing, at.day())?;
    let number = dossier_number(&mut transaction, &terms.profile, at.day()).await?;
    dossier.stage = dossier.stage.receive(number.clone(), officer.account, at, due)?;
    dossier.application.received_on = at.day();
    let deed = Deed::Receive { number, due };
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// Tells the applicant what is missing, one item a line.
pub async fn request_supplement(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    items: &[String],
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::RequestSupplement).await?;
    let at = registry.clock.now();
    let terms = Terms::held(&mut transaction, &dossier, at).await?;
    let due = terms.ends_on(Step::Supplement, at.day())?;
    let items = items_of_letter(items)?;
    let deed = Deed::RequestSupplement { items: items.clone(), due };
    let (requested_by, counted_from) = (officer.account, at.day());
    let request = SupplementRequest { items, requested_by, requested_at: at, counted_from, due };
    dossier.stage = dossier.stage.request_supplement(request)?;
    let done = Done { at, by: officer.account, deed };
    conclude(transaction, registry, &mut dossier, done).await?;
    Ok(dossier)
}

/// The items as the letter numbers them: what a list was drawn with where it
/// was copied from is not repeated.
fn items_of_letter(items: &[String]) -> Result<Vec<String>, Refusal> {
    let bare =
        |item: &String| typed::line(item).trim_start_matches(['-', '–', '•', '+', '*', ' ']).to_owned();
    let items: Vec<String> = items.iter().map(bare).filter(|item| !item.is_empty()).collect();
    match typed::undrawn(&items.join("\n")) {
        Some(found) => Err(Refusal::Undrawn(found)),
        None => Ok(items),
    }
}

/// Gives the applicant the time to supplement once more, from today.
pub async fn wait(registry: &Registry, officer: &Officer, seen: Seen) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::Wait).await?;
    let at = registry.clock.now();
    let terms = Terms::held(&mut transaction, &dossier, at).await?;
    let due = terms.ends_on(Step::Supplement, at.day())?;
    dossier.stage = dossier.stage.wait(at, due)?;
    let deed = Deed::Wait { due };
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// Cancels a dossier whose supplement did not come in time.
pub async fn cancel(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::Cancel).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::Cancel, at.day())?;
    let reasons = written(reasons)?;
    let deed = Deed::Cancel { reasons: reasons.clone() };
    dossier.stage =
        dossier.stage.cancel(Decision { decided_by: officer.account, decided_at: at, reasons })?;
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// Confirms a dossier complete and valid: the time to decide runs from today.
pub async fn confirm_complete(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::ConfirmComplete).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::ConfirmComplete, at.day())?;
    // Afterwards the applicant can correct nothing any more.
    if let Some(found) = unprintable(&dossier.application) {
        return Err(Refusal::Unprintable(Box::new(found)).into());
    }
    let (confirmed_by, term) = (officer.account, Step::Decide);
    let decision_due = Terms::held(&mut transaction, &dossier, at).await?.ends_on(term, at.day())?;
    let completeness = Completeness { confirmed_by, confirmed_at: at, term, decision_due };
    dossier.stage = dossier.stage.confirm_complete(completeness)?;
    let done = Done { at, by: officer.account, deed: Deed::ConfirmComplete { due: decision_due } };
    conclude(transaction, registry, &mut dossier, done).await?;
    Ok(dossier)
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
