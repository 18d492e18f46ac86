//! Supervision at the desk: what the Ministry sees of a dossier or certificate of
//! another office and writes to it, and the checks it orders.

mod checks;
mod written;

use askama::Template;
use rocket::http::Status;
use rocket::{Route, get, post, routes};

use super::certificate::{PaperView, card_paper, certificate_view, slug};
use super::conditions::{SubjectView, subjects};
use super::dossier::Head;
use super::open_dossier::OpenDossier;
use super::people::Names;
use super::{Desk, MenuLink};
use crate::acts::look::Look;
use crate::acts::supervision::{self as acts, CheckWish, Supervised};
use crate::acts::{ActError, scope};
use crate::domain::certificate::Certificate;
use crate::domain::supervision::{About, may_write};
use crate::language::Language;
use crate::language::desk::dossier::DossierTexts;
use crate::language::desk::papers::PaperTexts;
use crate::language::desk::supervision::SupervisionTexts;
use crate::storage::{StorageError, cards, supervision};
use crate::web::timeline::{Event, Reader, events};
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

pub(super) use written::SupervisionView;

pub(super) fn routes() -> Vec<Route> {
    let mut routes = routes![page, comment, order, elsewhere];
    routes.extend(checks::routes());
    routes
}

/// What is seen of a dossier: no facts of persons beyond their names, and no
/// papers.
struct DossierSeen {
    head: Head,
    events: Vec<Event>,
    subjects: Vec<SubjectView>,
}

/// What is seen of a certificate.
struct CertificateSeen {
    paper: PaperView,
    cards: Vec<PaperView>,
    public: String,
}

enum Seen {
    Dossier(Box<DossierSeen>),
    Certificate(Box<CertificateSeen>),
}

#[derive(Template)]
#[template(path = "desk/supervised.html")]
struct SupervisedPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static SupervisionTexts,
    dossier_texts: &'static DossierTexts,
    papers: &'static PaperTexts,
    form: Form,
    title: String,
    office: String,
    action: String,
    seen: Seen,
    supervision: SupervisionView,
    /// Whether this officer comments and orders.
    writes: bool,
    /// Whether a check can be ordered: none is open.
    orders: bool,
}

/// Where a supervisor sees a dossier.
pub(super) fn path_of_dossier(id: &str) -> String {
    format!("/desk/supervision/dossiers/{id}")
}

/// Where a supervisor sees a certificate.
pub(super) fn path_of_certificate(number: &str) -> String {
    format!("/desk/supervision/certificates/{}", slug(number))
}

fn about(noun: &str) -> Result<About, Failure> {
    match noun {
        "dossiers" => Ok(About::Dossier),
        "certificates" => Ok(About::Certificate),
        _ => Err(Failure::NotFound),
    }
}

/// A dossier or certificate of another office.
#[get("/desk/supervision/<noun>/<subject>")]
async fn page(noun: &str, subject: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, (about(noun)?, subject), Form::empty(), Status::Ok).await
}

/// A form that came back stands at an address of its own.
#[get("/desk/supervision/<noun>/<subject>/<_form>")]
fn elsewhere(noun: &str, subject: &str, _form: &str) -> Answer {
    Answer::redirect(format!("/desk/supervision/{noun}/{subject}"))
}

/// Writes a comment.
#[post("/desk/supervision/<noun>/<subject>/comments", data = "<typed>")]
async fn comment(noun: &str, subject: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form, on) = (language.supervision(), Form::filled(&fields), (about(noun)?, subject));
    form.require("comment", &language.nothing_written(texts.comment));
    if form.is_refused() {
        return show(desk, on, form, Status::UnprocessableEntity).await;
    }
    let done = acts::comment(desk.site.registry, &desk.officer, on, fields.text("comment")).await;
    concluded(desk, (noun, on), (form, "comment"), done, texts.comment_said).await
}

/// Orders a check.
#[post("/desk/supervision/<noun>/<subject>/checks", data = "<typed>")]
async fn order(noun: &str, subject: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form, on) = (language.supervision(), Form::filled(&fields), (about(noun)?, subject));
    form.require("asked", &language.nothing_written(texts.asked));
    form.require("reasons", &language.nothing_written(texts.reasons));
    let answer_by = read_day(&fields, &mut form, texts);
    let Some(answer_by) = answer_by.filter(|_| !form.is_refused()) else {
        return show(desk, on, form, Status::UnprocessableEntity).await;
    };
    let wish = CheckWish { asked: fields.text("asked"), reasons: fields.text("reasons"), answer_by };
    let done = acts::order(desk.site.registry, &desk.officer, on, wish).await;
    concluded(desk, (noun, on), (form, "asked"), done, texts.ordered_said).await
}

