//! An expert of a dossier: papers, history and engagements.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::dates::Day;

use super::organisation::{ClientCertificate, Period};
use super::prior::PriorCard;
use super::reading::{MOST_ROWS, list, object};
use super::{ProofKind, Role};

/// An expert of an organisation, or an independent consultant.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expert {
    /// Full name.
    pub name: Option<String>,
    /// Birth date, private.
    pub born_on: Option<Day>,
    /// As the person writes it.
    pub sex: Option<String>,
    /// Personal identification number, private.
    pub personal_number: Option<String>,
    /// How the office reaches an independent consultant, private. Colleagues of
    /// an organisation are reached through it.
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The university degree.
    #[serde(deserialize_with = "object")]
    pub degree: Option<Degree>,
    /// Training in state administrative management.
    #[serde(deserialize_with = "object")]
    pub state_administration: Option<StateAdministration>,
    /// Training in QMS consulting.
    #[serde(deserialize_with = "object")]
    pub qms_training: Option<QmsTraining>,
    /// Employment at the organisation.
    #[serde(deserialize_with = "object")]
    pub employment: Option<Employment>,
    /// Posts held.
    #[serde(deserialize_with = "list::<MOST_ROWS, _, _>")]
    pub history: Vec<Post>,
    /// Clients consulted.
    #[serde(deserialize_with = "list::<MOST_ROWS, _, _>")]
    pub engagements: Vec<Engagement>,
    /// Whether a civil servant.
    pub civil_servant: Option<bool>,
    /// The consent of the head of the civil servant's agency.
    #[serde(deserialize_with = "object")]
    pub consent_letter: Option<ConsentLetter>,
    /// Whether of a consulting or certification organisation.
    pub belongs_to_organisation: Option<bool>,
    /// What the person declares.
    #[serde(deserialize_with = "object")]
    pub declaration: Option<Declaration>,
    /// The portrait's measures.
    #[serde(deserialize_with = "object")]
    pub photo: Option<Photo>,
    /// The card they hold, where the dossier is about it.
    #[serde(deserialize_with = "object", skip_serializing_if = "Option::is_none")]
    pub prior_card: Option<PriorCard>,
}

impl Expert {
    /// This person with what colleagues have in common with another: where and
    /// how they work and where they were trained. Nothing that is about one
    /// person alone: no number, no day of theirs, no score.
    #[must_use]
    pub fn like(mut self, other: &Self) -> Self {
        self.employment = other.employment.as_ref().map(|employment| Employment {
            employer: employment.employer.clone(),
            kind: employment.kind.clone(),
            ..Employment::default()
        });
        self.state_administration = other.state_administration.as_ref().and_then(|proof| {
            (proof.kind == Some(ProofKind::Certificate)).then(|| StateAdministration {
                kind: proof.kind,
                facility: proof.facility.clone(),
                programme: proof.programme.clone(),
                ..StateAdministration::default()
            })
        });
        self.qms_training = other.qms_training.as_ref().and_then(|proof| {
            (proof.kind == Some(ProofKind::Certificate)).then(|| QmsTraining {
                kind: proof.kind,
                facility: proof.facility.clone(),
                facility_eligible: proof.facility_eligible,
                ..QmsTraining::default()
            })
        });
        self
    }
}

/// How a person is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Contact {
    /// Where letters go.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// A university degree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Degree {
    /// `university`, `master`, `doctor`, or another level.
    pub level: Option<String>,
    /// Major.
    pub major: Option<String>,
    /// School.
    pub school: Option<String>,
    /// The day of graduation.
    pub graduated_on: Option<Day>,
}

/// Training in state administrative management, or the exemption from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StateAdministration {
    /// Certificate or exemption.
    pub kind: Option<ProofKind>,
    /// The certificate's number.
    pub number: Option<String>,
    /// The certificate's date.
    pub issued_on: Option<Day>,
    /// Where it was trained.
    pub facility: Option<String>,
    /// `chuyen_vien`, …, or another programme.
    pub programme: Option<String>,
    /// Of the exemption.
    pub basis: Option<String>,
}

/// Training in QMS consulting, or the exemption from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QmsTraining {
    /// Certificate or exemption.
    pub kind: Option<ProofKind>,
    /// The certificate's number.
    pub number: Option<String>,
    /// The day the course was completed.
    pub completed_on: Option<Day>,
    /// Where it was trained.
    pub facility: Option<String>,
    /// The final score, of 100; a whole number or a decimal.
    pub score: Option<Number>,
    /// When the facility was eligible to train.
    #[serde(deserialize_with = "object")]
    pub facility_eligible: Option<Eligibility>,
    /// Of the exemption: the older card's number.
    pub old_card: Option<String>,
}

/// The days on which a facility was eligible; open when the end is missing.
pub type Eligibility = Period;

/// Employment at the organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Employment {
    /// The employer's name.
    pub employer: Option<String>,
    /// `public_employee`, `indefinite_term_contract`, or another kind.
    pub kind: Option<String>,
    /// The contract's number.
    pub contract_number: Option<String>,
    /// The first day.
    pub since: Option<Day>,
    /// Months of social insurance paid.
    pub social_insurance_months: Option<u32>,
}

/// A post held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Post {
    /// The first day.
    pub from: Option<Day>,
    /// The last day; still held when missing.
    pub to: Option<Day>,
    /// Where.
    pub place: Option<String>,
    /// As what.
    pub post: Option<String>,
}

/// A client the expert consulted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Engagement {
    /// The client's name.
    pub client: Option<String>,
    /// The client's tax code, when it has one.
    pub tax_code: Option<String>,
    /// When it was consulted.
    #[serde(deserialize_with = "object")]
    pub period: Option<Period>,
    /// The expert's part.
    pub role: Option<Role>,
    /// The certificate the client then got.
    #[serde(deserialize_with = "object")]
    pub certificate: Option<ClientCertificate>,
}

/// The consent of the head of a civil servant's agency.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConsentLetter {
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub signed_on: Option<Day>,
    /// Who signed.
    pub signer: Option<String>,
}

/// What the person declares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Declaration {
    /// Good ethics.
    pub good_ethics: Option<bool>,
    /// Full civil-act capacity.
    pub full_capacity: Option<bool>,
}

/// A portrait's measures, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Photo {
    /// Width.
    pub width: Option<u32>,
    /// Height.
    pub height: Option<u32>,
    /// Whether in colour.
    pub colour: Option<bool>,
}
