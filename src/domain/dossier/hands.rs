//! Who may do what with a dossier now: what its buttons ask.

use std::collections::BTreeSet;

use super::{Act, Dossier, Hand, Stage};
use crate::dates::Day;
use crate::domain::ids::AccountId;
use crate::domain::staff::Officer;

impl Dossier {
    /// Whether this officer may do the act today: the stage allows it, the act
    /// belongs to one of their roles, and it is theirs to do (only the
    /// appraiser goes on with an appraisal; who proposed never decides).
    pub fn is_open_to(&self, officer: &Officer, act: Act, today: Day) -> bool {
        let Hand::Officer(role) = act.hand() else { return false };
        self.issuer == officer.issuer
            && officer.is(role)
            && self.stage.name(today).allows(act)
            && self.stage.is_in_hands_of(officer, act)
    }
}

impl Stage {
    /// Whether the act is this person's rather than a colleague's.
    pub fn is_in_hands_of(&self, officer: &Officer, act: Act) -> bool {
        match act {
            Act::Judge | Act::OrderOnSite | Act::RecordMinutes | Act::Propose => {
                self.appraiser() == Some(officer.account)
            }
            Act::TakeOver | Act::SendBack | Act::Approve | Act::Refuse => {
                self.appraiser() != Some(officer.account)
            }
            _ => true,
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
