//! How long acts and pages waited for the database.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant as Stopwatch};

/// The lengths by which waits are counted: a wait is counted with every length
/// that it did not exceed.
pub const LENGTHS: [Duration; 5] = [
    Duration::from_millis(1),
    Duration::from_millis(10),
    Duration::from_millis(100),
    Duration::from_secs(1),
    Duration::from_secs(10),
];

/// The waits of one register's connections in this process, by what they are
/// for ([`super::Pools`]).
#[derive(Debug, Default)]
pub struct Waits {
    /// Until an act could write. On SQLite that is also the wait for whoever
    /// writes in another process.
    pub writing: Wait,
    /// Until a page could read.
    pub reading: Wait,
    /// Until the papers in memory could be compared with the register.
    pub following: Wait,
}

/// Somebody who waits. Whoever goes away before it is over is not counted.
pub(super) struct Line<'w> {
    wait: &'w Wait,
    since: Stopwatch,
}

/// The waits for one kind of connection since the start.
#[derive(Debug, Default)]
pub struct Wait {
    within: [AtomicU64; LENGTHS.len()],
    count: AtomicU64,
    nanoseconds: AtomicU64,
    in_vain: AtomicU64,
}

impl Wait {
    /// How many were over, with or without a connection.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// How many were no longer than each of [`LENGTHS`].
    pub fn within(&self) -> [u64; LENGTHS.len()] {
        self.within.each_ref().map(|count| count.load(Ordering::Relaxed))
    }

    /// How long all of them were together.
    pub fn total(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::Relaxed))
    }

    /// How many ended without a connection.
    pub fn in_vain(&self) -> u64 {
        self.in_vain.load(Ordering::Relaxed)
    }

    /// Somebody waits from now on.
    pub(super) fn start(&self) -> Line<'_> {
        Line { wait: self, since: Stopwatch::now() }
    }

    fn note(&self, length: Duration, is_served: bool) {
        for (count, most) in self.within.iter().zip(LENGTHS) {
            count.fetch_add(u64::from(length <= most), Ordering::Relaxed);
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        let nanoseconds = u64::try_from(length.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
        self.in_vain.fetch_add(u64::from(!is_served), Ordering::Relaxed);
    }
}

impl Line<'_> {
    /// The wait is over, with what was waited for or in vain.
    pub(super) fn over<T, E>(self, served: Result<T, E>) -> Result<T, E> {
        self.wait.note(self.since.elapsed(), served.is_ok());
        served
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_counted_with_every_length_that_it_did_not_exceed() {
        let wait = Wait::default();
        for (millis, is_served) in [(0, true), (1, true), (50, true), (20_000, false)] {
            wait.note(Duration::from_millis(millis), is_served);
        }
        assert_eq!(wait.within(), [2, 2, 3, 3, 3]);
        assert_eq!((wait.count(), wait.in_vain()), (4, 1));
        assert_eq!(wait.total(), Duration::from_millis(20_051));
    }
}
