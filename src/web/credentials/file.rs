//! A public file with its tag, and the problem answered instead of one.

use std::io::Cursor;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use rocket::http::{Accept, ContentType, Header, Status};
use rocket::response::{self, Responder};
use rocket::{Request, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::web::file::{Use, disposition};

/// May change at any time: to be kept, but asked for again each time.
const ASK_AGAIN: &str = "public, no-cache";

/// Changes only with the program.
const A_DAY: &str = "public, max-age=86400";

/// Something for other people's software. Cheap to clone.
#[derive(Clone, Debug)]
pub(in crate::web) struct PublicFile {
    media_type: &'static str,
    body: Bytes,
    /// The hash of the body.
    tag: String,
    caching: &'static str,
    /// The name to save it under; none for what is not for people.
    name: Option<String>,
    /// The path of a newer version; none when this is the newest.
    newer: Option<String>,
}

/// Why there is no such file (RFC 9457).
#[derive(Debug)]
pub(in crate::web) struct NoFile {
    status: Status,
    detail: &'static str,
}

/// Why there is no such file (RFC 9457).
#[derive(Serialize, ToSchema)]
pub(in crate::web) struct FileProblem {
    /// Always `about:blank`: the status says it.
    r#type: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status again.
    status: u16,
    /// What to do.
    detail: &'static str,
}

impl PublicFile {
    /// A file that may change.
    pub(in crate::web) fn current(media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)[..16]));
        Self { media_type, body, tag, caching: ASK_AGAIN, name: None, newer: None }
    }

    /// A file that comes with the program.
    pub(super) fn lasting(media_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { caching: A_DAY, ..Self::current(media_type, body) }
    }

    /// The same, to be saved under this name of plain letters.
    pub(in crate::web) fn named(self, name: String) -> Self {
        Self { name: Some(name), ..self }
    }

    /// The same, superseded by what this path of ours leads to (RFC 5829).
    pub(super) fn superseded_by(self, path: Option<String>) -> Self {
        Self { newer: path, ..self }
    }
}

impl NoFile {
    /// There is no such thing.
    pub(in crate::web) fn unknown(detail: &'static str) -> Self {
        Self { status: Status::NotFound, detail }
    }

    /// What was asked makes no sense.
    pub(in crate::web) fn misread(detail: &'static str) -> Self {
        Self { status: Status::BadRequest, detail }
    }

    /// It cannot be answered now.
    pub(in crate::web) fn unavailable(detail: &'static str) -> Self {
        Self { status: Status::ServiceUnavailable, detail }
    }
}

/// Whether a program asks for this media type before all others.
pub(in crate::web) fn wants(accept: Option<&Accept>, media_type: &str) -> bool {
    let Some(accept) = accept else { return false };
    let preferred = accept.preferred().media_type();
    media_type.split_once('/').is_some_and(|(top, sub)| preferred.top() == top && preferred.sub() == sub)
}

fn open(answer: &mut response::Builder<'_>) {
    answer.header(Header::new("Access-Control-Allow-Origin", "*"));
    answer.header(Header::new("Cross-Origin-Resource-Policy", "cross-origin"));
    answer.header(Header::new("Vary", "Accept"));
}

impl<'r> Responder<'r, 'static> for PublicFile {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        open(&mut answer);
        answer.header(Header::new("ETag", self.tag.clone()));
        answer.header(Header::new("Cache-Control", self.caching));
        if request.headers().get("If-None-Match").any(|known| known.contains(&self.tag)) {
            return answer.status(Status::NotModified).ok();
        }
        if let Some(newer) = self.newer {
            let link = format!("<{newer}>; rel=\"latest-version\", <{newer}>; rel=\"successor-version\"");
            answer.header(Header::new("Link", link));
        }
        if let Some(name) = self.name {
            answer.header(disposition(Use::Keep, &name));
        }
        answer.header(Header::new("Content-Type", self.media_type));
        answer.sized_body(self.body.len(), Cursor::new(self.body)).ok()
    }
}

impl<'r> Responder<'r, 'static> for NoFile {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let problem = FileProblem {
            r#type: "about:blank",
            title: self.status.reason_lossy(),
            status: self.status.code,
            detail: self.detail,
        };
        let problem = serde_json::to_string(&problem).map_err(|_| Status::InternalServerError)?;
        let mut answer = Response::build();
        open(&mut answer);
        answer
            .status(self.status)
            .header(ContentType::new("application", "problem+json"))
            .header(Header::new("Cache-Control", "no-store"))
            .sized_body(problem.len(), Cursor::new(problem))
            .ok()
    }
}
