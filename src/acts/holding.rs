//! One certificate for each holder: whoever has one in force, or suspended, asks
//! for what they need under it, and registers no second one beside it. Acts and
//! pages ask alike.

use super::{ActError, Registry};
use crate::dates::Day;
use crate::domain::application::{Application, given};
use crate::domain::certificate::Certificate;
use crate::domain::dossier::{Dossier, Refusal};
use crate::storage::{ReadTransaction, StorageError, certificates, holders};

/// The certificate that whoever registers with this application holds already;
/// the one that it takes the place of is no other.
pub async fn held_by_applicant(
    reading: &mut ReadTransaction,
    registry: &Registry,
    (application, today): (&Application, Day),
) -> Result<Option<Certificate>, StorageError> {
    if application.procedure.is_about_certificate() {
        return Ok(None);
    }
    let numbers = match &application.organisation {
        Some(organisation) => match given(organisation.enterprise_code.as_ref()) {
            Some(code) => holders::certificates_of_organisation(reading, code, today).await?,
            None => Vec::new(),
        },
        None => match application.experts.first().and_then(|own| given(own.personal_number.as_ref())) {
            Some(number) => holders::certificates_of_person(reading, &registry.seal, number, today).await?,
            None => Vec::new(),
        },
    };
    let prior = application.certificate.as_ref().map(|prior| &prior.number);
    for number in numbers.iter().filter(|number| Some(*number) != prior) {
        let found = certificates::find(reading, number).await?;
        if let Some(held) = found.filter(|found| found.life(today).is_held()) {
            return Ok(Some(held));
        }
    }
    Ok(None)
}

/// Refuses a registration of whoever holds a certificate already.
pub(super) async fn require_none(
    reading: &mut ReadTransaction,
    registry: &Registry,
    (dossier, today): (&Dossier, Day),
) -> Result<(), ActError> {
    match held_by_applicant(reading, registry, (&dossier.application, today)).await? {
        Some(held) => Err(holds_one(&held, today).into()),
        None => Ok(()),
    }
}

/// Why there is no other certificate beside this one.
pub fn holds_one(held: &Certificate, today: Day) -> Refusal {
    Refusal::HoldsOne { number: held.paper.number.clone(), life: held.life(today) }
}
