//! The page of a dossier: stage and deadline always in sight, conditions
//! beside facts and papers, and what this officer may do now.

use askama::Template;
use rocket::get;
use rocket::http::Status;

use super::conditions::{SubjectView, judgement_form, subjects};
use super::lacking::{CameBack, to_ask};
use super::notes::NotesView;
use super::open_dossier::OpenDossier;
use super::outbox::MailsView;
use super::panel::Panel;
use super::people::holder;
use super::supervision::SupervisionView;
use super::{Desk, MenuLink};
use crate::acts::{ActError, Sight};
use crate::domain::dossier::{Act, Refusal, Stage, StageName};
use crate::domain::eligibility::Standing;
use crate::domain::staff::{Officer, Role};
use crate::language::desk::dossier::DossierTexts;
use crate::storage::StorageError;
use crate::web::deadline::Deadline;
use crate::web::printing::{FileLink, letter_files};
use crate::web::timeline::{Event, Reader, events};
use crate::web::{Answer, Failure, Fields, Form, Frame, repeated};

#[derive(Template)]
#[template(path = "desk/dossier.html")]
struct DossierPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static DossierTexts,
    form: Form,
    head: Head,
    /// What is new, when it came back from the applicant.
    came_back: Option<CameBack>,
    /// How it differs from the dossiers before it; empty of a first one.
    changes: Vec<String>,
    panel: Panel,
    /// What was typed for an act that cannot be done now: field, label, text.
    unsent: Vec<(&'static str, &'static str, String)>,
    notes: NotesView,
    supervision: SupervisionView,
    letters: Vec<FileLink>,
    mails: MailsView,
    /// How many steps there were, and the last.
    steps_taken: String,
    /// For whoever judges: when the last judgement was made that the page shows.
    judged_until: Option<String>,
    events: Vec<Event>,
    subjects: Vec<SubjectView>,
}

/// What stands at the top of every page of a dossier.
pub(super) struct Head {
    pub(super) path: String,
    pub(super) version: i64,
    pub(super) number: String,
    pub(super) title: String,
    pub(super) procedure: &'static str,
    pub(super) stage: &'static str,
    pub(super) due: Option<Deadline>,
    pub(super) holder: String,
    pub(super) regime: String,
    pub(super) kept_at: Option<String>,
    pub(super) applicants_turn: bool,
    /// Whether the reader may see the audit trail.
    pub(super) has_history: bool,
    /// How many experts pass; empty for an independent consultant.
    pub(super) experts: String,
}

/// The page of a dossier.
#[get("/desk/dossiers/<id>")]
pub(super) async fn page(id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, id, &Fields::default(), &[], Status::Ok).await
}

