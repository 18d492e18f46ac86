//! What an application still lacks before it can be filed, or should have.
//!
//! Filing needs only what the office must know to receive a dossier: who
//! applies, and whom it is about. Whether the rest suffices is for intake and
//! appraisal to say; here it is shown as "not yet done".

use super::application::{Application, Expert, Organisation, Procedure, given};
use super::words::words;
use crate::credential::{EnterpriseCode, HolderName};

words! {
    /// A part of the form with a page of its own.
    Section {
        /// Name, code, address, contact, legal representative.
        Organisation = "organisation",
        /// The establishment paper.
        Establishment = "establishment",
        /// The QMS certificate.
        QmsCertificate = "qms_certificate",
        /// The clients consulted.
        Clients = "clients",
        /// The list of experts.
        Experts = "experts",
        /// An expert's name, birth date, personal number.
        Identity = "identity",
        /// The degree.
        Degree = "degree",
        /// Training in state administrative management.
        StateAdministration = "state_administration",
        /// Training in QMS consulting.
        QmsTraining = "qms_training",
        /// Employment at the organisation.
        Employment = "employment",
        /// Posts held.
        History = "history",
        /// Clients consulted by the expert.
        Engagements = "engagements",
        /// The expert's declaration, and being a civil servant or not.
        Declaration = "declaration",
        /// The portrait.
        Photo = "photo",
    }
}

words! {
    /// What is wrong with a part.
    GapKind {
        /// Nothing is written.
        Missing = "missing",
        /// The name cannot be printed: too long, or with hidden characters.
        Name = "name",
        /// The enterprise code is not ten digits.
        EnterpriseCode = "enterprise_code",
        /// The personal identification number is not twelve digits.
        PersonalNumber = "personal_number",
        /// Another expert of the dossier has the same personal number.
        RepeatedExpert = "repeated_expert",
    }
}

/// Something that is missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Position of the expert; none when of the organisation.
    pub expert: Option<usize>,
    /// In which part.
    pub section: Section,
    /// What.
    pub kind: GapKind,
    /// Whether the dossier cannot be filed with it.
    pub blocks_filing: bool,
}

/// Everything missing or wrong, in the order of the form.
pub fn gaps(application: &Application) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if let Some(organisation) = &application.organisation {
        gaps.extend(of_organisation(organisation));
    }
    if application.experts.is_empty() {
        gaps.push(must(None, Section::Experts, GapKind::Missing));
    }
    for (position, expert) in application.experts.iter().enumerate() {
        gaps.extend(of_expert(application.procedure, position, expert));
    }
    for position in application.repeated_experts() {
        gaps.push(must(Some(position), Section::Identity, GapKind::RepeatedExpert));
    }
    gaps
}

fn of_organisation(organisation: &Organisation) -> Vec<Gap> {
    let mut gaps = Vec::new();
    match given(organisation.name.as_ref()) {
        None => gaps.push(must(None, Section::Organisation, GapKind::Missing)),
        Some(name) if name.parse::<HolderName>().is_err() => {
            gaps.push(must(None, Section::Organisation, GapKind::Name));
        }
        Some(_) => {}
    }
    let code = given(organisation.enterprise_code.as_ref()).unwrap_or_default();
    if code.parse::<EnterpriseCode>().is_err() {
        gaps.push(must(None, Section::Organisation, GapKind::EnterpriseCode));
    }
    if given(organisation.address.as_ref()).is_none() {
        gaps.push(must(None, Section::Organisation, GapKind::Missing));
    }
    let empty = [
        (organisation.establishment.is_none(), Section::Establishment),
        (organisation.qms_certificate.is_none(), Section::QmsCertificate),
        (organisation.clients.is_empty(), Section::Clients),
    ];
    gaps.extend(missing(None, &empty));
    gaps
}

fn of_expert(procedure: Procedure, position: usize, expert: &Expert) -> Vec<Gap> {
    let at = Some(position);
    let mut gaps = Vec::new();
    match given(expert.name.as_ref()) {
        Some(name) if name.parse::<HolderName>().is_err() => {
            gaps.push(must(at, Section::Identity, GapKind::Name));
        }
        Some(_) if expert.born_on.is_some() => {}
        _ => gaps.push(must(at, Section::Identity, GapKind::Missing)),
    }
    let number = given(expert.personal_number.as_ref()).unwrap_or_default();
    if number.len() != 12 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        gaps.push(must(at, Section::Identity, GapKind::PersonalNumber));
    }
    let of_organisation = procedure == Procedure::NewOrganisation;
    let empty = [
        (expert.degree.is_none(), Section::Degree),
        (expert.state_administration.is_none(), Section::StateAdministration),
        (expert.qms_training.is_none(), Section::QmsTraining),
        (of_organisation && expert.employment.is_none(), Section::Employment),
        (expert.history.is_empty(), Section::History),
        (expert.engagements.is_empty(), Section::Engagements),
        (expert.declaration.is_none(), Section::Declaration),
        (expert.photo.is_none(), Section::Photo),
    ];
    gaps.extend(missing(at, &empty));
    gaps
}

fn missing(expert: Option<usize>, empty: &[(bool, Section)]) -> impl Iterator<Item = Gap> {
    let empty = empty.iter().filter(|(is_empty, _)| *is_empty);
    empty.map(move |(_, section)| Gap {
        expert,
        section: *section,
        kind: GapKind::Missing,
        blocks_filing: false,
    })
}

fn must(expert: Option<usize>, section: Section, kind: GapKind) -> Gap {
    Gap { expert, section, kind, blocks_filing: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::parse;

    fn application() -> Application {
        parse(include_bytes!("../../tests/cases/organisation-meets-all.json")).expect("a dossier file")
    }

    #[test]
    fn a_whole_dossier_has_no_gap() {
        assert_eq!(gaps(&application()), []);
    }

    #[test]
    fn who_applies_and_for_whom_must_be_known_and_the_rest_may_wait() {
        let mut application = application();
        let organisation = application.organisation.as_mut().expect("an organisation");
        organisation.enterprise_code = Some("123".to_owned());
        organisation.qms_certificate = None;
        application.experts[1].personal_number = application.experts[0].personal_number.clone();
        let found: Vec<_> =
            gaps(&application).iter().map(|gap| (gap.section, gap.kind, gap.blocks_filing)).collect();
        assert_eq!(
            found,
            [
                (Section::Organisation, GapKind::EnterpriseCode, true),
                (Section::QmsCertificate, GapKind::Missing, false),
                (Section::Identity, GapKind::RepeatedExpert, true),
            ]
        );
    }
}
