//! The answers as JSON.

use std::io::Cursor;

use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder};
use rocket::{Request, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::paper::PaperAnswer;
use crate::credential::Malformed;
use crate::credential::verdict::{NotNow, NotValid, Verdict};
use crate::dates::{Day, Instant};
use crate::domain::inquiry::{Item, Unasked};
use crate::language::Language;
use crate::language::verdict::Subject;
use crate::verification::{Background, Check, Health, KnownPaper, Step};
use crate::web::public::{sentence, ways};

/// A verdict with all it rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct VerdictAnswer {
    /// `valid`, `not_valid`, `not_now` or `could_not_check`.
    #[schema(example = "valid")]
    verdict: &'static str,
    /// The verdict as a sentence for people.
    sentence: SentenceAnswer,
    /// Why it is not valid, as in the specification of the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// Why what was sent could not be read: `incomplete` when the last letters
    /// of a code are missing, `several_codes`, `not_a_link` when it is none of
    /// ours, or another refusal of the specification of the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'static str>,
    /// Why nothing was looked up: `not_as_printed` when what was typed had to be
    /// guessed at and the register has no such number, `check_digit`,
    /// `card_number` or `certificate_number` where the other was asked for,
    /// `dossier_number`, `slip`, `enterprise_code`, `personal_number`, `name`,
    /// `page`, `code`, `several`, `unknown`; `not_a_day`, `day_to_come`.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_asked: Option<&'static str>,
    /// What was read in its place, or several things.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    read_as: Vec<String>,
    /// Paths of the pages that know more of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see: Vec<String>,
    /// The day from which the reason holds (for `expired` the last valid day).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Day>,
    /// The first day of what the reason names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    from: Option<Day>,
    /// The last day of what the reason names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
    /// The version that replaced the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    by_version: Option<u16>,
    /// Set when the last day of a suspension has passed and nothing was decided
    /// yet: the paper stays suspended until it is reinstated or revoked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    overdue: bool,
    /// The day the verdict speaks of, in Viet Nam.
    #[schema(value_type = String, format = Date)]
    checked_on: Day,
    /// When the register was last read; absent when it never could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    as_of: Option<Instant>,
    /// The last entry of the register then.
    register_seq: i64,
    /// Each check: `passed`, `failed` or `not_made`.
    checks: ChecksAnswer,
    /// The host in the scanned link, when it is not this register's.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_host: Option<String>,
    /// What the register publishes of the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    paper: Option<PaperAnswer>,
}

/// The verdict as a sentence for people, in both languages.
#[derive(Debug, Serialize, ToSchema)]
struct SentenceAnswer {
    /// In Vietnamese.
    #[schema(example = "Giấy xác nhận này còn hiệu lực.")]
    vi: String,
    /// In English.
    #[schema(example = "This certificate is valid.")]
    en: String,
}

/// Each check: `passed`, `failed` or `not_made`.
#[derive(Debug, Serialize, ToSchema)]
struct ChecksAnswer {
    /// The signature is the key's over this code.
    signature: &'static str,
    /// The key was the issuer's, and good.
    key: &'static str,
    /// The day lies within the paper's days.
    days: &'static str,
    /// The register has exactly this paper.
    register: &'static str,
    /// Nothing was decided against it.
    status: &'static str,
}

/// What could not be answered (RFC 9457), with the verdict all the same.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProblemAnswer {
    /// The kind of problem: a place on the page about this interface.
    r#type: &'static str,
    /// The problem in a few words.
    title: &'static str,
    /// The HTTP status again.
    status: u16,
    /// What to do.
    detail: String,
    #[serde(flatten)]
    verdict: VerdictAnswer,
}

/// How well papers can be checked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HealthAnswer {
    /// How many papers the register has.
    papers: usize,
    /// Of how many of them nothing can be said, because what is stored is not
    /// what was entered and signed: more than 0 is for an administrator to see.
    unchecked: usize,
    /// The last entry of the register.
    register_seq: i64,
    /// When the register was last read.
    #[schema(value_type = String, format = DateTime)]
    as_of: Instant,
}

/// A verdict under the status it deserves.
pub(super) struct CheckAnswer(Status, Body);

enum Body {
    Verdict(Box<VerdictAnswer>),
    Problem(Box<ProblemAnswer>),
}

impl CheckAnswer {
    /// A scanned code.
    pub(super) fn scanned(check: &Check) -> Self {
        let subject = Subject::of(check.paper.as_ref().map(KnownPaper::is_card), None);
        Self::of((check, subject), None)
    }

    /// A typed number, with what is public of whoever stands behind it.
    pub(super) fn looked_up(check: &Check, typed: &str, background: Option<&Background>) -> Self {
        let number = check.number.as_deref().unwrap_or(typed);
        let subject = Subject::of(check.paper.as_ref().map(KnownPaper::is_card), Some(number));
        if check.verdict == Verdict::NotValid(NotValid::NeverIssued) {
            let detail = "No paper of this number was ever issued.".to_owned();
            return Self::problem(
                Status::NotFound,
                ("/api#never_issued", "No such paper"),
                detail,
                (check, subject),
            );
        }
        Self::of((check, subject), background)
    }

