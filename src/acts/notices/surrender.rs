//! Giving a certificate up: stated by its holder, acknowledged by its office.

use super::{NoticeVersion, ended};
use crate::acts::filing::about::own;
use crate::acts::look::Look;
use crate::acts::repeated::DoneAlready;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry, quota, scope, waiting};
use crate::dates::Day;
use crate::domain::certificate::StandingAct;
use crate::domain::deed::{Deed, SurrenderNote};
use crate::domain::entry::Event;
use crate::domain::ids::{AccountId, NoticeId};
use crate::domain::issuer::IssuerCode;
use crate::domain::notice::{NoticeEnding, NoticeOutcome, NoticeRefusal, Surrender, may_acknowledge, reason};
use crate::domain::staff::Officer;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, StorageError, certificates, contacts, surrenders};

/// The holder gives notice that they give their certificate up from a day on.
pub async fn state_surrender(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    (on, text): (Day, &str),
) -> Result<(), ActError> {
    let reason = reason(text)?;
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    certificates::hold(&mut work, number).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    work.at_issuer(certificate.paper.issuer);
    let at = work.at();
    quota::act(&mut work, at, applicant).await?;
    let paper = &certificate.paper;
    let before = surrenders::of_certificate(&mut work, &paper.number).await?.rows;
    let is_withdrawn = |notice: &Surrender| {
        notice.ending.as_ref().is_some_and(|ending| ending.outcome == NoticeOutcome::Withdrawn)
    };
    if let Some(last) = before.last().filter(|last| !is_withdrawn(last)) {
        if last.on != on || last.reason != reason {
            return Err(NoticeRefusal::Pending.into());
        }
        let (at, by) = (last.stated_at, String::new());
        return Err(DoneAlready { at, by, by_same: true, number: None, certificate: None }.into());
    }
    let (from, until) = Surrender::days(&certificate, work.today())?;
    if on < from || on > until {
        return Err(NoticeRefusal::Day { from, until }.into());
    }
    let surrender = Surrender {
        id: NoticeId::new(registry.entropy.uuid()),
        issuer: paper.issuer,
        certificate: paper.id(),
        on,
        reason,
        stated_by: applicant,
        stated_at: work.at(),
        ending: None,
        version: 1,
    };
    surrenders::insert(&mut work, &surrender).await?;
    Ok(work.conclude(&paper.number, Deed::StateSurrender(note(&surrender))).await?)
}

/// The holder takes it back, while nobody has acknowledged it.
pub async fn withdraw_surrender(
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
    let of_it = |found: &Surrender| found.certificate.number == certificate.paper.number;
    let found = surrenders::find(&mut work, id).await?.filter(of_it).ok_or(ActError::NotFound)?;
    if let Some(ending) = &found.ending {
        let wanted = (NoticeOutcome::Withdrawn, applicant);
        return Err(ended(&mut work, (&found.certificate.number, ending), wanted).await);
    }
    let ending = NoticeEnding { outcome: NoticeOutcome::Withdrawn, by: applicant, at: work.at() };
    surrenders::end(&mut work, (id, found.version), &ending).await?;
    Ok(work.conclude(&found.certificate.number, Deed::WithdrawSurrender(note(&found))).await?)
}

/// An officer acknowledges it: the certificate and its cards end on its day, for
/// good.
pub async fn acknowledge_surrender(
    registry: &Registry,
    officer: &Officer,
    seen: NoticeVersion,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    let found = scope::surrender(&mut work, officer.issuer, seen.id).await?;
    if !may_acknowledge(officer) {
        return Err(ActError::NotAllowed);
    }
    let number = found.certificate.number;
    certificates::hold(&mut work, &number).await?;
    let surrender = scope::surrender(&mut work, officer.issuer, seen.id).await?;
    if let Some(ending) = &surrender.ending {
        let wanted = (NoticeOutcome::Acknowledged, officer.account);
        return Err(ended(&mut work, (&number, ending), wanted).await);
    }
    if surrender.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    let today = work.today();
    let mut certificate = scope::certificate(&mut work, officer.issuer, &number).await?;
    surrender.may_be_acknowledged(&certificate, today)?;
    if waiting::is_proposed(&mut work, &number, today).await? {
        return Err(NoticeRefusal::MeasureWaits.into());
    }
    certificate.give_up(surrender.on, today)?;
    let ending = NoticeEnding { outcome: NoticeOutcome::Acknowledged, by: officer.account, at: work.at() };
    surrenders::end(&mut work, (surrender.id, surrender.version), &ending).await?;
    certificates::save_standing(&mut work, &certificate).await?;
    if !certificate.verdict(today).is_valid() {
        contacts::remove(&mut work, &number).await?;
    }
    work.saw(certificate.paper.version);
    let event = Event::GivenUp { certificate: number.clone(), on: surrender.on };
    work.enter(certificate.paper.issuer, event).await?;
    Ok(work.conclude(number, Deed::GivenUp(note(&surrender))).await?)
}

/// Every notice by which the applicant's own certificate is given up, oldest
/// first.
pub async fn own_surrenders(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<Vec<Surrender>, ActError> {
    let mut look = Look::at(registry).await?;
    let certificate = own(&mut look, registry, applicant, number).await?;
    Ok(surrenders::of_certificate(&mut look, &certificate.paper.number).await?.rows)
}

/// Those that wait at an office, oldest first, while their certificates can
/// still be given up.
pub async fn surrenders_waiting(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
) -> Result<Vec<Surrender>, StorageError> {
    let mut waiting = Vec::new();
    for surrender in surrenders::waiting(reading, office).await?.rows {
        let certificate = certificates::find(reading, &surrender.certificate.number).await?;
        let life = certificate.map(|certificate| certificate.life(today));
        if life.is_some_and(|life| life.certificate_allows(StandingAct::GiveUp)) {
            waiting.push(surrender);
        }
    }
    Ok(waiting)
}

fn note(surrender: &Surrender) -> SurrenderNote {
    SurrenderNote { notice: surrender.id, on: surrender.on, reason: surrender.reason.clone() }
}
