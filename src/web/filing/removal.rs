//! Taking out an expert or a row, after asking; and the page that asks before
//! any act that cannot be undone.

use askama::Template;
use rocket::{get, post};

use super::part::editable;
use super::place::{Place, Row};
use super::sent_form::SentForm;
use super::{address, address_of, outline, rows, trail};
use crate::acts::filing;
use crate::domain::application::Application;
use crate::domain::dossier::Dossier;
use crate::domain::ids::DossierId;
use crate::domain::readiness::Section;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

/// The page that asks before an act that cannot be undone.
#[derive(Template)]
#[template(path = "filing/confirm.html")]
pub(super) struct ConfirmPage {
    pub(super) frame: Frame,
    pub(super) texts: &'static FilingTexts,
    pub(super) trail: Vec<(String, String)>,
    pub(super) title: String,
    /// What it is about; may be empty.
    pub(super) about: String,
    pub(super) consequence: &'static str,
    pub(super) action: String,
    pub(super) button: &'static str,
    /// `destructive`, or empty.
    pub(super) look: &'static str,
    /// What stood there when the page was shown; may be empty.
    pub(super) seen: String,
    pub(super) back_href: String,
}

/// Asks before an expert or a row is taken out.
#[get("/filing/dossiers/<id>/removal/<place..>")]
pub(super) async fn page(
    id: DossierId,
    place: Place,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = editable(site.registry, &applicant, id, place).await?;
    let (language, texts) = (frame.language, frame.language.filing());
    let is_expert = place.section == Section::Experts;
    let about = name_of(language, &own.dossier, place).ok_or(Failure::NotFound)?;
    Answer::page(&ConfirmPage {
        trail: trail(language, &own.dossier),
        title: if is_expert { texts.remove_expert } else { texts.remove_row }.to_owned(),
        about,
        consequence: if is_expert { texts.remove_expert_consequence } else { texts.remove_row_consequence },
        action: format!("{}/removal/{place}", address(id)),
        button: if is_expert { texts.remove_expert } else { texts.remove_row },
        look: "destructive",
        seen: place.print(&own.dossier.application),
        back_href: address_of(id, Some(place)),
        texts,
        frame,
    })
}

/// Takes an expert or a row out.
#[post("/filing/dossiers/<id>/removal/<place..>", data = "<sent>")]
pub(super) async fn remove(
    id: DossierId,
    place: Place,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    let own = editable(site.registry, &sent.applicant, id, place).await?;
    let Some(Row::At(position)) = place.row else { return Err(Failure::NotFound) };
    if sent.fields.text("seen") != place.print(&own.dossier.application) {
        return Err(Failure::Changed);
    }
    let account = sent.applicant.account;
    if place.section == Section::Experts {
        filing::remove_expert(site.registry, account, id, position).await?;
    } else {
        let change = |application: &mut Application| {
            take_row(application, place, position);
        };
        filing::edit(site.registry, account, id, change).await?;
    }
    site.leave_notice(frame.language.filing().removed);
    let list = Place { row: None, ..place };
    let next = if place.section == Section::Experts { None } else { Some(list) };
    Ok(Answer::redirect(address_of(id, next)))
}

fn name_of(language: Language, dossier: &Dossier, place: Place) -> Option<String> {
    let Some(Row::At(position)) = place.row else { return None };
    if place.section == Section::Experts {
        let expert = dossier.application.experts.get(position)?;
        return Some(outline::expert(language, position, expert));
    }
    let table = rows::table(language, &dossier.application, place)?;
    let line = table.lines.get(position)?;
    Some(
        line.cells
            .first()
            .filter(|name| !name.is_empty())
            .cloned()
            .unwrap_or_else(|| format!("{}", position + 1)),
    )
}

fn take_row(application: &mut Application, place: Place, position: usize) -> Option<()> {
    fn take<T>(rows: &mut Vec<T>, position: usize) -> Option<()> {
        (position < rows.len()).then(|| drop(rows.remove(position)))
    }
    let expert = place.expert.and_then(|expert| application.experts.get_mut(expert));
    match place.section {
        Section::Clients => take(&mut application.organisation.as_mut()?.clients, position),
        Section::History => take(&mut expert?.history, position),
        Section::Engagements => take(&mut expert?.engagements, position),
        _ => None,
    }
}
