//! The organisation of a dossier, its papers and its clients.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

use super::reading::{MOST_ROWS, list, object, texts};

/// The organisation that applies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Organisation {
    /// As registered.
    pub name: Option<String>,
    /// Mã số doanh nghiệp.
    pub enterprise_code: Option<String>,
    /// Head office.
    pub address: Option<String>,
    /// Of the head office.
    pub phone: Option<String>,
    /// Of the head office.
    pub email: Option<String>,
    /// Who represents it under the law.
    #[serde(deserialize_with = "object")]
    pub legal_representative: Option<LegalRepresentative>,
    /// The paper that established it.
    #[serde(deserialize_with = "object")]
    pub establishment: Option<EstablishmentPaper>,
    /// The certificate of its own quality management system.
    #[serde(deserialize_with = "object")]
    pub qms_certificate: Option<QmsCertificate>,
    /// Whom it consulted.
    #[serde(deserialize_with = "list::<MOST_ROWS, _, _>")]
    pub clients: Vec<Client>,
}

/// Who represents an organisation under the law.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LegalRepresentative {
    /// Full name.
    pub name: Option<String>,
    /// Title.
    pub title: Option<String>,
}

/// An establishment decision, enterprise or operation registration.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EstablishmentPaper {
    /// Which of them.
    pub kind: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    pub issued_on: Option<Day>,
    /// Who issued it.
    pub issued_by: Option<String>,
    /// Functions it names; an officer reads them.
    #[serde(deserialize_with = "texts::<MOST_ROWS, _>")]
    pub functions: Vec<String>,
}

/// The certificate of an organisation's own quality management system.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QmsCertificate {
    /// Its number.
    pub number: Option<String>,
    /// The standard with its year.
    pub edition: Option<String>,
    /// What is certified.
    pub scope: Option<String>,
    /// The certification body.
    pub body: Option<String>,
    /// The body's registration number.
    pub body_registration: Option<String>,
    /// The first day of validity.
    pub valid_from: Option<Day>,
    /// The last day of validity.
    pub valid_to: Option<Day>,
}

/// A client the organisation consulted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Client {
    /// Its name.
    pub name: Option<String>,
    /// Its tax code, when it has one.
    pub tax_code: Option<String>,
    /// When it was consulted.
    #[serde(deserialize_with = "object")]
    pub period: Option<Period>,
    /// The certificate it then got.
    #[serde(deserialize_with = "object")]
    pub certificate: Option<ClientCertificate>,
}

/// From one day to another; open when the end is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub to: Option<Day>,
}

/// The certificate a consulted client got.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClientCertificate {
    /// Its number.
    pub number: Option<String>,
    /// The certification body.
    pub body: Option<String>,
    /// The body's registration number.
    pub body_registration: Option<String>,
    /// The day of certification.
    pub certified_on: Option<Day>,
}
