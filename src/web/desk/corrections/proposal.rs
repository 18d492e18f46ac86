//! The form by which a correction is proposed.

use askama::Template;
use rocket::http::Status;
use rocket::{get, post};

use super::written;
use crate::acts::corrections::{self as acts, CorrectionWish, Particular};
use crate::acts::look::Look;
use crate::acts::{ActError, scope};
use crate::domain::correction::{CorrectedPaper, CorrectionField, CorrectionRefusal, may_propose};
use crate::language::Language;
use crate::language::corrections::CorrectionTexts;
use crate::storage::StorageError;
use crate::web::desk::certificate::{PaperView, certificate_view, path};
use crate::web::desk::standing::seen;
use crate::web::desk::{Desk, MenuLink};
use crate::web::{Answer, Failure, Form, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/correction_form.html")]
struct CorrectionFormPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static CorrectionTexts,
    form: Form,
    paper: PaperView,
    back: String,
    action: String,
    version: i64,
    /// What stands on the papers, by the value that names it.
    choices: Vec<(String, String)>,
}

/// The form.
#[get("/desk/certificates/<number>/correction")]
pub(super) async fn page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, number, Form::empty(), Status::Ok).await
}

/// Proposes it.
#[post("/desk/certificates/<number>/correction", data = "<typed>")]
pub(super) async fn send(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), language) = (typed, desk.frame.language);
    let (texts, mut form) = (language.corrections(), Form::filled(&fields));
    let chosen = chosen(fields.text("what"));
    if chosen.is_none() {
        form.refuse("what", language.correction_refusal(&CorrectionRefusal::NotOnPaper));
    }
    form.require("right", &language.nothing_written(texts.right));
    form.require("evidence", &language.nothing_written(texts.evidence));
    let Some((paper, field)) = chosen.filter(|_| !form.is_refused()) else {
        return show(desk, number, form, Status::UnprocessableEntity).await;
    };
    let (right, evidence) = (fields.text("right").to_owned(), fields.text("evidence").to_owned());
    let wish = CorrectionWish { paper, field, right, evidence };
    match acts::propose(desk.site.registry, &desk.officer, seen(number, &fields), wish).await {
        Ok(correction) => {
            let warning = correction.names_another().then_some(texts.another_name);
            let said = std::iter::once(texts.proposed_said).chain(warning).collect::<Vec<_>>().join(" ");
            desk.site.leave_notice(&said);
            Ok(Answer::redirect(path(number)))
        }
        Err(ActError::Correction(refusal)) => {
            form.refuse(field_of(&refusal), language.correction_refusal(&refusal));
            show(desk, number, form, Status::UnprocessableEntity).await
        }
        Err(ActError::Storage(StorageError::Conflict)) => {
            form.refuse("what", language.correction_refusal(&CorrectionRefusal::Changed));
            show(desk, number, form, Status::Conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The field that a refusal speaks of.
fn field_of(refusal: &CorrectionRefusal) -> &'static str {
    match refusal {
        refusal if refusal.is_of_right() => "right",
        refusal if refusal.is_of_words() => "evidence",
        _ => "what",
    }
}

/// What a choice names: the paper, and what of it.
fn chosen(value: &str) -> Option<(CorrectedPaper, CorrectionField)> {
    let (field, paper) = value.split_once(' ').unwrap_or((value, ""));
    let paper = match paper {
        "" => CorrectedPaper::Certificate,
        card => CorrectedPaper::Card(card.to_owned()),
    };
    Some((paper, field.parse().ok()?))
}

fn choice(language: Language, particular: &Particular) -> (String, String) {
    let Particular { paper, field, says, holder } = particular;
    let (name, says) = (language.correction_field(*field), written(language, *field, says));
    match paper {
        CorrectedPaper::Certificate => {
            (field.to_string(), format!("{}: {name} – {says}", language.papers().certificate))
        }
        CorrectedPaper::Card(card) => {
            let holder = holder.as_deref().filter(|_| *field != CorrectionField::Name);
            let holder = holder.map(|holder| format!(" ({holder})")).unwrap_or_default();
            (format!("{field} {card}"), format!("{} {card}{holder}: {name} – {says}", language.papers().card))
        }
    }
}

async fn show(desk: Desk<'_>, number: &str, form: Form, status: Status) -> Result<Answer, Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    if !may_propose(&desk.officer) {
        return Err(Failure::Forbidden);
    }
    let particulars = acts::particulars(&mut look, &certificate, today).await?;
    look.end().await?;
    let language = desk.frame.language;
    let back = path(&certificate.paper.number);
    let page = CorrectionFormPage {
        menu: desk.menu(),
        texts: language.corrections(),
        choices: particulars.iter().map(|particular| choice(language, particular)).collect(),
        form,
        paper: certificate_view(language, &certificate, today),
        action: format!("{back}/correction"),
        back,
        version: certificate.paper.version,
        frame: desk.frame,
    };
    Answer::with_status(status, &page)
}
