//! The term that runs on a dossier.

use crate::dates::Day;
use crate::domain::calendar::Calendar;
use crate::domain::regime::Step;

use super::Stage;

/// A term that runs: for which step, from which day, until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// The step that has to be taken.
    pub step: Step,
    /// The day of the event, which is not counted.
    pub from: Day,
    /// The last day, as it was counted last.
    pub due: Day,
}

impl Stage {
    /// The term that runs in this stage, if one does.
    pub fn running(&self) -> Option<Running> {
        let due = self.due_on()?;
        let (step, from) = match self {
            Self::Received { receipt } => (Step::NotifyMissing, receipt.counted_from),
            Self::SupplementRequested { request, .. } => (Step::Supplement, request.counted_from),
            other => other.completeness().map(|done| (done.term, done.confirmed_at.day()))?,
        };
        Some(Running { step, from, due })
    }
}

impl Running {
    /// The first year that nobody has entered among the days of the term: its
    /// last day may still move. Years are entered one after the other, so that
    /// a term in calendar days, which asks about its end alone, gets the same
    /// answer.
    pub fn missing_year(&self, calendar: &Calendar) -> Option<i32> {
        calendar.missing_year(self.from.plus_days(1), self.due)
    }
}
