//! Rows pasted from a spreadsheet or taken from a file: shown first as they
//! would be taken, with every problem by row and column; taken only when there
//! is none.
//!
//! What came is carried by the page as text, so that it can be corrected there.

mod reading;
pub(super) mod sample;

use std::sync::atomic::{AtomicBool, Ordering};

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use self::reading::{Outcome, Rows};
use super::leaf::Leaf;
use super::part::{SEEN, editable, trail_to};
use super::place::{Place, Row};
use super::rows::Table as Shown;
use super::sent_form::FilledForm;
use super::{address, address_of, leaf_address};
use crate::acts::ActError;
use crate::acts::filing::{self, OwnDossier};
use crate::domain::application::{Application, MOST_EXPERTS, MOST_ROWS};
use crate::domain::dossier::Refusal;
use crate::domain::ids::DossierId;
use crate::domain::readiness::Section;
use crate::domain::table::{Table, Unreadable};
use crate::language::Language;
use crate::language::filing::{FilingTexts, TableTexts};
use crate::web::form::Upload;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The field of the pasted rows.
const ROWS: &str = "rows";
/// The field of the file.
const FILE: &str = "sheet";
/// The field of the button that takes what was shown.
const TAKE: &str = "take";
/// The field that brings back which rows were shown.
const LOOKED_AT: &str = "looked_at";

#[derive(Template)]
#[template(path = "filing/table.html")]
struct TablePage {
    frame: Frame,
    texts: &'static FilingTexts,
    told: &'static TableTexts,
    trail: Vec<(String, String)>,
    title: String,
    lead: String,
    columns: Vec<String>,
    form: Form,
    /// What would be taken, and how much; none before anything came.
    preview: Option<(Shown, String)>,
    /// Whether it can be taken as it is.
    take: String,
    sample_href: String,
    back_href: String,
    base: String,
    /// What stood in the list, and what is shown: brought back with the form.
    seen: String,
    looked_at: String,
}

/// Where rows are pasted, or a file is chosen.
#[get("/filing/dossiers/<id>/table/<place..>")]
pub(super) async fn page(
    id: DossierId,
    place: Place,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = editable(site.registry, &applicant, id, place).await?;
    let rows = Rows::at(place).filter(|_| is_there(&own, place)).ok_or(Failure::NotFound)?;
    Answer::page(&table_page(frame, &own, place, rows, Form::empty(), None))
}

/// Shows what would be taken, or takes it.
#[post("/filing/dossiers/<id>/table/<place..>", data = "<sent>")]
pub(super) async fn take(
    id: DossierId,
    place: Place,
    site: Site<'_>,
    frame: Frame,
    mut sent: FilledForm,
) -> Result<Answer, Failure> {
    let (language, account) = (frame.language, sent.applicant.account);
    let own = editable(site.registry, &sent.applicant, id, place).await?;
    let rows = Rows::at(place).ok_or(Failure::NotFound)?;
    if !is_there(&own, place) {
        return Err(Failure::Changed);
    }
    let mut form = Form::filled(&sent.fields);
    let pasted = sent.fields.raw(ROWS);
    let is_looked_at = sent.fields.text(LOOKED_AT) == mark(pasted);
    let file = sent.files.remove(FILE);
    let is_file = file.is_some();
    if is_file && !is_looked_at && !pasted.trim().is_empty() {
        form.refuse(FILE, language.table().both);
    }
    let came = came(file.filter(|_| !form.is_refused()), pasted).await?;
    let outcome = match came {
        Ok(table) if is_file && rows.is_no_table(&table) => {
            form.refuse(FILE, language.table().no_table);
            None
        }
        Ok(table) => {
            // What was typed stays as typed; a file is carried as text.
            if is_file && !form.is_refused() {
                form = form.with(ROWS, table.to_text());
            }
            Some(rows.read(language, &own, &table))
        }
        Err((field, sentence)) => {
            form.refuse(field, sentence(language));
            None
        }
    };
    for problem in outcome.iter().flat_map(|outcome| outcome.told(language)) {
        form.refuse(ROWS, problem);
    }
    if let Some(outcome) = outcome.as_ref().filter(|_| !form.is_refused())
        && let Some(sentence) = too_much(language, &own, place, outcome).await?
    {
        form.refuse(ROWS, sentence);
    }
    // Only what was looked at is taken, and only into the list that was seen.
    let is_asked = !sent.fields.text(TAKE).is_empty() && is_looked_at && !is_file;
    let seen = sent.fields.text(SEEN);
    if is_asked && !form.is_refused() && seen != list_mark(&own.dossier.application, place) {
        form.refuse(ROWS, language.filing().changed_meanwhile);
    }
    if let Some(outcome) = outcome.as_ref().filter(|_| is_asked && !form.is_refused()) {
        let is_taken = AtomicBool::new(false);
        let change = |application: &mut Application| {
            let is_same = seen == list_mark(application, place);
            is_taken.store(is_same, Ordering::Relaxed);
            if is_same {
                outcome.add_to(application, place);
            }
        };
        match filing::edit(site.registry, account, id, change).await {
            Ok(_) if !is_taken.load(Ordering::Relaxed) => {
                form.refuse(ROWS, language.filing().changed_meanwhile);
            }
            Ok(_) => {
                site.leave_notice(&language.rows_taken(outcome.count()));
                let to = if place.section == Section::Experts { None } else { Some(place) };
                return Ok(Answer::redirect(address_of(id, to)));
            }
            Err(ActError::Excess(excess)) => form.refuse(ROWS, language.excess(excess)),
            Err(ActError::Refused(refusal @ Refusal::TooLarge)) => {
                form.refuse(ROWS, language.refusal(&refusal));
            }
            Err(error) => return Err(error.into()),
        }
    }
    let status = if form.errors().is_empty() { Status::Ok } else { Status::UnprocessableEntity };
    Answer::with_status(status, &table_page(frame, &own, place, rows, form, outcome))
}

