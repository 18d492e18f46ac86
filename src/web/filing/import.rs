//! The dossier as a file, both ways.

use askama::Template;
use rocket::{get, post};

use super::sent_form::FilledForm;
use super::taking::FILE;
use super::{address, outline, trail};
use crate::acts::ActError;
use crate::acts::filing::{self, OwnDossier};
use crate::domain::application::{self, Application, Fault};
use crate::domain::dossier::{Act, Refusal};
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::DossierId;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::web::file::File;
use crate::web::form::Upload;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

#[derive(Template)]
#[template(path = "filing/import.html")]
struct ImportPage {
    frame: Frame,
    texts: &'static FilingTexts,
    trail: Vec<(String, String)>,
    form: Form,
    address: String,
}

/// Where a dossier file is chosen.
#[get("/filing/dossiers/<id>/import")]
pub(super) async fn page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    own.dossier.stage.require(Act::Edit, own.today).map_err(ActError::from)?;
    Answer::page(&import_page(frame, &own, Form::empty()))
}

/// Takes over what a dossier file says.
#[post("/filing/dossiers/<id>/import", data = "<sent>")]
pub(super) async fn import(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    mut sent: FilledForm,
) -> Result<Answer, Failure> {
    let language = frame.language;
    let sentence = match chosen(language, sent.files.remove(FILE)).await? {
        Ok(file) => match filing::import(site.registry, sent.applicant.account, id, file).await {
            Ok(imported) => {
                let proposed = application::proposals(&imported.dossier.application);
                let told = [
                    language.filing().imported.to_owned(),
                    language.people_renumbered(&imported.renumbered),
                    language.people_left_out(&imported.left_out),
                    language.proposed_in_file(&proposed),
                ];
                let told: Vec<String> = told.into_iter().filter(|sentence| !sentence.is_empty()).collect();
                site.leave_notice(&told.join(" "));
                return Ok(Answer::redirect(address(id)));
            }
            Err(ActError::Refused(
                refusal @ (Refusal::OtherProcedure | Refusal::NothingToImport | Refusal::TooLarge),
            )) => language.refusal(&refusal),
            Err(ActError::Excess(excess)) => language.excess(excess),
            Err(error) => return Err(error.into()),
        },
        Err(sentence) => sentence,
    };
    let own = filing::view(site.registry, sent.applicant.account, id).await?;
    let mut form = Form::filled(&sent.fields);
    form.refuse(FILE, sentence);
    Answer::refused(&import_page(frame, &own, form))
}

/// The dossier's data, in the form that can be imported again.
#[get("/filing/dossiers/<id>/application.json")]
pub(super) async fn download(id: DossierId, applicant: Applicant, site: Site<'_>) -> Result<File, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    let text = serde_json::to_vec_pretty(&own.dossier.application);
    text.map(|text| File::to_keep("ho-so.json", "application/json", text.into()))
        .map_err(|error| Failure::Broken(error.to_string()))
}

/// The file that was chosen, or why it cannot be used.
async fn chosen(language: Language, upload: Option<Upload>) -> Result<Result<Application, String>, Failure> {
    let texts = language.filing();
    let Some(upload) = upload else { return Ok(Err(texts.import_missing.to_owned())) };
    let most = application::MOST_BYTES as u64;
    let file = match upload.content {
        Ok(file) if file.byte_count <= most => file,
        Ok(_) => return Ok(Err(language.upload_refusal(UploadRefusal::TooLarge(most)))),
        Err(refusal) => return Ok(Err(language.upload_refusal(refusal))),
    };
    let read = application::read_file(&file.bytes().await?);
    Ok(read.map_err(|Fault { path, text }| {
        let said = outline::said(language, text);
        match path.as_str() {
            // What is no text at all has no place in it either.
            "." | "?" => format!("{}: {said}.", texts.import_unreadable),
            "format" => format!("{}: format {said}.", texts.import_unreadable),
            path => format!("{} {path}: {said}.", texts.import_at),
        }
    }))
}

fn import_page(frame: Frame, own: &OwnDossier, form: Form) -> ImportPage {
    let (texts, trail) = (frame.language.filing(), trail(frame.language, &own.dossier));
    ImportPage { frame, texts, trail, form, address: address(own.dossier.id) }
}
