//! That an expert left, at the desk.

use std::ops::ControlFlow;

use rocket::{get, post};

use super::{NoticePage, acknowledged, answered, ending, seen};
use crate::acts::look::Look;
use crate::acts::notices;
use crate::acts::scope;
use crate::domain::ids::NoticeId;
use crate::storage::folded_number;
use crate::web::desk::Desk;
use crate::web::desk::certificate::{card_paper, path};
use crate::web::{Answer, Failure, Form, Posted};

/// The notice, with what acknowledging it brings about.
#[get("/desk/certificates/<number>/departures/<id>")]
pub(super) async fn page(number: &str, id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, (number, id), Form::empty()).await
}

/// Acknowledges it.
#[post("/desk/certificates/<number>/departures/<id>", data = "<sent>")]
pub(super) async fn acknowledge(
    number: &str,
    id: &str,
    desk: Desk<'_>,
    sent: Posted,
) -> Result<Answer, Failure> {
    let Posted(fields) = sent;
    let done = notices::acknowledge_departure(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    let said = desk.frame.language.notices().departure_acknowledged_said;
    match acknowledged(&desk, (number, &fields), done, said)? {
        ControlFlow::Break(answer) => Ok(answer),
        ControlFlow::Continue(form) => show(desk, (number, id), form).await,
    }
}

async fn show(desk: Desk<'_>, (number, id): (&str, &str), form: Form) -> Result<Answer, Failure> {
    let id: NoticeId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let departure = scope::departure(&mut look, desk.officer.issuer, id).await?;
    if folded_number(&departure.certificate) != folded_number(number) {
        return Err(Failure::NotFound);
    }
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let card = notices::card_of(&mut look, &departure).await?.ok_or(Failure::NotFound)?;
    let term = notices::departure_term(&mut look, desk.officer.issuer, today).await?;
    let ended = ending(&mut look, &desk, departure.ending.as_ref()).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.notices());
    let state = language.notice_state(departure.ending.as_ref().map(|ending| ending.outcome));
    let late = if departure.is_late() { format!(" · {}", texts.late) } else { String::new() };
    let facts = [
        (texts.state, format!("{state}{late}")),
        (texts.left_on, language.day(departure.on)),
        (texts.reason, departure.reason.clone()),
        (texts.given_at, language.instant(departure.stated_at)),
    ];
    let cited = term.map(|term| format!(" ({})", language.citation(&term.citation))).unwrap_or_default();
    let due = departure.due.map(|due| (texts.told_by, format!("{}{cited}", language.day(due))));
    let refusal = departure.may_be_acknowledged((&card, &certificate), today).err();
    let is_open = departure.is_open();
    let back = path(&certificate.paper.number);
    let way = (format!("{back}/departures/{id}"), texts.departure_acknowledge);
    let page = NoticePage {
        menu: desk.menu(),
        texts,
        form,
        title: texts.departure,
        paper: card_paper(language, &card, &certificate, today),
        facts: facts.into_iter().chain(due).chain(ended).collect(),
        effects: vec![texts.departure_acknowledge_effect.to_owned()],
        way: refusal.is_none().then_some(way),
        why_not: refusal
            .filter(|_| is_open)
            .map(|refusal| language.notice_refusal(&refusal))
            .into_iter()
            .collect(),
        version: departure.version,
        back,
        frame: desk.frame.clone(),
    };
    answered(page, &desk)
}
