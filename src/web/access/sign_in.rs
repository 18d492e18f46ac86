//! Signing in and out.

use askama::Template;
use rocket::{get, post};

use crate::acts::access::{self, AccessError, Credentials, SessionToken, Tokens};
use crate::language::access::AccessTexts;
use crate::web::answer::local_path;
use crate::web::pace::PatientPerson;
use crate::web::session::CookieKind;
use crate::web::{Answer, Failure, Form, FormFrame, Frame, Posted, Site, Typed};

#[derive(Template)]
#[template(path = "access/sign_in.html")]
struct SignInPage {
    frame: Frame,
    texts: &'static AccessTexts,
    form: Form,
}

/// The sign-in page.
#[get("/sign-in?<next>")]
pub(super) fn page(next: Option<&str>, frame: FormFrame) -> Result<Answer, Failure> {
    let FormFrame(frame) = frame;
    let next = next.and_then(local_path).unwrap_or_default();
    if frame.person.is_some() {
        return Ok(Answer::redirect(start(&frame, next)));
    }
    let (texts, form) = (frame.language.access(), Form::empty().with("next", next));
    Answer::page(&SignInPage { frame, texts, form })
}

/// Signs in and goes on to where the person wanted to be.
#[post("/sign-in", data = "<typed>")]
pub(super) async fn sign_in(
    person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
    typed: Typed,
) -> Result<Answer, Failure> {
    let (FormFrame(frame), Typed(fields)) = (frame, typed);
    let texts = frame.language.access();
    let mut form = Form::filled(&fields);
    form.require("email", texts.email_fault);
    form.require("password", texts.password_missing);
    if !form.is_refused() {
        let (email, password) = (fields.text("email").to_owned(), fields.raw("password").to_owned());
        match access::sign_in(site.registry, person.giving(email, password)).await {
            Ok(entered) => {
                enter(site, entered);
                return Ok(Answer::redirect(local_path(fields.text("next")).unwrap_or("/start")));
            }
            Err(AccessError::Throttled { until }) => form.refuse("email", frame.language.throttled(until)),
            Err(AccessError::Crowded) => return Err(Failure::Crowded),
            Err(AccessError::Storage(error)) => return Err(error.into()),
            Err(_) => form.refuse("email", texts.wrong),
        }
    }
    Answer::refused(&SignInPage { frame, texts, form: form.with("password", "") })
}

/// Where someone who signed in begins: the desk or their dossiers.
#[get("/start")]
pub(super) fn begin(frame: Frame) -> Answer {
    Answer::redirect(start(&frame, ""))
}

/// Signs out.
#[post("/sign-out", data = "<_posted>")]
pub(super) async fn sign_out(
    token: SessionToken,
    site: Site<'_>,
    frame: Frame,
    _posted: Posted,
) -> Result<Answer, Failure> {
    match access::sign_out(site.registry, &token).await {
        Err(AccessError::Storage(error)) => return Err(error.into()),
        _ => site.forget(CookieKind::Session),
    }
    site.leave_notice(frame.language.access().signed_out);
    Ok(Answer::redirect("/"))
}

/// Gives the browser its session, and what it is known by next time. The visit
/// goes on: a form that was kept while the session before was over is sent with
/// it.
pub(super) fn enter(site: Site<'_>, entered: Tokens) {
    site.keep(CookieKind::Session, &entered.session.to_string());
    site.keep(CookieKind::Browser, &entered.browser.to_string());
}

impl PatientPerson {
    /// What they typed, with what we know of them.
    pub(super) fn giving(&self, email: String, password: String) -> Credentials {
        Credentials { email, password, from: self.from, browser: self.browser }
    }
}

fn start(frame: &Frame, next: &str) -> String {
    match (local_path(next), &frame.person) {
        (Some(next), _) => next.to_owned(),
        (None, None) => "/sign-in".to_owned(),
        (None, Some(person)) if person.kind.may_file() => "/filing".to_owned(),
        (None, Some(person)) if person.posts.is_empty() => "/account".to_owned(),
        (None, Some(_)) => "/desk".to_owned(),
    }
}
