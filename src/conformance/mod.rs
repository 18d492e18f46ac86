//! The conformance profile: the VC API that the W3C's test suites speak.
//!
//! A program of its own, for vc-data-model-2.0, vc-di-eddsa and
//! vc-bitstring-status-list; not a part of the register and never in its
//! server. Its issuer is a `did:key` whose secret stands in [`did_key`], so
//! what it signs proves nothing to anyone.
//!
//! `api` takes a request to [`issue`] or [`verify`]; what the standards demand
//! of a document is in [`credential`] and [`presentation`] (VC Data Model 2.0),
//! [`proof`] (Data Integrity 1.0 with the `EdDSA` suites) and [`status`]
//! (Bitstring Status List 1.0). Canonical JSON, the suite's hashes, base58 and
//! the bitstrings are those the register signs with. JSON-LD ([`rdf`]) is here
//! only: the suites sign their presentations with `eddsa-rdfc-2022`.
//!
//! Nothing is fetched. The known contexts are bundled ([`contexts`]), and what
//! could not be checked is refused. Numbers are whole, as in all JSON that the
//! register reads.

mod api;
mod contexts;
mod credential;
mod did_key;
mod fault;
mod issue;
mod presentation;
mod proof;
mod rdf;
mod resources;
mod shape;
mod status;
mod values;
mod verify;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{
    clock::Clock,
    credential::status::{LIST_LENGTH, StatusSet},
};

pub use api::{Secrets, rocket};
pub use did_key::TestIssuer;
pub use fault::{Fault, Kind};
pub use proof::{Expected, verify as verify_proof};

#[cfg(all(feature = "conformance", feature = "server", not(debug_assertions)))]
compile_error!(
    "the conformance profile has its key in the source: no release build has it beside the server"
);

/// One running profile: its issuer, its status lists, where it is reached.
pub struct Profile {
    issuer: TestIssuer,
    /// `https://host:port`, without a slash at its end.
    base: String,
    clock: Clock,
    statuses: Mutex<Statuses>,
}

/// What the lists say, and the first entry that nobody has.
struct Statuses {
    set: StatusSet,
    free: u32,
}

impl Profile {
    /// A profile with empty lists, reached at `base`.
    pub fn new(base: &str, clock: Clock) -> Self {
        let statuses = Mutex::new(Statuses { set: StatusSet::new(), free: 0 });
        Self { issuer: TestIssuer::new(), base: base.trim_end_matches('/').to_owned(), clock, statuses }
    }

    /// Who issues here.
    pub fn issuer(&self) -> &TestIssuer {
        &self.issuer
    }

    /// The next free entry; none when the lists are full.
    fn next_entry(&self) -> Option<u32> {
        let mut statuses = self.statuses();
        let entry = statuses.free;
        if entry >= LIST_LENGTH {
            return None;
        }
        statuses.free += 1;
        Some(entry)
    }

    /// A set and a number stay whole when a thread that held them panics.
    fn statuses(&self) -> MutexGuard<'_, Statuses> {
        self.statuses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
