//! Who may act for an issuer: persons, their roles, and what it takes to
//! change them.

mod number;
mod proposal;
mod refusal;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::AccountId;
use super::issuer::IssuerCode;

pub use number::{NotAStaffNumber, StaffNumber};
pub use proposal::{Change, Proposal, Proposer};
pub use refusal::StaffingRefusal;

/// What an account is for. It is of one kind for ever: who files never judges,
/// and an account that made itself never holds a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// Signed up by itself; files dossiers, holds no role.
    Applicant,
    /// Made by invitation, of this person; holds roles, files nothing.
    Staff(StaffNumber),
}

impl AccountKind {
    /// The stored word.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Staff(_) => "staff",
        }
    }

    /// Whose account of staff it is.
    pub fn staff_number(&self) -> Option<&StaffNumber> {
        match self {
            Self::Applicant => None,
            Self::Staff(number) => Some(number),
        }
    }

    /// Whether such an account may begin and file dossiers.
    pub fn may_file(&self) -> bool {
        matches!(self, Self::Applicant)
    }
}

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

    /// The one table of the roles one person may hold together, at one issuer
    /// or at several: a small office receives and appraises with the same
    /// people. Who decides does not prepare, who keeps the accounts does
    /// neither, and who looks into it all does nothing else.
    pub fn goes_with(self, other: Self) -> bool {
        let together = |one, two| matches!((one, two), (Self::Intake, Self::Appraiser));
        self == other || together(self, other) || together(other, self)
    }
}

/// Two of these roles that exclude each other, if any do.
pub fn excluding<'a>(roles: impl IntoIterator<Item = &'a Role> + Clone) -> Option<(Role, Role)> {
    let pairs =
        roles.clone().into_iter().flat_map(|one| roles.clone().into_iter().map(move |two| (*one, *two)));
    pairs.into_iter().find(|(one, two)| !one.goes_with(*two))
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
    /// Which person: one person may have had several accounts.
    pub number: StaffNumber,
    /// The person's name, for the desk and the audit trail.
    pub name: String,
    /// For which issuer.
    pub issuer: IssuerCode,
    /// In which roles; never empty.
    pub roles: BTreeSet<Role>,
}

impl Officer {
    /// Whether the officer acts on dossiers, and so hands papers out, rather than
    /// reading them or keeping accounts.
    pub fn acts_on_dossiers(&self) -> bool {
        [Role::Intake, Role::Appraiser, Role::Leader].into_iter().any(|role| self.is(role))
    }

    /// Whether the officer holds the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_intake_and_appraisal_go_together() {
        for (at, one) in Role::ALL.into_iter().enumerate() {
            for two in &Role::ALL[at + 1..] {
                let expected = (one, *two) == (Role::Intake, Role::Appraiser);
                assert_eq!((one.goes_with(*two), two.goes_with(one)), (expected, expected), "{one} {two}");
            }
        }
        assert_eq!(excluding(&BTreeSet::from([Role::Intake, Role::Appraiser])), None);
        let pair = excluding(&BTreeSet::from([Role::Appraiser, Role::Leader]));
        assert_eq!(pair, Some((Role::Appraiser, Role::Leader)));
    }
}
