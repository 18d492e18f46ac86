//! Filing: a dossier from its first draft until the office has it, and what
//! the applicant does with it after that.

use serde_json::json;

use super::intake::{due_on, received_on};
use super::upload::{self, Upload};
use super::{ActError, Done, Registry, conclude, of_applicant};
use crate::dates::{Day, Instant};
use crate::domain::application::{Application, Expert, Format, Organisation, Procedure};
use crate::domain::dossier::{Act, Dossier, Refusal, Stage};
use crate::domain::evidence::{Evidence, Item};
use crate::domain::ids::{AccountId, DossierId, EvidenceId};
use crate::domain::issuer::IssuerCode;
use crate::domain::readiness;
use crate::domain::regime::Step;
use crate::storage::audit::{self, AuditRecord};
use crate::storage::{dossiers, evidence};

/// Begins a draft with an issuer.
pub async fn begin(
    registry: &Registry,
    applicant: AccountId,
    issuer: IssuerCode,
    procedure: Procedure,
) -> Result<Dossier, ActError> {
    let at = registry.clock.now();
    let dossier = Dossier {
        id: DossierId::new(registry.entropy.uuid()),
        issuer,
        applicant,
        application: blank(issuer, procedure, at.day()),
        stage: Stage::Draft,
        version: 1,
        created_at: at,
        saved_at: at,
    };
    let mut transaction = registry.storage.begin().await?;
    dossiers::insert(&mut transaction, &registry.seal, &dossier).await?;
    let record = AuditRecord {
        at,
        actor: Some(applicant),
        issuer: Some(issuer.to_string()),
        act: "begin",
        subject: dossier.id.to_string(),
        details: json!({"procedure": procedure}),
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(dossier)
}

/// Changes what is written, while the stage allows it.
pub async fn edit(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    change: impl FnOnce(&mut Application) + Send,
) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    change(&mut dossier.application);
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "edit")).await?;
    Ok(dossier)
}

/// Takes over what a dossier file says in place of what was written. Portraits
/// are uploaded, not declared, so their measures stay those of the uploads.
pub async fn import(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    file: Application,
) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    if file.procedure != dossier.application.procedure {
        return Err(Refusal::OtherProcedure.into());
    }
    let photos: Vec<_> = dossier.application.experts.iter().map(|expert| expert.photo).collect();
    dossier.application.organisation = file.organisation;
    dossier.application.experts = file.experts;
    for (position, expert) in dossier.application.experts.iter_mut().enumerate() {
        expert.photo = photos.get(position).copied().flatten();
    }
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "import")).await?;
    Ok(dossier)
}

/// Takes an expert out, with their papers.
pub async fn remove_expert(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    expert: usize,
) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    if expert >= dossier.application.experts.len() {
        return Err(ActError::NotFound);
    }
    dossier.application.experts.remove(expert);
    evidence::remove_expert(&mut transaction, id, expert).await?;
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "remove_expert")).await?;
    Ok(dossier)
}

/// Adds a paper. A portrait also gives the dossier its measures, and takes the
/// place of an earlier one.
pub async fn attach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    upload: Upload,
) -> Result<Evidence, ActError> {
    let at = registry.clock.now();
    let inspected = upload::inspect(&upload)?;
    let sha256 = registry.files.put(upload.bytes.clone()).await?;
    let mut transaction = registry.storage.begin().await?;
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    let paper = Evidence {
        id: EvidenceId::new(registry.entropy.uuid()),
        dossier: id,
        item: upload.item,
        expert: upload.expert,
        file_name: upload::harmless_name(&upload.file_name),
        media_type: inspected.media_type.to_owned(),
        byte_count: i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX),
        sha256,
        uploaded_at: at,
    };
    if let Some(position) = upload.expert {
        let expert = dossier.application.experts.get_mut(position).ok_or(ActError::NotFound)?;
        if upload.item == Item::Photo {
            expert.photo = inspected.photo;
            for earlier in evidence::of_dossier(&mut transaction, id).await? {
                if earlier.item == Item::Photo && earlier.expert == upload.expert {
                    evidence::remove(&mut transaction, earlier.id).await?;
                }
            }
        }
    }
    evidence::insert(&mut transaction, &paper).await?;
    let details = json!({"item": paper.item, "expert": paper.expert, "sha256": paper.sha256});
    let done = Done { at, by: applicant, act: "attach", details };
    conclude(transaction, registry, &mut dossier, done).await?;
    Ok(paper)
}

/// Takes a paper out again.
pub async fn detach(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
    paper: EvidenceId,
) -> Result<(), ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Edit, at.day())?;
    let found = evidence::find(&mut transaction, paper).await?;
    let found = found.filter(|found| found.dossier == id).ok_or(ActError::NotFound)?;
    if let (Item::Photo, Some(position)) = (found.item, found.expert)
        && let Some(expert) = dossier.application.experts.get_mut(position)
    {
        expert.photo = None;
    }
    evidence::remove(&mut transaction, paper).await?;
    let details = json!({"item": found.item, "expert": found.expert, "sha256": found.sha256});
    conclude(transaction, registry, &mut dossier, Done { at, by: applicant, act: "detach", details }).await
}

/// Files a draft.
pub async fn submit(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Submit, at.day())?;
    if readiness::gaps(&dossier.application).iter().any(|gap| gap.blocks_filing) {
        return Err(Refusal::NotReady.into());
    }
    dossier.stage = dossier.stage.submit(at)?;
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "submit")).await?;
    Ok(dossier)
}

/// Hands in what was missing: the office checks again that it is complete.
pub async fn supplement(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Supplement, at.day())?;
    let received = received_on(&dossier, at.day());
    let due = due_on(&mut transaction, &dossier, Step::NotifyMissing, received, at.day()).await?;
    dossier.stage = dossier.stage.supplement(at, due)?;
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "supplement")).await?;
    Ok(dossier)
}

/// Takes a filed dossier back, before it is decided.
pub async fn withdraw(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<Dossier, ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let mut dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage = dossier.stage.withdraw(at)?;
    conclude(transaction, registry, &mut dossier, by_applicant(applicant, at, "withdraw")).await?;
    Ok(dossier)
}

/// Throws a draft away.
pub async fn discard(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<(), ActError> {
    let (at, mut transaction) = (registry.clock.now(), registry.storage.begin().await?);
    let dossier = of_applicant(&mut transaction, registry, applicant, id).await?;
    dossier.stage.require(Act::Submit, at.day())?;
    dossiers::remove(&mut transaction, id).await?;
    let record = AuditRecord {
        at,
        actor: Some(applicant),
        issuer: Some(dossier.issuer.to_string()),
        act: "discard",
        subject: id.to_string(),
        details: json!({}),
    };
    audit::append(&mut transaction, &record).await?;
    transaction.commit().await?;
    Ok(())
}

fn blank(issuer: IssuerCode, procedure: Procedure, today: Day) -> Application {
    let (organisation, experts) = match procedure {
        Procedure::NewOrganisation => (Some(Organisation::default()), Vec::new()),
        Procedure::NewIndependent => (None, vec![Expert::default()]),
    };
    Application {
        format: Format::Dossier1,
        procedure,
        issuer,
        received_on: today,
        organisation,
        experts,
        register: None,
    }
}

fn by_applicant(applicant: AccountId, at: Instant, act: &'static str) -> Done {
    Done { at, by: applicant, act, details: json!({}) }
}
