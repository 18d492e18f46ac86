//! The acts of the register: one act = one transaction = one audit entry, and
//! one entry in the register when it has public effect.

pub mod access;

use crate::clock::Clock;
use crate::domain::dossier::Refusal;
use crate::entropy::Entropy;
use crate::storage::{Storage, StorageError};

/// What every act works with.
#[derive(Clone)]
pub struct Registry {
    /// The database.
    pub storage: Storage,
    /// Tells the time.
    pub clock: Clock,
    /// Draws ids, tokens and keys.
    pub entropy: Entropy,
}

/// Why an act did not happen. Nothing of it happened.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// The law or the procedure says no; the applicant or officer is told why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is no such thing, or it is not this person's to see.
    #[error("there is no such thing here")]
    NotFound,
    /// The person does not hold the role the act needs.
    #[error("this act belongs to another role")]
    NotAllowed,
    /// The database failed, or someone changed the same thing meanwhile
    /// ([`StorageError::Conflict`]).
    #[error(transparent)]
    Storage(#[from] StorageError),
}
