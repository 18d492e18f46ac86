//! Experts who left: the form by which their organisation tells of them, several
//! at once, and what it told.

use askama::Template;
use rocket::{get, post};

use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::notices::{self, DepartureWish, OwnDepartures};
use crate::domain::ids::AccountId;
use crate::domain::notice::{Departure, NoticeOutcome, NoticeRefusal};
use crate::language::Language;
use crate::language::notices::NoticeTexts;
use crate::web::filing::certificate;
use crate::web::filing::sent_form::{SentForm, TypedForm};
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Fields, Form, Frame, Site};

/// The field in which cards are chosen.
const CARDS: &str = "cards";

#[derive(Template)]
#[template(path = "filing/departures.html")]
struct DeparturesPage {
    frame: Frame,
    texts: &'static NoticeTexts,
    trail: Vec<(String, String)>,
    form: Form,
    number: String,
    holder: String,
    /// Within which term it is told.
    term: String,
    /// That there are too few experts; empty while there are enough.
    too_few: String,
    told: Vec<Told>,
    experts: Vec<CardFields>,
    action: String,
    back: String,
}

/// A notice as the organisation sees it.
struct Told {
    title: String,
    state: String,
    card: String,
    reason: String,
    at: String,
    /// Which it is, while it can be taken back.
    withdrawal: Option<String>,
}

/// The fields of one card.
struct CardFields {
    number: String,
    holder: String,
    on: String,
    reason: String,
}

/// What the page of a certificate says of who left.
pub(in crate::web::filing) struct Left {
    /// What was told and not taken back, the latest first.
    pub(in crate::web::filing) lines: Vec<(String, String, String)>,
    /// Whether there is anybody to tell of.
    pub(in crate::web::filing) may_tell: bool,
    /// That there are too few experts; empty while there are enough.
    pub(in crate::web::filing) too_few: String,
}

/// Where an organisation tells of who left.
pub(in crate::web::filing) fn path(number: &str) -> String {
    format!("{}/departures", certificate::path(number))
}

/// What the page of a certificate says of who left.
pub(in crate::web::filing) async fn told(
    site: &Site<'_>,
    language: Language,
    (applicant, number): (AccountId, &str),
) -> Result<Left, Failure> {
    let own = notices::own_departures(site.registry, applicant, number).await?;
    let line = |told: &Departure| {
        let outcome = told.ending.as_ref().map(|ending| ending.outcome);
        let title = language.departure_from(&told.holder_name, told.on);
        let late = if told.is_late() { format!(" · {}", language.notices().late) } else { String::new() };
        let line = (title, format!("{}{late}", language.notice_state(outcome)), path(&told.certificate));
        (outcome != Some(NoticeOutcome::Withdrawn)).then_some(line)
    };
    Ok(Left {
        lines: own.told.iter().rev().filter_map(line).collect(),
        may_tell: !own.cards.is_empty(),
        too_few: too_few(language, &own),
    })
}

fn too_few(language: Language, own: &OwnDepartures) -> String {
    let left = own.left.filter(|left| left.are_too_few());
    left.map(|left| language.too_few_experts(left)).unwrap_or_default()
}

/// The form, and what was told.
#[get("/filing/certificates/<number>/departures")]
pub(in crate::web::filing) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    Answer::page(&departures_page((frame, Form::empty()), &site, (applicant.account, number)).await?)
}

/// Gives notice.
#[post("/filing/certificates/<number>/departures", data = "<sent>")]
pub(in crate::web::filing) async fn report(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: TypedForm,
) -> Result<Answer, Failure> {
    let (language, account) = (frame.language, sent.applicant.account);
    let mut form = Form::filled(&sent.fields);
    let wishes = read(language, &sent.fields, &mut form);
    if !form.is_refused() {
        match notices::report_departures(site.registry, account, number, wishes).await {
            Ok(()) => {
                site.leave_notice(language.notices().departed_said);
                return Ok(Answer::redirect(certificate::path(number)));
            }
            Err(ActError::Notice(refusal)) => {
                form.refuse(&field_of(&refusal), language.notice_refusal(&refusal));
            }
            Err(ActError::Excess(excess)) => form.refuse(CARDS, language.excess(excess)),
            Err(error) => return Err(error.into()),
        }
    }
    Answer::refused(&departures_page((frame, form), &site, (account, number)).await?)
}

