//! When a limit of the office is near, and when it is over.
//!
//! A limit that the office misses is shown and noted; nothing is issued by it.
//! The applicant's own terms are theirs to keep: what follows when they lapse
//! stands in the procedure.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::dossier::Running;
use super::regime::{Sourced, Step};
use super::words::words;
use crate::dates::Day;

/// From when a limit counts as near.
static TERMS: LazyLock<EscalationTerms> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/escalation.json"))
        .expect("a test reads when a limit is near")
});

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EscalationTerms {
    near_working_days: Sourced<u32>,
}

words! {
    /// What is noted of a limit, once of each.
    Escalation {
        /// It is reached today, or within a few working days.
        Near = "near",
        /// It was passed.
        Over = "over",
    }
}

/// What was noted of a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitNote {
    /// The step that has to be taken.
    pub step: Step,
    /// The day it is counted from.
    pub counted_from: Day,
    /// The last day, as it was counted then.
    pub due: Day,
}

/// The last day of those that are near on a day.
pub fn near_until(today: Day, calendar: &Calendar) -> Day {
    // The day before the first that is too far: days off in between belong to
    // those before them.
    calendar.plus_working_days(today, TERMS.near_working_days.value + 1).plus_days(-1)
}

/// What is to be noted on a day of a term that runs; nothing of one that the
/// applicant keeps.
pub fn of(running: Running, today: Day, calendar: &Calendar) -> Option<Escalation> {
    if running.step == Step::Supplement {
        return None;
    }
    if running.due < today {
        return Some(Escalation::Over);
    }
    (running.due <= near_until(today, calendar)).then_some(Escalation::Near)
}

impl From<Running> for LimitNote {
    fn from(running: Running) -> Self {
        Self { step: running.step, counted_from: running.from, due: running.due }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn due(step: Step, text: &str) -> Running {
        Running { step, from: day("2026-11-16"), due: day(text) }
    }

    #[test]
    fn a_limit_is_near_two_working_days_before_it_and_over_the_day_after() {
        // Thursday the 19th; the 24th is a day off.
        let (calendar, today) = (Calendar::seeded(), day("2026-11-19"));
        for (last, noted) in [
            ("2026-11-18", Some(Escalation::Over)),
            ("2026-11-19", Some(Escalation::Near)),
            ("2026-11-23", Some(Escalation::Near)),
            ("2026-11-24", Some(Escalation::Near)),
            ("2026-11-25", None),
        ] {
            assert_eq!(of(due(Step::Decide, last), today, &calendar), noted, "{last}");
        }
    }

    #[test]
    fn the_applicants_own_term_is_nothing_of_the_office() {
        let (calendar, today) = (Calendar::seeded(), day("2026-11-19"));
        assert_eq!(of(due(Step::Supplement, "2026-11-18"), today, &calendar), None);
        assert_eq!(of(due(Step::NotifyMissing, "2026-11-18"), today, &calendar), Some(Escalation::Over));
    }
}
