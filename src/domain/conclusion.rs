//! Whether a dossier was handled in time, from what was done on it.
//!
//! In time is a dossier of which every step of the office was: that what is
//! missing was said, or the dossier confirmed complete, by the last day to check
//! it, each time it was handed in; and that it was decided by the last day to
//! decide, as that day stood at the decision. While the applicant supplements, no
//! term of the office runs. A check that was late is not made up for by the term
//! that begins with it.

use crate::dates::{Day, Instant};
use crate::domain::deed::DeedKind;
use crate::domain::ids::AccountId;
use crate::domain::timeline::Step;

/// How a decided dossier was handled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// Who proposed the decision; none where that was not noted.
    pub officer: Option<AccountId>,
    /// When it was confirmed complete.
    pub complete_at: Option<Instant>,
    /// When it was decided.
    pub decided_at: Instant,
    /// The last day to decide, as it stood at the decision.
    pub due: Option<Day>,
    /// How often the applicant was asked for more.
    pub rounds: i64,
    /// How many days it was with the applicant for that.
    pub applicant_days: i64,
    /// How often the office was late to say what is missing, or that nothing is.
    pub late_checks: i64,
}

/// Of so many that were decided so many in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnTime {
    /// All of them.
    pub decided: i64,
    /// Those in time.
    pub in_time: i64,
}

impl Conclusion {
    /// How the dossier of these steps was handled; none where no office decided
    /// it: what an applicant takes back, or what lapses, is no decision.
    pub fn of(steps: &[Step]) -> Option<Self> {
        let is_decided = |step: &&Step| matches!(step.deed.kind(), DeedKind::Approve | DeedKind::Refuse);
        let decision = steps.iter().rfind(is_decided)?;
        let last = |kind| steps.iter().rfind(|step: &&Step| step.deed.kind() == kind);
        let of_kind = |kind| steps.iter().filter(move |step| step.deed.kind() == kind);
        let checks = of_kind(DeedKind::RequestSupplement).chain(of_kind(DeedKind::ConfirmComplete));
        Some(Self {
            officer: last(DeedKind::Propose).and_then(|step| step.by),
            complete_at: last(DeedKind::ConfirmComplete).map(|step| step.at),
            decided_at: decision.at,
            due: decision.due,
            rounds: count(of_kind(DeedKind::RequestSupplement)),
            applicant_days: with_applicant(steps),
            late_checks: count(checks.filter(|step| is_late(step))),
        })
    }

    /// Whether all of it was in time. A decision whose last day nobody noted is
    /// held against nobody.
    pub fn is_in_time(&self) -> bool {
        self.late_checks == 0 && self.due.is_none_or(|due| self.decided_at.day() <= due)
    }
}

impl OnTime {
    /// Those that were late.
    pub fn late(self) -> i64 {
        self.decided - self.in_time
    }

    /// Those in time of a hundred, rounded down: a hundred are all of them. None
    /// where nothing was decided.
    pub fn percent(self) -> Option<i64> {
        (self.decided > 0).then(|| self.in_time * 100 / self.decided)
    }
}

impl std::ops::AddAssign for OnTime {
    fn add_assign(&mut self, other: Self) {
        self.decided += other.decided;
        self.in_time += other.in_time;
    }
}

fn is_late(step: &Step) -> bool {
    step.due.is_some_and(|due| due < step.at.day())
}

fn count<'s>(steps: impl Iterator<Item = &'s Step>) -> i64 {
    i64::try_from(steps.count()).unwrap_or(i64::MAX)
}

