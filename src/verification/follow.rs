//! Keeping the papers in memory as the register has them.
//!
//! Every check first makes sure that the register's head was asked lately. A
//! change made by this process is seen by the next check, because the process
//! counts its entries; a change made by another within [`Freshness::ask_every`].
//! When the head cannot be asked, answers go on for [`Freshness::too_old`] and
//! then turn into "could not check", never into an old "valid". Both clocks
//! count: the one that nobody sets stands still while a machine sleeps.
//!
//! Papers are published as one value that never changes. Whoever has taken it
//! holds nothing that anybody waits for; who reads the register works on a draft
//! of the next value, and one does at a time.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use tokio::sync::Mutex;
use tokio::time::timeout_at;

use super::memory::{HeadReading, Key, Papers};
use super::prove::{Case, Fault, ProvenRows, prove_all};
use super::unreadable::SetAside;
use crate::acts::{Registry, keyring};
use crate::credential::TrustList;
use crate::credential::verdict::CouldNotCheck;
use crate::domain::published::PublicPaper;
use crate::storage::entries::{self, StoredEntry};
use crate::storage::published::{self, Head, StoredPaper};
use crate::storage::{StorageError, folded_number};

/// Entries read in one go, so that a long history does not need one long
/// transaction, and what was read is kept when a later part fails.
const WINDOW: i64 = 2_000;

/// How old what is in memory may be.
#[derive(Clone, Copy, Debug)]
pub struct Freshness {
    /// A check asks the register's head when nobody has for this long.
    pub ask_every: Duration,
    /// Without an answer for this long, nothing can be checked.
    pub too_old: Duration,
    /// How long a check waits for the database.
    pub patience: Duration,
}

impl Default for Freshness {
    fn default() -> Self {
        Self {
            ask_every: Duration::from_millis(400),
            too_old: Duration::from_secs(1),
            patience: Duration::from_secs(2),
        }
    }
}

/// The papers in memory and the way to keep them current.
pub(super) struct Follower {
    registry: Registry,
    freshness: Freshness,
    papers: ArcSwap<Papers>,
    /// Whether somebody asks the register ahead of time.
    asks_ahead: AtomicBool,
    /// Held by the one who reads the register.
    turn: Mutex<Draft>,
}

/// What is made of the register before it is published.
#[derive(Default)]
struct Draft {
    papers: Papers,
    set_aside: SetAside,
    /// Certificates whose rows said more of their standing than the entries
    /// read so far. They were read as the last entry left them.
    ahead: BTreeSet<Key>,
    /// Whether the register's last entry is not the one that its head names:
    /// what was cut off may have decided about any paper.
    is_cut_off: bool,
    /// When reading failed last, if it did the last time.
    failed_at: Option<tokio::time::Instant>,
}

/// A part of the register, read on one state of the tables.
struct Window {
    entries: Vec<StoredEntry>,
    rows: Vec<StoredPaper>,
    trust: TrustList,
    /// The last entry there was, and the one that the chain's head names.
    head: Head,
    announced: Head,
}

impl Follower {
    pub(super) fn new(registry: Registry, freshness: Freshness) -> Self {
        Self {
            registry,
            freshness,
            papers: ArcSwap::default(),
            asks_ahead: AtomicBool::default(),
            turn: Mutex::default(),
        }
    }

    /// The papers as they were published last.
    pub(super) fn papers(&self) -> Arc<Papers> {
        self.papers.load_full()
    }

    /// Reads everything, however long it takes.
    pub(super) async fn load(&self) -> Result<(), StorageError> {
        let mut draft = self.turn.lock().await;
        self.catch_up(&mut draft).await
    }

    /// Makes sure that what is in memory is fresh enough to answer from.
    ///
    /// Where checks come all the time the register is asked ahead of time, and
    /// none of them waits for the answer.
    pub(super) async fn refresh(self: &Arc<Self>) -> Result<(), CouldNotCheck> {
        let entered = self.registry.storage.entered();
        if let Some(age) = self.fresh_for(entered) {
            if age > self.freshness.ask_every / 2 && !self.asks_ahead.swap(true, Ordering::Relaxed) {
                let this = Arc::clone(self);
                tokio::spawn(async move {
                    // Who fails is told by those who have to wait.
                    let _ = this.ask(entered, this.freshness.ask_every / 2).await;
                    this.asks_ahead.store(false, Ordering::Relaxed);
                });
            }
            return Ok(());
        }
        self.ask(entered, self.freshness.ask_every).await
    }

