//! What an applicant does with a whole dossier: withdraw it, delete a draft,
//! make a renewal that is too late a new registration, hand in a supplement. Each asks first and states what follows.

use rocket::{get, post};

use super::removal::ConfirmPage;
use super::sent_form::SentForm;
use super::{address, trail};
use crate::acts::{ActError, filing};
use crate::domain::dossier::Act;
use crate::domain::ids::DossierId;
use crate::language::Language;
use crate::language::filing::FilingTexts;
use crate::web::people::Applicant;
use crate::web::{Answer, Failure, Frame, Site};

/// What is asked before an act on the whole dossier.
struct Question {
    act: Act,
    title: &'static str,
    consequence: &'static str,
    noun: &'static str,
    look: &'static str,
}

fn withdrawal(texts: &FilingTexts) -> Question {
    let (title, consequence) = (texts.withdraw, texts.withdraw_consequence);
    Question { act: Act::Withdraw, title, consequence, noun: "withdrawal", look: "destructive" }
}

fn deletion(texts: &FilingTexts) -> Question {
    let (title, consequence) = (texts.discard, texts.discard_consequence);
    Question { act: Act::Submit, title, consequence, noun: "deletion", look: "destructive" }
}

fn supplementing(texts: &FilingTexts) -> Question {
    let (title, consequence) = (texts.supplement, texts.supplement_consequence);
    Question { act: Act::Supplement, title, consequence, noun: "supplement", look: "" }
}

fn beginning_anew(language: Language) -> Question {
    let texts = language.about();
    let (title, consequence) = (texts.make_anew, texts.make_anew_consequence);
    Question { act: Act::Submit, title, consequence, noun: "new-registration", look: "" }
}

/// Asks before a renewal that is too late is made a new registration.
#[get("/filing/dossiers/<id>/new-registration")]
pub(super) async fn anew_page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let question = beginning_anew(frame.language);
    ask(id, applicant, site, frame, question).await
}

/// Makes it one.
#[post("/filing/dossiers/<id>/new-registration", data = "<sent>")]
pub(super) async fn begin_anew(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    filing::begin_anew(site.registry, sent.applicant.account, id).await?;
    site.leave_notice(frame.language.about().made_anew);
    Ok(Answer::redirect(address(id)))
}

/// Asks before a dossier is withdrawn.
#[get("/filing/dossiers/<id>/withdrawal")]
pub(super) async fn withdrawal_page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let question = withdrawal(frame.language.filing());
    ask(id, applicant, site, frame, question).await
}

/// Withdraws it.
#[post("/filing/dossiers/<id>/withdrawal", data = "<sent>")]
pub(super) async fn withdraw(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    filing::withdraw(site.registry, sent.applicant.account, id).await?;
    site.leave_notice(frame.language.filing().withdrawn);
    Ok(Answer::redirect(address(id)))
}

/// Asks before a draft is deleted.
#[get("/filing/dossiers/<id>/deletion")]
pub(super) async fn discard_page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let question = deletion(frame.language.filing());
    ask(id, applicant, site, frame, question).await
}

/// Deletes it.
#[post("/filing/dossiers/<id>/deletion", data = "<sent>")]
pub(super) async fn discard(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    filing::discard(site.registry, sent.applicant.account, id).await?;
    site.leave_notice(frame.language.filing().discarded);
    Ok(Answer::redirect("/filing"))
}

/// Asks before a supplement is handed in.
#[get("/filing/dossiers/<id>/supplement")]
pub(super) async fn supplement_page(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
) -> Result<Answer, Failure> {
    let question = supplementing(frame.language.filing());
    ask(id, applicant, site, frame, question).await
}

/// Hands it in.
#[post("/filing/dossiers/<id>/supplement", data = "<sent>")]
pub(super) async fn supplement(
    id: DossierId,
    site: Site<'_>,
    frame: Frame,
    sent: SentForm,
) -> Result<Answer, Failure> {
    filing::supplement(site.registry, sent.applicant.account, id).await?;
    site.leave_notice(frame.language.filing().supplemented);
    Ok(Answer::redirect(address(id)))
}

async fn ask(
    id: DossierId,
    applicant: Applicant,
    site: Site<'_>,
    frame: Frame,
    question: Question,
) -> Result<Answer, Failure> {
    let own = filing::view(site.registry, applicant.account, id).await?;
    own.dossier.stage.require(question.act, own.today).map_err(ActError::from)?;
    let mut trail = trail(frame.language, &own.dossier);
    let about = trail.last().map(|(_, title)| title.clone()).unwrap_or_default();
    trail.truncate(2);
    Answer::page(&ConfirmPage {
        trail,
        title: question.title.to_owned(),
        about,
        consequence: question.consequence,
        action: format!("{}/{}", address(id), question.noun),
        button: question.title,
        look: question.look,
        seen: String::new(),
        back_href: address(id),
        texts: frame.language.filing(),
        frame,
    })
}
