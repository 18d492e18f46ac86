//! An uploaded paper, as it was handed in. It came from outside: it is shown
//! under its own policy, in which nothing runs and nothing is loaded.

use std::io::Cursor;

use bytes::Bytes;
use rocket::get;
use rocket::http::{Header, Status};
use rocket::request::Request;
use rocket::response::{Responder, Response, Result as Responded};

use super::Desk;
use crate::acts::viewing::view_paper;
use crate::domain::evidence::Evidence;
use crate::web::Failure;

/// A picture cannot do anything at all.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; \
     frame-ancestors 'none'";

/// A sandbox would keep browsers from showing a PDF in their own viewer; the
/// type is fixed, so no script of a page can run from it either way.
const PDF_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
     object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// A paper and its bytes.
pub(super) struct Paper {
    evidence: Evidence,
    bytes: Bytes,
}

/// Shows a paper of a dossier; each look is noted.
#[get("/desk/dossiers/<id>/papers/<paper>")]
pub(super) async fn view(id: &str, paper: &str, desk: Desk<'_>) -> Result<Paper, Failure> {
    let id = id.parse().map_err(|_| Failure::NotFound)?;
    let paper = paper.parse().map_err(|_| Failure::NotFound)?;
    let (evidence, bytes) = view_paper(desk.site.registry, &desk.officer, id, paper).await?;
    Ok(Paper { evidence, bytes })
}

impl<'r> Responder<'r, 'static> for Paper {
    fn respond_to(self, _: &'r Request<'_>) -> Responded<'static> {
        let is_pdf = self.evidence.media_type == "application/pdf";
        let name = rocket::http::RawStr::new(&self.evidence.file_name).percent_encode().to_string();
        Response::build()
            .status(Status::Ok)
            .header(Header::new("Content-Type", self.evidence.media_type))
            .header(Header::new("Content-Disposition", format!("inline; filename*=UTF-8''{name}")))
            .header(Header::new("X-Content-Type-Options", "nosniff"))
            .header(Header::new("Content-Security-Policy", if is_pdf { PDF_POLICY } else { PICTURE_POLICY }))
            .sized_body(self.bytes.len(), Cursor::new(self.bytes))
            .ok()
    }
}
