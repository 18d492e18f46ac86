//! An administrator changes the profile of their own issuer.
//!
//! A change has no public effect of its own, so it makes no entry in the
//! register: it alters no paper and nobody's standing. What is public about an
//! issuer (its name, who signs) becomes public with each paper, and every
//! paper's entry holds the hash of a document that names the issuer. Papers
//! issued before keep what they say: they are printed with the profile that was
//! in force at the instant they were issued, which is why no version of a
//! profile is ever changed or deleted.

use std::collections::BTreeMap;

use bytes::Bytes;
use consultant_pictures::KeptPicture;

use serde_json::{Map, Value};

use super::picture::Turn;
use super::work::Work;
use super::{ActError, Registry, scope};
use crate::domain::deed::{Deed, DeedKind, PartChange, ProfileNote};
use crate::domain::dossier::written;
use crate::domain::evidence::UploadRefusal;
use crate::domain::issuer::Profile;
use crate::domain::profile::{MOST_SIGNATORIES, Picture, ProfileFault, ProfileField};
use crate::domain::staff::{Officer, Role};
use crate::storage::audit::{self, AuditLine};
use crate::storage::files::ArrivedFile;
use crate::storage::heads::Series;
use crate::storage::{ReadTransaction, StorageError, evidence, issuers};

/// The largest file with a signature or a seal, in bytes: one scanned at 600
/// dots an inch.
pub const MOST_PICTURE_BYTES: u64 = 2 * 1024 * 1024;

/// A profile as it shall be.
#[derive(Clone, Debug)]
pub struct ProfileChange {
    /// The version the administrator has seen.
    pub seen: i64,
    /// All of it. Numbering and regimes are not the administrator's to change:
    /// a number must never be given twice, and regimes are the law's.
    pub profile: Profile,
    /// Why, or by which decision.
    pub reason: String,
}

/// Why a profile was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// Something typed does not fit.
    #[error("{} fields do not fit", .0.len())]
    Faults(Vec<(ProfileField, ProfileFault)>),
    /// Nothing differs from what is there.
    #[error("nothing would change")]
    Unchanged,
    /// As in every act.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for ProfileError {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

/// Whether the officer keeps the profile of their issuer.
pub fn may_change(officer: &Officer) -> bool {
    officer.is(Role::Administrator)
}

/// Stores a picture for the officer's issuer. It stands on no paper before a
/// profile names it.
pub async fn keep_picture(
    registry: &Registry,
    officer: &Officer,
    file: ArrivedFile,
) -> Result<Picture, ActError> {
    if !may_change(officer) {
        return Err(ActError::NotAllowed);
    }
    let drawn = draw_picture(file).await?;
    let file = registry.files.receive_bytes(&drawn.bytes).await?;
    let picture = Picture { sha256: file.sha256.clone(), width: drawn.width, height: drawn.height };
    let mut work = Work::begin(registry, officer).await?;
    evidence::hold_files(&mut work).await?;
    registry.files.keep(file).await?;
    issuers::add_picture(&mut work, officer.issuer, &picture).await?;
    work.commit().await?;
    Ok(picture)
}

/// A signature or a seal as it would be kept.
pub async fn draw_picture(file: ArrivedFile) -> Result<KeptPicture, ActError> {
    if file.byte_count > MOST_PICTURE_BYTES {
        return Err(UploadRefusal::TooLarge(MOST_PICTURE_BYTES).into());
    }
    let turn = Turn::come().await?;
    Ok(turn.drawing(file.bytes().await?).await?)
}

/// The bytes of a picture of the officer's issuer, PNG.
pub async fn open_picture(registry: &Registry, officer: &Officer, sha256: &str) -> Result<Bytes, ActError> {
    let mut transaction = registry.storage.read().await?;
    let picture = issuers::picture(&mut transaction, officer.issuer, sha256).await?;
    drop(transaction);
    let picture = picture.filter(|_| may_change(officer)).ok_or(ActError::NotFound)?;
    Ok(registry.files.read(&picture.sha256).await?)
}

/// Changes the profile of the officer's issuer, for papers issued from the next
/// second on.
pub async fn change(
    registry: &Registry,
    officer: &Officer,
    change: ProfileChange,
) -> Result<(), ProfileError> {
    if !may_change(officer) || !scope::is_own(&change.profile, officer.issuer) {
        return Err(ActError::NotAllowed.into());
    }
    let reason = written(&change.reason).map_err(ActError::from)?;
    let mut work = Work::begin(registry, officer).await?;
    // No approval at the same time: with the clock read only now, every paper
    // issued before was printed with the profile before, and finds it again.
    work.alone(Series::Approvals).await?;
    let (before, version) = issuers::profile(&mut work, officer.issuer).await?;
    if version != change.seen {
        return Err(StorageError::Conflict.into());
    }
    let (numbering, regimes) = (before.numbering.clone(), before.regimes.clone());
    let after = Profile { numbering, regimes, ..change.profile };
    check(&mut work, &before, &after).await?;
    let since = work.at().plus_seconds(1);
    issuers::change(&mut work, &after, version, since).await?;
    let changed = changed(&before, &after);
    work.conclude(officer.issuer, Deed::ChangeProfile(ProfileNote { version: version + 1, reason, changed }))
        .await?;
    Ok(())
}

/// The changes of the officer's issuer's profile, the last first.
pub async fn history(registry: &Registry, officer: &Officer) -> Result<Vec<AuditLine>, ActError> {
    let mut transaction = registry.storage.read().await?;
    let lines =
        audit::of_kinds(&mut transaction, &officer.issuer.to_string(), [DeedKind::ChangeProfile]).await?;
    Ok(lines.into_iter().rev().collect())
}

async fn check(
    transaction: &mut ReadTransaction,
    before: &Profile,
    after: &Profile,
) -> Result<(), ProfileError> {
    if before == after {
        return Err(ProfileError::Unchanged);
    }
    let mut faults = after.faults();
    if after.signatories.len() > MOST_SIGNATORIES {
        faults.push((ProfileField::SignatoryName, ProfileFault::TooLong(MOST_SIGNATORIES)));
    }
    if !faults.is_empty() {
        return Err(ProfileError::Faults(faults));
    }
    // The file store holds everyone's files: a paper shows only the issuer's own.
    for picture in after.pictures() {
        if issuers::picture(transaction, after.code, &picture.sha256).await?.as_ref() != Some(picture) {
            return Err(ActError::NotFound.into());
        }
    }
    Ok(())
}

/// Each part that differs, as it was and as it is.
fn changed(before: &Profile, after: &Profile) -> BTreeMap<String, PartChange> {
    let parts = |profile| match serde_json::to_value(profile) {
        Ok(Value::Object(parts)) => parts,
        _ => Map::new(),
    };
    let (before, after) = (parts(before), parts(after));
    let differing = after.into_iter().filter(|(key, value)| before.get(key) != Some(value));
    differing
        .map(|(key, value)| {
            let was = before.get(&key).cloned().unwrap_or_default();
            (key, PartChange { before: was, after: value })
        })
        .collect()
}
