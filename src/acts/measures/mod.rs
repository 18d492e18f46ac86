//! Measures on certificates: proposed by one of the office, explained by the
//! holder, decided by another. Each takes effect in every verdict at once, and
//! none before it is decided.

mod answer;
mod decide;
mod propose;
mod urgent;

pub use answer::answer;
pub use decide::{MeasureVersion, confirm, decline, withdraw};
pub use propose::{MeasureWish, propose};
pub use urgent::{UrgentOrder, suspend_at_once};

use super::repeated::{self, DoneAlready, Wish};
use super::standing::SeenPaper;
use super::terms::regime_if_any;
use super::work::Work;
use super::{ActError, scope};
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::certificate::Certificate;
use crate::domain::deed::DeedKind;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::measure::{Ending, LONGEST_TEXT, MeasureProposal, MeasureRefusal, MeasureState, Outcome};
use crate::domain::personal_number::names_one;
use crate::domain::regime::{Step, StepTerm, term_of_measures};
use crate::domain::staff::Officer;
use crate::domain::typed::{self, undrawn};
use crate::storage::heads::Series;
use crate::storage::{
    ReadTransaction, StorageError, accounts, calendar, certificates, dossiers, issuers, measures, regimes,
};

/// Days for which the desk is told that a suspension ended unconfirmed.
const DAYS_TOLD: i64 = 30;

/// By when what is done about a measure that begins on a day.
#[derive(Clone, Copy, Debug)]
pub struct MeasureTerms {
    /// The holder's last day to explain.
    pub explain_by: Day,
    /// A second leader's last day to confirm what one ordered at once.
    pub confirm_by: Day,
    /// The last day of a suspension from the day after the holder's, unless it
    /// says otherwise.
    pub suspended_until: Day,
    /// The same of one from today.
    pub suspended_at_once_until: Day,
}

/// The terms of measures at an office on a day.
pub async fn terms(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
) -> Result<MeasureTerms, StorageError> {
    let calendar = calendar::read(reading).await?;
    let ends = |term: Option<StepTerm>, from: Day| term.map_or(from, |term| term.ends_on(from, &calendar));
    let explain_by = ends(term(reading, office, (Step::Explanation, today)).await?, today);
    let confirm_by = ends(term(reading, office, (Step::UrgentConfirmation, today)).await?, today);
    let suspension = term(reading, office, (Step::Suspension, today)).await?;
    Ok(MeasureTerms {
        explain_by,
        confirm_by,
        suspended_until: ends(suspension.clone(), explain_by.plus_days(1)),
        suspended_at_once_until: ends(suspension, today),
    })
}

/// What waits at an office, oldest first; and for some time what ended because
/// nobody confirmed it.
pub async fn waiting(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    today: Day,
) -> Result<Vec<MeasureProposal>, StorageError> {
    let unended = measures::unended(reading, office).await?.rows;
    let is_told = |proposal: &MeasureProposal| match (proposal.state(today), proposal.confirm_by) {
        (MeasureState::Lapsed, Some(last)) => today.days_since(last) <= DAYS_TOLD,
        _ => true,
    };
    Ok(unended.into_iter().filter(is_told).collect())
}

/// Everything that was proposed about a certificate, oldest first.
pub async fn of_certificate(
    reading: &mut ReadTransaction,
    number: &str,
) -> Result<Vec<MeasureProposal>, StorageError> {
    Ok(measures::of_certificate(reading, number).await?.rows)
}

/// What was proposed about the certificate issued on an applicant's own dossier,
/// whichever paper of its number, oldest first.
pub async fn of_holder(
    registry: &super::Registry,
    applicant: AccountId,
    dossier: DossierId,
) -> Result<Vec<MeasureProposal>, ActError> {
    let mut reading = registry.storage.read().await?;
    let dossier = dossiers::find(&mut reading, &registry.seal, dossier).await?;
    let dossier = dossier.filter(|dossier| dossier.applicant == applicant).ok_or(ActError::NotFound)?;
    let crate::domain::dossier::Stage::Issued { certificate, .. } = &dossier.stage else {
        return Ok(Vec::new());
    };
    Ok(of_certificate(&mut reading, certificate).await?)
}

