//! The return of a card, which takes effect in every verdict at once. What is
//! done to certificates takes two: see [`measures`](super::measures).

use super::repeated::{self, Wish};
use super::work::Work;
use super::{ActError, Registry, notices, scope};
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::entry::Event;
use crate::domain::staff::{Officer, Role};
use crate::storage::heads::Series;
use crate::storage::{StorageError, cards, certificates};

/// A certificate as the officer has seen it.
#[derive(Clone, Debug)]
pub struct SeenPaper<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its version then; the act is a conflict when it has changed since.
    pub version: i64,
}

/// Records that a card was returned because the expert left on this day
/// (TT26 article 22): the organisation tells, intake or a leader records.
pub async fn return_card(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    on: Day,
) -> Result<(), ActError> {
    if !officer.is(Role::Intake) && !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    let card = scope::card(&mut work, officer.issuer, seen.number).await?;
    if card.paper.version != seen.version {
        return Err(changed(&mut work, &card.paper.number, DeedKind::CardReturned, &seen, officer).await);
    }
    let certificate = certificates::find(&mut work, &card.certificate).await?.ok_or(ActError::NotFound)?;
    give_back(work, officer, (card, &certificate), on).await
}

/// The card is returned with effect from a day; a notice of it that waits is
/// answered.
pub(super) async fn give_back(
    mut work: Work<'_>,
    officer: &Officer,
    (mut card, certificate): (Card, &Certificate),
    on: Day,
) -> Result<(), ActError> {
    card.give_back(certificate, on, work.today())?;
    let notice = notices::answered(&mut work, officer, &card).await?;
    cards::save_standing(&mut work, &card).await?;
    let (number, certificate) = (card.paper.number, card.certificate);
    work.saw(card.paper.version);
    let event = Event::CardReturned { card: number.clone(), certificate: certificate.clone(), on };
    work.enter(officer.issuer, event).await?;
    Ok(work.conclude(number, Deed::CardReturned { on, certificate: Some(certificate), notice }).await?)
}

/// Why an act is not done to a paper that is not as it was seen: it was done
/// already, or somebody came between.
async fn changed(
    work: &mut Work<'_>,
    number: &str,
    kind: DeedKind,
    seen: &SeenPaper<'_>,
    officer: &Officer,
) -> ActError {
    let wish = Wish { subject: number, kind, seen: Some(seen.version), by: officer.account };
    repeated::refusal(work, wish, StorageError::Conflict).await
}
