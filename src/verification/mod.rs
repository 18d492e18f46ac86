//! Checking papers: a scanned code, a typed number.
//!
//! A code costs one signature check the first time it is seen and almost
//! nothing after: the outcome for exactly these letters and this trust list is
//! remembered, and the public record of every paper lies in memory. What could
//! not be checked is never called valid.

mod background;
mod conditions;
mod directory;
mod follow;
mod line;
mod look_up;
mod memo;
mod memory;
mod own_papers;
mod portrait;
mod prove;
mod ready;
mod snapshot;
mod statements;
mod statuses;
#[cfg(test)]
mod tests;
mod unreadable;

pub use background::Background;
pub use conditions::Conditions;
pub use directory::{Excerpt, Listing, ROWS, SearchError};
pub use follow::Freshness;
pub use look_up::OnDay;
pub use look_up::day_typed;
pub use memory::KnownPaper;
pub use own_papers::OwnPapers;
pub use ready::{Ready, Turn};
pub use snapshot::SignedSnapshot;
pub use statements::NoStatement;
pub use statuses::{NoList, SignedList, TokenForm};

use std::ops::Deref;
use std::sync::Arc;

use crate::acts::Registry;
use crate::credential::verdict::{CouldNotCheck, NotNow, NotValid, Verdict};
use crate::credential::{Genuine, Malformed, Refused, TrustList};
use crate::dates::{Day, Instant};
use crate::domain::inquiry::Unasked;
use crate::storage::StorageError;
use background::Backgrounds;
use directory::Directory;
use follow::Follower;
use memo::{Memo, SharedProof};
use memory::{Lookup, Papers};
use snapshot::Vouching;
use statuses::SignedLists;

/// Checks papers against the register. One for a process, shared.
pub struct Checks {
    registry: Registry,
    follower: Arc<Follower>,
    directory: Directory,
    memo: Memo,
    backgrounds: Backgrounds,
    lists: SignedLists,
    last_snapshot: Ready<SignedSnapshot>,
    vouching: Ready<Vouching>,
    /// Our host, as links write it.
    host: String,
}

/// The papers as an answer needs them: all of it is made from the same moment.
struct Fresh {
    papers: Arc<Papers>,
    /// Why they are too old to say that anything is valid.
    unable: Option<CouldNotCheck>,
}

/// How well papers can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// How many papers there are.
    pub papers: usize,
    /// Of how many nothing can be said: their rows are not what was entered and
    /// signed, or an entry before which they were issued is broken.
    pub unchecked: usize,
    /// The place of the register's last entry.
    pub register_seq: i64,
    /// When the register was last asked.
    pub as_of: Instant,
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Check {
    /// The answer.
    pub verdict: Verdict,
    /// What was checked for it.
    pub made: Steps,
    /// The day the verdict speaks of, in Viet Nam.
    pub on: Day,
    /// Whether that day is over: then the register's entries tell how it was.
    pub is_past: bool,
    /// When the register was last asked; none when it never could be.
    pub as_of: Option<Instant>,
    /// The place of the register's last entry then.
    pub register_seq: i64,
    /// The paper, when the register has exactly it.
    pub paper: Option<KnownPaper>,
    /// A later paper under the same number (a person's cards share one), or the
    /// certificate that renewed it.
    pub newer: Option<KnownPaper>,
    /// The host in the scanned link, when it is not ours. Never followed.
    pub foreign_host: Option<String>,
    /// Why the code could not be read.
    pub unreadable: Option<Malformed>,
    /// The number that was looked for, as it is printed; none where a paper was
    /// found, or nothing was looked for.
    pub number: Option<String>,
    /// Why nothing was looked up.
    pub unasked: Option<Unasked>,
}

/// The checks a verdict rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
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
        Self {
            follower: Arc::new(Follower::new(registry.clone(), freshness)),
            directory: Directory::new(registry.storage.clone()),
            memo: Memo::default(),
            backgrounds: Backgrounds::default(),
            lists: SignedLists::default(),
            last_snapshot: Ready::default(),
            vouching: Ready::default(),
            host: registry.origin.host(),
            registry,
        }
    }

    /// Reads the register into memory; answers how many papers it has.
    pub async fn load(&self) -> Result<usize, StorageError> {
        self.follower.load().await?;
        Ok(self.follower.papers().len())
    }

    /// Whether checks can be answered: asked in the same way as a check.
    pub async fn health(&self) -> Result<Health, CouldNotCheck> {
        let papers = self.fresh().await;
        papers.unable.map_or(Ok(()), Err)?;
        let asked = papers.asked.filter(|_| papers.is_readable());
        let as_of = asked.ok_or(CouldNotCheck::StatusUnavailable)?.at;
        let (count, unchecked) = (papers.len(), papers.unreliable());
        Ok(Health { papers: count, unchecked, register_seq: papers.head.seq, as_of })
    }

    /// The issuers' keys, for those who check by themselves.
    pub async fn trust(&self) -> Result<Arc<TrustList>, CouldNotCheck> {
        self.able().await?.trusted().map(|trusted| Arc::clone(&trusted.list))
    }

    /// The papers, after making sure that they are fresh; or why they are not.
    async fn fresh(&self) -> Fresh {
        let unable = self.follower.refresh().await.err();
        Fresh { papers: self.follower.papers(), unable }
    }

    /// The papers, if they are fresh.
    async fn able(&self) -> Result<Arc<Papers>, CouldNotCheck> {
        let fresh = self.fresh().await;
        fresh.unable.map_or(Ok(fresh.papers), Err)
    }

    /// What is found among the papers, checked for today.
    fn check(&self, papers: &Fresh, find: impl FnOnce(&Papers) -> Lookup) -> Check {
        self.blank(papers).of(papers.unable.map_or_else(|| find(papers), Err), papers)
    }

    fn blank(&self, papers: &Papers) -> Check {
        Check {
            verdict: Verdict::CouldNotCheck(CouldNotCheck::StatusUnavailable),
            made: Steps::default(),
            on: self.registry.clock.today(),
            is_past: false,
            as_of: papers.asked.map(|asked| asked.at),
            register_seq: papers.head.seq,
            paper: None,
            newer: None,
            foreign_host: None,
            unreadable: None,
            number: None,
            unasked: None,
        }
    }
}

