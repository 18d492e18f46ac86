//! Signing, bound to an approval: nothing is signed that two people have not
//! decided.
//!
//! [`Approval`] is the only door to the signer. It can be had only for a
//! dossier proposed by one person and approved by another who never appraised
//! it, and it signs only what that dossier says: the holder, and the experts of
//! the proposal. Or for a correction, which two people decide as well.

use super::application::Application;
use super::bilingual::Bilingual;
use super::certificate::PaperId;
use super::correction::{Correction, CorrectionRefusal};
use super::dossier::{Decider, Dossier, Refusal};
use super::grant::Grant;
use super::ids::AccountId;
use super::issuer::IssuerCode;
use super::staff::Officer;
use crate::credential::cut::for_code;
use crate::credential::document::{self, DocumentFacts, FactsError, IssuedUnder, IssuerName};
use crate::credential::link::{self, Origin};
use crate::credential::payload::PaperError;
use crate::credential::sign::{SigningError, sign};
use crate::credential::text::TextError;
use crate::credential::{Affiliation, CardPayload, CertificatePayload, IssuerSigningKey, Paper, PhotoHash};
use crate::dates::{Day, Instant};

/// A decision two people made: one proposed it, another approved it.
#[derive(Clone, Debug)]
pub struct Approval {
    issuer: IssuerCode,
    application: Application,
    experts: Vec<usize>,
    approved_by: AccountId,
    approved_at: Instant,
}

/// What the papers of one approval have in common.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// The issuer's key.
    pub key: &'a IssuerSigningKey,
    /// The site that stands in the QR.
    pub origin: &'a Origin,
    /// The issuing body, as its papers print it.
    pub issuer_name: &'a Bilingual,
    /// The last day of validity.
    pub expires_on: Day,
}

/// A paper, signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPaper {
    /// The text of its QR.
    pub code: String,
    /// The master document: the same facts as a verifiable credential, signed
    /// in the same act.
    pub document: String,
    /// The key that signed both.
    pub key_id: String,
    /// The holder's name as signed.
    pub holder_name: String,
}

