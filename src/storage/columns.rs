//! Checking what comes out of a column: every enum, day and id once more.

use std::fmt::Display;
use std::str::FromStr;

use serde::de::DeserializeOwned;

use super::StorageError;

/// Where a value stands: table, column, and the row's key.
#[derive(Clone, Copy)]
pub(super) struct Column<'a>(pub(super) &'static str, pub(super) &'static str, pub(super) &'a str);

impl Column<'_> {
    /// The value of a text column.
    pub(super) fn parse<T>(self, text: &str) -> Result<T, StorageError>
    where
        T: FromStr,
        T::Err: Display,
    {
        text.parse().map_err(|error| self.corrupt(error))
    }

    /// The value of a text column that may be null.
    pub(super) fn parse_some<T>(self, text: Option<&str>) -> Result<Option<T>, StorageError>
    where
        T: FromStr,
        T::Err: Display,
    {
        text.map(|text| self.parse(text)).transpose()
    }

    /// The value of a JSON column.
    pub(super) fn json<T: DeserializeOwned>(self, text: &str) -> Result<T, StorageError> {
        serde_json::from_str(text).map_err(|error| self.corrupt(error))
    }

    /// The value of a number column, in a narrower type.
    pub(super) fn number<T: TryFrom<i64>>(self, number: i64) -> Result<T, StorageError> {
        T::try_from(number).map_err(|_| self.corrupt(format_args!("{number} is out of range")))
    }

    /// The bytes of a column of fixed length.
    pub(super) fn bytes<const N: usize>(self, bytes: &[u8]) -> Result<[u8; N], StorageError> {
        bytes.try_into().map_err(|_| self.corrupt(format_args!("{} bytes instead of {N}", bytes.len())))
    }

    /// The error that names the place.
    pub(super) fn corrupt(self, reason: impl Display) -> StorageError {
        let Self(table, column, row) = self;
        StorageError::Corrupt { table, column, row: row.to_owned(), reason: reason.to_string() }
    }
}

/// One row touched is as it should be; none means someone was faster.
pub(super) fn touched_one(touched: u64) -> Result<(), StorageError> {
    if touched == 1 { Ok(()) } else { Err(StorageError::Conflict) }
}
