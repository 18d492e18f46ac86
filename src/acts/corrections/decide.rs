//! Deciding a correction that another proposed, and taking back what was one's
//! own.

use super::{Particular, note, particulars};
use crate::acts::filing::about::known;
use crate::acts::issue;
use crate::acts::repeated::DoneAlready;
use crate::acts::terms::Terms;
use crate::acts::work::Work;
use crate::acts::{ActError, Registry, scope};
use crate::dates::Day;
use crate::domain::application::{Application, Procedure, ReissueRequest};
use crate::domain::certificate::{Certificate, Holder, Life};
use crate::domain::correction::{CorrectedPaper, Correction, CorrectionField, CorrectionRefusal, required};
use crate::domain::deed::{Deed, EndNote};
use crate::domain::dossier::Dossier;
use crate::domain::entry::Event;
use crate::domain::ids::{AccountId, PersonId, ProposalId};
use crate::domain::issuing::Approval;
use crate::domain::measure::{Ending, Outcome};
use crate::domain::staff::{Officer, Role};
use crate::storage::heads::Series;
use crate::storage::{
    ReadTransaction, StorageError, accounts, cards, certificates, corrections, dossiers, holders,
};

/// A proposal as the person who acts has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrectionVersion {
    /// Which proposal.
    pub id: ProposalId,
    /// Its version then.
    pub version: i64,
}

/// Confirms what another person proposed: the papers on which it stands are
/// issued once more, and say it right.
pub async fn confirm(registry: &Registry, leader: &Officer, seen: CorrectionVersion) -> Result<(), ActError> {
    let (mut work, correction) = opened(registry, leader, (seen, Outcome::Confirmed)).await?;
    correction.may_be_decided_by(leader)?;
    let number = correction.certificate.number.clone();
    let certificate = scope::certificate(&mut work, leader.issuer, &number).await?;
    unchanged(&mut work, &certificate, &correction).await?;
    // What was issued on paper is not ours to print once more.
    let id = certificate.dossier.ok_or(ActError::NotFound)?;
    let dossier = dossiers::find(&mut work, &registry.seal, id).await?.ok_or(ActError::NotFound)?;
    let today = work.today();
    let application = put_right(&mut work, registry, (&certificate, &correction), today).await?;
    if correction.field == CorrectionField::BirthDate {
        put_birth_date_right(&mut work, &certificate, &correction).await?;
    }
    let approval = Approval::of_correction(&correction, application.clone(), leader, work.at())?;
    let at = work.at();
    let terms = Terms::held(&mut work, &dossier, at).await?;
    let dossier = Dossier { application, ..dossier };
    Box::pin(issue::correct(&mut work, &dossier, &approval, &terms)).await?;
    let event = corrected(&mut work, &correction).await?;
    work.enter(leader.issuer, event).await?;
    end(&mut work, &correction, (Outcome::Confirmed, leader), String::new()).await?;
    work.saw(certificate.paper.version);
    let deed = Deed::Corrected(note(&correction, Some(correction.proposed_by)));
    Ok(work.conclude(number, deed).await?)
}

/// Declines what another person proposed, with reasons.
pub async fn decline(
    registry: &Registry,
    leader: &Officer,
    seen: CorrectionVersion,
    reasons: &str,
) -> Result<(), ActError> {
    let reasons = required(reasons)?;
    let (mut work, correction) = opened(registry, leader, (seen, Outcome::Declined)).await?;
    correction.may_be_decided_by(leader)?;
    end(&mut work, &correction, (Outcome::Declined, leader), reasons.clone()).await?;
    let deed = Deed::DeclineCorrection(EndNote { proposal: correction.id, reasons, explain_by: None });
    Ok(work.conclude(&correction.certificate.number, deed).await?)
}

/// Takes one's own proposal back.
pub async fn withdraw(
    registry: &Registry,
    officer: &Officer,
    seen: CorrectionVersion,
) -> Result<(), ActError> {
    let (mut work, correction) = opened(registry, officer, (seen, Outcome::Withdrawn)).await?;
    correction.may_be_withdrawn_by(officer)?;
    end(&mut work, &correction, (Outcome::Withdrawn, officer), String::new()).await?;
    let note = EndNote { proposal: correction.id, reasons: String::new(), explain_by: None };
    Ok(work.conclude(&correction.certificate.number, Deed::WithdrawCorrection(note)).await?)
}

