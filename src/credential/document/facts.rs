//! What a document says: the facts of the code, and the names around them.

use serde::Serialize;

use crate::credential::{
    payload::{Affiliation, CardPayload, CertificatePayload, Payload},
    text::{HolderName, PaperNumber},
};

/// The facts of a paper's document. Invariant: a card of an organisation's
/// expert names the organisation, an independent's does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentFacts {
    payload: Payload,
    issuer_name: IssuerName,
    issued_under: Option<IssuedUnder>,
}

/// The issuing body, as its papers print it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuerName {
    /// In Vietnamese.
    pub vi: HolderName,
    /// In English.
    pub en: HolderName,
}

/// What a card hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuedUnder {
    /// The number of the certificate it was issued under.
    pub certificate: PaperNumber,
    /// The organisation; none for an independent consultant.
    pub organisation: Option<HolderName>,
}

/// The card and the organisation do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the card of an organisation's expert names the organisation, an independent's names none")]
pub struct FactsError;

impl DocumentFacts {
    /// The facts of a certificate.
    pub fn certificate(payload: CertificatePayload, issuer_name: IssuerName) -> Self {
        Self { payload: Payload::Certificate(payload), issuer_name, issued_under: None }
    }

    /// The facts of a card issued under a certificate.
    pub fn card(
        payload: CardPayload,
        issuer_name: IssuerName,
        issued_under: IssuedUnder,
    ) -> Result<Self, FactsError> {
        let payload = Payload::Card(payload);
        let of_organisation = payload.affiliation() == Affiliation::Organisation;
        if issued_under.organisation.is_some() != of_organisation {
            return Err(FactsError);
        }
        Ok(Self { payload, issuer_name, issued_under: Some(issued_under) })
    }

    /// What the code says too.
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The issuing body.
    pub fn issuer_name(&self) -> &IssuerName {
        &self.issuer_name
    }

    /// The certificate and the organisation of a card; none on a certificate.
    pub fn issued_under(&self) -> Option<&IssuedUnder> {
        self.issued_under.as_ref()
    }
}
