//! That a certificate is given up, at the desk.

use std::ops::ControlFlow;

use rocket::{get, post};

use super::{NoticePage, acknowledged, answered, ending, seen};
use crate::acts::look::Look;
use crate::acts::notices;
use crate::acts::{scope, waiting};
use crate::domain::ids::NoticeId;
use crate::domain::notice::NoticeRefusal;
use crate::storage::folded_number;
use crate::web::desk::Desk;
use crate::web::desk::certificate::{certificate_view, path};
use crate::web::{Answer, Failure, Form, Posted};

/// The notice, with what acknowledging it brings about.
#[get("/desk/certificates/<number>/surrenders/<id>")]
pub(super) async fn page(number: &str, id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    show(desk, (number, id), Form::empty()).await
}

/// Acknowledges it.
#[post("/desk/certificates/<number>/surrenders/<id>", data = "<sent>")]
pub(super) async fn acknowledge(
    number: &str,
    id: &str,
    desk: Desk<'_>,
    sent: Posted,
) -> Result<Answer, Failure> {
    let Posted(fields) = sent;
    let done = notices::acknowledge_surrender(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    let said = desk.frame.language.notices().surrender_acknowledged_said;
    match acknowledged(&desk, (number, &fields), done, said)? {
        ControlFlow::Break(answer) => Ok(answer),
        ControlFlow::Continue(form) => show(desk, (number, id), form).await,
    }
}

async fn show(desk: Desk<'_>, (number, id): (&str, &str), form: Form) -> Result<Answer, Failure> {
    let id: NoticeId = id.parse().map_err(|_| Failure::NotFound)?;
    let mut look = Look::at(desk.site.registry).await?;
    let today = look.today();
    let surrender = scope::surrender(&mut look, desk.officer.issuer, id).await?;
    if folded_number(&surrender.certificate.number) != folded_number(number) {
        return Err(Failure::NotFound);
    }
    let certificate = scope::certificate(&mut look, desk.officer.issuer, number).await?;
    let ended = ending(&mut look, &desk, surrender.ending.as_ref()).await?;
    let is_proposed = waiting::is_proposed(&mut look, &certificate.paper.number, today).await?;
    look.end().await?;
    let (language, texts) = (desk.frame.language, desk.frame.language.notices());
    let outcome = surrender.ending.as_ref().map(|ending| ending.outcome);
    let facts = [
        (texts.state, language.notice_state(outcome).to_owned()),
        (texts.from, language.day(surrender.on)),
        (texts.reason, surrender.reason.clone()),
        (texts.given_at, language.instant(surrender.stated_at)),
    ];
    let refusal = surrender.may_be_acknowledged(&certificate, today).err();
    let refusal = refusal.or(is_proposed.then_some(NoticeRefusal::MeasureWaits));
    let is_open = surrender.is_open();
    let back = path(&certificate.paper.number);
    let way = (format!("{back}/surrenders/{id}"), texts.surrender_acknowledge);
    let page = NoticePage {
        menu: desk.menu(),
        texts,
        form,
        title: texts.surrender,
        paper: certificate_view(language, &certificate, today),
        facts: facts.into_iter().chain(ended).collect(),
        effects: vec![texts.surrender_acknowledge_effect.to_owned()],
        way: refusal.is_none().then_some(way),
        why_not: refusal
            .filter(|_| is_open)
            .map(|refusal| language.notice_refusal(&refusal))
            .into_iter()
            .collect(),
        version: surrender.version,
        back,
        frame: desk.frame.clone(),
    };
    answered(page, &desk)
}
