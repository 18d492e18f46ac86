//! What was found in the rows of a list, for its page and as a file.

use super::require;
use crate::acts::look::Look;
use crate::acts::{ActError, Registry, scope};
use crate::domain::ids::ImportId;
use crate::domain::import::{Counts, Remark, Sheet};
use crate::domain::staff::Officer;
use crate::storage::StorageError;
use crate::storage::import_rows::{self, ImportRow, Rows};
use crate::storage::imports;

/// Rows read at a time.
const WINDOW: i64 = 500;

/// One thing that is said of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Which sheet of which file.
    pub sheet: String,
    /// Which row of it.
    pub row: i64,
    /// What is said.
    pub remark: Remark,
}

/// What is said of the rows after a place, in the order of the list, of at most
/// `limit` rows; and the place to go on from, where there may be more.
pub async fn page_of(
    registry: &Registry,
    officer: &Officer,
    id: ImportId,
    (after, limit): ((i64, i64), i64),
) -> Result<(Vec<ReportLine>, Option<(i64, i64)>), ActError> {
    require(officer)?;
    let mut look = Look::at(registry).await?;
    let import = scope::own(imports::find(&mut look, id).await?, officer.issuer)?;
    let rows = import_rows::among(&mut look, &registry.seal, (id, Rows::Told), (after, limit)).await?;
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == limit);
    let last = rows.last().filter(|_| is_full).map(|row| (row.sheet, row.number));
    Ok((rows.into_iter().flat_map(|row| lines(&import.sheets, row)).collect(), last))
}

/// All that is said, part by part.
pub async fn report(
    registry: &Registry,
    officer: &Officer,
    id: ImportId,
    mut take: impl FnMut(ReportLine) -> std::io::Result<()> + Send,
) -> Result<(), ActError> {
    let mut after = Some((-1, 0));
    while let Some(place) = after {
        let (lines, next) = page_of(registry, officer, id, (place, WINDOW)).await?;
        for line in lines {
            take(line).map_err(|error| StorageError::Files(error.to_string()))?;
        }
        after = next;
    }
    Ok(())
}

/// All that is said of a list, for who brought it in at the command line.
pub async fn lines_of(
    registry: &Registry,
    id: ImportId,
    mut take: impl FnMut(ReportLine) -> std::io::Result<()> + Send,
) -> Result<(), StorageError> {
    let mut after = (-1, 0);
    loop {
        let mut look = Look::at(registry).await?;
        let Some(import) = imports::find(&mut look, id).await? else { return Ok(()) };
        let rows = import_rows::among(&mut look, &registry.seal, (id, Rows::Told), (after, WINDOW)).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = (last.sheet, last.number);
        for line in rows.into_iter().flat_map(|row| lines(&import.sheets, row)) {
            take(line).map_err(|error| StorageError::Files(error.to_string()))?;
        }
    }
}

/// How many papers of a list stand how.
pub async fn counts(registry: &Registry, id: ImportId) -> Result<Counts, StorageError> {
    let mut look = Look::at(registry).await?;
    Ok(imports::find(&mut look, id).await?.map(|import| import.counts).unwrap_or_default())
}

fn lines(sheets: &[Sheet], row: ImportRow) -> impl Iterator<Item = ReportLine> {
    let sheet = usize::try_from(row.sheet).ok().and_then(|place| sheets.get(place));
    let (sheet, row_number) = (sheet.map(Sheet::called).unwrap_or_default(), row.number);
    row.remarks.into_iter().map(move |remark| ReportLine { sheet: sheet.clone(), row: row_number, remark })
}
