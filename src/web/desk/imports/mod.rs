//! Lists of papers from before there was this register, at the desk: bringing one
//! in, what was found in it, which columns are what, and deciding.

mod list;

use askama::Template;
use rocket::http::Header;
use rocket::request::FromParam;
use rocket::{Responder, Route, State, get, post, routes};

use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::imports::{self, ImportError, ImportVersion, ListFile, Uploader};
use crate::config::Config;
use crate::domain::evidence::UploadRefusal;
use crate::domain::ids::{ImportId, NotAnId};
use crate::domain::import::may_upload;
use crate::language::Language;
use crate::language::desk::imports::ImportTexts;
use crate::storage::StorageError;
use crate::storage::files::ArrivedFile;
use crate::storage::imports::Import;
use crate::web::form::{Parcel, Upload};
use crate::web::{Answer, Failure, Fields, Form, Frame};

/// The field of the files.
const FILES: &str = "list";

/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 120;

pub(super) fn routes() -> Vec<Route> {
    routes![page, bring_in, list::page, list::report, list::columns, list::confirm, list::remove]
}

#[derive(Template)]
#[template(path = "desk/imports.html")]
struct ImportsPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    unreadable: Vec<String>,
    texts: &'static ImportTexts,
    form: Form,
    hint: String,
    may_upload: bool,
    lists: Vec<ListLine>,
}

/// A list as a line.
struct ListLine {
    href: String,
    name: String,
    at: String,
    stage: &'static str,
    class: &'static str,
}

/// A page, with the instant from which a browser asks for it again.
#[derive(Responder)]
pub(super) enum ImportAnswer {
    Still(Answer),
    Reloading { page: Answer, again: Header<'static> },
}

/// The lists of the office, and the form for another.
#[get("/desk/imports")]
async fn page(desk: Desk<'_>, config: &State<Config>) -> Result<Answer, Failure> {
    show(desk, config, Form::empty()).await
}

async fn show(desk: Desk<'_>, config: &Config, form: Form) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let lists = imports::of_office(desk.site.registry, &desk.officer).await?;
    let refused = form.is_refused();
    let page = ImportsPage {
        menu: desk.menu(),
        unreadable: lists.references(),
        texts: language.imports(),
        form,
        hint: language.list_hint(config.upload_bytes),
        may_upload: may_upload(&desk.officer),
        lists: lists.iter().map(|import| ListLine::of(language, import)).collect(),
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Brings a list in.
#[post("/desk/imports", data = "<parcel>")]
async fn bring_in(desk: Desk<'_>, config: &State<Config>, mut parcel: Parcel) -> Result<Answer, Failure> {
    let (language, texts) = (desk.frame.language, desk.frame.language.imports());
    let mut form = Form::filled(&parcel.fields);
    if form.is_refused() {
        return show(desk, config, form).await;
    }
    let (mut files, mut arrived) = (Vec::new(), Vec::new());
    for Upload { file_name, content } in parcel.files.take(FILES) {
        match content {
            Ok(file) => {
                files.push(named(&file_name, &file));
                // It lies there for as long as this is held.
                arrived.push(file);
            }
            Err(refusal) => form.refuse(FILES, refused(language, refusal)),
        }
    }
    if form.is_refused() {
        return show(desk, config, form).await;
    }
    let uploader = Uploader::Officer(&desk.officer);
    let sentence = match imports::upload(desk.site.registry, uploader, files).await {
        Ok(id) => {
            desk.site.leave_notice(texts.uploaded);
            return Ok(Answer::redirect(path(id)));
        }
        Err(ImportError::Unreadable { file, why }) => format!("{file}: {}", language.list_unreadable(why)),
        Err(ImportError::NoFile) => texts.no_file.to_owned(),
        Err(ImportError::Busy) => texts.busy.to_owned(),
        Err(ImportError::Act(error)) => return Err(error.into()),
        Err(other) => return Err(Failure::Broken(other.to_string())),
    };
    form.refuse(FILES, sentence);
    show(desk, config, form).await
}

fn named(file_name: &str, file: &ArrivedFile) -> ListFile {
    let name = crate::domain::typed::line(file_name);
    ListFile {
        name: name.chars().take(LONGEST_NAME).collect(),
        path: file.path().to_owned(),
        sha256: file.sha256.clone(),
    }
}

fn refused(language: Language, refusal: UploadRefusal) -> String {
    language.upload_refusal(refusal)
}

/// The list as the officer who acts has seen it.
fn seen(id: ImportId, fields: &Fields) -> ImportVersion {
    ImportVersion { id, version: fields.text("version").parse().unwrap_or_default() }
}

/// Why a list was not decided, as a sentence for its page.
fn not_done(language: Language, error: ImportError) -> Result<String, Failure> {
    let texts = language.imports();
    Ok(match error {
        ImportError::OwnList => texts.own_list.to_owned(),
        ImportError::NothingNew => texts.nothing_new.to_owned(),
        ImportError::Stage(stage) => language.import_stage(stage).to_owned(),
        ImportError::Act(ActError::Storage(StorageError::Conflict)) => texts.changed.to_owned(),
        ImportError::Act(error) => return Err(error.into()),
        other => return Err(Failure::Broken(other.to_string())),
    })
}

/// Where a list stands at the desk.
fn path(id: ImportId) -> String {
    format!("/desk/imports/{id}")
}

impl ListLine {
    fn of(language: Language, import: &Import) -> Self {
        let mut names: Vec<&str> = import.sheets.iter().map(|sheet| sheet.file.as_str()).collect();
        names.dedup();
        Self {
            href: path(import.id),
            name: names.join(", "),
            at: language.instant(import.uploaded_at),
            stage: language.import_stage(import.stage),
            class: class_of(import),
        }
    }
}

/// The class of the tag of a list's stage.
fn class_of(import: &Import) -> &'static str {
    use crate::domain::import::ImportStage as Stage;
    match import.stage {
        Stage::Uploading | Stage::Checking | Stage::Recording => "open",
        Stage::Checked => "waits",
        Stage::Recorded => "good",
        Stage::Withdrawn | Stage::Failed => "wrong",
    }
}

impl<'r> FromParam<'r> for ImportId {
    type Error = NotAnId;

    fn from_param(param: &'r str) -> Result<Self, NotAnId> {
        param.parse()
    }
}
