//! What an application says of one expert.

use super::{OpenDossier, Part, Words, certificate, part};
use crate::domain::application::{Expert, given};
use crate::domain::evidence::Item;
use crate::domain::personal_number::masked;
use crate::domain::readiness::Section;
use crate::language::Language;

/// An expert with the place in the application.
struct Of<'a> {
    words: Words,
    opened: &'a OpenDossier,
    position: usize,
    expert: &'a Expert,
}

/// The parts about an expert.
pub(in crate::web::desk) fn expert(
    language: Language,
    opened: &OpenDossier,
    position: usize,
    expert: &Expert,
) -> Vec<Part> {
    let of = Of { words: Words::in_language(language), opened, position, expert };
    let application = &opened.dossier.application;
    if application.procedure.is_reissue() {
        let about =
            if application.organisation.is_none() { certificate(language, opened) } else { Vec::new() };
        let mut photo = Part { lacks_paper: false, ..of.photo() };
        if photo.rows.is_empty() && expert.prior_card.is_some() {
            photo.rows.push((language.section(Section::Photo), language.about().portrait_reused.to_owned()));
        }
        return about.into_iter().chain([of.identity(), photo]).collect();
    }
    let is_colleague = application.procedure.is_of_organisation();
    let is_known = application.procedure.is_renewal() && expert.prior_card.is_some();
    let mut parts = if is_colleague { Vec::new() } else { certificate(language, opened) };
    parts.push(of.identity());
    if !is_colleague {
        parts.push(of.contact());
    }
    // What was shown when they got their card is not asked again.
    if !is_known {
        parts.extend([of.degree(), of.state_administration(), of.qms_training()]);
    }
    if is_colleague {
        parts.push(of.employment());
    }
    if !is_known {
        parts.push(of.history());
    }
    parts.extend([of.engagements(is_known), of.declaration()]);
    if expert.civil_servant == Some(true) {
        parts.push(of.consent_letter());
    }
    let has_portrait = expert.prior_card.as_ref().is_some_and(|card| card.portrait);
    let photo = of.photo();
    parts.push(Part { lacks_paper: photo.lacks_paper && !has_portrait, ..photo });
    parts
}

