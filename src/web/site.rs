//! What most handlers work with, as one guard.

use rocket::Request;
use rocket::http::{CookieJar, Status};
use rocket::outcome::Outcome;
use rocket::request::{self, FromRequest};

use super::client;
use super::session::{self, CookieKind};
use crate::acts::Registry;
use crate::acts::access::BrowserToken;
use crate::config::Config;

/// The register, the settings and the browser's cookies.
#[derive(Clone, Copy)]
pub struct Site<'r> {
    /// What acts work with; it knows from where this request comes.
    pub registry: &'r Registry,
    /// What the operator set.
    pub config: &'r Config,
    jar: &'r CookieJar<'r>,
}

impl Site<'_> {
    /// Leaves a sentence for the next page this browser sees.
    pub fn leave_notice(&self, sentence: &str) {
        self.keep(CookieKind::Notice, sentence);
    }

    /// What the browser was given when someone signed in with it before.
    pub(super) fn browser(&self) -> Option<BrowserToken> {
        session::browser(self.jar, self.config)
    }

    /// Sets a cookie.
    pub(super) fn keep(&self, kind: CookieKind, value: &str) {
        session::keep(self.jar, self.config, kind, value);
    }

    /// Takes a cookie away.
    pub(super) fn forget(&self, kind: CookieKind) {
        session::forget(self.jar, self.config, kind);
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Site<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> request::Outcome<Self, ()> {
        match (client::registry(request), request.rocket().state()) {
            (Some(registry), Some(config)) => {
                Outcome::Success(Self { registry, config, jar: request.cookies() })
            }
            _ => Outcome::Error((Status::InternalServerError, ())),
        }
    }
}
