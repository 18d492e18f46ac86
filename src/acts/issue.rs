//! Making the papers of an approval, inside the transaction that decides it.

use std::collections::BTreeMap;

mod entered;
mod prior;

use self::entered::{issued, photo_hash, record};
use self::prior::{Prior, next};
use super::work::Work;
use super::{ActError, Registry, contacts, terms, waiting};
use crate::dates::Day;
use crate::domain::application::Expert;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Life, Paper, PaperId, Standing};
use crate::domain::dossier::{Dossier, Refusal};
use crate::domain::entry::Event;
use crate::domain::evidence::Evidence;
use crate::domain::grant::Grant;
use crate::domain::ids::PersonId;
use crate::domain::issuer::Profile;
use crate::domain::issuing::{Approval, SignedPaper, Terms};
use crate::domain::numbering::{Filling, PersonNumber};
use crate::domain::regime::Step;
use crate::domain::status_index::status_index;
use crate::storage::contacts as public_contacts;
use crate::storage::heads::{self, Series};
use crate::storage::holders::PersonRecord;
use crate::storage::{StorageError, Transaction, cards, certificates, holders, qms};

pub(super) use self::prior::{photos, photos_on_cards};

/// Numbers, signs, stores and enters the papers of an approval; answers the
/// certificate's number.
pub(super) async fn issue(
    work: &mut Work<'_>,
    dossier: &Dossier,
    approval: &Approval,
    terms: &terms::Terms,
) -> Result<String, ActError> {
    let at = approval.approved_at();
    let transaction: &mut Transaction = work;
    let (prior, expires_on) = match approval.grant()? {
        Grant::Registration => (None, terms.ends_on(Step::Validity, at.day())?),
        Grant::Renewal { of } => {
            let prior = Prior::followed(transaction, &of, (dossier, at.day())).await?;
            let validity = terms.ends_on(Step::Validity, at.day())?;
            // What its holder gave up needs no ending by a new registration.
            let is_anew = !dossier.application.procedure.is_renewal();
            if is_anew && prior.certificate.life(at.day()) == Life::GivenUp {
                (None, validity)
            } else {
                prior.require(&[Life::Active, Life::Expired], at.day())?;
                waiting::require_settled(transaction, dossier, (&of, at.day())).await?;
                (Some(prior), validity)
            }
        }
        Grant::Cards { of } | Grant::Reissue { of, .. } => {
            let prior = Prior::held(transaction, &of, dossier.issuer).await?;
            prior.require(&[Life::Active], at.day())?;
            let expires_on = prior.certificate.paper.expires_on;
            (Some(prior), expires_on)
        }
    };
    let photos = photos(work, dossier).await?;
    make(work, Order { dossier, approval, prior, expires_on, photos }, terms).await
}

/// Makes papers that are there once more, with what was corrected on them; they
/// end when they did.
pub(super) async fn correct(
    work: &mut Work<'_>,
    dossier: &Dossier,
    approval: &Approval,
    terms: &terms::Terms,
) -> Result<(), ActError> {
    let asked = dossier.application.certificate.as_ref().ok_or(Refusal::Outdated)?;
    let prior = Prior::held(work, &asked.number, dossier.issuer).await?;
    let expires_on = prior.certificate.paper.expires_on;
    let photos = photos_on_cards(work, dossier).await?;
    make(work, Order { dossier, approval, prior: Some(prior), expires_on, photos }, terms).await.map(drop)
}

/// What is to be made.
struct Order<'a> {
    dossier: &'a Dossier,
    approval: &'a Approval,
    /// The papers that are there, unless they are the first.
    prior: Option<Prior>,
    expires_on: Day,
    /// The portraits, by the expert's position.
    photos: BTreeMap<usize, Evidence>,
}

