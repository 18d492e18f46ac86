//! The tables, one file per family. Rows are primitives inside and domain
//! values outside.

pub mod accounts;
mod address;
pub mod asked;
pub mod audit;
#[cfg(feature = "papers")]
pub mod batches;
pub mod browsers;
pub mod calendar;
pub mod cards;
pub mod certificates;
pub mod chain;
mod columns;
pub mod consents;
mod database;
pub mod directory;
pub mod dossiers;
pub mod entries;
pub mod evidence;
pub mod failures;
pub mod files;
pub mod grants;
pub mod hands;
pub mod heads;
pub mod holders;
pub mod inspection;
pub mod issuers;
pub mod jobs;
pub mod judgements;
mod migrations;
mod papers;
mod pools;
mod profiles;
pub mod proposals;
pub mod published;
pub mod queue;
mod readable;
pub mod refold;
pub mod regimes;
mod row;
pub mod seal;
pub mod sessions;
pub mod upkeep;
pub mod waits;
mod words;

pub use address::{AddressError, DatabaseAddress, PostgresAddress};
pub use database::{ReadTransaction, Storage, StorageError, Transaction};
pub use papers::folded_number;
pub use pools::Pools;
pub use readable::{Readable, UnreadableRow, if_readable};