/// Takes one back.
#[post("/filing/certificates/<number>/departures/withdrawal", data = "<sent>")]
pub(in crate::web::filing) async fn withdraw(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    let id = sent.fields.text("notice").parse().map_err(|_| Failure::NotFound)?;
    notices::withdraw_departure(site.registry, sent.applicant.account, number, id).await?;
    site.leave_notice(frame.language.notices().taken_back_said);
    Ok(Answer::redirect(path(number)))
}

/// A form that came back stands at an address of its own.
#[get("/filing/certificates/<number>/departures/withdrawal")]
pub(in crate::web::filing) fn elsewhere(number: &str) -> Answer {
    Answer::redirect(path(number))
}

fn on_field(card: &str) -> String {
    format!("on-{card}")
}

fn reason_field(card: &str) -> String {
    format!("reason-{card}")
}

/// What was chosen and typed, or what is wrong with it beside each field.
fn read(language: Language, fields: &Fields, form: &mut Form) -> Vec<DepartureWish> {
    let texts = language.notices();
    let mut wishes = Vec::new();
    for card in fields.all(CARDS) {
        let (on, reason) = (on_field(card), reason_field(card));
        form.require(&reason, &language.nothing_written(texts.reason));
        match fields.text(&on).parse() {
            Ok(on) => {
                let reason = fields.text(&reason).to_owned();
                wishes.push(DepartureWish { card: card.clone(), on, reason });
            }
            Err(_) => form.refuse(&on, language.no_day(texts.left_on)),
        }
    }
    if fields.all(CARDS).is_empty() {
        form.refuse(CARDS, language.notice_refusal(&NoticeRefusal::NoneChosen));
    }
    wishes
}

/// The field that a refusal speaks of.
fn field_of(refusal: &NoticeRefusal) -> String {
    match refusal {
        NoticeRefusal::OfCard { card, why } if why.is_of_reason() => reason_field(card),
        NoticeRefusal::OfCard { card, .. } => on_field(card),
        _ => CARDS.to_owned(),
    }
}

async fn departures_page(
    (frame, form): (Frame, Form),
    site: &Site<'_>,
    (applicant, number): (AccountId, &str),
) -> Result<DeparturesPage, Failure> {
    let (language, texts) = (frame.language, frame.language.notices());
    let own = notices::own_departures(site.registry, applicant, number).await?;
    let paper = &own.certificate.paper;
    let mut look = Look::at(site.registry).await?;
    let today = look.today();
    let term = notices::departure_term(&mut look, paper.issuer, today).await?;
    look.end().await?;
    let told = |told: &Departure| {
        let state = language.notice_state(told.ending.as_ref().map(|ending| ending.outcome));
        let late = if told.is_late() { format!(" · {}", texts.late) } else { String::new() };
        Told {
            title: language.departure_from(&told.holder_name, told.on),
            state: format!("{state}{late}"),
            card: told.card.number.clone(),
            reason: told.reason.clone(),
            at: language.instant(told.stated_at),
            withdrawal: told.is_open().then(|| told.id.to_string()),
        }
    };
    let experts = own.cards.iter().map(|card| CardFields {
        number: card.paper.number.clone(),
        holder: card.paper.holder_name.clone(),
        on: on_field(&card.paper.number),
        reason: reason_field(&card.paper.number),
    });
    Ok(DeparturesPage {
        trail: vec![
            ("/filing".to_owned(), language.filing().title.to_owned()),
            (certificate::path(&paper.number), format!("{} {}", language.about().title, paper.number)),
        ],
        term: term.map(|term| language.departure_term(term.term.n(), &term.citation)).unwrap_or_default(),
        too_few: too_few(language, &own),
        told: own.told.iter().rev().map(told).collect(),
        experts: experts.collect(),
        number: paper.number.clone(),
        holder: paper.holder_name.clone(),
        action: path(&paper.number),
        back: certificate::path(&paper.number),
        texts,
        form,
        frame,
    })
}
