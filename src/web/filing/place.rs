//! A place in the form, as an address: `organisation`, `clients/2`,
//! `experts/3/degree`, `experts/3/history/new`. People count from 1.

use std::fmt;

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path as UriPath;
use rocket::request::FromSegments;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::domain::application::{Application, Expert, Organisation, Procedure};
use crate::domain::readiness::Section;

/// A place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Position of the expert; none when about the organisation.
    pub(super) expert: Option<usize>,
    /// Which part.
    pub(super) section: Section,
    /// Which row of a part that is a list.
    pub(super) row: Option<Row>,
}

/// A row of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// One that is there, from 0.
    At(usize),
    /// One to add.
    New,
}

impl Place {
    /// A part about the organisation or the dossier.
    pub(super) fn of_dossier(section: Section) -> Self {
        Self { expert: None, section, row: None }
    }

    /// A part about an expert.
    pub(super) fn of_expert(expert: usize, section: Section) -> Self {
        Self { expert: Some(expert), section, row: None }
    }

    /// The page of an expert.
    pub(super) fn expert(expert: usize) -> Self {
        Self::of_dossier(Section::Experts).at(Row::At(expert))
    }

    /// A row of the list at this place.
    pub(super) fn at(self, row: Row) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The place above, to go back to; none when it is the dossier's page.
    pub(super) fn above(self, procedure: Procedure) -> Option<Self> {
        match self {
            Self { row: Some(_), .. } => Some(Self { row: None, ..self }),
            Self { expert: Some(expert), .. } if procedure.adds_experts() => Some(Self::expert(expert)),
            _ => None,
        }
    }

    /// Whether the part is a list of rows.
    pub(super) fn is_list(self) -> bool {
        matches!(self.section, Section::Clients | Section::History | Section::Engagements)
    }

    /// Whether the form of this procedure has such a part.
    pub(super) fn belongs_to(self, procedure: Procedure) -> bool {
        let parts = match self.expert {
            Some(_) => Section::of_expert(procedure),
            None => Section::of_dossier(procedure),
        };
        let experts = self.section == Section::Experts && procedure.adds_experts();
        parts.contains(&self.section) || (experts && self.expert.is_none())
    }

    /// Whether this dossier's answers so far ask for the part: what is new only
    /// where that is the reason, a portrait only of whose card is asked for, and
    /// of who has a card only what a renewal asks.
    pub(super) fn is_asked(self, application: &Application) -> bool {
        match (self.section, self.expert) {
            (Section::Particulars, _) => Section::in_dossier(application).contains(&self.section),
            (section, Some(expert)) => {
                expert >= application.experts.len()
                    || Section::of_expert_at(application, expert).contains(&section)
            }
            _ => true,
        }
    }

    /// What stands at the place, as a word that changes when it does: a form
    /// brings back the one it was shown with. It names the person as well, so
    /// that nothing is written to another when an expert is taken out.
    pub(super) fn print(self, application: &Application) -> String {
        let expert = self.expert.and_then(|position| application.experts.get(position));
        let who = expert.map(|expert| json!([expert.name, expert.personal_number]));
        let part = match (expert, &application.organisation) {
            // The clients offered there are the organisation's.
            (Some(_), Some(organisation)) if self.section == Section::Engagements && self.row.is_none() => {
                let clients = organisation.clients.iter().map(|client| &client.name);
                json!([clients.collect::<Vec<_>>(), expert.map(|expert| &expert.engagements)])
            }
            (Some(expert), _) => self.of_an_expert(expert),
            (None, _) if self.section == Section::Experts => self.whole_expert(application),
            (None, _) if self.section == Section::Reissue => json!(application.reissue),
            (None, _) if self.section == Section::Particulars => particulars(application),
            (None, Some(organisation)) => self.of_the_organisation(organisation),
            (None, None) => Value::Null,
        };
        let print = Sha256::digest(json!([who, part]).to_string().as_bytes());
        data_encoding::HEXLOWER.encode(&print[..8])
    }

    fn of_the_organisation(self, organisation: &Organisation) -> Value {
        let Organisation { name, enterprise_code, address, phone, email, .. } = organisation;
        match self.section {
            Section::Organisation => {
                json!([name, enterprise_code, address, phone, email, organisation.legal_representative])
            }
            Section::Establishment => json!(organisation.establishment),
            Section::QmsCertificate => json!(organisation.qms_certificate),
            Section::Clients => self.row_of(&organisation.clients),
            _ => Value::Null,
        }
    }

