//! A page of the form: its questions, its rows, its papers, saved at once. An
//! expert's page lists the parts about that expert.

use std::sync::atomic::{AtomicBool, Ordering};

use askama::Template;
use rocket::{get, post};

use super::blocks::{self, PageContents, PartForm};
use super::leaf::Leaf;
use super::place::{Place, Row};
use super::sent_form::FilledForm;
use super::sheet::{Known, Sheet};
use super::taking::{self, TakenFiles};
use super::tasks::{Outline, Task};
use super::{address, address_of, crop, failing, leaf_address, outline, trail};
use crate::acts::filing::{self, OwnDossier};
use crate::acts::{ActError, Registry};
use crate::domain::application::Application;
use crate::domain::dossier::{Act, Dossier};
use crate::domain::ids::DossierId;
use crate::domain::readiness::Section;
use crate::language::filing::FilingTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

/// The field that brings back what stood there when the form was shown.
pub(super) const SEEN: &str = "seen";
/// The field of the button that asks for one more of the same.
const THEN: &str = "then";

#[derive(Template)]
#[template(path = "filing/expert.html")]
struct ExpertPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    title: String,
    papers_href: String,
    experience_href: String,
    tasks: Vec<Task>,
    back_href: String,
    removal_href: String,
}

/// A page of the form.
#[get("/filing/dossiers/<id>/parts/<leaf..>")]
pub(super) async fn page(
    id: DossierId,
    leaf: Leaf,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = editable_leaf(site.registry, &applicant, id, leaf).await?;
    match leaf.part() {
        Some(Place { section: Section::Experts, row: None, .. }) => Ok(Answer::redirect(address(id))),
        Some(Place { section: Section::Experts, row: Some(Row::At(expert)), .. }) => {
            expert_page(frame, &own, expert)
        }
        _ => {
            let mut application = own.dossier.application.clone();
            let mut sheet =
                Sheet::showing(frame.language).filled_in(own.today, Known::of(&own.dossier.application));
            let places = leaf.places(&application);
            let asked = blocks::ask(&mut sheet, &mut application, &places).ok_or(Failure::NotFound)?;
            let shown = PageContents { leaf, sheet, asked, kept: String::new() };
            Answer::page(&blocks::page(frame, &own, shown, site.config))
        }
    }
}

/// Saves a page of the form, and takes its papers.
#[post("/filing/dossiers/<id>/parts/<leaf..>", data = "<sent>")]
pub(super) async fn save(
    id: DossierId,
    leaf: Leaf,
    site: Site<'_>,
    frame: Frame,
    mut sent: FilledForm,
) -> Result<Answer, Failure> {
    let (registry, language, account) = (site.registry, frame.language, sent.applicant.account);
    let own = editable_leaf(registry, &sent.applicant, id, leaf).await?;
    let (places, known) = (leaf.places(&own.dossier.application), Known::of(&own.dossier.application));
    let reading = || Sheet::reading(language, &sent.fields).filled_in(own.today, known.clone());
    let (mut sheet, mut application) = (reading(), own.dossier.application.clone());
    // A row that another window took out meanwhile is a conflict, not a typo.
    let asked = blocks::ask(&mut sheet, &mut application, &places).ok_or(Failure::Changed)?;
    let is_same = refuse_changed(&mut sheet, &asked, &own.dossier.application);
    let taken = if is_same {
        taking::take(registry, account, &mut sent.files, &own, &asked, &mut sheet).await?
    } else {
        TakenFiles::default()
    };
    let has_questions = asked.iter().any(|asked| !asked.rows.is_empty());
    let is_changed = application != own.dossier.application;
    if is_same && has_questions && !is_changed && taken.is_nothing() && is_new_row(leaf) {
        sheet.form.refuse(first_field(&asked), language.filing().nothing_typed);
    }
    // The same form sent twice at once: the second finds what the first made.
    let prints: Vec<(Place, String)> =
        asked.iter().map(|asked| (asked.place, asked.place.print(&own.dossier.application))).collect();
    let is_changed_meanwhile = AtomicBool::new(false);
    let change = |application: &mut Application| {
        let is_same = prints.iter().all(|(place, print)| place.print(application) == *print);
        is_changed_meanwhile.store(!is_same, Ordering::Relaxed);
        if is_same {
            blocks::ask(&mut reading(), application, &places);
        }
    };
    let edited = if sheet.form.is_refused() || !has_questions || !is_changed {
        Ok(own.dossier.clone())
    } else {
        filing::edit(registry, account, id, change).await
    };
    if is_changed_meanwhile.load(Ordering::Relaxed) {
        sheet.form.refuse(first_field(&asked), language.filing().changed_meanwhile);
    }
    if let Err(ActError::Excess(excess)) = &edited {
        sheet.form.refuse(first_field(&asked), language.excess(*excess));
    }
    if sheet.form.is_refused() {
        let own = filing::view(registry, account, id).await?;
        let (status, kept) = (taken.status(), taken.sentence(language));
        let shown = PageContents { leaf, sheet, asked, kept };
        return Answer::with_status(status, &blocks::page(frame, &own, shown, site.config));
    }
    let dossier = edited?;
    let own = filing::view(registry, account, id).await?;
    site.leave_notice(&notice(&own, &asked, &taken, is_changed, language));
    if let Some(choosing) = asked.iter().find_map(|asked| crop::offered_after(&own, &taken, asked.place)) {
        return Ok(Answer::redirect(choosing));
    }
    let repeat = !sent.fields.text(THEN).is_empty();
    Ok(Answer::redirect(after(leaf, &dossier, &taken, repeat)))
}

