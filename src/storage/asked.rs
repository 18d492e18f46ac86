//! Dossiers as they were when more was asked for, until the answer comes: what
//! is new in it is told from them, and they are kept no longer.

use super::columns::Column;
use super::database::{execute, fetch_optional};
use super::dossiers::{SHORT_BYTES, opened_application, sealed};
use super::seal::Seal;
use super::{StorageError, Transaction};
use crate::domain::dossier::Dossier;
use crate::domain::evidence::Evidence;
use crate::domain::ids::DossierId;
use crate::domain::supplement::{Basis, PaperMark};
use crate::priority::aside_if;

/// Keeps a dossier as it is, in the place of what was kept of it before.
pub async fn keep(
    transaction: &mut Transaction,
    seal: &Seal,
    dossier: &Dossier,
    papers: &[Evidence],
) -> Result<(), StorageError> {
    let marks: Vec<PaperMark> = papers.iter().map(PaperMark::of).collect();
    let sealed = sealed(seal, &dossier.application).await?;
    forget(transaction, dossier.id).await?;
    execute!(
        transaction,
        "insert into asked_dossiers (dossier_id, application, papers) values ($1, $2, $3)",
        dossier.id.to_string(),
        sealed,
        serde_json::to_string(&marks).expect("marks have text keys"),
    )?;
    Ok(())
}

/// What was kept of a dossier, if it was.
pub async fn find(
    transaction: &mut Transaction,
    seal: &Seal,
    id: DossierId,
) -> Result<Option<Basis>, StorageError> {
    let row: Option<(String, String)> = fetch_optional!(
        transaction,
        (String, String),
        "select application, papers from asked_dossiers where dossier_id = $1",
        id.to_string(),
    )?;
    let Some((application, papers)) = row else { return Ok(None) };
    let (is_long, seal) = (application.len() > SHORT_BYTES, seal.clone());
    let basis = move || -> Result<Option<Basis>, StorageError> {
        let id = id.to_string();
        let column = |name| Column("asked_dossiers", name, &id);
        let application = opened_application(&seal, &application, column("application"))?;
        Ok(Some(Basis { application, papers: column("papers").json(&papers)? }))
    };
    aside_if(is_long, "dossier", basis).await?
}

/// Keeps nothing more of a dossier.
pub async fn forget(transaction: &mut Transaction, id: DossierId) -> Result<(), StorageError> {
    execute!(transaction, "delete from asked_dossiers where dossier_id = $1", id.to_string())?;
    Ok(())
}