async fn make(work: &mut Work<'_>, order: Order<'_>, terms: &terms::Terms) -> Result<String, ActError> {
    let Order { dossier, approval, prior, expires_on, photos } = order;
    let (registry, at) = (work.registry(), approval.approved_at());
    let transaction: &mut Transaction = work;
    let profile = &terms.profile;
    let key = registry.keyring.signing_key(transaction, dossier.issuer, at).await?;
    let terms = Terms { key: &key, origin: &registry.origin, issuer_name: &profile.name, expires_on };
    let press = Press { registry, dossier, approval, prior: prior.as_ref(), terms, profile };
    let experts = press.experts(transaction, photos).await?;
    let certificate = if dossier.application.asks_certificate() {
        Some(press.certificate(transaction, experts.first()).await?)
    } else {
        None
    };
    let number = match (&certificate, &prior) {
        (Some((certificate, _)), _) => certificate.paper.number.clone(),
        (None, Some(prior)) => prior.certificate.paper.number.clone(),
        (None, None) => return Err(Refusal::NotReady.into()),
    };
    let mut cards = Vec::new();
    for expert in &experts {
        cards.push(press.card(transaction, &number, expert).await?);
    }
    if certificate.is_none() && cards.is_empty() {
        return Err(Refusal::NotReady.into());
    }
    let is_renewal = press.is_renewal();
    let renews = prior.as_ref().filter(|_| is_renewal).map(|prior| prior.certificate.paper.number.clone());
    let event = issued(certificate.as_ref(), (&number, renews), &cards);
    let seq = work.enter(dossier.issuer, event).await?;
    store(work, seq, certificate.as_ref(), &cards).await?;
    let own = dossier.application.organisation.as_ref().and_then(|own| own.qms_certificate.as_ref());
    if let Some(told) = own.and_then(|paper| qms::of_dossier(dossier.id, paper)) {
        qms::tell(work, (&number, at), &told).await?;
    }
    let newer = certificate.as_ref().map(|(newer, _)| newer);
    match (prior, newer) {
        (Some(prior), Some(newer)) if is_renewal => {
            let before = &prior.certificate.paper.number;
            let shown = contacts::carried(work, &dossier.application, before).await?;
            prior.renewed_by(work, newer).await?;
            if let Some(shown) = shown {
                let certificate = newer.paper.number.clone();
                let seq = work.enter(dossier.issuer, Event::ContactShown { certificate }).await?;
                public_contacts::put(work, (&newer.paper.number, seq), &shown).await?;
            }
        }
        (Some(prior), newer) => prior.replaced_by(work, newer, &cards).await?,
        (None, _) => {}
    }
    Ok(number)
}

/// Stores the papers that an entry issued.
async fn store(
    transaction: &mut Transaction,
    seq: i64,
    certificate: Option<&(Certificate, String)>,
    cards: &[(Card, String)],
) -> Result<(), StorageError> {
    let entered = |paper: &Paper| Paper { entry_seq: seq, ..paper.clone() };
    if let Some((certificate, document)) = certificate {
        let certificate = Certificate { paper: entered(&certificate.paper), ..certificate.clone() };
        certificates::insert(transaction, &certificate, document).await?;
    }
    for (card, document) in cards {
        let card = Card { paper: entered(&card.paper), ..card.clone() };
        cards::insert(transaction, &card, document).await?;
    }
    Ok(())
}

/// Whoever saw a paper saw no other of its number: more changes than a row has.
const CHANGES_OF_A_PAPER: i64 = 1_000;

/// What every paper of one approval is made with.
struct Press<'a> {
    registry: &'a Registry,
    dossier: &'a Dossier,
    approval: &'a Approval,
    /// The papers that are there, unless they are the first ones.
    prior: Option<&'a Prior>,
    terms: Terms<'a>,
    profile: &'a Profile,
}

/// An approved expert: position in the application, register row, portrait.
struct ApprovedExpert {
    position: usize,
    person: PersonRecord,
    photo: Evidence,
}

