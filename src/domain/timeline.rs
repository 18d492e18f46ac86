//! What happened to a dossier, step by step, and whether each step was in
//! time: made from its deeds, the same for its applicant and for officers.

#[cfg(test)]
mod tests;

use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::deed::{Deed, DeedKind};
use crate::domain::dossier::{Act, Hand};
use crate::domain::ids::AccountId;
use crate::domain::supplement::Changes;

/// The deeds that are steps of a dossier.
pub const STEPS: [DeedKind; 18] = [
    DeedKind::Begin,
    DeedKind::Submit,
    DeedKind::Withdraw,
    DeedKind::Receive,
    DeedKind::RequestSupplement,
    DeedKind::Supplement,
    DeedKind::Wait,
    DeedKind::Cancel,
    DeedKind::ConfirmComplete,
    DeedKind::TakeUp,
    DeedKind::TakeOver,
    DeedKind::Reassign,
    DeedKind::OrderOnSite,
    DeedKind::RecordMinutes,
    DeedKind::Propose,
    DeedKind::SendBack,
    DeedKind::Approve,
    DeedKind::Refuse,
];

/// The steps by which a term of the office is kept, or not.
const TIMED: [DeedKind; 6] = [
    DeedKind::RequestSupplement,
    DeedKind::ConfirmComplete,
    DeedKind::OrderOnSite,
    DeedKind::Propose,
    DeedKind::Approve,
    DeedKind::Refuse,
];

/// A deed as it was noted.
#[derive(Clone, Debug)]
pub struct PastDeed {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub by: Option<AccountId>,
    /// What was done.
    pub deed: Deed,
    /// The last day of the term that ran then; not noted at first.
    pub in_time_until: Option<Day>,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// Who took it.
    pub by: Option<AccountId>,
    /// What was done.
    pub deed: Deed,
    /// The last day on which it was in time, where the office had a term.
    pub due: Option<Day>,
    /// Of what is asked for and handed in more than once: the how maniest.
    pub round: usize,
}

/// A request to supplement that was answered.
#[derive(Clone, Copy, Debug)]
pub struct Round<'s> {
    /// The how maniest.
    pub number: usize,
    /// The step that asked.
    pub asked: &'s Step,
    /// What was asked for.
    pub items: &'s [String],
    /// The step that answered.
    pub answered: &'s Step,
    /// What is new; none where that was not noted.
    pub changes: Option<&'s Changes>,
}

/// The steps among what was done, in its order. `check_by` is the last day to
/// check a dossier that was received, as it was counted last.
///
/// What older programs did without noting the term that ran is held against the
/// deadline that the deeds before it set.
pub fn steps(done: impl IntoIterator<Item = PastDeed>, check_by: Option<Day>) -> Vec<Step> {
    let done: Vec<PastDeed> = done.into_iter().filter(|done| STEPS.contains(&done.deed.kind())).collect();
    let begins_check = |done: &PastDeed| matches!(done.deed.kind(), DeedKind::Receive | DeedKind::Supplement);
    let last_check = done.iter().rposition(begins_check);
    let (mut counted, mut steps) = (None, Vec::<Step>::new());
    for (nth, PastDeed { at, by, deed, in_time_until }) in done.into_iter().enumerate() {
        let kind = deed.kind();
        let due = in_time_until.or(counted).filter(|_| TIMED.contains(&kind));
        counted = match &deed {
            _ if Some(nth) == last_check => check_by,
            Deed::Receive { due, .. } | Deed::ConfirmComplete { due } | Deed::OrderOnSite { due, .. } => {
                Some(*due)
            }
            Deed::Supplement { due, .. } => *due,
            Deed::RequestSupplement { .. } => None,
            _ => counted,
        };
        let round = 1 + steps.iter().filter(|step| step.deed.kind() == kind).count();
        steps.push(Step { at, by, deed, due, round });
    }
    steps
}

/// The last request that was answered, when nothing was decided on the answer
/// yet: the dossier came back, and waits to be checked again.
pub fn came_back(steps: &[Step]) -> Option<Round<'_>> {
    let answered = steps.last().filter(|step| step.deed.kind() == DeedKind::Supplement)?;
    let asked = steps.iter().rev().find(|step| step.deed.kind() == DeedKind::RequestSupplement)?;
    let (Deed::RequestSupplement { items, .. }, Deed::Supplement { changes, .. }) =
        (&asked.deed, &answered.deed)
    else {
        return None;
    };
    Some(Round { number: answered.round, asked, items, answered, changes: changes.as_ref() })
}

impl Step {
    /// By how many working days it was late; none where it was in time or had
    /// no term. What is done before the next day of work is late by one.
    pub fn late_by(&self, calendar: &Calendar) -> Option<u32> {
        let due = self.due.filter(|due| *due < self.at.day())?;
        Some(calendar.working_days_between(due, self.at.day()).max(1))
    }

    /// Whose step it was.
    pub fn hand(&self) -> Hand {
        let kind = self.deed.kind();
        let act = Act::ALL.into_iter().find(|act| act.deed() == kind);
        act.map_or(Hand::Applicant, Act::hand)
    }

    /// Whether it ended the dossier.
    pub fn is_decision(&self) -> bool {
        matches!(
            self.deed.kind(),
            DeedKind::Approve | DeedKind::Refuse | DeedKind::Cancel | DeedKind::Withdraw
        )
    }
}
