//! Keeping the papers in memory as the register has them.
//!
//! Every check first makes sure that the register's head was asked lately. A
//! change made by this process is seen by the next check, because the process
//! counts its commits; a change made by another within [`Freshness::ask_every`].
//! When the head cannot be asked, answers go on for [`Freshness::too_old`] and
//! then turn into "could not check", never into an old "valid".

use std::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::memory::{Asked, Memory};
use crate::acts::{Registry, keyring};
use crate::credential::verdict::CouldNotCheck;
use crate::storage::published::{self, Head};
use crate::storage::{ReadTransaction, StorageError};

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
    memory: RwLock<Memory>,
    /// Held by the one who reads the register; the last failure, if it was one.
    turn: Mutex<Option<tokio::time::Instant>>,
}

impl Follower {
    pub(super) fn new(registry: Registry, freshness: Freshness) -> Self {
        Self { registry, freshness, memory: RwLock::default(), turn: Mutex::default() }
    }

    /// The papers, for a look that takes no time: hold it over no `await`.
    pub(super) fn memory(&self) -> RwLockReadGuard<'_, Memory> {
        self.memory.read().expect("no look or change panics while it holds the papers")
    }

    fn memory_mut(&self) -> RwLockWriteGuard<'_, Memory> {
        self.memory.write().expect("no look or change panics while it holds the papers")
    }

    /// Reads everything, however long it takes.
    pub(super) async fn load(&self) -> Result<(), StorageError> {
        let _turn = self.turn.lock().await;
        self.catch_up().await
    }

    /// Makes sure that what is in memory is fresh enough to answer from.
    pub(super) async fn refresh(&self) -> Result<(), CouldNotCheck> {
        let commits = self.registry.storage.commits();
        if self.is_fresh(commits) {
            return Ok(());
        }
        let asked = timeout(self.freshness.patience, async {
            let mut failed_at = self.turn.lock().await;
            if self.is_fresh(commits) {
                return true;
            }
            // One question to a database in trouble, not one for every visitor.
            if failed_at.is_some_and(|at| at.elapsed() < self.freshness.ask_every) {
                return false;
            }
            let outcome = self.catch_up().await;
            *failed_at = outcome.is_err().then(tokio::time::Instant::now);
            outcome
                .inspect_err(|error| tracing::error!(%error, "the register cannot be read for checks"))
                .is_ok()
        });
        if asked.await == Ok(true) { Ok(()) } else { self.is_usable() }
    }

    fn is_fresh(&self, commits: u64) -> bool {
        self.memory().asked.is_some_and(|asked| {
            asked.commits >= commits && asked.since_start.elapsed() < self.freshness.ask_every
        })
    }

    /// What was read before may still be used for a short while.
    fn is_usable(&self) -> Result<(), CouldNotCheck> {
        match self.memory().asked {
            None => Err(CouldNotCheck::StatusUnavailable),
            // What this process changed itself it does not answer around.
            Some(asked)
                if asked.commits == self.registry.storage.commits()
                    && asked.since_start.elapsed() < self.freshness.too_old =>
            {
                Ok(())
            }
            Some(_) => Err(CouldNotCheck::StatusTooOld),
        }
    }

    /// Reads what is new in the register, window by window.
    async fn catch_up(&self) -> Result<(), StorageError> {
        loop {
            let storage = &self.registry.storage;
            let asked = Asked::now(&self.registry.clock, storage.commits());
            let (known, complete, again) = {
                let mut memory = self.memory_mut();
                let complete = memory.trust.is_some() && memory.settled;
                (memory.head.clone(), complete, memory.set_aside.next())
            };
            if complete && again.is_none() && published::head(storage).await? == known {
                self.memory_mut().asked = Some(asked);
                return Ok(());
            }
            let mut transaction = storage.follow().await?;
            if !is_same_register(&mut transaction, &known).await? {
                self.start_over();
                continue;
            }
            if let Some(certificate) = again {
                self.read_again(&mut transaction, &certificate).await?;
            }
            if self.read_window(&mut transaction, &known).await? {
                self.memory_mut().asked = Some(asked);
                return Ok(());
            }
        }
    }

    /// Reads the next window; whether it reached the register's head.
    ///
    /// Head and papers are read in one transaction, on one state of the tables:
    /// the number of a list, which is made of the head, never stands over bits
    /// of a later one.
    async fn read_window(
        &self,
        transaction: &mut ReadTransaction,
        known: &Head,
    ) -> Result<bool, StorageError> {
        let head = published::last_entry(transaction).await?;
        let upto = head.seq.min(known.seq + WINDOW);
        let changed = published::changed(transaction, known.seq, upto).await?;
        let trust = keyring::trust_list(transaction).await?;
        let reached = published::entry_at(transaction, upto).await?.unwrap_or_default();
        self.registry.keyring.follow(&trust, self.registry.clock.now());
        let mut memory = self.memory_mut();
        memory.change(changed);
        memory.trust(trust);
        memory.settled = reached == head;
        memory.head = reached;
        Ok(memory.settled)
    }

    /// Reads a certificate again that could not be read, with its cards.
    async fn read_again(
        &self,
        transaction: &mut ReadTransaction,
        certificate: &str,
    ) -> Result<(), StorageError> {
        if let Some(seq) = published::last_entry_of(transaction, certificate).await? {
            let changed = published::changed(transaction, seq - 1, seq).await?;
            self.memory_mut().change(changed);
        }
        Ok(())
    }

    /// The database was put back to another state: nothing known counts.
    fn start_over(&self) {
        tracing::warn!("the register is not the one read before; reading all of it again");
        *self.memory_mut() = Memory::default();
    }
}

/// Whether the entry known last still stands where it stood.
async fn is_same_register(transaction: &mut ReadTransaction, known: &Head) -> Result<bool, StorageError> {
    Ok(known.seq == 0 || published::entry_at(transaction, known.seq).await?.as_ref() == Some(known))
}
