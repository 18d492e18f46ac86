//! The tables, one file per family. Rows are primitives inside and domain
//! values outside.

pub mod accounts;
pub mod audit;
mod database;
pub mod heads;
pub mod sessions;

pub use database::{Storage, StorageError, Transaction};
