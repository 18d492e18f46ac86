//! The tables, one file per family. Rows are primitives inside and domain
//! values outside.

pub mod audit;
mod columns;
mod database;
pub mod entries;
pub mod files;
pub mod heads;
pub mod seal;

pub use database::{Storage, StorageError, Transaction};
