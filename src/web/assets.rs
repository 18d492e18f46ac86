//! Style sheet and scripts, embedded in the program.

use std::borrow::Cow;
use std::io::Cursor;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder};
use rocket::{Request, Response, Route, get, routes};
use rust_embed::{Embed, EmbeddedFile};

#[derive(Embed)]
#[folder = "static/"]
struct Files;

/// A static file with its tag.
struct Asset {
    content_type: ContentType,
    file: EmbeddedFile,
    tag: String,
    /// Whether the address names this very content.
    pinned: bool,
}

/// The address of a file under `static/`, which changes with its content, so
/// that browsers may keep it for a year.
pub fn address(name: &str) -> String {
    match Files::get(name) {
        Some(file) => format!("/static/{name}?v={}", tag(&file)),
        None => format!("/static/{name}"),
    }
}

/// The bytes of a file under `static/`, for what is put together from several.
pub(super) fn bytes(name: &str) -> Cow<'static, [u8]> {
    Files::get(name).map(|file| file.data).unwrap_or_default()
}

/// The same of a text.
pub(super) fn text(name: &str) -> String {
    String::from_utf8_lossy(&bytes(name)).into_owned()
}

/// A static file.
#[get("/static/<path..>?<v>")]
fn file(path: PathBuf, v: Option<&str>) -> Option<Asset> {
    let file = Files::get(path.to_str()?)?;
    let extension = path.extension().and_then(|extension| extension.to_str());
    let content_type = extension.and_then(ContentType::from_extension).unwrap_or(ContentType::Binary);
    let tag = tag(&file);
    Some(Asset { content_type, pinned: v == Some(&tag), file, tag })
}

pub(super) fn routes() -> Vec<Route> {
    routes![file]
}

fn tag(file: &EmbeddedFile) -> String {
    HEXLOWER.encode(&file.metadata.sha256_hash()[..8])
}

impl<'r> Responder<'r, 'static> for Asset {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let tag = format!("\"{}\"", self.tag);
        let mut answer = Response::build();
        answer.header(Header::new("ETag", tag.clone())).header(Header::new(
            "Cache-Control",
            if self.pinned { "public, max-age=31536000, immutable" } else { "public, no-cache" },
        ));
        if request.headers().get("If-None-Match").any(|known| known.contains(&tag)) {
            return answer.status(Status::NotModified).ok();
        }
        let bytes = self.file.data.into_owned();
        answer.header(self.content_type).sized_body(bytes.len(), Cursor::new(bytes)).ok()
    }
}
