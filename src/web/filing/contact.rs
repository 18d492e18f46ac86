//! How an independent consultant is reached: shown beside their papers, or no
//! more.

use askama::Template;
use rocket::{get, post};

use super::certificate;
use super::sent_form::{SentForm, TypedForm};
use crate::acts::ActError;
use crate::acts::contacts::{self, ContactOf};
use crate::domain::application::ShownContact;
use crate::language::Language;
use crate::language::contacts::ContactTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The field of what is to be shown.
const SHOWN: &str = "shown";

#[derive(Template)]
#[template(path = "filing/contact.html")]
struct ContactPage {
    frame: Frame,
    texts: &'static ContactTexts,
    trail: Vec<(String, String)>,
    form: Form,
    action: String,
    back: String,
    number: String,
    holder: String,
    /// What is shown now.
    shown: Vec<String>,
    /// Whether there is something to end, also while nothing is shown.
    is_agreed: bool,
    choices: Vec<(&'static str, String)>,
}

/// The page of a certificate's contact.
pub(super) fn path(number: &str) -> String {
    format!("{}/contact", certificate::path(number))
}

/// Says what is shown, and offers the other.
#[get("/filing/certificates/<number>/contact")]
pub(super) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let of = contacts::of_holder(site.registry, applicant.account, number).await?;
    Answer::page(&contact_page(frame, None, of))
}

/// Shows what was chosen.
#[post("/filing/certificates/<number>/contact", data = "<sent>")]
pub(super) async fn show(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let language = frame.language;
    let mut form = Form::filled(&sent.fields);
    let choice = ShownContact { phone: form.has(SHOWN, "phone"), email: form.has(SHOWN, "email") };
    match contacts::show(site.registry, sent.applicant.account, number, choice).await {
        Ok(()) => {
            site.leave_notice(language.contacts().shown_said);
            return Ok(Answer::redirect(path(number)));
        }
        Err(ActError::Standing(refusal)) => form.refuse(SHOWN, language.standing_refusal(&refusal)),
        Err(ActError::Excess(excess)) => form.refuse(SHOWN, language.excess(excess)),
        Err(error) => return Err(error.into()),
    }
    let of = contacts::of_holder(site.registry, sent.applicant.account, number).await?;
    Answer::refused(&contact_page(frame, Some(form), of))
}

/// Shows it no more.
#[post("/filing/certificates/<number>/contact/end", data = "<sent>")]
pub(super) async fn hide(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    contacts::hide(site.registry, sent.applicant.account, number).await?;
    site.leave_notice(frame.language.contacts().hidden_said);
    Ok(Answer::redirect(path(number)))
}

fn contact_page(frame: Frame, form: Option<Form>, of: ContactOf) -> ContactPage {
    let language = frame.language;
    let paper = of.certificate.paper;
    let shown = of.shown.map(|contact| lines(language, contact.phone, contact.email)).unwrap_or_default();
    ContactPage {
        texts: language.contacts(),
        trail: certificate::trail_below(language, &paper.number),
        form: form.unwrap_or_else(Form::empty),
        action: path(&paper.number),
        back: certificate::path(&paper.number),
        shown: shown.into_iter().map(|(_, line)| line).collect(),
        is_agreed: of.is_agreed,
        choices: lines(language, of.own.phone, of.own.email),
        number: paper.number,
        holder: paper.holder_name,
        frame,
    }
}

/// Each way to be reached, with the word of its choice.
pub(super) fn lines(
    language: Language,
    phone: Option<String>,
    email: Option<String>,
) -> Vec<(&'static str, String)> {
    let texts = language.contacts();
    let phone = phone.map(|phone| ("phone", format!("{}: {phone}", texts.phone)));
    let email = email.map(|email| ("email", format!("{}: {email}", texts.email)));
    phone.into_iter().chain(email).collect()
}