    /// Asks the register, unless it was asked within this time.
    async fn ask(&self, entered: u64, within: Duration) -> Result<(), CouldNotCheck> {
        let is_new = || self.age(entered).is_some_and(|age| age < within);
        let deadline = tokio::time::Instant::now() + self.freshness.patience;
        let asked = timeout_at(deadline, async {
            let mut draft = self.turn.lock().await;
            if is_new() {
                return true;
            }
            // One question to a database in trouble, not one for every visitor.
            if draft.failed_at.is_some_and(|at| at.elapsed() < self.freshness.ask_every) {
                return false;
            }
            // One that hangs is in trouble as much as one that fails.
            let outcome = timeout_at(deadline, self.catch_up(&mut draft)).await;
            draft.failed_at = (!matches!(outcome, Ok(Ok(())))).then(tokio::time::Instant::now);
            drop(draft);
            match outcome {
                Ok(Ok(())) => return true,
                Ok(Err(error)) => tracing::error!(%error, "the register cannot be read for checks"),
                Err(_) => tracing::error!("the register does not answer in time for checks"),
            }
            false
        });
        if asked.await == Ok(true) { Ok(()) } else { self.is_usable() }
    }

    /// How long ago the register was asked, unless that was too long ago to
    /// answer from.
    fn fresh_for(&self, entered: u64) -> Option<Duration> {
        self.age(entered).filter(|age| *age < self.freshness.ask_every)
    }

    /// How long ago the register was asked; none when this process has changed
    /// something since, or the time of day has moved by more than that.
    fn age(&self, entered: u64) -> Option<Duration> {
        let asked = self.papers.load().asked.filter(|asked| asked.entered >= entered)?;
        self.elapsed_since(asked)
    }

    /// How long ago that was, where both clocks agree on it.
    fn elapsed_since(&self, asked: HeadReading) -> Option<Duration> {
        let elapsed = asked.since_start.elapsed();
        let shown = self.registry.clock.now().unix().abs_diff(asked.at.unix());
        // Whole seconds: a clock that runs evenly may show one more.
        (shown <= elapsed.as_secs() + 1).then_some(elapsed)
    }

    /// What was read before may still be used for a short while.
    fn is_usable(&self) -> Result<(), CouldNotCheck> {
        match self.papers.load().asked {
            None => Err(CouldNotCheck::StatusUnavailable),
            // What this process changed itself it does not answer around.
            Some(asked)
                if asked.entered == self.registry.storage.entered()
                    && self.elapsed_since(asked).is_some_and(|age| age < self.freshness.too_old) =>
            {
                Ok(())
            }
            Some(_) => Err(CouldNotCheck::StatusTooOld),
        }
    }

    /// Reads what is new in the register, window by window, and publishes it
    /// when it is complete: nobody ever sees half of a history.
    async fn catch_up(&self, draft: &mut Draft) -> Result<(), StorageError> {
        loop {
            let storage = &self.registry.storage;
            let asked = HeadReading::now(&self.registry.clock, storage.entered());
            let again = draft.set_aside.next().and_then(|key| draft.papers.published(&key));
            let complete = draft.papers.trust.is_some() && !draft.is_cut_off && again.is_none();
            if complete && published::head(storage).await? == draft.papers.head {
                self.publish(draft, asked);
                return Ok(());
            }
            let again = again.map(|published| published.certificate.number.clone());
            let Some(window) = self.read(&draft.papers.head, again.as_deref()).await? else {
                self.start_over(draft);
                continue;
            };
            let head = window.head.clone();
            draft.take(window, again.as_deref()).await;
            if draft.papers.head == head {
                if let Some(trust) = &draft.papers.trust {
                    self.registry.keyring.follow(&trust.list, self.registry.clock.now());
                }
                self.publish(draft, asked);
                return Ok(());
            }
        }
    }

    fn publish(&self, draft: &Draft, asked: HeadReading) {
        let mut papers = draft.papers.clone();
        papers.asked = Some(asked);
        papers.is_whole = draft.set_aside.is_empty();
        if draft.is_cut_off {
            papers.broken_at = i64::MAX;
        }
        self.papers.store(Arc::new(papers));
    }

