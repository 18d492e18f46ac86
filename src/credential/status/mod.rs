//! Status lists: which papers are suspended or have ended, for anyone.
//!
//! `DOCUMENT.md`, section 6, is the specification. One [`StatusList`] is
//! written in four ways (two bitstrings, a JWT, a CWT) and comes back from
//! each as a [`VerifiedList`]; a verifier keeps those in [`KnownLists`], which
//! refuses to go back to an older one.

pub mod bitstring;
pub mod cwt;
pub mod jwt;
mod known;
mod list;
mod name;
mod packed;
mod set;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(super) mod samples;
#[cfg(test)]
mod vectors;

pub use known::{KnownLists, ListedStatus, ReplayedList};
pub use list::{StatusList, VerifiedList};
pub use name::{ListKind, ListName, ListNameError, Place};
pub use set::{LIST_LENGTH, Status, StatusSet};

/// No list is longer in any form: entries drawn by lot take 47,500.
pub const MAX_LIST_BYTES: usize = 65_536;
