//! Checking papers: a scanned code, a typed number.
//!
//! A code costs one signature check the first time it is seen and almost
//! nothing after: the outcome for exactly these letters and this trust list is
//! remembered, and the public record of every paper lies in memory. What could
//! not be checked is never called valid.

mod directory;
mod follow;
mod memo;
mod memory;
mod snapshot;
mod statements;
mod statuses;
mod unreadable;

pub use directory::{Listed, Listing, ROWS, SearchError};
pub use follow::Freshness;
pub use memory::Found;
pub use snapshot::SignedSnapshot;
pub use statements::NoStatement;
pub use statuses::{NoList, SignedList, TokenForm};

use std::sync::Arc;

use super::Registry;
use crate::credential::verdict::{CouldNotCheck, NotNow, NotValid, Verdict};
use crate::credential::{Genuine, Malformed, Refused, TrustList};
use crate::dates::{Day, Instant};
use crate::storage::{StorageError, folded_number};
use follow::Follower;
use memo::{Memo, Proven};
use memory::{Memory, Trusted};
use snapshot::LastSnapshot;
use statuses::SignedLists;

/// Checks papers against the register. One for a process, shared.
pub struct Checks {
    registry: Registry,
    follower: Follower,
    memo: Memo,
    lists: SignedLists,
    last_snapshot: LastSnapshot,
    /// Our host, as links write it.
    host: String,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Check {
    /// The answer.
    pub verdict: Verdict,
    /// What was checked for it.
    pub made: Made,
    /// The day the verdict speaks of: today in Viet Nam.
    pub on: Day,
    /// When the register was last asked; none when it never could be.
    pub as_of: Option<Instant>,
    /// The place of the register's last entry then.
    pub register_seq: i64,
    /// The paper, when the register has exactly it.
    pub paper: Option<Found>,
    /// A later paper under the same number: a person's cards share one.
    pub newer: Option<Found>,
    /// The host in the scanned link, when it is not ours. Never followed.
    pub foreign_host: Option<String>,
    /// Why the code could not be read.
    pub unreadable: Option<Malformed>,
}

/// The checks a verdict rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The signature is the key's over this code.
    pub signature: Step,
    /// The key was the issuer's, and good, when it signed.
    pub key: Step,
    /// The day lies within the paper's days.
    pub days: Step,
    /// The register has exactly this paper.
    pub register: Step,
    /// Nothing was decided against it.
    pub status: Step,
}

/// How one check went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// It was not made.
    #[default]
    NotMade,
    /// Good.
    Passed,
    /// Not good.
    Failed,
}

impl Checks {
    /// Checks over this register; nothing is read yet.
    pub fn new(registry: Registry, freshness: Freshness) -> Self {
        let follower = Follower::new(registry.clone(), freshness);
        let host = registry.origin.host();
        let (memo, lists, last_snapshot) = Default::default();
        Self { registry, follower, memo, lists, last_snapshot, host }
    }

    /// Reads the register into memory; answers how many papers it has.
    pub async fn load(&self) -> Result<usize, StorageError> {
        self.follower.load().await?;
        Ok(self.follower.memory().len())
    }

    /// Checks what was scanned: a whole link, or a code alone.
    pub async fn scan(&self, text: &str) -> Check {
        let unable = self.follower.refresh().await.err();
        let memory = self.follower.memory();
        let mut check = self.blank(&memory);
        let Some(trust) = memory.trust.clone() else {
            check.verdict = Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable);
            return check;
        };
        match (self.prove(text, &trust), unable) {
            // The key may have been entered since the list was read.
            (Err(Refused::UnknownKey { .. }), Some(unable)) => check.verdict = Verdict::CouldNotCheck(unable),
            (Err(refused), _) => check.refuse(&refused),
            (Ok(proven), unable) => {
                check.foreign_host = proven.host.clone().filter(|host| *host != self.host);
                check.made.signature = Step::Passed;
                match unable {
                    Some(unable) => check.without_register(&proven.genuine, unable),
                    None => check.with_register(&proven, &memory),
                }
            }
        }
        check
    }

    /// Looks a certificate up by its number, forgiving of how it is written.
    pub async fn certificate(&self, number: &str) -> Check {
        self.look_up(|memory| memory.certificate(number)).await
    }

    /// Looks a card up by its number, forgiving of how it is written.
    pub async fn card(&self, number: &str) -> Check {
        self.look_up(|memory| memory.card(number)).await
    }

    /// Looks up a certificate or, when there is none, a card.
    pub async fn number(&self, number: &str) -> Check {
        self.look_up(|memory| memory.number(number)).await
    }

    /// Looks up exactly one of the papers that had a number: the one with this
    /// place in its issuer's status lists. None is no place.
    pub async fn exactly(&self, number: &str, status_index: Option<u32>) -> Check {
        self.look_up(|memory| {
            let newest = memory.number(number)?.map(Found::paper);
            let place = newest.map(|paper| paper.issuer).zip(status_index);
            let Some((issuer, index)) = place else { return Ok(None) };
            Ok(memory
                .at(issuer, index)?
                .filter(|found| folded_number(&found.paper().number) == folded_number(number)))
        })
        .await
    }

    /// The issuers' keys, for those who check by themselves.
    pub async fn trust(&self) -> Result<Arc<TrustList>, CouldNotCheck> {
        self.follower.refresh().await?;
        let trusted = self.follower.memory().trust.clone();
        trusted.map(|trusted| trusted.list).ok_or(CouldNotCheck::StatusUnavailable)
    }

    async fn look_up(&self, find: impl FnOnce(&Memory) -> Result<Option<&Found>, CouldNotCheck>) -> Check {
        let refreshed = self.follower.refresh().await;
        let memory = self.follower.memory();
        let mut check = self.blank(&memory);
        match refreshed.and_then(|()| find(&memory)) {
            Err(unable) => check.verdict = Verdict::CouldNotCheck(unable),
            Ok(Some(found)) => check.judge(found.clone(), &memory),
            Ok(None) => {
                check.made.register = Step::Failed;
                check.verdict = Verdict::NotValid(NotValid::NeverIssued);
            }
        }
        check
    }

    /// Whether an issuer signed the code; remembered for the same letters.
    fn prove(&self, text: &str, trust: &Trusted) -> Result<Proven, Refused> {
        self.memo.prove(text, &trust.list, trust.generation)
    }

    fn blank(&self, memory: &Memory) -> Check {
        Check {
            verdict: Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable),
            made: Made::default(),
            on: self.registry.clock.today(),
            as_of: memory.asked.map(|asked| asked.at),
            register_seq: memory.head.seq,
            paper: None,
            newer: None,
            foreign_host: None,
            unreadable: None,
        }
    }
}