impl Press<'_> {
    async fn experts(
        &self,
        transaction: &mut Transaction,
        mut photos: BTreeMap<usize, Evidence>,
    ) -> Result<Vec<ApprovedExpert>, ActError> {
        let mut experts = Vec::new();
        for &position in self.approval.experts() {
            let expert = self.dossier.application.experts.get(position).ok_or(Refusal::Outdated)?;
            let (Some(name), Some(born_on), Some(number)) =
                (&expert.name, expert.born_on, &expert.personal_number)
            else {
                return Err(Refusal::ConditionsNotMet.into());
            };
            if let Some(prior) = self.prior {
                prior.learn_number(transaction, self.registry, expert).await?;
            }
            let id = PersonId::new(self.registry.entropy.uuid());
            let person =
                holders::person_of(transaction, &self.registry.seal, number, (id, name, born_on)).await?;
            self.require_holder(expert, person.id)?;
            let photo = photos.remove(&position).ok_or(Refusal::NoPhoto(position))?;
            experts.push(ApprovedExpert { position, person, photo });
        }
        Ok(experts)
    }

    /// Refuses a renewal for whom is not the holder of the card they are known
    /// by.
    fn require_holder(&self, expert: &Expert, person: PersonId) -> Result<(), Refusal> {
        let is_renewal = self.dossier.application.procedure.is_renewal();
        let known = expert.prior_card.as_ref().filter(|_| is_renewal);
        let card = self.prior.and_then(|prior| prior.card_of(person));
        match known {
            Some(known) if card.is_none_or(|card| card.paper.number != known.number) => {
                Err(Refusal::Outdated)
            }
            _ => Ok(()),
        }
    }

    /// Whether another certificate takes the place of the one before.
    fn is_renewal(&self) -> bool {
        matches!(self.approval.grant(), Ok(Grant::Renewal { .. }))
    }

    async fn certificate(
        &self,
        transaction: &mut Transaction,
        first: Option<&ApprovedExpert>,
    ) -> Result<(Certificate, String), ActError> {
        let id = match self.prior.filter(|_| !self.is_renewal()) {
            Some(prior) => next(&prior.certificate.paper)?,
            None => PaperId { number: self.certificate_number(transaction).await?, version: 0 },
        };
        let holder = self.holder(transaction, first).await?;
        let status_index = self.status_index(transaction).await?;
        let signed = self.approval.sign_certificate(&self.terms, &id, status_index)?;
        let (paper, document) = self.paper(id, status_index, signed);
        let certificate = Certificate {
            holder,
            dossier: Some(self.dossier.id),
            entrusted_to: None,
            standing: Standing::InForce,
            paper,
        };
        Ok((certificate, document))
    }

    /// Who holds the certificate; what is public of an organisation is kept as
    /// the certificate has it.
    async fn holder(
        &self,
        transaction: &mut Transaction,
        first: Option<&ApprovedExpert>,
    ) -> Result<Holder, ActError> {
        if let Some(organisation) = &self.dossier.application.organisation {
            let record = record(organisation).ok_or(Refusal::NotReady)?;
            if self.prior.is_none_or(|prior| prior.is_held_by(&record.enterprise_code)) {
                holders::save_organisation(transaction, &record).await?;
                return Ok(Holder::Organisation(record.enterprise_code));
            }
            return Err(Refusal::Outdated.into());
        }
        match (self.prior, first) {
            (Some(prior), Some(first))
                if self.is_renewal() && prior.certificate.holder != Holder::Independent(first.person.id) =>
            {
                Err(Refusal::Outdated.into())
            }
            (Some(prior), _) => Ok(prior.certificate.holder.clone()),
            (None, Some(first)) => Ok(Holder::Independent(first.person.id)),
            (None, None) => Err(Refusal::NotReady.into()),
        }
    }

    async fn certificate_number(&self, transaction: &mut Transaction) -> Result<String, ActError> {
        let (issuer, year) = (self.dossier.issuer, self.approval.approved_at().day().year());
        let template = &self.profile.numbering.certificate;
        loop {
            let seq = heads::next(transaction, Series::Certificates(issuer, year)).await?;
            let number =
                template.render(&self.filling(seq, None)).map_err(|error| self.template_fault(&error))?;
            // It may have been given on paper, before there was this register.
            if certificates::find(transaction, &number).await?.is_none() {
                return Ok(number);
            }
        }
    }

    async fn card(
        &self,
        transaction: &mut Transaction,
        certificate: &str,
        expert: &ApprovedExpert,
    ) -> Result<(Card, String), ActError> {
        let id = self.card_id(transaction, certificate, expert).await?;
        let photo = photo_hash(&expert.photo)?;
        let status_index = self.status_index(transaction).await?;
        let place = (status_index, photo);
        let signed = self.approval.sign_card(&self.terms, certificate, (expert.position, &id), place)?;
        let (paper, document) = self.paper(id, status_index, signed);
        let card = Card {
            certificate: certificate.to_owned(),
            person: expert.person.id,
            standing: CardStanding::InForce,
            photo_hash: *photo.as_bytes(),
            photo: Some(expert.photo.id),
            paper,
        };
        Ok((card, document))
    }

    /// The number of a card, as it was where it is issued again, and the version
    /// after the last one: also who left and came back has one number for life.
    async fn card_id(
        &self,
        transaction: &mut Transaction,
        certificate: &str,
        expert: &ApprovedExpert,
    ) -> Result<PaperId, ActError> {
        if self.dossier.application.procedure.is_reissue() {
            let card = self.prior.and_then(|prior| prior.card_of(expert.person.id));
            return next(&card.ok_or(Refusal::Outdated)?.paper);
        }
        let numbering = &self.profile.numbering;
        let is_of_organisation = self.dossier.application.procedure.is_of_organisation();
        let template = if is_of_organisation { &numbering.card } else { &numbering.independent_card };
        let filling = self.filling(0, Some(expert.person.number));
        let number = template.render(&filling).map_err(|error| self.template_fault(&error))?;
        let last = cards::last_version(transaction, certificate, &number).await?;
        Ok(PaperId { version: last.map_or(0, |last| last.saturating_add(1)), number })
    }

    fn filling(&self, seq: i64, person: Option<PersonNumber>) -> Filling {
        let on = self.approval.approved_at().day();
        Filling { issuer: self.dossier.issuer, on, seq: seq.unsigned_abs(), person }
    }

    async fn status_index(&self, transaction: &mut Transaction) -> Result<u32, ActError> {
        let issuer = self.dossier.issuer;
        let places = Series::Places(issuer);
        let nth = heads::next(transaction, places).await?;
        let nth = u32::try_from(nth - 1).map_err(|_| StorageError::Corrupt {
            table: "heads",
            column: "seq",
            row: places.to_string(),
            reason: "more papers than status lists can hold".to_owned(),
        })?;
        Ok(status_index(&self.registry.index_key, issuer, nth))
    }

    /// The paper, and its document.
    fn paper(&self, id: PaperId, status_index: u32, signed: SignedPaper) -> (Paper, String) {
        let issued_at = self.approval.approved_at();
        let paper = Paper {
            number: id.number,
            issuer: self.dossier.issuer,
            holder_name: signed.holder_name,
            paper_version: id.version,
            issued_on: issued_at.day(),
            issued_at,
            expires_on: self.terms.expires_on,
            status_index,
            key_id: signed.key_id,
            code: signed.code,
            key_compromised_at: None,
            entry_seq: 0,
            version: 1 + i64::from(id.version) * CHANGES_OF_A_PAPER,
        };
        (paper, signed.document)
    }

    fn template_fault(&self, error: &crate::domain::numbering::TemplateError) -> StorageError {
        let (row, reason) = (self.dossier.issuer.to_string(), error.to_string());
        StorageError::Corrupt { table: "issuers", column: "profile", row, reason }
    }
}
