//! The only place that reads the time.
//!
//! Everything else takes a [`Clock`], so that an act can be replayed on any
//! day: the demonstration tells three years of history in a few seconds, and a
//! test says what day it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::dates::{Day, Instant};

/// Tells the time. Clones of a fixed clock share one time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    /// Seconds since 1970-01-01T00:00:00Z.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System)
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

    /// Now, in whole seconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    pub fn now(&self) -> Instant {
        let now = match &self.0 {
            Source::System => Instant::truncated(time::OffsetDateTime::now_utc()),
            Source::Fixed(seconds) => Instant::from_unix(seconds.load(Ordering::SeqCst)),
        };
        now.expect("the clock stands between the years 1900 and 9999")
    }

    /// The day it is in Viet Nam.
    pub fn today(&self) -> Day {
        self.now().day()
    }
}
