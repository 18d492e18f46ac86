//! Rows of the tables as structs.

/// Reads a struct from a row of either database: each field from the column of
/// its name, and what stands after the semicolon from the same row.
///
/// The library has a derive for it, which builds the library with both of its
/// databases a second time, for the machine that compiles.
macro_rules! row {
    ($row:ident: $($column:ident),* $(; $($part:ident),+)?) => {
        $crate::storage::row::row!(@on sqlx::sqlite::SqliteRow, $row: $($column),* $(; $($part),+)?);
        $crate::storage::row::row!(@on sqlx::postgres::PgRow, $row: $($column),* $(; $($part),+)?);
    };
    (@on $from:ty, $row:ident: $($column:ident),* $(; $($part:ident),+)?) => {
        impl sqlx::FromRow<'_, $from> for $row {
            fn from_row(row: &$from) -> Result<Self, sqlx::Error> {
                Ok(Self {
                    $($column: sqlx::Row::try_get(row, stringify!($column))?,)*
                    $($($part: sqlx::FromRow::from_row(row)?,)+)?
                })
            }
        }
    };
}

pub(in crate::storage) use row;
