//! Making the papers of an approval, inside the transaction that decides it.

use sha2::{Digest, Sha256};

use super::work::Work;
use super::{ActError, Registry, terms};
use crate::credential::PhotoHash;
use crate::domain::application::Organisation;
use crate::domain::certificate::{Card, CardStanding, Certificate, Holder, Paper, PaperId, Standing};
use crate::domain::dossier::{Dossier, Refusal};
use crate::domain::entry::{Event, IssuedCard, IssuedCertificate};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::grant::Grant;
use crate::domain::issuer::Profile;
use crate::domain::issuing::{Approval, IssuingError, SignedPaper, Terms};
use crate::domain::numbering::{Filling, PersonNumber};
use crate::domain::regime::Step;
use crate::domain::status_index::status_index;
use crate::storage::heads::{self, Series};
use crate::storage::holders::{OrganisationRecord, PersonRecord};
use crate::storage::{StorageError, Transaction, cards, certificates, evidence, holders};

/// Numbers, signs, stores and enters the papers of an approval; answers the
/// certificate's number.
pub(super) async fn issue(
    work: &mut Work<'_>,
    dossier: &Dossier,
    approval: &Approval,
    terms: &terms::Terms,
) -> Result<String, ActError> {
    let grant = approval.grant();
    match &grant {
        Grant::Registration => {}
        Grant::Cards { .. } | Grant::Renewal { .. } | Grant::Reissue { .. } => {
            return Err(IssuingError::NotIssued(grant).into());
        }
    }
    let (registry, at) = (work.registry(), approval.approved_at());
    let (profile, expires_on) = (&terms.profile, terms.ends_on(Step::Validity, at.day())?);
    let transaction: &mut Transaction = work;
    let key = registry.keyring.signing_key(transaction, dossier.issuer, at).await?;
    let terms = Terms { key: &key, origin: &registry.origin, issuer_name: &profile.name, expires_on };
    let press = Press { registry, dossier, approval, grant, terms, profile };
    let experts = press.experts(transaction).await?;
    let (mut certificate, document) = press.certificate(transaction, experts.first()).await?;
    let mut cards = Vec::new();
    for expert in &experts {
        cards.push(press.card(transaction, &certificate.paper.number, expert).await?);
    }
    let seq = work.enter(dossier.issuer, issued(&certificate, &document, &cards)).await?;
    certificate.paper.entry_seq = seq;
    certificates::insert(work, &certificate, &document).await?;
    for (card, document) in &mut cards {
        card.paper.entry_seq = seq;
        cards::insert(work, card, document).await?;
    }
    Ok(certificate.paper.number)
}

