//! Lists as tables: clients, posts, engagements.

use super::place::{Place, Row};
use crate::domain::application::{Application, ClientCertificate, Period, Role, given};
use crate::domain::readiness::Section;
use crate::language::Language;
use crate::language::filing::questions as q;

/// A list as a table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) place: Place,
    pub(super) headings: Vec<&'static str>,
    pub(super) lines: Vec<Line>,
}

/// A row of it.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) place: Place,
    /// One for each heading; empty where nothing was written.
    pub(super) cells: Vec<String>,
}

/// The list at a place; none when there is no list.
pub(super) fn table(language: Language, application: &Application, place: Place) -> Option<Table> {
    let expert = place.expert.and_then(|expert| application.experts.get(expert));
    let text = |text: &Option<String>| given(text.as_ref()).unwrap_or_default().to_owned();
    let name = |name: &Option<String>, code: &Option<String>| match given(code.as_ref()) {
        Some(code) => format!("{} ({code})", text(name)),
        None => text(name),
    };
    let (headings, cells): (Vec<&'static q::Question>, Vec<Vec<String>>) = match place.section {
        Section::Clients => {
            let clients = application.organisation.as_ref()?.clients.iter().map(|client| {
                let [from, to] = days(language, client.period);
                let [number, on] = certificate(language, client.certificate.as_ref());
                vec![name(&client.name, &client.tax_code), from, to, number, on]
            });
            (vec![&q::CLIENT, &q::FROM, &q::TO, &q::CERTIFICATE_NUMBER, &q::CERTIFIED_ON], clients.collect())
        }
        Section::Engagements => {
            let rows = expert?.engagements.iter().map(|row| {
                let [from, to] = days(language, row.period);
                let [number, on] = certificate(language, row.certificate.as_ref());
                vec![name(&row.client, &row.tax_code), role(language, row.role), from, to, number, on]
            });
            let headings =
                vec![&q::CLIENT, &q::ROLE, &q::FROM, &q::TO, &q::CERTIFICATE_NUMBER, &q::CERTIFIED_ON];
            (headings, rows.collect())
        }
        Section::History => {
            let posts = expert?.history.iter().map(|row| {
                let [from, to] = days(language, Some(Period { from: row.from, to: row.to }));
                vec![text(&row.place), text(&row.post), from, to]
            });
            (vec![&q::PLACE, &q::POST, &q::POST_FROM, &q::POST_TO], posts.collect())
        }
        _ => return None,
    };
    let line = |(position, cells)| Line { place: place.at(Row::At(position)), cells };
    let headings = headings.into_iter().map(|question| question.label(language)).collect();
    Some(Table { place, headings, lines: cells.into_iter().enumerate().map(line).collect() })
}

fn days(language: Language, period: Option<Period>) -> [String; 2] {
    let period = period.unwrap_or_default();
    [period.from, period.to].map(|day| day.map(|day| language.day(day)).unwrap_or_default())
}

fn certificate(language: Language, certificate: Option<&ClientCertificate>) -> [String; 2] {
    let Some(certificate) = certificate else { return [String::new(), String::new()] };
    let number = given(certificate.number.as_ref()).unwrap_or_default();
    let body = given(certificate.body_registration.as_ref());
    let number = body.map_or_else(|| number.to_owned(), |body| format!("{number} ({body})"));
    [number, certificate.certified_on.map(|day| language.day(day)).unwrap_or_default()]
}

fn role(language: Language, role: Option<Role>) -> String {
    let word = role.map(Role::as_str).unwrap_or_default();
    let known = q::ROLES.iter().find(|(known, _, _)| *known == word);
    known.map(|(_, vi, en)| language.choose(*vi, *en).to_owned()).unwrap_or_default()
}
