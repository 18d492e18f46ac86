//! The parts of the form: which questions each asks of which answers.

mod experience;
mod expert;
mod organisation;
mod training;

use super::place::{Place, Row};
use super::sheet::Sheet;
use crate::domain::application::{Application, Client, Engagement, Expert, Post};
use crate::domain::readiness::Section;

/// Asks the questions of a place: shows what the application says, or takes
/// over what was sent. None when the application has no such place.
pub(super) fn ask(sheet: &mut Sheet, application: &mut Application, place: Place) -> Option<()> {
    match (place.section, place.row) {
        (Section::Experts, Some(Row::New)) => of_new_expert(sheet, application),
        (Section::Clients, Some(row)) => {
            let clients = &mut application.organisation.as_mut()?.clients;
            of_row::<Client>(sheet, clients, row, experience::client)
        }
        (section, row) if place.expert.is_some() => {
            let expert = application.experts.get_mut(place.expert?)?;
            of_expert(sheet, expert, section, row)
        }
        (section, None) => of_dossier(sheet, application, section),
        _ => None,
    }
}

fn of_dossier(sheet: &mut Sheet, application: &mut Application, section: Section) -> Option<()> {
    let organisation = application.organisation.as_mut();
    match section {
        Section::Organisation => organisation::identity(sheet, organisation?),
        Section::Establishment => organisation::establishment(sheet, &mut organisation?.establishment),
        Section::QmsCertificate => organisation::qms_certificate(sheet, &mut organisation?.qms_certificate),
        Section::Clients => organisation.map(drop)?,
        Section::RegistrationForm => {}
        _ => return None,
    }
    Some(())
}

fn of_expert(sheet: &mut Sheet, expert: &mut Expert, section: Section, row: Option<Row>) -> Option<()> {
    match (section, row) {
        (Section::History, Some(row)) => {
            return of_row::<Post>(sheet, &mut expert.history, row, experience::post);
        }
        (Section::Engagements, Some(row)) => {
            return of_row::<Engagement>(sheet, &mut expert.engagements, row, experience::engagement);
        }
        (Section::Identity, None) => expert::identity(sheet, expert),
        (Section::Degree, None) => training::degree(sheet, &mut expert.degree),
        (Section::StateAdministration, None) => {
            training::state_administration(sheet, &mut expert.state_administration);
        }
        (Section::QmsTraining, None) => training::qms_training(sheet, &mut expert.qms_training),
        (Section::Employment, None) => expert::employment(sheet, &mut expert.employment),
        (Section::Independence, None) => expert::independence(sheet, expert),
        (Section::Declaration, None) => expert::declaration(sheet, &mut expert.declaration),
        (Section::History | Section::Engagements | Section::Photo, None) => {}
        _ => return None,
    }
    Some(())
}

/// A new expert begins with who they are.
fn of_new_expert(sheet: &mut Sheet, application: &mut Application) -> Option<()> {
    application.organisation.as_ref()?;
    let mut expert = Expert::default();
    expert::identity(sheet, &mut expert);
    if sheet.is_reading() && expert != Expert::default() {
        application.experts.push(expert);
    }
    Some(())
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
