//! The leader's decision. An approval numbers, signs and publishes in one
//! transaction: either every paper exists, or none.

use std::collections::BTreeMap;

use super::appraisal::keep;
use super::findings::appraise;
use super::issue::issue;
use super::{ActError, Done, Registry, Seen, at_desk, conclude};
use crate::dates::Day;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Act, Decider, Decision, Dossier, Refusal, SentBack, written, written_on_paper};
use crate::domain::evidence::Item;
use crate::domain::ids::DossierId;
use crate::domain::issuing::Approval;
use crate::domain::printable::{unprintable, unprintable_profile};
use crate::domain::staff::Officer;
use crate::storage::heads::{self, Series};
use crate::storage::{ReadTransaction, StorageError, Transaction, evidence, hands, issuers};

/// Sends a proposal back to its appraiser, with what to look at again.
pub async fn send_back(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::SendBack).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::SendBack, at.day())?;
    decider(&mut transaction, &dossier, officer).await?;
    let reasons = written(reasons)?;
    let deed = Deed::SendBack { reasons: reasons.clone() };
    dossier.stage = dossier.stage.send_back(SentBack { by: officer.account, at, reasons })?;
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// Refuses in writing what was proposed to be refused.
pub async fn refuse(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::Refuse).await?;
    let at = registry.clock.now();
    dossier.stage.require(Act::Refuse, at.day())?;
    decider(&mut transaction, &dossier, officer).await?;
    let reasons = written_on_paper(reasons)?;
    let deed = Deed::Refuse { reasons: reasons.clone() };
    dossier.stage =
        dossier.stage.refuse(Decision { decided_by: officer.account, decided_at: at, reasons })?;
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// Approves what was proposed: the certificate and the cards are numbered,
/// signed and entered in the register by this act.
///
/// The conditions are judged once more on the day of the decision. When they
/// no longer hold as proposed (a QMS certificate ran out meanwhile, an expert
/// took a card elsewhere), the act is refused and the proposal goes back.
pub async fn approve(registry: &Registry, officer: &Officer, seen: Seen) -> Result<Dossier, ActError> {
    approve_as_set(registry, officer, seen, None).await
}

/// The same, when the papers were set before: only from what they were set
/// from is anything signed. A change since is a conflict.
pub async fn approve_as_set(
    registry: &Registry,
    officer: &Officer,
    seen: Seen,
    set_from: Option<&Basis>,
) -> Result<Dossier, ActError> {
    let mut transaction = registry.storage.begin().await?;
    // One approval at a time: an expert must not be found free by two of them.
    heads::next(&mut transaction, Series::Approvals).await?;
    let mut dossier = at_desk(&mut transaction, registry, officer, seen, Act::Approve).await?;
    let at = registry.clock.now();
    let leader = decider(&mut transaction, &dossier, officer).await?;
    let approval = Approval::of(&dossier, leader, at)?;
    printable(&mut transaction, &dossier, (at.day(), set_from)).await?;
    let appraisal = appraise(&mut transaction, registry, &dossier, at.day()).await?;
    let holds =
        appraisal.judged.may_be_approved() && appraisal.judged.passing_experts() == approval.experts();
    if !holds {
        return Err(Refusal::Outdated.into());
    }
    keep(&mut transaction, dossier.id, officer.account, &appraisal, at).await?;
    let number = issue(&mut transaction, registry, &dossier, &approval).await?;
    let deed = Deed::Approve { certificate: number.clone() };
    let decision = Decision { decided_by: officer.account, decided_at: at, reasons: String::new() };
    dossier.stage = dossier.stage.approve(decision, number)?;
    conclude(transaction, registry, &mut dossier, Done { at, by: officer.account, deed }).await?;
    Ok(dossier)
}

/// What the papers of an approval are made from. Equal: the same papers, but
/// for their numbers and signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The dossier, and its version.
    pub dossier: (DossierId, i64),
    /// The version of the issuer's profile.
    pub profile: i64,
    /// The portraits, by the expert's position: the SHA-256 of each.
    pub portraits: Vec<(usize, String)>,
}

/// What the papers of this dossier would be made from now.
pub async fn basis(transaction: &mut ReadTransaction, dossier: &Dossier) -> Result<Basis, ActError> {
    let (_, profile) = issuers::profile(transaction, dossier.issuer).await?;
    let papers = evidence::of_dossier(transaction, dossier.id).await?.whole()?;
    let mut portraits = BTreeMap::new();
    for paper in papers.into_iter().filter(|paper| paper.item == Item::Photo) {
        portraits.extend(paper.expert.map(|position| (position, paper.sha256)));
    }
    let portraits = portraits.into_iter().collect();
    Ok(Basis { dossier: (dossier.id, dossier.version), profile, portraits })
}

/// Refuses what papers cannot show, which every server knows, and what is not
/// what they were set from.
async fn printable(
    transaction: &mut Transaction,
    dossier: &Dossier,
    (on, set_from): (Day, Option<&Basis>),
) -> Result<(), ActError> {
    let (profile, _) = issuers::profile(transaction, dossier.issuer).await?;
    let found = unprintable(&dossier.application).or_else(|| unprintable_profile(&profile, on));
    if let Some(found) = found {
        return Err(Refusal::Unprintable(Box::new(found)).into());
    }
    match set_from {
        Some(set_from) if *set_from != basis(transaction, dossier).await? => {
            Err(StorageError::Conflict.into())
        }
        _ => Ok(()),
    }
}

/// The officer as who decides this dossier: four eyes are two persons, whatever
/// accounts and roles they had on the way.
async fn decider(
    transaction: &mut Transaction,
    dossier: &Dossier,
    officer: &Officer,
) -> Result<Decider, ActError> {
    Ok(hands::appraisers(transaction, dossier.id).await?.decider(officer)?)
}