impl Check {
    /// Whether the register itself was out of reach.
    pub fn is_outage(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable | CouldNotCheck::StatusTooOld)
        )
    }

    fn refuse(&mut self, refused: &Refused) {
        self.verdict = refused.verdict();
        match refused {
            Refused::Malformed(malformed) => self.unreadable = Some(*malformed),
            Refused::UnknownKey { .. } | Refused::OtherIssuer { .. } => self.made.key = Step::Failed,
            Refused::Signature => self.made.signature = Step::Failed,
            Refused::KeyNotInForce { .. } | Refused::KeyCompromised { .. } => {
                (self.made.signature, self.made.key) = (Step::Passed, Step::Failed);
            }
        }
    }

    /// The register cannot be asked: its days may end a paper, nothing makes
    /// it valid.
    fn without_register(&mut self, genuine: &Genuine, unable: CouldNotCheck) {
        self.verdict = match genuine.verdict_without_status(self.on) {
            Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable) => Verdict::CouldNotCheck(unable),
            other => other,
        };
        if genuine.key_compromised_at().is_none() {
            self.made.key = Step::Passed;
            self.made.days = Step::of(genuine.verdict_of_days(self.on).is_none());
        }
    }

    fn with_register(&mut self, proven: &Proven, memory: &Memory) {
        let payload = proven.genuine.payload().paper();
        let at_its_place = memory.at(proven.issuer, payload.status_index);
        let is_it = |found: &&Found| found.paper().token == proven.token;
        let found = match at_its_place.map(|found| found.filter(is_it)) {
            Ok(Some(found)) => found,
            Ok(None) => return self.without_paper(proven, memory),
            Err(unable) => return self.without_register(&proven.genuine, unable),
        };
        let entered_at = found.paper().entered_at;
        // Whoever has the key can write any instant of signing, but not an
        // older entry of the register.
        self.made.key = Step::Passed;
        self.judge(found.clone(), memory);
        if let Some(since) = proven.genuine.key_compromised_at().filter(|since| entered_at >= *since) {
            self.distrust(since.day());
        }
    }

    /// The register does not have exactly this paper.
    fn without_paper(&mut self, proven: &Proven, memory: &Memory) {
        match unknown_to_the_register(proven, memory) {
            Ok(reason) => {
                self.made.key = Step::of(proven.genuine.key_compromised_at().is_none());
                self.made.register = Step::Failed;
                self.verdict = Verdict::NotValid(reason);
            }
            // It may be the one whose row cannot be read.
            Err(unable) => self.without_register(&proven.genuine, unable),
        }
    }

    /// The verdict on a paper that the register has.
    fn judge(&mut self, found: Found, memory: &Memory) {
        self.verdict = found.verdict(self.on);
        let validity = found.paper().validity;
        self.made.register = Step::Passed;
        self.made.days = Step::of((validity.issued_on..=validity.expires_on).contains(&self.on));
        // Days alone are no decision against it.
        let undecided = matches!(
            self.verdict,
            Verdict::Valid
                | Verdict::NotValid(NotValid::Expired { .. })
                | Verdict::NotNow(NotNow::NotYetInForce { .. })
        );
        self.made.status = Step::of(undecided);
        self.newer = memory.newer_than(&found).cloned();
        self.paper = Some(found);
        if let Verdict::NotValid(NotValid::KeyCompromised { on }) = self.verdict {
            self.distrust(on);
        }
    }

    /// Others had the key when the paper was entered: whatever else was found
    /// says nothing.
    fn distrust(&mut self, on: Day) {
        self.verdict = Verdict::NotValid(NotValid::KeyCompromised { on });
        (self.made.key, self.made.status) = (Step::Failed, Step::NotMade);
    }
}

impl Step {
    fn of(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

/// Rightly signed, yet not what the register has: an earlier paper of a number
/// that was issued anew, or one that nobody entered.
fn unknown_to_the_register(proven: &Proven, memory: &Memory) -> Result<NotValid, CouldNotCheck> {
    let paper = proven.genuine.payload().paper();
    let newer = memory.number(paper.number.as_str())?.map(Found::paper);
    Ok(match newer {
        Some(newer) if newer.issuer == proven.issuer && newer.paper_version > paper.version => {
            NotValid::Replaced { on: newer.validity.issued_on, by_version: newer.paper_version }
        }
        _ => NotValid::NeverIssued,
    })
}