/// The days from each request to supplement to its answer.
fn with_applicant(steps: &[Step]) -> i64 {
    let (mut asked, mut days): (Option<Day>, i64) = (None, 0);
    for step in steps {
        match step.deed.kind() {
            DeedKind::RequestSupplement => asked = Some(step.at.day()),
            DeedKind::Supplement => days += asked.take().map_or(0, |since| step.at.day().days_since(since)),
            _ => {}
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deed::Deed;
    use crate::domain::dossier::Outcome;
    use crate::domain::timeline::{PastDeed, steps};

    const NOBODY: Option<Day> = None;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn officer() -> AccountId {
        AccountId::new(uuid::Uuid::from_u128(7))
    }

    /// Deeds on these days, each with the last day of the term that ran.
    fn concluded(done: &[(&str, Deed, &str)]) -> Option<Conclusion> {
        let deeds = done.iter().map(|(on, deed, due)| PastDeed {
            at: day(on).starts_at().plus_seconds(9 * 3_600),
            by: Some(officer()),
            deed: deed.clone(),
            in_time_until: (!due.is_empty()).then(|| day(due)),
        });
        Conclusion::of(&steps(deeds, NOBODY))
    }

    fn received() -> (&'static str, Deed, &'static str) {
        ("2026-11-02", Deed::Receive { number: "BKHCN-261102-0001".to_owned(), due: day("2026-11-09") }, "")
    }

    fn complete(on: &'static str, due: &'static str) -> (&'static str, Deed, &'static str) {
        (on, Deed::ConfirmComplete { due: day("2026-12-01") }, due)
    }

    fn proposed() -> (&'static str, Deed, &'static str) {
        let (reasons, passing_experts) = (String::new(), vec![]);
        ("2026-11-25", Deed::Propose { outcome: Outcome::Refuse, reasons, passing_experts }, "2026-12-01")
    }

    fn refused(on: &'static str, due: &'static str) -> (&'static str, Deed, &'static str) {
        (on, Deed::Refuse { reasons: String::new() }, due)
    }

    #[test]
    fn what_was_decided_on_its_last_day_was_in_time_and_a_day_later_was_not() {
        for (on, in_time) in [("2026-12-01", true), ("2026-12-02", false)] {
            let all =
                [received(), complete("2026-11-09", "2026-11-09"), proposed(), refused(on, "2026-12-01")];
            let concluded = concluded(&all).expect("it was decided");
            assert_eq!(concluded.is_in_time(), in_time, "{on}");
            assert_eq!((concluded.officer, concluded.due), (Some(officer()), Some(day("2026-12-01"))));
            assert_eq!(concluded.complete_at.map(Instant::day), Some(day("2026-11-09")));
            assert_eq!((concluded.rounds, concluded.applicant_days, concluded.late_checks), (0, 0, 0));
        }
    }

    #[test]
    fn a_limit_that_moved_with_the_calendar_counts_as_it_stood_at_the_decision() {
        let moved = refused("2026-12-02", "2026-12-02");
        let all = [received(), complete("2026-11-09", "2026-11-09"), proposed(), moved];
        assert!(concluded(&all).is_some_and(|concluded| concluded.is_in_time()));
    }

    #[test]
    fn days_with_the_applicant_are_nobodys_lateness_and_a_late_check_stays_one() {
        let asked = |on, due| (on, Deed::RequestSupplement { items: vec![], due: day("2026-11-27") }, due);
        let answered = |on| (on, Deed::Supplement { due: None, changes: None }, "");
        let rounds = |first: &'static str| {
            [
                received(),
                asked(first, "2026-11-09"),
                answered("2026-11-20"),
                complete("2026-11-23", "2026-11-27"),
                proposed(),
                refused("2026-12-14", "2026-12-14"),
            ]
        };
        let in_time = concluded(&rounds("2026-11-06")).expect("it was decided");
        assert_eq!((in_time.rounds, in_time.applicant_days, in_time.is_in_time()), (1, 14, true));
        let late = concluded(&rounds("2026-11-10")).expect("it was decided");
        assert_eq!((late.late_checks, late.is_in_time()), (1, false), "a fresh term makes up for nothing");
    }

    #[test]
    fn what_no_office_decided_is_not_counted() {
        assert_eq!(concluded(&[received(), ("2026-11-05", Deed::Withdraw {}, "")]), None);
        assert_eq!(concluded(&[received(), complete("2026-11-09", "2026-11-09")]), None);
    }

    #[test]
    fn a_hundred_of_a_hundred_are_all_of_them() {
        let share = |decided, in_time| OnTime { decided, in_time }.percent();
        assert_eq!(
            [share(0, 0), share(3, 3), share(1_000, 999), share(3, 0)],
            [None, Some(100), Some(99), Some(0)]
        );
    }
}
