//! Experts who left: told by their organisation, several at once, and recorded
//! by its office.

use super::{NoticeVersion, ended};
use crate::acts::filing::about::own;
use crate::acts::look::Look;
use crate::acts::repeated::DoneAlready;
use crate::acts::standing;
use crate::acts::terms::regime_if_any;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry, quota, scope};
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate, Holder, Life};
use crate::domain::deed::{Deed, DepartureNote};
use crate::domain::ids::{AccountId, NoticeId};
use crate::domain::issuer::IssuerCode;
use crate::domain::notice::{
    Departure, ExpertsLeft, NoticeEnding, NoticeOutcome, NoticeRefusal, may_acknowledge, reason,
};
use crate::domain::regime::{Step, StepTerm};
use crate::domain::staff::Officer;
use crate::storage::heads::Series;
use crate::storage::{
    ReadTransaction, StorageError, calendar, cards, certificates, departures, issuers, regimes,
};

/// An expert who left, as their organisation says.
#[derive(Clone, Debug)]
pub struct DepartureWish {
    /// The number of their card.
    pub card: String,
    /// The day of leaving.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// The notices about a certificate's cards with what they are about.
#[derive(Clone, Debug)]
pub struct OwnDepartures {
    /// The certificate.
    pub certificate: Certificate,
    /// The cards whose holders may have left.
    pub cards: Vec<Card>,
    /// What was told, oldest first.
    pub told: Vec<Departure>,
    /// The experts that are left.
    pub left: Option<ExpertsLeft>,
}

/// The organisation gives notice that experts left; answers how many remain.
pub async fn report_departures(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    wishes: Vec<DepartureWish>,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    certificates::hold(&mut work, number).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    let paper = &certificate.paper;
    work.at_issuer(paper.issuer);
    let at = work.at();
    quota::act(&mut work, at, applicant).await?;
    let cards = cards::of_certificate(&mut work, &paper.number).await?.rows;
    let before = departures::of_certificate(&mut work, &paper.number).await?.rows;
    let (mut notes, mut done_at) = (Vec::new(), None);
    for wish in wishes {
        let refused = |why| NoticeRefusal::OfCard { card: wish.card.clone(), why: Box::new(why) };
        let card = cards.iter().find(|card| card.paper.number == wish.card).ok_or(ActError::NotFound)?;
        let reason = reason(&wish.reason).map_err(refused)?;
        let told = before.iter().rev().find(|told| told.card == card.paper.id() && !is_withdrawn(told));
        if let Some(told) = told {
            if told.on != wish.on || told.reason != reason {
                return Err(refused(NoticeRefusal::Pending).into());
            }
            done_at = Some(told.stated_at);
            continue;
        }
        let (from, until) = Departure::days((card, &certificate), work.today()).map_err(refused)?;
        if wish.on < from || wish.on > until {
            return Err(refused(NoticeRefusal::Day { from, until }).into());
        }
        let departure = Departure {
            id: NoticeId::new(registry.entropy.uuid()),
            issuer: paper.issuer,
            certificate: paper.number.clone(),
            card: card.paper.id(),
            holder_name: card.paper.holder_name.clone(),
            on: wish.on,
            reason,
            due: told_by(&mut work, paper.issuer, wish.on).await?,
            stated_by: applicant,
            stated_at: work.at(),
            ending: None,
            version: 1,
        };
        departures::insert(&mut work, &departure).await?;
        notes.push(note(&departure));
    }
    match done_at {
        Some(at) if notes.is_empty() => {
            let by = String::new();
            Err(DoneAlready { at, by, by_same: true, number: None, certificate: None }.into())
        }
        _ if notes.is_empty() => Err(NoticeRefusal::NoneChosen.into()),
        _ => Ok(work.conclude(&paper.number, Deed::ReportDepartures { departures: notes }).await?),
    }
}

/// The organisation takes a notice back, while nobody has acknowledged it.
pub async fn withdraw_departure(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    id: NoticeId,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    certificates::hold(&mut work, number).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    work.at_issuer(certificate.paper.issuer);
    let at = work.at();
    quota::act(&mut work, at, applicant).await?;
    let of_it = |found: &Departure| found.certificate == certificate.paper.number;
    let found = departures::find(&mut work, id).await?.filter(of_it).ok_or(ActError::NotFound)?;
    if let Some(ending) = &found.ending {
        let wanted = (NoticeOutcome::Withdrawn, applicant);
        return Err(ended(&mut work, (&found.certificate, ending), wanted).await);
    }
    let ending = NoticeEnding { outcome: NoticeOutcome::Withdrawn, by: applicant, at: work.at() };
    departures::end(&mut work, (id, found.version), &ending).await?;
    Ok(work.conclude(&found.certificate, Deed::WithdrawDeparture(note(&found))).await?)
}

/// An officer acknowledges it: the card is returned with effect from the day of
/// leaving.
pub async fn acknowledge_departure(
    registry: &Registry,
    officer: &Officer,
    seen: NoticeVersion,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    let found = scope::departure(&mut work, officer.issuer, seen.id).await?;
    if !may_acknowledge(officer) {
        return Err(ActError::NotAllowed);
    }
    certificates::hold(&mut work, &found.certificate).await?;
    let departure = scope::departure(&mut work, officer.issuer, seen.id).await?;
    if let Some(ending) = &departure.ending {
        let wanted = (NoticeOutcome::Acknowledged, officer.account);
        return Err(ended(&mut work, (&found.certificate, ending), wanted).await);
    }
    if departure.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    let today = work.today();
    let certificate = scope::certificate(&mut work, officer.issuer, &departure.certificate).await?;
    let card = card_of(&mut work, &departure).await?.ok_or(ActError::NotFound)?;
    departure.may_be_acknowledged((&card, &certificate), today)?;
    standing::give_back(work, officer, (card, &certificate), departure.on).await
}

/// Ends the notice that waits on a card that is returned now; answers which.
pub(in crate::acts) async fn answered(
    work: &mut Work<'_>,
    officer: &Officer,
    card: &Card,
) -> Result<Option<NoticeId>, StorageError> {
    let told = departures::of_certificate(work, &card.certificate).await?.rows;
    let is_its = |told: &&Departure| told.is_open() && told.card.number == card.paper.number;
    let Some(waiting) = told.iter().find(is_its) else { return Ok(None) };
    let ending = NoticeEnding { outcome: NoticeOutcome::Acknowledged, by: officer.account, at: work.at() };
    departures::end(work, (waiting.id, waiting.version), &ending).await?;
    Ok(Some(waiting.id))
}

/// What the applicant told of the cards under their own certificate, and what
/// more they may tell.
pub async fn own_departures(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<OwnDepartures, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let certificate = own(&mut look, registry, applicant, number).await?;
    let told = departures::of_certificate(&mut look, &certificate.paper.number).await?.rows;
    let mut cards = cards::of_certificate(&mut look, &certificate.paper.number).await?.rows;
    let is_of_organisation = matches!(certificate.holder, Holder::Organisation(_));
    cards.retain(|card| {
        let waits = told.iter().any(|told| told.is_open() && told.card == card.paper.id());
        is_of_organisation && !waits && Departure::days((card, &certificate), today).is_ok()
    });
    let left = experts_left(&mut look, &certificate, today).await?;
    Ok(OwnDepartures { certificate, cards, told, left })
}

/// Those that wait at an office, oldest first, while their cards can still be
/// returned.
pub async fn departures_waiting(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
) -> Result<Vec<Departure>, StorageError> {
    let mut waiting = Vec::new();
    for departure in departures::waiting(reading, office).await?.rows {
        let certificate = certificates::find(reading, &departure.certificate).await?;
        let card = card_of(reading, &departure).await?;
        if certificate
            .zip(card)
            .is_some_and(|(certificate, card)| Departure::days((&card, &certificate), today).is_ok())
        {
            waiting.push(departure);
        }
    }
    Ok(waiting)
}

/// The last card of the number that a notice is about, under its certificate.
pub async fn card_of(
    reading: &mut ReadTransaction,
    departure: &Departure,
) -> Result<Option<Card>, StorageError> {
    let cards = cards::of_certificate(reading, &departure.certificate).await?.rows;
    Ok(cards.into_iter().find(|card| card.paper.number == departure.card.number))
}

/// The experts of an organisation whose cards have not ended; none where nobody
/// asks for any: of an independent consultant, and of a certificate that is at
/// an end.
pub async fn experts_left(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    today: Day,
) -> Result<Option<ExpertsLeft>, StorageError> {
    let counts =
        |life| matches!(life, Life::Active | Life::SuspensionAhead | Life::Suspended | Life::Leaving);
    if !matches!(certificate.holder, Holder::Organisation(_)) || !counts(certificate.life(today)) {
        return Ok(None);
    }
    let (profile, _) = issuers::profile(reading, certificate.paper.issuer).await?;
    let Some(regime) = regime_if_any(reading, &profile, today).await? else { return Ok(None) };
    let cards = cards::of_certificate(reading, &certificate.paper.number).await?.rows;
    let count = cards.iter().filter(|card| counts(card.life(certificate, today))).count();
    Ok(Some(ExpertsLeft { count, needed: regime.conditions.experts_needed.value }))
}

/// Within which term an office is told that an expert left, by its regime of a
/// day.
pub async fn departure_term(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
) -> Result<Option<StepTerm>, StorageError> {
    let (profile, _) = issuers::profile(reading, office).await?;
    let regime = regime_if_any(reading, &profile, today).await?;
    Ok(regime.and_then(|regime| regime.term(Step::ReturnCard).cloned()))
}

/// The last day to tell of who left on a day; nobody changes the calendar or
/// the regime before the act ends.
async fn told_by(work: &mut Work<'_>, office: IssuerCode, on: Day) -> Result<Option<Day>, StorageError> {
    let calendar = calendar::read_and_hold(work).await?;
    regimes::hold(work).await?;
    let today = work.today();
    let term = departure_term(work, office, today).await?;
    Ok(term.map(|term| term.ends_on(on, &calendar)))
}

fn is_withdrawn(told: &Departure) -> bool {
    told.ending.as_ref().is_some_and(|ending| ending.outcome == NoticeOutcome::Withdrawn)
}

fn note(departure: &Departure) -> DepartureNote {
    DepartureNote {
        notice: departure.id,
        card: departure.card.number.clone(),
        on: departure.on,
        reason: departure.reason.clone(),
        due: departure.due,
    }
}
