//! The master document of a paper, to be kept and checked anywhere.

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::{Responder, State, get};

use super::PublicFile;
use super::file::NoFile;
use crate::acts::checks::{Check, Checks};
use crate::credential::document::MEDIA_TYPE;
use crate::storage::folded_number;
use crate::web::Failure;
use crate::web::pace::PatientChecker;
use crate::web::public::typed;

/// A document, or why there is none.
#[derive(Responder)]
pub(super) enum Handed {
    File(PublicFile),
    None(NoFile),
}

/// The document of the paper of this number, forgiving of how it is written.
#[get("/documents/<number..>")]
pub(super) async fn document(
    number: Segments<'_, Path>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Handed, Failure> {
    let check = checks.number(&typed(number)).await;
    if check.is_outage() {
        return Ok(Handed::None(NoFile::unavailable("The register cannot be read; try again in a minute.")));
    }
    Ok(match document_of(&check, checks).await? {
        Some(file) => Handed::File(file),
        None => Handed::None(NoFile::unknown("No paper of this number was ever issued.")),
    })
}

/// The document of the paper that a check found.
pub(in crate::web) async fn document_of(
    check: &Check,
    checks: &Checks,
) -> Result<Option<PublicFile>, Failure> {
    let Some(found) = &check.paper else { return Ok(None) };
    let document = checks.document(check).await?;
    let name = format!("{}.vc.json", folded_number(&found.paper().number));
    Ok(document.map(|text| PublicFile::current(MEDIA_TYPE, text).named(name)))
}
