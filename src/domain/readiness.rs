//! What an application still lacks before it can be filed, or should have.
//!
//! Filing needs only what the office must know to receive a dossier: who
//! applies, and whom it is about. Whether the rest suffices is for intake and
//! appraisal to say; here it is shown as "not yet done".

mod reissue;
mod required;
mod section;
mod whole;

use std::collections::BTreeSet;

use super::application::{Application, Expert, Organisation, given};
use super::evidence::Evidence;
use super::personal_number::is_personal_number;
use super::typed::{Undrawn, undrawn, undrawn_in_name};
use super::words::words;
use crate::credential::{EnterpriseCode, HolderName};
pub use required::{RequiredPaper, missing_papers, required_papers};
pub use section::Section;

words! {
    /// What is wrong with a part.
    GapKind {
        /// Nothing is written.
        Missing = "missing",
        /// Something that belongs to it is not written.
        Incomplete = "incomplete",
        /// The paper that shows it has not been handed in.
        NoPaper = "no_paper",
        /// The name cannot be printed: too long, or with hidden characters.
        Name = "name",
        /// It has a sign that papers cannot show.
        Sign = "sign",
        /// The enterprise code is not ten digits.
        EnterpriseCode = "enterprise_code",
        /// The personal identification number is not twelve digits.
        PersonalNumber = "personal_number",
        /// Another expert of the dossier has the same personal number.
        RepeatedExpert = "repeated_expert",
        /// The name or address that is said to be new is the old one.
        Unchanged = "unchanged",
        /// What changes is printed on the certificate, which is not asked for.
        CertificateToo = "certificate_too",
    }
}

impl GapKind {
    /// Whether what is written is wrong, rather than something not yet there.
    pub fn is_wrong(self) -> bool {
        !matches!(self, Self::Missing | Self::Incomplete | Self::NoPaper | Self::Unchanged)
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
    /// Which sign, of [`GapKind::Sign`].
    pub sign: Option<Undrawn>,
    /// Whether the dossier cannot be filed with it.
    pub blocks_filing: bool,
}

/// Everything missing or wrong, in the order of the form.
pub fn gaps(application: &Application) -> Vec<Gap> {
    if let Some(reissue) = &application.reissue {
        return reissue::gaps(application, reissue);
    }
    let mut gaps = Vec::new();
    let asks_organisation = Section::of_dossier(application.procedure).contains(&Section::Organisation);
    if let Some(organisation) = application.organisation.as_ref().filter(|_| asks_organisation) {
        gaps.extend(of_organisation(application, organisation));
    }
    if application.experts.is_empty() {
        gaps.push(must(None, Section::Experts, GapKind::Missing));
    }
    for (position, expert) in application.experts.iter().enumerate() {
        gaps.extend(of_expert(application, position, expert));
    }
    for position in application.repeated_experts() {
        gaps.push(must(Some(position), Section::Identity, GapKind::RepeatedExpert));
    }
    gaps
}

/// The parts whose paper has not been handed in.
pub fn unproven(application: &Application, papers: &[Evidence]) -> Vec<Gap> {
    let gap = |RequiredPaper { expert, section, .. }| Gap {
        expert,
        section,
        kind: GapKind::NoPaper,
        sign: None,
        blocks_filing: false,
    };
    missing_papers(application, papers).into_iter().map(gap).collect()
}

/// How many parts of the form are not done, papers included.
pub fn open_parts(application: &Application, papers: &[Evidence]) -> usize {
    let gaps = gaps(application).into_iter().chain(unproven(application, papers));
    let parts: BTreeSet<_> = gaps.map(|gap| (gap.expert, gap.section)).collect();
    parts.len()
}

fn of_organisation(application: &Application, organisation: &Organisation) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let (name, code) = (given(organisation.name.as_ref()), given(organisation.enterprise_code.as_ref()));
    let must = |kind| must(None, Section::Organisation, kind);
    let address = given(organisation.address.as_ref());
    let sign = name.and_then(undrawn_in_name).or_else(|| address.and_then(undrawn));
    gaps.extend(sign.map(|sign| with_sign(None, Section::Organisation, sign)));
    if name.is_some_and(|name| name.parse::<HolderName>().is_err()) {
        gaps.push(must(GapKind::Name));
    }
    if code.is_some_and(|code| code.parse::<EnterpriseCode>().is_err()) {
        gaps.push(must(GapKind::EnterpriseCode));
    }
    let there = [name.is_some(), code.is_some(), address.is_some()];
    gaps.extend(absence(there).map(must));
    let establishment = organisation.establishment.as_ref().map(|paper| {
        written(&[&paper.kind, &paper.number, &paper.issued_by])
            && paper.issued_on.is_some()
            && !paper.functions.is_empty()
    });
    let certificate = organisation.qms_certificate.as_ref().map(|own| {
        written(&[&own.number, &own.edition, &own.scope, &own.body, &own.body_registration])
            && own.valid_from.is_some()
            && own.valid_to.is_some()
    });
    let is_whole = if application.procedure.is_renewal() { whole::client_served } else { whole::client };
    let clients = rows(&organisation.clients, is_whole);
    let parts = [
        (Section::Establishment, establishment),
        (Section::QmsCertificate, certificate),
        (Section::Clients, clients),
    ];
    let asked = Section::of_dossier(application.procedure);
    let parts = parts.into_iter().filter(|(section, _)| asked.contains(section));
    gaps.extend(parts.filter_map(|(section, part)| may_wait(None, section, part)));
    gaps
}

