//! What someone sees who asks for an act that was done already: on to where
//! the first press led, with a sentence; or, when somebody else did it, who.

use rocket::Request;

use super::address::encoded;
use super::session::{self, CookieKind};
use super::{Answer, Frame};
use crate::acts::repeated::DoneAlready;
use crate::config::Config;
use crate::language::Language;

/// On to what the act brought about, when the same person did it.
pub(super) async fn onward(request: &Request<'_>, done: &DoneAlready) -> Option<Answer> {
    let config = request.rocket().state::<Config>()?;
    if !done.by_same {
        return None;
    }
    let language = request.guard::<Language>().await.succeeded().unwrap_or_default();
    session::keep(request.cookies(), config, CookieKind::Notice, &said(language, done));
    Some(Answer::redirect(place(request.uri().path().as_str(), done)))
}

/// Who did it, and where to see what came of it.
pub(super) fn told(frame: &Frame, done: &DoneAlready) -> (String, String) {
    (said(frame.language, done), place(&frame.path, done))
}

/// Who did it and when, as a sentence.
pub(super) fn said(language: Language, done: &DoneAlready) -> String {
    let by = (!done.by_same).then_some(done.by.as_str());
    language.done_already(done.at, by, done.number.as_deref())
}

/// Where an act led whose form was sent to this path: acts are nouns beneath
/// what they are about.
fn place(path: &str, done: &DoneAlready) -> String {
    if let Some(certificate) = done.certificate.as_ref().filter(|_| path.starts_with("/desk/")) {
        return format!("/desk/certificates/{}", encoded(&certificate.replace('/', "-")));
    }
    let (about, act) = path.rsplit_once('/').unwrap_or_default();
    match act {
        // Its page says what happens next.
        "submission" => path.to_owned(),
        // What was deleted has no page.
        "deletion" => "/filing".to_owned(),
        _ => about.to_owned(),
    }
}
