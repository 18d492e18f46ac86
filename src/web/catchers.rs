//! Every answer that is not what was asked for: a page with ways out, or under
//! `/api/` a problem (RFC 9457). Internals go to the log, never to the page.

use askama::Template;
use data_encoding::HEXLOWER;
use rocket::http::{ContentType, Header, Method, Status};
use rocket::{Catcher, Request, Responder, catch, catchers};
use serde_json::json;

use super::access_log::masked;
use super::address::encoded;
use super::frame::sent_from;
use super::{Answer, Failure, Fields, Frame, forgery, proxied, repeated};
use crate::acts::Registry;
use crate::language::errors::{ErrorText, ErrorTexts};

#[derive(Responder)]
enum ErrorAnswer {
    Page(Answer),
    Later(Box<Later>),
    Plain(Box<(Status, (ContentType, String))>),
}

/// An answer that says when to ask again (RFC 9110, section 10.2.3).
#[derive(Responder)]
struct Later {
    answer: ErrorAnswer,
    after: Header<'static>,
}

/// Seconds until what is busy now is worth asking for again.
const SOON: &str = "5";

/// Seconds until who asked too often may ask again.
const IN_A_MINUTE: &str = "60";

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    texts: &'static ErrorTexts,
    text: ErrorText,
    /// Why, in the procedure's words.
    reason: String,
    /// Where to see what came of it; may be empty.
    see: String,
    /// What to tell us so that we find it in the log.
    reference: String,
}

#[derive(Template)]
#[template(path = "stale_form.html")]
struct StaleFormPage {
    frame: Frame,
    texts: &'static ErrorTexts,
    text: ErrorText,
    /// Whether the person has to sign in before sending it.
    signs_in: bool,
    /// Where the form was sent.
    action: String,
    /// What was typed, to be sent again; empty when it must not be.
    fields: Vec<(String, String)>,
}

pub(super) fn catchers() -> Vec<Catcher> {
    catchers![anything]
}

#[catch(default)]
async fn anything(status: Status, request: &Request<'_>) -> ErrorAnswer {
    let failure = Failure::left(request);
    let status = truthful(status, request, failure.as_ref());
    let is_busy = matches!(failure, Some(Failure::Busy));
    let is_broken = status.code >= 500 && !is_busy;
    let reference = if is_broken { report(request, failure.as_ref()) } else { String::new() };
    let again_after = again_after(status, failure.as_ref());
    let answer = shown(status, request, failure, &reference).await;
    match again_after {
        Some(seconds) => {
            ErrorAnswer::Later(Box::new(Later { answer, after: Header::new("Retry-After", seconds) }))
        }
        None => answer,
    }
}

async fn shown(
    status: Status,
    request: &Request<'_>,
    failure: Option<Failure>,
    reference: &str,
) -> ErrorAnswer {
    if request.uri().path().starts_with("/api/") {
        return problem(status, reference);
    }
    if let Some(Failure::Done(done)) = &failure
        && let Some(onward) = repeated::onward(request, done).await
    {
        return ErrorAnswer::Page(onward);
    }
    if status == Status::Unauthorized {
        return ErrorAnswer::Page(Answer::redirect(sign_in_path(request)));
    }
    if matches!(failure, Some(Failure::PasswordFirst)) {
        return ErrorAnswer::Page(Answer::redirect("/account/password"));
    }
    let Some(frame) = request.guard::<Frame>().await.succeeded() else { return plain(status, reference) };
    let page = match failure {
        Some(Failure::StaleForm(fields)) => stale_form(request, frame, &fields),
        Some(Failure::ShownAgain(fields)) => shown_again(request, frame, &fields),
        failure => error_page(status, frame, failure.as_ref(), reference),
    };
    page.map_or_else(|_| plain(status, reference), ErrorAnswer::Page)
}

/// A segment of a path that is no id is a page that is not there. Rocket says
/// 422 to it; our forms never do, they are shown again.
fn truthful(status: Status, request: &Request<'_>, failure: Option<&Failure>) -> Status {
    let unsent = matches!(request.method(), Method::Get | Method::Head);
    let page = unsent || !request.uri().path().starts_with("/api/");
    if status == Status::UnprocessableEntity && page && failure.is_none() { Status::NotFound } else { status }
}

/// When to ask again, if it is only too much at this moment.
fn again_after(status: Status, failure: Option<&Failure>) -> Option<&'static str> {
    match failure {
        Some(Failure::Busy | Failure::Crowded) => Some(SOON),
        _ => (status == Status::TooManyRequests).then_some(IN_A_MINUTE),
    }
}

/// Writes the cause to the log under a reference that the page shows.
fn report(request: &Request<'_>, failure: Option<&Failure>) -> String {
    let registry = request.rocket().state::<Registry>();
    let reference =
        registry.map(|registry| HEXLOWER.encode(&registry.entropy.bytes::<6>())).unwrap_or_default();
    let cause = match failure {
        Some(Failure::Broken(cause)) => cause.as_str(),
        _ => "no cause was left; see the lines before",
    };
    tracing::error!(reference, path = masked(request.uri().path().as_str()), cause, "a request failed");
    reference
}