    fn of_an_expert(self, expert: &Expert) -> Value {
        let Expert { name, born_on, sex, personal_number, .. } = expert;
        match self.section {
            Section::Identity => json!([name, born_on, sex, personal_number]),
            Section::Independence => {
                json!([expert.belongs_to_organisation, expert.civil_servant, expert.consent_letter])
            }
            Section::Contact => json!(expert.contact),
            Section::Degree => json!(expert.degree),
            Section::StateAdministration => json!(expert.state_administration),
            Section::QmsTraining => json!(expert.qms_training),
            Section::Employment => json!(expert.employment),
            Section::Declaration => json!(expert.declaration),
            Section::History => self.row_of(&expert.history),
            Section::Engagements => self.row_of(&expert.engagements),
            // Papers are changed one by one.
            _ => Value::Null,
        }
    }

    /// The expert whom a row of the list of experts is about; all of them where
    /// one is added.
    fn whole_expert(self, application: &Application) -> Value {
        let mut experts = application.experts.iter().map(|expert| [&expert.name, &expert.personal_number]);
        match self.row {
            Some(Row::At(row)) => json!(experts.nth(row)),
            Some(Row::New) | None => json!(experts.collect::<Vec<_>>()),
        }
    }

    /// A row is changed alone. What is added, is added to the list that was
    /// seen: the same form sent twice adds nothing twice.
    fn row_of<T: Serialize>(self, rows: &[T]) -> Value {
        match self.row {
            Some(Row::At(row)) => json!(rows.get(row)),
            Some(Row::New) | None => json!(rows),
        }
    }
}

/// What a new name or address takes the place of.
fn particulars(application: &Application) -> Value {
    let own = application.organisation.as_ref();
    let own = own.map(|own| json!([own.name, own.address, own.phone, own.email]));
    json!([own, application.experts.iter().map(|expert| &expert.name).collect::<Vec<_>>()])
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(expert) = self.expert {
            write!(f, "experts/{}/", expert + 1)?;
        }
        f.write_str(self.section.as_str())?;
        match self.row {
            Some(Row::At(row)) => write!(f, "/{}", row + 1),
            Some(Row::New) => f.write_str("/new"),
            None => Ok(()),
        }
    }
}

/// The address names no place of the form.
#[derive(Debug)]
pub(super) struct NoPlace;

impl<'r> FromSegments<'r> for Place {
    type Error = NoPlace;

    fn from_segments(segments: Segments<'r, UriPath>) -> Result<Self, NoPlace> {
        let parts: Vec<&str> = segments.collect();
        Self::read(&parts).ok_or(NoPlace)
    }
}

impl Place {
    pub(super) fn read(parts: &[&str]) -> Option<Self> {
        let place = match parts {
            ["experts", expert, section] => Self::of_expert(position(expert)?, section.parse().ok()?),
            ["experts", expert, section, row] => {
                Self::of_expert(position(expert)?, section.parse().ok()?).at(Row::read(row)?)
            }
            [section] => Self::of_dossier(section.parse().ok()?),
            [section, row] => Self::of_dossier(section.parse().ok()?).at(Row::read(row)?),
            _ => return None,
        };
        // One address for one place: not `clients/+2`, not `clients/02`.
        (place.to_string() == parts.join("/")).then_some(place)
    }
}

impl Row {
    fn read(text: &str) -> Option<Self> {
        if text == "new" { Some(Self::New) } else { position(text).map(Self::At) }
    }
}

/// A position as an address has it: from 1.
pub(super) fn position(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> Option<Place> {
        Place::read(&path.split('/').collect::<Vec<_>>())
    }

    #[test]
    fn a_place_is_written_as_it_is_read() {
        let paths =
            ["organisation", "clients", "clients/2", "clients/new", "experts/3", "experts/3/history/new"];
        for path in paths {
            assert_eq!(read(path).expect("a place").to_string(), path);
        }
        assert_eq!(read("experts/3/degree"), Some(Place::of_expert(2, Section::Degree)));
        let wrong = ["", "nothing", "clients/0", "clients/02", "clients/+2", "experts/0/degree", "experts/a"];
        for path in wrong {
            assert_eq!(read(path), None, "{path}");
        }
    }

    #[test]
    fn the_print_changes_with_its_own_part_and_no_other() {
        let file = include_bytes!("../../../tests/cases/organisation-meets-all.json");
        let before = crate::domain::application::parse(file).expect("a dossier file");
        let mut after = before.clone();
        after.organisation.as_mut().expect("an organisation").clients[1].name = None;
        after.experts[0].history[0].place = None;
        let changed = |path| {
            let place = read(path).expect("a place");
            place.print(&before) != place.print(&after)
        };
        for path in ["clients/2", "clients", "clients/new", "experts/1/history/1", "experts/1/history/new"] {
            assert!(changed(path), "{path}");
        }
        for same in ["clients/1", "organisation", "experts/1/degree", "experts/2/history/new", "experts/new"]
        {
            assert!(!changed(same), "{same}");
        }
    }
}
