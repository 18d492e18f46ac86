//! Whether what is written of a part is all that belongs to it.

use super::written;
use crate::domain::application::{
    Client, ClientCertificate, Employment, Engagement, Expert, Period, ProofKind, QmsTraining,
    StateAdministration,
};

/// Training in state administrative management, or its exemption.
pub(super) fn administration(proof: &StateAdministration) -> bool {
    match proof.kind {
        Some(ProofKind::Certificate) => {
            written(&[&proof.number, &proof.facility, &proof.programme]) && proof.issued_on.is_some()
        }
        Some(ProofKind::Exempt) => written(&[&proof.basis]),
        None => false,
    }
}

/// Training in QMS consulting, or its exemption.
pub(super) fn training(proof: &QmsTraining) -> bool {
    match proof.kind {
        Some(ProofKind::Certificate) => {
            written(&[&proof.number, &proof.facility])
                && proof.completed_on.is_some()
                && proof.score.is_some()
        }
        Some(ProofKind::Exempt) => written(&[&proof.old_card]),
        None => false,
    }
}

/// Employment at the organisation.
pub(super) fn employment(employment: &Employment) -> bool {
    written(&[&employment.employer, &employment.kind]) && employment.since.is_some()
}

/// Independence; of a civil servant with the consent letter.
pub(super) fn independence(expert: &Expert) -> bool {
    let letter = || {
        expert
            .consent_letter
            .as_ref()
            .is_some_and(|letter| written(&[&letter.number, &letter.signer]) && letter.signed_on.is_some())
    };
    match expert.civil_servant {
        Some(true) => letter(),
        Some(false) => true,
        None => false,
    }
}

/// A client of an organisation, who was certified.
pub(super) fn client(client: &Client) -> bool {
    written(&[&client.name]) && begins(client.period) && is_certified(client.certificate.as_ref())
}

/// An expert's engagement, whose client was certified.
pub(super) fn engagement(engagement: &Engagement) -> bool {
    written(&[&engagement.client])
        && begins(engagement.period)
        && engagement.role.is_some()
        && is_certified(engagement.certificate.as_ref())
}

/// A client whom an organisation consulted, certified or not: a renewal asks when
/// the work was completed.
pub(super) fn client_served(client: &Client) -> bool {
    written(&[&client.name]) && is_completed(client.period)
}

/// The same of an expert's engagement.
pub(super) fn engagement_served(engagement: &Engagement) -> bool {
    written(&[&engagement.client]) && is_completed(engagement.period) && engagement.role.is_some()
}

fn is_completed(period: Option<Period>) -> bool {
    period.is_some_and(|period| period.from.is_some() && period.to.is_some())
}

fn begins(period: Option<Period>) -> bool {
    period.is_some_and(|period| period.from.is_some())
}

fn is_certified(certificate: Option<&ClientCertificate>) -> bool {
    certificate.is_some_and(|certificate| {
        written(&[&certificate.number, &certificate.body_registration]) && certificate.certified_on.is_some()
    })
}
