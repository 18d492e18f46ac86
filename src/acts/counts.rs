//! What this process did since its start, counted: how often, and never who or
//! for whom.

use std::array;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::credential::verdict::Verdict;
use crate::domain::deed::DeedKind;

/// The answers of a check, as they are counted.
const VERDICTS: [&str; 4] = ["valid", "not_valid", "not_now", "could_not_check"];

/// The counts of one register in this process. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Counts(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// By place among the kinds.
    deeds: [AtomicU64; DeedKind::ALL.len()],
    /// By place in [`VERDICTS`].
    checks: [AtomicU64; VERDICTS.len()],
}

impl Default for Inner {
    fn default() -> Self {
        Self { deeds: array::from_fn(|_| AtomicU64::new(0)), checks: array::from_fn(|_| AtomicU64::new(0)) }
    }
}

impl Counts {
    /// How often each deed was done, by its word.
    pub fn deeds(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let words = DeedKind::ALL.iter().map(|kind| kind.as_str());
        words.zip(self.0.deeds.iter().map(|count| count.load(Ordering::Relaxed)))
    }

    /// How often each verdict was the answer to a check, by its word.
    pub fn checks(&self) -> impl Iterator<Item = (&'static str, u64)> {
        VERDICTS.into_iter().zip(self.0.checks.iter().map(|count| count.load(Ordering::Relaxed)))
    }

    /// A deed was done.
    pub(super) fn did(&self, kind: DeedKind) {
        self.0.deeds[kind as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// A check was answered.
    pub(crate) fn answered(&self, verdict: &Verdict) {
        let place = match verdict {
            Verdict::Valid => 0,
            Verdict::NotValid(_) => 1,
            Verdict::NotNow(_) => 2,
            Verdict::CouldNotCheck(_) => 3,
        };
        self.0.checks[place].fetch_add(1, Ordering::Relaxed);
    }
}
