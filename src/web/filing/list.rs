//! The applicant's dossiers.

use askama::Template;
use rocket::{State, get};

use super::measures::{self, OwnMeasure};
use super::notices::departure;
use super::outline;
use super::papers_state::PapersState;
use super::{address, certificate};
use crate::acts::filing::{self, OwnSummary};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::{Stage, StageName};
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::language::mailbox::MailboxTexts;
use crate::verification::Checks;
use crate::web::access::mailbox;
use crate::web::deadline::Deadline;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

#[derive(Template)]
#[template(path = "filing/list.html")]
struct ListPage {
    frame: Frame,
    texts: &'static FilingTexts,
    mailbox_texts: &'static MailboxTexts,
    /// That no news reaches them, while it does not.
    unreached: Option<&'static str>,
    unreadable: Vec<String>,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    title: String,
    procedure: &'static str,
    number: String,
    issuer: String,
    stage: &'static str,
    stage_class: &'static str,
    who: &'static str,
    deadline: Option<Deadline>,
    /// What is missing, or when it was saved.
    notes: Vec<String>,
    saved: String,
    /// The certificate that was issued on it: where, and its number.
    certificate: Option<(String, String)>,
}

/// The applicant's dossiers, the last changed first.
#[get("/filing")]
pub(super) async fn page(
    applicant: Applicant,
    site: Site<'_>,
    checks: &State<Checks>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let (dossiers, calendar) = filing::list(site.registry, applicant.account).await?;
    let unreadable = dossiers.references();
    let (language, today) = (frame.language, site.registry.clock.now().day());
    let mut lines = Vec::new();
    for own in dossiers {
        let papers = checks.own_papers(&own.summary.stage).await?;
        let told = match &papers {
            Some(_) => measures::shown(&site, language, (applicant.account, own.summary.id)).await?,
            None => Vec::new(),
        };
        let too_few = match &own.summary.stage {
            Stage::Issued { certificate, .. } => {
                departure::told(&site, language, (applicant.account, certificate)).await?.too_few
            }
            _ => String::new(),
        };
        let issued = papers.map(|papers| PapersState::of(language, &papers));
        let line = line(language, &calendar, today, own);
        lines.push(match issued {
            Some(issued) => line.with(issued, told, too_few),
            None => line,
        });
    }
    let unreached = mailbox::waiting(site.registry, applicant.account, language).await?;
    let (texts, mailbox_texts) = (language.filing(), language.mailbox());
    Answer::page(&ListPage { frame, texts, mailbox_texts, unreached, unreadable, lines })
}

/// A form that came back stands at the address of the list.
#[get("/filing/dossiers")]
pub(super) fn elsewhere() -> Answer {
    Answer::redirect("/filing")
}

fn line(language: Language, calendar: &Calendar, today: Day, own: OwnSummary) -> Line {
    let OwnSummary { summary, issuer, open_parts } = own;
    let stage = summary.stage_name(today);
    let untitled = language.filing().untitled.to_owned();
    let notes = match (&summary.stage, open_parts) {
        (Stage::SupplementRequested { request, .. }, _) => request.items.clone(),
        (_, Some(open)) => vec![language.open_parts(open)],
        _ => Vec::new(),
    };
    let certificate = match &summary.stage {
        Stage::Issued { certificate, .. } => Some((certificate::path(certificate), certificate.clone())),
        _ => None,
    };
    Line {
        certificate,
        href: address(summary.id),
        title: if summary.title.is_empty() { untitled } else { summary.title },
        procedure: language.procedure_wanted(summary.procedure),
        number: summary.stage.receipt().map(|receipt| receipt.number.clone()).unwrap_or_default(),
        issuer: outline::said(language, issuer.name),
        stage: language.stage_for_applicant(stage),
        stage_class: stage_class(stage),
        who: language.who_has(stage),
        deadline: (summary.stage.running()).map(|term| Deadline::of(language, calendar, today, term)),
        notes,
        saved: language.instant(summary.saved_at),
    }
}

impl Line {
    /// The same, with how the papers stand that were issued on it.
    fn with(self, issued: PapersState, measures: Vec<OwnMeasure>, too_few: String) -> Self {
        let PapersState {
            stage, class: stage_class, sentence, advice, words: (label, words), returned, ..
        } = issued;
        let words = if words.is_empty() { String::new() } else { format!("{label}: {}", words.join(" · ")) };
        let asked = measures.into_iter().filter(|measure| measure.ended.is_none());
        let asked = asked.map(|measure| measure.sentence);
        let notes =
            asked.chain([sentence, words, advice, too_few]).chain(returned).filter(|note| !note.is_empty());
        Self { stage, stage_class, notes: notes.collect(), ..self }
    }
}

/// How the tag of a stage looks.
pub(super) fn stage_class(stage: StageName) -> &'static str {
    match stage {
        StageName::Issued => "good",
        StageName::Refused | StageName::Cancelled | StageName::Lapsed => "wrong",
        StageName::SupplementRequested => "waits",
        StageName::Draft | StageName::Withdrawn => "",
        _ => "open",
    }
}
