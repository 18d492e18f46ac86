//! The reports that holders make every November, and the one officer of their
//! issuer who confirms each or asks for another.

use super::filing::about::own;
use super::look::Look;
use super::repeated::DoneAlready;
use super::work::{Actor, Work};
use super::{ActError, Registry, quota, scope};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Holder, Life};
use crate::domain::deed::{Deed, ReportNote};
use crate::domain::ids::{AccountId, ReportId};
use crate::domain::regime::{Duties, ReportDuty};
use crate::domain::report::{
    Report, ReportBody, ReportEnding, ReportOutcome, ReportRefusal, ReportTyped, ReportedExpert, may_answer,
    sentence,
};
use crate::domain::staff::Officer;
use crate::domain::watch::{QmsSource, QmsTold};
use crate::storage::{
    ReadTransaction, StorageError, accounts, cards, certificates, dossiers, holders, qms, reports, watch,
};

/// A report as the officer who answers it has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportVersion {
    /// Which report.
    pub id: ReportId,
    /// Its version then.
    pub version: i64,
}

/// The reports about one's own certificate, and what the next one begins with.
#[derive(Clone, Debug)]
pub struct OwnReports {
    /// The certificate.
    pub certificate: Certificate,
    /// When and by which text it is made; none at an issuer without a regime.
    pub duties: Option<&'static Duties>,
    /// The year whose report can be made today; or why none can.
    pub year: Result<i32, ReportRefusal>,
    /// All that were made, the oldest first.
    pub made: Vec<Report>,
    /// What the next one begins with.
    pub known: ReportTyped,
    /// Those who have valid cards.
    pub experts: Vec<ReportedExpert>,
    /// The last QMS certificate that is known.
    pub qms: Option<QmsTold>,
}

impl OwnReports {
    /// The report that counts for a year.
    pub fn of_year(&self, year: i32) -> Option<&Report> {
        self.made.iter().rev().find(|report| report.year == year)
    }
}

/// Makes the report of the year, in place of the one that was made before.
pub async fn file(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    typed: &ReportTyped,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    certificates::hold(&mut work, number).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    let paper = &certificate.paper;
    work.at_issuer(paper.issuer);
    let (at, today) = (work.at(), work.today());
    quota::act(&mut work, at, applicant).await?;
    let duties = duties(&mut work, &certificate, today).await?;
    let year = year(&mut work, &certificate, (duties, today)).await??;
    let experts = experts(&mut work, &certificate, today).await?;
    let body = typed.read(experts, today).map_err(ReportRefusal::Faults)?;
    let made = reports::of_certificate(&mut work, &paper.number).await?.whole()?;
    let before = made.iter().rev().find(|report| report.year == year);
    if let Some(same) = before.filter(|before| before.body == body && before.is_open()) {
        let (at, by) = (same.filed_at, String::new());
        return Err(DoneAlready { at, by, by_same: true, number: None, certificate: None }.into());
    }
    let report = Report {
        id: ReportId::new(registry.entropy.uuid()),
        issuer: paper.issuer,
        certificate: paper.number.clone(),
        year,
        nth: before.map_or(1, |before| before.nth + 1),
        body,
        filed_by: applicant,
        filed_at: at,
        ending: None,
        version: 1,
    };
    reports::insert(&mut work, &report).await?;
    Ok(work.conclude(&paper.number, Deed::FileReport(note(&report, ""))).await?)
}

/// An officer confirms that a report was received: what it says of the QMS
/// certificate counts from now on.
pub async fn receive(registry: &Registry, officer: &Officer, seen: ReportVersion) -> Result<(), ActError> {
    let (mut work, report) = opened(registry, officer, (seen, ReportOutcome::Received)).await?;
    let at = work.at();
    let ending =
        ReportEnding { outcome: ReportOutcome::Received, by: officer.account, at, note: String::new() };
    reports::end(&mut work, (report.id, report.version), &ending).await?;
    if let Some(told) = told(&report) {
        qms::tell(&mut work, (&report.certificate, at), &told).await?;
    }
    work.saw(seen.version);
    Ok(work.conclude(&report.certificate, Deed::ReceiveReport(note(&report, ""))).await?)
}

/// An officer asks for another, and says what is to be put right.
pub async fn send_back(
    registry: &Registry,
    officer: &Officer,
    seen: ReportVersion,
    text: &str,
) -> Result<(), ActError> {
    let text = sentence(text)?;
    let (mut work, report) = opened(registry, officer, (seen, ReportOutcome::Returned)).await?;
    let ending = ReportEnding {
        outcome: ReportOutcome::Returned,
        by: officer.account,
        at: work.at(),
        note: text.clone(),
    };
    reports::end(&mut work, (report.id, report.version), &ending).await?;
    work.saw(seen.version);
    Ok(work.conclude(&report.certificate, Deed::ReturnReport(note(&report, &text))).await?)
}

