//! The register: organisations as a list, one organisation, experts by name.

use askama::Template;
use rocket::http::Status;
use rocket::http::{uri::Segments, uri::fmt::Path};
use rocket::request::{FromRequest, Outcome};
use rocket::{Request, State, get};

use super::ways::{self, Way};
use crate::domain::question::Question;
use crate::domain::watch::{ConditionState, Watched};
use crate::language::public::PublicTexts;
use crate::verification::{Check, Checks, Conditions, Excerpt, Listing, SearchError};
use crate::web::address::encoded;
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/register.html")]
struct RegisterPage {
    frame: Frame,
    texts: &'static PublicTexts,
    question: Question,
    page: u32,
    found: Excerpt<Listing>,
    /// Where a number is looked up that was typed for a name.
    number: Option<Way>,
    /// Whether an organisation was asked for by a code that the register does
    /// not have.
    unknown_code: bool,
}

#[derive(Template)]
#[template(path = "public/organisation.html")]
struct OrganisationPage {
    frame: Frame,
    texts: &'static PublicTexts,
    listing: Listing,
    /// The conditions of the last certificate that has not ended.
    conditions: Option<Conditions>,
}

#[derive(Template)]
#[template(path = "public/experts.html")]
struct ExpertsPage {
    frame: Frame,
    texts: &'static PublicTexts,
    question: Question,
    /// Where a number is looked up that was typed for a name.
    number: Option<Way>,
    /// What is wrong with what was typed.
    error: &'static str,
    /// None before anything was asked.
    found: Option<Excerpt<Check>>,
}

/// Somebody who does not ask too often, and of today: who asks of another day
/// is told that this is not known here, and not answered as if they had not.
pub(super) struct PatientOfToday;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for PatientOfToday {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.query_value::<&str>("on") {
            Some(Ok(on)) if !on.trim().is_empty() => Outcome::Error((Failure::OfToday.leave(request), ())),
            _ => request.guard::<PatientChecker>().await.map(|_| Self),
        }
    }
}

/// Organisations, all of them or by name.
#[get("/register?<q>&<page>")]
pub(super) async fn organisations(
    q: Option<&str>,
    page: Option<u32>,
    frame: Frame,
    checks: &State<Checks>,
    _asker: PatientOfToday,
) -> Result<Answer, Failure> {
    let (question, page) = (Question::of(q.unwrap_or_default()), page.unwrap_or(1).max(1));
    let found = checks.organisations(&question, page).await?;
    let texts = frame.language.public();
    let number = ways::of_number(frame.language, question.typed(), &checks.inquiry(question.typed()));
    Answer::page(&RegisterPage { frame, texts, question, page, found, number, unknown_code: false })
}

/// One organisation with its certificates.
#[get("/register/<code..>", rank = 10)]
pub(super) async fn organisation(
    code: Segments<'_, Path>,
    frame: Frame,
    checks: &State<Checks>,
    _asker: PatientOfToday,
) -> Result<Answer, Failure> {
    let code = super::typed(code);
    let listing = match code.parse() {
        Ok(code) => checks.organisation(code).await?,
        Err(_) => None,
    };
    let texts = frame.language.public();
    if let Some(listing) = listing {
        let mut conditions = None;
        for check in &listing.certificates {
            conditions = checks.conditions(check).await?;
            if conditions.is_some() {
                break;
            }
        }
        return Answer::page(&OrganisationPage { frame, texts, listing, conditions });
    }
    let found = Excerpt { rows: Vec::new(), more: false };
    let question = Question::of(&code);
    let unknown_code = question.code().is_some();
    let page = RegisterPage { frame, texts, question, page: 1, found, number: None, unknown_code };
    Answer::with_status(Status::NotFound, &page)
}

/// Experts by name.
#[get("/register/experts?<q>")]
pub(super) async fn experts(
    q: Option<&str>,
    frame: Frame,
    checks: &State<Checks>,
    _asker: PatientOfToday,
) -> Result<Answer, Failure> {
    let question = Question::of(q.unwrap_or_default());
    let texts = frame.language.public();
    if q.is_none() {
        return Answer::page(&ExpertsPage { frame, texts, question, number: None, error: "", found: None });
    }
    let number = ways::of_number(frame.language, question.typed(), &checks.inquiry(question.typed()));
    match checks.experts(&question).await {
        Ok(found) => {
            Answer::page(&ExpertsPage { frame, texts, question, number, error: "", found: Some(found) })
        }
        Err(SearchError::TooShort) => {
            let error = texts.expert_too_short;
            Answer::refused(&ExpertsPage { frame, texts, question, number, error, found: None })
        }
        Err(error) => Err(error.into()),
    }
}

impl OrganisationPage {
    /// Each condition, the look of the word that says whether it holds, the word,
    /// and since when.
    fn kept(&self) -> Vec<(&'static str, &'static str, &'static str, String)> {
        let language = self.frame.language;
        let texts = language.watch();
        let kept = |watched: &Watched| {
            let (look, word) = match watched.state {
                ConditionState::Holds => ("good", texts.public_yes),
                ConditionState::Lost => ("wrong", texts.public_no),
                ConditionState::Officer => ("open", texts.public_unknown),
            };
            let since = watched.since.map(|day| language.since_day(day)).unwrap_or_default();
            (language.watched_condition(watched.condition), look, word, since)
        };
        self.conditions.iter().flat_map(|conditions| &conditions.watched).map(kept).collect()
    }
}

impl RegisterPage {
    /// The address of another page of the same search.
    fn at(&self, page: u32) -> String {
        format!("/register?q={}&page={page}", encoded(self.question.typed()))
    }
}
