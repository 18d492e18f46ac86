//! Appraisal: judging the conditions, and proposing a decision.

use rocket::post;

use super::Desk;
use super::conditions::{anchor_of, field_names};
use super::dossier::{concluded, refused, seen};
use crate::acts::appraisal::{self, Judged};
use crate::domain::dossier::Outcome;
use crate::domain::eligibility::{Judgement, Rule, Subject};
use crate::language::desk::dossier::DossierTexts;
use crate::web::{Answer, Failure, Fields, Posted};

/// Takes a complete dossier up.
#[post("/desk/dossiers/<id>/appraisal", data = "<posted>")]
pub(super) async fn take_up(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = appraisal::take_up(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, (id, &fields), done, (texts.taken_up_said, "act")).await
}

/// Goes on for an appraiser who is gone.
#[post("/desk/dossiers/<id>/succession", data = "<posted>")]
pub(super) async fn take_over(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = appraisal::take_over(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, (id, &fields), done, (texts.taken_over_said, "act")).await
}

/// Gives the dossier to another appraiser.
#[post("/desk/dossiers/<id>/assignment", data = "<posted>")]
pub(super) async fn reassign(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let Ok(to) = fields.text("appraiser").parse() else {
        let fault = ("appraiser".to_owned(), texts.appraiser_missing.to_owned());
        return refused(desk, (id, &fields), &[fault]).await;
    };
    let (seen, reason) = (seen(id, &fields)?, fields.text("assignment_reason"));
    let done = appraisal::reassign(desk.site.registry, &desk.officer, seen, to, reason).await;
    concluded(desk, (id, &fields), done, (texts.reassigned_said, "assignment_reason")).await
}

/// Saves the judgements of one subject, and stays there.
#[post("/desk/dossiers/<id>/judgements", data = "<posted>")]
pub(super) async fn judge(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let subject: Subject = fields.text("subject").parse().map_err(|_| Failure::NotFound)?;
    let seen = seen(id, &fields)?;
    let judged = match read_judgements(texts, subject, &fields) {
        Ok(judged) => judged,
        Err(faults) => return refused(desk, (id, &fields), &faults).await,
    };
    match appraisal::judge_several(desk.site.registry, &desk.officer, seen, judged).await {
        Ok(()) => {
            desk.site.leave_notice(texts.judged);
            Ok(Answer::redirect(format!("/desk/dossiers/{id}#{}", anchor_of(subject))))
        }
        other => concluded(desk, (id, &fields), other, (texts.judged, "act")).await,
    }
}

/// What is wrong with the judgements of one subject as they were sent.
pub(super) fn judgement_faults(texts: &DossierTexts, fields: &Fields) -> Vec<(String, String)> {
    let subject = fields.text("subject").parse();
    subject.ok().and_then(|subject| read_judgements(texts, subject, fields).err()).unwrap_or_default()
}

/// The judgements made in the form of one subject, or what is wrong with it.
/// A "met" stands without a note; what is not met needs its reason.
fn read_judgements(
    texts: &DossierTexts,
    subject: Subject,
    fields: &Fields,
) -> Result<Vec<Judged>, Vec<(String, String)>> {
    let (mut judged, mut faults) = (Vec::new(), Vec::new());
    for &rule in Rule::ALL {
        let (radio, note_field) = field_names(rule, subject);
        let Ok(judgement) = fields.text(&radio).parse::<Judgement>() else { continue };
        let (met, note) = (judgement == Judgement::Met, fields.text(&note_field).to_owned());
        if !met && note.is_empty() {
            faults.push((note_field, format!("{rule}: {}", texts.note_missing)));
        }
        judged.push(Judged { rule, subject, met, note });
    }
    if judged.is_empty() {
        faults.push((anchor_of(subject), texts.nothing_judged.to_owned()));
    }
    if faults.is_empty() { Ok(judged) } else { Err(faults) }
}

/// Orders an on-site assessment.
#[post("/desk/dossiers/<id>/on-site", data = "<posted>")]
pub(super) async fn order_on_site(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let reason = fields.text("on_site_reason");
    let done = appraisal::order_on_site(desk.site.registry, &desk.officer, seen(id, &fields)?, reason).await;
    concluded(desk, (id, &fields), done, (texts.on_site_said, "on_site_reason")).await
}

/// Records what the on-site assessment found.
#[post("/desk/dossiers/<id>/minutes", data = "<posted>")]
pub(super) async fn record_minutes(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let summary = fields.text("summary");
    let done =
        appraisal::record_minutes(desk.site.registry, &desk.officer, seen(id, &fields)?, summary).await;
    concluded(desk, (id, &fields), done, (texts.minutes_said, "summary")).await
}

/// Proposes a decision.
#[post("/desk/dossiers/<id>/proposal", data = "<posted>")]
pub(super) async fn propose(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let outcome = match fields.text("outcome") {
        "approve" => Outcome::Approve,
        "refuse" => Outcome::Refuse,
        _ => {
            let fault = ("outcome".to_owned(), texts.outcome_missing.to_owned());
            return refused(desk, (id, &fields), &[fault]).await;
        }
    };
    let reasons = fields.text("reasons");
    let done =
        appraisal::propose(desk.site.registry, &desk.officer, seen(id, &fields)?, outcome, reasons).await;
    concluded(desk, (id, &fields), done, (texts.proposed_said, "reasons")).await
}