fn of_expert(application: &Application, position: usize, expert: &Expert) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let (name, number) = (given(expert.name.as_ref()), given(expert.personal_number.as_ref()));
    let must = |kind| must(Some(position), Section::Identity, kind);
    let sign = name.and_then(undrawn_in_name);
    gaps.extend(sign.map(|sign| with_sign(Some(position), Section::Identity, sign)));
    if name.is_some_and(|name| name.parse::<HolderName>().is_err()) {
        gaps.push(must(GapKind::Name));
    }
    if number.is_some_and(|number| !is_personal_number(number)) {
        gaps.push(must(GapKind::PersonalNumber));
    }
    gaps.extend(absence([name.is_some(), expert.born_on.is_some(), number.is_some()]).map(must));
    let address = expert.contact.as_ref().and_then(|contact| given(contact.address.as_ref()));
    let sign = address.and_then(undrawn);
    gaps.extend(sign.map(|sign| with_sign(Some(position), Section::Contact, sign)));
    let is_renewed = application.procedure.is_renewal();
    let parts = Section::of_expert_at(application, position).iter().filter_map(|section| {
        may_wait(Some(position), *section, part_of_expert(expert, *section, is_renewed))
    });
    gaps.extend(parts);
    gaps
}

/// What of a part is there: all of it, some, or nothing.
fn absence(there: [bool; 3]) -> Option<GapKind> {
    match there {
        [true, true, true] => None,
        [false, false, false] => Some(GapKind::Missing),
        _ => Some(GapKind::Incomplete),
    }
}

/// Whether a part of an expert is there, and whole. Who it is, is judged apart.
fn part_of_expert(expert: &Expert, section: Section, is_renewed: bool) -> Option<bool> {
    let known = expert.prior_card.as_ref().filter(|_| is_renewed);
    match section {
        Section::Contact => expert
            .contact
            .as_ref()
            .map(|contact| written(&[&contact.address, &contact.phone, &contact.email])),
        Section::Degree => expert.degree.as_ref().map(|degree| {
            written(&[&degree.level, &degree.major, &degree.school]) && degree.graduated_on.is_some()
        }),
        Section::StateAdministration => expert.state_administration.as_ref().map(whole::administration),
        Section::QmsTraining => expert.qms_training.as_ref().map(whole::training),
        Section::Employment => expert.employment.as_ref().map(whole::employment),
        Section::History => rows(&expert.history, |post| post.from.is_some() && written(&[&post.place])),
        Section::Engagements if known.is_some() => rows(&expert.engagements, whole::engagement_served),
        Section::Engagements => rows(&expert.engagements, whole::engagement),
        Section::Independence => expert.belongs_to_organisation.map(|_| whole::independence(expert)),
        Section::Declaration => expert.declaration.map(|declaration| {
            declaration.good_ethics == Some(true) && declaration.full_capacity == Some(true)
        }),
        // The one on the card is printed again.
        Section::Photo if known.is_some_and(|card| card.portrait) => Some(true),
        Section::Photo => expert.photo.map(|_| true),
        _ => Some(true),
    }
}

/// None when there is no row; whether every row is whole otherwise.
fn rows<T>(rows: &[T], is_whole: impl Fn(&T) -> bool) -> Option<bool> {
    if rows.is_empty() { None } else { Some(rows.iter().all(is_whole)) }
}

fn written(texts: &[&Option<String>]) -> bool {
    texts.iter().all(|text| given(text.as_ref()).is_some())
}

/// A gap the dossier can be filed with.
fn may_wait(expert: Option<usize>, section: Section, part: Option<bool>) -> Option<Gap> {
    let kind = match part {
        Some(true) => return None,
        Some(false) => GapKind::Incomplete,
        None => GapKind::Missing,
    };
    Some(Gap { expert, section, kind, sign: None, blocks_filing: false })
}

fn must(expert: Option<usize>, section: Section, kind: GapKind) -> Gap {
    Gap { expert, section, kind, sign: None, blocks_filing: true }
}

fn with_sign(expert: Option<usize>, section: Section, sign: Undrawn) -> Gap {
    Gap { sign: Some(sign), ..must(expert, section, GapKind::Sign) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::parse;
    use crate::domain::evidence::Item;

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
        // Seven parts of every expert come with a paper, two of the organisation.
        assert_eq!(open_parts(&application, &[]), 3 + 1 + 1 + 5 * 6);
    }

    #[test]
    fn a_part_begun_and_not_finished_is_told_from_one_not_begun() {
        let mut application = application();
        let expert = &mut application.experts[2];
        expert.degree.as_mut().expect("a degree").graduated_on = None;
        expert.employment = None;
        expert.engagements[0].certificate = None;
        let found: Vec<_> = gaps(&application).iter().map(|gap| (gap.section, gap.kind)).collect();
        assert_eq!(
            found,
            [
                (Section::Degree, GapKind::Incomplete),
                (Section::Employment, GapKind::Missing),
                (Section::Engagements, GapKind::Incomplete),
            ]
        );
    }

    #[test]
    fn every_part_with_a_paper_has_one_that_is_handed_in() {
        for section in Section::ALL {
            assert!(section.item().is_none_or(Item::is_handed_in), "{section}");
        }
    }
}
