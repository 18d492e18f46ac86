//! Who may do what with a dossier now: what its buttons ask.

use super::{Act, Dossier, Hand, Stage};
use crate::dates::Day;
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
            Act::SendBack | Act::Approve | Act::Refuse => self.appraiser() != Some(officer.account),
            _ => true,
        }
    }
}