/// Why a paper could not be signed.
#[derive(Debug, thiserror::Error)]
pub enum IssuingError {
    /// The expert is not among those the proposal gives a card.
    #[error("expert {0} is not among those approved")]
    NotApproved(usize),
    /// The application does not say what is asked for.
    #[error("the application does not say what is asked for")]
    NoGrant,
    /// The organisation or the expert has no name.
    #[error("the holder has no name")]
    NoName,
    /// A text does not fit the format of the code.
    #[error(transparent)]
    Text(#[from] TextError),
    /// The days do not fit together.
    #[error(transparent)]
    Days(#[from] PaperError),
    /// The document's facts do not fit together.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The key did not sign.
    #[error(transparent)]
    Signing(#[from] SigningError),
}

impl Approval {
    /// The approval of a dossier by this leader, if the dossier was proposed
    /// for approval and by someone else.
    pub fn of(dossier: &Dossier, leader: Decider, at: Instant) -> Result<Self, Refusal> {
        let approved_by = leader.account();
        let experts = dossier.stage.may_be_approved_by(approved_by, at)?.passing_experts.clone();
        let application = dossier.application.clone();
        Ok(Self { issuer: dossier.issuer, application, experts, approved_by, approved_at: at })
    }

    /// The approval of a correction by this leader, if somebody else proposed
    /// it: of the papers that the application asks for once more, as it says
    /// them.
    pub fn of_correction(
        correction: &Correction,
        application: Application,
        leader: &Officer,
        at: Instant,
    ) -> Result<Self, CorrectionRefusal> {
        correction.may_be_decided_by(leader)?;
        let all = 0..application.experts.len();
        let experts = all.filter(|position| application.asks_card(*position)).collect();
        let (issuer, approved_by) = (correction.issuer, leader.account);
        Ok(Self { issuer, application, experts, approved_by, approved_at: at })
    }

    /// Who approved.
    pub fn approved_by(&self) -> AccountId {
        self.approved_by
    }

    /// When.
    pub fn approved_at(&self) -> Instant {
        self.approved_at
    }

    /// Positions in the application of the experts who get a card.
    pub fn experts(&self) -> &[usize] {
        &self.experts
    }

    /// What it brings about.
    ///
    /// # Errors
    ///
    /// [`IssuingError::NoGrant`] where the application does not say what it is
    /// about.
    pub fn grant(&self) -> Result<Grant, IssuingError> {
        self.application.grant().ok_or(IssuingError::NoGrant)
    }

    /// Signs the certificate that will be this paper.
    pub fn sign_certificate(
        &self,
        terms: &Terms,
        id: &PaperId,
        status_index: u32,
    ) -> Result<SignedPaper, IssuingError> {
        let organisation = self.application.organisation.as_ref();
        let paper = self.paper(terms, id, self.application.applicant_name(), status_index)?;
        let payload = match organisation {
            Some(organisation) => {
                let code = organisation.enterprise_code.as_deref().map(str::parse).transpose()?;
                CertificatePayload::organisation(paper, code)?
            }
            None => CertificatePayload::independent(paper)?,
        };
        signed(terms, &DocumentFacts::certificate(payload, issuer_name(terms)?))
    }

    /// Signs the card of the expert at this position, issued under a
    /// certificate of this number.
    pub fn sign_card(
        &self,
        terms: &Terms,
        certificate: &str,
        (expert, id): (usize, &PaperId),
        (status_index, photo): (u32, PhotoHash),
    ) -> Result<SignedPaper, IssuingError> {
        if !self.experts().contains(&expert) {
            return Err(IssuingError::NotApproved(expert));
        }
        let name = self.application.experts.get(expert).and_then(|expert| expert.name.as_deref());
        let paper = self.paper(terms, id, name, status_index)?;
        let organisation = self.application.organisation.as_ref().map(|organisation| &organisation.name);
        let issued_under = IssuedUnder {
            certificate: certificate.parse()?,
            organisation: match organisation {
                Some(name) => Some(name.as_deref().ok_or(IssuingError::NoName)?.parse()?),
                None => None,
            },
        };
        let is_of_organisation = self.application.procedure.is_of_organisation();
        let affiliation =
            if is_of_organisation { Affiliation::Organisation } else { Affiliation::Independent };
        let payload = CardPayload::new(paper, affiliation, photo)?;
        signed(terms, &DocumentFacts::card(payload, issuer_name(terms)?, issued_under)?)
    }

    fn paper(
        &self,
        terms: &Terms,
        id: &PaperId,
        name: Option<&str>,
        status_index: u32,
    ) -> Result<Paper, IssuingError> {
        Ok(Paper {
            issuer: self.issuer.to_string().parse()?,
            number: id.number.parse()?,
            holder: name.ok_or(IssuingError::NoName)?.parse()?,
            version: id.version,
            valid_from: self.approved_at.day(),
            valid_until: terms.expires_on,
            issued_at: self.approved_at,
            status_index,
        })
    }
}

fn issuer_name(terms: &Terms) -> Result<IssuerName, TextError> {
    let Bilingual { vi, en } = terms.issuer_name;
    Ok(IssuerName { vi: vi.parse()?, en: en.parse()? })
}

fn signed(terms: &Terms, facts: &DocumentFacts) -> Result<SignedPaper, IssuingError> {
    let payload = facts.payload();
    let holder_name = payload.paper().holder.to_string();
    let document = document::sign(facts, terms.origin, terms.key)?;
    let said = for_code(payload.clone(), terms.origin, terms.key.key_id());
    let token = sign(said, terms.key)?;
    let code = link::text(terms.origin, &token);
    Ok(SignedPaper { code, document, key_id: terms.key.key_id().to_string(), holder_name })
}
