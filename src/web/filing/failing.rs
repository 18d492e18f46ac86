//! What is written and does not meet a condition, in the words of the
//! condition, at the part of the form where it is written. It decides nothing.

use super::outline;
use super::place::Place;
use crate::acts::filing::OwnDossier;
use crate::domain::application::{Application, RegisterExtract};
use crate::domain::eligibility::{Finding, Subject, Verdict, evaluate_under};
use crate::domain::readiness::{self, Section};
use crate::language::Language;

/// Every part that is filled in and does not meet a condition, with why.
pub(super) fn all(language: Language, own: &OwnDossier) -> Vec<(Place, String)> {
    let application = &own.dossier.application;
    let gaps = readiness::gaps(application);
    let is_filled =
        |place: &Place| !gaps.iter().any(|gap| (gap.expert, gap.section) == (place.expert, place.section));
    let unmet = |finding: &Finding| {
        let place = place_of(finding).filter(|_| finding.verdict == Verdict::Unmet)?;
        let is_asked = place.belongs_to(application.procedure) && is_filled(&place);
        is_asked.then(|| (place, outline::said(language, finding.text.clone())))
    };
    // Cards in use and revocations are asked of the register before the
    // commitment; nobody sees them beside a field.
    let nothing_known = RegisterExtract {
        revocations: Some(Vec::new()),
        active_cards: Some(Vec::new()),
        certificate: application.in_force(),
        filed_on: Some(own.dossier.stage.filed_on().unwrap_or(own.today)),
    };
    let judged = Application { register: Some(nothing_known), ..application.clone() };
    evaluate_under(&own.regime, &judged, own.today).findings.iter().filter_map(unmet).collect()
}

/// The same of these parts.
pub(super) fn at(language: Language, own: &OwnDossier, places: &[Place]) -> Vec<(Place, String)> {
    all(language, own).into_iter().filter(|(place, _)| places.contains(place)).collect()
}

/// The part of the form that a finding is about, where one is.
pub(super) fn place_of(finding: &Finding) -> Option<Place> {
    let section = Section::judged_by(finding.rule)?;
    Some(match finding.subject {
        Subject::Organisation => Place::of_dossier(section),
        Subject::Expert(position) => Place::of_expert(position, section),
    })
}
