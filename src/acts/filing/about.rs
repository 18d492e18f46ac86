//! What the holder of a certificate asks for under it: additional cards, or its
//! papers once more (Circular 26/2014/TT-BKHCN, articles 20 and 21). What the
//! register knows is written in the draft, so that nothing is typed again.

use super::super::look::Look;
use super::super::scope::of_applicant;
use super::super::work::{Actor, Work};
use super::super::{ActError, Registry};
use super::{begin_with, blank};
use crate::dates::Day;
use crate::domain::application::{
    Application, Expert, Organisation, PriorCard, PriorCertificate, Procedure, ReissueRequest,
};
use crate::domain::certificate::{Card, Certificate, Holder, Life};
use crate::domain::dossier::{Dossier, Refusal, StageName};
use crate::domain::ids::AccountId;
use crate::storage::{
    ReadTransaction, Readable, StorageError, cards, certificates, dossiers, evidence, holders,
};

/// A certificate of one's own, and where it is in its life today.
#[derive(Clone, Debug)]
pub struct OwnCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// Where it is in its life.
    pub life: Life,
    /// What its holder may ask for while it is active.
    pub procedures: Vec<Procedure>,
}

/// Every certificate issued on the applicant's dossiers, the last issued first.
pub async fn own_certificates(
    registry: &Registry,
    applicant: AccountId,
) -> Result<Readable<OwnCertificate>, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let Readable { rows, unreadable } = certificates::of_applicant(&mut look, applicant).await?;
    let rows = rows.into_iter().map(|certificate| OwnCertificate::on(certificate, today)).collect();
    Ok(Readable { rows, unreadable })
}

/// One of them.
pub async fn own_certificate(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<OwnCertificate, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    Ok(OwnCertificate::on(own(&mut look, registry, applicant, number).await?, today))
}

impl OwnCertificate {
    fn on(certificate: Certificate, today: Day) -> Self {
        let procedures = match certificate.holder {
            Holder::Organisation(_) => vec![Procedure::ReissueOrganisation, Procedure::AdditionalCards],
            Holder::Independent(_) => vec![Procedure::ReissueIndependent],
        };
        Self { life: certificate.life(today), procedures, certificate }
    }
}

/// Begins a draft about a certificate of one's own, with what the register
/// knows; answers the one that was begun and not filed yet, if there is one.
///
/// # Errors
///
/// [`Refusal::NotInForce`] unless the certificate is active.
pub async fn begin_about(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    procedure: Procedure,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    let today = work.today();
    let own = OwnCertificate::on(certificate, today);
    if !own.procedures.contains(&procedure) {
        return Err(ActError::NotFound);
    }
    let certificate = own.certificate;
    active(&certificate.paper.number, own.life)?;
    if let Some(draft) = draft(&mut work, registry, applicant, (&certificate, procedure)).await? {
        return Ok(draft);
    }
    let application = Box::pin(known(&mut work, registry, &certificate, procedure)).await?;
    begin_with(work, applicant, application).await
}

/// Refuses to file what is about papers that are not active today, or that
/// another open dossier asks for.
pub(super) async fn may_be_asked(work: &mut Work<'_>, dossier: &Dossier) -> Result<(), ActError> {
    let Some(prior) = &dossier.application.certificate else { return Ok(()) };
    certificates::hold(work, &prior.number).await?;
    let (registry, today) = (work.registry(), work.today());
    let found = certificates::find(work, &prior.number).await?;
    let certificate = found.ok_or(ActError::NotFound)?;
    active(&prior.number, certificate.life(today))?;
    let asked = dossier.application.papers_asked_again();
    for card in cards::of_certificate(work, &prior.number).await? {
        if asked.contains(&card.paper.number.as_str()) {
            active(&card.paper.number, card.life(&certificate, today))?;
        }
    }
    for other in dossiers::about_certificate(work, &prior.number).await? {
        let stage = other.stage_name(today);
        if other.id == dossier.id || stage == StageName::Draft || stage.is_final() {
            continue;
        }
        let Some(other) = dossiers::find(work, &registry.seal, other.id).await? else { continue };
        let both = other.application.papers_asked_again().into_iter().find(|paper| asked.contains(paper));
        if let Some(paper) = both {
            return Err(Refusal::PaperAskedAlready(paper.to_owned()).into());
        }
    }
    Ok(())
}