/// The report as it was seen, for an officer who answers it: the one that counts
/// for its year.
async fn opened<'a>(
    registry: &'a Registry,
    officer: &'a Officer,
    (seen, wanted): (ReportVersion, ReportOutcome),
) -> Result<(Work<'a>, Report), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let found = scope::report(&mut work, officer.issuer, seen.id).await?;
    if !may_answer(officer) {
        return Err(ActError::NotAllowed);
    }
    certificates::hold(&mut work, &found.certificate).await?;
    let report = scope::report(&mut work, officer.issuer, seen.id).await?;
    if let Some(ending) = &report.ending {
        if ending.outcome != wanted {
            return Err(ReportRefusal::Ended.into());
        }
        let by = accounts::find(&mut work, ending.by).await?.map(|account| account.name).unwrap_or_default();
        let (at, by_same) = (ending.at, ending.by == officer.account);
        let certificate = Some(report.certificate);
        return Err(DoneAlready { at, by, by_same, number: None, certificate }.into());
    }
    let all = reports::of_certificate(&mut work, &report.certificate).await?.whole()?;
    if all.iter().any(|other| other.year == report.year && other.nth > report.nth) {
        return Err(ReportRefusal::Ended.into());
    }
    if report.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    Ok((work, report))
}

/// The reports about the applicant's own certificate.
pub async fn own_reports(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<OwnReports, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let certificate = own(&mut look, registry, applicant, number).await?;
    let duties = duties(&mut look, &certificate, today).await?;
    let year = year(&mut look, &certificate, (duties, today)).await?;
    let made = reports::of_certificate(&mut look, &certificate.paper.number).await?.rows;
    let experts = experts(&mut look, &certificate, today).await?;
    let qms = qms::of_certificate(&mut look, &certificate.paper.number).await?.rows.pop();
    let before = made.iter().rev().find(|report| year.as_ref().is_ok_and(|year| report.year == *year));
    let known = match before {
        Some(report) => ReportTyped::of(&report.body),
        None => known(&mut look, registry, &certificate).await?,
    };
    Ok(OwnReports { certificate, duties, year, made, known, experts, qms })
}

async fn duties(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    today: Day,
) -> Result<Option<&'static Duties>, StorageError> {
    let regime = watch::regime(reading, certificate.paper.issuer, today).await?;
    Ok(regime.map(|regime| regime.duties()))
}

/// The year whose report can be made about a certificate on a day, or why none
/// can.
async fn year(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    (duties, today): (Option<&Duties>, Day),
) -> Result<Result<i32, ReportRefusal>, StorageError> {
    let life = certificate.life(today);
    let lives = matches!(life, Life::Active | Life::SuspensionAhead | Life::Suspended | Life::Leaving);
    let Some(duty) = duties.map(|duties| duties.report.value).filter(|_| lives) else {
        return Ok(Err(ReportRefusal::Life(life)));
    };
    let paper = &certificate.paper;
    let held_from = certificates::first_day(reading, &paper.number).await?.unwrap_or(paper.issued_on);
    Ok(of_day(duty, held_from, today))
}

fn of_day(duty: ReportDuty, held_from: Day, today: Day) -> Result<i32, ReportRefusal> {
    let year = duty.year_on(today);
    if duty.is_asked(year, held_from) {
        Ok(year)
    } else {
        Err(ReportRefusal::Early(duty.opens_on(duty.first_asked(held_from))))
    }
}

/// Those who have valid cards under a certificate, by name.
async fn experts(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    today: Day,
) -> Result<Vec<ReportedExpert>, StorageError> {
    let cards = cards::of_certificate(reading, &certificate.paper.number).await?.rows;
    let lives = |life| matches!(life, Life::Active | Life::SuspensionAhead | Life::Suspended | Life::Leaving);
    let valid = cards.into_iter().filter(|card| lives(card.life(certificate, today)));
    Ok(valid.map(|card| ReportedExpert { card: card.paper.number, name: card.paper.holder_name }).collect())
}

/// What the register has of the holder.
async fn known(
    reading: &mut ReadTransaction,
    registry: &Registry,
    certificate: &Certificate,
) -> Result<ReportTyped, ActError> {
    let name = certificate.paper.holder_name.clone();
    if let Holder::Organisation(code) = &certificate.holder {
        let record = holders::organisation(reading, code).await?;
        return Ok(record.map_or_else(ReportTyped::default, |record| ReportTyped {
            name,
            address: record.address,
            phone: record.phone,
            email: record.email,
            ..ReportTyped::default()
        }));
    }
    let dossier = match certificate.dossier {
        Some(id) => dossiers::find(reading, &registry.seal, id).await?,
        None => None,
    };
    let expert = dossier.and_then(|dossier| dossier.application.experts.into_iter().next());
    let contact = expert.and_then(|expert| expert.contact).unwrap_or_default();
    let text = |text: Option<String>| text.unwrap_or_default();
    Ok(ReportTyped {
        name,
        address: text(contact.address),
        phone: text(contact.phone),
        email: text(contact.email),
        ..ReportTyped::default()
    })
}

/// What a report tells of the QMS certificate.
fn told(report: &Report) -> Option<QmsTold> {
    let ReportBody { qms: Some(qms), .. } = &report.body else { return None };
    Some(QmsTold {
        number: qms.number.clone(),
        edition: qms.edition.clone(),
        valid_from: qms.valid_from,
        valid_to: qms.valid_to,
        by: QmsSource::Report(report.id),
    })
}

fn note(report: &Report, note: &str) -> ReportNote {
    ReportNote { report: report.id, year: report.year, nth: report.nth, note: note.to_owned() }
}