/// Whether the one is there whose list it is.
fn is_there(own: &OwnDossier, place: Place) -> bool {
    place.expert.is_none_or(|expert| expert < own.dossier.application.experts.len())
}

/// Why the rows do not fit beside those that are there, if they do not: told
/// before they are taken.
async fn too_much(
    language: Language,
    own: &OwnDossier,
    place: Place,
    outcome: &Outcome,
) -> Result<Option<String>, Failure> {
    let most = if place.section == Section::Experts { MOST_EXPERTS } else { MOST_ROWS };
    let (there, more) = (list_length(&own.dossier.application, place), outcome.count());
    if there + more > most {
        return Ok(Some(language.too_many_rows(there, more, most)));
    }
    let mut application = own.dossier.application.clone();
    outcome.add_to(&mut application, place);
    match filing::require_readable(&application).await {
        Ok(()) => Ok(None),
        Err(ActError::Refused(refusal)) => Ok(Some(language.refusal(&refusal))),
        Err(error) => Err(error.into()),
    }
}

/// How many rows the list at a place has.
fn list_length(application: &Application, place: Place) -> usize {
    let expert = place.expert.and_then(|expert| application.experts.get(expert));
    match (place.section, expert) {
        (Section::History, Some(expert)) => expert.history.len(),
        (Section::Engagements, Some(expert)) => expert.engagements.len(),
        (Section::Experts, _) => application.experts.len(),
        _ => application.organisation.as_ref().map_or(0, |organisation| organisation.clients.len()),
    }
}

/// What stands in the list at a place, and whose it is.
fn list_mark(application: &Application, place: Place) -> String {
    format!("{}-{}", place.print(application), list_length(application, place))
}

/// Which rows these are.
fn mark(rows: &str) -> String {
    // As a form brings them back.
    let rows: String = rows.trim().replace("\r\n", "\n").nfc().collect();
    let digest = Sha256::digest(&rows);
    data_encoding::HEXLOWER.encode(&digest[..8])
}

/// Why nothing can be read: the field, and the sentence in a language.
type NoTable = (&'static str, Box<dyn Fn(Language) -> String + Send>);

/// What came: the file, or what was pasted.
async fn came(file: Option<Upload>, pasted: &str) -> Result<Result<Table, NoTable>, Failure> {
    let unreadable = |field: &'static str, why: Unreadable| -> NoTable {
        (field, Box::new(move |language: Language| language.unreadable_table(why)))
    };
    let Some(upload) = file else {
        return Ok(Table::of_text(pasted).map_err(|why| unreadable(ROWS, why)));
    };
    Ok(match upload.content {
        Ok(file) => filing::read_table(&file).await?.map_err(|why| unreadable(FILE, why)),
        Err(refusal) => Err((FILE, Box::new(move |language| language.upload_refusal(refusal)))),
    })
}

fn table_page(
    frame: Frame,
    own: &OwnDossier,
    place: Place,
    rows: Rows,
    form: Form,
    outcome: Option<Outcome>,
) -> TablePage {
    let (language, id) = (frame.language, own.dossier.id);
    let (texts, told) = (language.filing(), language.table());
    let back = match place.section {
        Section::Experts => None,
        _ => Some(Leaf::Part(place)),
    };
    let list = Leaf::Part(Place { row: Some(Row::New), ..place });
    let count = outcome.as_ref().map(Outcome::count).unwrap_or_default();
    TablePage {
        texts,
        told,
        trail: trail_to(&frame, own, list),
        title: format!("{}: {}", language.section(place.section), told.title),
        lead: language.table_lead(place.section == Section::Experts),
        columns: rows.columns().into_iter().map(|column| column.heading(language).to_owned()).collect(),
        take: if count > 0 && form.errors().is_empty() { language.take_rows(count) } else { String::new() },
        seen: list_mark(&own.dossier.application, place),
        looked_at: outcome.as_ref().map(|_| mark(form.value(ROWS))).unwrap_or_default(),
        preview: outcome
            .filter(|outcome| outcome.count() > 0 && form.errors().is_empty())
            .map(|outcome| (outcome.shown(language, own, place), language.rows_found(outcome.count()))),
        form,
        sample_href: format!("{}/table-sample/{place}", address(id)),
        back_href: leaf_address(id, back),
        base: address(id),
        frame,
    }
}