fn error_page(
    status: Status,
    frame: Frame,
    failure: Option<&Failure>,
    reference: &str,
) -> Result<Answer, Failure> {
    let texts = frame.language.errors();
    let text = match (status.code, failure) {
        (
            _,
            Some(
                Failure::Refused(_)
                | Failure::Standing(_)
                | Failure::Measure(_)
                | Failure::Notice(_)
                | Failure::Correction(_)
                | Failure::Report(_)
                | Failure::Supervision(_)
                | Failure::Upload(_)
                | Failure::Excess(_),
            ),
        ) => texts.refused,
        (_, Some(Failure::Done(_))) => texts.done,
        (_, Some(Failure::Changed)) => texts.changed,
        (_, Some(Failure::OtherOffice { .. })) => texts.other_office,
        (_, Some(Failure::Busy)) => texts.busy,
        (_, Some(Failure::Crowded)) => texts.crowded,
        (_, Some(Failure::OfToday)) => texts.of_today,
        (403, _) if frame.path == forgery::REFUSED_PATH => texts.cross_site,
        (403, _) if frame.path == proxied::REFUSED_PATH => texts.proxied,
        (403, _) => texts.forbidden,
        (404, _) => texts.not_found,
        (413, _) => texts.too_large,
        (429, _) => texts.too_fast,
        (400..500, _) => texts.not_understood,
        _ => texts.broken,
    };
    let (done, see) = match failure {
        Some(Failure::Done(done)) => repeated::told(&frame, done),
        _ => <(String, String)>::default(),
    };
    let reason = match failure {
        Some(Failure::Refused(refusal)) => frame.language.refusal(refusal),
        Some(Failure::Standing(refusal)) => frame.language.standing_refusal(refusal),
        Some(Failure::Measure(refusal)) => frame.language.measure_refusal(refusal),
        Some(Failure::Notice(refusal)) => frame.language.notice_refusal(refusal),
        Some(Failure::Correction(refusal)) => frame.language.correction_refusal(refusal),
        Some(Failure::Report(refusal)) => frame.language.report_refusal(refusal),
        Some(Failure::Supervision(refusal)) => frame.language.supervision_refusal(refusal),
        Some(Failure::OtherOffice { shown_for, now }) => frame.language.other_office(shown_for, now),
        Some(Failure::Upload(refusal)) => frame.language.upload_refusal(*refusal),
        Some(Failure::Excess(excess)) => frame.language.excess(*excess),
        _ => done,
    };
    let reference = reference.to_owned();
    Answer::with_status(status, &ErrorPage { frame, texts, text, reason, see, reference })
}

/// The form again with a token that holds after signing in, one press away from
/// being sent. Only when the browser says that it came from a page of ours.
fn stale_form(request: &Request<'_>, mut frame: Frame, fields: &Fields) -> Result<Answer, Failure> {
    frame.csrf = forgery::lasting_token(request, fields.raw(forgery::FIELD), frame.officer.as_ref());
    let ours = forgery::says_same_origin(request);
    let kept =
        fields.texts().filter(|(name, _)| ours && *name != forgery::FIELD && !name.contains("password"));
    let fields = kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let texts = frame.language.errors();
    let (text, signs_in, action) = (texts.stale, frame.person.is_none(), request.uri().to_string());
    Answer::with_status(Status::Forbidden, &StaleFormPage { frame, texts, text, signs_in, action, fields })
}

/// A form of a page that cannot be shown again, in the other language.
fn shown_again(request: &Request<'_>, mut frame: Frame, fields: &Fields) -> Result<Answer, Failure> {
    frame.csrf = forgery::token(request, frame.officer.as_ref());
    let fields = fields.texts().filter(|(name, _)| *name != forgery::FIELD);
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let texts = frame.language.errors();
    let (text, action) = (texts.other_language, request.uri().path().to_string());
    let page = StaleFormPage { frame, texts, text, signs_in: false, action, fields };
    Answer::with_status(Status::UnprocessableEntity, &page)
}

/// The sign-in page, with the way back to the page that was asked for.
fn sign_in_path(request: &Request<'_>) -> String {
    let uri = request.uri().to_string();
    // A form that was sent leads back to the page it was on.
    let back = match request.method() {
        Method::Get | Method::Head => uri,
        _ => sent_from(request).unwrap_or_else(|| "/".to_owned()),
    };
    format!("/sign-in?next={}", encoded(&back))
}

/// RFC 9457.
fn problem(status: Status, reference: &str) -> ErrorAnswer {
    let mut body = json!({
        "type": "about:blank",
        "title": status.reason_lossy(),
        "status": status.code,
    });
    if !reference.is_empty() {
        body["reference"] = reference.into();
    }
    ErrorAnswer::Plain(Box::new((
        status,
        (ContentType::new("application", "problem+json"), body.to_string()),
    )))
}

/// The last resort, when not even a page can be made.
fn plain(status: Status, reference: &str) -> ErrorAnswer {
    ErrorAnswer::Plain(Box::new((status, (ContentType::Plain, format!("{status} {reference}")))))
}
