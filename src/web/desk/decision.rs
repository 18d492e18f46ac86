//! The leader's decision. An approval has a page of its own that says what
//! will happen; one button there makes it happen.

use askama::Template;
use rocket::{get, post};

use super::dossier::{Head, concluded, seen};
use super::effect::Effect;
use super::ending::{Ending, ended};
use super::open_dossier::OpenDossier;
use super::{Desk, MenuLink, certificate};
use crate::acts::holding::holds_one;
use crate::acts::look::Look;
use crate::acts::{ActError, decision, waiting};
use crate::domain::dossier::{Act, Stage};
use crate::domain::grant::Grant;
use crate::language::desk::dossier::DossierTexts;
use crate::web::printing::Rehearsals;
use crate::web::{Answer, Failure, Frame, Posted};

#[derive(Template)]
#[template(path = "desk/approval.html")]
struct ApprovalPage {
    frame: Frame,
    menu: Vec<MenuLink>,
    texts: &'static DossierTexts,
    head: Head,
    effect: Effect,
    reasons: String,
    by: String,
    /// Why it cannot be approved yet.
    why_not: Option<String>,
}

/// What an approval would do, for a leader who may give it; others see the
/// dossier instead.
#[get("/desk/dossiers/<id>/decision")]
pub(super) async fn page(id: &str, desk: Desk<'_>) -> Result<Answer, Failure> {
    let opened = OpenDossier::find(&desk, id).await?;
    let Stage::Proposed { proposal, .. } = &opened.dossier.stage else {
        return Ok(Answer::redirect(format!("/desk/dossiers/{id}")));
    };
    if !opened.is_open_to(&desk, Act::Approve) || !opened.proposal_holds() {
        return Ok(Answer::redirect(format!("/desk/dossiers/{id}")));
    }
    let language = desk.frame.language;
    let dossier = &opened.dossier;
    let mut look = Look::at(desk.site.registry).await?;
    let settled = match dossier.application.grant() {
        Some(Grant::Renewal { of }) => {
            waiting::require_settled(&mut look, dossier, (&of, opened.today)).await
        }
        _ => Ok(()),
    };
    look.end().await?;
    let why_not = match settled {
        Ok(()) => opened.held.as_ref().map(|held| language.refusal(&holds_one(held, opened.today))),
        Err(ActError::Refused(refusal)) => Some(language.refusal(&refusal)),
        Err(other) => return Err(other.into()),
    };
    Answer::page(&ApprovalPage {
        why_not,
        menu: desk.menu(),
        texts: language.dossier(),
        head: Head::of(&desk, &opened),
        effect: Effect::of(language, &opened),
        reasons: proposal.reasons.clone(),
        by: opened.names.name(proposal.proposed_by).to_owned(),
        frame: desk.frame,
    })
}

/// Approves: the papers are numbered, signed and published by this.
#[post("/desk/dossiers/<id>/decision", data = "<posted>")]
pub(super) async fn approve(
    id: &str,
    desk: Desk<'_>,
    rehearsals: Rehearsals,
    posted: Posted,
) -> Result<Answer, Failure> {
    let Posted(fields) = posted;
    let (registry, officer, seen) = (desk.site.registry, &desk.officer, seen(id, &fields)?);
    let done = match rehearsals.of(registry, officer, seen).await? {
        Ok(set_from) => decision::approve_as_set(registry, officer, seen, set_from.as_ref()).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(dossier) => {
            let grant = dossier.application.grant();
            desk.site.leave_notice(desk.frame.language.approval(grant.as_ref()).said);
            let Stage::Issued { certificate, .. } = &dossier.stage else {
                return Ok(Answer::redirect(format!("/desk/dossiers/{id}")));
            };
            Ok(Answer::redirect(certificate::path(certificate)))
        }
        Err(other) => concluded(desk, id, &fields, Err::<(), _>(other), "", "act").await,
    }
}

/// Sends the proposal back to its appraiser.
#[post("/desk/dossiers/<id>/return", data = "<posted>")]
pub(super) async fn send_back(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let reasons = fields.text("back_reasons");
    let done = decision::send_back(desk.site.registry, &desk.officer, seen(id, &fields)?, reasons).await;
    concluded(desk, id, &fields, done, texts.sent_back_said, "back_reasons").await
}

/// Refuses in writing.
#[post("/desk/dossiers/<id>/refusal", data = "<posted>")]
pub(super) async fn refuse(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let reasons = fields.text(Ending::Refusal.field());
    let done = decision::refuse(desk.site.registry, &desk.officer, seen(id, &fields)?, reasons).await;
    ended(desk, id, &fields, done, texts.refused_said, Ending::Refusal).await
}
