//! What is made once for a state of the register and then handed out, however
//! many ask: signed lists, the snapshot, the kit.

use std::sync::Arc;

use arc_swap::ArcSwapOption;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// The last one that was made, and a turn for who makes the next.
///
/// Who holds the turn holds nothing else that anybody waits for; who only wants
/// what there is never waits for a turn.
#[derive(Debug)]
pub struct Ready<V>(Arc<Kept<V>>);

#[derive(Debug)]
struct Kept<V> {
    last: ArcSwapOption<V>,
    turn: Arc<Mutex<()>>,
}

/// The right to make the next one. It may move to the thread that makes it, so
/// that one who stops waiting does not let another begin beside it.
#[derive(Debug)]
pub struct Turn<V> {
    kept: Arc<Kept<V>>,
    _alone: OwnedMutexGuard<()>,
}

impl<V> Default for Ready<V> {
    fn default() -> Self {
        Self(Arc::new(Kept { last: ArcSwapOption::empty(), turn: Arc::default() }))
    }
}

// Derived, it would ask for a value that can be cloned.
impl<V> Clone for Ready<V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<V> Ready<V> {
    /// What was made last, if it still serves.
    pub fn that(&self, serves: impl FnOnce(&V) -> bool) -> Option<Arc<V>> {
        self.0.last.load_full().filter(|last| serves(last))
    }

    /// Waits for the turn to make one. Look again then: it may be there.
    pub async fn turn(&self) -> Turn<V> {
        let alone = Arc::clone(&self.0.turn).lock_owned().await;
        Turn { kept: Arc::clone(&self.0), _alone: alone }
    }
}

impl<V> Turn<V> {
    /// Hands out what was made from now on.
    pub fn keep(self, made: V) -> Arc<V> {
        let made = Arc::new(made);
        self.kept.last.store(Some(Arc::clone(&made)));
        made
    }
}
