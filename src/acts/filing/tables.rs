//! A table out of a file that was uploaded. Nothing of it is kept.

use super::super::ActError;
use crate::domain::table::{MOST_BYTES, Table, Unreadable};
use crate::priority::aside_if;
use crate::storage::StorageError;
use crate::storage::files::ArrivedFile;

/// Reads a table from a file. A workbook is unpacked twice, which may take a
/// second: that gives way to everything else.
pub async fn read_table(file: &ArrivedFile) -> Result<Result<Table, Unreadable>, ActError> {
    if file.byte_count > MOST_BYTES as u64 {
        return Ok(Err(Unreadable::TooLarge));
    }
    let bytes = file.bytes().await?;
    let is_packed = bytes.starts_with(b"PK");
    let read = aside_if(is_packed, "table", move || Table::read(&bytes)).await;
    read.map_err(|not_done| StorageError::from(not_done).into())
}
