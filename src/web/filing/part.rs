//! One part of the form, one thing per page: its questions, its rows, its
//! papers. An expert's page lists the parts about that expert.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use super::papers::{self, About, PaperLine, Portrait};
use super::place::{Place, Row};
use super::rows::{self, Table};
use super::sent::Filled;
use super::sheet::{Control, Sheet};
use super::tasks::{Outline, Task, papers_of};
use super::{address, address_of, crop, outline, sections, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::acts::{ActError, Registry};
use crate::domain::application::Procedure;
use crate::domain::dossier::Act;
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::DossierId;
use crate::domain::readiness::Section;
use crate::language::filing::FilingTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

/// The field of an uploaded file.
pub(super) const FILE: &str = "file";
/// The field that brings back what stood there when the form was shown.
const SEEN: &str = "seen";

#[derive(Template)]
#[template(path = "filing/part.html")]
struct PartPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: String,
    lead: String,
    sheet: Sheet,
    seen: String,
    table: Option<Table>,
    add_href: String,
    papers: Vec<PaperLine>,
    portrait: Option<Portrait>,
    /// Where a part of the portrait can be chosen; empty when none need be.
    crop_href: String,
    crop: &'static str,
    /// What may be uploaded here; empty when nothing is.
    upload_hint: String,
    accept: &'static str,
    back_href: String,
    removal_href: String,
    base: String,
}

#[derive(Template)]
#[template(path = "filing/expert.html")]
struct ExpertPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: String,
    tasks: Vec<Task>,
    back_href: String,
    removal_href: String,
}

/// A part of the form.
#[get("/filing/dossiers/<id>/parts/<place..>")]
pub(super) async fn page(
    id: DossierId,
    place: Place,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = editable(site.registry, &applicant, id, place).await?;
    match (place.section, place.row) {
        (Section::Experts, None) => Ok(Answer::redirect(address(id))),
        (Section::Experts, Some(Row::At(expert))) => expert_page(frame, &own, expert),
        _ => {
            let mut sheet = Sheet::showing(frame.language);
            let mut application = own.dossier.application.clone();
            sections::ask(&mut sheet, &mut application, place).ok_or(Failure::NotFound)?;
            Answer::page(&part_page(frame, &own, place, sheet, site.config.upload_bytes))
        }
    }
}

/// Saves a part of the form, and takes its paper.
#[post("/filing/dossiers/<id>/parts/<place..>", data = "<sent>")]
pub(super) async fn save(
    id: DossierId,
    place: Place,
    site: Site<'_>,
    frame: Frame,
    mut sent: Filled,
) -> Result<Answer, Failure> {
    let (registry, language) = (site.registry, frame.language);
    let own = editable(registry, &sent.applicant, id, place).await?;
    let mut sheet = Sheet::reading(language, &sent.fields);
    let mut application = own.dossier.application.clone();
    // A row that another window took out meanwhile is a conflict, not a typo.
    sections::ask(&mut sheet, &mut application, place).ok_or(Failure::Changed)?;
    let first = sheet.rows.first().map_or(FILE, |row| row.name);
    let is_same = sent.fields.text(SEEN) == place.print(&own.dossier.application);
    if !is_same {
        sheet.form.refuse(first, language.filing().changed_meanwhile);
    }
    let taken =
        if is_same { take_paper(registry, &mut sent, id, place, &mut sheet).await? } else { Taken::None };
    let change = |application: &mut _| {
        sections::ask(&mut Sheet::reading(language, &sent.fields), application, place);
    };
    let edited = if sheet.form.is_refused() || sheet.rows.is_empty() {
        Ok(own.dossier)
    } else {
        filing::edit(registry, sent.applicant.account, id, change).await
    };
    if let Err(ActError::Excess(excess)) = &edited {
        sheet.form.refuse(first, language.excess(*excess));
    }
    if sheet.form.is_refused() {
        let own = filing::view(registry, sent.applicant.account, id).await?;
        let page = part_page(frame, &own, place, sheet, site.config.upload_bytes);
        return Answer::with_status(taken.status(), &page);
    }
    let dossier = edited?;
    let taken = taken.name();
    let mut notice = match &taken {
        Some(name) => language.uploaded(name),
        None => language.saved_at(&dossier.saved_at.local_time()),
    };
    if let Some(remark) = sheet.remark() {
        notice = format!("{notice} {remark}");
    }
    site.leave_notice(&notice);
    let procedure = dossier.application.procedure;
    if taken.is_some() && place.section == Section::Photo {
        let own = filing::view(registry, sent.applicant.account, id).await?;
        if let Some(choosing) = crop::offered(&own, place) {
            return Ok(Answer::redirect(choosing));
        }
    }
    let next = match (place.section, place.row) {
        _ if taken.is_some() => Some(place),
        (Section::Experts, Some(Row::New)) => {
            dossier.application.experts.len().checked_sub(1).map(Place::expert)
        }
        _ => place.above(procedure),
    };
    Ok(Answer::redirect(address_of(id, next)))
}

/// The applicant's dossier, if this place of it can be edited now.
pub(super) async fn editable(
    registry: &Registry,
    applicant: &Applicant,
    id: DossierId,
    place: Place,
) -> Result<OwnDossier, Failure> {
    let own = filing::view(registry, applicant.account, id).await?;
    if !place.belongs_to(own.dossier.application.procedure) {
        return Err(Failure::NotFound);
    }
    own.dossier.stage.require(Act::Edit, own.today).map_err(ActError::from)?;
    Ok(own)
}

