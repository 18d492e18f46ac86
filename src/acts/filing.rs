//! Filing: a dossier from its first draft until the office has it, and what
//! the applicant does with it after that.

pub mod about;
mod papers;
mod portraits;
mod renewal;
mod seat;
mod tables;
mod transfer;
mod views;

pub use papers::{attach, detach, open_paper};
pub use portraits::{PortraitToCrop, crop, portrait_to_crop};
pub use renewal::begin_anew;
pub use seat::Follower;
pub use tables::read_table;
pub use transfer::{ImportOutcome, import};
pub use views::{OwnDossier, OwnSummary, list, preview, receivers, view};

use super::repeated::{self, Wish};
use super::terms::Terms;
use super::work::{Actor, Work};
use super::{ActError, Registry, leftovers, quota};
use crate::dates::Day;
use crate::domain::application::{self, Application, Expert, Format, Organisation, Procedure};
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::dossier::{Act, Dossier, Refusal, Stage};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::IssuerCode;
use crate::domain::readiness;
use crate::domain::regime::Step;
use crate::domain::supplement::Changes;
use crate::priority::aside_if;
use crate::storage::{ReadTransaction, StorageError, accounts, asked, dossiers, evidence};

/// How often a change is tried when another part of the same dossier is saved
/// in the same moment. Each try waits for the one before it.
const TRIES: u32 = 5;

/// Begins a draft of a first certificate with an issuer. An account of staff
/// files nothing.
pub async fn begin(
    registry: &Registry,
    applicant: AccountId,
    issuer: IssuerCode,
    procedure: Procedure,
) -> Result<Dossier, ActError> {
    if procedure.is_about_certificate() {
        return Err(ActError::NotFound);
    }
    let work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let application = blank(issuer, procedure, work.today());
    begin_with(work, applicant, renewal::Beginning { application, papers: Vec::new() }).await
}

/// Begins a draft that says this. Where it takes over papers, the files are held.
async fn begin_with(
    mut work: Work<'_>,
    applicant: AccountId,
    beginning: renewal::Beginning,
) -> Result<Dossier, ActError> {
    let renewal::Beginning { application, papers } = beginning;
    let (registry, at) = (work.registry(), work.at());
    let (issuer, procedure) = (application.issuer, application.procedure);
    let mut dossier = Dossier {
        id: DossierId::new(registry.entropy.uuid()),
        issuer,
        applicant,
        application,
        stage: Stage::Draft,
        version: 1,
        created_at: at,
        saved_at: at,
    };
    let account = accounts::find(&mut work, applicant).await?;
    if !account.is_some_and(|account| account.kind.may_file()) {
        return Err(ActError::NotAllowed);
    }
    quota::act(&mut work, at, applicant).await?;
    quota::draft(&mut work, applicant).await?;
    dossiers::insert(&mut work, &registry.seal, &dossier).await?;
    if !papers.is_empty() {
        renewal::take_over(&mut work, dossier.id, papers).await?;
        // Counts again what is not done: now the papers are there.
        dossiers::update(&mut work, &registry.seal, &mut dossier).await?;
    }
    work.at_issuer(issuer);
    work.conclude(dossier.id, Deed::Begin { procedure }).await?;
    Ok(dossier)
}

/// Changes what is written, while the stage allows it. The change is made to
/// what stands there now, so that two windows that edit different parts do not
/// undo each other.
pub async fn edit(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    change: impl Fn(&mut Application) + Send + Sync,
) -> Result<Dossier, ActError> {
    let mut tried = 1;
    loop {
        match edit_once(registry, applicant, id, &change).await {
            Err(ActError::Storage(StorageError::Conflict)) if tried < TRIES => tried += 1,
            done => return done,
        }
    }
}

async fn edit_once(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    change: &(impl Fn(&mut Application) + Send + Sync),
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = own_to_edit(&mut work, applicant, id).await?;
    change(&mut dossier.application);
    require_readable(&dossier.application).await?;
    work.conclude_on(dossier, Deed::Edit {}).await
}

/// Refuses what one dossier cannot hold. What is stored is read back under the
/// limits of the file form, so nothing is stored that would not be: the dossier
/// would be lost to everyone.
pub async fn require_readable(application: &Application) -> Result<(), ActError> {
    let (is_long, application) = (application.is_long(), application.clone());
    let is_readable = aside_if(is_long, "dossier", move || {
        let written = serde_json::to_vec(&application).expect("an application has text keys");
        application::parse(&written).is_ok()
    });
    match is_readable.await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Refusal::TooLarge.into()),
        Err(not_done) => Err(StorageError::from(not_done).into()),
    }
}

