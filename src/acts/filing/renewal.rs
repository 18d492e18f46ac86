//! New papers for those whose time is over (Circular 26/2014/TT-BKHCN, articles
//! 17 to 19): a draft with all that is known, and what becomes of one whose day
//! has passed.

use super::super::record::{KnownExpert, Record};
use super::super::terms::regime_if_any;
use super::super::work::{Actor, Work};
use super::super::{ActError, Registry, quota};
use super::about::{holder_of, organisation, own, prior};
use super::blank;
use crate::acts::waiting::was_corrected_since;
use crate::dates::Day;
use crate::domain::application::{
    Application, Client, Employment, Engagement, Expert, Organisation, Period, Procedure, QmsCertificate,
    given,
};
use crate::domain::certificate::{Certificate, Life};
use crate::domain::deed::Deed;
use crate::domain::dossier::{Act, Dossier, Refusal, StageName};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::fold::fold;
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::issuer::IssuerCode;
use crate::storage::{ReadTransaction, cards, certificates, evidence, issuers};

/// Papers of an expert that a renewal asks for and that do not run out.
const LASTING: &[Item] = &[Item::EmploymentPaper, Item::ConsentLetter];

/// Every paper of an expert but the portrait: for a new registration.
const ALL: &[Item] = &[
    Item::Degree,
    Item::StateAdministration,
    Item::QmsTraining,
    Item::EmploymentPaper,
    Item::CurriculumVitae,
    Item::ConsentLetter,
];

/// What a draft begins with: what it says, and papers of earlier dossiers, each
/// with the position of the expert it is about here.
pub(super) struct Beginning {
    pub(super) application: Application,
    pub(super) papers: Vec<Evidence>,
}

/// The last day on which the renewal of a certificate that is valid until
/// `expires_on` is asked for at an office; none at one that does not issue.
pub(super) async fn last_day(
    reading: &mut ReadTransaction,
    (office, expires_on): (IssuerCode, Day),
    today: Day,
) -> Result<Option<Day>, ActError> {
    let (profile, _) = issuers::profile(reading, office).await?;
    let regime = regime_if_any(reading, &profile, today).await?;
    Ok(regime.map(|regime| regime.last_day_to_renew(expires_on)))
}

/// Refuses a renewal that is filed too late, or of a certificate that is not in
/// force. A certificate may run out while its renewal is supplemented.
pub(super) async fn may_be_renewed(
    work: &mut Work<'_>,
    dossier: &Dossier,
    certificate: &Certificate,
) -> Result<(), ActError> {
    let (number, today) = (&certificate.paper.number, work.today());
    let is_filed = dossier.stage.stored_name() != StageName::Draft;
    match certificate.life(today) {
        Life::Active => {}
        Life::Expired if is_filed => {}
        life => return Err(Refusal::NotInForce { number: number.clone(), life }.into()),
    }
    if !is_filed && was_corrected_since(work, number, dossier.created_at).await? {
        return Err(Refusal::CorrectedSince(number.clone()).into());
    }
    let expires_on = certificate.paper.expires_on;
    let last = last_day(work, (dossier.issuer, expires_on), today).await?.unwrap_or(expires_on);
    if !is_filed && today > last {
        return Err(Refusal::TooLateToRenew { number: number.clone(), last }.into());
    }
    Ok(())
}

