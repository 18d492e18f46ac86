//! What was written once in a dossier, to choose it where it is asked again.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::application::{Application, ClientCertificate, given};
use crate::language::filing::questions as q;

/// The most that is proposed for one question.
const MOST: usize = 20;

/// What was written in the dossier, by question.
#[derive(Clone, Debug, Default)]
pub(in crate::web::filing) struct Known(BTreeMap<&'static str, BTreeSet<String>>);

impl Known {
    /// What is asked more than once of one organisation, and not of a person.
    pub(in crate::web::filing) fn of(application: &Application) -> Self {
        let mut known = Self::default();
        let organisation = application.organisation.as_ref();
        for name in organisation.iter().map(|organisation| &organisation.name) {
            known.note(&q::EMPLOYER, name.as_ref());
            known.note(&q::PLACE, name.as_ref());
        }
        for own in organisation.iter().filter_map(|organisation| organisation.qms_certificate.as_ref()) {
            known.note(&q::BODY, own.body.as_ref());
            known.note(&q::BODY_REGISTRATION, own.body_registration.as_ref());
        }
        for client in organisation.iter().flat_map(|organisation| &organisation.clients) {
            known.note(&q::CLIENT, client.name.as_ref());
            known.note_certificate(client.certificate.as_ref());
        }
        for expert in &application.experts {
            if let Some(degree) = &expert.degree {
                known.note(&q::SCHOOL, degree.school.as_ref());
            }
            if let Some(training) = &expert.state_administration {
                known.note(&q::FACILITY, training.facility.as_ref());
            }
            if let Some(training) = &expert.qms_training {
                known.note(&q::FACILITY, training.facility.as_ref());
            }
            for row in &expert.engagements {
                known.note_certificate(row.certificate.as_ref());
            }
        }
        known
    }

    /// What was written for a question.
    pub(super) fn of_question(&self, name: &str) -> Vec<String> {
        self.0.get(name).into_iter().flatten().take(MOST).cloned().collect()
    }

    fn note_certificate(&mut self, certificate: Option<&ClientCertificate>) {
        if let Some(certificate) = certificate {
            self.note(&q::BODY, certificate.body.as_ref());
            self.note(&q::BODY_REGISTRATION, certificate.body_registration.as_ref());
        }
    }

    fn note(&mut self, question: &'static q::Question, text: Option<&String>) {
        if let Some(text) = given(text) {
            self.0.entry(question.name).or_default().insert(text.to_owned());
        }
    }
}
