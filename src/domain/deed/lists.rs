//! What is kept of lists that are brought in and given out.

use serde::{Deserialize, Serialize};

use crate::domain::import::Counts;

/// A list of papers that is brought in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportNote {
    /// SHA-256 of each of its files, hexadecimal.
    pub files: Vec<String>,
    /// How many papers stood how.
    pub counts: Counts,
}

/// A list that is given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportNote {
    /// Which.
    pub list: String,
    /// As which kind of file.
    pub format: String,
    /// How many rows.
    pub rows: i64,
}
