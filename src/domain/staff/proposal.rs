//! What gives or takes power takes two: one administrator proposes, another
//! confirms.

use std::collections::BTreeSet;

use super::{Officer, Role, StaffNumber, StaffingRefusal};
use crate::dates::Instant;
use crate::domain::ids::{AccountId, ProposalId};
use crate::domain::issuer::IssuerCode;

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new account of staff, for whoever opens the invitation.
    Invite {
        /// The address it will sign in with.
        email: String,
        /// In which roles.
        roles: BTreeSet<Role>,
    },
    /// More roles for an account.
    Grant {
        /// Whose account.
        account: AccountId,
        /// Which roles.
        roles: BTreeSet<Role>,
    },
    /// Fewer roles for an account.
    Take {
        /// Whose account.
        account: AccountId,
        /// Which roles.
        roles: BTreeSet<Role>,
    },
    /// A disabled account works again.
    Enable {
        /// Whose account.
        account: AccountId,
    },
    /// A new password for an account, chosen by its owner.
    Reset {
        /// Whose account.
        account: AccountId,
    },
}

impl Change {
    /// The stored word.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Invite { .. } => "invite",
            Self::Grant { .. } => "grant",
            Self::Take { .. } => "take",
            Self::Enable { .. } => "enable",
            Self::Reset { .. } => "reset",
        }
    }

    /// Whose account is changed; none while there is none.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Invite { .. } => None,
            Self::Grant { account, .. }
            | Self::Take { account, .. }
            | Self::Enable { account }
            | Self::Reset { account } => Some(*account),
        }
    }

    /// The address that is invited, if one is.
    pub fn invited(&self) -> Option<&str> {
        match self {
            Self::Invite { email, .. } => Some(email),
            Self::Grant { .. } | Self::Take { .. } | Self::Enable { .. } | Self::Reset { .. } => None,
        }
    }

    /// The roles given or taken.
    pub fn roles(&self) -> BTreeSet<Role> {
        match self {
            Self::Invite { roles, .. } | Self::Grant { roles, .. } | Self::Take { roles, .. } => {
                roles.clone()
            }
            Self::Enable { .. } | Self::Reset { .. } => BTreeSet::new(),
        }
    }

    /// Whether the person themselves completes it, with a link and a code.
    pub fn is_completed_by_the_person(&self) -> bool {
        matches!(self, Self::Invite { .. } | Self::Reset { .. })
    }
}

/// Who proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposer {
    /// An administrator.
    Administrator {
        /// Whose account.
        account: AccountId,
        /// Which person.
        number: StaffNumber,
    },
    /// The operator, at the command line.
    Operator {
        /// The name they gave.
        name: String,
    },
}

/// A change that waits for a second administrator.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: ProposalId,
    /// At which issuer.
    pub issuer: IssuerCode,
    /// What would change.
    pub change: Change,
    /// The person it concerns.
    pub about: StaffNumber,
    /// Who proposed it.
    pub proposer: Proposer,
    /// When.
    pub proposed_at: Instant,
    /// When it lapses; of a confirmed one, when its link does.
    pub ends_at: Instant,
}

impl Proposal {
    /// Refuses unless this officer is the second administrator it needs: one of
    /// the same issuer, or of the Ministry when nobody else there is left to
    /// confirm it. Never who proposed it, nor whom it concerns, whatever
    /// account they use. `administrators` are those of the proposal's issuer.
    pub fn may_be_confirmed_by(
        &self,
        officer: &Officer,
        administrators: &BTreeSet<StaffNumber>,
    ) -> Result<(), StaffingRefusal> {
        let proposer = match &self.proposer {
            Proposer::Administrator { number, .. } => Some(number),
            Proposer::Operator { .. } => None,
        };
        if proposer == Some(&officer.number) {
            return Err(StaffingRefusal::OwnProposal);
        }
        if self.about == officer.number {
            return Err(StaffingRefusal::AboutOneself);
        }
        let somebody_there =
            administrators.iter().any(|number| Some(number) != proposer && *number != self.about);
        let stands_in = officer.issuer == IssuerCode::MINISTRY && !somebody_there;
        if officer.is(Role::Administrator) && (officer.issuer == self.issuer || stands_in) {
            Ok(())
        } else {
            Err(StaffingRefusal::NotTheirs)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::ProposalId;

    fn number(text: &str) -> StaffNumber {
        text.parse().expect("a number")
    }

    fn account(nth: u128) -> AccountId {
        AccountId::new(uuid::Uuid::from_u128(nth))
    }

    fn administrator(text: &str, issuer: &str) -> Officer {
        Officer {
            account: account(9),
            number: number(text),
            name: String::new(),
            issuer: issuer.parse().expect("an issuer"),
            roles: [Role::Administrator].into(),
        }
    }

    fn proposal(proposer: &str, about: &str) -> Proposal {
        let at = Instant::from_unix(0).expect("an instant");
        Proposal {
            id: ProposalId::new(uuid::Uuid::from_u128(1)),
            issuer: "52".parse().expect("a province"),
            change: Change::Grant { account: account(2), roles: [Role::Leader].into() },
            about: number(about),
            proposer: Proposer::Administrator { account: account(1), number: number(proposer) },
            proposed_at: at,
            ends_at: at,
        }
    }

    #[test]
    fn a_second_person_confirms_whatever_account_they_use() {
        let here = [number("A1"), number("A2")].into();
        let proposal = proposal("A1", "B1");
        let asked = |who: &str, issuer| proposal.may_be_confirmed_by(&administrator(who, issuer), &here);
        assert_eq!(asked("A2", "52"), Ok(()));
        assert_eq!(asked("A1", "52"), Err(StaffingRefusal::OwnProposal));
        assert_eq!(asked("B1", "52"), Err(StaffingRefusal::AboutOneself));
        assert_eq!(asked("A3", "46"), Err(StaffingRefusal::NotTheirs));
        assert_eq!(asked("A3", "BKHCN"), Err(StaffingRefusal::NotTheirs));
        let leader = Officer { roles: [Role::Leader].into(), ..administrator("A2", "52") };
        assert_eq!(proposal.may_be_confirmed_by(&leader, &here), Err(StaffingRefusal::NotTheirs));
    }

    #[test]
    fn the_ministry_stands_in_where_nobody_else_is_left() {
        let ministry = administrator("M1", "BKHCN");
        let alone = [number("A1")].into();
        assert_eq!(proposal("A1", "B1").may_be_confirmed_by(&ministry, &alone), Ok(()));
        let two = [number("A1"), number("A2")].into();
        assert_eq!(proposal("A1", "A2").may_be_confirmed_by(&ministry, &two), Ok(()));
    }
}
