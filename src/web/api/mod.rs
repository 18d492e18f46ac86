//! The public interface for programs: read-only, open to every site, described
//! by `/api/v1/openapi.json`.
//!
//! A verdict is data with status 200. What is not found, not readable or out of
//! reach is a problem (RFC 9457) that carries the verdict all the same, so that
//! a program that looks only at `verdict` never takes it for valid.

mod answer;
mod conditions;
mod description;
mod look_up;
mod paper;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Request, Response, Route, routes};

pub(super) fn routes() -> Vec<Route> {
    routes![
        look_up::verify,
        look_up::certificates,
        look_up::cards,
        look_up::health,
        look_up::ping,
        description::openapi,
        description::page,
    ]
}

/// Lets pages of any site read the answers: all of it is public, and nothing
/// here looks at a cookie.
pub(super) struct OpenToAll;

#[rocket::async_trait]
impl Fairing for OpenToAll {
    fn info(&self) -> Info {
        Info { name: "the interface is open to all sites", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if request.uri().path().starts_with("/api/v1/") {
            response.set_header(Header::new("Access-Control-Allow-Origin", "*"));
            response.set_header(Header::new("Cross-Origin-Resource-Policy", "cross-origin"));
        }
    }
}
