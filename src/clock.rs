//! The only place that reads the time.
//!
//! Everything else takes a [`Clock`], an [`Instant`] or a [`Day`], so that an
//! act can be replayed on any day and a test never depends on the wall.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::OffsetDateTime;

use crate::dates::{Day, Instant};

/// Tells the time. Clones share it: moving one fixed clock moves them all.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// Seconds since 1970. Invariant: they came from an [`Instant`].
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The clock of the machine.
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until it is [set](Self::set).
    pub fn fixed(at: Instant) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at.unix()))))
    }

    /// The time now, in whole seconds.
    ///
    /// # Panics
    /// When the machine believes to be before 1900 or after 9999.
    pub fn now(&self) -> Instant {
        match &self.0 {
            Source::System => system_time(),
            Source::Fixed(seconds) => Instant::from_unix(seconds.load(Ordering::SeqCst)),
        }
        .expect("a clock between the years 1900 and 9999")
    }

    /// The day it is now in Viet Nam.
    pub fn today(&self) -> Day {
        self.now().day()
    }

    /// Moves a fixed clock, and all its clones, to another time.
    ///
    /// # Panics
    /// On the clock of the machine, which is not ours to move.
    pub fn set(&self, to: Instant) {
        match &self.0 {
            Source::System => panic!("the clock of the machine cannot be moved"),
            Source::Fixed(seconds) => seconds.store(to.unix(), Ordering::SeqCst),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the time")]
fn system_time() -> Result<Instant, crate::dates::DateError> {
    Instant::truncated(OffsetDateTime::now_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_fixed_clock_moves_its_clones() {
        let at: Instant = "2026-11-22T16:59:59Z".parse().expect("an instant");
        let clock = Clock::fixed(at);
        let clone = clock.clone();
        assert_eq!(clone.now(), at);
        clock.set(at.plus_seconds(1));
        assert_eq!(clone.today().to_string(), "2026-11-23");
    }

    #[test]
    fn the_clock_of_the_machine_runs_in_whole_seconds() {
        let first = Clock::system().now();
        assert!(Clock::system().now() >= first);
    }
}
