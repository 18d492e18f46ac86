//! A portrait that is not of the card's form: the part to keep is chosen, of a
//! few that are proposed or, where scripts run, by hand.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use super::leaf::Leaf;
use super::part::trail_to;
use super::place::Place;
use super::sent_form::SentForm;
use super::taking::TakenFiles;
use super::{address, address_of};
use crate::acts::ActError;
use crate::acts::filing::{self, OwnDossier, PortraitToCrop};
use crate::domain::crop::Area;
use crate::domain::evidence::Item;
use crate::domain::ids::DossierId;
use crate::domain::readiness::Section;
use crate::language::filing::CropTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The field of the part that is kept: left, top and width in points.
const AREA: &str = "area";
/// The field of the portrait that it is a part of.
const PORTRAIT: &str = "portrait";

#[derive(Template)]
#[template(path = "filing/crop.html")]
struct CropPage {
    frame: Frame,
    texts: &'static CropTexts,
    trail: Vec<(String, String)>,
    lead: String,
    form: Form,
    action: String,
    back_href: String,
    portrait: String,
    href: String,
    width: u32,
    height: u32,
    least_width: u32,
    most_width: u32,
    ratio: (u32, u32),
    proposals: Vec<Area>,
}

/// The page to choose on; the photo's own page when there is nothing to choose.
#[get("/filing/dossiers/<id>/crop/<place..>")]
pub(super) async fn page(
    id: DossierId,
    place: Place,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let expert = expert_at(place)?;
    let found = filing::portrait_to_crop(site.registry, applicant.account, id, expert).await?;
    match found.and_then(|found| crop_page(frame, &found, place, Form::empty())) {
        Some(page) => Answer::page(&page),
        None => Ok(Answer::redirect(address_of(id, Some(place)))),
    }
}

/// Keeps the part that was chosen.
#[post("/filing/dossiers/<id>/crop/<place..>", data = "<sent>")]
pub(super) async fn crop(
    id: DossierId,
    place: Place,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    let (registry, account, expert) = (site.registry, sent.applicant.account, expert_at(place)?);
    let mut form = Form::filled(&sent.fields);
    let portrait = sent.fields.text(PORTRAIT).parse().map_err(|_| Failure::NotFound)?;
    let mut status = Status::UnprocessableEntity;
    if let Some(chosen) = chosen(sent.fields.text(AREA)) {
        match filing::crop(registry, account, id, portrait, chosen).await {
            Ok(_) => {
                site.leave_notice(frame.language.crop().done);
                return Ok(Answer::redirect(address_of(id, Some(place))));
            }
            Err(ActError::Upload(refusal)) => {
                if refusal.is_for_now() {
                    status = Status::ServiceUnavailable;
                }
                form.refuse(AREA, frame.language.upload_refusal(refusal));
            }
            Err(error) => return Err(error.into()),
        }
    } else {
        form.refuse(AREA, frame.language.crop().missing);
    }
    let found = filing::portrait_to_crop(registry, account, id, expert).await?;
    let page = found.and_then(|found| crop_page(frame, &found, place, form));
    Answer::with_status(status, &page.ok_or(Failure::Changed)?)
}

/// Where a part can be chosen of the portrait of the expert at this place, when
/// it is large enough and in colour but of another ratio.
pub(super) fn offered(own: &OwnDossier, place: Place) -> Option<String> {
    let form = own.regime.conditions.photo.value;
    let expert = place.expert?;
    let is_there = own.papers.iter().any(|paper| paper.item == Item::Photo && paper.expert == Some(expert));
    let photo = own.dossier.application.experts.get(expert)?.photo.filter(|_| is_there)?;
    let (width, height) = (photo.width?, photo.height?);
    let helps = photo.colour == Some(true) && !form.has_ratio(width, height);
    (helps && form.widths(width, height).is_some()).then(|| crop_address(own.dossier.id, place))
}

/// The same once a portrait was taken at this place.
pub(super) fn offered_after(own: &OwnDossier, taken: &TakenFiles, place: Place) -> Option<String> {
    (place.section == Section::Photo && taken.is_at(place)).then(|| offered(own, place)).flatten()
}

fn crop_address(id: DossierId, place: Place) -> String {
    format!("{}/crop/{place}", address(id))
}

fn expert_at(place: Place) -> Result<usize, Failure> {
    let is_photo = place.section == Section::Photo && place.row.is_none();
    place.expert.filter(|_| is_photo).ok_or(Failure::NotFound)
}

/// Left, top and width, as a button of the page or its script says them.
fn chosen(area: &str) -> Option<((u32, u32), u32)> {
    let numbers: Result<Vec<u32>, _> = area.split(' ').map(str::parse).collect();
    match numbers.ok()?.as_slice() {
        &[left, top, width] => Some(((left, top), width)),
        _ => None,
    }
}

fn crop_page(frame: Frame, found: &PortraitToCrop, place: Place, form: Form) -> Option<CropPage> {
    let PortraitToCrop { own, paper, size, form: asked } = found;
    let (id, (width, height)) = (own.dossier.id, *size);
    let widths = asked.widths(width, height)?;
    let mut trail = trail_to(&frame, own, Leaf::Part(place));
    let photo = address_of(id, Some(place));
    trail.push((photo.clone(), frame.language.section(Section::Photo).to_owned()));
    Some(CropPage {
        texts: frame.language.crop(),
        trail,
        lead: frame.language.crop_lead(*asked, *size),
        form,
        action: crop_address(id, place),
        back_href: photo,
        portrait: paper.id.to_string(),
        href: format!("{}/papers/{}", address(id), paper.id),
        width,
        height,
        least_width: *widths.start(),
        most_width: *widths.end(),
        ratio: (asked.ratio_width, asked.ratio_height),
        proposals: asked.proposals(width, height),
        frame,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_three_whole_numbers() {
        assert_eq!(chosen("50 0 800"), Some(((50, 0), 800)));
        for not in ["", "50 0", "50 0 800 1200", "50,0,800", "-1 0 800", "a b c", "1e3 0 800", "50  0 800"] {
            assert_eq!(chosen(not), None, "{not}");
        }
    }
}
