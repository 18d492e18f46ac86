//! The master document of a paper, to be kept and checked anywhere.

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::{Responder, State, get};

use super::PublicFile;
use super::file::{FileProblem, NoFile};
use crate::credential::document::MEDIA_TYPE;
use crate::domain::inquiry::Unasked;
use crate::storage::folded_number;
use crate::verification::{Check, Checks, OnDay};
use crate::web::Failure;
use crate::web::pace::PatientChecker;
use crate::web::public::{newest_document_path, typed};

/// A document, or why there is none.
#[derive(Responder)]
pub(super) enum DocumentAnswer {
    File(PublicFile),
    None(NoFile),
}

/// The document of the paper of this number, forgiving of how it is written:
/// of the newest one, or of exactly the one that `paper` names.
#[utoipa::path(
    get,
    path = "/documents/{number}",
    tag = "files",
    params(
        ("number" = String, Path, description = "As printed, dashes for slashes", example = "01-2026-GXN-BKHCN"),
        ("paper" = Option<String>, Query, description = "Exactly the paper with this place in its issuer's status lists; the newest of the number when left out"),
        ("on" = Option<String>, Query, description = "The paper of the number on this day, which has come"),
    ),
    responses(
        (status = 200, description = "The signed document (W3C VC 2.0). `Link` names the newest one when this is not it", body = String, content_type = "application/vc"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 400, description = "Not a day that has come, or not a place in a status list", body = FileProblem, content_type = "application/problem+json"),
        (status = 404, description = "There is none", body = FileProblem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/documents/<number..>?<paper>&<on>")]
pub(super) async fn document(
    number: Segments<'_, Path>,
    paper: Option<&str>,
    on: Option<&str>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<DocumentAnswer, Failure> {
    let Ok(day) = checks.on_typed(on) else {
        return Ok(DocumentAnswer::None(NoFile::misread("'on' is not a day that has come, as 2026-11-22.")));
    };
    let Ok(paper) = place_named(paper) else {
        return Ok(DocumentAnswer::None(NoFile::misread("'paper' is not a place in a status list, as 100.")));
    };
    let check = of_number(&typed(number), paper, day).await;
    if check.is_outage() {
        return Ok(DocumentAnswer::None(NoFile::unavailable(
            "The register cannot be read; try again in a minute.",
        )));
    }
    if check.paper.as_ref().is_some_and(|found| found.paper().validity.issued_on > check.on) {
        return Ok(DocumentAnswer::None(NoFile::unknown(
            "No paper of this number had been issued by that day.",
        )));
    }
    Ok(match document_of(&check, checks).await? {
        Some(file) => DocumentAnswer::File(file),
        None if paper.is_some() => DocumentAnswer::None(NoFile::unknown(
            "This number has no paper at this place in the status lists.",
        )),
        None => DocumentAnswer::None(NoFile::unknown("No paper of this number was ever issued.")),
    })
}

/// The newest paper of a number, or exactly the one that was asked for: its
/// place in the status lists, as its document's `id` writes it.
pub(in crate::web) async fn of_number(number: &str, paper: Option<u32>, day: OnDay<'_>) -> Check {
    match paper {
        Some(index) => day.exactly(number, index).await,
        None => day.number(number).await,
    }
}

/// The place in the status lists that an address names, if it names one. There
/// is one way to write it.
pub(in crate::web) fn place_named(paper: Option<&str>) -> Result<Option<u32>, Unasked> {
    let Some(text) = paper else { return Ok(None) };
    let index = text.parse().ok().filter(|index: &u32| index.to_string() == text);
    index.map(Some).ok_or(Unasked::NotAPlace)
}

/// The document of the paper that a check found.
pub(in crate::web) async fn document_of(
    check: &Check,
    checks: &Checks,
) -> Result<Option<PublicFile>, Failure> {
    let Some(found) = &check.paper else { return Ok(None) };
    let document = checks.document(check).await?;
    let name = format!("{}.vc.json", folded_number(&found.paper().number));
    let newer = check.newer.as_ref().map(|newer| newest_document_path(&newer.paper().number));
    Ok(document.map(|text| PublicFile::current(MEDIA_TYPE, text).named(name).superseded_by(newer)))
}
