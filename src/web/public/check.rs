//! The page of a verdict: scanned at `/V/<code>`, typed at `/c/<number>`.
//!
//! A verdict is an answer and has status 200, also for a code that was altered.
//! A number nobody issued is 404, what is no code at all 400, and 503 when the
//! register could not be read; each says its verdict all the same.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use rocket::http::Status;
use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, Responder, State, get};

use super::portrait::path_behind;
use super::ways::{Way, ways};
use super::{freshness, path_of, sentence, several, typed};
use crate::credential::document::MEDIA_TYPE;
use crate::credential::verdict::{NotValid, Verdict};
use crate::domain::inquiry::{Item, Unasked};
use crate::domain::validity::Effect;
use crate::language::Language;
use crate::language::public::PublicTexts;
use crate::language::verdict::Subject;
use crate::storage::contacts::PublicContact;
use crate::storage::holders::OrganisationRecord;
use crate::verification::{Background, Check, Checks, KnownPaper, OnDay, Step, day_typed};
use crate::web::credentials::{PublicFile, document_of, of_number, place_named, wants};
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/check.html")]
struct CheckPage {
    frame: Frame,
    texts: &'static PublicTexts,
    check: Check,
    /// What is shown beside the verdict; none when there is no paper, or when
    /// it cannot be read now.
    background: Option<Arc<Background>>,
    /// The verdict as a sentence.
    sentence: String,
    advice: &'static str,
    /// What to try when the paper was not found.
    hints: &'static [&'static str],
    /// Where what was typed is asked about, when it is no number of a paper.
    ways: Vec<Way>,
    /// What was typed.
    typed: String,
}

/// What programs put after the code, a slash or a full stop, may come with it.
#[get("/V/<code..>?<on>")]
pub(super) async fn scanned(
    code: Segments<'_, Path>,
    on: Option<&str>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    scan(&typed(code), on, frame, checks).await
}

/// People type the link, and some programs change its letters.
#[get("/v/<code..>?<on>")]
pub(super) async fn scanned_in_small_letters(
    code: Segments<'_, Path>,
    on: Option<&str>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    scan(&typed(code), on, frame, checks).await
}

/// The page of a code: alone, in a link, or in what was pasted with it.
pub(super) async fn scan(
    text: &str,
    on: Option<&str>,
    frame: Frame,
    checks: &Checks,
) -> Result<Answer, Failure> {
    let check = match checks.on_typed(on) {
        Ok(day) => day.scan(text).await,
        Err(why) => checks.unasked(why),
    };
    shown(check, String::new(), frame, checks).await
}

/// What a paper's address answers: its page or, to a program, its document.
#[derive(Responder)]
pub(super) enum NumberAnswer {
    Page(Answer),
    Document(PublicFile),
}

/// Which paper of a number is asked for, and as what.
pub(super) struct PaperQuery {
    /// Its place in the status lists; the newest paper when it is left out.
    paper: Option<String>,
    /// The day the answer is to speak of; today when it is left out.
    on: Option<String>,
    /// As its document, not as a page.
    document: bool,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PaperQuery {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        let [paper, on] = ["paper", "on"].map(|name| request.query_value(name).and_then(Result::ok));
        Outcome::Success(Self { paper, on, document: wants(request.accept(), MEDIA_TYPE) })
    }
}

