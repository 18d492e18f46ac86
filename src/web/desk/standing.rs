//! The return of a card; the page says what it brings about before it is done.

use askama::Template;
use rocket::{get, post};

use super::certificate::{self, PaperView, path};
use super::{Desk, MenuLink};
use crate::acts::ActError;
use crate::acts::look::Look;
use crate::acts::scope;
use crate::acts::standing::{self, SeenPaper};
use crate::dates::Day;
use crate::domain::certificate::{Card, Certificate};
use crate::domain::staff::Role;
use crate::language::desk::papers::PaperTexts;
use crate::web::{Answer, Failure, Fields, Form, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/standing.html")]
struct StandingPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static PaperTexts,
    form: Form,
    paper: PaperView,
    back: String,
    action: String,
    version: i64,
}

/// The form for the return of a card.
#[get("/desk/cards/<number>/return")]
pub(super) async fn return_page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    return_form(desk, number, Form::empty()).await
}

async fn return_form(desk: Desk<'_>, number: &str, form: Form) -> Result<Answer, Failure> {
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    let (card, certificate) = returnable(&desk, number).await?;
    let paper = certificate::card_paper(language, &card, &certificate, today);
    let refused = form.is_refused();
    let page = StandingPage {
        menu: desk.menu(),
        texts: language.papers(),
        form,
        paper,
        back: path(&card.certificate),
        action: format!("/desk/cards/{}/return", certificate::slug(&card.paper.number)),
        version: card.paper.version,
        frame: desk.frame,
    };
    if refused { Answer::refused(&page) } else { Answer::page(&page) }
}

/// Records that a card was returned.
#[post("/desk/cards/<number>/return", data = "<typed>")]
pub(super) async fn return_card(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let (Typed(fields), texts) = (typed, desk.frame.language.papers());
    let (card, _) = returnable(&desk, number).await?;
    let mut form = Form::filled(&fields);
    let Ok(on) = fields.text("on").parse::<Day>() else {
        form.refuse("on", desk.frame.language.no_day(texts.left_on));
        return return_form(desk, number, form).await;
    };
    if form.is_refused() {
        return return_form(desk, number, form).await;
    }
    match standing::return_card(desk.site.registry, &desk.officer, seen(number, &fields), on).await {
        Ok(()) => Ok(done(&desk, &card.certificate, texts.returned_said)),
        Err(ActError::Standing(refusal)) => {
            form.refuse("on", desk.frame.language.standing_refusal(&refusal));
            return_form(desk, number, form).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The card and its certificate, for those who record returns.
async fn returnable(desk: &Desk<'_>, number: &str) -> Result<(Card, Certificate), Failure> {
    let mut look = Look::at(desk.site.registry).await?;
    let card = scope::card(&mut look, desk.officer.issuer, number).await?;
    let certificate = scope::certificate(&mut look, desk.officer.issuer, &card.certificate).await?;
    let records = desk.officer.is(Role::Leader) || desk.officer.is(Role::Intake);
    if records { Ok((card, certificate)) } else { Err(Failure::Forbidden) }
}

/// A paper as a form was made for it.
pub(super) fn seen<'a>(number: &'a str, fields: &Fields) -> SeenPaper<'a> {
    SeenPaper { number, version: fields.text("version").parse().unwrap_or_default() }
}

fn done(desk: &Desk<'_>, number: &str, said: &str) -> Answer {
    desk.site.leave_notice(said);
    Answer::redirect(path(number))
}
