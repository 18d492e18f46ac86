//! The status lists.

use rocket::http::Accept;
use rocket::{State, get};

use super::file::{FileProblem, NoFile};
use super::{PublicFile, wants};
use crate::credential::status::cwt;
use crate::verification::{Checks, NoList, TokenForm};

/// A list by its name: `BKHCN-revocation-0`. A token list is a JWT unless a
/// program asks for a CWT.
#[utoipa::path(
    get,
    path = "/status/{name}",
    tag = "files",
    params(("name" = String, Path, description = "`CODE-KIND-N`, kind `revocation`, `suspension` or `token`", example = "BKHCN-revocation-0")),
    responses(
        (status = 200, description = "The signed list: a W3C bitstring, or an IETF token list as JWT or, for `Accept: application/statuslist+cwt`, as CWT",
            content((String = "application/vc"), (String = "application/statuslist+jwt"), (String = "application/statuslist+cwt"))),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 404, description = "There is none", body = FileProblem, content_type = "application/problem+json"),
        (status = 503, description = "The register cannot be read", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/status/<name>")]
pub(super) async fn list(
    name: &str,
    accept: Option<&Accept>,
    checks: &State<Checks>,
) -> Result<PublicFile, NoFile> {
    let unknown = || NoFile::unknown("There is no status list of this name.");
    let name = name.parse().map_err(|_| unknown())?;
    let form = if wants(accept, cwt::MEDIA_TYPE) { TokenForm::Cwt } else { TokenForm::Jwt };
    let list = checks.status_list(&name, form).await.map_err(|none| match none {
        NoList::Unknown => unknown(),
        NoList::NoKey => NoFile::unavailable("This server has no signing key of the issuer at hand."),
        NoList::OutOfReach(_) => NoFile::unavailable("The register cannot be read; try again in a minute."),
    })?;
    Ok(PublicFile::current(list.media_type, list.body.clone()))
}
