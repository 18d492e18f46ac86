//! Lists in which one bad row stops nobody.
//!
//! A row that holds what no act can have written is left out and named: in the
//! log, once and loudly, and on the page that shows the list. What is wrong
//! with it is not repeated, for it may hold what is nobody's business.

use std::collections::HashSet;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{LazyLock, Mutex};

use super::StorageError;

/// The rows of a list that can be read, and the names of those that cannot.
/// To whoever only wants the former it is a `Vec` of them.
#[derive(Clone, Debug)]
pub struct Readable<T> {
    /// What can be read, in the order of the list.
    pub rows: Vec<T>,
    /// What cannot.
    pub unreadable: Vec<UnreadableRow>,
}

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnreadableRow {
    /// Its table.
    pub table: &'static str,
    /// Its primary key.
    pub row: String,
}

/// What the log was told of: once is loud enough.
static TOLD: LazyLock<Mutex<HashSet<UnreadableRow>>> = LazyLock::new(Mutex::default);

/// No more are remembered, so that a table of rubbish fills no memory.
const MOST_TOLD: usize = 10_000;

/// Puts the rows apart that could not be read.
pub(super) fn readable<T>(
    read: impl IntoIterator<Item = Result<T, StorageError>>,
) -> Result<Readable<T>, StorageError> {
    let mut readable = Readable { rows: Vec::new(), unreadable: Vec::new() };
    for row in read {
        match row {
            Ok(row) => readable.rows.push(row),
            Err(error) => readable.unreadable.push(UnreadableRow::of(error)?),
        }
    }
    Ok(readable)
}

/// What was looked up, or nothing when its row cannot be read: for a name
/// beside something else.
pub fn if_readable<T>(read: Result<Option<T>, StorageError>) -> Result<Option<T>, StorageError> {
    read.or_else(|error| UnreadableRow::of(error).map(|_| None))
}

impl UnreadableRow {
    /// The row that an error is about, told to the log; any other error is
    /// given back.
    pub fn of(error: StorageError) -> Result<Self, StorageError> {
        let StorageError::Corrupt { table, column, row, .. } = error else { return Err(error) };
        let unreadable = Self { table, row };
        let mut told = TOLD.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if told.len() < MOST_TOLD && told.insert(unreadable.clone()) {
            tracing::error!(
                table,
                column,
                row = unreadable.row,
                "A ROW CANNOT BE READ and is left out of every list; compare it with a backup"
            );
        }
        Ok(unreadable)
    }
}

impl fmt::Display for UnreadableRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.row)
    }
}

impl<T> Readable<T> {
    /// The rows, if every one can be read: for what must not be incomplete.
    pub fn whole(self) -> Result<Vec<T>, StorageError> {
        match self.unreadable.into_iter().next() {
            None => Ok(self.rows),
            Some(UnreadableRow { table, row }) => {
                let reason = "it cannot be read".to_owned();
                Err(StorageError::Corrupt { table, column: "(some)", row, reason })
            }
        }
    }

    /// What cannot be read, as a page names it.
    pub fn references(&self) -> Vec<String> {
        self.unreadable.iter().map(ToString::to_string).collect()
    }
}

impl<T> Deref for Readable<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.rows
    }
}

impl<T> DerefMut for Readable<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.rows
    }
}

impl<T> IntoIterator for Readable<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Readable<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_named_and_any_other_fault_is_none_of_the_row() {
        let bad = || StorageError::Corrupt {
            table: "dossiers",
            column: "saved_at",
            row: "7".to_owned(),
            reason: "a personal number".to_owned(),
        };
        let list = readable([Ok(1), Err(bad()), Ok(3)]).expect("two rows");
        assert_eq!(
            (list.rows.as_slice(), list.references()),
            ([1, 3].as_slice(), vec!["dossiers 7".to_owned()])
        );
        assert!(matches!(readable([Ok(1), Err(StorageError::Busy)]), Err(StorageError::Busy)));
    }
}
