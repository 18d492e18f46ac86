//! Verifying a code, looking a number up.

use rocket::http::uri::Segments;
use rocket::http::uri::fmt;
use rocket::http::{Accept, Status};
use rocket::serde::json::Json;
use rocket::{Responder, State, get};

use super::answer::{CheckAnswer, HealthAnswer, ProblemAnswer, VerdictAnswer};
use super::conditions::{self, ConditionsAnswer};
use crate::credential::document;
use crate::credential::verdict::CouldNotCheck;
use crate::verification::{Check, Checks, KnownPaper, OnDay};
use crate::web::Failure;
use crate::web::credentials::{
    FileProblem, NoFile, PublicFile, document_of, place_named, statement_of, wants,
};
use crate::web::pace::PatientChecker;
use crate::web::public::typed;

/// Why a statement is not made of one of the papers of a number.
const OF_A_NUMBER: &str = "A statement is made of a number, as its newest paper stood: leave 'paper' out.";

/// The verdict on a paper, the paper's own document, a signed statement, or what
/// its holder must keep up.
#[derive(Responder)]
pub(super) enum LookedUp {
    Verdict(CheckAnswer),
    Document(PublicFile),
    NoStatement(NoFile),
    Conditions(Json<ConditionsAnswer>),
}

/// Verify a scanned code.
///
/// `code` is the part of the QR's link after `/V/`, letters in either case, or,
/// percent-encoded, what somebody pasted with that link in it.
#[utoipa::path(
    path = "/api/v1/verify/{code}",
    tag = "verification",
    params(
        ("code" = String, Path, description = "Base32, as in the QR; or a whole link with what is around it"),
        ("on" = Option<String>, Query, format = Date, description = "The day the answer is to speak of, one that has come; today when left out"),
    ),
    responses(
        (status = 200, description = "The verdict, whatever it is", body = VerdictAnswer),
        (status = 400, description = "Not a code, not a day, or one that has not come", body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read", body = ProblemAnswer, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/verify/<code..>?<on>")]
