//! What an application says of the certificate that it is about or follows, and
//! of what is asked for under it.

use super::{OpenDossier, Part, Words, part};
use crate::domain::application::{Application, given};
use crate::domain::evidence::Item;
use crate::domain::readiness::Section;
use crate::language::Language;

/// The parts about the certificate; none of a first registration.
pub(super) fn certificate(language: Language, opened: &OpenDossier) -> Vec<Part> {
    let (words, application) = (Words::in_language(language), &opened.dossier.application);
    let Some(prior) = &application.certificate else { return Vec::new() };
    let (about, texts) = (language.about(), words.texts);
    let mut rows = vec![
        (texts.number, prior.number.clone()),
        (about.holder, prior.holder.clone()),
        (texts.validity, words.span(prior.issued_on, prior.expires_on)),
    ];
    if prior.version > 0 {
        rows.push((about.version, prior.version.to_string()));
    }
    if application.procedure.is_renewal() {
        // What is new stands beside what it was.
        rows.extend(particulars(&words, application));
    }
    let mut parts = vec![part(opened, ("certificate", about.about), (None, &[]), rows)];
    let Some(reissue) = &application.reissue else { return parts };
    let cause = reissue.cause.map(|cause| language.reissue_cause(cause).to_owned());
    let rows = vec![
        (about.papers_asked, language.papers_asked_again(&prior.number, reissue)),
        (about.cause, cause.unwrap_or_else(|| texts.not_given.to_owned())),
        (about.details, words.text(reissue.details.as_ref())),
    ];
    let place = ("reissue", language.section(Section::Reissue));
    parts.push(part(opened, place, (None, &[Item::ReissueLetter]), rows));
    if Section::in_dossier(application).contains(&Section::Particulars) {
        let place = ("particulars", language.section(Section::Particulars));
        let rows = particulars(&words, application);
        parts.push(part(opened, place, (None, &[Item::ChangeEvidence]), rows));
    }
    parts
}

/// What is new, beside what it was.
fn particulars(words: &Words, application: &Application) -> Vec<(&'static str, String)> {
    let (texts, mut rows) = (words.texts, Vec::new());
    let mut note = |label: &'static str, new: Option<&String>, old: Option<&String>| {
        let (new, old) = (given(new), given(old));
        if new != old {
            let before = words.language.about().before;
            let [new, old] = [new, old].map(|text| text.unwrap_or(texts.not_given));
            rows.push((label, format!("{new} ({before}: {old})")));
        }
    };
    if let (Some(own), Some(prior)) = (&application.organisation, &application.certificate) {
        note(texts.name, own.name.as_ref(), Some(&prior.holder));
        note(texts.address, own.address.as_ref(), prior.address.as_ref());
        note(texts.phone, own.phone.as_ref(), prior.phone.as_ref());
        note(texts.email, own.email.as_ref(), prior.email.as_ref());
    }
    for expert in &application.experts {
        let prior = expert.prior_card.as_ref().map(|card| &card.holder);
        let own = application.certificate.as_ref().filter(|_| application.organisation.is_none());
        // Who is new had no other name.
        if let Some(prior) = prior.or(own.map(|prior| &prior.holder)) {
            note(texts.name, expert.name.as_ref(), Some(prior));
        }
    }
    rows
}
