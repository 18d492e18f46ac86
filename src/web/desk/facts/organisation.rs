//! What an application says of the organisation.

use super::{OpenDossier, Part, Words, certificate, part};
use crate::domain::application::{Organisation, given};
use crate::domain::evidence::Item;
use crate::domain::readiness::Section;
use crate::language::Language;

/// The parts about the organisation.
pub(in crate::web::desk) fn organisation(
    language: Language,
    opened: &OpenDossier,
    organisation: &Organisation,
) -> Vec<Part> {
    let words = Words::in_language(language);
    let procedure = opened.dossier.application.procedure;
    let mut parts = certificate(language, opened);
    parts.push(identity(&words, opened, organisation));
    if !procedure.is_about_certificate() {
        parts.push(establishment(&words, opened, organisation));
    }
    if procedure.is_renewal() || !procedure.is_about_certificate() {
        parts.push(qms_certificate(&words, opened, organisation));
        parts.push(clients(&words, opened, organisation));
    }
    parts
}

fn identity(words: &Words, opened: &OpenDossier, organisation: &Organisation) -> Part {
    let texts = words.texts;
    let representative = organisation.legal_representative.as_ref();
    let representative = representative.map_or_else(
        || texts.not_given.to_owned(),
        |person| format!("{}, {}", words.text(person.name.as_ref()), words.text(person.title.as_ref())),
    );
    let rows = vec![
        (texts.name, words.text(organisation.name.as_ref())),
        (texts.enterprise_code, words.text(organisation.enterprise_code.as_ref())),
        (texts.address, words.text(organisation.address.as_ref())),
        (texts.phone, words.text(organisation.phone.as_ref())),
        (texts.email, words.text(organisation.email.as_ref())),
        (texts.representative, representative),
    ];
    let place = ("organisation.identity", words.language.section(Section::Organisation));
    let mut shown = part(opened, place, (None, &[Item::RegistrationForm]), rows);
    // The form itself is what was filled in here; a scan of it is welcome and
    // not missed.
    shown.lacks_paper = false;
    shown
}

fn establishment(words: &Words, opened: &OpenDossier, organisation: &Organisation) -> Part {
    let texts = words.texts;
    let rows = organisation.establishment.as_ref().map_or_else(Vec::new, |paper| {
        vec![
            (texts.kind, words.keyword(paper.kind.as_ref())),
            (texts.number, words.text(paper.number.as_ref())),
            (texts.issued_on, words.day(paper.issued_on)),
            (texts.issued_by, words.text(paper.issued_by.as_ref())),
            (texts.functions, paper.functions.join("; ")),
        ]
    });
    let place = ("organisation.establishment", words.language.section(Section::Establishment));
    part(opened, place, (None, &[Item::EstablishmentPaper]), rows)
}

fn qms_certificate(words: &Words, opened: &OpenDossier, organisation: &Organisation) -> Part {
    let texts = words.texts;
    let rows = organisation.qms_certificate.as_ref().map_or_else(Vec::new, |paper| {
        vec![
            (texts.number, words.text(paper.number.as_ref())),
            (texts.edition, words.text(paper.edition.as_ref())),
            (texts.scope, words.text(paper.scope.as_ref())),
            (texts.body, words.text(paper.body.as_ref())),
            (texts.body_registration, words.text(paper.body_registration.as_ref())),
            (texts.validity, words.span(paper.valid_from, paper.valid_to)),
        ]
    });
    let place = ("organisation.qms_certificate", words.language.section(Section::QmsCertificate));
    part(opened, place, (None, &[Item::QmsCertificate]), rows)
}

fn clients(words: &Words, opened: &OpenDossier, organisation: &Organisation) -> Part {
    let texts = words.texts;
    let place = ("organisation.clients", words.language.section(Section::Clients));
    let mut shown = part(opened, place, (None, &[Item::ConsultingHistory]), Vec::new());
    let rows = organisation.clients.iter().map(|client| {
        let name = words.text(client.name.as_ref());
        let name = match given(client.tax_code.as_ref()) {
            Some(code) => format!("{name} ({code})"),
            None => name,
        };
        vec![name, words.period(client.period), words.certificate(client.certificate.as_ref())]
    });
    shown.table = words.table(vec![texts.client, texts.period, texts.certificate], rows.collect());
    shown
}
