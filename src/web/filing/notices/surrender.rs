//! Giving one's own certificate up: the form, and what was sent until somebody
//! acknowledges it.

use askama::Template;
use rocket::{get, post};

use crate::acts::filing::about::{self, OwnCertificate};
use crate::acts::{ActError, notices};
use crate::dates::Day;
use crate::domain::certificate::StandingAct;
use crate::domain::ids::AccountId;
use crate::domain::notice::{NoticeOutcome, NoticeRefusal, Surrender};
use crate::language::Language;
use crate::language::notices::NoticeTexts;
use crate::web::filing::certificate;
use crate::web::filing::sent_form::{SentForm, TypedForm};
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

#[derive(Template)]
#[template(path = "filing/surrender.html")]
struct SurrenderPage {
    frame: Frame,
    texts: &'static NoticeTexts,
    trail: Vec<(String, String)>,
    form: Form,
    number: String,
    holder: String,
    /// What was sent last, unless it was taken back.
    sent: Option<Sent>,
    /// Whether there is anything to send.
    is_open: bool,
    /// Why nothing can be sent; empty while something can.
    refused: String,
    action: String,
    back: String,
}

/// A notice as its holder sees it.
pub(in crate::web::filing) struct Sent {
    /// What it says, in a line.
    pub(in crate::web::filing) title: String,
    pub(in crate::web::filing) state: &'static str,
    facts: Vec<(&'static str, String)>,
    /// Where it is taken back, and which it is.
    withdrawal: Option<(String, String)>,
}

/// Where a certificate is given up.
pub(in crate::web::filing) fn path(number: &str) -> String {
    format!("{}/surrender", certificate::path(number))
}

/// What the page of a certificate says of giving it up: the last notice, unless
/// it was taken back, and whether there is anything to do.
pub(in crate::web::filing) async fn told(
    site: &Site<'_>,
    language: Language,
    (applicant, own): (AccountId, &OwnCertificate),
) -> Result<(Option<Sent>, bool), Failure> {
    let number = &own.certificate.paper.number;
    let all = notices::own_surrenders(site.registry, applicant, number).await?;
    let sent = all.last().and_then(|last| Sent::of(language, last));
    Ok((sent, own.life.certificate_allows(StandingAct::GiveUp)))
}

impl Sent {
    fn of(language: Language, last: &Surrender) -> Option<Self> {
        let texts = language.notices();
        let outcome = last.ending.as_ref().map(|ending| ending.outcome);
        let sent = Self {
            title: language.surrender_from(last.on),
            state: language.notice_state(outcome),
            facts: vec![
                (texts.from, language.day(last.on)),
                (texts.reason, last.reason.clone()),
                (texts.given_at, language.instant(last.stated_at)),
            ],
            withdrawal: last
                .is_open()
                .then(|| (format!("{}/withdrawal", path(&last.certificate.number)), last.id.to_string())),
        };
        (outcome != Some(NoticeOutcome::Withdrawn)).then_some(sent)
    }
}

/// The form, or what was sent.
#[get("/filing/certificates/<number>/surrender")]
pub(in crate::web::filing) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let today = site.registry.clock.today();
    let form = Form::empty().with("on", today.to_string());
    Answer::page(&surrender_page((frame, form), &site, (applicant.account, number)).await?)
}

/// Gives notice.
#[post("/filing/certificates/<number>/surrender", data = "<sent>")]
pub(in crate::web::filing) async fn state(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.notices());
    let mut form = Form::filled(&sent.fields);
    let on: Option<Day> = sent.fields.text("on").parse().ok();
    if on.is_none() {
        form.refuse("on", language.no_day(texts.surrender_on));
    }
    form.require("reason", &language.nothing_written(texts.reason));
    if let Some(on) = on.filter(|_| !form.is_refused()) {
        let said = (on, sent.fields.text("reason"));
        match notices::state_surrender(site.registry, sent.applicant.account, number, said).await {
            Ok(()) => {
                site.leave_notice(texts.surrendered_said);
                return Ok(Answer::redirect(certificate::path(number)));
            }
            Err(ActError::Notice(refusal)) => {
                form.refuse(field_of(&refusal), language.notice_refusal(&refusal));
            }
            Err(ActError::Excess(excess)) => form.refuse("on", language.excess(excess)),
            Err(error) => return Err(error.into()),
        }
    }
    Answer::refused(&surrender_page((frame, form), &site, (sent.applicant.account, number)).await?)
}

/// Takes it back.
#[post("/filing/certificates/<number>/surrender/withdrawal", data = "<sent>")]
pub(in crate::web::filing) async fn withdraw(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    let id = sent.fields.text("notice").parse().map_err(|_| Failure::NotFound)?;
    notices::withdraw_surrender(site.registry, sent.applicant.account, number, id).await?;
    site.leave_notice(frame.language.notices().taken_back_said);
    Ok(Answer::redirect(certificate::path(number)))
}

/// A form that came back stands at an address of its own.
#[get("/filing/certificates/<number>/surrender/withdrawal")]
pub(in crate::web::filing) fn elsewhere(number: &str) -> Answer {
    Answer::redirect(path(number))
}

fn field_of(refusal: &NoticeRefusal) -> &'static str {
    if refusal.is_of_reason() { "reason" } else { "on" }
}

async fn surrender_page(
    (frame, form): (Frame, Form),
    site: &Site<'_>,
    (applicant, number): (AccountId, &str),
) -> Result<SurrenderPage, Failure> {
    let own = about::own_certificate(site.registry, applicant, number).await?;
    let (language, texts) = (frame.language, frame.language.notices());
    let (sent, may) = told(site, language, (applicant, &own)).await?;
    let paper = &own.certificate.paper;
    let title = format!("{} {}", language.about().title, paper.number);
    let refusal = NoticeRefusal::Life(own.life);
    Ok(SurrenderPage {
        trail: vec![
            ("/filing".to_owned(), language.filing().title.to_owned()),
            (certificate::path(&paper.number), title),
        ],
        // What was typed is kept, also where meanwhile there is nothing to send.
        is_open: (may && sent.is_none()) || form.is_refused(),
        refused: if may { String::new() } else { language.notice_refusal(&refusal) },
        number: paper.number.clone(),
        holder: paper.holder_name.clone(),
        action: path(&paper.number),
        back: certificate::path(&paper.number),
        sent,
        texts,
        form,
        frame,
    })
}
