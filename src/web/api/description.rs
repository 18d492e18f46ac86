//! The interface described: OpenAPI 3.1 for programs, a page for people.

use std::io::Cursor;
use std::sync::LazyLock;

use askama::Template;
use data_encoding::HEXLOWER;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder};
use rocket::{Request, Response, State, get};
use sha2::{Digest, Sha256};
use utoipa::OpenApi;

use crate::acts::Registry;
use crate::credential::document::address::base;
use crate::language::api::ApiTexts;
use crate::web::credentials::Files;
use crate::web::{Answer, Failure, Frame};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Register of quality management consultants",
        description = "Checks certificates of eligibility and expert cards. Read-only, public, no key needed. \
                       Only the verdict `valid` means that a paper may be relied on.",
        version = "1",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    paths(
        super::look_up::verify,
        super::look_up::certificates,
        super::look_up::certificate_stated,
        super::conditions::told,
        super::look_up::cards,
        super::look_up::card_stated,
        super::look_up::health,
        super::look_up::ping,
    ),
    components(schemas(
        super::answer::VerdictAnswer,
        super::answer::ProblemAnswer,
        super::conditions::ConditionsAnswer,
        super::answer::HealthAnswer
    ))
)]
struct Description;

/// The description and its tag; it changes only with the program.
static DESCRIPTION: LazyLock<(String, String)> = LazyLock::new(|| {
    let whole = Description::openapi().merge_from(Files::openapi());
    let json = whole.to_pretty_json().expect("the description has text keys");
    let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&json)[..8]));
    (json, tag)
});

/// The description as JSON.
pub(super) struct DescriptionFile;

#[get("/api/v1/openapi.json")]
pub(super) fn openapi() -> DescriptionFile {
    DescriptionFile
}

impl<'r> Responder<'r, 'static> for DescriptionFile {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let (json, tag) = &*DESCRIPTION;
        let mut answer = Response::build();
        answer.header(Header::new("ETag", tag.as_str()));
        answer.header(Header::new("Cache-Control", "public, max-age=300"));
        if request.headers().get("If-None-Match").any(|known| known.contains(tag.as_str())) {
            return answer.status(Status::NotModified).ok();
        }
        answer.header(ContentType::JSON).sized_body(json.len(), Cursor::new(json.as_str())).ok()
    }
}

#[derive(Template)]
#[template(path = "public/api.html")]
struct ApiPage {
    frame: Frame,
    texts: &'static ApiTexts,
    /// The site, for examples that can be copied.
    base: String,
}

/// The page about the interface.
#[get("/api")]
pub(super) fn page(frame: Frame, registry: &State<Registry>) -> Result<Answer, Failure> {
    let texts = frame.language.api();
    Answer::page(&ApiPage { frame, texts, base: base(&registry.origin) })
}
