//! An uploaded paper at the desk; each look is noted.

use rocket::get;

use super::Desk;
use crate::acts::viewing::view_paper;
use crate::web::Failure;
use crate::web::file::File;

/// Shows a paper of a dossier.
#[get("/desk/dossiers/<id>/papers/<paper>")]
pub(super) async fn view(id: &str, paper: &str, desk: Desk<'_>) -> Result<File, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let paper = paper.parse().map_err(|_| Failure::NotFound)?;
    let (evidence, bytes) = view_paper(desk.site.registry, &desk.officer, id, paper).await?;
    Ok(File::to_show(evidence.file_name, evidence.media_type, bytes))
}