/// The page, with what was typed and what is wrong with it.
pub(super) async fn show(
    desk: Desk<'_>,
    id: &str,
    typed: &Fields,
    faults: &[(String, String)],
    status: Status,
) -> Result<Answer, Failure> {
    let opened = OpenDossier::find(&desk, id).await?;
    let mut form = prefilled(&opened);
    for (name, value) in typed.texts() {
        form = form.with(name, value);
    }
    for (field, sentence) in faults {
        form.refuse(field, sentence.as_str());
    }
    let events = happened(&desk, &opened);
    let panel = Panel::of(&desk, &opened);
    let page = DossierPage {
        unsent: unsent(&desk, &panel, typed),
        steps_taken: desk.frame.language.steps_taken(events.len(), last_of(&events)),
        judged_until: opened.is_open_to(&desk, Act::Judge).then(|| judged_until(&opened)),
        events,
        menu: desk.menu(),
        texts: desk.frame.language.dossier(),
        form,
        head: Head::of(&desk, &opened),
        came_back: CameBack::of(desk.frame.language, &opened),
        changes: opened.changes.as_ref().map_or_else(Vec::new, |it| desk.frame.language.changes(Some(it))),
        panel,
        notes: NotesView::of(&desk, &opened),
        supervision: SupervisionView::of(
            desk.frame.language,
            (&opened.comments, &opened.checks),
            &opened.names,
            opened.today,
        ),
        mails: MailsView::of(desk.frame.language, &opened.mails),
        letters: letter_files(
            desk.frame.language,
            &format!("/desk/dossiers/{}", opened.dossier.id),
            &opened.letters,
        ),
        subjects: subjects(&desk, &opened),
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}

/// What happened to the dossier, to an officer.
fn happened(desk: &Desk<'_>, opened: &OpenDossier) -> Vec<Event> {
    let language = desk.frame.language;
    let name = |by| opened.names.name_for(by, &desk.officer, language);
    let place = (&opened.dossier.stage, &opened.terms.calendar);
    events(language, &opened.steps, place, &Reader::Officer(&name))
}

/// What was typed for an act that this officer cannot do now, so that the page
/// has no form for it: the field, its label and the text.
fn unsent(desk: &Desk<'_>, panel: &Panel, typed: &Fields) -> Vec<(&'static str, &'static str, String)> {
    let texts = desk.frame.language.dossier();
    let fields = [
        (Act::RequestSupplement, "items", texts.items),
        (Act::Propose, "reasons", texts.propose_reasons),
        (Act::OrderOnSite, "on_site_reason", texts.on_site_reason),
        (Act::RecordMinutes, "summary", texts.minutes_summary),
        (Act::Reassign, "assignment_reason", texts.reasons),
        (Act::SendBack, "back_reasons", texts.reasons),
    ];
    let lost = fields.into_iter().filter(|(act, _, _)| !panel.may(*act));
    let lost = lost.map(|(_, field, label)| (field, label, typed.text(field).to_owned()));
    lost.filter(|(_, _, text)| !text.is_empty()).collect()
}

fn judged_until(opened: &OpenDossier) -> String {
    let last = opened.appraisal.records.iter().map(|record| record.judged_at).max();
    last.unwrap_or(opened.dossier.created_at).to_string()
}

fn last_of(events: &[Event]) -> &str {
    events.first().map_or("", |event| event.what.as_str())
}

/// What the forms of the page begin with.
fn prefilled(opened: &OpenDossier) -> Form {
    let mut form = judgement_form(Form::empty(), opened);
    if opened.stage() == StageName::Received {
        form = form.with("items", to_ask(opened));
    }
    let is_appraised = matches!(opened.dossier.stage, Stage::UnderAppraisal { .. });
    if is_appraised && !opened.appraisal.judged.may_be_approved() {
        form = form.with("outcome", "refuse");
    }
    form
}

/// What an act on a dossier came to: on to the page, with a sentence of what
/// was done; or the page again, with why not and everything that was typed.
pub(super) async fn concluded<T: Send>(
    desk: Desk<'_>,
    id: &str,
    typed: &Fields,
    done: Result<T, ActError>,
    said: &str,
    field: &str,
) -> Result<Answer, Failure> {
    let language = desk.frame.language;
    let refused = match done {
        Ok(_) => {
            desk.site.leave_notice(said);
            return Ok(Answer::redirect(format!("/desk/dossiers/{id}")));
        }
        Err(ActError::Refused(refusal)) if refusal.is_of_words() => {
            (field.to_owned(), language.refusal(&refusal), Status::UnprocessableEntity)
        }
        Err(ActError::Refused(refusal @ Refusal::AskedAlready { .. })) => {
            (field.to_owned(), language.refusal(&refusal), Status::Conflict)
        }
        Err(ActError::Refused(refusal)) => ("act".to_owned(), language.refusal(&refusal), Status::Conflict),
        Err(ActError::Done(done)) if !done.by_same => {
            ("act".to_owned(), repeated::said(language, &done), Status::Conflict)
        }
        Err(ActError::Storage(StorageError::Conflict)) => {
            ("act".to_owned(), language.changed_meanwhile(), Status::Conflict)
        }
        Err(other) => return Err(other.into()),
    };
    let (field, sentence, status) = refused;
    show(desk, id, typed, &[(field, sentence)], status).await
}

/// The page again, when what was typed is not enough to act on.
pub(super) async fn refused(
    desk: Desk<'_>,
    id: &str,
    typed: &Fields,
    faults: &[(String, String)],
) -> Result<Answer, Failure> {
    show(desk, id, typed, faults, Status::UnprocessableEntity).await
}

/// The dossier as the officer who posts a form has seen it.
pub(super) fn seen(id: &str, fields: &Fields) -> Result<Sight, Failure> {
    let dossier = id.parse().map_err(|_| Failure::NotFound)?;
    // A form without its version is as old as any: the act says so.
    Ok(Sight { dossier, version: fields.text("version").parse().unwrap_or_default() })
}

/// Whether the officer may read what was done with a dossier.
pub(super) fn reads_history(officer: &Officer) -> bool {
    [Role::Auditor, Role::Leader, Role::Administrator].into_iter().any(|role| officer.is(role))
}

impl Head {
    pub(super) fn of(desk: &Desk<'_>, opened: &OpenDossier) -> Self {
        let (language, stage) = (desk.frame.language, opened.stage());
        let (dossier, texts) = (&opened.dossier, desk.frame.language.queue());
        let application = &dossier.application;
        let appraiser =
            dossier.stage.appraiser().map(|id| opened.names.name_for(id, &desk.officer, language));
        let asked = || (0..application.experts.len()).filter(|at| application.asks_card(*at));
        let (count, passing) =
            (asked().count(), asked().filter(|at| opened.findings.standing(*at) == Standing::Passes).count());
        let on = language.day(opened.findings.on());
        let named = opened.regime.as_ref().map(|name| language.of(name));
        let regime = named.unwrap_or_else(|| opened.findings.regime().to_owned());
        let receipt = dossier.stage.receipt();
        Self {
            path: format!("/desk/dossiers/{}", dossier.id),
            version: dossier.version,
            number: receipt.map_or(texts.no_number, |receipt| receipt.number.as_str()).to_owned(),
            title: application.applicant_name().unwrap_or(texts.untitled).to_owned(),
            procedure: language.procedure(application.procedure),
            stage: language.stage(stage),
            due: (dossier.stage.running())
                .map(|term| Deadline::of(language, &opened.terms.calendar, opened.today, term)),
            holder: holder(language, stage, appraiser),
            regime: format!("{regime} · {on}"),
            kept_at: opened.kept_at.map(|at| language.instant(at)),
            applicants_turn: stage == StageName::SupplementRequested,
            has_history: reads_history(&desk.officer),
            experts: if application.organisation.is_some() && count > 0 {
                language.experts_passing(passing, count)
            } else {
                String::new()
            },
        }
    }
}
