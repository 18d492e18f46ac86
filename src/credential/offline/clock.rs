//! A clock that is behind what it is asked to judge.

use serde::Serialize;

use crate::dates::Instant;

/// By how much the clock of a device may be behind, in seconds.
///
/// A quarter of an hour: a clock that no network sets loses up to four minutes
/// a month (100 parts in a million, the worst that makers of quartz allow), and
/// was last set some months ago; a clock of the wrong zone, or one that begun
/// anew with an empty battery, is wrong by half an hour at least.
///
/// It costs nothing: that the list was signed by then is proved, so it is then
/// at least; a list is never used for longer by a clock that is behind it.
/// What a clock behind by more would be told is not known at all: it would
/// count days wrong.
pub const TOLERATED_SECONDS: i64 = 15 * 60;

/// The clock shows an earlier time than one at which something was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ClockBehind {
    /// What the clock shows.
    pub shows: Instant,
    /// When that was signed.
    pub signed_at: Instant,
    /// What was signed then.
    pub signed: ClockWitness,
}

/// What proves that it is later than the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockWitness {
    /// The paper, or a statement on it.
    Paper,
    /// The status list of its issuer.
    Status,
}

impl ClockBehind {
    /// The latest that was signed, if it is later than the clock shows.
    pub(super) fn of(
        shows: Instant,
        signed: impl IntoIterator<Item = (Instant, ClockWitness)>,
    ) -> Option<Self> {
        let (signed_at, signed) = signed.into_iter().max()?;
        (signed_at > shows).then_some(Self { shows, signed_at, signed })
    }

    /// By how many seconds at least.
    pub fn seconds(&self) -> i64 {
        self.signed_at.unix() - self.shows.unix()
    }

    /// Whether the check can go on as of when that was signed.
    pub fn is_tolerated(&self) -> bool {
        self.seconds() <= TOLERATED_SECONDS
    }
}
