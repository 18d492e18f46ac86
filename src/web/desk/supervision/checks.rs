//! Checks that the Ministry ordered: their list, and one with what was written,
//! what can be done with it, and, while it is open, the papers it is about.

use askama::Template;
use rocket::http::Status;
use rocket::{Route, get, post, routes};

use super::written::{CheckLine, people};
use super::{path_of_certificate, path_of_dossier};
use crate::acts::look::Look;
use crate::acts::supervision as acts;
use crate::acts::{ActError, scope};
use crate::domain::ids::CheckId;
use crate::domain::supervision::{About, Check, may_write};
use crate::language::desk::supervision::SupervisionTexts;
use crate::storage::{evidence, supervision};
use crate::web::desk::certificate::path;
use crate::web::desk::people::Names;
use crate::web::desk::{Desk, MenuLink};
use crate::web::file::File;
use crate::web::{Answer, Failure, Form, Frame, Typed};

/// The most rows of the list: the last closed ones fall off its end.
const MOST: i64 = 200;

pub(super) fn routes() -> Vec<Route> {
    routes![list, page, elsewhere, answer, close, paper]
}

#[derive(Template)]
#[template(path = "desk/checks.html")]
struct ChecksPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static SupervisionTexts,
    unreadable: Vec<String>,
    supervises: bool,
    lines: Vec<CheckLine>,
}

#[derive(Template)]
#[template(path = "desk/check.html")]
struct CheckPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static SupervisionTexts,
    form: Form,
    line: CheckLine,
    /// The page of what it is about.
    about: (String, &'static str),
    facts: Vec<(&'static str, String)>,
    /// What was answered and found: heading, who and when, text.
    written: Vec<(&'static str, String, String)>,
    /// The papers that a supervisor may open: address and name.
    papers: Vec<(String, String)>,
    answers: bool,
    closes: bool,
    version: i64,
}

/// The checks that the officer's office ordered or has to answer.
#[get("/desk/checks")]
async fn list(desk: Desk<'_>) -> Result<Answer, Failure> {
    let supervises = scope::supervises(&desk.officer);
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let issuer = (!supervises).then_some(desk.officer.issuer);
    let found = supervision::list(&mut look, issuer, MOST).await?;
    look.end().await?;
    let language = desk.frame.language;
    Answer::page(&ChecksPage {
        menu: desk.menu(),
        texts: language.supervision(),
        unreadable: found.references(),
        supervises,
        lines: found.iter().map(|check| CheckLine::of(language, check, today)).collect(),
        frame: desk.frame,
    })
}

/// A check.
#[get("/desk/checks/<id>")]
async fn page(id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, id, Form::empty(), Status::Ok).await
}

/// A form that came back stands at an address of its own.
#[get("/desk/checks/<id>/<_form>")]
fn elsewhere(id: &str, _form: &str) -> Answer {
    Answer::redirect(format!("/desk/checks/{id}"))
}

/// Answers it.
#[post("/desk/checks/<id>/answer", data = "<typed>")]
async fn answer(id: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form) = (language.supervision(), Form::filled(&fields));
    form.require("answer", &language.nothing_written(texts.answer));
    if form.is_refused() {
        return show(desk, id, form, Status::UnprocessableEntity).await;
    }
    let done = acts::answer(desk.site.registry, &desk.officer, known(id)?, fields.text("answer")).await;
    concluded(desk, id, (form, "answer"), done, texts.answered_said).await
}

/// Closes it.
#[post("/desk/checks/<id>/closing", data = "<typed>")]
async fn close(id: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form) = (language.supervision(), Form::filled(&fields));
    form.require("finding", &language.nothing_written(texts.finding));
    if form.is_refused() {
        return show(desk, id, form, Status::UnprocessableEntity).await;
    }
    let seen = (known(id)?, fields.text("version").parse().unwrap_or_default());
    let done = acts::close(desk.site.registry, &desk.officer, seen, fields.text("finding")).await;
    concluded(desk, id, (form, "finding"), done, texts.closed_said).await
}