impl Deref for Fresh {
    type Target = Papers;

    fn deref(&self) -> &Papers {
        &self.papers
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

    fn with_register(&mut self, proven: &SharedProof, papers: &Papers) {
        let payload = proven.genuine.payload().paper();
        let at_its_place = papers.at(proven.issuer, payload.status_index);
        let is_it = |found: &KnownPaper| found.token() == Some(proven.token);
        let found = match at_its_place.map(|found| found.filter(is_it)) {
            Ok(Some(found)) => found,
            Ok(None) => return self.without_paper(proven, papers),
            Err(unable) => return self.without_register(&proven.genuine, unable),
        };
        let entered_at = found.paper().entered_at;
        // Whoever has the key can write any instant of signing, but not an
        // older entry of the register.
        self.judge(found, papers);
        if let Some(since) = proven.genuine.key_compromised_at().filter(|since| entered_at >= *since) {
            self.distrust(since.day());
        }
    }

    /// The register does not have exactly this paper.
    fn without_paper(&mut self, proven: &SharedProof, papers: &Papers) {
        match unknown_to_the_register(proven, papers) {
            // Before that day it was the paper of its number.
            Ok(NotValid::Replaced { on, .. }) if self.on < on => {
                self.verdict = Verdict::CouldNotCheck(CouldNotCheck::StatusOfAnotherDay);
            }
            Ok(reason) => {
                self.made.key = Step::of(proven.genuine.key_compromised_at().is_none());
                self.made.register = Step::Failed;
                self.verdict = Verdict::NotValid(reason);
            }
            // It may be the one whose row is not what was entered.
            Err(unable) => self.without_register(&proven.genuine, unable),
        }
    }

    /// The verdict on what was sought.
    fn of(mut self, sought: Lookup, papers: &Papers) -> Self {
        match sought {
            Err(unable) => self.verdict = Verdict::CouldNotCheck(unable),
            Ok(Some(found)) => self.judge(found, papers),
            Ok(None) => {
                self.made.register = Step::Failed;
                self.verdict = Verdict::NotValid(NotValid::NeverIssued);
            }
        }
        self
    }

    /// The verdict on a paper that the register has. Its code and the key that
    /// signed it were checked when its row was taken in, and are whenever the
    /// keys or the row change: without that nothing is found.
    fn judge(&mut self, found: KnownPaper, papers: &Papers) {
        let found = if self.is_past { found.as_of(self.on) } else { found };
        self.verdict = if self.is_past { found.verdict_then(self.on) } else { found.verdict(self.on) };
        let validity = found.paper().validity;
        // What is recorded was never signed.
        let signed = if found.paper().is_recorded { Step::NotMade } else { Step::Passed };
        (self.made.signature, self.made.key, self.made.register) = (signed, signed, Step::Passed);
        self.made.days = Step::of((validity.issued_on..=validity.expires_on).contains(&self.on));
        // Days alone are no decision against it.
        let undecided = matches!(
            self.verdict,
            Verdict::Valid
                | Verdict::NotValid(NotValid::Expired { .. })
                | Verdict::NotNow(NotNow::NotYetInForce { .. })
        );
        self.made.status = Step::of(undecided);
        let had_begun = |newer: &KnownPaper| newer.paper().validity.issued_on <= self.on;
        self.newer = papers.newer_than(&found).filter(had_begun);
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
fn unknown_to_the_register(proven: &SharedProof, papers: &Papers) -> Result<NotValid, CouldNotCheck> {
    let paper = proven.genuine.payload().paper();
    let newer = papers.number(paper.number.as_str())?;
    Ok(match newer.as_ref().map(KnownPaper::paper) {
        Some(newer) if newer.issuer == proven.issuer && newer.paper_version > paper.version => {
            NotValid::Replaced { on: newer.validity.issued_on, by_version: newer.paper_version }
        }
        _ => NotValid::NeverIssued,
    })
}
