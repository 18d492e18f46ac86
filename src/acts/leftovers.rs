//! Files that no row names: removed as soon as the last row that named one is
//! gone, and looked for once in a while, for what a crash left behind.

use std::time::Duration;

use super::Registry;
use super::work::{Actor, Work};
use crate::domain::evidence::Evidence;
use crate::storage::{StorageError, evidence};

/// A file without a row is left alone for a day: longer than any upload, any
/// backup's copy of the folder, and any doubt about two machines' clocks.
const AGE: Duration = Duration::from_hours(24);

/// Removes the files of papers that were taken out, where no other row names
/// them. Call it after the commit; what fails is left to [`sweep`].
pub(super) async fn release(registry: &Registry, papers: &[Evidence]) {
    for paper in papers {
        if let Err(error) = remove_unnamed(registry, &paper.sha256).await {
            tracing::warn!(%error, "a file that no row names is left to the sweep");
        }
    }
}

/// Removes every file that no row names and that is old enough; how many.
pub async fn sweep(registry: &Registry) -> Result<usize, StorageError> {
    let mut removed = 0;
    for sha256 in registry.files.older_than(AGE).await? {
        removed += usize::from(remove_unnamed(registry, &sha256).await?);
    }
    Ok(removed)
}

/// Nobody names a file while it is looked at and removed.
async fn remove_unnamed(registry: &Registry, sha256: &str) -> Result<bool, StorageError> {
    // Nearly all have a row: looking does not keep anybody waiting.
    if evidence::is_file_named(&mut registry.storage.read().await?, sha256).await? {
        return Ok(false);
    }
    let mut work = Work::begin(registry, Actor::Program).await?;
    evidence::hold_files_alone(&mut work).await?;
    let is_named = evidence::is_file_named(&mut work, sha256).await?;
    if !is_named {
        registry.files.remove(sha256).await?;
    }
    work.commit().await?;
    Ok(!is_named)
}