/// The newest paper of a number, or exactly the one that `paper` names. This
/// is also the `id` of a paper's document, and leads to it.
#[get("/c/<number..>")]
pub(super) async fn numbered(
    number: Segments<'_, Path>,
    asked: PaperQuery,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<NumberAnswer, Failure> {
    let number = typed(number);
    if number.trim().is_empty() {
        return Ok(NumberAnswer::Page(Answer::redirect("/")));
    }
    let day = match checks.on_typed(asked.on.as_deref()) {
        Ok(day) => day,
        Err(why) => return shown(checks.unasked(why), number, frame, checks).await.map(NumberAnswer::Page),
    };
    let place = match place_named(asked.paper.as_deref()) {
        Ok(place) => place,
        Err(why) => return shown(checks.unasked(why), number, frame, checks).await.map(NumberAnswer::Page),
    };
    let check = of_number(&number, place, day).await;
    // Nothing is said of the number, which may well have another paper.
    if place.is_some() && check.verdict == Verdict::NotValid(NotValid::NeverIssued) {
        let why = checks.unasked(Unasked::NotAPlace);
        return shown(why, number, frame, checks).await.map(NumberAnswer::Page);
    }
    if asked.document
        && let Some(file) = document_of(&check, checks).await?
    {
        return Ok(NumberAnswer::Document(file));
    }
    let page = match &check.paper {
        // One address for a paper, so that it can be kept, sent on and printed.
        Some(found) if *found.paper().number != *number => {
            let address = path_of(&found.paper().number);
            Answer::redirect(format!("{address}{}", asked.query(&frame)))
        }
        _ => of_typed(check, number, frame, day).await?,
    };
    Ok(NumberAnswer::Page(page))
}

impl PaperQuery {
    /// What was asked for stays asked for: the paper, the day, the language.
    fn query(&self, frame: &Frame) -> String {
        let index = self.paper.as_deref().and_then(|paper| paper.parse::<u32>().ok());
        let day = self.on.as_deref().and_then(day_typed);
        let asked = [
            index.map(|index| format!("paper={index}")),
            day.map(|day| format!("on={day}")),
            frame.language.choose(None, Some("lang=en".to_owned())),
        ];
        let asked: Vec<String> = asked.into_iter().flatten().collect();
        if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) }
    }
}

/// The page of what was typed: one verdict, or one for each thing named in it.
pub(super) async fn of_typed(
    check: Check,
    typed: String,
    frame: Frame,
    day: OnDay<'_>,
) -> Result<Answer, Failure> {
    match check.unasked {
        Some(Unasked::Several(items)) => several::page(items, typed, frame, day).await,
        _ => shown(check, typed, frame, day.checks()).await,
    }
}

async fn shown(check: Check, typed: String, frame: Frame, checks: &Checks) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.public());
    let background = match checks.background(&check).await {
        // Who has the paper in the hand has its QR; nobody else is given one.
        Some(background) if typed.is_empty() => Some(background.drawn().await),
        background => background,
    };
    let status = status_of(&check, &typed);
    let number = check.number.as_deref().or((!typed.is_empty()).then_some(typed.as_str()));
    let subject = Subject::of(check.paper.as_ref().map(KnownPaper::is_card), number);
    let page = CheckPage {
        sentence: sentence(language, subject, &check),
        advice: advice(language, subject, &check),
        hints: hints(texts, status, &check),
        ways: check.unasked.as_ref().map_or_else(Vec::new, |unasked| ways(language, unasked)),
        background,
        frame,
        texts,
        // What must not be typed is not shown again.
        typed: if check.unasked == Some(Unasked::Other(Item::PersonalNumber)) {
            String::new()
        } else {
            typed
        },
        check,
    };
    Answer::with_status(status, &page)
}

fn status_of(check: &Check, typed: &str) -> Status {
    if check.unreadable.is_some() || check.unasked.is_some() {
        Status::BadRequest
    } else if check.is_outage() {
        Status::ServiceUnavailable
    } else if !typed.is_empty() && check.verdict == Verdict::NotValid(NotValid::NeverIssued) {
        Status::NotFound
    } else {
        Status::Ok
    }
}

