//! The only place that reads the time.
//!
//! Everything else takes a [`Clock`], so that an act can be replayed on any
//! day: the demonstration tells three years of history in a few seconds and can
//! be shown as of another day, and a test says what day it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::dates::{Day, Instant};

/// Tells the time. Clones of a fixed clock share one time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    /// The machine's clock, put forward by so many seconds; back when negative.
    Machine(i64),
    /// Seconds since 1970-01-01T00:00:00Z.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::Machine(0))
    }

    /// A clock that shows `instant` now and runs on from there.
    pub fn running_from(instant: Instant) -> Self {
        Self(Source::Machine(instant.unix() - Self::system().now().unix()))
    }

    /// A clock that stands still at `instant` until it is set.
    pub fn fixed(instant: Instant) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(instant.unix()))))
    }

    /// Moves a fixed clock. The machine's clock is not ours to move.
    pub fn set(&self, instant: Instant) {
        if let Source::Fixed(seconds) = &self.0 {
            seconds.store(instant.unix(), Ordering::SeqCst);
        }
    }

    /// By how many seconds this clock is put forward; none when it stands still.
    pub fn ahead(&self) -> Option<i64> {
        match self.0 {
            Source::Machine(ahead) => Some(ahead),
            Source::Fixed(_) => None,
        }
    }

    /// Now, in whole seconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Instant {
        let now = match &self.0 {
            Source::Machine(ahead) => Instant::truncated(time::OffsetDateTime::now_utc())
                .and_then(|now| Instant::from_unix(now.unix().saturating_add(*ahead))),
            Source::Fixed(seconds) => Instant::from_unix(seconds.load(Ordering::SeqCst)),
        };
        now.expect("the clock stands between the years 1900 and 9999")
    }

    /// The day it is in Viet Nam.
    pub fn today(&self) -> Day {
        self.now().day()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_put_to_a_day_runs_on_from_there() {
        let begins: Instant = "2028-02-29T02:00:00Z".parse().expect("an instant");
        let clock = Clock::running_from(begins);
        let passed = clock.now().unix() - begins.unix();
        assert!((0..3600).contains(&passed), "{passed} s after it was put there");
        assert_eq!(clock.today().to_string(), "2028-02-29");
        let elsewhere = clock.clone();
        clock.set("2026-11-22T03:00:00Z".parse().expect("an instant"));
        assert_eq!(elsewhere.today(), clock.today(), "a clock that runs is not moved");
    }
}
