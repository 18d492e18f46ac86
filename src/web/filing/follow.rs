//! The page behind the QR of a slip: where a dossier is and what is due when,
//! for whoever holds the slip. Nothing on it says whose dossier it is.

use askama::Template;
use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::http::{Header, Status};
use rocket::{Responder, State, get};

use super::list;
use super::outline;
use super::papers_state::PapersState;
use crate::acts::look::Look;
use crate::acts::tracking::{self, TrackedDossier};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::language::printing::PrintingTexts;
use crate::storage::{calendar, issuers};
use crate::verification::Checks;
use crate::web::deadline::Deadline;
use crate::web::pace::PatientFollower;
use crate::web::{Answer, Failure, Frame, Site};

#[derive(Template)]
#[template(path = "filing/follow.html")]
struct FollowPage {
    frame: Frame,
    texts: &'static PrintingTexts,
    filing: &'static FilingTexts,
    seen: Option<DossierView>,
}

/// What anyone with the slip may see.
struct DossierView {
    number: String,
    stage: &'static str,
    stage_class: &'static str,
    who: &'static str,
    issuer: String,
    procedure: &'static str,
    received: Option<String>,
    deadline: Option<Deadline>,
}

/// A page that no search engine keeps and no other site learns the address of.
#[derive(Responder)]
pub(super) struct Unlisted {
    page: Answer,
    robots: Header<'static>,
    referrer: Header<'static>,
}

/// Where the dossier of this code is.
#[get("/T/<code..>")]
pub(super) async fn page(
    code: Segments<'_, Path>,
    frame: Frame,
    site: Site<'_>,
    checks: &State<Checks>,
    _patient: PatientFollower,
) -> Result<Unlisted, Failure> {
    show(&code.collect::<Vec<_>>().join("/"), frame, site, checks).await
}

/// People type the link, and some programs change its letters.
#[get("/t/<code..>")]
pub(super) async fn page_in_small_letters(
    code: Segments<'_, Path>,
    frame: Frame,
    site: Site<'_>,
    checks: &State<Checks>,
    _patient: PatientFollower,
) -> Result<Unlisted, Failure> {
    show(&code.collect::<Vec<_>>().join("/"), frame, site, checks).await
}

async fn show(code: &str, frame: Frame, site: Site<'_>, checks: &Checks) -> Result<Unlisted, Failure> {
    let (language, today) = (frame.language, site.registry.clock.today());
    let seen = match tracking::follow(site.registry, code).await? {
        Some(followed) => {
            let mut look = Look::at(site.registry).await?;
            let calendar = calendar::read(&mut look).await?;
            let (profile, _) = issuers::profile(&mut look, followed.summary.issuer).await?;
            look.end().await?;
            let papers = checks.own_papers(&followed.summary.stage).await?;
            let issuer = outline::said(language, profile.name);
            let seen = DossierView::of(language, (&calendar, today), issuer, followed);
            Some(match papers {
                Some(papers) => seen.with(&PapersState::of(language, &papers)),
                None => seen,
            })
        }
        None => None,
    };
    let status = if seen.is_some() { Status::Ok } else { Status::NotFound };
    let page = FollowPage { texts: language.printing(), filing: language.filing(), seen, frame };
    Ok(Unlisted {
        page: Answer::with_status(status, &page)?,
        robots: Header::new("X-Robots-Tag", "noindex, nofollow, noarchive"),
        referrer: Header::new("Referrer-Policy", "no-referrer"),
    })
}

impl DossierView {
    fn of(
        language: Language,
        (calendar, today): (&Calendar, Day),
        issuer: String,
        TrackedDossier { number, summary }: TrackedDossier,
    ) -> Self {
        let stage = summary.stage_name(today);
        Self {
            number,
            stage: language.stage_for_applicant(stage),
            stage_class: list::stage_class(stage),
            who: language.who_has(stage),
            issuer,
            procedure: language.procedure_wanted(summary.procedure),
            received: summary.stage.receipt().map(|receipt| language.day(receipt.received_at.day())),
            deadline: (summary.stage.running()).map(|term| Deadline::of(language, calendar, today, term)),
        }
    }

    /// The same, with how the papers stand that were issued on it.
    fn with(self, issued: &PapersState) -> Self {
        Self { stage: issued.stage, stage_class: issued.class, ..self }
    }
}