pub(super) async fn verify(
    code: Segments<'_, fmt::Path>,
    on: Option<&str>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> CheckAnswer {
    CheckAnswer::scanned(&match checks.on_typed(on) {
        Ok(day) => day.scan(&typed(code)).await,
        Err(why) => checks.unasked(why),
    })
}

/// Look a certificate up by its number.
///
/// Forgiving of case, spaces and dashes, of labels before it and names behind
/// it; slashes may stand as they are. "Never issued" is said only of what has
/// exactly the form of a number.
#[utoipa::path(
    path = "/api/v1/certificates/{number}",
    tag = "verification",
    params(
        ("number" = String, Path, description = "As printed, `01/2026/GXN-BKHCN` or `01-2026-GXN-BKHCN`"),
        ("paper" = Option<u32>, Query, description = "Exactly this one of the papers of the number: its place in the status lists, as a document's `id` writes it; the newest when left out"),
        ("on" = Option<String>, Query, format = Date, description = "The day the answer is to speak of, one that has come; today when left out"),
    ),
    responses(
        (status = 200, description = "The verdict; the signed document for `Accept: application/vc`",
            content((VerdictAnswer = "application/json"), (String = "application/vc"))),
        (status = 400, description = "Not the number of such a paper, and what it is; not a day, or one that has not come; not a place", body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "Never issued", body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read", body = ProblemAnswer, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/certificates/<number..>?<paper>&<on>")]
pub(super) async fn certificates(
    number: Segments<'_, fmt::Path>,
    paper: Option<&str>,
    on: Option<&str>,
    accept: Option<&Accept>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<LookedUp, Failure> {
    let number = typed(number);
    if let Some(number) = number.strip_suffix("/status") {
        if paper.is_some() {
            return Ok(LookedUp::NoStatement(NoFile::misread(OF_A_NUMBER)));
        }
        return certificate_stated(number, on, checks).await;
    }
    if let Some(number) = number.strip_suffix("/conditions") {
        return conditions::told(number, checks).await;
    }
    let check = match (checks.on_typed(on), place_named(paper)) {
        (Ok(day), Ok(paper)) => of_them(day.certificate(&number).await, (&number, paper), day).await,
        (Err(why), _) | (_, Err(why)) => checks.unasked(why),
    };
    looked_up(&check, &number, accept, checks).await
}

/// Look a card up by its number: the last one issued to the person by the day.
///
/// Forgiving of case, spaces and dashes, of labels before it and names behind
/// it. "Never issued" is said only of what has exactly the form of a number.
#[utoipa::path(
    path = "/api/v1/cards/{number}",
    tag = "verification",
    params(
        ("number" = String, Path, description = "As printed, `BKHCN-TV-00000017`"),
        ("paper" = Option<u32>, Query, description = "Exactly this one of the papers of the number: its place in the status lists, as a document's `id` writes it; the newest when left out"),
        ("on" = Option<String>, Query, format = Date, description = "The day the answer is to speak of, one that has come; today when left out"),
    ),
    responses(
        (status = 200, description = "The verdict; the signed document for `Accept: application/vc`",
            content((VerdictAnswer = "application/json"), (String = "application/vc"))),
        (status = 400, description = "Not the number of such a paper, and what it is; not a day, or one that has not come; not a place", body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 404, description = "Never issued", body = ProblemAnswer, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read", body = ProblemAnswer, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/cards/<number..>?<paper>&<on>")]
pub(super) async fn cards(
    number: Segments<'_, fmt::Path>,
    paper: Option<&str>,
    on: Option<&str>,
    accept: Option<&Accept>,
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<LookedUp, Failure> {
    let number = typed(number);
    if let Some(number) = number.strip_suffix("/status") {
        if paper.is_some() {
            return Ok(LookedUp::NoStatement(NoFile::misread(OF_A_NUMBER)));
        }
        return card_stated(number, on, checks).await;
    }
    let check = match (checks.on_typed(on), place_named(paper)) {
        (Ok(day), Ok(paper)) => of_them(day.card(&number).await, (&number, paper), day).await,
        (Err(why), _) | (_, Err(why)) => checks.unasked(why),
    };
    looked_up(&check, &number, accept, checks).await
}

/// The paper that was asked for of those of a number: the newest, or exactly one.
async fn of_them(newest: Check, (number, paper): (&str, Option<u32>), day: OnDay<'_>) -> Check {
    match paper {
        Some(place) if newest.paper.is_some() => day.exactly(number, place).await,
        _ => newest,
    }
}

/// How a certificate stood on a day, signed.
///
/// From the register's entries, for any day since it began; a W3C VC to be kept
/// and checked offline.
#[utoipa::path(
    get,
    path = "/api/v1/certificates/{number}/status",
    tag = "verification",
    params(
        ("number" = String, Path, description = "As printed, dashes for slashes", example = "01-2026-GXN-BKHCN"),
        ("on" = Option<String>, Query, format = Date, description = "The day; today when left out"),
    ),
    responses(
        (status = 200, description = "The signed statement", body = String, content_type = "application/vc"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 400, description = "Not the number of such a paper; not a day, or one that has not come", body = FileProblem, content_type = "application/problem+json"),
        (status = 404, description = "Never issued", body = FileProblem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read, or this server has no key to sign with", body = FileProblem, content_type = "application/problem+json"),
    )
)]
async fn certificate_stated(number: &str, on: Option<&str>, checks: &Checks) -> Result<LookedUp, Failure> {
    stated(&checks.certificate(number).await, on, checks).await
}

/// How a card stood on a day, signed.
///
/// From the register's entries, for any day since it began; a W3C VC to be kept
/// and checked offline.
#[utoipa::path(
    get,
    path = "/api/v1/cards/{number}/status",
    tag = "verification",
    params(
        ("number" = String, Path, description = "As printed, dashes for slashes", example = "BKHCN-TV-00000017"),
        ("on" = Option<String>, Query, format = Date, description = "The day; today when left out"),
    ),
    responses(
        (status = 200, description = "The signed statement", body = String, content_type = "application/vc"),
        (status = 304, description = "The file is the one of `If-None-Match`"),
        (status = 400, description = "Not the number of such a paper; not a day, or one that has not come", body = FileProblem, content_type = "application/problem+json"),
        (status = 404, description = "Never issued", body = FileProblem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read, or this server has no key to sign with", body = FileProblem, content_type = "application/problem+json"),
    )
)]
async fn card_stated(number: &str, on: Option<&str>, checks: &Checks) -> Result<LookedUp, Failure> {
    stated(&checks.card(number).await, on, checks).await
}

/// What the register says for one day, signed to be kept.
async fn stated(check: &Check, on: Option<&str>, checks: &Checks) -> Result<LookedUp, Failure> {
    let stated = statement_of(check, on, checks).await?;
    Ok(stated.map_or_else(LookedUp::NoStatement, LookedUp::Document))
}

/// What a program asked for: it gets the document when it names its type.
async fn looked_up(
    check: &Check,
    number: &str,
    accept: Option<&Accept>,
    checks: &Checks,
) -> Result<LookedUp, Failure> {
    if wants(accept, document::MEDIA_TYPE)
        && let Some(file) = document_of(check, checks).await?
    {
        return Ok(LookedUp::Document(file));
    }
    // Of a card what stands behind it is asked for at its certificate, but for a
    // consultant's own contact.
    let is_known = |found: &KnownPaper| !found.is_card() || found.published().contact_shown_by().is_some();
    let background = match check.paper.as_ref().filter(|found| is_known(found)) {
        Some(_) => checks.background(check).await,
        None => None,
    };
    Ok(LookedUp::Verdict(CheckAnswer::looked_up(check, number, background.as_deref())))
}

/// Whether papers can be checked.
///
/// Asked in the same way as a check: it is answered with 200 only when a check
/// would be.
#[utoipa::path(
    tag = "server",
    responses(
        (status = 200, description = "They can", body = HealthAnswer),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read", body = FileProblem, content_type = "application/problem+json"),
    )
)]
#[get("/api/v1/health")]
pub(super) async fn health(
    checks: &State<Checks>,
    _patient: PatientChecker,
) -> Result<Json<HealthAnswer>, NoFile> {
    let health = checks.health().await;
    health.map(|health| Json(health.into())).map_err(|unable| {
        NoFile::unavailable(match unable {
            CouldNotCheck::StatusTooOld => "The register does not answer; what is known of it is too old.",
            _ => "The register cannot be read, or its entries are broken.",
        })
    })
}

/// Whether the server answers at all; touches nothing.
#[utoipa::path(tag = "server", responses((status = 204, description = "It does")))]
#[get("/api/v1/ping")]
pub(super) fn ping() -> Status {
    Status::NoContent
}
