//! Appraisal: judging the conditions one by one, and proposing a decision;
//! and who goes on when an appraiser is gone.

use std::collections::BTreeSet;

use super::findings::{Appraisal, appraise};
use super::terms::Terms;
use super::work::Work;
use super::{ActError, Registry, Sight};
use crate::dates::Instant;
use crate::domain::deed::{Deed, JudgementNote, Judgements};
use crate::domain::dossier::{Act, Dossier, Outcome, Proposal, Refusal, without_personal_number, written};
use crate::domain::eligibility::{Judgement, Rule, Subject};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::regime::Step;
use crate::domain::staff::{Officer, Role};
use crate::storage::judgements::{self, JudgementRecord};
use crate::storage::{StorageError, Transaction, accounts};

/// Takes a complete dossier up: from now on it is this appraiser's. Who does so
/// declares that no interest ties them to the applicant or the experts, as the
/// page says beside the button; the audit trail keeps that.
pub async fn take_up(registry: &Registry, officer: &Officer, seen: Sight) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::TakeUp).await?;
    dossier.stage = dossier.stage.take_up(officer.account, work.at())?;
    work.conclude_on(dossier, Deed::TakeUp { no_interest_declared: Some(true) }).await
}

/// Goes on with a dossier whose appraiser does not appraise here any more.
pub async fn take_over(registry: &Registry, officer: &Officer, seen: Sight) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::TakeOver).await?;
    let appraisers = appraisers(&mut work, officer.issuer).await?;
    let deed = Deed::TakeOver {
        appraiser_before: dossier.stage.appraiser(),
        appraiser: officer.account,
        no_interest_declared: Some(true),
    };
    dossier.stage = dossier.stage.take_over(officer.account, work.at(), &appraisers)?;
    work.conclude_on(dossier, deed).await
}

/// A leader gives a dossier to another appraiser, and says why.
pub async fn reassign(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    to: AccountId,
    reason: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Reassign).await?;
    let appraisers = appraisers(&mut work, officer.issuer).await?;
    let appraiser_before = dossier.stage.appraiser();
    let deed = Deed::Reassign { appraiser_before, appraiser: to, reason: written(reason)? };
    dossier.stage = dossier.stage.reassign(to, work.at(), &appraisers)?;
    work.conclude_on(dossier, deed).await
}

async fn appraisers(
    transaction: &mut Transaction,
    issuer: IssuerCode,
) -> Result<BTreeSet<AccountId>, StorageError> {
    Ok(accounts::in_role(transaction, issuer, Role::Appraiser).await?.into_keys().collect())
}

/// An officer's judgement of one finding, as it comes from the desk.
#[derive(Clone, Debug)]
pub struct GivenJudgement {
    /// Of which rule.
    pub rule: Rule,
    /// About whom.
    pub subject: Subject,
    /// Whether the condition is met.
    pub met: bool,
    /// Why; required when it is not met.
    pub note: String,
}

/// Judges one finding; see [`judge_several`].
pub async fn judge(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    judged: GivenJudgement,
) -> Result<(), ActError> {
    judge_several(registry, officer, seen, vec![judged], None).await
}

/// Judges findings: those the machine left to a person, or found met though
/// the paper is wanting. A later judgement of the same finding takes the place
/// of an earlier one; the audit trail keeps both. What is judged as it was
/// already stays the judgement of whoever made it.
///
/// `known_until` is when the last judgement was made that the officer has seen:
/// one made since, in another window, is not undone unseen.
pub async fn judge_several(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    judged: Vec<GivenJudgement>,
    known_until: Option<Instant>,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let dossier = work.dossier(seen, Act::Judge).await?;
    if dossier.stage.appraiser() != Some(officer.account) {
        return Err(Refusal::OtherAppraiser.into());
    }
    let (at, today) = (work.at(), work.today());
    let appraisal = appraise(&mut work, registry, &dossier, today).await?;
    let mut noted = Vec::new();
    for one in judged {
        let stored = appraisal.records.iter().find(|it| (it.rule, it.subject) == (one.rule, one.subject));
        if stored.is_some_and(|stored| is_as_judged(stored, &one)) {
            continue;
        }
        if stored.zip(known_until).is_some_and(|(stored, known)| stored.judged_at > known) {
            return Err(StorageError::Conflict.into());
        }
        if !appraisal.evaluation.may_be_judged(one.rule, one.subject) {
            return Err(Refusal::NotForJudgement.into());
        }
        let record = record_of(one, officer.account, at)?;
        judgements::save(&mut work, dossier.id, &record).await?;
        let JudgementRecord { rule, subject, judgement, note, .. } = record;
        noted.push(JudgementNote { rule, subject, judgement, note });
    }
    if !noted.is_empty() {
        work.conclude(dossier.id, Deed::Judge(Judgements::Several { judgements: noted })).await?;
    }
    Ok(())
}

