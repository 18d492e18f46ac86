//! The portrait on a card of one's own: shown to whoever scans the card, or no
//! more.

use askama::Template;
use rocket::{get, post};

use super::sent_form::{FilledForm, SentForm};
use super::{address, trail};
use crate::acts::ActError;
use crate::acts::filing;
use crate::acts::portraits::{self, PortraitOf};
use crate::language::portraits::PortraitTexts;
use crate::web::address::encoded;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Form, Frame, Site};

/// The field of what the holder signed.
const PAPER: &str = "paper";
/// The field in which whoever speaks for themselves agrees.
const AGREE: &str = "agree";

#[derive(Template)]
#[template(path = "filing/portrait.html")]
struct PortraitPage {
    frame: Frame,
    texts: &'static PortraitTexts,
    trail: Vec<(String, String)>,
    form: Form,
    action: String,
    back: String,
    number: String,
    holder: String,
    state: String,
    is_shown: bool,
    needs_paper: bool,
    choices: Vec<(&'static str, String)>,
}

/// The page of a card's portrait.
pub(super) fn path(number: &str) -> String {
    format!("/filing/cards/{}/portrait", encoded(&number.replace('/', "-")))
}

/// Says whether the portrait is shown, and offers the other.
#[get("/filing/cards/<number>/portrait")]
pub(super) async fn page(
    number: &str,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let of = portraits::of_holder(site.registry, applicant.account, number).await?;
    Answer::page(&portrait_page(frame, Form::empty(), &site, &applicant, of).await?)
}

/// Shows the portrait.
#[post("/filing/cards/<number>/portrait", data = "<sent>")]
pub(super) async fn show(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    mut sent: FilledForm,
) -> Result<Answer, Failure> {
    let (language, texts) = (frame.language, frame.language.portraits());
    let of = portraits::of_holder(site.registry, sent.applicant.account, number).await?;
    let mut form = Form::filled(&sent.fields);
    let field = if of.needs_paper() { PAPER } else { AGREE };
    let mut paper = None;
    if of.needs_paper() {
        match sent.files.remove(PAPER).map(|upload| (upload.file_name, upload.content)) {
            Some((name, Ok(file))) => paper = Some((name, file)),
            Some((_, Err(refusal))) => form.refuse(PAPER, language.upload_refusal(refusal)),
            None => form.refuse(PAPER, language.filing().upload_missing),
        }
    } else if !form.has(AGREE, "yes") {
        form.refuse(AGREE, texts.agree_missing);
    }
    if !form.is_refused() {
        match portraits::show(site.registry, sent.applicant.account, number, paper).await {
            Ok(()) => {
                site.leave_notice(texts.shown_said);
                return Ok(Answer::redirect(path(number)));
            }
            Err(ActError::Standing(refusal)) => form.refuse(field, language.standing_refusal(&refusal)),
            Err(ActError::Upload(refusal)) => form.refuse(field, language.upload_refusal(refusal)),
            Err(ActError::Excess(excess)) => form.refuse(field, language.excess(excess)),
            Err(error) => return Err(error.into()),
        }
    }
    Answer::refused(&portrait_page(frame, form, &site, &sent.applicant, of).await?)
}

/// Shows the portrait no more.
#[post("/filing/cards/<number>/portrait/end", data = "<sent>")]
pub(super) async fn hide(
    number: &str,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    portraits::hide(site.registry, sent.applicant.account, number).await?;
    site.leave_notice(frame.language.portraits().hidden_said);
    Ok(Answer::redirect(path(number)))
}

async fn portrait_page(
    frame: Frame,
    form: Form,
    site: &Site<'_>,
    applicant: &Applicant,
    of: PortraitOf,
) -> Result<PortraitPage, Failure> {
    let dossier = of.certificate.dossier.ok_or(Failure::NotFound)?;
    let own = filing::view(site.registry, applicant.account, dossier).await?;
    let (language, texts) = (frame.language, frame.language.portraits());
    let number = of.card.paper.number.clone();
    Ok(PortraitPage {
        trail: trail(language, &own.dossier),
        state: language
            .portrait_state(of.shown_since, of.card.verdict(&of.certificate, own.today).is_valid()),
        is_shown: of.shown_since.is_some(),
        needs_paper: of.needs_paper(),
        choices: vec![("yes", texts.agree.to_owned())],
        action: path(&number),
        back: address(own.dossier.id),
        holder: of.card.paper.holder_name,
        number,
        texts,
        form,
        frame,
    })
}
