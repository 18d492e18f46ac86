//! The parts of the form: which questions each asks of which answers.

mod experience;
mod expert;
mod lists;
mod organisation;
mod reissue;
mod training;

pub(super) use experience::{client, engagement, post};

use super::place::{Place, Row};
use super::sheet::Sheet;
use crate::domain::application::{Application, Client, Engagement, Expert, Organisation, Post};
use crate::domain::readiness::Section;

/// The field that names the expert whom a new one is like.
pub(super) const LIKE: &str = "like";

/// Asks the questions of a place: shows what the application says, or takes
/// over what was sent. None when the application has no such place.
pub(super) fn ask(sheet: &mut Sheet, application: &mut Application, place: Place) -> Option<()> {
    match (place.section, place.row) {
        (Section::Experts, Some(Row::New)) => of_new_expert(sheet, application),
        (Section::Clients, Some(row)) => {
            let clients = &mut application.organisation.as_mut()?.clients;
            of_row::<Client>(sheet, clients, row, client)
        }
        (section, row) if place.expert.is_some() => {
            let expert = application.experts.get_mut(place.expert?)?;
            of_expert(sheet, application.organisation.as_ref(), expert, section, row)
        }
        (section, None) => of_dossier(sheet, application, section),
        _ => None,
    }
}

fn of_dossier(sheet: &mut Sheet, application: &mut Application, section: Section) -> Option<()> {
    match section {
        Section::Reissue => return reissue::request(sheet, application),
        Section::Particulars => return reissue::particulars(sheet, application),
        _ => {}
    }
    let is_renewal = application.procedure.is_renewal();
    let organisation = application.organisation.as_mut();
    match section {
        Section::Organisation => organisation::identity(sheet, organisation?, !is_renewal),
        Section::Establishment => organisation::establishment(sheet, &mut organisation?.establishment),
        Section::QmsCertificate => organisation::qms_certificate(sheet, &mut organisation?.qms_certificate),
        Section::Clients => lists::more::<Client>(sheet, &mut organisation?.clients, client),
        Section::RegistrationForm => {}
        _ => return None,
    }
    Some(())
}

fn of_expert(
    sheet: &mut Sheet,
    organisation: Option<&Organisation>,
    expert: &mut Expert,
    section: Section,
    row: Option<Row>,
) -> Option<()> {
    match (section, row) {
        (Section::History, Some(row)) => {
            return of_row::<Post>(sheet, &mut expert.history, row, post);
        }
        (Section::Engagements, Some(row)) => {
            return of_row::<Engagement>(sheet, &mut expert.engagements, row, engagement);
        }
        (Section::Identity, None) => expert::identity(sheet, expert),
        (Section::Contact, None) => expert::contact(sheet, &mut expert.contact),
        (Section::Degree, None) => training::degree(sheet, &mut expert.degree),
        (Section::StateAdministration, None) => {
            training::state_administration(sheet, &mut expert.state_administration);
        }
        (Section::QmsTraining, None) => training::qms_training(sheet, &mut expert.qms_training),
        (Section::Employment, None) => {
            let name = organisation.and_then(|organisation| organisation.name.as_ref());
            expert::employment(sheet, &mut expert.employment, name);
        }
        (Section::Independence, None) => expert::independence(sheet, expert),
        (Section::Declaration, None) => expert::declaration(sheet, &mut expert.declaration),
        (Section::History, None) => lists::more::<Post>(sheet, &mut expert.history, post),
        (Section::Engagements, None) => {
            let clients = organisation.map(|organisation| organisation.clients.as_slice());
            match clients.filter(|clients| !clients.is_empty()) {
                Some(clients) => lists::of_clients(sheet, &mut expert.engagements, clients),
                None => lists::more::<Engagement>(sheet, &mut expert.engagements, engagement),
            }
        }
        (Section::Photo, None) => {}
        _ => return None,
    }
    Some(())
}

/// A new expert begins with who they are, and may be like another in what
/// colleagues have in common.
fn of_new_expert(sheet: &mut Sheet, application: &mut Application) -> Option<()> {
    application.organisation.as_ref()?;
    let mut expert = Expert::default();
    expert::identity(sheet, &mut expert);
    if !application.experts.is_empty() {
        let named = |(position, other): (usize, &Expert)| {
            let name = super::outline::expert(sheet.language, position, other);
            ((position + 1).to_string(), name)
        };
        let others = application.experts.iter().enumerate().map(named).collect();
        let label = sheet.language.filing().like.to_owned();
        let chosen = sheet.select(LIKE, label, others).and_then(|word| word.parse::<usize>().ok());
        if let Some(other) = chosen.and_then(|place| application.experts.get(place.checked_sub(1)?))
            && expert != Expert::default()
        {
            expert = expert.like(other);
        }
    }
    if sheet.is_reading() && expert != Expert::default() {
        application.experts.push(expert);
    }
    Some(())
}

/// Everything asked of an expert that is one answer, as a row of a table has it:
/// under a heading for each part, with names of their own.
pub(super) fn whole_expert(sheet: &mut Sheet, whole: &mut Expert) {
    expert::identity(sheet, whole);
    for section in [
        Section::Degree,
        Section::StateAdministration,
        Section::QmsTraining,
        Section::Employment,
        Section::Declaration,
    ] {
        sheet.heading(sheet.language.section(section));
        sheet.under(&format!("{section}-"), |sheet| of_expert(sheet, None, whole, section, None));
    }
}

/// One row of a list. A new row is added when something was written in it.
fn of_row<T: Default + PartialEq>(
    sheet: &mut Sheet,
    rows: &mut Vec<T>,
    row: Row,
    questions: fn(&mut Sheet, &mut T),
) -> Option<()> {
    match row {
        Row::At(position) => questions(sheet, rows.get_mut(position)?),
        Row::New => {
            let mut value = T::default();
            questions(sheet, &mut value);
            if sheet.is_reading() && value != T::default() {
                rows.push(value);
            }
        }
    }
    Some(())
}
