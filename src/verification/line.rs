//! A line that is never long: for questions that cost the database work.

use std::num::NonZero;
use std::sync::LazyLock;
use std::thread;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

/// Most questions worked on at once. Fewer than there are connections to read
/// with, so that whoever looks one paper up never waits behind them.
const AT_ONCE: usize = 4;

/// No more than there are processors: two that share one are both done later,
/// and what they hold for a moment is held for longer.
static WORKED_ON: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get).min(AT_ONCE));

/// Who comes when so many are there already is told at once.
const PLACES: usize = 64;

/// Who has waited so long is told as well: an answer that comes later finds
/// nobody.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line with few places and little patience.
pub(super) struct Line {
    places: Semaphore,
    work: Semaphore,
}

/// Too many ask: to be tried again soon.
#[derive(Debug)]
pub(super) struct TooMany;

/// The right to ask the database now.
pub(super) struct Admission<'l> {
    _place: SemaphorePermit<'l>,
    _work: SemaphorePermit<'l>,
}

impl Default for Line {
    fn default() -> Self {
        Self { places: Semaphore::new(PLACES), work: Semaphore::new(*WORKED_ON) }
    }
}

impl Line {
    /// Waits for a moment to ask; not for long.
    pub(super) async fn admit(&self) -> Result<Admission<'_>, TooMany> {
        let place = self.places.try_acquire().map_err(|_| TooMany)?;
        match timeout(PATIENCE, self.work.acquire()).await {
            Ok(Ok(work)) => Ok(Admission { _place: place, _work: work }),
            _ => Err(TooMany),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rocket::async_test]
    async fn who_comes_too_late_is_told_and_the_line_is_free_when_the_others_are_done() {
        let line = Line::default();
        let mut at_work = Vec::new();
        for _ in 0..*WORKED_ON {
            at_work.push(line.admit().await.expect("there is room"));
        }
        assert!(line.admit().await.is_err(), "nobody was done in time");
        at_work.pop();
        assert!(line.admit().await.is_ok());
        let free = PLACES - at_work.len();
        let places = line.places.try_acquire_many(u32::try_from(free).expect("few"));
        let places = places.expect("the other places");
        assert!(line.admit().await.is_err(), "there is no place to wait");
        drop((places, at_work));
        assert_eq!((line.places.available_permits(), line.work.available_permits()), (PLACES, *WORKED_ON));
    }
}
