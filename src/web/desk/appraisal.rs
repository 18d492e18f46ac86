//! Appraisal: judging the conditions, and proposing a decision.

use std::collections::BTreeSet;

use rocket::post;

use super::Desk;
use super::conditions::{anchor_of, field_names, judged_in};
use super::dossier::{concluded, refused, seen};
use crate::acts::appraisal::{self, GivenJudgement};
use crate::domain::dossier::{Outcome, Refusal};
use crate::domain::eligibility::{Judgement, Rule, Subject};
use crate::domain::personal_number::names_one;
use crate::language::Language;
use crate::web::{Answer, Failure, Fields, Posted};

/// Takes a complete dossier up.
#[post("/desk/dossiers/<id>/appraisal", data = "<posted>")]
pub(super) async fn take_up(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = appraisal::take_up(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, id, &fields, done, texts.taken_up_said, "act").await
}

/// Goes on for an appraiser who is gone.
#[post("/desk/dossiers/<id>/succession", data = "<posted>")]
pub(super) async fn take_over(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let done = appraisal::take_over(desk.site.registry, &desk.officer, seen(id, &fields)?).await;
    concluded(desk, id, &fields, done, texts.taken_over_said, "act").await
}

/// Gives the dossier to another appraiser.
#[post("/desk/dossiers/<id>/assignment", data = "<posted>")]
pub(super) async fn reassign(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let Ok(to) = fields.text("appraiser").parse() else {
        let fault = ("appraiser".to_owned(), texts.appraiser_missing.to_owned());
        return refused(desk, id, &fields, &[fault]).await;
    };
    let (seen, reason) = (seen(id, &fields)?, fields.text("assignment_reason"));
    let done = appraisal::reassign(desk.site.registry, &desk.officer, seen, to, reason).await;
    concluded(desk, id, &fields, done, texts.reassigned_said, "assignment_reason").await
}

/// Saves every judgement of the page, and stays at the subject whose button was
/// pressed.
#[post("/desk/dossiers/<id>/judgements", data = "<posted>")]
pub(super) async fn judge(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let seen = seen(id, &fields)?;
    let judged = match read_judgements(desk.frame.language, &fields) {
        Ok(judged) => judged,
        Err(faults) => return refused(desk, id, &fields, &faults).await,
    };
    let known_until = fields.text("judged_until").parse().ok();
    let done = appraisal::judge_several(desk.site.registry, &desk.officer, seen, judged, known_until).await;
    match done {
        Ok(()) => {
            desk.site.leave_notice(texts.judged);
            Ok(Answer::redirect(format!("/desk/dossiers/{id}#{}", pressed_at(&fields))))
        }
        other => concluded(desk, id, &fields, other, texts.judged, "act").await,
    }
}

/// Where the button stands that was pressed.
fn pressed_at(fields: &Fields) -> String {
    anchor_of(fields.text("subject").parse().unwrap_or(Subject::Organisation))
}

/// What is wrong with the judgements as they were sent.
pub(super) fn judgement_faults(language: Language, fields: &Fields) -> Vec<(String, String)> {
    read_judgements(language, fields).err().unwrap_or_default()
}

/// The judgements made on the page, or what is wrong with them. A "met" stands
/// without a note; what is not met needs its reason, and a note its judgement.
fn read_judgements(
    language: Language,
    fields: &Fields,
) -> Result<Vec<GivenJudgement>, Vec<(String, String)>> {
    let texts = language.dossier();
    let sent: BTreeSet<(Subject, Rule)> = fields
        .texts()
        .filter_map(|(name, _)| judged_in(name))
        .map(|(rule, subject)| (subject, rule))
        .collect();
    let (mut judged, mut faults) = (Vec::new(), Vec::new());
    for (subject, rule) in sent {
        let (radio, note_field) = field_names(rule, subject);
        let note = fields.text(&note_field).to_owned();
        let mark = fields.text(&radio);
        let Ok(judgement) = mark.parse::<Judgement>() else {
            if !mark.is_empty() {
                faults.push((note_field, format!("{rule}: {}", texts.mark_unknown)));
            } else if !note.is_empty() {
                faults.push((note_field, format!("{rule}: {}", texts.mark_missing)));
            }
            continue;
        };
        let met = judgement == Judgement::Met;
        if !met && note.is_empty() {
            faults.push((note_field, format!("{rule}: {}", texts.note_missing)));
        } else if names_one(&note) {
            let sentence = language.refusal(&Refusal::PersonalNumber);
            faults.push((note_field, format!("{rule}: {sentence}")));
        }
        judged.push(GivenJudgement { rule, subject, met, note });
    }
    if judged.is_empty() && faults.is_empty() {
        faults.push((pressed_at(fields), texts.nothing_judged.to_owned()));
    }
    if faults.is_empty() { Ok(judged) } else { Err(faults) }
}

/// Orders an on-site assessment.
#[post("/desk/dossiers/<id>/on-site", data = "<posted>")]
pub(super) async fn order_on_site(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let reason = fields.text("on_site_reason");
    let done = appraisal::order_on_site(desk.site.registry, &desk.officer, seen(id, &fields)?, reason).await;
    concluded(desk, id, &fields, done, texts.on_site_said, "on_site_reason").await
}

/// Records what the on-site assessment found.
#[post("/desk/dossiers/<id>/minutes", data = "<posted>")]
pub(super) async fn record_minutes(id: &str, desk: Desk<'_>, posted: Posted) -> Result<Answer, Failure> {
    let (Posted(fields), texts) = (posted, desk.frame.language.dossier());
    let summary = fields.text("summary");
    let done =
        appraisal::record_minutes(desk.site.registry, &desk.officer, seen(id, &fields)?, summary).await;
    concluded(desk, id, &fields, done, texts.minutes_said, "summary").await
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
            return refused(desk, id, &fields, &[fault]).await;
        }
    };
    let reasons = fields.text("reasons");
    let done =
        appraisal::propose(desk.site.registry, &desk.officer, seen(id, &fields)?, outcome, reasons).await;
    concluded(desk, id, &fields, done, texts.proposed_said, "reasons").await
}