    fn of((check, subject): (&Check, Subject), background: Option<&Background>) -> Self {
        if let Some(malformed) = check.unreadable {
            let detail = format!("The code was refused as {}.", malformed.code());
            return Self::problem(
                Status::BadRequest,
                ("/api#unreadable", "Not a code"),
                detail,
                (check, subject),
            );
        }
        if let Some(unasked) = &check.unasked {
            let detail = Language::En.unasked(unasked);
            let kind = match unasked {
                Unasked::NotADay | Unasked::DayToCome => ("/api#day", "Not a day that has come"),
                _ => ("/api#not_a_number", "Not the number of such a paper"),
            };
            return Self::problem(Status::BadRequest, kind, detail, (check, subject));
        }
        if check.is_outage() {
            let detail = "The register cannot be read; try again in a minute.".to_owned();
            let kind = ("/api#register_unavailable", "The register cannot be read");
            return Self::problem(Status::ServiceUnavailable, kind, detail, (check, subject));
        }
        let mut answer = VerdictAnswer::of(check, subject);
        if let (Some(paper), Some(background)) = (&mut answer.paper, background) {
            paper.know(check, background);
        }
        Self(Status::Ok, Body::Verdict(Box::new(answer)))
    }

    fn problem(
        status: Status,
        (r#type, title): (&'static str, &'static str),
        detail: String,
        (check, subject): (&Check, Subject),
    ) -> Self {
        let verdict = VerdictAnswer::of(check, subject);
        let problem = ProblemAnswer { r#type, title, status: status.code, detail, verdict };
        Self(status, Body::Problem(Box::new(problem)))
    }
}

impl<'r> Responder<'r, 'static> for CheckAnswer {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let (content_type, json) = match &self.1 {
            Body::Verdict(answer) => (ContentType::JSON, serde_json::to_vec(answer)),
            Body::Problem(problem) => {
                (ContentType::new("application", "problem+json"), serde_json::to_vec(problem))
            }
        };
        let json = json.map_err(|_| Status::InternalServerError)?;
        Response::build()
            .status(self.0)
            .header(content_type)
            // A verdict is true for a moment; an old one must not be found anywhere.
            .header(Header::new("Cache-Control", "no-store"))
            .header(Header::new("Vary", "Accept"))
            .sized_body(json.len(), Cursor::new(json))
            .ok()
    }
}

impl VerdictAnswer {
    fn of(check: &Check, subject: Subject) -> Self {
        let sentence = |language: Language| sentence(language, subject, check);
        let (on, from, until, by_version) = details(&check.verdict);
        // What a renewal put in its place has versions of its own.
        let renewed_by = check.newer.as_ref().filter(|_| by_version == Some(0));
        let by_version = renewed_by.map(|newer| newer.paper().paper_version).or(by_version);
        let made = check.made;
        Self {
            verdict: check.verdict.code(),
            sentence: SentenceAnswer { vi: sentence(Language::Vi), en: sentence(Language::En) },
            reason: check.verdict.reason(),
            refused: check.unreadable.map(Malformed::code),
            not_asked: check.unasked.as_ref().map(Unasked::code),
            read_as: check.unasked.as_ref().map_or_else(Vec::new, read_as),
            see: check.unasked.as_ref().map_or_else(Vec::new, |unasked| {
                ways(Language::En, unasked).into_iter().map(|way| way.href).collect()
            }),
            on,
            from,
            until,
            by_version,
            overdue: matches!(check.verdict, Verdict::NotNow(reason) if reason.is_overdue(check.on)),
            checked_on: check.on,
            as_of: check.as_of,
            register_seq: check.register_seq,
            checks: ChecksAnswer {
                signature: word(made.signature),
                key: word(made.key),
                days: word(made.days),
                register: word(made.register),
                status: word(made.status),
            },
            other_host: check.foreign_host.clone(),
            paper: check.paper.as_ref().map(|found| PaperAnswer::of(found, check)),
        }
    }
}

impl From<Health> for HealthAnswer {
    fn from(health: Health) -> Self {
        let Health { papers, unchecked, register_seq, as_of } = health;
        Self { papers, unchecked, register_seq, as_of }
    }
}

fn word(step: Step) -> &'static str {
    match step {
        Step::NotMade => "not_made",
        Step::Passed => "passed",
        Step::Failed => "failed",
    }
}

type Details = (Option<Day>, Option<Day>, Option<Day>, Option<u16>);

/// The days a reason carries: on, from, until, and the version.
fn details(verdict: &Verdict) -> Details {
    match *verdict {
        Verdict::NotValid(reason) => match reason {
            NotValid::Expired { on }
            | NotValid::Revoked { on }
            | NotValid::Returned { on }
            | NotValid::GivenUp { on }
            | NotValid::CertificateRevoked { on }
            | NotValid::CertificateGivenUp { on }
            | NotValid::KeyCompromised { on }
            | NotValid::ListedEnded { listed_on: on } => (Some(on), None, None, None),
            NotValid::Replaced { on, by_version } => (Some(on), None, None, Some(by_version)),
            NotValid::Altered | NotValid::NeverIssued => (None, None, None, None),
        },
        Verdict::NotNow(NotNow::Suspended { from, until } | NotNow::CertificateSuspended { from, until }) => {
            (None, Some(from), Some(until), None)
        }
        Verdict::NotNow(NotNow::ListedSuspended { listed_on }) => (Some(listed_on), None, None, None),
        Verdict::NotNow(NotNow::NotYetInForce { from }) => (None, Some(from), None, None),
        Verdict::CouldNotCheck(_) | Verdict::Valid => (None, None, None, None),
    }
}

/// Most candidates that are named: where the issuer was left out there are many.
const NAMED: usize = 3;

/// What was read in what was typed.
fn read_as(unasked: &Unasked) -> Vec<String> {
    match unasked {
        Unasked::Unknown(number) if number.candidates.len() <= NAMED => number.candidates.clone(),
        Unasked::Several(items) => items.iter().map(|item| Language::En.item_named(item)).collect(),
        Unasked::Other(item @ (Item::Number(_) | Item::Dossier(_) | Item::Enterprise { .. })) => {
            vec![Language::En.item_named(item)]
        }
        _ => Vec::new(),
    }
}