fn active(number: &str, life: Life) -> Result<(), Refusal> {
    match life {
        Life::Active => Ok(()),
        life => Err(Refusal::NotInForce { number: number.to_owned(), life }),
    }
}

/// The certificate of this number, for whoever filed the dossier it was issued
/// on.
async fn own(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<Certificate, ActError> {
    let certificate = certificates::find(reading, number).await?.ok_or(ActError::NotFound)?;
    of_applicant(reading, registry, applicant, certificate.dossier).await?;
    Ok(certificate)
}

/// The applicant's draft of this procedure about the certificate.
async fn draft(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    (certificate, procedure): (&Certificate, Procedure),
) -> Result<Option<Dossier>, StorageError> {
    for begun in dossiers::about_certificate(reading, &certificate.paper.number).await? {
        if begun.procedure == procedure && begun.stage.stored_name() == StageName::Draft {
            let found = dossiers::find(reading, &registry.seal, begun.id).await?;
            let found = found.filter(|draft| draft.applicant == applicant);
            // One begun before a re-issue is about a paper that is no more.
            let is_same = |draft: &Dossier| {
                let prior = draft.application.certificate.as_ref();
                prior.is_some_and(|prior| prior.version == certificate.paper.paper_version)
            };
            if let Some(draft) = found.filter(is_same) {
                return Ok(Some(draft));
            }
        }
    }
    Ok(None)
}

/// What the register knows of the certificate and, for a re-issue, of the
/// holders of its cards.
async fn known(
    work: &mut Work<'_>,
    registry: &Registry,
    certificate: &Certificate,
    procedure: Procedure,
) -> Result<Application, ActError> {
    let (paper, today) = (&certificate.paper, work.today());
    let organisation = organisation(work, certificate).await?;
    let contact = organisation.as_ref();
    let prior = PriorCertificate {
        number: paper.number.clone(),
        version: paper.paper_version,
        holder: paper.holder_name.clone(),
        address: contact.and_then(|own| own.address.clone()),
        phone: contact.and_then(|own| own.phone.clone()),
        email: contact.and_then(|own| own.email.clone()),
        issued_on: Some(paper.issued_on),
        expires_on: Some(paper.expires_on),
    };
    let mut experts = Vec::new();
    if procedure.is_reissue() {
        for card in cards::of_certificate(work, &paper.number).await?.whole()? {
            if card.life(certificate, today) == Life::Active {
                experts.push(holder_of(work, registry, card).await?);
            }
        }
        if experts.is_empty() && organisation.is_none() {
            let name = Some(paper.holder_name.clone());
            experts.push(Expert { name, ..Expert::default() });
        }
    }
    Ok(Application {
        organisation,
        experts,
        certificate: Some(prior),
        reissue: procedure.is_reissue().then(ReissueRequest::default),
        ..blank(paper.issuer, procedure, today)
    })
}

/// The organisation that holds the certificate, as it stands on it and in the
/// register.
async fn organisation(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
) -> Result<Option<Organisation>, StorageError> {
    let Holder::Organisation(code) = &certificate.holder else { return Ok(None) };
    let record = holders::organisation(reading, code).await?;
    let text = |text: fn(&holders::OrganisationRecord) -> &String| {
        record.as_ref().map(text).filter(|text| !text.is_empty()).cloned()
    };
    Ok(Some(Organisation {
        name: Some(certificate.paper.holder_name.clone()),
        enterprise_code: Some(code.clone()),
        address: text(|record| &record.address),
        phone: text(|record| &record.phone),
        email: text(|record| &record.email),
        ..Organisation::default()
    }))
}

/// The holder of a card, who is known already.
async fn holder_of(
    reading: &mut ReadTransaction,
    registry: &Registry,
    card: Card,
) -> Result<Expert, StorageError> {
    let person = holders::person(reading, card.person).await?;
    let personal_number = holders::personal_number(reading, &registry.seal, card.person).await?;
    let portrait = match card.photo {
        Some(photo) => evidence::find(reading, photo).await?.is_some(),
        None => false,
    };
    Ok(Expert {
        name: Some(card.paper.holder_name.clone()),
        born_on: person.map(|person| person.born_on),
        personal_number,
        prior_card: Some(PriorCard {
            number: card.paper.number,
            version: card.paper.paper_version,
            holder: card.paper.holder_name,
            portrait,
        }),
        ..Expert::default()
    })
}
