//! Notes to the file: what the officers who work on a dossier leave each other.
//!
//! A note stands in the audit trail and nowhere else. Nobody changes one or
//! takes it back, and only the dossier's office reads it.

use super::work::Work;
use super::{ActError, Registry, repeated, scope};
use crate::dates::Instant;
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::dossier::{Refusal, without_personal_number};
use crate::domain::ids::{AccountId, DossierId};
use crate::domain::staff::{Officer, Role};
use crate::domain::typed;
use crate::storage::audit::{self, AuditLine};
use crate::storage::{ReadTransaction, StorageError, dossiers};

/// A note to a dossier's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// When it was written.
    pub at: Instant,
    /// By whom.
    pub by: Option<AccountId>,
    /// What it says.
    pub text: String,
}

/// Whether the officer writes notes: who works on dossiers does.
pub fn may_write(officer: &Officer) -> bool {
    [Role::Intake, Role::Appraiser, Role::Leader].into_iter().any(|role| officer.is(role))
}

/// Writes a note to the file of a dossier at the officer's issuer, in whatever
/// stage. The same words of the same officer twice running are one note.
pub async fn write(
    registry: &Registry,
    officer: &Officer,
    dossier: DossierId,
    text: &str,
) -> Result<(), ActError> {
    let mut work = Work::begin(registry, officer).await?;
    dossiers::hold(&mut work, dossier).await?;
    scope::filed_dossier(&mut work, registry, officer.issuer, dossier).await?;
    if !may_write(officer) {
        return Err(ActError::NotAllowed);
    }
    let note = typed::text(text);
    if note.is_empty() {
        return Err(Refusal::EmptyNote.into());
    }
    let note = without_personal_number(note)?;
    let last = of_dossier(&mut work, dossier).await?.pop();
    if last.is_some_and(|last| last.by == Some(officer.account) && last.text == note) {
        let (subject, by) = (dossier.to_string(), officer.account);
        let wish = repeated::Wish { subject: &subject, kind: DeedKind::NoteToFile, seen: None, by };
        return Err(repeated::refusal(&mut work, wish, ActError::NotFound).await);
    }
    Ok(work.conclude(dossier, Deed::NoteToFile { note }).await?)
}

/// The notes to a dossier's file, oldest first.
pub async fn of_dossier(
    reading: &mut ReadTransaction,
    dossier: DossierId,
) -> Result<Vec<Note>, StorageError> {
    let lines = audit::of_kinds(reading, &dossier.to_string(), [DeedKind::NoteToFile]).await?;
    Ok(lines.rows.into_iter().filter_map(Note::of).collect())
}

impl Note {
    fn of(line: AuditLine) -> Option<Self> {
        let Deed::NoteToFile { note } = line.deed else { return None };
        Some(Self { at: line.at, by: line.actor, text: note })
    }
}