fn read_day(fields: &Fields, form: &mut Form, texts: &SupervisionTexts) -> Option<crate::dates::Day> {
    let day = fields.text("answer_by").parse().ok();
    if day.is_none() {
        form.refuse("answer_by", texts.choose_day);
    }
    day
}

/// On with what was done, or the page again with why not.
async fn concluded(
    desk: Desk<'_>,
    (noun, on): (&str, (About, &str)),
    (mut form, field): (Form, &str),
    done: Result<(), ActError>,
    said: &str,
) -> Result<Answer, Failure> {
    use crate::domain::supervision::SupervisionRefusal;
    match done {
        Ok(()) => {
            desk.site.leave_notice(said);
            Ok(Answer::redirect(format!("/desk/supervision/{noun}/{}", on.1)))
        }
        Err(ActError::Supervision(refusal)) => {
            let sentence = desk.frame.language.supervision_refusal(&refusal);
            let field = if refusal == SupervisionRefusal::PastDay { "answer_by" } else { field };
            form.refuse(field, sentence);
            let is_typed = refusal.is_of_words() || refusal == SupervisionRefusal::PastDay;
            let status = if is_typed { Status::UnprocessableEntity } else { Status::Conflict };
            show(desk, on, form, status).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn show(desk: Desk<'_>, on: (About, &str), form: Form, status: Status) -> Result<Answer, Failure> {
    let registry = desk.site.registry;
    let mut look = Look::at(registry).await?;
    let today = look.today();
    let found = Supervised::find(&mut look, registry, &desk.officer, on).await?;
    let matter = found.matter();
    let checks = supervision::of_matter(&mut look, matter.about, &matter.subject).await?.rows;
    let comments = acts::comments(&mut look, &matter.subject).await?;
    let mut names = Names::default();
    names.learn(&mut look, written::people(&comments, &checks)).await?;
    let (language, office) = (desk.frame.language, matter.issuer);
    let (title, action, seen) = match found {
        Supervised::Certificate(certificate) => {
            let seen = certificate_seen(&mut look, language, (&certificate, today)).await?;
            let number = certificate.paper.number.clone();
            (number.clone(), path_of_certificate(&number), Seen::Certificate(Box::new(seen)))
        }
        Supervised::Dossier(dossier) => {
            look.end().await?;
            let opened = OpenDossier::supervised(&desk, dossier.id).await?;
            let seen = dossier_seen(&desk, &opened);
            (seen.head.number.clone(), path_of_dossier(&matter.subject), Seen::Dossier(Box::new(seen)))
        }
    };
    let writes = may_write(&desk.officer);
    Answer::with_status(
        status,
        &SupervisedPage {
            menu: desk.menu(),
            texts: language.supervision(),
            dossier_texts: language.dossier(),
            papers: language.papers(),
            form,
            title,
            office: language.office_called(&office),
            action,
            seen,
            writes,
            orders: writes && checks.iter().all(|check| !check.is_open()),
            supervision: SupervisionView::of(language, (&comments, &checks), &names, today),
            frame: desk.frame,
        },
    )
}

fn dossier_seen(desk: &Desk<'_>, opened: &OpenDossier) -> DossierSeen {
    let name = |by| opened.names.name(by).to_owned();
    let place = (&opened.dossier.stage, &opened.terms.calendar);
    DossierSeen {
        head: Head::of(desk, opened),
        events: events(desk.frame.language, &opened.steps, place, &Reader::Officer(&name)),
        subjects: subjects(desk, opened),
    }
}

async fn certificate_seen(
    look: &mut Look,
    language: Language,
    (certificate, today): (&Certificate, crate::dates::Day),
) -> Result<CertificateSeen, StorageError> {
    let cards = cards::of_certificate(look, &certificate.paper.number).await?;
    Ok(CertificateSeen {
        paper: certificate_view(language, certificate, today),
        cards: cards.iter().map(|card| card_paper(language, card, certificate, today)).collect(),
        public: format!("/c/{}", slug(&certificate.paper.number)),
    })
}

/// Where the menu leads a supervisor and who is supervised.
pub(super) fn is_in_menu(desk_officer: &crate::domain::staff::Officer) -> bool {
    scope::supervises(desk_officer) || desk_officer.acts_on_dossiers()
}
