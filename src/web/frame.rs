//! What every page has around it: language, who is there, where one is.

use std::convert::Infallible;

use rocket::Request;
use rocket::http::Method;
use rocket::request::{FromRequest, Outcome};

use super::answer::local_path;
use super::notice::{self, Notice};
use super::{assets, forgery, form, people, printing, session};
use crate::acts::Registry;
use crate::acts::access::SignedIn;
use crate::acts::scope::is_own;
use crate::config::Config;
use crate::domain::issuer::IssuerCode;
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::language::frame::FrameTexts;

/// The frame of a page; every template has one as its field `frame`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language of the page.
    pub language: Language,
    /// The texts of the frame in that language.
    pub texts: &'static FrameTexts,
    /// The path of the page, without its query.
    pub path: String,
    /// The link to this page in the other language; after a form was sent, to
    /// the page it was on.
    pub switch: String,
    /// Whether the page answers a form that was sent.
    pub is_sent: bool,
    /// How a form of this page is shown again in the other language.
    pub again: &'static str,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// As whom they are at the desk, when they are on a staff.
    pub officer: Option<Officer>,
    /// What the last act did, to be said once.
    pub notice: Option<Notice>,
    /// The public host, which stands on every paper.
    pub host: String,
    /// Whether the data are invented.
    pub demo: bool,
    /// The day that it is in a demonstration told as of another day; else empty.
    pub demo_day: String,
    /// The token of this page's forms; empty in a plain frame
    /// of visitors who are not signed in: those pages take a [`FormFrame`].
    pub csrf: String,
}

impl Frame {
    /// Whether the page at this path, or one beneath it, is shown.
    pub fn is_at(&self, path: &str) -> bool {
        self.path == path || self.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether the officer who reads the page may have many papers printed at
    /// once.
    pub fn begins_batches(&self) -> bool {
        printing::can_print() && self.officer.as_ref().is_some_and(Officer::acts_on_dossiers)
    }

    /// Whether the officer who reads the page works for this issuer now.
    pub fn works_for(&self, issuer: &IssuerCode) -> bool {
        self.officer.as_ref().is_some_and(|officer| is_own(officer, *issuer))
    }

    /// The address of a static file, which changes with its content.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// A frame whose forms a visitor can send before signing in. It sets a cookie,
/// so pages without such a form take a plain [`Frame`].
#[derive(Clone, Debug)]
pub struct FormFrame(pub Frame);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Frame {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        let language = request.guard::<Language>().await.succeeded().unwrap_or_default();
        // A page that needs nobody is shown when the sessions cannot be read.
        let person = match session::of(request).await {
            Ok(Some(session)) => Some(session.person.clone()),
            Ok(None) | Err(_) => None,
        };
        let config = request.rocket().state::<Config>();
        let officer = person.as_ref().and_then(|person| people::officer(request, person));
        Outcome::Success(Self {
            language,
            texts: language.frame(),
            path: request.uri().path().to_string(),
            switch: switch(request, language.other()),
            is_sent: request.method() == Method::Post,
            again: form::shown_again(request),
            csrf: if person.is_some() { forgery::token(request, officer.as_ref()) } else { String::new() },
            officer,
            person,
            notice: config.and_then(|config| notice::take(request, config)),
            host: config.map(|config| config.host.clone()).unwrap_or_default(),
            demo: config.is_some_and(|config| config.demo),
            demo_day: demo_day(request, language),
        })
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for FormFrame {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Frame::from_request(request).await.map(|mut frame| {
            frame.csrf = forgery::token(request, frame.officer.as_ref());
            Self(frame)
        })
    }
}

fn demo_day(request: &Request<'_>, language: Language) -> String {
    let is_moved = request.rocket().state::<Config>().is_some_and(|config| config.today.is_some());
    let registry = request.rocket().state::<Registry>().filter(|_| is_moved);
    registry.map(|registry| language.demo_day(registry.clock.today())).unwrap_or_default()
}

/// This page in another language; other parts of the query stay. An address
/// that a form was sent to need not be one that can be opened.
fn switch(request: &Request<'_>, language: Language) -> String {
    let is_opened = matches!(request.method(), Method::Get | Method::Head);
    let here = if is_opened { Some(request.uri().to_string()) } else { sent_from(request) };
    let here = here.unwrap_or_else(|| "/".to_owned());
    let (path, query) = here.split_once('?').unwrap_or((&here, ""));
    let others = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("lang="));
    let language = format!("lang={}", language.tag());
    let parts: Vec<&str> = others.chain([language.as_str()]).collect();
    format!("{path}?{}", parts.join("&"))
}

/// The page of ours that a form was sent from, if the browser says so.
pub(super) fn sent_from(request: &Request<'_>) -> Option<String> {
    let host = request.headers().get_one("Host")?;
    let (_, address) = request.headers().get_one("Referer")?.split_once("://")?;
    local_path(address.strip_prefix(host)?).map(str::to_owned)
}
