//! The status lists.

use rocket::http::Accept;
use rocket::{State, get};

use super::file::NoFile;
use super::{PublicFile, wants};
use crate::acts::checks::{Checks, NoList, TokenForm};
use crate::credential::status::cwt;

/// A list by its name: `BKHCN-revocation-0`. A token list is a JWT unless a
/// program asks for a CWT.
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
