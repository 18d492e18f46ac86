//! What the holder of a certificate must keep up, as JSON.

use rocket::serde::json::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::look_up::LookedUp;
use crate::credential::verdict::{NotValid, Verdict};
use crate::dates::Day;
use crate::domain::watch::{ConditionState, Watched};
use crate::language::Language;
use crate::verification::Checks;
use crate::web::Failure;
use crate::web::credentials::{FileProblem, NoFile};

/// Why nothing is said of a number.
const NONE: &str =
    "There are no conditions here: not the number of an organisation's certificate, or it has ended.";

/// The five conditions of a consulting organisation, as the register has them
/// today (Decision 19/2014/QĐ-TTg, article 7.2). No part of the verdict: the
/// certificate stays valid until its issuer decides otherwise.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConditionsAnswer {
    /// The number of the certificate.
    #[schema(example = "01/2026/GXN-BKHCN")]
    certificate: String,
    /// The day they are told of, in Viet Nam.
    #[schema(value_type = String, format = Date)]
    checked_on: Day,
    /// The five.
    conditions: Vec<ConditionAnswer>,
}

/// One condition.
#[derive(Debug, Serialize, ToSchema)]
struct ConditionAnswer {
    /// `establishment`, `qms_certificate`, `history`, `experts` or
    /// `registration`.
    #[schema(example = "experts")]
    condition: &'static str,
    /// It for people.
    title: TitleAnswer,
    /// Whether it holds; absent where the register has no data of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    holds: Option<bool>,
    /// Since which day without a break it holds, or does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    since: Option<Day>,
}

/// A condition for people, in both languages.
#[derive(Debug, Serialize, ToSchema)]
struct TitleAnswer {
    /// In Vietnamese.
    vi: &'static str,
    /// In English.
    en: &'static str,
}

impl ConditionAnswer {
    fn of(watched: Watched) -> Self {
        let title = |language: Language| language.watched_condition(watched.condition);
        Self {
            condition: watched.condition.as_str(),
            title: TitleAnswer { vi: title(Language::Vi), en: title(Language::En) },
            holds: match watched.state {
                ConditionState::Holds => Some(true),
                ConditionState::Lost => Some(false),
                ConditionState::Officer => None,
            },
            since: watched.since,
        }
    }
}

/// Whether an organisation meets its conditions today.
///
/// Of the certificate of a consulting organisation, while it has not ended.
/// No reasons and nothing of people.
#[utoipa::path(
    get,
    path = "/api/v1/certificates/{number}/conditions",
    tag = "verification",
    params(("number" = String, Path, description = "As printed, dashes for slashes", example = "01-2026-GXN-BKHCN")),
    responses(
        (status = 200, description = "The five conditions", body = ConditionsAnswer),
        (status = 404, description = "Not the certificate of an organisation, never issued, or ended", body = FileProblem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions from one address"),
        (status = 503, description = "The register cannot be read, or too many ask", body = FileProblem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn told(number: &str, checks: &Checks) -> Result<LookedUp, Failure> {
    let check = checks.certificate(number).await;
    if check.is_outage() {
        return Ok(LookedUp::NoStatement(NoFile::unavailable(
            "The register cannot be read; try again in a minute.",
        )));
    }
    if check.verdict == Verdict::NotValid(NotValid::NeverIssued) {
        return Ok(LookedUp::NoStatement(NoFile::unknown("No certificate of this number was ever issued.")));
    }
    let Some(found) = checks.conditions(&check).await? else {
        return Ok(LookedUp::NoStatement(NoFile::unknown(NONE)));
    };
    Ok(LookedUp::Conditions(Json(ConditionsAnswer {
        certificate: found.certificate,
        checked_on: check.on,
        conditions: found.watched.into_iter().map(ConditionAnswer::of).collect(),
    })))
}
