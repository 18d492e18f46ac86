//! One look at the register: what is read for a page or a file, on one state of
//! the tables and at one instant.

use std::ops::{Deref, DerefMut};

use super::Registry;
use crate::dates::{Day, Instant};
use crate::storage::{ReadTransaction, StorageError};

/// A look. It writes nothing; drop or [`Look::end`] it before waiting for
/// anything that may want a connection too.
pub struct Look {
    reading: ReadTransaction,
    at: Instant,
}

impl Look {
    /// Looks at the register now.
    pub async fn at(registry: &Registry) -> Result<Self, StorageError> {
        Ok(Self { reading: registry.storage.read().await?, at: registry.clock.now() })
    }

    /// When.
    pub fn now(&self) -> Instant {
        self.at
    }

    /// On which day.
    pub fn today(&self) -> Day {
        self.at.day()
    }

    /// Gives the connection back now rather than at the end of the scope.
    pub async fn end(self) -> Result<(), StorageError> {
        self.reading.end().await
    }
}

impl Deref for Look {
    type Target = ReadTransaction;

    fn deref(&self) -> &ReadTransaction {
        &self.reading
    }
}

impl DerefMut for Look {
    fn deref_mut(&mut self) -> &mut ReadTransaction {
        &mut self.reading
    }
}
