//! The page an invitation or a reset leads to.

use askama::Template;
use rocket::{get, post};

use super::sign_up::password_fault;
use crate::acts::access::{self, AccessError, Link, LinkTarget, Opener};
use crate::language::access::AccessTexts;
use crate::web::pace::PatientPerson;
use crate::web::{Answer, Failure, Form, FormFrame, Frame, Posted, Site};

#[derive(Template)]
#[template(path = "access/open.html")]
struct OpenPage {
    title: &'static str,
    frame: Frame,
    texts: &'static AccessTexts,
    form: Form,
    /// What the link opens; none when it is over.
    opened: Option<LinkTarget>,
    until: String,
}

/// What a link opens.
#[get("/open/<link>")]
pub(super) async fn page(
    link: &str,
    _person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
) -> Result<Answer, Failure> {
    show(link, site, frame.0, Form::empty()).await
}

/// Opens the account, or sets its new password.
#[post("/open/<link>", data = "<posted>")]
pub(super) async fn open(
    link: &str,
    _person: PatientPerson,
    site: Site<'_>,
    frame: FormFrame,
    posted: Posted,
) -> Result<Answer, Failure> {
    let (FormFrame(frame), Posted(fields)) = (frame, posted);
    let texts = frame.language.access();
    let mut form = Form::filled(&fields).with("password", "");
    let Ok(secret) = link.parse::<Link>() else { return show(link, site, frame, form).await };
    let entered = Opener {
        code: fields.text("code").to_owned(),
        name: fields.text("name").to_owned(),
        password: fields.raw("password").to_owned(),
    };
    match access::open(site.registry, &secret, entered).await {
        Ok(()) => {
            site.leave_notice(texts.opened);
            return Ok(Answer::redirect("/sign-in"));
        }
        Err(AccessError::Storage(error)) => return Err(error.into()),
        Err(AccessError::Name) => form.refuse("name", texts.name_fault),
        Err(AccessError::Sign(found)) => form.refuse("name", frame.language.undrawn(found)),
        Err(AccessError::Password(fault)) => form.refuse("password", password_fault(texts, fault)),
        Err(AccessError::Over) => {}
        Err(_) => form.refuse("code", texts.code_fault),
    }
    show(link, site, frame, form).await
}

async fn show(link: &str, site: Site<'_>, frame: Frame, form: Form) -> Result<Answer, Failure> {
    let (texts, language) = (frame.language.access(), frame.language);
    let opened = match link.parse() {
        Ok(link) => access::opening(site.registry, &link).await?,
        Err(_) => None,
    };
    let refused = form.is_refused() && opened.is_some();
    let title = match &opened {
        Some(LinkTarget { name: None, .. }) => texts.join,
        Some(_) => texts.reset,
        None => texts.over,
    };
    let until = opened.as_ref().map(|opened| language.instant(opened.until)).unwrap_or_default();
    let is_over = opened.is_none();
    let form = if is_over { Form::empty() } else { form };
    let page = OpenPage { title, frame, texts, form, opened, until };
    match (is_over, refused) {
        (true, _) => Answer::with_status(rocket::http::Status::NotFound, &page),
        (false, true) => Answer::refused(&page),
        (false, false) => Answer::page(&page),
    }
}