    /// The database was put back to another state: nothing known counts, and
    /// nothing that was made of it.
    fn start_over(&self, draft: &mut Draft) {
        tracing::warn!("the register is not the one read before; reading all of it again");
        let papers = draft.papers.begun_again();
        self.papers.store(Arc::new(papers.clone()));
        *draft = Draft { papers, ..Draft::default() };
    }

    /// Reads the next window and, if it is named, one certificate again; none
    /// when the entry known last no longer stands where it stood.
    ///
    /// Head, entries and rows are read in one transaction, on one state of the
    /// tables: the number of a list, which is made of the head, never stands
    /// over bits of a later one. The transaction is over when this returns.
    async fn read(&self, known: &Head, again: Option<&str>) -> Result<Option<Window>, StorageError> {
        let mut transaction = self.registry.storage.follow().await?;
        if known.seq > 0 && published::entry_at(&mut transaction, known.seq).await?.as_ref() != Some(known) {
            return Ok(None);
        }
        let entries = entries::written_after(&mut transaction, known.seq, WINDOW).await?;
        let upto = entries.last().map_or(known.seq, |entry| entry.seq);
        let mut rows = published::touched(&mut transaction, known.seq, upto).await?;
        if let Some(number) = again {
            rows.extend(published::of_certificate(&mut transaction, number).await?);
        }
        Ok(Some(Window {
            entries,
            rows,
            trust: keyring::trust_list(&mut transaction).await?,
            head: published::last_entry(&mut transaction).await?,
            announced: published::announced(&mut transaction).await?,
        }))
    }
}

impl Draft {
    /// Takes a window in, and the certificate that was read again.
    ///
    /// The draft changes at the end and at once: a reading that is given up
    /// half-way has changed nothing.
    async fn take(&mut self, window: Window, again: Option<&str>) {
        let mut next = self.papers.clone();
        let mut touched: Vec<Key> =
            again.map(|number| Key::from(folded_number(number))).into_iter().collect();
        for written in &window.entries {
            touched.extend(next.follow(written));
        }
        next.trust(window.trust);
        touched.sort_unstable();
        touched.dedup();
        let mut rows: HashMap<Key, Vec<StoredPaper>> = HashMap::new();
        for row in window.rows {
            rows.entry(Key::from(folded_number(&row.certificate_number))).or_default().push(row);
        }
        let cases = touched.into_iter().filter_map(|key| {
            let published = next.published(&key)?;
            let rows = rows.remove(&key).unwrap_or_default();
            Some(Case { key, published, rows })
        });
        let (cases, trust) = (cases.collect(), next.trust.as_ref().map(|trusted| Arc::clone(&trusted.list)));
        let proven = prove_all(cases, &trust.unwrap_or_default()).await;
        self.note_end(&next.head, &window.head, &window.announced);
        let has_all = next.head == window.head;
        for ProvenRows { key, proofs, mut faults } in proven {
            next.prove(&key, proofs);
            let other_standing = standing_faults(&next, &key);
            if has_all {
                self.ahead.remove(&key);
                faults.extend(other_standing);
            } else if !other_standing.is_empty() {
                self.ahead.insert(Key::clone(&key));
            }
            self.set_aside.note(&key, faults);
        }
        if has_all {
            for key in std::mem::take(&mut self.ahead) {
                let faults = standing_faults(&next, &key);
                if !faults.is_empty() {
                    self.set_aside.note(&key, faults);
                }
            }
        }
        self.papers = next;
    }

    /// Whether the register ends where its head says that it does.
    fn note_end(&mut self, reached: &Head, last: &Head, announced: &Head) {
        let is_cut_off = reached == last && announced != last;
        if is_cut_off && !self.is_cut_off {
            let (last, head) = (last.seq, announced.seq);
            tracing::error!(
                last,
                head,
                "the register is broken: its last entry is not the one its head names"
            );
        }
        self.is_cut_off = is_cut_off;
    }
}

/// Where the rows of a certificate and of its cards say that they stand in
/// another way than the entries say.
fn standing_faults(papers: &Papers, key: &Key) -> Vec<Fault> {
    let Some(published) = papers.published(key) else { return Vec::new() };
    let fault = |(paper, card): (&PublicPaper, bool)| Fault {
        number: paper.number.clone(),
        table: if card { "cards" } else { "certificates" },
        column: "standing",
        reason: "not what the entries say",
    };
    published.disagreements().map(fault).collect()
}
