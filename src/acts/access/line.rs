//! The line before the hashing of passwords: short, and with an end.
//!
//! A hash takes 19 MiB and a core for some 20 ms. A flood of sign-ins must not
//! take all the memory, nor wait in a line that outlasts the flood: who finds
//! it full is told to come again. Who is known to the account they sign in to
//! has a line of their own, so that strangers do not stand before them.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::AccessError;
use crate::domain::door::Caller;

/// The lines of a server. Clones share them.
#[derive(Clone)]
pub struct Lines {
    strangers: Line,
    known: Line,
}

#[derive(Clone)]
struct Line {
    places: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// A place in a line; given back when dropped.
#[must_use]
pub struct Place {
    _place: OwnedSemaphorePermit,
    turns: Arc<Semaphore>,
}

impl Default for Lines {
    fn default() -> Self {
        // A second's work of three cores; and as much for those we know.
        Self { strangers: Line::new(60, 3), known: Line::new(30, 2) }
    }
}

impl Line {
    fn new(places: usize, turns: usize) -> Self {
        Self { places: Arc::new(Semaphore::new(places)), turns: Arc::new(Semaphore::new(turns)) }
    }
}

impl Lines {
    /// A place in the line; [`AccessError::Crowded`] when it is full.
    pub fn place(&self, caller: Caller) -> Result<Place, AccessError> {
        let line = match caller {
            Caller::Stranger => &self.strangers,
            Caller::Known | Caller::SignedIn => &self.known,
        };
        let place = Arc::clone(&line.places).try_acquire_owned().map_err(|_| AccessError::Crowded)?;
        Ok(Place { _place: place, turns: Arc::clone(&line.turns) })
    }
}

impl Place {
    /// Waits until it is this place's turn.
    pub async fn turn(&self) -> OwnedSemaphorePermit {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        turn.expect("the semaphore is never closed")
    }
}