/// What the register and the dossiers before know of the holder of a
/// certificate, for a renewal or, where it is too late for one, a new
/// registration.
pub(super) async fn known(
    work: &mut Work<'_>,
    registry: &Registry,
    certificate: &Certificate,
    (procedure, office): (Procedure, IssuerCode),
) -> Result<Beginning, ActError> {
    let today = work.today();
    let record = Record::of(work, registry, &certificate.paper.number).await?;
    let first_day = certificates::first_day(work, &certificate.paper.number).await?;
    let mut organisation = organisation(work, certificate).await?;
    let mut prior = prior(certificate, organisation.as_ref());
    prior.issued_on = first_day.or(prior.issued_on);
    let (since, mut experts) = (prior.issued_on, Vec::new());
    let mut told = Told { procedure, since, today, names: None, papers: Vec::new() };
    if let Some(own) = &mut organisation {
        told.organisation(own, &record);
    }
    for card in cards::of_certificate(work, &certificate.paper.number).await?.whole()? {
        if !matches!(card.life(certificate, today), Life::Active | Life::Expired) {
            continue;
        }
        let portrait = card.photo;
        let mut expert = holder_of(work, registry, card).await?;
        let number = expert.personal_number.clone();
        if let Some(known) = record.expert(number.as_deref()) {
            told.expert(&mut expert, experts.len(), known);
        }
        if procedure.is_renewal() {
            expert.photo = None;
        } else {
            told.portrait(work, &mut expert, (experts.len(), portrait)).await?;
        }
        experts.push(expert);
    }
    if experts.is_empty() && organisation.is_none() {
        experts.push(Expert { name: Some(certificate.paper.holder_name.clone()), ..Expert::default() });
    }
    let application =
        Application { organisation, experts, certificate: Some(prior), ..blank(office, procedure, today) };
    Ok(Beginning { application, papers: told.papers })
}

/// Makes a new registration of the draft of a renewal that cannot be filed any
/// more. What was written stays; what a registration asks besides comes from
/// what was handed in before.
pub async fn begin_anew(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    evidence::hold_files(&mut work).await?;
    let (at, today) = (work.at(), work.today());
    quota::act(&mut work, at, applicant).await?;
    let mut dossier = work.own_dossier(id).await?;
    work.require(&dossier, Act::Submit).await?;
    let prior = dossier.application.certificate.as_ref().ok_or(ActError::NotFound)?;
    if !dossier.application.procedure.is_renewal() {
        // Pressed twice: it is one already.
        return Ok(dossier);
    }
    let certificate = own(&mut work, registry, applicant, &prior.number.clone()).await?;
    let life = certificate.life(today);
    if !matches!(life, Life::Active | Life::Expired) {
        return Err(Refusal::NotInForce { number: certificate.paper.number, life }.into());
    }
    let last = last_day(&mut work, (dossier.issuer, certificate.paper.expires_on), today).await?;
    if certificate.life(today) == Life::Active && last.is_none_or(|last| today <= last) {
        return Err(ActError::NotFound);
    }
    let procedure = dossier.application.procedure.anew();
    let asked = (procedure, dossier.issuer);
    let beginning = Box::pin(known(&mut work, registry, &certificate, asked)).await?;
    let there = evidence::of_dossier(&mut work, id).await?.rows;
    let papers = beginning.added_to(&mut dossier.application, &there);
    take_over(&mut work, id, papers).await?;
    work.conclude_on(dossier, Deed::BeginAnew { procedure }).await
}

/// Names papers of earlier dossiers in this one as well: the files stay where
/// they are. The files are held.
pub(super) async fn take_over(
    work: &mut Work<'_>,
    id: DossierId,
    papers: Vec<Evidence>,
) -> Result<(), ActError> {
    let registry = work.registry();
    for paper in papers {
        let paper = Evidence { id: EvidenceId::new(registry.entropy.uuid()), dossier: id, ..paper };
        evidence::insert(work, &paper).await?;
    }
    Ok(())
}

/// What is gathered for a draft.
struct Told {
    procedure: Procedure,
    /// The first day of the term that a renewal looks back on.
    since: Option<Day>,
    today: Day,
    /// How the organisation was called when it was told, and is now.
    names: Option<(String, String)>,
    papers: Vec<Evidence>,
}

impl Told {
    fn organisation(&mut self, own: &mut Organisation, record: &Record) {
        let Some((known, papers)) = record.organisation() else { return };
        self.names = known.name.clone().zip(own.name.clone());
        own.legal_representative.clone_from(&known.legal_representative);
        own.establishment.clone_from(&known.establishment);
        let qms = known.qms_certificate.as_ref();
        let is_valid = qms.and_then(|qms| qms.valid_to).is_some_and(|last| last >= self.today);
        own.qms_certificate = qms.map(|qms| if is_valid { qms.clone() } else { without_days(qms) });
        own.clients.clone_from(&known.clients);
        own.clients.retain(|client: &Client| self.counts(client.period));
        let is_wanted = |item: Item| match item {
            Item::QmsCertificate => is_valid,
            Item::EstablishmentPaper | Item::ConsultingHistory => !self.procedure.is_renewal(),
            _ => false,
        };
        let wanted = papers.iter().filter(|paper| paper.expert.is_none() && is_wanted(paper.item));
        self.papers.extend(wanted.cloned());
    }

