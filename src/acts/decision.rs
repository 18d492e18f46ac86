//! The leader's decision. An approval numbers, signs and publishes in one
//! transaction: either every paper exists, or none.

use super::appraisal::keep;
use super::findings::appraise_under;
use super::issue::{issue, photos};
use super::terms::Terms;
use super::work::Work;
use super::{ActError, Registry, Sight, holding};
use crate::dates::Day;
use crate::domain::deed::Deed;
use crate::domain::dossier::{Act, Decider, Dossier, Refusal, SentBack, written, written_on_paper};
use crate::domain::ids::DossierId;
use crate::domain::issuer::Profile;
use crate::domain::issuing::Approval;
use crate::domain::printable::{unprintable, unprintable_profile};
use crate::domain::staff::Officer;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, StorageError, hands, issuers};

/// Sends a proposal back to its appraiser, with what to look at again.
pub async fn send_back(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::SendBack).await?;
    decider(&mut work, &dossier, officer).await?;
    let reasons = written(reasons)?;
    let sent_back = SentBack { by: officer.account, at: work.at(), reasons: reasons.clone() };
    dossier.stage = dossier.stage.send_back(sent_back)?;
    work.conclude_on(dossier, Deed::SendBack { reasons }).await
}

/// Refuses in writing what was proposed to be refused.
pub async fn refuse(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    reasons: &str,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    let mut dossier = work.dossier(seen, Act::Refuse).await?;
    decider(&mut work, &dossier, officer).await?;
    let reasons = written_on_paper(reasons)?;
    dossier.stage = dossier.stage.refuse(work.decision(officer, reasons.clone()))?;
    work.decide_on(dossier, Deed::Refuse { reasons }).await
}

/// Approves what was proposed: the certificate and the cards are numbered,
/// signed and entered in the register by this act.
///
/// The conditions are judged once more on the day of the decision. When they
/// no longer hold as proposed (a QMS certificate ran out meanwhile, an expert
/// took a card elsewhere), the act is refused and the proposal goes back.
pub async fn approve(registry: &Registry, officer: &Officer, seen: Sight) -> Result<Dossier, ActError> {
    approve_as_set(registry, officer, seen, None).await
}

/// The same, when the papers were set before: only from what they were set
/// from is anything signed. A change since is a conflict.
pub async fn approve_as_set(
    registry: &Registry,
    officer: &Officer,
    seen: Sight,
    set_from: Option<&Basis>,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, officer).await?;
    // One approval at a time: an expert must not be found free by two of them.
    work.alone(Series::Approvals).await?;
    let mut dossier = work.dossier(seen, Act::Approve).await?;
    let leader = decider(&mut work, &dossier, officer).await?;
    let approval = Approval::of(&dossier, leader, work.at())?;
    let (at, on) = (work.at(), work.today());
    let terms = Terms::held(&mut work, &dossier, at).await?;
    printable(&dossier, &terms.profile, on)?;
    holding::require_none(&mut work, registry, (&dossier, on)).await?;
    unchanged(&mut work, &dossier, set_from).await?;
    let appraisal = appraise_under(&mut work, registry, &dossier, &terms.regime, on).await?;
    let judged = &appraisal.judged;
    if !judged.may_be_approved() || appraisal.experts_with_cards(&dossier.application) != approval.experts() {
        return Err(Refusal::Outdated.into());
    }
    keep(&mut work, dossier.id, officer.account, &appraisal, at).await?;
    // Aside from this act's own state: it is much.
    let certificate = Box::pin(issue(&mut work, &dossier, &approval, &terms)).await?;
    let decision = work.decision(officer, String::new());
    dossier.stage = dossier.stage.approve(decision, certificate.clone())?;
    work.decide_on(dossier, Deed::Approve { certificate }).await
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
    let photos = photos(transaction, dossier).await?;
    let portraits = photos.into_iter().filter(|(position, _)| dossier.application.asks_card(*position));
    let portraits = portraits.map(|(position, photo)| (position, photo.sha256)).collect();
    Ok(Basis { dossier: (dossier.id, dossier.version), profile, portraits })
}

/// Refuses what papers cannot show, which every server knows.
fn printable(dossier: &Dossier, profile: &Profile, on: Day) -> Result<(), Refusal> {
    match unprintable(&dossier.application).or_else(|| unprintable_profile(profile, on)) {
        Some(found) => Err(Refusal::Unprintable(Box::new(found))),
        None => Ok(()),
    }
}

/// Refuses what is not what the papers were set from.
async fn unchanged(
    reading: &mut ReadTransaction,
    dossier: &Dossier,
    set_from: Option<&Basis>,
) -> Result<(), ActError> {
    match set_from {
        Some(set_from) if *set_from != basis(reading, dossier).await? => Err(StorageError::Conflict.into()),
        _ => Ok(()),
    }
}

/// The officer as who decides this dossier: four eyes are two persons, whatever
/// accounts and roles they had on the way.
async fn decider(
    reading: &mut ReadTransaction,
    dossier: &Dossier,
    officer: &Officer,
) -> Result<Decider, ActError> {
    Ok(hands::appraisers(reading, dossier.id).await?.decider(officer)?)
}
