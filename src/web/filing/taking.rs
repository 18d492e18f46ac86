//! Papers that came with a page of the form. Each has its own outcome: what is
//! good is kept also when another, or an answer beside it, is refused, for a
//! browser does not send a chosen file twice.

use rocket::http::Status;

use super::blocks::PartForm;
use super::papers::{self, About};
use super::place::Place;
use super::sheet::Sheet;
use crate::acts::filing::OwnDossier;
use crate::acts::{ActError, Registry};
use crate::domain::ids::AccountId;
use crate::language::Language;
use crate::web::Failure;
use crate::web::form::Uploads;

/// The field of the files of a part.
pub(super) const FILE: &str = "file";

/// What became of the files sent along.
#[derive(Debug, Default)]
pub(super) struct TakenFiles {
    /// The names they are kept under, and where.
    kept: Vec<(Place, String)>,
    /// Too many wait: later one of them can be taken.
    is_later: bool,
}

impl TakenFiles {
    /// Whether no file was taken.
    pub(super) fn is_nothing(&self) -> bool {
        self.kept.is_empty()
    }

    /// Whether a file was taken at this place.
    pub(super) fn is_at(&self, place: Place) -> bool {
        self.kept.iter().any(|(at, _)| *at == place)
    }

    /// The status of the page that shows the form again.
    pub(super) fn status(&self) -> Status {
        if self.is_later { Status::ServiceUnavailable } else { Status::UnprocessableEntity }
    }

    /// What was taken; empty when nothing was.
    pub(super) fn sentence(&self, language: Language) -> String {
        let names: Vec<&str> = self.kept.iter().map(|(_, name)| name.as_str()).collect();
        language.uploaded(&names)
    }
}

/// Takes the papers sent along. A refusal stands at the field, with the name of
/// the file where there are several.
pub(super) async fn take(
    registry: &Registry,
    account: AccountId,
    files: &mut Uploads,
    own: &OwnDossier,
    asked: &[PartForm],
    sheet: &mut Sheet,
) -> Result<TakenFiles, Failure> {
    let (mut taken, language) = (TakenFiles::default(), sheet.language);
    for part in asked.iter().filter(|part| part.takes_papers()) {
        let (field, place) = (part.field(FILE), part.place);
        let Some(item) = place.section.item() else { continue };
        let came = files.take(&field);
        let is_one = came.len() == 1;
        if came.is_empty() && part.rows.is_empty() && asked.len() == 1 {
            sheet.form.refuse(&field, language.filing().upload_missing);
        }
        for file in came {
            let (name, about) = (file.file_name.clone(), About { item, expert: place.expert });
            let sentence = match papers::take(registry, account, own.dossier.id, about, file).await {
                Ok(paper) => {
                    taken.kept.push((place, paper.file_name));
                    continue;
                }
                Err(ActError::Upload(refusal)) => {
                    taken.is_later |= refusal.is_for_now();
                    language.upload_refusal(refusal)
                }
                Err(ActError::Excess(excess)) => language.excess(excess),
                Err(error) => return Err(error.into()),
            };
            let told = if is_one { sentence } else { language.of_file(&name, &sentence) };
            sheet.form.refuse(&field, told);
        }
    }
    Ok(taken)
}
