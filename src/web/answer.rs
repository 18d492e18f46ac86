//! What a handler answers: a page, a page shown again, or another place.

use std::io::Cursor;

use askama::Template;
use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{Responder, Response, Result as Responded};

use super::Failure;

/// A page is smaller than this.
const PAGE_BYTES: usize = 64 * 1024;

/// A page or a redirection.
#[derive(Debug)]
pub struct Answer(Kind);

#[derive(Debug)]
enum Kind {
    Page(Status, String),
    Elsewhere(String),
}

impl Answer {
    /// The page.
    pub fn page(template: &impl Template) -> Result<Self, Failure> {
        Self::with_status(Status::Ok, template)
    }

    /// The page of a form that was refused, with everything that was typed.
    pub fn refused(template: &impl Template) -> Result<Self, Failure> {
        Self::with_status(Status::UnprocessableEntity, template)
    }

    /// The page under another status.
    pub fn with_status(status: Status, template: &impl Template) -> Result<Self, Failure> {
        Ok(Self(Kind::Page(status, template.render()?)))
    }

    /// On to another page of ours, by GET: after an act, so that a reload does
    /// not do it again. A path that is not ours leads home.
    pub fn redirect(path: impl AsRef<str>) -> Self {
        Self(Kind::Elsewhere(local_path(path.as_ref()).unwrap_or("/").to_owned()))
    }
}

/// The text, if it is a path of this site. `//host` and `/\host` are addresses
/// of other sites to a browser: a link to our sign-in must not lead there.
pub fn local_path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let ours = !rest.starts_with(['/', '\\']);
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.contains('\\');
    (ours && plain && text.len() <= 1000).then_some(text)
}

impl<'r> Responder<'r, 'static> for Answer {
    fn respond_to(self, _: &'r Request<'_>) -> Responded<'static> {
        match self.0 {
            Kind::Page(status, html) => Response::build()
                .status(status)
                .header(ContentType::HTML)
                .sized_body(html.len(), Cursor::new(html))
                // In one piece: Rocket's own 4 KiB at a time cost a sixth of the pages a second.
                .max_chunk_size(PAGE_BYTES)
                .ok(),
            Kind::Elsewhere(path) => {
                Response::build().status(Status::SeeOther).header(Header::new("Location", path)).ok()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for ours in ["/", "/desk?stage=received", "/c/01%2F2026"] {
            assert_eq!(local_path(ours), Some(ours));
        }
        for other in
            ["", "desk", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb", "/đ"]
        {
            assert_eq!(local_path(other), None, "{other}");
        }
    }
}