/// The proposal as it was seen, for who may end it so; nobody else acts on its
/// certificate meanwhile.
async fn opened<'a>(
    registry: &'a Registry,
    officer: &'a Officer,
    (seen, wanted): (CorrectionVersion, Outcome),
) -> Result<(Work<'a>, Correction), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    // Papers are issued one approval at a time.
    work.alone(Series::Approvals).await?;
    let found = scope::correction(&mut work, officer.issuer, seen.id).await?;
    if wanted != Outcome::Withdrawn && !officer.is(Role::Leader) {
        return Err(ActError::NotAllowed);
    }
    certificates::hold(&mut work, &found.certificate.number).await?;
    let correction = scope::correction(&mut work, officer.issuer, seen.id).await?;
    if let Some(ending) = &correction.ending {
        return Err(ended(&mut work, (&correction, ending), (wanted, officer.account)).await);
    }
    if correction.version != seen.version {
        return Err(StorageError::Conflict.into());
    }
    Ok((work, correction))
}

/// Why a proposal that ended is not ended once more: it was done already, or it
/// ended otherwise.
async fn ended(
    work: &mut Work<'_>,
    (correction, ending): (&Correction, &Ending),
    (wanted, by): (Outcome, AccountId),
) -> ActError {
    if ending.outcome != wanted {
        return CorrectionRefusal::Ended.into();
    }
    let name = match accounts::find(work, ending.by).await {
        Ok(account) => account.map(|account| account.name).unwrap_or_default(),
        Err(error) => return error.into(),
    };
    let (at, by_same) = (ending.at, ending.by == by);
    let certificate = Some(correction.certificate.number.clone());
    DoneAlready { at, by: name, by_same, number: None, certificate }.into()
}

/// Refuses unless the papers say what they said when it was proposed.
async fn unchanged(
    work: &mut Work<'_>,
    certificate: &Certificate,
    correction: &Correction,
) -> Result<(), ActError> {
    let today: Day = work.today();
    let life = certificate.life(today);
    if life != Life::Active {
        return Err(CorrectionRefusal::Life(life).into());
    }
    let is_same = says_the_same(work, (certificate, correction), today).await?;
    if is_same { Ok(()) } else { Err(CorrectionRefusal::Stale.into()) }
}

async fn says_the_same(
    reading: &mut ReadTransaction,
    (certificate, correction): (&Certificate, &Correction),
    today: Day,
) -> Result<bool, StorageError> {
    let stand = particulars(reading, certificate, today).await?;
    let is_it = |stands: &Particular| {
        (&stands.paper, stands.field, &stands.says)
            == (&correction.paper, correction.field, &correction.wrong)
    };
    Ok(certificate.paper.id() == correction.certificate && stand.iter().any(is_it))
}

/// The dossier whose papers would be issued once more if this was confirmed now;
/// none where the act itself says why not.
pub(in crate::acts) async fn to_be_issued(
    reading: &mut ReadTransaction,
    registry: &Registry,
    leader: &Officer,
    (seen, today): (CorrectionVersion, Day),
) -> Result<Option<Dossier>, ActError> {
    let correction = scope::correction(reading, leader.issuer, seen.id).await?;
    if !correction.is_open() || correction.version != seen.version || !leader.is(Role::Leader) {
        return Ok(None);
    }
    let certificate = scope::certificate(reading, leader.issuer, &correction.certificate.number).await?;
    if !says_the_same(reading, (&certificate, &correction), today).await? {
        return Ok(None);
    }
    let Some(id) = certificate.dossier else { return Ok(None) };
    let Some(dossier) = dossiers::find(reading, &registry.seal, id).await? else { return Ok(None) };
    let application = put_right(reading, registry, (&certificate, &correction), today).await?;
    Ok(Some(Dossier { application, ..dossier }))
}