fn advice(language: Language, subject: Subject<'_>, check: &Check) -> &'static str {
    match (check.unreadable, &check.unasked) {
        (Some(malformed), _) => language.unreadable_advice(malformed),
        (None, Some(unasked)) => language.unasked_advice(unasked),
        (None, None) if check.is_past && check.paper.is_some() => language.advice_then(),
        (None, None) => language.advice(subject, &check.verdict, check.on),
    }
}

/// What to try when the paper was not found.
fn hints(texts: &PublicTexts, status: Status, check: &Check) -> &'static [&'static str] {
    match (status, &check.unasked) {
        (Status::NotFound, _) | (_, Some(Unasked::Unknown(_) | Unasked::Nothing)) => texts.unknown_hints,
        (Status::BadRequest, None) => texts.unreadable_hints,
        _ => &[],
    }
}

impl CheckPage {
    fn found(&self) -> Option<&KnownPaper> {
        self.check.paper.as_ref()
    }

    /// The issuing body as the paper names it, or else its code.
    fn issuing_body(&self) -> String {
        let named = self.background.as_ref().map(|background| &background.issuing_body);
        let named = named.map(|name| self.frame.language.choose(&name.vi, &name.en).clone());
        named.or_else(|| Some(self.found()?.paper().issuer.to_string())).unwrap_or_default()
    }

    /// How an independent consultant is reached whose paper is valid today.
    fn contact(&self) -> Option<&PublicContact> {
        self.check.contact(self.background.as_ref()?)
    }

    /// What is public of the organisation that holds the paper.
    fn organisation(&self) -> Option<&OrganisationRecord> {
        self.background.as_ref()?.organisation.as_ref()
    }

    /// Where the portrait of a card is, and when its holder was born: for who
    /// has the code, where the holder agreed.
    fn portrait(&self) -> Option<(String, i32)> {
        let background = self.background.as_ref().filter(|_| self.typed.is_empty())?;
        Some((path_behind(&self.check, background)?, background.born_in?))
    }

    /// The QR as a picture.
    fn qr(&self) -> Option<String> {
        self.background.as_ref()?.qr()
    }

    /// What is said of a newer paper: of the same number, or that renewed it.
    fn newer_words(&self, newer: &KnownPaper) -> &'static str {
        let is_same = self.found().is_some_and(|found| found.paper().number == newer.paper().number);
        match (is_same, newer.is_card()) {
            (true, _) => self.texts.newer,
            (false, false) => self.texts.renewed,
            (false, true) => self.texts.renewed_card,
        }
    }

    /// When the register was asked, and how far it went then.
    fn freshness(&self) -> String {
        freshness(self.frame.language, &self.check)
    }

    /// Every check with how it went: its name, the class of its tag, the word.
    fn steps(&self) -> Vec<(&'static str, &'static str, &'static str)> {
        let (made, language) = (self.check.made, self.frame.language);
        let [signature, key, days, register, status] = language.checks();
        [
            (signature, made.signature),
            (key, made.key),
            (days, made.days),
            (register, made.register),
            (status, made.status),
        ]
        .into_iter()
        // Of what is recorded nothing was signed that could be checked.
        .skip(if self.found().is_some_and(|found| found.paper().is_recorded) { 2 } else { 0 })
        .map(|(name, step)| (name, class_of(step), language.step(step == Step::Passed, step == Step::Failed)))
        .collect()
    }

    /// What it says right that one before it did not; empty where nothing was
    /// corrected.
    fn corrected(&self) -> String {
        let fields = self.found().map(KnownPaper::corrected).unwrap_or_default();
        let named = fields.into_iter().map(|field| self.frame.language.correction_field(field));
        named.collect::<Vec<_>>().join(", ")
    }

    /// The ground of a suspension or revocation, in the words of the law.
    fn ground(&self) -> Option<&'static str> {
        match self.found()?.effect_on(self.check.on) {
            Effect::Suspended { ground, .. } => Some(self.frame.language.suspension_ground(ground)),
            Effect::Revoked { ground, .. } => Some(self.frame.language.revocation_ground(ground)),
            Effect::InForce
            | Effect::Returned { .. }
            | Effect::Replaced { .. }
            | Effect::GivenUp { .. }
            | Effect::KeyCompromised { .. } => None,
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