/// What every paper of one approval is made with.
struct Press<'a> {
    registry: &'a Registry,
    dossier: &'a Dossier,
    approval: &'a Approval,
    grant: Grant,
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
    async fn experts(&self, transaction: &mut Transaction) -> Result<Vec<ApprovedExpert>, ActError> {
        let papers = evidence::of_dossier(transaction, self.dossier.id).await?.whole()?;
        let mut experts = Vec::new();
        for &position in self.approval.experts() {
            let expert = self.dossier.application.experts.get(position).ok_or(Refusal::Outdated)?;
            let (Some(name), Some(born_on), Some(number)) =
                (&expert.name, expert.born_on, &expert.personal_number)
            else {
                return Err(Refusal::ConditionsNotMet.into());
            };
            let id = crate::domain::ids::PersonId::new(self.registry.entropy.uuid());
            let person =
                holders::person_of(transaction, &self.registry.seal, number, (id, name, born_on)).await?;
            let is_photo = |paper: &&Evidence| paper.item == Item::Photo && paper.expert == Some(position);
            let photo = papers.iter().rfind(is_photo).ok_or(Refusal::NoPhoto(position))?.clone();
            experts.push(ApprovedExpert { position, person, photo });
        }
        Ok(experts)
    }

    async fn certificate(
        &self,
        transaction: &mut Transaction,
        first: Option<&ApprovedExpert>,
    ) -> Result<(Certificate, String), ActError> {
        let holder = match &self.dossier.application.organisation {
            Some(organisation) => {
                let record = record(organisation).ok_or(Refusal::NotReady)?;
                holders::save_organisation(transaction, &record).await?;
                Holder::Organisation(record.enterprise_code)
            }
            None => Holder::Independent(first.ok_or(Refusal::NotReady)?.person.id),
        };
        let (issuer, year) = (self.dossier.issuer, self.approval.approved_at().day().year());
        let seq = heads::next(transaction, Series::Certificates(issuer, year)).await?;
        let template = &self.profile.numbering.certificate;
        let number =
            template.render(&self.filling(seq, None)).map_err(|error| self.template_fault(&error))?;
        let status_index = self.status_index(transaction).await?;
        let id = self.named(number);
        let signed = self.approval.sign_certificate(&self.terms, &id, status_index)?;
        let (paper, document) = self.paper(id, status_index, signed);
        let certificate =
            Certificate { holder, dossier: self.dossier.id, standing: Standing::InForce, paper };
        Ok((certificate, document))
    }

    async fn card(
        &self,
        transaction: &mut Transaction,
        certificate: &str,
        expert: &ApprovedExpert,
    ) -> Result<(Card, String), ActError> {
        let numbering = &self.profile.numbering;
        let is_of_organisation = self.dossier.application.procedure.is_of_organisation();
        let template = if is_of_organisation { &numbering.card } else { &numbering.independent_card };
        let filling = self.filling(0, Some(expert.person.number));
        let number = template.render(&filling).map_err(|error| self.template_fault(&error))?;
        let photo = photo_hash(&expert.photo)?;
        let status_index = self.status_index(transaction).await?;
        let id = self.named(number);
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

    /// The paper that this approval issues under a number.
    fn named(&self, number: String) -> PaperId {
        PaperId { version: self.grant.version_of(&number), number }
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
            version: 1,
        };
        (paper, signed.document)
    }

    fn template_fault(&self, error: &crate::domain::numbering::TemplateError) -> StorageError {
        let (row, reason) = (self.dossier.issuer.to_string(), error.to_string());
        StorageError::Corrupt { table: "issuers", column: "profile", row, reason }
    }
}

/// What the register says of the papers for good.
fn issued(certificate: &Certificate, document: &str, cards: &[(Card, String)]) -> Event {
    let sha256 = |text: &str| data_encoding::HEXLOWER.encode(&Sha256::digest(text));
    let paper = &certificate.paper;
    let enterprise_code = match &certificate.holder {
        Holder::Organisation(code) => Some(code.clone()),
        Holder::Independent(_) => None,
    };
    Event::Issued {
        under: None,
        certificate: Some(IssuedCertificate {
            number: paper.number.clone(),
            version: paper.paper_version,
            holder: paper.holder_name.clone(),
            enterprise_code,
            issued_on: paper.issued_on,
            expires_on: paper.expires_on,
            status_index: paper.status_index,
            code_sha256: sha256(&paper.code),
            document_sha256: sha256(document),
        }),
        cards: cards
            .iter()
            .map(|(card, document)| IssuedCard {
                number: card.paper.number.clone(),
                version: card.paper.paper_version,
                holder: card.paper.holder_name.clone(),
                issued_on: card.paper.issued_on,
                expires_on: card.paper.expires_on,
                status_index: card.paper.status_index,
                code_sha256: sha256(&card.paper.code),
                document_sha256: sha256(document),
            })
            .collect(),
    }
}

fn record(organisation: &Organisation) -> Option<OrganisationRecord> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Some(OrganisationRecord {
        enterprise_code: organisation.enterprise_code.clone()?,
        name: organisation.name.clone()?,
        address: text(&organisation.address),
        phone: text(&organisation.phone),
        email: text(&organisation.email),
    })
}

/// The hash in the card is the first half of the one the file lies under.
fn photo_hash(photo: &Evidence) -> Result<PhotoHash, StorageError> {
    let bytes = data_encoding::HEXLOWER.decode(photo.sha256.as_bytes()).ok();
    let half = bytes.as_deref().and_then(|bytes| bytes.first_chunk::<16>()).copied();
    half.map(PhotoHash::from_bytes).ok_or_else(|| StorageError::Corrupt {
        table: "evidence",
        column: "sha256",
        row: photo.id.to_string(),
        reason: "not a SHA-256".to_owned(),
    })
}