/// Whether that is what was judged already.
fn is_as_judged(stored: &JudgementRecord, judged: &GivenJudgement) -> bool {
    (stored.judgement == Judgement::Met, stored.note.trim()) == (judged.met, judged.note.trim())
}

fn record_of(judged: GivenJudgement, by: AccountId, at: Instant) -> Result<JudgementRecord, Refusal> {
    let GivenJudgement { rule, subject, met, note } = judged;
    let note = if met { without_personal_number(note.trim().to_owned())? } else { written(&note)? };
    let judgement = if met { Judgement::Met } else { Judgement::Unmet };
    Ok(JudgementRecord { rule, subject, judgement, note, judged_by: by, judged_at: at })
}

/// Orders an on-site assessment; the time to decide becomes the longer one,
/// counted from the complete dossier.
pub async fn order_on_site(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    reason: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::OrderOnSite).await?;
    let at = work.at();
    let complete_on = dossier.stage.completeness().map_or(at.day(), |done| done.confirmed_at.day());
    let due = Terms::held(&mut work, &dossier, at).await?.ends_on(Step::DecideOnSite, complete_on)?;
    dossier.stage = dossier.stage.order_on_site(officer.account, at, reason, due)?;
    let deed = Deed::OrderOnSite { reason: reason.trim().to_owned(), due };
    work.conclude_on(dossier, deed).await
}

/// Records that the on-site assessment was made, and what it found.
pub async fn record_minutes(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    summary: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::RecordMinutes).await?;
    let deed = Deed::RecordMinutes { summary: written(summary)? };
    dossier.stage = dossier.stage.record_minutes(officer.account, work.at())?;
    work.conclude_on(dossier, deed).await
}

/// Proposes a decision. Every finding left to a person must have been judged
/// first; to approve, the conditions must be met. Experts who fail are left
/// out, and fewer than the regime asks for refuses the organisation (TT26 8.4).
pub async fn propose(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    outcome: Outcome,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Propose).await?;
    let (at, today) = (work.at(), work.today());
    let appraisal = appraise(&mut work, registry, &dossier, today).await?;
    let unjudged = appraisal.judged.open().len();
    if unjudged > 0 {
        return Err(Refusal::Unjudged(unjudged).into());
    }
    if outcome == Outcome::Approve && !appraisal.judged.may_be_approved() {
        return Err(Refusal::ConditionsNotMet.into());
    }
    let proposal = Proposal {
        outcome,
        reasons: written(reasons)?,
        passing_experts: appraisal.experts_with_cards(&dossier.application),
        proposed_by: officer.account,
        proposed_at: at,
    };
    let (reasons, passing_experts) = (proposal.reasons.clone(), proposal.passing_experts.clone());
    let deed = Deed::Propose { outcome, reasons, passing_experts };
    dossier.stage = dossier.stage.propose(proposal)?;
    keep(&mut work, dossier.id, officer.account, &appraisal, at).await?;
    work.conclude_on(dossier, deed).await
}

/// Keeps the findings and judgements a proposal or decision rests on.
pub(super) async fn keep(
    transaction: &mut Transaction,
    dossier: DossierId,
    by: AccountId,
    appraisal: &Appraisal,
    at: Instant,
) -> Result<(), StorageError> {
    let body = appraisal.kept();
    judgements::keep_evaluation(transaction, dossier, by, at, &body.to_string()).await
}
