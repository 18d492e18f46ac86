//! What a row of a list of papers says, once it is read.

use serde::{Deserialize, Serialize};

use crate::dates::Day;

/// Who holds a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolderFacts {
    /// An organisation.
    Organisation {
        /// Its code.
        code: String,
        /// Its head office; empty where it is not said.
        address: String,
        /// Its telephone.
        phone: String,
        /// Its e-mail.
        email: String,
    },
    /// An independent consultant.
    Independent {
        /// Their day of birth.
        born_on: Option<Day>,
        /// Their personal number.
        personal_number: Option<String>,
    },
}

/// What is said of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// Its number as it was printed.
    pub number: String,
    /// The holder's name.
    pub name: String,
    /// Who that is.
    pub holder: HolderFacts,
    /// First day.
    pub issued_on: Option<Day>,
    /// Last day.
    pub expires_on: Option<Day>,
    /// The number of the decision.
    pub decision: Option<String>,
}

/// What is said of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFacts {
    /// Its number as it was printed.
    pub number: String,
    /// The number of its certificate.
    pub certificate: String,
    /// Whose it is.
    pub name: String,
    /// Their day of birth.
    pub born_on: Option<Day>,
    /// Their personal number.
    pub personal_number: Option<String>,
    /// First day; that of the certificate where it is not said.
    pub issued_on: Option<Day>,
    /// Last day; the same.
    pub expires_on: Option<Day>,
}

/// What a row says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFacts {
    /// Of a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateFacts>,
    /// Of a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<CardFacts>,
}
