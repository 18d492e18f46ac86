//! On which days the stories happen, counted back from today.

use super::teller::Step;
use crate::dates::{Day, Instant};
use crate::domain::calendar::Calendar;
use crate::domain::issuer::{IssuerCode, Profile};
use crate::domain::regime;

/// Something that happens at an instant.
pub(super) type Event = (Instant, Step);

/// The days before today.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    calendar: Calendar,
    today: Day,
}

impl Timeline {
    /// The days before this one.
    pub(super) fn until(today: Day) -> Self {
        Self { calendar: Calendar::seeded(), today }
    }

    /// The day on which the stories end.
    pub(super) fn today(&self) -> Day {
        self.today
    }

    /// The last working day that is at least so many days ago, at least one.
    pub(super) fn ago(&self, days: i64) -> Day {
        self.worked(self.today.plus_days(-days.max(1)))
    }

    /// The working day so many working days from today; before it when negative.
    pub(super) fn working_days(&self, count: i64) -> Day {
        if let Ok(count) = u32::try_from(count) {
            let from = self.calendar.working_from(self.today);
            return self.calendar.plus_working_days(from, count);
        }
        (0..-count).fold(self.today, |day, _| self.worked(day.plus_days(-1)))
    }

    /// The last day before today on which a step began that is due on `due`,
    /// or before it where no term ends then; else the last working day.
    pub(super) fn begun_for(&self, due: Day, issuer: IssuerCode, step: regime::Step) -> Day {
        let ends_by_then = |day: &Day| {
            let regime = regime::built_in_for(&Profile::of(issuer), *day);
            let term = regime.and_then(|regime| regime.term(step));
            term.is_some_and(|term| term.ends_on(*day, &self.calendar) <= due)
        };
        let mut days = (1..200).map(|back| due.plus_days(-back));
        let begun = days.find(|day| *day < self.today && self.calendar.is_working(*day) && ends_by_then(day));
        begun.unwrap_or_else(|| self.ago(1))
    }

    /// Written and filed.
    pub(super) fn filed(&self, on: Day) -> Vec<Event> {
        vec![self.event(on.plus_days(-4), Step::Write), self.event(on, Step::Submit)]
    }

    /// Filed the day before, and received.
    pub(super) fn received(&self, on: Day) -> Vec<Event> {
        self.after(self.filed(on.plus_days(-1)), [(on, Step::Receive)])
    }

    /// Received three days before, and confirmed complete.
    pub(super) fn complete(&self, on: Day) -> Vec<Event> {
        self.after(self.received(on.plus_days(-3)), [(on, Step::ConfirmComplete)])
    }

    /// Complete, and taken up the day after.
    pub(super) fn taken_up(&self, complete_on: Day) -> Vec<Event> {
        self.after(self.complete(complete_on), [(complete_on.plus_days(1), Step::TakeUp)])
    }

    /// Taken up, judged and proposed.
    pub(super) fn proposed(&self, complete_on: Day, proposal: Step) -> Vec<Event> {
        let judged = (complete_on.plus_days(3), Step::Judge { except: 0 });
        self.after(self.taken_up(complete_on), [judged, (complete_on.plus_days(6), proposal)])
    }

    /// The events, and then more.
    pub(super) fn after(
        &self,
        mut events: Vec<Event>,
        more: impl IntoIterator<Item = (Day, Step)>,
    ) -> Vec<Event> {
        events.extend(more.into_iter().map(|(day, step)| self.event(day, step)));
        events
    }

    /// When whoever held a certificate of this issuer from one day to another made
    /// the report of each year: in the second week of its month.
    pub(super) fn reports(&self, issuer: IssuerCode, from: Day, until: Day) -> Vec<Event> {
        let Some(regime) = regime::built_in_for(&Profile::of(issuer), from) else { return Vec::new() };
        let duty = regime.duties().report.value;
        let asked = (duty.first_asked(from)..=self.today.year()).map(|year| duty.opens_on(year));
        let asked = asked.filter(|first| *first <= until).map(|first| self.worked(first.plus_days(11)));
        asked.filter(|day| *day < self.today).map(|day| self.event(day, Step::Report)).collect()
    }

    /// A step on a worked day before today, at the hour of its kind: what
    /// comes later in the procedure comes later in a day.
    fn event(&self, day: Day, step: Step) -> Event {
        let day = self.worked(day).min(self.ago(1));
        (day.starts_at().plus_seconds(minute(step) * 60), step)
    }

    fn worked(&self, day: Day) -> Day {
        let mut day = day;
        while !self.calendar.is_working(day) {
            day = day.plus_days(-1);
        }
        day
    }
}

/// The minute of the day at which such a step happens.
fn minute(step: Step) -> i64 {
    let quarter = match step {
        Step::Write => 0,
        Step::Submit => 4,
        Step::Receive => 6,
        Step::RequestSupplement(_) | Step::Supplement => 8,
        Step::ConfirmComplete => 10,
        Step::TakeUp => 14,
        Step::OrderOnSite(_) => 16,
        Step::RecordMinutes(_) => 18,
        Step::Judge { .. } => 20,
        Step::Propose(..) => 24,
        Step::SendBack(_) | Step::Approve | Step::Refuse(_) | Step::Cancel(_) => 28,
        Step::Withdraw
        | Step::Suspend(..)
        | Step::Reinstate(_)
        | Step::Revoke(..)
        | Step::ReturnCard(_)
        | Step::Report => 30,
    };
    8 * 60 + quarter * 15
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dossier::Outcome;

    #[test]
    fn what_happens_is_in_order_and_over_before_today() {
        for today in ["2026-11-22", "2026-11-23", "2026-09-03", "2027-02-11"] {
            let today: Day = today.parse().expect("a day");
            let timeline = Timeline::until(today);
            for ago in 1..40 {
                let events =
                    timeline.proposed(timeline.ago(ago), Step::Propose(Outcome::Approve, "đủ điều kiện"));
                assert!(events.windows(2).all(|pair| pair[0].0 < pair[1].0), "{today} {ago}");
                assert!(events.iter().all(|(at, _)| at.day() < today));
            }
        }
    }

    #[test]
    fn a_step_begins_on_the_day_that_gives_its_deadline() {
        let timeline = Timeline::until("2026-11-22".parse().expect("a day"));
        let due = timeline.working_days(0);
        assert_eq!(due.to_string(), "2026-11-23", "the 22nd is a Sunday");
        let begun = timeline.begun_for(due, IssuerCode::MINISTRY, regime::Step::Decide);
        assert_eq!(begun.to_string(), "2026-11-02");
    }
}
