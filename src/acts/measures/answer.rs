//! The holder explains themselves, once.

use crate::acts::repeated::DoneAlready;
use crate::acts::work::{Actor, Work};
use crate::acts::{ActError, Registry};
use crate::domain::deed::Deed;
use crate::domain::ids::{AccountId, DossierId, ProposalId};
use crate::domain::measure::{Answer, LONGEST_TEXT, MeasureRefusal};
use crate::domain::personal_number::names_one;
use crate::domain::typed;
use crate::storage::{certificates, measures};

/// Hands in what the holder has to say to a measure on the certificate issued on
/// their own dossier. The office reads it beside the proposal.
pub async fn answer(
    registry: &Registry,
    applicant: AccountId,
    (dossier, proposal): (DossierId, ProposalId),
    text: &str,
) -> Result<(), ActError> {
    let text = typed::text(text);
    if text.is_empty() {
        return Err(MeasureRefusal::Empty.into());
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(MeasureRefusal::TooLong(LONGEST_TEXT).into());
    }
    if names_one(&text) {
        return Err(MeasureRefusal::PersonalNumber.into());
    }
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let own = work.own_dossier(dossier).await?.id.to_string();
    let found = measures::find(&mut work, proposal).await?.ok_or(ActError::NotFound)?;
    let number = found.certificate.number;
    if !certificates::dossiers(&mut work, &number).await?.contains(&own) {
        return Err(ActError::NotFound);
    }
    certificates::hold(&mut work, &number).await?;
    let found = measures::find(&mut work, proposal).await?.ok_or(ActError::NotFound)?;
    if let Some(answered) = found.answer.as_ref().filter(|answered| answered.text == text) {
        let (at, by) = (answered.at, String::new());
        return Err(DoneAlready { at, by, by_same: true, number: None, certificate: None }.into());
    }
    found.may_be_answered(work.today())?;
    let written = Answer { text, at: work.at() };
    measures::answer(&mut work, proposal, &written).await?;
    let deed = Deed::AnswerMeasure { proposal, answer: written.text };
    Ok(work.conclude(number, deed).await?)
}
