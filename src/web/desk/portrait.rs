//! The portrait on a card at the desk: whether it is shown to whoever scans the
//! card, by what its holder signed, and the end of it when they ask.

use askama::Template;
use rocket::{get, post};

use super::{Desk, MenuLink, certificate};
use crate::acts::portraits;
use crate::language::portraits::PortraitTexts;
use crate::web::file::File;
use crate::web::{Answer, Failure, Frame, Typed};

#[derive(Template)]
#[template(path = "desk/portrait.html")]
struct PortraitPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static PortraitTexts,
    back: String,
    action: String,
    number: String,
    holder: String,
    state: String,
    is_shown: bool,
    /// The name of what the holder signed.
    paper: Option<String>,
}

/// The page of a card's portrait.
pub(super) fn path(number: &str) -> String {
    format!("/desk/cards/{}/portrait", certificate::slug(number))
}

/// Says whether the portrait is shown.
#[get("/desk/cards/<number>/portrait")]
pub(super) async fn page(number: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let of = portraits::of_office(desk.site.registry, &desk.officer, number).await?;
    let (language, today) = (desk.frame.language, desk.site.registry.clock.today());
    Answer::page(&PortraitPage {
        menu: desk.menu(),
        texts: language.portraits(),
        back: certificate::path(&of.card.certificate),
        action: path(&of.card.paper.number),
        state: language.portrait_state(of.shown_since, of.card.verdict(&of.certificate, today).is_valid()),
        is_shown: of.shown_since.is_some(),
        paper: of.paper.map(|paper| paper.file_name),
        holder: of.card.paper.holder_name,
        number: of.card.paper.number,
        frame: desk.frame,
    })
}

/// Shows the portrait no more, as its holder asked.
#[post("/desk/cards/<number>/portrait", data = "<typed>")]
pub(super) async fn hide(number: &str, desk: Desk<'_>, typed: Typed) -> Result<Answer, Failure> {
    let Typed(_) = typed;
    portraits::hide_at_desk(desk.site.registry, &desk.officer, number).await?;
    desk.site.leave_notice(desk.frame.language.portraits().hidden_said);
    Ok(Answer::redirect(path(number)))
}

/// What the holder signed; each look is noted.
#[get("/desk/cards/<number>/portrait/paper")]
pub(super) async fn paper(number: &str, desk: Desk<'_>) -> Result<File, Failure> {
    let (consent, bytes) = portraits::paper_for_office(desk.site.registry, &desk.officer, number).await?;
    Ok(File::to_show(consent.file_name, consent.media_type, bytes))
}
