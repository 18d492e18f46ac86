//! What an inspection finds, in plain words and for programs.

use std::fmt;

use serde::Serialize;

/// One thing that is not as it was entered, recorded or signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Where.
    pub part: Part,
    /// What: the number of a paper, the id of a key, the name of a file.
    pub subject: String,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: Fault,
}

/// The parts of an inspection, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The audit trail's chain.
    AuditTrail,
    /// The chain of the register's entries.
    Entries,
    /// A checkpoint that was kept elsewhere.
    Checkpoint,
    /// The issuers' keys.
    Keys,
    /// Certificates and cards.
    Papers,
    /// Measures on certificates.
    Measures,
    /// Corrections of papers.
    Corrections,
    /// How dossiers were handled, and what was counted of a month.
    Conclusions,
    /// What staff may do.
    Roles,
    /// The issuers' profiles.
    Profiles,
    /// The regimes of the law.
    Regimes,
    /// Series of numbers, and places in the status lists.
    Numbers,
    /// Stored files.
    Files,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// A chain does not hold.
    #[error("broken at {at}: {why}")]
    Broken {
        /// The first row that does not follow.
        at: i64,
        /// Why not.
        why: &'static str,
    },
    /// A chain is shorter than it was.
    #[error("cut off: {has} now, {had} when the checkpoint was made")]
    Cut {
        /// How many rows there are.
        has: u64,
        /// How many there were.
        had: u64,
    },
    /// A chain is not the one it was.
    #[error("rewritten: its first {had} are not those of the checkpoint")]
    Rewritten {
        /// How many rows there were.
        had: u64,
    },
    /// What was entered or recorded is not in the tables.
    #[error("{by} made it, and no row of the tables has it")]
    NoRow {
        /// What says so.
        by: Witness,
    },
    /// What is in the tables was never entered or recorded.
    #[error("it stands in the tables, but not in {by}")]
    NotKnown {
        /// What should know of it.
        by: Witness,
    },
    /// A value is another one.
    #[error("{what} is \u{201c}{stored}\u{201d}, but {by} says \u{201c}{said}\u{201d}")]
    Differs {
        /// Which value.
        what: &'static str,
        /// As the tables have it.
        stored: String,
        /// As it was.
        said: String,
        /// What says so.
        by: Witness,
    },
    /// The bytes are others.
    #[error("{what} is not the one whose hash {by} has")]
    OtherHash {
        /// Of what.
        what: &'static str,
        /// What has the hash.
        by: Witness,
    },
    /// A signature does not prove what it should.
    #[error("{what} is not proved by a key of the issuer: {why}")]
    NotProved {
        /// Of what.
        what: &'static str,
        /// Why not.
        why: String,
    },
    /// A value makes no sense.
    #[error("{what} cannot be read")]
    Unreadable {
        /// Which value.
        what: &'static str,
    },
    /// What takes two was done by one.
    #[error("{by} was done by one person, and it takes two")]
    OneAlone {
        /// What says so.
        by: Witness,
    },
    /// Two papers share what only one may have.
    #[error("more than one paper has it")]
    Twice,
    /// A file is gone.
    #[error("the file is not there")]
    NoFile,
    /// A file has other bytes than its name says.
    #[error("the file was changed: its bytes do not have the hash that is its name")]
    FileChanged,
    /// A file that no row names: left by what was removed, or put there.
    /// Nothing rests on it, so it is told and does not count.
    #[error("no row names this file; nothing rests on it")]
    FileUnnamed,
}

/// What a stored value was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Witness {
    /// An entry of the register.
    Entry(i64),
    /// The entries of the register.
    Entries,
    /// A record of the audit trail.
    Record(i64),
    /// The audit trail.
    AuditTrail,
    /// The signed code.
    Code,
    /// The signed document.
    Document,
    /// The row itself.
    Row,
    /// The rows that are counted.
    Rows,
    /// What this program begins with.
    Program,
}

impl Finding {
    /// Whether it says that something is wrong.
    pub fn counts(&self) -> bool {
        self.fault != Fault::FileUnnamed
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.part, self.subject, self.fault)
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AuditTrail => "audit trail",
            Self::Entries => "register entries",
            Self::Checkpoint => "checkpoint",
            Self::Keys => "keys",
            Self::Papers => "papers",
            Self::Measures => "measures",
            Self::Corrections => "corrections",
            Self::Conclusions => "conclusions",
            Self::Roles => "roles",
            Self::Profiles => "profiles",
            Self::Regimes => "regimes",
            Self::Numbers => "numbers",
            Self::Files => "files",
        })
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(seq) => write!(f, "entry {seq}"),
            Self::Entries => f.write_str("the entries of the register"),
            Self::Record(seq) => write!(f, "record {seq} of the audit trail"),
            Self::AuditTrail => f.write_str("the audit trail"),
            Self::Code => f.write_str("the signed code"),
            Self::Document => f.write_str("the signed document"),
            Self::Row => f.write_str("its row"),
            Self::Rows => f.write_str("the count of rows"),
            Self::Program => f.write_str("the program"),
        }
    }
}
