//! The register: organisations as a list, one organisation, experts by name.

use askama::Template;
use rocket::http::Status;
use rocket::http::{RawStr, uri::Segments, uri::fmt::Path};
use rocket::{State, get};

use crate::acts::checks::{Check, Checks, Listed, Listing, SearchError};
use crate::language::public::PublicTexts;
use crate::web::pace::PatientChecker;
use crate::web::{Answer, Failure, Frame};

#[derive(Template)]
#[template(path = "public/register.html")]
struct RegisterPage {
    frame: Frame,
    texts: &'static PublicTexts,
    typed: String,
    page: u32,
    found: Listed<Listing>,
}

#[derive(Template)]
#[template(path = "public/organisation.html")]
struct OrganisationPage {
    frame: Frame,
    texts: &'static PublicTexts,
    listing: Listing,
}

#[derive(Template)]
#[template(path = "public/experts.html")]
struct ExpertsPage {
    frame: Frame,
    texts: &'static PublicTexts,
    typed: String,
    /// What is wrong with what was typed.
    error: &'static str,
    /// None before anything was asked.
    found: Option<Listed<Check>>,
}

/// Organisations, all of them or by name.
#[get("/register?<q>&<page>")]
pub(super) async fn organisations(
    q: Option<&str>,
    page: Option<u32>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let (typed, page) = (q.unwrap_or_default().trim().to_owned(), page.unwrap_or(1).max(1));
    let found = checks.organisations(&typed, page).await?;
    let texts = frame.language.public();
    Answer::page(&RegisterPage { frame, texts, typed, page, found })
}

/// One organisation with its certificates.
#[get("/register/<code..>", rank = 10)]
pub(super) async fn organisation(
    code: Segments<'_, Path>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let code = super::typed(code);
    let listing = match code.parse() {
        Ok(code) => checks.organisation(code).await?,
        Err(_) => None,
    };
    let texts = frame.language.public();
    if let Some(listing) = listing {
        return Answer::page(&OrganisationPage { frame, texts, listing });
    }
    let found = Listed { rows: Vec::new(), more: false };
    let page = RegisterPage { frame, texts, typed: code, page: 1, found };
    Answer::with_status(Status::NotFound, &page)
}

/// Experts by name.
#[get("/register/experts?<q>")]
pub(super) async fn experts(
    q: Option<&str>,
    frame: Frame,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Answer, Failure> {
    let typed = q.unwrap_or_default().trim().to_owned();
    let texts = frame.language.public();
    if q.is_none() {
        return Answer::page(&ExpertsPage { frame, texts, typed, error: "", found: None });
    }
    match checks.experts(&typed).await {
        Ok(found) => Answer::page(&ExpertsPage { frame, texts, typed, error: "", found: Some(found) }),
        Err(SearchError::TooShort) => {
            Answer::refused(&ExpertsPage { frame, texts, typed, error: texts.expert_too_short, found: None })
        }
        Err(SearchError::Storage(error)) => Err(error.into()),
    }
}

impl RegisterPage {
    /// The address of another page of the same search.
    fn at(&self, page: u32) -> String {
        format!("/register?q={}&page={page}", RawStr::new(&self.typed).percent_encode())
    }
}
