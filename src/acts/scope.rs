//! Whose something is: the only file that compares issuers. What is not an
//! office's own is answered as if it were not there, so that nobody learns from
//! an answer what other offices have.

use super::{ActError, Registry, Sight, repeated};
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate};
use crate::domain::correction::Correction;
use crate::domain::dossier::{Act, Dossier, Hand, Refusal, Stage};
use crate::domain::entry::Entry;
use crate::domain::evidence::SharedFile;
use crate::domain::ids::{AccountId, CheckId, DossierId, NoticeId, ProposalId, ReportId};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::measure::MeasureProposal;
use crate::domain::notice::{Departure, Surrender};
use crate::domain::report::Report;
use crate::domain::staff::{Officer, Proposal, Role};
use crate::domain::supervision::Check;
use crate::domain::transfer::may_follow;
use crate::storage::accounts::{self, Post};
use crate::storage::{
    ReadTransaction, StorageError, cards, certificates, corrections, departures, dossiers, measures, reports,
    supervision, surrenders,
};
use repeated::Wish;

/// Something that an office has.
pub trait OfOffice {
    /// Which office.
    fn office(&self) -> IssuerCode;
}

/// What was found, if this office has it.
pub fn own<T: OfOffice>(found: Option<T>, office: IssuerCode) -> Result<T, ActError> {
    found.filter(|found| is_own(found, office)).ok_or(ActError::NotFound)
}

/// Whether this office has it.
pub fn is_own(thing: &impl OfOffice, office: IssuerCode) -> bool {
    thing.office() == office
}

/// What someone is at this office, of all their posts.
pub fn post_at(posts: Vec<Post>, office: IssuerCode) -> Option<Post> {
    posts.into_iter().find(|post| is_own(post, office))
}

/// Whether the officer reads what every office does: the Ministry supervises
/// them all, and acts for none of them.
pub fn supervises(officer: &Officer) -> bool {
    officer.issuer == IssuerCode::MINISTRY
}

/// The office that the officer asks to read of, where that is another than their
/// own: one that they supervise.
pub fn another_office(officer: &Officer, asked: Option<IssuerCode>) -> Result<Option<IssuerCode>, ActError> {
    match asked.filter(|office| *office != officer.issuer) {
        Some(_) if !supervises(officer) => Err(ActError::NotFound),
        other => Ok(other),
    }
}

/// A dossier of another office, for who supervises it; a draft is the applicant's
/// alone.
pub async fn supervised_dossier(
    reading: &mut ReadTransaction,
    registry: &Registry,
    officer: &Officer,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let found = supervised(dossiers::find(reading, &registry.seal, id).await?, officer)?;
    if found.stage == Stage::Draft { Err(ActError::NotFound) } else { Ok(found) }
}

/// A certificate of another office, for who supervises it.
pub async fn supervised_certificate(
    reading: &mut ReadTransaction,
    officer: &Officer,
    number: &str,
) -> Result<Certificate, ActError> {
    supervised(certificates::find(reading, number).await?, officer)
}

/// A check of this id, for who ordered it and for the office that answers it.
pub async fn check(reading: &mut ReadTransaction, officer: &Officer, id: CheckId) -> Result<Check, ActError> {
    let found = supervision::find(reading, id).await?.ok_or(ActError::NotFound)?;
    if supervises(officer) || found.matter.issuer == officer.issuer {
        Ok(found)
    } else {
        Err(ActError::NotFound)
    }
}

/// The same, for the office that answers it.
pub async fn asked_check(
    reading: &mut ReadTransaction,
    officer: &Officer,
    id: CheckId,
) -> Result<Check, ActError> {
    let found = supervision::find(reading, id).await?;
    found.filter(|found| found.matter.issuer == officer.issuer).ok_or(ActError::NotFound)
}

/// What was found, if another office has it that the officer supervises.
fn supervised<T: OfOffice>(found: Option<T>, officer: &Officer) -> Result<T, ActError> {
    let found = found.filter(|found| supervises(officer) && !is_own(found, officer.issuer));
    found.ok_or(ActError::NotFound)
}

/// Whether the officer acts for the whole country: an administrator of the
/// Ministry.
pub fn keeps_the_country(officer: &Officer) -> bool {
    officer.is(Role::Administrator) && officer.issuer == IssuerCode::MINISTRY
}

/// Whether a job of this office, or of none, is the administrator's to look
/// after.
pub fn looks_after(officer: &Officer, office: Option<IssuerCode>) -> bool {
    office.map_or_else(|| keeps_the_country(officer), |office| office == officer.issuer)
}

/// The dossier of this id as an office sees it: filed there, and not a draft
/// any more.
pub async fn filed_dossier(
    reading: &mut ReadTransaction,
    registry: &Registry,
    office: IssuerCode,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let found = own(dossiers::find(reading, &registry.seal, id).await?, office)?;
    if found.stage == Stage::Draft { Err(ActError::NotFound) } else { Ok(found) }
}

/// The certificate of this number, if this office issued it.
pub async fn certificate(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    number: &str,
) -> Result<Certificate, ActError> {
    own(certificates::find(reading, number).await?, office)
}