/// What became of the file sent along.
enum Taken {
    /// There was none, or it was refused.
    None,
    /// Too many wait: later it can be taken.
    Later,
    /// It is a paper of this name.
    Paper(String),
}

impl Taken {
    /// The status of the page that shows the form again.
    fn status(&self) -> Status {
        if matches!(self, Self::Later) { Status::ServiceUnavailable } else { Status::UnprocessableEntity }
    }

    fn name(self) -> Option<String> {
        if let Self::Paper(name) = self { Some(name) } else { None }
    }
}

/// Takes the paper sent along. A refusal stands at the field. A paper is kept
/// also when an answer beside it is refused: a browser does not send a chosen
/// file twice.
async fn take_paper(
    registry: &Registry,
    sent: &mut Filled,
    id: DossierId,
    place: Place,
    sheet: &mut Sheet,
) -> Result<Taken, Failure> {
    let Some(item) = place.section.item().filter(|_| place.row.is_none()) else { return Ok(Taken::None) };
    let Some(file) = sent.files.remove(FILE) else {
        if sheet.rows.is_empty() {
            sheet.form.refuse(FILE, sheet.language.filing().upload_missing);
        }
        return Ok(Taken::None);
    };
    let (language, about) = (sheet.language, About { item, expert: place.expert });
    match papers::take(registry, sent.applicant.account, id, about, file).await {
        Ok(paper) => Ok(Taken::Paper(paper.file_name)),
        Err(ActError::Upload(refusal)) => {
            sheet.form.refuse(FILE, language.upload_refusal(refusal));
            Ok(if refusal == UploadRefusal::Busy { Taken::Later } else { Taken::None })
        }
        Err(ActError::Excess(excess)) => {
            sheet.form.refuse(FILE, language.excess(excess));
            Ok(Taken::None)
        }
        Err(error) => Err(error.into()),
    }
}

fn part_page(frame: Frame, own: &OwnDossier, place: Place, sheet: Sheet, most_bytes: u64) -> PartPage {
    let (language, dossier) = (frame.language, &own.dossier);
    let (texts, procedure) = (language.filing(), dossier.application.procedure);
    let is_new_expert = place.section == Section::Experts;
    let takes_paper = place.row.is_none() && place.section.item().is_some();
    let is_photo = place.section == Section::Photo;
    let upload_hint = match takes_paper {
        true if is_photo => {
            let form = language.photo_hint(own.regime.conditions.photo.value);
            format!("{form} {}", language.picture_limits(most_bytes))
        }
        true => language.paper_hint(most_bytes),
        false => String::new(),
    };
    let asks = &own.regime.conditions;
    let papers = papers_of(&own.papers, place).filter(|_| place.row.is_none());
    let is_row = matches!(place.row, Some(Row::At(_)));
    let title = match place.row {
        Some(_) if is_new_expert => texts.add_expert.to_owned(),
        Some(Row::At(row)) => language.row_title(place.section, Some(row)),
        Some(Row::New) => language.row_title(place.section, None),
        None => language.section(place.section).to_owned(),
    };
    PartPage {
        texts,
        trail: trail_to(&frame, own, place),
        title,
        lead: if place.row.is_some() { String::new() } else { language.section_lead(place.section, asks) },
        seen: place.print(&dossier.application),
        table: rows::table(language, &dossier.application, place).filter(|_| place.row.is_none()),
        add_href: address_of(dossier.id, Some(place.at(Row::New))),
        papers: papers.map(|paper| PaperLine::new(language, paper)).collect(),
        portrait: if is_photo { Portrait::of(language, own, place.expert) } else { None },
        crop_href: if is_photo { crop::offered(own, place).unwrap_or_default() } else { String::new() },
        crop: language.crop().offer,
        upload_hint,
        accept: if is_photo { "image/jpeg,image/png" } else { "application/pdf,image/jpeg,image/png" },
        back_href: address_of(
            dossier.id,
            place.above(procedure).filter(|above| above.section != Section::Experts || above.row.is_some()),
        ),
        removal_href: if is_row { format!("{}/removal/{place}", address(dossier.id)) } else { String::new() },
        base: address(dossier.id),
        sheet,
        frame,
    }
}

/// The way back from a part: the dossier, the expert, the list.
pub(super) fn trail_to(frame: &Frame, own: &OwnDossier, place: Place) -> Vec<(String, String)> {
    let (language, dossier) = (frame.language, &own.dossier);
    let mut trail = trail(language, dossier);
    if let (Some(position), Procedure::NewOrganisation) = (place.expert, dossier.application.procedure)
        && let Some(expert) = dossier.application.experts.get(position)
    {
        let href = address_of(dossier.id, Some(Place::expert(position)));
        trail.push((href, outline::expert(language, position, expert)));
    }
    if place.row.is_some() && place.section != Section::Experts {
        let list = Place { row: None, ..place };
        trail.push((address_of(dossier.id, Some(list)), language.section(place.section).to_owned()));
    }
    trail
}

fn expert_page(frame: Frame, own: &OwnDossier, position: usize) -> Result<Answer, Failure> {
    let (language, dossier) = (frame.language, &own.dossier);
    let expert = dossier.application.experts.get(position).ok_or(Failure::NotFound)?;
    let base = address(dossier.id);
    Answer::page(&ExpertPage {
        texts: language.filing(),
        trail: trail(language, dossier),
        title: outline::expert(language, position, expert),
        tasks: Outline::new(language, own).of_expert(position),
        removal_href: format!("{base}/removal/{}", Place::expert(position)),
        back_href: base,
        frame,
    })
}
