//! Lists as files that spreadsheet programs open: of an issuer's certificates and
//! cards, of its open dossiers, and of the organisations of the public register.
//!
//! A list of any length is written in the same room, part by part. Personal
//! numbers and days of birth stand in none. Who has one written is noted, as the
//! reading of a paper is. What is exported of certificates and cards can be
//! brought in again, and changes nothing.

mod rows;
mod sheet;

pub use sheet::csv_cell;

use std::fs::File;

use super::work::Work;
use super::{ActError, Registry};
use crate::domain::deed::{Deed, ExportNote};
use crate::domain::export::{ExportFormat, ExportedList};
use crate::domain::staff::Officer;
use crate::language::Language;
use crate::storage::StorageError;
use sheet::Sheet;

/// Writes a list into a file and notes it; the file is read from its beginning.
pub async fn export(
    registry: &Registry,
    officer: &Officer,
    (list, format, language): (ExportedList, ExportFormat, Language),
) -> Result<File, ActError> {
    let mut sheet = Sheet::begin(format, rows::headings(list, language), rows::title(list, language))?;
    let mut export = rows::Export { registry, officer, language, sheet: &mut sheet };
    match list {
        ExportedList::Certificates => export.certificates().await?,
        ExportedList::Cards => export.cards().await?,
        ExportedList::Dossiers => export.dossiers().await?,
        ExportedList::Organisations => export.organisations().await?,
    }
    let rows = sheet.count();
    let file = sheet.finish()?;
    let note = ExportNote { list: list.to_string(), format: format.to_string(), rows };
    let work = Work::begin(registry, officer).await?;
    work.conclude(officer.issuer, Deed::ExportList(note)).await?;
    Ok(file)
}

/// A file could not be written.
fn failed(error: impl std::fmt::Display) -> ActError {
    StorageError::Files(error.to_string()).into()
}