/// Where it goes on: a page of one part shows the papers that came.
fn after(leaf: Leaf, dossier: &Dossier, taken: &TakenFiles, repeat: bool) -> String {
    match leaf {
        Leaf::Part(place) if !taken.is_nothing() && !place.is_list() => leaf_address(dossier.id, Some(leaf)),
        leaf => leaf_address(dossier.id, leaf.next(&dossier.application, repeat)),
    }
}

/// Refuses a form whose parts are no longer as it showed them.
fn refuse_changed(sheet: &mut Sheet, asked: &[PartForm], application: &Application) -> bool {
    let is_same = |asked: &PartForm, sheet: &Sheet| {
        sheet.sent(&asked.field(SEEN)) == Some(asked.place.print(application).as_str())
    };
    let changed = asked.iter().find(|asked| !is_same(asked, sheet));
    if let Some(changed) = changed {
        let first = changed.rows.iter().find(|row| !row.is_heading());
        let field = first.map_or_else(|| changed.field(taking::FILE), |row| row.name.clone());
        sheet.form.refuse(&field, sheet.language.filing().changed_meanwhile);
    }
    changed.is_none()
}

fn is_new_row(leaf: Leaf) -> bool {
    matches!(leaf, Leaf::Part(Place { row: Some(Row::New), .. }))
}

fn first_field(asked: &[PartForm]) -> &str {
    let rows = asked.iter().flat_map(|asked| &asked.rows);
    rows.filter(|row| !row.is_heading()).map(|row| row.name.as_str()).next().unwrap_or(taking::FILE)
}

/// What was saved, what to look at again, and what does not meet a condition.
fn notice(
    own: &OwnDossier,
    asked: &[PartForm],
    taken: &TakenFiles,
    is_changed: bool,
    language: crate::language::Language,
) -> String {
    let saved = match (is_changed, taken.is_nothing()) {
        (true, _) => language.saved_at(&own.dossier.saved_at.local_time()),
        (false, true) => language.filing().nothing_changed.to_owned(),
        (false, false) => String::new(),
    };
    let remark =
        asked.iter().flat_map(|asked| &asked.rows).map(|row| &row.remark).find(|text| !text.is_empty());
    let places: Vec<Place> = asked.iter().map(|asked| asked.place).collect();
    let failing = failing::at(language, own, &places).into_iter().take(2);
    let failing = failing.map(|(_, sentence)| format!("{}: {sentence}", language.filing().unmet));
    let told =
        [saved, taken.sentence(language), remark.cloned().unwrap_or_default()].into_iter().chain(failing);
    told.filter(|sentence| !sentence.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The applicant's dossier, if this page of it can be filled in now.
async fn editable_leaf(
    registry: &Registry,
    applicant: &Applicant,
    id: DossierId,
    leaf: Leaf,
) -> Result<OwnDossier, Failure> {
    let own = filing::view(registry, applicant.account, id).await?;
    if leaf.places(&own.dossier.application).is_empty() {
        return Err(Failure::NotFound);
    }
    own.dossier.stage.require(Act::Edit, own.today).map_err(ActError::from)?;
    Ok(own)
}

/// The applicant's dossier, if this place of it can be edited now.
pub(super) async fn editable(
    registry: &Registry,
    applicant: &Applicant,
    id: DossierId,
    place: Place,
) -> Result<OwnDossier, Failure> {
    editable_leaf(registry, applicant, id, Leaf::Part(place)).await
}

/// The way back from a page of the form: the dossier, the expert, the list.
pub(super) fn trail_to(frame: &Frame, own: &OwnDossier, leaf: Leaf) -> Vec<(String, String)> {
    let (language, dossier) = (frame.language, &own.dossier);
    let mut trail = trail(language, dossier);
    if let Some(position) = leaf.expert().filter(|_| dossier.application.procedure.adds_experts())
        && let Some(expert) = dossier.application.experts.get(position)
    {
        let href = address_of(dossier.id, Some(Place::expert(position)));
        trail.push((href, outline::expert(language, position, expert)));
    }
    if let Some(place) = leaf.part().filter(|place| place.row.is_some() && place.section != Section::Experts)
    {
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
        papers_href: leaf_address(dossier.id, Some(Leaf::Papers(position))),
        experience_href: leaf_address(dossier.id, Some(Leaf::Experience(position))),
        tasks: Outline::new(language, own).of_expert(position),
        removal_href: format!("{base}/removal/{}", Place::expert(position)),
        back_href: base,
        frame,
    })
}
