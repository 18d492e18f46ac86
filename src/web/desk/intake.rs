//! Intake: receiving, checking that a dossier is complete, asking for more.

use rocket::post;

use super::Desk;
use super::dossier::{concluded, refused, seen};
use super::ending::{Ending, ended};
use crate::acts::intake;
use crate::web::{Answer, Failure, Posted};

/// Receives a dossier: its number, its slip, its first deadline.
#[post("/desk/dossiers/<id>/receipt", data = "<posted>")]
pub(super) async fn receive(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = intake::receive(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, id, &fields, done, texts.received_said, "act").await
}

/// Confirms a dossier complete and valid.
#[post("/desk/dossiers/<id>/completeness", data = "<posted>")]
pub(super) async fn confirm_complete(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = intake::confirm_complete(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, id, &fields, done, texts.complete_said, "act").await
}

/// Tells the applicant what is missing.
#[post("/desk/dossiers/<id>/supplement-request", data = "<posted>")]
pub(super) async fn request_supplement(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let items: Vec<String> = fields.text("items").lines().map(str::to_owned).collect();
    if items.iter().all(|item| item.trim().is_empty()) {
        let fault = ("items".to_owned(), texts.items_missing.to_owned());
        return refused(desk, id, &fields, &[fault]).await;
    }
    let done =
        intake::request_supplement(desk.site.registry, &desk.officer, seen(id, &fields)?, &items).await;
    concluded(desk, id, &fields, done, texts.supplement_said, "items").await
}

/// Gives the applicant more time after a lapse.
#[post("/desk/dossiers/<id>/extension", data = "<posted>")]
pub(super) async fn wait(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = intake::wait(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, id, &fields, done, texts.extended_said, "act").await
}

/// Cancels a dossier after a lapse.
#[post("/desk/dossiers/<id>/cancellation", data = "<posted>")]
pub(super) async fn cancel(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let reasons = fields.text(Ending::Cancellation.field());
    let done = intake::cancel(desk.site.registry, &desk.officer, seen(id, &fields)?, reasons).await;
    ended(desk, id, &fields, done, texts.cancelled_said, Ending::Cancellation).await
}
