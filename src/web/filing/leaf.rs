//! A page of the form: one part of it, or several that are filled in together
//! and saved at once. `applicant`, `experts/3/papers`, `experts/3/experience`;
//! any other address names one part.

use std::fmt;

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path as UriPath;
use rocket::request::FromSegments;

use super::place::{NoPlace, Place, Row, position};
use crate::domain::application::{Application, Procedure};
use crate::domain::readiness::Section;

/// A page of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// One part.
    Part(Place),
    /// The organisation, what established it and its own certificate.
    Applicant,
    /// What an expert shows by papers of their own.
    Papers(usize),
    /// What an expert has done.
    Experience(usize),
}

impl Leaf {
    /// The parts on the page, in order; none when the form of this procedure,
    /// or this dossier, has no such page.
    pub(super) fn places(self, application: &Application) -> Vec<Place> {
        let procedure = application.procedure;
        let of = |expert: usize, is_here: fn(Section) -> bool| {
            let sections = Section::of_expert_at(application, expert).iter().copied();
            let sections = sections.filter(move |one| is_here(*one));
            let there = expert < application.experts.len();
            sections.filter(|_| there).map(|section| Place::of_expert(expert, section)).collect()
        };
        match self {
            Self::Part(place) if place.belongs_to(procedure) && place.is_asked(application) => vec![place],
            Self::Applicant => {
                let sections = [Section::Organisation, Section::Establishment, Section::QmsCertificate];
                let asked = Section::of_dossier(procedure);
                let sections = sections.into_iter().filter(|section| asked.contains(section));
                sections.map(Place::of_dossier).collect()
            }
            // Who a colleague is was asked when they were added.
            Self::Papers(expert) if procedure.adds_experts() => {
                of(expert, |one| !is_experience(one) && one != Section::Identity)
            }
            Self::Papers(expert) => of(expert, |one| !is_experience(one)),
            Self::Experience(expert) => of(expert, is_experience),
            Self::Part(_) => Vec::new(),
        }
    }

    /// The expert whom it is about.
    pub(super) fn expert(self) -> Option<usize> {
        match self {
            Self::Part(place) => place.expert,
            Self::Applicant => None,
            Self::Papers(expert) | Self::Experience(expert) => Some(expert),
        }
    }

    /// The only part on it.
    pub(super) fn part(self) -> Option<Place> {
        if let Self::Part(place) = self { Some(place) } else { None }
    }

    /// Whether one more of its kind can be asked for at once.
    pub(super) fn can_repeat(self, procedure: Procedure) -> bool {
        match self {
            Self::Part(Place { section: Section::Experts, .. }) | Self::Applicant | Self::Papers(_) => false,
            Self::Part(place) => place.row == Some(Row::New) || (place.is_list() && place.row.is_none()),
            Self::Experience(_) => procedure.adds_experts(),
        }
    }

    /// Where it goes on once this is saved; none for the dossier's page.
    /// `repeat` asks for one more of the same.
    pub(super) fn next(self, application: &Application, repeat: bool) -> Option<Self> {
        let procedure = application.procedure;
        let new_expert = Self::Part(Place::of_dossier(Section::Experts).at(Row::New));
        match self {
            Self::Part(Place { section: Section::Experts, .. }) => {
                application.experts.len().checked_sub(1).map(Self::Papers)
            }
            Self::Experience(_) if repeat && procedure.adds_experts() => Some(new_expert),
            Self::Part(_) if repeat && self.can_repeat(procedure) => Some(self),
            Self::Part(place) if place.section == Section::Clients && place.row.is_none() => {
                application.experts.is_empty().then_some(new_expert)
            }
            Self::Part(place) if place.section == Section::Reissue => {
                let particulars = Place::of_dossier(Section::Particulars);
                particulars.is_asked(application).then_some(Self::Part(particulars))
            }
            Self::Part(place) => place.above(procedure).map(Self::Part),
            Self::Applicant => Some(Self::Part(Place::of_dossier(Section::Clients))),
            Self::Papers(expert) => Some(Self::Experience(expert)),
            Self::Experience(_) => None,
        }
    }
}

fn is_experience(section: Section) -> bool {
    matches!(section, Section::History | Section::Engagements)
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(place) => place.fmt(f),
            Self::Applicant => f.write_str("applicant"),
            Self::Papers(expert) => write!(f, "experts/{}/papers", expert + 1),
            Self::Experience(expert) => write!(f, "experts/{}/experience", expert + 1),
        }
    }
}

impl<'r> FromSegments<'r> for Leaf {
    type Error = NoPlace;

    fn from_segments(segments: Segments<'r, UriPath>) -> Result<Self, NoPlace> {
        let parts: Vec<&str> = segments.collect();
        Self::read(&parts).ok_or(NoPlace)
    }
}

impl Leaf {
    fn read(parts: &[&str]) -> Option<Self> {
        let leaf = match parts {
            ["applicant"] => Self::Applicant,
            ["experts", expert, "papers"] => Self::Papers(position(expert)?),
            ["experts", expert, "experience"] => Self::Experience(position(expert)?),
            parts => return Place::read(parts).map(Self::Part),
        };
        (leaf.to_string() == parts.join("/")).then_some(leaf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::parse;

    #[test]
    fn a_page_is_written_as_it_is_read() {
        for path in ["applicant", "experts/3/papers", "experts/3/experience", "clients/2", "experts/new"] {
            let parts: Vec<&str> = path.split('/').collect();
            assert_eq!(Leaf::read(&parts).expect("a page").to_string(), path);
        }
        assert_eq!(Leaf::read(&["experts", "03", "papers"]), None);
        assert_eq!(Leaf::read(&["experts", "0", "papers"]), None);
    }

    #[test]
    fn every_part_of_an_expert_is_on_one_of_the_pages_and_on_no_two() {
        for file in [
            include_bytes!("../../../tests/cases/organisation-meets-all.json").as_slice(),
            include_bytes!("../../../tests/cases/independent-meets-all.json").as_slice(),
        ] {
            let application = parse(file).expect("a dossier file");
            let places =
                [Leaf::Papers(0), Leaf::Experience(0)].map(|leaf| leaf.places(&application)).concat();
            let asked: Vec<Section> = places.iter().map(|place| place.section).collect();
            let mut all = Section::of_expert(application.procedure).to_vec();
            if application.procedure == Procedure::NewOrganisation {
                all.retain(|section| *section != Section::Identity);
            }
            assert!(all.iter().all(|section| asked.contains(section)) && asked.len() == all.len());
            assert_eq!(Leaf::Papers(application.experts.len()).places(&application), []);
        }
    }
}