/// The certificate of this number, if this office issues what takes its place,
/// asked for on this day.
pub async fn followed_certificate(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    (number, filed_on): (&str, Day),
) -> Result<Certificate, ActError> {
    let found = certificates::find(reading, number).await?.ok_or(ActError::NotFound)?;
    follows(office, (&found, filed_on))?;
    Ok(found)
}

/// Refuses unless this office issues what takes the place of a certificate,
/// asked for on this day: its own or, since the transfer, a province the
/// Ministry's.
pub fn follows(office: IssuerCode, (certificate, filed_on): (&Certificate, Day)) -> Result<(), ActError> {
    if may_follow(office, certificate.paper.issuer, filed_on) {
        return Ok(());
    }
    // Whose it was learns where to go; nobody else what other offices have.
    let is_known = is_own(certificate, office);
    Err(if is_known {
        Refusal::ToProvince(certificate.paper.number.clone()).into()
    } else {
        ActError::NotFound
    })
}

/// The proposed measure of this id, if it is this office's.
pub async fn measure(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    id: ProposalId,
) -> Result<MeasureProposal, ActError> {
    own(measures::find(reading, id).await?, office)
}

/// The notice of this id that a certificate is given up, if this office issued
/// the certificate.
pub async fn surrender(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    id: NoticeId,
) -> Result<Surrender, ActError> {
    own(surrenders::find(reading, id).await?, office)
}

/// The notice of this id that an expert left, if this office issued the card.
pub async fn departure(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    id: NoticeId,
) -> Result<Departure, ActError> {
    own(departures::find(reading, id).await?, office)
}

/// The report of this id, if this office issued the certificate.
pub async fn report(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    id: ReportId,
) -> Result<Report, ActError> {
    own(reports::find(reading, id).await?, office)
}

/// The proposed correction of this id, if it is this office's.
pub async fn correction(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    id: ProposalId,
) -> Result<Correction, ActError> {
    own(corrections::find(reading, id).await?, office)
}

/// The card of this number, if this office issued it.
pub async fn card(reading: &mut ReadTransaction, office: IssuerCode, number: &str) -> Result<Card, ActError> {
    own(cards::find(reading, number).await?, office)
}

/// The dossier for an officer's act: at the officer's issuer, unchanged since
/// it was seen, the act one of the officer's roles.
pub(super) async fn at_desk(
    reading: &mut ReadTransaction,
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    act: Act,
) -> Result<Dossier, ActError> {
    let dossier = own(dossiers::find(reading, &registry.seal, seen.dossier).await?, officer.issuer)?;
    match act.hand() {
        Hand::Officer(role) if officer.is(role) => {}
        _ => return Err(ActError::NotAllowed),
    }
    if dossier.version != seen.version {
        let (subject, by) = (dossier.id.to_string(), officer.account);
        let wish = Wish { subject: &subject, kind: act.deed(), seen: Some(seen.version), by };
        return Err(repeated::refusal(reading, wish, StorageError::Conflict).await);
    }
    of_somebody_else(reading, officer, &dossier).await?;
    Ok(dossier)
}

/// Refuses an officer's act on what is their own, as far as a register can know:
/// the dossier gives their address. That nothing else ties them to it is what
/// an appraiser declares by taking it up.
async fn of_somebody_else(
    reading: &mut ReadTransaction,
    officer: &Officer,
    dossier: &Dossier,
) -> Result<(), ActError> {
    let Some(contact) = dossier.application.email() else { return Ok(()) };
    let account = accounts::find(reading, officer.account).await?;
    let own = account.is_some_and(|account| account.email == contact.trim().to_lowercase());
    if own { Err(Refusal::OwnDossier.into()) } else { Ok(()) }
}

/// The applicant's own dossier.
pub(super) async fn of_applicant(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let dossier = dossiers::find(reading, &registry.seal, id).await?;
    dossier.filter(|dossier| dossier.applicant == applicant).ok_or(ActError::NotFound)
}

/// Refuses whoever is not the holder of a certificate: who filed the dossier it
/// was issued on or, where there is none, whom it is entrusted to.
pub(super) async fn of_holder(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    certificate: &Certificate,
) -> Result<(), ActError> {
    match certificate.dossier {
        Some(dossier) => of_applicant(reading, registry, applicant, dossier).await.map(drop),
        None if certificate.entrusted_to == Some(applicant) => Ok(()),
        None => Err(ActError::NotFound),
    }
}

macro_rules! of_office {
    ($($name:ty: $($field:ident).+;)+) => {
        $(
            impl OfOffice for $name {
                fn office(&self) -> IssuerCode {
                    self.$($field).+
                }
            }
        )+
    };
}

of_office! {
    Dossier: issuer;
    Certificate: paper.issuer;
    Card: paper.issuer;
    MeasureProposal: issuer;
    Surrender: issuer;
    Departure: issuer;
    Report: issuer;
    Correction: issuer;
    Proposal: issuer;
    Post: issuer;
    Profile: code;
    Officer: issuer;
    Entry: issuer;
    SharedFile: issuer;
}

of_office! {
    crate::storage::batches::Batch: issuer;
    crate::storage::overview::WorkCount: issuer;
}
