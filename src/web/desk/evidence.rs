//! An uploaded paper at the desk; each look is noted.

use rocket::get;

use super::Desk;
use crate::acts::viewing::view_paper;
use crate::web::Failure;
use crate::web::paper::Paper;

/// Shows a paper of a dossier.
#[get("/desk/dossiers/<id>/papers/<paper>")]
pub(super) async fn view(id: &str, paper: &str, desk: Desk<'_>) -> Result<Paper, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let paper = paper.parse().map_err(|_| Failure::NotFound)?;
    let (evidence, bytes) = view_paper(desk.site.registry, &desk.officer, id, paper).await?;
    Ok(Paper { evidence, bytes })
}