    /// What is told of an expert: not what they declare, which is declared anew.
    fn expert(&mut self, own: &mut Expert, at: usize, known: KnownExpert<'_>) {
        let items = if self.procedure.is_renewal() { LASTING } else { ALL };
        let papers = known.papers(items).map(|paper| Evidence { expert: Some(at), ..paper.clone() });
        self.papers.extend(papers);
        let told = known.expert.clone();
        *own = Expert {
            name: own.name.take(),
            born_on: own.born_on.or(told.born_on),
            personal_number: own.personal_number.take(),
            prior_card: own.prior_card.take().filter(|_| self.procedure.is_renewal()),
            belongs_to_organisation: None,
            declaration: None,
            employment: told.employment.map(|told| self.under_its_name(told)),
            ..told
        };
        own.engagements.retain(|row: &Engagement| self.counts(row.period));
    }

    /// Employment at the organisation, which may have another name now.
    fn under_its_name(&self, told: Employment) -> Employment {
        let employer = told.employer.as_deref().map(fold);
        match &self.names {
            Some((before, now)) if employer == Some(fold(before)) => {
                Employment { employer: Some(now.clone()), ..told }
            }
            _ => told,
        }
    }

    /// The portrait on the card, where its measures are known.
    async fn portrait(
        &mut self,
        work: &mut Work<'_>,
        expert: &mut Expert,
        (at, portrait): (usize, Option<EvidenceId>),
    ) -> Result<(), ActError> {
        let found = match portrait.filter(|_| expert.photo.is_some()) {
            Some(portrait) => evidence::find(work, portrait).await?,
            None => None,
        };
        match found {
            Some(paper) => self.papers.push(Evidence { expert: Some(at), ..paper }),
            None => expert.photo = None,
        }
        Ok(())
    }

    /// Whether work of this time is asked for: of a renewal what was completed
    /// within the term, of a registration all of it.
    fn counts(&self, period: Option<Period>) -> bool {
        let completed = period.and_then(|period| period.to);
        let since = |completed: Day| self.since.is_none_or(|first| completed >= first);
        !self.procedure.is_renewal() || completed.is_some_and(since)
    }
}

/// A certificate that has run out is to be written anew; by whom and of what it
/// was stays.
fn without_days(qms: &QmsCertificate) -> QmsCertificate {
    QmsCertificate { number: None, valid_from: None, valid_to: None, ..qms.clone() }
}

impl Beginning {
    /// Adds what is known to the draft of a renewal, so that it is one of a new
    /// registration; answers the papers that it has none of yet.
    fn added_to(self, draft: &mut Application, there: &[Evidence]) -> Vec<Evidence> {
        let Self { application: known, papers } = self;
        draft.procedure = known.procedure;
        if let (Some(own), Some(known)) = (&mut draft.organisation, known.organisation) {
            own.establishment = own.establishment.take().or(known.establishment);
            own.legal_representative = own.legal_representative.take().or(known.legal_representative);
            add_missing(&mut own.clients, known.clients);
        }
        let number = |expert: &Expert| given(expert.personal_number.as_ref()).map(str::to_owned);
        let mut places = Vec::new();
        for known in known.experts {
            let at =
                draft.experts.iter().position(|own| number(own).is_some() && number(own) == number(&known));
            places.push(at);
            let Some(own) = at.and_then(|at| draft.experts.get_mut(at)) else { continue };
            own.photo = own.photo.or(known.photo);
            own.prior_card = None;
            add_missing(&mut own.engagements, known.engagements);
        }
        let moved = papers.into_iter().filter_map(|paper| match paper.expert {
            None => Some(paper),
            Some(known) => Some(Evidence { expert: Some(places.get(known).copied().flatten()?), ..paper }),
        });
        let is_missing = |paper: &Evidence| {
            !there.iter().any(|other| (other.item, other.expert) == (paper.item, paper.expert))
        };
        moved.filter(is_missing).collect()
    }
}

fn add_missing<T: PartialEq>(rows: &mut Vec<T>, known: Vec<T>) {
    for row in known {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
}
