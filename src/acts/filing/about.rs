//! What the holder of a certificate asks for under it: additional cards, its
//! papers once more, or new ones when its time is over (Circular
//! 26/2014/TT-BKHCN, articles 17 to 21). What the register knows is written in
//! the draft, so that nothing is typed again.

use super::super::look::Look;
use super::super::scope::{follows, is_own, of_holder};
use super::super::work::{Actor, Work};
use super::super::{ActError, Registry, holding};
use super::renewal::{self, Beginning};
use super::seat::{Follower, follower};
use super::{begin_with, blank};
use crate::dates::Day;
use crate::domain::application::{
    Application, Expert, Organisation, PriorCard, PriorCertificate, Procedure, ReissueRequest,
};
use crate::domain::certificate::{Card, Certificate, Holder, Life};
use crate::domain::dossier::{Dossier, Refusal, StageName};
use crate::domain::ids::AccountId;
use crate::domain::issuer::IssuerCode;
use crate::storage::dossiers::DossierSummary;
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
    /// What its holder may ask for today: under it, or in its place.
    pub procedures: Vec<Procedure>,
    /// The last day on which its renewal can be asked for; none where the issuer
    /// issues no more.
    pub last_day_to_renew: Option<Day>,
    /// Who issues what takes its place.
    pub follower: Follower,
    /// What was filed about it and is not decided yet, the first begun first.
    pub open: Vec<DossierSummary>,
}

/// Every certificate issued on the applicant's dossiers or entrusted to them, the
/// last issued first.
pub async fn own_certificates(
    registry: &Registry,
    applicant: AccountId,
) -> Result<Readable<OwnCertificate>, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let Readable { rows, unreadable } = certificates::of_applicant(&mut look, applicant).await?;
    let mut own = Vec::new();
    for certificate in rows {
        own.push(OwnCertificate::on(&mut look, registry, certificate, today).await?);
    }
    Ok(Readable { rows: own, unreadable })
}

