//! Who may act for an issuer.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::AccountId;
use super::issuer::IssuerCode;

/// What a member of staff may do for one issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Receives dossiers and confirms that they are complete.
    Intake,
    /// Judges conditions and proposes a decision.
    Appraiser,
    /// Decides: approves, sends back, refuses, suspends, revokes.
    Leader,
    /// Keeps accounts, the calendar and the issuer's profile.
    Administrator,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role, in the order of the procedure.
    pub const ALL: [Self; 5] =
        [Self::Intake, Self::Appraiser, Self::Leader, Self::Administrator, Self::Auditor];

    /// The stored word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Appraiser => "appraiser",
            Self::Leader => "leader",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// The word is not a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct UnknownRole;

/// A member of staff at work for one issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Whose account.
    pub account: AccountId,
    /// The person's name, for the desk and the audit trail.
    pub name: String,
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles; never empty.
    pub roles: BTreeSet<Role>,
}

impl Officer {
    /// Whether the officer holds the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}
