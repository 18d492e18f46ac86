//! What an applicant sees of their own dossiers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::findings::{Appraisal, appraise};
use super::super::look::Look;
use super::super::scope::of_applicant;
use super::super::terms::Terms;
use super::super::{ActError, Registry, contacts};
use super::about::takes_its_place;
use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::dossier::Dossier;
use crate::domain::evidence::Evidence;
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::regime::Regime;
use crate::storage::contacts::PublicContact;
use crate::storage::dossiers::DossierSummary;
use crate::storage::{ReadTransaction, Readable, StorageError, calendar, dossiers, evidence, issuers};

/// A dossier with what its page shows beside it.
#[derive(Clone, Debug)]
pub struct OwnDossier {
    /// The dossier.
    pub dossier: Dossier,
    /// Its papers, in the order they came.
    pub papers: Vec<Evidence>,
    /// Who has it, by name.
    pub issuer: Profile,
    /// For deadlines in words.
    pub calendar: Calendar,
    /// What the law asks of it.
    pub regime: Arc<Regime>,
    /// The day it was looked at.
    pub today: Day,
    /// What the consultant agreed to have shown beside the certificate whose place
    /// is to be taken; none where they did not.
    pub agreed: Option<PublicContact>,
}

/// One line of the applicant's list.
#[derive(Clone, Debug)]
pub struct OwnSummary {
    /// What the list shows of it.
    pub summary: DossierSummary,
    /// Who has it, by name.
    pub issuer: Profile,
    /// Of a draft, how many parts are not done; none of a filed dossier, nor
    /// where it was not counted yet.
    pub open_parts: Option<usize>,
}

/// The applicant's own dossier.
pub async fn view(registry: &Registry, applicant: AccountId, id: DossierId) -> Result<OwnDossier, ActError> {
    let mut look = Look::at(registry).await?;
    let dossier = of_applicant(&mut look, registry, applicant, id).await?;
    let papers = evidence::of_dossier(&mut look, id).await?.rows;
    let now = look.now();
    let Terms { profile, regime, calendar } = Terms::of(&mut look, &dossier, now).await?;
    let takes_its_place = takes_its_place(dossier.application.procedure);
    let agreed = match dossier.application.certificate.as_ref().filter(|_| takes_its_place) {
        Some(prior) => contacts::agreed(&mut look, &prior.number).await?,
        None => None,
    };
    Ok(OwnDossier { dossier, papers, issuer: profile, calendar, regime, today: now.day(), agreed })
}

/// Every dossier of the applicant, the last changed first, and the calendar
/// their deadlines are counted by.
pub async fn list(
    registry: &Registry,
    applicant: AccountId,
) -> Result<(Readable<OwnSummary>, Calendar), ActError> {
    let mut transaction = registry.storage.read().await?;
    let mut open_parts = dossiers::open_parts_of(&mut transaction, applicant).await?;
    let Readable { rows, unreadable } = dossiers::of_applicant(&mut transaction, applicant).await?;
    let profiles = profiles_of(&mut transaction, &rows).await?;
    let own = rows.into_iter().map(|summary| {
        let issuer = profiles.get(&summary.issuer).cloned().unwrap_or_else(|| Profile::of(summary.issuer));
        let open_parts = open_parts.remove(&summary.id.to_string()).and_then(|open| open.try_into().ok());
        OwnSummary { summary, issuer, open_parts }
    });
    let own = Readable { rows: own.collect(), unreadable };
    Ok((own, calendar::read(&mut transaction).await?))
}

/// The profiles of who has these dossiers: one or two, of the many there are.
/// One that cannot be read is as the issuer began.
async fn profiles_of(
    transaction: &mut ReadTransaction,
    dossiers: &[DossierSummary],
) -> Result<BTreeMap<IssuerCode, Profile>, ActError> {
    let issuers: BTreeSet<IssuerCode> = dossiers.iter().map(|dossier| dossier.issuer).collect();
    let mut profiles = BTreeMap::new();
    for issuer in issuers {
        match issuers::profile(transaction, issuer).await {
            Ok((profile, _)) => profiles.extend([(issuer, profile)]),
            Err(StorageError::Corrupt { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(profiles)
}

/// The issuers that a dossier can be filed with today.
pub async fn receivers(registry: &Registry) -> Result<Vec<Profile>, ActError> {
    let mut look = Look::at(registry).await?;
    let (profiles, today) = (issuers::all(&mut look).await?, look.today());
    Ok(profiles.into_iter().filter(|profile| profile.regime_family_on(today).is_some()).collect())
}

/// What the machine finds of the dossier today; it decides nothing.
pub async fn preview(
    registry: &Registry,
    applicant: AccountId,
    id: DossierId,
) -> Result<(Dossier, Appraisal), ActError> {
    let mut look = Look::at(registry).await?;
    let dossier = of_applicant(&mut look, registry, applicant, id).await?;
    let today = look.today();
    let appraisal = appraise(&mut look, registry, &dossier, today).await?;
    Ok((dossier, appraisal))
}