/// The term of a step at an office on a day.
async fn term(
    reading: &mut ReadTransaction,
    office: IssuerCode,
    (step, on): (Step, Day),
) -> Result<Option<StepTerm>, StorageError> {
    let (profile, _) = issuers::profile(reading, office).await?;
    let regime = regime_if_any(reading, &profile, on).await?;
    let term = regime.as_ref().and_then(|regime| regime.term(step)).or_else(|| term_of_measures(step));
    Ok(term.cloned())
}

/// The last day of a step that begins today, for an act that stores it: nobody
/// changes the calendar or the regime before the act ends.
async fn ends_on(work: &mut Work<'_>, office: IssuerCode, step: Step) -> Result<Day, StorageError> {
    let calendar: Calendar = calendar::read_and_hold(work).await?;
    regimes::hold(work).await?;
    let today = work.today();
    let term = term(work, office, (step, today)).await?;
    Ok(term.map_or(today, |term| term.ends_on(today, &calendar)))
}

/// The certificate for an act of its office, as it was seen; nobody else acts on
/// it meanwhile, and nobody is issued a paper on the strength of it.
async fn held(
    work: &mut Work<'_>,
    officer: &Officer,
    seen: &SeenPaper<'_>,
    kind: DeedKind,
) -> Result<Certificate, ActError> {
    work.beside(Series::Approvals).await?;
    certificates::hold(work, seen.number).await?;
    let certificate = scope::certificate(work, officer.issuer, seen.number).await?;
    if certificate.paper.version == seen.version {
        return Ok(certificate);
    }
    let number = &certificate.paper.number;
    let wish = Wish { subject: number, kind, seen: Some(seen.version), by: officer.account };
    Err(repeated::refusal(work, wish, StorageError::Conflict).await)
}

/// What a new measure has to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    /// For every other one.
    Proposed,
    /// For another that was ordered at once.
    AtOnce,
}

/// Refuses a second measure while one waits; to whoever proposed the very same
/// it was done already.
async fn refuse_second(
    work: &mut Work<'_>,
    officer: &Officer,
    (certificate, kind): (&Certificate, DeedKind),
    (rank, is_same): (Rank, impl Fn(&MeasureProposal) -> bool),
) -> Result<(), ActError> {
    let today = work.today();
    let all = measures::of_certificate(work, &certificate.paper.number).await?;
    let comes_before = |other: &&MeasureProposal| {
        other.is_open(today) && (rank == Rank::Proposed || other.urgency.is_some())
    };
    let Some(waiting) = all.iter().find(comes_before) else { return Ok(()) };
    if waiting.proposed_by != officer.account || !is_same(waiting) {
        return Err(MeasureRefusal::Pending.into());
    }
    let (number, version) = (&certificate.paper.number, certificate.paper.version);
    let wish = Wish { subject: number, kind, seen: Some(version), by: officer.account };
    Err(repeated::refusal(work, wish, MeasureRefusal::Pending).await)
}

/// Why a proposal that ended is not ended once more: it was done already, or it
/// ended otherwise.
async fn ended(
    reading: &mut ReadTransaction,
    (proposal, ending): (&MeasureProposal, &Ending),
    (wanted, by): (Outcome, AccountId),
) -> ActError {
    if ending.outcome != wanted {
        return MeasureRefusal::Ended.into();
    }
    let name = match accounts::find(reading, ending.by).await {
        Ok(account) => account.map(|account| account.name).unwrap_or_default(),
        Err(error) => return error.into(),
    };
    DoneAlready {
        at: ending.at,
        by: name,
        by_same: ending.by == by,
        number: None,
        certificate: Some(proposal.certificate.number.clone()),
    }
    .into()
}

/// A text that somebody must write and a letter may show.
fn required(text: &str) -> Result<String, MeasureRefusal> {
    let text = typed::text(text);
    if text.is_empty() {
        return Err(MeasureRefusal::Empty);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Err(MeasureRefusal::TooLong(LONGEST_TEXT));
    }
    if names_one(&text) {
        return Err(MeasureRefusal::PersonalNumber);
    }
    match undrawn(&text) {
        Some(found) => Err(MeasureRefusal::Undrawn(found)),
        None => Ok(text),
    }
}
