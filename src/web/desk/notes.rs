//! Notes to the file: what the page of a dossier shows of them, and writing
//! one.

use rocket::post;

use super::Desk;
use super::dossier::concluded;
use super::open_dossier::OpenDossier;
use crate::acts::notes;
use crate::language::desk::notes::NoteTexts;
use crate::web::{Answer, Failure, Posted};

/// The form's field.
pub(super) const FIELD: &str = "file_note";

/// Notes as a page shows them.
pub(super) struct NotesView {
    pub(super) texts: &'static NoteTexts,
    /// Who wrote, when, and what; the last first.
    pub(super) notes: Vec<(String, String, String)>,
    /// Whether this officer writes notes.
    pub(super) may_write: bool,
}

impl NotesView {
    pub(super) fn of(desk: &Desk<'_>, opened: &OpenDossier) -> Self {
        let language = desk.frame.language;
        let notes = opened.notes.iter().rev().map(|note| {
            let by = note.by.map(|by| opened.names.name_for(by, &desk.officer, language));
            (by.unwrap_or_default(), language.instant(note.at), note.text.clone())
        });
        Self { texts: language.notes(), notes: notes.collect(), may_write: notes::may_write(&desk.officer) }
    }
}

/// Writes a note.
#[post("/desk/dossiers/<id>/notes", data = "<posted>")]
pub(super) async fn write(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.notes());
    let dossier = id.parse().map_err(|_| Failure::NotFound)?;
    let done = notes::write(desk.site.registry, &desk.officer, dossier, fields.text(FIELD)).await;
    concluded(desk, id, &fields, done, texts.written, FIELD).await
}