impl Of<'_> {
    fn part(
        &self,
        (path, section): (&str, Section),
        items: &[Item],
        rows: Vec<(&'static str, String)>,
    ) -> Part {
        let path = format!("experts[{}].{path}", self.position);
        let place = (path.as_str(), self.words.language.section(section));
        part(self.opened, place, (Some(self.position), items), rows)
    }

    fn identity(&self) -> Part {
        let (words, texts, expert) = (&self.words, self.words.texts, self.expert);
        let number = given(expert.personal_number.as_ref()).map(masked);
        let mut rows = vec![
            (texts.name, words.text(expert.name.as_ref())),
            (texts.born_on, words.day(expert.born_on)),
            (texts.sex, words.keyword(expert.sex.as_ref())),
            (texts.personal_number, number.unwrap_or_else(|| texts.not_given.to_owned())),
        ];
        if let Some(card) = &expert.prior_card {
            rows.push((words.language.papers().card, card.number.clone()));
        }
        self.part(("identity", Section::Identity), &[], rows)
    }

    fn contact(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.contact.as_ref().map_or_else(Vec::new, |contact| {
            vec![
                (texts.contact_address, words.text(contact.address.as_ref())),
                (texts.phone, words.text(contact.phone.as_ref())),
                (texts.email, words.text(contact.email.as_ref())),
            ]
        });
        self.part(("contact", Section::Contact), &[], rows)
    }

    fn degree(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.degree.as_ref().map_or_else(Vec::new, |degree| {
            vec![
                (texts.level, words.keyword(degree.level.as_ref())),
                (texts.major, words.text(degree.major.as_ref())),
                (texts.school, words.text(degree.school.as_ref())),
                (texts.graduated_on, words.day(degree.graduated_on)),
            ]
        });
        self.part(("degree", Section::Degree), &[Item::Degree], rows)
    }

    fn state_administration(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.state_administration.as_ref().map_or_else(Vec::new, |proof| {
            let mut rows = Vec::new();
            if let Some(kind) = proof.kind {
                rows.push((texts.kind, words.language.keyword(kind.as_str())));
            }
            if given(proof.basis.as_ref()).is_some() {
                rows.push((texts.basis, words.text(proof.basis.as_ref())));
            } else {
                rows.extend([
                    (texts.number, words.text(proof.number.as_ref())),
                    (texts.issued_on, words.day(proof.issued_on)),
                    (texts.facility, words.text(proof.facility.as_ref())),
                    (texts.programme, words.keyword(proof.programme.as_ref())),
                ]);
            }
            rows
        });
        let place = ("state_administration", Section::StateAdministration);
        self.part(place, &[Item::StateAdministration], rows)
    }

    fn qms_training(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.qms_training.as_ref().map_or_else(Vec::new, |proof| {
            let mut rows = Vec::new();
            if let Some(kind) = proof.kind {
                rows.push((texts.kind, words.language.keyword(kind.as_str())));
            }
            if given(proof.old_card.as_ref()).is_some() {
                rows.push((texts.old_card, words.text(proof.old_card.as_ref())));
            } else {
                let score = proof.score.as_ref().map(ToString::to_string);
                rows.extend([
                    (texts.number, words.text(proof.number.as_ref())),
                    (texts.completed_on, words.day(proof.completed_on)),
                    (texts.facility, words.text(proof.facility.as_ref())),
                    (texts.facility_eligible, words.period(proof.facility_eligible)),
                    (texts.score, words.text(score.as_ref())),
                ]);
            }
            rows
        });
        self.part(("qms_training", Section::QmsTraining), &[Item::QmsTraining], rows)
    }

    fn employment(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.employment.as_ref().map_or_else(Vec::new, |employment| {
            let months = employment.social_insurance_months.map(|months| months.to_string());
            vec![
                (texts.employer, words.text(employment.employer.as_ref())),
                (texts.kind, words.keyword(employment.kind.as_ref())),
                (texts.contract_number, words.text(employment.contract_number.as_ref())),
                (texts.since, words.day(employment.since)),
                (texts.insurance_months, words.text(months.as_ref())),
            ]
        });
        self.part(("employment", Section::Employment), &[Item::EmploymentPaper], rows)
    }

    fn history(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let mut shown = self.part(("history", Section::History), &[Item::CurriculumVitae], Vec::new());
        let rows = self.expert.history.iter().map(|post| {
            vec![
                words.span(post.from, post.to),
                words.text(post.place.as_ref()),
                words.text(post.post.as_ref()),
            ]
        });
        shown.table = words.table(vec![texts.period, texts.place, texts.post], rows.collect());
        shown
    }

    /// The paper of the experience is the curriculum vitae, shown above where the
    /// posts are.
    fn engagements(&self, has_paper: bool) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let items: &[Item] = if has_paper { &[Item::CurriculumVitae] } else { &[] };
        let mut shown = self.part(("engagements", Section::Engagements), items, Vec::new());
        let rows = self.expert.engagements.iter().map(|engagement| {
            let client = words.text(engagement.client.as_ref());
            let client = match given(engagement.tax_code.as_ref()) {
                Some(code) => format!("{client} ({code})"),
                None => client,
            };
            let role = engagement.role.map(|role| words.language.keyword(role.as_str()));
            vec![
                client,
                role.unwrap_or_else(|| texts.not_given.to_owned()),
                words.period(engagement.period),
                words.certificate(engagement.certificate.as_ref()),
            ]
        });
        shown.table =
            words.table(vec![texts.client, texts.role, texts.period, texts.certificate], rows.collect());
        shown
    }

    fn declaration(&self) -> Part {
        let (words, texts, expert) = (&self.words, self.words.texts, self.expert);
        let declared = expert.declaration.unwrap_or_default();
        let mut rows = vec![
            (texts.good_ethics, words.yes_no(declared.good_ethics)),
            (texts.full_capacity, words.yes_no(declared.full_capacity)),
            (texts.civil_servant, words.yes_no(expert.civil_servant)),
        ];
        if !self.opened.dossier.application.procedure.is_of_organisation() {
            rows.push((texts.belongs, words.yes_no(expert.belongs_to_organisation)));
        }
        self.part(("declaration", Section::Declaration), &[], rows)
    }

    fn consent_letter(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.consent_letter.as_ref().map_or_else(Vec::new, |letter| {
            vec![
                (texts.number, words.text(letter.number.as_ref())),
                (texts.signed_on, words.day(letter.signed_on)),
                (texts.signer, words.text(letter.signer.as_ref())),
            ]
        });
        let mut shown = self.part(("consent_letter", Section::Declaration), &[Item::ConsentLetter], rows);
        texts.consent_letter.clone_into(&mut shown.title);
        shown
    }

    fn photo(&self) -> Part {
        let (words, texts) = (&self.words, self.words.texts);
        let rows = self.expert.photo.map_or_else(Vec::new, |photo| {
            let side = |side: Option<u32>| side.map_or_else(|| "?".to_owned(), |side| side.to_string());
            vec![
                (texts.photo_size, format!("{} × {} px", side(photo.width), side(photo.height))),
                (texts.in_colour, words.yes_no(photo.colour)),
            ]
        });
        self.part(("photo", Section::Photo), &[Item::Photo], rows)
    }
}
