//! Who may do what with a dossier now: what its buttons ask.

use std::collections::BTreeSet;

use super::{Act, Dossier, Hand, Refusal, Stage, Whose};
use crate::dates::Day;
use crate::domain::ids::AccountId;
use crate::domain::staff::{Officer, StaffNumber};

/// The persons who ever appraised a dossier, whoever has it now: who was its
/// appraiser and became a leader, or came back under another account, does not
/// decide it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appraisers(pub BTreeSet<StaffNumber>);

/// A leader who may decide a dossier: another person than its appraisers.
#[derive(Clone, Copy, Debug)]
pub struct Decider(AccountId);

impl Appraisers {
    /// The officer as who decides, unless they appraised the dossier.
    pub fn decider(&self, officer: &Officer) -> Result<Decider, Refusal> {
        if self.0.contains(&officer.number) {
            return Err(Refusal::SameHands);
        }
        Ok(Decider(officer.account))
    }

    /// Whether the act is open to this person as far as it is a decision.
    pub fn leave_open(&self, officer: &Officer, act: Act) -> bool {
        let decides = matches!(act, Act::SendBack | Act::Approve | Act::Refuse);
        !decides || self.decider(officer).is_ok()
    }
}

impl Decider {
    /// Whose account.
    pub fn account(self) -> AccountId {
        self.0
    }
}

impl Dossier {
    /// Refuses unless the stage allows the act on this day, and the act belongs
    /// to the procedure.
    pub fn require(&self, act: Act, today: Day) -> Result<(), Refusal> {
        if self.application.procedure.has(act) {
            return self.stage.require(act, today);
        }
        Err(Refusal::Stage { stage: self.stage.name(today), act })
    }

    /// Whether this officer may do the act today: the stage allows it, the act
    /// belongs to one of their roles, and it is theirs to do (only the
    /// appraiser goes on with an appraisal; who proposed never decides).
    pub fn is_open_to(&self, officer: &Officer, act: Act, today: Day) -> bool {
        let Hand::Officer(role) = act.hand() else { return false };
        self.issuer == officer.issuer
            && officer.is(role)
            && self.require(act, today).is_ok()
            && self.stage.is_in_hands_of(officer, act)
    }
}

impl Stage {
    /// Whether the act is this person's rather than a colleague's.
    pub fn is_in_hands_of(&self, officer: &Officer, act: Act) -> bool {
        match act.whose() {
            Whose::TheAppraisers => self.appraiser() == Some(officer.account),
            Whose::SomebodyElses => self.appraiser() != Some(officer.account),
            Whose::Anyones => true,
        }
    }

    /// Whether its appraiser is none of those who appraise at the issuer now:
    /// their role was taken or their account closed. Asked anew each time
    /// rather than noted when a role ends, so that no way of losing a role can
    /// forget to say so.
    pub fn is_orphaned(&self, appraisers: &BTreeSet<AccountId>) -> bool {
        match self {
            Self::UnderAppraisal { appraiser, .. } | Self::OnSite { appraiser, .. } => {
                !appraisers.contains(appraiser)
            }
            _ => false,
        }
    }
}
