//! What is kept of a portrait that was cut, and of changes of an office's profile
//! and of the calendar.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CalendarNote, MovedTerm, PartChange};
use crate::domain::eligibility::Item;
use crate::domain::ids::EvidenceId;

/// A part of a portrait in the place of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CropNote {
    /// What it shows.
    pub item: Item,
    /// Position of the expert.
    pub expert: Option<usize>,
    /// The SHA-256 of the part.
    pub sha256: String,
    /// The portrait it was a part of.
    pub part_of: EvidenceId,
}

/// An issuer's profile that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileNote {
    /// The version it has now.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// The parts that differ, by name.
    pub changed: BTreeMap<String, PartChange>,
}

/// A day of the calendar that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarChangeNote {
    /// How.
    pub change: CalendarNote,
    /// Why.
    pub reason: String,
    /// The deadlines that moved.
    pub moved: Vec<MovedTerm>,
    /// What could not be counted anew; not noted at first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unreadable: Option<Vec<String>>,
}