/// What is asked for once more, with what is right: every paper on which it
/// stands.
async fn put_right(
    reading: &mut ReadTransaction,
    registry: &Registry,
    (certificate, correction): (&Certificate, &Correction),
    today: Day,
) -> Result<Application, ActError> {
    let procedure = match certificate.holder {
        Holder::Organisation(_) => Procedure::ReissueOrganisation,
        Holder::Independent(_) => Procedure::ReissueIndependent,
    };
    let asked = (certificate, procedure);
    let mut application = Box::pin(known(reading, registry, asked, today)).await?;
    let right = || Some(correction.right.clone());
    let numbers = application.experts.iter().filter_map(|expert| expert.prior_card.as_ref());
    let every: Vec<String> = numbers.map(|card| card.number.clone()).collect();
    let is_own = correction.paper == CorrectedPaper::Certificate;
    let own = correction.number().to_owned();
    let is_of_person = !is_own || matches!(certificate.holder, Holder::Independent(_));
    // The name of an organisation stands on all of its cards, its address on none.
    let cards = match correction.field {
        _ if !is_own => vec![own.clone()],
        CorrectionField::Address => Vec::new(),
        CorrectionField::Name | CorrectionField::BirthDate => every,
    };
    let expert = application.experts.iter_mut().find(|expert| {
        let number = expert.prior_card.as_ref().map(|card| card.number.as_str());
        is_own || number == Some(&own)
    });
    match correction.field {
        CorrectionField::Name if is_of_person => {
            expert.ok_or(CorrectionRefusal::Stale)?.name = right();
        }
        CorrectionField::BirthDate => {
            let day: Day = correction.right.parse().map_err(|_| CorrectionRefusal::NotABirthDate)?;
            expert.ok_or(CorrectionRefusal::Stale)?.born_on = Some(day);
        }
        CorrectionField::Name | CorrectionField::Address => {
            let organisation = application.organisation.as_mut().ok_or(CorrectionRefusal::Stale)?;
            match correction.field {
                CorrectionField::Address => organisation.address = right(),
                _ => organisation.name = right(),
            }
        }
    }
    application.reissue = Some(ReissueRequest { certificate: is_own, cards, ..ReissueRequest::default() });
    Ok(application)
}

/// Puts the day of birth right where it is kept.
async fn put_birth_date_right(
    work: &mut Work<'_>,
    certificate: &Certificate,
    correction: &Correction,
) -> Result<(), ActError> {
    let day: Day = correction.right.parse().map_err(|_| CorrectionRefusal::NotABirthDate)?;
    let person = person_of(work, certificate, correction).await?;
    Ok(holders::correct_birth_date(work, person, day).await?)
}

/// Whose day of birth it is.
async fn person_of(
    work: &mut Work<'_>,
    certificate: &Certificate,
    correction: &Correction,
) -> Result<PersonId, ActError> {
    if let Holder::Independent(person) = certificate.holder {
        return Ok(person);
    }
    let cards = cards::of_certificate(work, &certificate.paper.number).await?.rows;
    let card = cards.into_iter().find(|card| card.paper.number == correction.number());
    Ok(card.ok_or(CorrectionRefusal::Stale)?.person)
}

/// What the register says of it, once the papers are issued.
async fn corrected(work: &mut Work<'_>, correction: &Correction) -> Result<Event, ActError> {
    let number = &correction.certificate.number;
    let (card, version) = match &correction.paper {
        CorrectedPaper::Certificate => {
            let newer = certificates::find(work, number).await?;
            (None, newer.map(|newer| newer.paper.paper_version))
        }
        CorrectedPaper::Card(card) => (Some(card.clone()), cards::last_version(work, number, card).await?),
    };
    let version = version.ok_or(CorrectionRefusal::Stale)?;
    Ok(Event::Corrected { certificate: number.clone(), card, field: correction.field, version })
}

async fn end(
    work: &mut Work<'_>,
    correction: &Correction,
    (outcome, by): (Outcome, &Officer),
    reasons: String,
) -> Result<(), StorageError> {
    let ending = Ending { outcome, by: by.account, at: work.at(), reasons };
    corrections::end(work, (correction.id, correction.version), &ending).await
}
