//! The page of a verdict: scanned at `/V/<code>`, typed at `/c/<number>`.
//!
//! A verdict is an answer and has status 200, also for a code that was altered.
//! A number nobody issued is 404, what is no code at all 400, and 503 when the
//! register could not be read; each says its verdict all the same.

use askama::Template;
use rocket::http::Status;
use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::{State, get};

use super::{path_of, typed};
use crate::acts::checks::{Check, Checks, Found, Step};
use crate::credential::verdict::{NotValid, Verdict};
use crate::documents::qr::Symbol;
use crate::domain::validity::Effect;
use crate::language::public::PublicTexts;
use crate::language::verdict::Subject;
use crate::storage::holders::OrganisationRecord;
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/check.html")]
struct CheckPage {
    frame: Frame,
    texts: &'static PublicTexts,
    check: Check,
    /// The verdict as a sentence.
    sentence: String,
    advice: &'static str,
    /// What to try when the paper was not found.
    hints: &'static [&'static str],
    /// What was typed.
    typed: String,
    organisation: Option<OrganisationRecord>,
    issuing_body: String,
    /// The QR as a picture.
    qr: String,
}

#[get("/V/<code>")]
pub(super) async fn scanned(
    code: &str,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    scan(code, frame, checks).await
}

/// People type the link, and some programs change its letters.
#[get("/v/<code>")]
pub(super) async fn scanned_in_small_letters(
    code: &str,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    scan(code, frame, checks).await
}

#[get("/V/<_..>", rank = 20)]
pub(super) async fn scanned_too_much(frame: Frame, checks: &State<Checks>) -> Result<Answer, Failure> {
    scan("", frame, checks).await
}

#[get("/v/<_..>", rank = 20)]
pub(super) async fn scanned_too_much_in_small_letters(
    frame: Frame,
    checks: &State<Checks>,
) -> Result<Answer, Failure> {
    scan("", frame, checks).await
}

/// The page of a code: a whole link, or a code alone.
pub(super) async fn scan(text: &str, frame: Frame, checks: &Checks) -> Result<Answer, Failure> {
    let check = checks.scan(text).await;
    shown(check, String::new(), frame, checks).await
}

#[get("/c/<number..>")]
pub(super) async fn numbered(
    number: Segments<'_, Path>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let number = typed(number);
    if number.trim().is_empty() {
        return Ok(Answer::redirect("/"));
    }
    let check = checks.number(&number).await;
    match &check.paper {
        // One address for a paper, so that it can be kept, sent on and printed.
        Some(found) if *found.paper().number != *number => {
            let address = path_of(&found.paper().number);
            Ok(Answer::redirect(format!("{address}{}", language_of(&frame))))
        }
        _ => shown(check, number, frame, checks).await,
    }
}

/// The language asked for stays asked for.
fn language_of(frame: &Frame) -> &'static str {
    frame.language.choose("", "?lang=en")
}

async fn shown(check: Check, typed: String, frame: Frame, checks: &Checks) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.public());
    let organisation = checks.organisation_behind(&check).await?;
    let issuing_body = checks.issuing_body(&check).await?;
    let code = checks.code(&check).await?;
    let title = check.paper.as_ref().map(|found| found.paper().number.to_string()).unwrap_or_default();
    let qr = code.and_then(|code| Symbol::of(&code).ok()).map(|symbol| symbol.svg(&title));
    let status = status_of(&check, &typed);
    let subject = subject(&check, &typed);
    let page = CheckPage {
        sentence: language.verdict(subject, &check.verdict),
        advice: language.advice(subject, &check.verdict),
        hints: match status {
            Status::NotFound => texts.unknown_hints,
            Status::BadRequest => texts.unreadable_hints,
            _ => &[],
        },
        organisation,
        issuing_body: issuing_body.map(|name| language.choose(name.vi, name.en)).unwrap_or_default(),
        qr: qr.unwrap_or_default(),
        frame,
        texts,
        check,
        typed,
    };
    Answer::with_status(status, &page)
}

fn status_of(check: &Check, typed: &str) -> Status {
    if check.unreadable.is_some() {
        Status::BadRequest
    } else if check.is_outage() {
        Status::ServiceUnavailable
    } else if !typed.is_empty() && check.verdict == Verdict::NotValid(NotValid::NeverIssued) {
        Status::NotFound
    } else {
        Status::Ok
    }
}

fn subject<'a>(check: &Check, typed: &'a str) -> Subject<'a> {
    match &check.paper {
        Some(found) if found.is_card() => Subject::Card,
        Some(_) => Subject::Certificate,
        None if typed.is_empty() => Subject::Code,
        None => Subject::Number(typed),
    }
}

impl CheckPage {
    fn found(&self) -> Option<&Found> {
        self.check.paper.as_ref()
    }

    /// When the register was asked, and how far it went then.
    fn freshness(&self) -> String {
        let texts = self.texts;
        match self.check.as_of {
            Some(at) => format!(
                "{} {}, {} {}.",
                texts.checked,
                self.frame.language.instant(at),
                texts.entry,
                self.check.register_seq
            ),
            None => texts.never_asked.to_owned(),
        }
    }

    /// Every check with how it went: its name, the class of its tag, the word.
    fn steps(&self) -> [(&'static str, &'static str, &'static str); 5] {
        let (made, language) = (self.check.made, self.frame.language);
        let [signature, key, days, register, status] = language.checks();
        [
            (signature, made.signature),
            (key, made.key),
            (days, made.days),
            (register, made.register),
            (status, made.status),
        ]
        .map(|(name, step)| (name, class_of(step), language.step(step == Step::Passed, step == Step::Failed)))
    }

    /// The ground of a suspension or revocation, in the words of the law.
    fn ground(&self) -> Option<&'static str> {
        let certificate = self.found()?.certificate();
        match certificate.validity.effect {
            Effect::Suspended { ground, .. } => Some(self.frame.language.suspension_ground(ground)),
            Effect::Revoked { ground, .. } => Some(self.frame.language.revocation_ground(ground)),
            Effect::InForce | Effect::Returned { .. } | Effect::KeyCompromised { .. } => None,
        }
    }
}

fn class_of(step: Step) -> &'static str {
    match step {
        Step::Passed => "good",
        Step::Failed => "wrong",
        Step::NotMade => "open",
    }
}
