//! The portrait on a card, for whoever has its code and only while its holder
//! agrees. It is kept nowhere on the way.

use rocket::http::Header;
use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::{Responder, State, get};

use super::typed;
use crate::verification::{Background, Check, Checks};
use crate::web::Failure;
use crate::web::file::File;
use crate::web::pace::PatientChecker;

/// Where the portrait is that stands behind a check, if it is shown.
pub(super) fn path_behind(check: &Check, background: &Background) -> Option<String> {
    check.shows_portrait().then(|| format!("/portrait/{}", background.letters()))
}

/// A picture that is kept nowhere.
#[derive(Responder)]
pub(super) struct Unkept {
    picture: File,
    kept: Header<'static>,
}

/// The picture; not found where nobody agreed, and where the card is not valid.
#[get("/portrait/<code..>")]
pub(super) async fn portrait(
    code: Segments<'_, Path>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Unkept, Failure> {
    let check = checks.scan(&typed(code)).await;
    let portrait = checks.portrait(&check).await.map_err(crate::acts::ActError::from)?;
    let portrait = portrait.ok_or(Failure::NotFound)?;
    let picture = File::to_show("portrait", portrait.media_type, portrait.bytes);
    Ok(Unkept { picture, kept: Header::new("Cache-Control", "no-store") })
}