/// Shows a paper of the dossier that is checked; each look is noted.
#[get("/desk/checks/<id>/papers/<paper>")]
async fn paper(id: &str, paper: &str, desk: Desk<'_>) -> Result<File, Failure> {
    let paper = paper.parse().map_err(|_| Failure::NotFound)?;
    let (evidence, bytes) = acts::view_paper(desk.site.registry, &desk.officer, known(id)?, paper).await?;
    Ok(File::to_show(evidence.file_name, evidence.media_type, bytes))
}

fn known(id: &str) -> Result<CheckId, Failure> {
    id.parse().map_err(|_| Failure::NotFound)
}

async fn concluded(
    desk: Desk<'_>,
    id: &str,
    (mut form, field): (Form, &str),
    done: Result<(), ActError>,
    said: &str,
) -> Result<Answer, Failure> {
    match done {
        Ok(()) => {
            desk.site.leave_notice(said);
            Ok(Answer::redirect(format!("/desk/checks/{id}")))
        }
        Err(ActError::Supervision(refusal)) => {
            form.refuse(field, desk.frame.language.supervision_refusal(&refusal));
            let status = if refusal.is_of_words() { Status::UnprocessableEntity } else { Status::Conflict };
            show(desk, id, form, status).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(desk: Desk<'_>, id: &str, form: Form, status: Status) -> Result<Answer, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let check = scope::check(&mut look, &desk.officer, known(id)?).await?;
    let mut names = Names::default();
    names.learn(&mut look, people(&[], std::slice::from_ref(&check))).await?;
    let is_own = desk.frame.works_for(&check.matter.issuer);
    let papers = papers(&mut look, &check, is_own).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.supervision());
    let (writes, supervises) = (may_write(&desk.officer), scope::supervises(&desk.officer));
    let written = [(texts.answer, &check.answer), (texts.finding, &check.closing)];
    let written = written.into_iter().filter_map(|(heading, written)| {
        let written = written.as_ref()?;
        let by = format!("{} · {}", names.name(written.by), language.instant(written.at));
        Some((heading, by, written.text.clone()))
    });
    let ordered = format!("{} · {}", names.name(check.ordered_by), language.instant(check.ordered_at));
    Answer::with_status(
        status,
        &CheckPage {
            menu: desk.menu(),
            texts,
            form,
            line: CheckLine::of(language, &check, today),
            about: about(texts, &check, is_own),
            facts: vec![
                (texts.office, language.office_called(&check.matter.issuer)),
                (texts.asked, check.asked.clone()),
                (texts.reasons, check.reasons.clone()),
                (texts.answer_by, language.day(check.answer_by)),
                (texts.ordered_by, ordered),
            ],
            written: written.collect(),
            papers,
            answers: writes && is_own && check.may_be_answered().is_ok(),
            closes: writes && supervises && !is_own && check.may_be_closed().is_ok(),
            version: check.version,
            frame: desk.frame,
        },
    )
}

/// The page of what it is about: the office's own, or the supervisor's.
fn about(texts: &SupervisionTexts, check: &Check, is_own: bool) -> (String, &'static str) {
    let subject = &check.matter.subject;
    match (check.matter.about, is_own) {
        (About::Dossier, true) => (format!("/desk/dossiers/{subject}"), texts.the_dossier),
        (About::Dossier, false) => (path_of_dossier(subject), texts.the_dossier),
        (About::Certificate, true) => (path(subject), texts.the_certificate),
        (About::Certificate, false) => (path_of_certificate(subject), texts.the_certificate),
    }
}

/// The papers of the dossier that is checked, for who supervises, while it is.
async fn papers(look: &mut Look, check: &Check, is_own: bool) -> Result<Vec<(String, String)>, Failure> {
    let dossier = Some(&check.matter).filter(|matter| matter.about == About::Dossier);
    let dossier = dossier.filter(|_| check.is_open() && !is_own);
    let Some(dossier) = dossier.and_then(|matter| matter.subject.parse().ok()) else { return Ok(Vec::new()) };
    let found = evidence::of_dossier(look, dossier).await?;
    let link = |paper: &crate::domain::evidence::Evidence| {
        (format!("/desk/checks/{}/papers/{}", check.id, paper.id), paper.file_name.clone())
    };
    Ok(found.iter().map(link).collect())
}
