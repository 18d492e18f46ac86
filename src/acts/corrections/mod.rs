//! Corrections of what papers say by a slip of the pen: proposed by one of the
//! office, decided by a leader who is another person. The papers on which it
//! stands are issued once more; nothing changes before.

mod decide;

pub(super) use decide::to_be_issued;
pub use decide::{CorrectionVersion, confirm, decline, withdraw};

use super::filing::about::own;
use super::look::Look;
use super::repeated::DoneAlready;
use super::standing::SeenPaper;
use super::work::Work;
use super::{ActError, Registry, scope};
use crate::dates::Day;
use crate::domain::certificate::{Certificate, Holder, Life};
use crate::domain::correction::{
    CorrectedPaper, Correction, CorrectionField, CorrectionRefusal, may_propose, required,
};
use crate::domain::deed::{CorrectionNote, Deed};
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::staff::Officer;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, StorageError, cards, certificates, corrections, holders, issuers};

/// What is to be corrected.
#[derive(Clone, Debug)]
pub struct CorrectionWish {
    /// On which paper.
    pub paper: CorrectedPaper,
    /// What of it.
    pub field: CorrectionField,
    /// What should stand there.
    pub right: String,
    /// What shows it.
    pub evidence: String,
}

/// Something that stands on a paper in force and may be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particular {
    /// On which paper.
    pub paper: CorrectedPaper,
    /// What of it.
    pub field: CorrectionField,
    /// What stands there; a day as `2026-11-22`.
    pub says: String,
    /// Whose card it is; none of the certificate.
    pub holder: Option<String>,
}

/// Proposes a correction on a certificate of the officer's office, or on a card
/// under it.
pub async fn propose(
    registry: &Registry,
    officer: &Officer,
    seen: SeenPaper<'_>,
    wish: CorrectionWish,
) -> Result<Correction, ActError> {
    if !may_propose(officer) {
        return Err(ActError::NotAllowed);
    }
    let evidence = required(&wish.evidence)?;
    let mut work = Work::begin(registry, officer).await?;
    work.beside(Series::Approvals).await?;
    certificates::hold(&mut work, seen.number).await?;
    let certificate = scope::certificate(&mut work, officer.issuer, seen.number).await?;
    let (paper, today) = (&certificate.paper, work.today());
    let (by, is_seen) = (officer.account, paper.version == seen.version);
    let right = wish.field.right(&wish.right, today);
    let before = corrections::of_certificate(&mut work, &paper.number).await?.rows;
    let same = before.iter().rev().find(|before| {
        let what = (&before.paper, before.field, Ok(&before.right), &before.evidence);
        before.proposed_by == by && what == (&wish.paper, wish.field, right.as_ref(), &evidence)
    });
    if let Some(same) = same.filter(|same| same.is_open() || !is_seen) {
        let (at, by, certificate) = (same.proposed_at, String::new(), Some(paper.number.clone()));
        return Err(DoneAlready { at, by, by_same: true, number: None, certificate }.into());
    }
    if !is_seen {
        return Err(StorageError::Conflict.into());
    }
    if before.iter().any(Correction::is_open) {
        return Err(CorrectionRefusal::Pending.into());
    }
    let stands = particulars(&mut work, &certificate, today).await?;
    let stands = stands.into_iter().find(|stands| stands.paper == wish.paper && stands.field == wish.field);
    let stands = stands.ok_or_else(|| match certificate.life(today) {
        Life::Active => CorrectionRefusal::NotOnPaper,
        other => CorrectionRefusal::Life(other),
    })?;
    let right = right?;
    if stands.says == right {
        return Err(CorrectionRefusal::Unchanged.into());
    }
    let correction = Correction {
        id: ProposalId::new(registry.entropy.uuid()),
        issuer: officer.issuer,
        certificate: paper.id(),
        paper: wish.paper,
        field: wish.field,
        wrong: stands.says,
        right,
        evidence,
        proposed_by: by,
        proposer: officer.number.clone(),
        proposed_at: work.at(),
        ending: None,
        version: 1,
    };
    corrections::insert(&mut work, &correction).await?;
    work.saw(paper.version);
    work.conclude(&paper.number, Deed::ProposeCorrection(note(&correction, None))).await?;
    Ok(correction)
}

/// What stands on a certificate and on its cards and may be put right, as long
/// as they are in force.
pub async fn particulars(
    reading: &mut ReadTransaction,
    certificate: &Certificate,
    today: Day,
) -> Result<Vec<Particular>, StorageError> {
    if certificate.life(today) != Life::Active {
        return Ok(Vec::new());
    }
    let of_it = |field, says| Particular { paper: CorrectedPaper::Certificate, field, says, holder: None };
    let mut all = vec![of_it(CorrectionField::Name, certificate.paper.holder_name.clone())];
    match &certificate.holder {
        Holder::Organisation(code) => {
            let organisation = holders::organisation(reading, code).await?;
            all.extend(organisation.map(|found| of_it(CorrectionField::Address, found.address)));
        }
        Holder::Independent(person) => {
            let person = holders::person(reading, *person).await?;
            all.extend(person.map(|found| of_it(CorrectionField::BirthDate, found.born_on.to_string())));
            return Ok(all);
        }
    }
    let (profile, _) = issuers::profile(reading, certificate.paper.issuer).await?;
    for card in cards::of_certificate(reading, &certificate.paper.number).await?.rows {
        if card.life(certificate, today) != Life::Active {
            continue;
        }
        let (number, name) = (card.paper.number, card.paper.holder_name);
        let paper = || CorrectedPaper::Card(number.clone());
        let holder = Some(name.clone());
        if profile.birth_date_on_cards
            && let Some(person) = holders::person(reading, card.person).await?
        {
            let (says, holder) = (person.born_on.to_string(), holder.clone());
            all.push(Particular { paper: paper(), field: CorrectionField::BirthDate, says, holder });
        }
        all.push(Particular { paper: paper(), field: CorrectionField::Name, says: name, holder });
    }
    Ok(all)
}

/// What was corrected on the papers of the applicant's own certificate, oldest
/// first.
pub async fn own_corrections(
    registry: &Registry,
    applicant: AccountId,
    number: &str,
) -> Result<Vec<Correction>, ActError> {
    let mut look = Look::at(registry).await?;
    let certificate = own(&mut look, registry, applicant, number).await?;
    let mut all = corrections::of_certificate(&mut look, &certificate.paper.number).await?.rows;
    all.retain(Correction::is_done);
    Ok(all)
}

fn note(correction: &Correction, proposed_by: Option<AccountId>) -> CorrectionNote {
    CorrectionNote {
        proposal: correction.id,
        paper: correction.number().to_owned(),
        field: correction.field,
        evidence: correction.evidence.clone(),
        proposed_by,
    }
}