/// Takes an expert out, with their papers.
pub async fn remove_expert(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    expert: usize,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = own_to_edit(&mut work, applicant, id).await?;
    // An independent consultant's dossier is about exactly this one person, and
    // a re-issue about those who have cards.
    if !dossier.application.procedure.adds_experts() || expert >= dossier.application.experts.len() {
        return Err(ActError::NotFound);
    }
    dossier.application.experts.remove(expert);
    let mut papers = evidence::of_dossier(&mut work, id).await?.rows;
    papers.retain(|paper| paper.expert == Some(expert));
    evidence::remove_expert(&mut work, id, expert).await?;
    let dossier = work.conclude_on(dossier, Deed::RemoveExpert {}).await?;
    leftovers::release(registry, &papers).await;
    Ok(dossier)
}

/// Files a draft.
pub async fn submit(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = work.own_dossier(id).await?;
    work.require(&dossier, Act::Submit).await?;
    if readiness::gaps(&dossier.application).iter().any(|gap| gap.blocks_filing) {
        return Err(Refusal::NotReady.into());
    }
    Box::pin(about::may_be_asked(&mut work, &dossier)).await?;
    dossier.stage = dossier.stage.submit(work.at())?;
    work.conclude_on(dossier, Deed::Submit {}).await
}

/// Hands in what was missing: the office checks again that it is complete.
pub async fn supplement(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = work.own_dossier(id).await?;
    work.require(&dossier, Act::Supplement).await?;
    Box::pin(about::may_be_asked(&mut work, &dossier)).await?;
    let at = work.at();
    let due = Terms::held(&mut work, &dossier, at).await?.ends_on(Step::NotifyMissing, at.day())?;
    dossier.stage = dossier.stage.supplement(at, due)?;
    let changes = changes(&mut work, registry, &dossier).await?;
    work.conclude_on(dossier, Deed::Supplement { due: Some(due), changes }).await
}

/// What is new since more was asked for; none where an older program asked.
/// What it is told from is kept no longer.
async fn changes(
    work: &mut Work<'_>,
    registry: &Registry,
    dossier: &Dossier,
) -> Result<Option<Changes>, ActError> {
    let Some(basis) = asked::find(work, &registry.seal, dossier.id).await? else { return Ok(None) };
    let papers = evidence::of_dossier(work, dossier.id).await?.rows;
    asked::forget(work, dossier.id).await?;
    let application = dossier.application.clone();
    let compare = move || Changes::between(&basis, &application, &papers);
    let done = aside_if(dossier.application.is_long(), "dossier", compare).await;
    Ok(Some(done.map_err(StorageError::from)?))
}

/// Takes a filed dossier back, before it is decided.
pub async fn withdraw(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<Dossier, ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let mut dossier = work.own_dossier(id).await?;
    work.require(&dossier, Act::Withdraw).await?;
    dossier.stage = dossier.stage.withdraw(work.at())?;
    asked::forget(&mut work, id).await?;
    work.conclude_on(dossier, Deed::Withdraw {}).await
}

/// Throws a draft away.
pub async fn discard(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<(), ActError> {
    let mut work = Work::begin(registry, Actor::Applicant(applicant)).await?;
    let dossier = match work.own_dossier(id).await {
        Err(ActError::NotFound) => return Err(gone(&mut work, applicant, id).await),
        found => found?,
    };
    dossier.stage.require(Act::Submit, work.today())?;
    let papers = evidence::of_dossier(&mut work, id).await?.rows;
    dossiers::remove(&mut work, id).await?;
    work.conclude(id, Deed::Discard {}).await?;
    leftovers::release(registry, &papers).await;
    Ok(())
}

/// The applicant's own dossier where it can be edited now, for one more change.
async fn own_to_edit(work: &mut Work<'_>, applicant: AccountId, id: DossierId) -> Result<Dossier, ActError> {
    let at = work.at();
    quota::act(work, at, applicant).await?;
    let dossier = work.own_dossier(id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    Ok(dossier)
}

/// Why a draft is not there: this applicant threw it away, or it never was.
async fn gone(transaction: &mut ReadTransaction, applicant: AccountId, id: DossierId) -> ActError {
    let wish = Wish { subject: &id.to_string(), kind: DeedKind::Discard, seen: None, by: applicant };
    match repeated::done(transaction, wish).await {
        Ok(Some(done)) if done.by_same => done.into(),
        Ok(_) => ActError::NotFound,
        Err(error) => error,
    }
}

fn blank(issuer: IssuerCode, procedure: Procedure, today: Day) -> Application {
    let (organisation, experts) = if procedure.is_of_organisation() {
        (Some(Organisation::default()), Vec::new())
    } else {
        (None, vec![Expert::default()])
    };
    Application {
        format: Format::Dossier1,
        procedure,
        issuer,
        received_on: today,
        organisation,
        experts,
        certificate: None,
        reissue: None,
        register: None,
    }
}
