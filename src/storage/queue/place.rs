//! Where a page of a list begins or ends.

use std::fmt;
use std::str::FromStr;

use crate::domain::ids::DossierId;

/// Where a page of a list begins or ends: what the row there is ordered by. A
/// list that changes meanwhile loses no row between two pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    pub(super) due: String,
    pub(super) filed: String,
    pub(super) saved: String,
    pub(super) id: String,
}

/// Which rows of a list a page shows.
#[derive(Clone, Copy, Debug)]
pub enum PageStart<'a> {
    /// The first ones.
    First,
    /// Those after this place.
    After(&'a RowPlace),
    /// The last ones before this place.
    Before(&'a RowPlace),
}

/// A text that is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list")]
pub struct NotAPlace;

/// As an address has it.
impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{},{}", self.due, self.filed, self.saved, self.id)
    }
}

impl FromStr for RowPlace {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        let parts: Vec<&str> = text.split(',').collect();
        let [due, filed, saved, id] = parts[..] else { return Err(NotAPlace) };
        // Whoever writes an address writes what a database takes for no text.
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || id.parse::<DossierId>().is_err() {
            return Err(NotAPlace);
        }
        let [due, filed, saved, id] = [due, filed, saved, id].map(str::to_owned);
        Ok(Self { due, filed, saved, id })
    }
}