/// One of them.
pub async fn own_certificate(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<OwnCertificate, ActError> {
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let certificate = own(&mut look, registry, applicant, number).await?;
    OwnCertificate::on(&mut look, registry, certificate, today).await
}

impl OwnCertificate {
    async fn on(
        reading: &mut ReadTransaction,
        registry: &Registry,
        certificate: Certificate,
        today: Day,
    ) -> Result<Self, ActError> {
        let life = certificate.life(today);
        let follower = follower(reading, registry, (&certificate, today)).await?;
        let paper = &certificate.paper;
        let office = follower.proposed().unwrap_or(paper.issuer);
        let last_day_to_renew = renewal::last_day(reading, (office, paper.expires_on), today).await?;
        let renewal = match certificate.holder {
            Holder::Organisation(_) => Procedure::RenewalOrganisation,
            Holder::Independent(_) => Procedure::RenewalIndependent,
        };
        let is_in_time = life == Life::Active && last_day_to_renew.is_some_and(|last| today <= last);
        let may_follow = matches!(life, Life::Active | Life::Expired) && last_day_to_renew.is_some();
        let mut procedures = match (life, &certificate.holder) {
            (Life::Active, Holder::Organisation(_)) => {
                vec![Procedure::ReissueOrganisation, Procedure::AdditionalCards]
            }
            (Life::Active, Holder::Independent(_)) => vec![Procedure::ReissueIndependent],
            _ => Vec::new(),
        };
        let mut open = dossiers::about_certificate(reading, &paper.number).await?.rows;
        open.retain(|about| is_open(about, today));
        // One certificate is followed by one: another draft could not be filed.
        if may_follow && !open.iter().any(|about| takes_its_place(about.procedure)) {
            procedures.push(if is_in_time { renewal } else { renewal.anew() });
        }
        Ok(Self { certificate, life, procedures, last_day_to_renew, follower, open })
    }

    /// The office that deals with what is asked for: who issued the certificate,
    /// or what takes its place.
    fn office(&self, procedure: Procedure, wanted: Option<IssuerCode>) -> Result<IssuerCode, Refusal> {
        let paper = &self.certificate.paper;
        match &self.follower {
            Follower::Province { offices, .. } if takes_its_place(procedure) => wanted
                .filter(|wanted| offices.contains(wanted))
                .ok_or_else(|| Refusal::ToProvince(paper.number.clone())),
            _ => Ok(paper.issuer),
        }
    }
}

/// Begins a draft about a certificate of one's own, with what the register
/// knows; answers the one that was begun and not filed yet, if there is one.
///
/// # Errors
///
/// [`Refusal::NotInForce`] unless the certificate is active,
/// [`Refusal::TooLateToRenew`] where a renewal is asked for too late,
/// [`Refusal::ToProvince`] where a province has to be chosen for it.
pub async fn begin_about(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
    (procedure, office): (Procedure, Option<IssuerCode>),
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    evidence::hold_files(&mut work).await?;
    let certificate = own(&mut work, registry, applicant, number).await?;
    let today = work.today();
    let own = OwnCertificate::on(&mut work, registry, certificate, today).await?;
    own.may_ask(procedure)?;
    let office = own.office(procedure, office)?;
    let certificate = own.certificate;
    let asked = (&certificate, procedure, office);
    if let Some(draft) = draft(&mut work, registry, applicant, asked).await? {
        return Ok(draft);
    }
    let beginning = if procedure.is_about_certificate() && !procedure.is_renewal() {
        let application = Box::pin(known(&mut work, registry, (&certificate, procedure), today)).await?;
        Beginning { application, papers: Vec::new() }
    } else {
        Box::pin(renewal::known(&mut work, registry, &certificate, (procedure, office))).await?
    };
    begin_with(work, applicant, beginning).await
}

impl OwnCertificate {
    /// Refuses what cannot be asked for today.
    fn may_ask(&self, procedure: Procedure) -> Result<(), ActError> {
        let is_of_organisation = matches!(self.certificate.holder, Holder::Organisation(_));
        if self.procedures.contains(&procedure) {
            return Ok(());
        }
        if takes_its_place(procedure) && self.open.iter().any(|open| takes_its_place(open.procedure)) {
            return Err(Refusal::PaperAskedAlready(self.certificate.paper.number.clone()).into());
        }
        if procedure.is_of_organisation() != is_of_organisation || !procedure.is_about_certificate() {
            return Err(ActError::NotFound);
        }
        let number = &self.certificate.paper.number;
        active(number, self.life)?;
        match self.last_day_to_renew {
            Some(last) if procedure.is_renewal() => {
                Err(Refusal::TooLateToRenew { number: number.clone(), last }.into())
            }
            _ => Err(ActError::NotFound),
        }
    }
}

/// Refuses to file what is about papers that are not active today, or that
/// another open dossier asks for; what takes the place of a certificate and is
/// another office's to issue; and a first registration of whoever holds one.
pub(super) async fn may_be_asked(work: &mut Work<'_>, dossier: &Dossier) -> Result<(), ActError> {
    let procedure = dossier.application.procedure;
    let (registry, today) = (work.registry(), work.today());
    if dossier.stage.stored_name() == StageName::Draft {
        holding::require_none(work, registry, (dossier, today)).await?;
    }
    let Some(prior) = dossier.application.certificate.as_ref() else { return Ok(()) };
    certificates::hold(work, &prior.number).await?;
    let found = certificates::find(work, &prior.number).await?;
    let certificate = found.ok_or(ActError::NotFound)?;
    if takes_its_place(procedure) {
        let filed_on = dossier.stage.filed_on().unwrap_or(today);
        follows(dossier.issuer, (&certificate, filed_on))?;
        for other in dossiers::about_certificate(work, &prior.number).await? {
            if other.id != dossier.id && takes_its_place(other.procedure) && is_open(&other, today) {
                return Err(Refusal::PaperAskedAlready(prior.number.clone()).into());
            }
        }
    }
    if procedure.is_renewal() {
        return renewal::may_be_renewed(work, dossier, &certificate).await;
    }
    if !procedure.is_about_certificate() {
        return Ok(());
    }
    active(&prior.number, certificate.life(today))?;
    let asked = dossier.application.papers_asked_again();
    for card in cards::of_certificate(work, &prior.number).await? {
        if asked.contains(&card.paper.number.as_str()) {
            active(&card.paper.number, card.life(&certificate, today))?;
        }
    }
    for other in dossiers::about_certificate(work, &prior.number).await? {
        if other.id == dossier.id || !is_open(&other, today) {
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

/// Whether what is asked for takes the place of a certificate: its renewal, or
/// the new registration of whoever was late.
pub(super) fn takes_its_place(procedure: Procedure) -> bool {
    procedure.is_renewal() || !procedure.is_about_certificate()
}

/// Whether a dossier was filed and is not decided.
fn is_open(dossier: &DossierSummary, today: Day) -> bool {
    let stage = dossier.stage_name(today);
    stage != StageName::Draft && !stage.is_final()
}

fn active(number: &str, life: Life) -> Result<(), Refusal> {
    match life {
        Life::Active => Ok(()),
        life => Err(Refusal::NotInForce { number: number.to_owned(), life }),
    }
}

/// The certificate of this number, for its holder.
pub(in crate::acts) async fn own(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<Certificate, ActError> {
    let certificate = certificates::find(reading, number).await?.ok_or(ActError::NotFound)?;
    of_holder(reading, registry, applicant, &certificate).await?;
    Ok(certificate)
}

/// The applicant's draft of this procedure about the certificate at an office.
async fn draft(
    reading: &mut ReadTransaction,
    registry: &Registry,
    applicant: AccountId,
    (certificate, procedure, office): (&Certificate, Procedure, IssuerCode),
) -> Result<Option<Dossier>, StorageError> {
    for begun in dossiers::about_certificate(reading, &certificate.paper.number).await? {
        if begun.procedure == procedure && begun.stage.stored_name() == StageName::Draft {
            let found = dossiers::find(reading, &registry.seal, begun.id).await?;
            let found = found.filter(|draft| draft.applicant == applicant && is_own(draft, office));
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
pub(in crate::acts) async fn known(
    reading: &mut ReadTransaction,
    registry: &Registry,
    (certificate, procedure): (&Certificate, Procedure),
    today: Day,
) -> Result<Application, ActError> {
    let paper = &certificate.paper;
    let organisation = organisation(reading, certificate).await?;
    let prior = prior(certificate, organisation.as_ref());
    let mut experts = Vec::new();
    if procedure.is_reissue() {
        for card in cards::of_certificate(reading, &paper.number).await?.whole()? {
            if card.life(certificate, today) == Life::Active {
                experts.push(holder_of(reading, registry, card).await?);
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

/// The certificate as the register has it.
pub(super) fn prior(certificate: &Certificate, organisation: Option<&Organisation>) -> PriorCertificate {
    let paper = &certificate.paper;
    PriorCertificate {
        number: paper.number.clone(),
        version: paper.paper_version,
        holder: paper.holder_name.clone(),
        address: organisation.and_then(|own| own.address.clone()),
        phone: organisation.and_then(|own| own.phone.clone()),
        email: organisation.and_then(|own| own.email.clone()),
        issued_on: Some(paper.issued_on),
        expires_on: Some(paper.expires_on),
        shows: None,
    }
}

/// The organisation that holds the certificate, as it stands on it and in the
/// register.
pub(super) async fn organisation(
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
pub(super) async fn holder_of(
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
