//! What the machine finds of a dossier today, with what the register knows.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::dates::Day;
use crate::domain::application::{
    ActiveCard, Application, CardExtract, CertificateExtract, RegisterExtract, Revocation,
};
use crate::domain::dossier::Dossier;
use crate::domain::eligibility::{Evaluation, JudgedEvaluation, Judgements, evaluate_under};
use crate::domain::regime::Regime;
use crate::storage::judgements::{self, JudgementRecord};
use crate::storage::{ReadTransaction, StorageError, cards, certificates, holders, issuers};

use super::terms::{received_on, regime_of};
use super::{ActError, Registry};

/// A dossier's findings with what officers judged of them.
#[derive(Clone, Debug)]
pub struct Appraisal {
    /// What the machine finds.
    pub evaluation: Evaluation,
    /// What officers judged.
    pub records: Vec<JudgementRecord>,
    /// The final verdicts, the judgements considered.
    pub judged: JudgedEvaluation,
}

impl Appraisal {
    /// Positions of the experts to whom a card may be issued: who passes every
    /// rule, and whose card is asked for.
    pub fn experts_with_cards(&self, application: &Application) -> Vec<usize> {
        let mut passing = self.judged.passing_experts();
        passing.retain(|position| application.asks_card(*position));
        passing
    }

    /// What is kept of it when a decision is proposed or made, as JSON.
    pub fn kept(&self) -> Value {
        let judgements: Vec<Value> = self
            .records
            .iter()
            .map(|record| {
                json!({"rule": record.rule, "subject": record.subject, "judgement": record.judgement,
                    "note": record.note, "judged_by": record.judged_by, "judged_at": record.judged_at})
            })
            .collect();
        json!({"evaluation": self.evaluation, "verdicts": self.judged.verdicts, "judgements": judgements})
    }
}

/// Evaluates a dossier on a day. Until it is received, the regime is that of
/// the day itself.
pub async fn appraise(
    transaction: &mut ReadTransaction,
    registry: &Registry,
    dossier: &Dossier,
    on: Day,
) -> Result<Appraisal, ActError> {
    let (profile, _) = issuers::profile(transaction, dossier.issuer).await?;
    let regime = regime_of(transaction, &profile, received_on(dossier, on)).await?;
    appraise_under(transaction, registry, dossier, &regime, on).await
}

/// The same under a regime that is known already.
pub(super) async fn appraise_under(
    transaction: &mut ReadTransaction,
    registry: &Registry,
    dossier: &Dossier,
    regime: &Arc<Regime>,
    on: Day,
) -> Result<Appraisal, ActError> {
    let mut application = dossier.application.clone();
    application.issuer = dossier.issuer;
    application.received_on = received_on(dossier, on);
    let filed_on = Some(dossier.stage.filed_on().unwrap_or(on));
    let known = extract(transaction, registry, &application, on).await?;
    application.register = Some(RegisterExtract { filed_on, ..known });
    let records = judgements::of_dossier(transaction, dossier.id).await?.rows;
    let evaluation = evaluate_under(regime, &application, on);
    let judgements: Judgements =
        records.iter().map(|record| ((record.rule, record.subject), record.judgement)).collect();
    let judged = evaluation.judged(&judgements);
    Ok(Appraisal { evaluation, records, judged })
}

/// What the register knows of the organisation and the experts.
async fn extract(
    transaction: &mut ReadTransaction,
    registry: &Registry,
    application: &Application,
    on: Day,
) -> Result<RegisterExtract, StorageError> {
    let mut revocations = Vec::new();
    let organisation = application.organisation.as_ref();
    if let Some(code) = organisation.and_then(|organisation| organisation.enterprise_code.clone()) {
        for day in certificates::revocations(transaction, &code).await? {
            revocations.push(Revocation { enterprise_code: Some(code.clone()), notified_on: Some(day) });
        }
    }
    let mut active_cards = Vec::new();
    for number in application.experts.iter().filter_map(|expert| expert.personal_number.clone()) {
        for held in holders::active_cards(transaction, &registry.seal, &number, on).await? {
            active_cards.push(ActiveCard {
                personal_number: Some(number.clone()),
                enterprise_code: held.enterprise_code,
                number: Some(held.number),
                certificate: Some(held.certificate),
                organisation: Some(held.holder),
                issuer: Some(held.issuer),
                left_on: held.left_on,
            });
        }
    }
    let certificate = match &application.certificate {
        Some(prior) => about(transaction, &prior.number, on).await?,
        None => None,
    };
    let (revocations, active_cards) = (Some(revocations), Some(active_cards));
    Ok(RegisterExtract { revocations, active_cards, certificate, filed_on: None })
}

/// How the certificate that a dossier is about stands, with its cards.
async fn about(
    transaction: &mut ReadTransaction,
    number: &str,
    on: Day,
) -> Result<Option<CertificateExtract>, StorageError> {
    let Some(certificate) = certificates::find(transaction, number).await? else { return Ok(None) };
    let issued_on = certificates::first_day(transaction, number).await?;
    let cards = cards::of_certificate(transaction, &certificate.paper.number).await?.rows;
    let cards = cards.iter().map(|card| CardExtract {
        number: Some(card.paper.number.clone()),
        version: card.paper.paper_version,
        life: Some(card.life(&certificate, on)),
    });
    Ok(Some(CertificateExtract {
        cards: cards.collect(),
        life: Some(certificate.life(on)),
        version: certificate.paper.paper_version,
        issued_on,
        expires_on: Some(certificate.paper.expires_on),
        number: Some(certificate.paper.number),
    }))
}
