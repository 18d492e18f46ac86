//! Lists of papers that were issued before there was this register, as offices
//! keep them in spreadsheets: which columns they have, what a row says, and what
//! is to be said of it. Nothing is guessed in silence.

mod columns;
mod facts;
#[cfg(all(test, feature = "workbooks"))]
mod files;
mod headings;
mod remark;
mod row;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::staff::{Officer, Role};
use super::words::words;

pub use columns::{Column, Heading, Layout};
pub use facts::{CardFacts, CertificateFacts, HolderFacts, RowFacts};
pub use headings::{HEADING_ROWS, recognise};
pub use remark::{Reason, Remark};
pub use row::Reading;

words! {
    /// How a paper of a row stands in the import.
    RowState {
        /// It would be recorded.
        New = "new",
        /// The register has it, and says the same.
        Same = "same",
        /// It cannot be recorded as it is.
        Wrong = "wrong",
        /// It was recorded by this import.
        Recorded = "recorded",
    }
}

words! {
    /// How far an import is.
    ImportStage {
        /// Its rows are being read in.
        Uploading = "uploading",
        /// Its rows are being looked at.
        Checking = "checking",
        /// They were looked at; a leader may confirm it.
        Checked = "checked",
        /// A leader confirmed it; its papers are being recorded.
        Recording = "recording",
        /// They are.
        Recorded = "recorded",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// Its work was given up.
        Failed = "failed",
    }
}

impl ImportStage {
    /// Whether a server is at work on it.
    pub fn is_at_work(self) -> bool {
        matches!(self, Self::Uploading | Self::Checking | Self::Recording)
    }
}

/// A sheet of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The name of its file, as the office called it.
    pub file: String,
    /// SHA-256 of that, hexadecimal.
    pub file_sha256: String,
    /// Its own name; empty of a text.
    pub name: String,
    /// Whether a spreadsheet does not show it: it is not read then.
    pub is_hidden: bool,
    /// Whether its days are counted from 1904.
    pub is_1904: bool,
    /// Which columns are what.
    pub layout: Layout,
}

impl Sheet {
    /// What it is called in reports.
    pub fn called(&self) -> String {
        if self.name.is_empty() { self.file.clone() } else { format!("{} · {}", self.file, self.name) }
    }
}

/// How many papers of an import stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows read.
    pub rows: i64,
    /// Certificates that would be recorded, or were.
    pub certificates: i64,
    /// Cards that would be, or were.
    pub cards: i64,
    /// Papers that the register has already.
    pub same: i64,
    /// Papers that cannot be recorded as they are.
    pub wrong: i64,
}

/// Whether the officer brings lists of papers in: who keeps the accounts and the
/// profile, and leaders.
pub fn may_upload(officer: &Officer) -> bool {
    officer.is(Role::Administrator) || officer.is(Role::Leader)
}

/// Whether the officer decides that they are recorded: it stands for issuing, and
/// so does who decides.
pub fn may_confirm(officer: &Officer) -> bool {
    officer.is(Role::Leader)
}
