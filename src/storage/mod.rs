//! The tables, one file per family. Rows are primitives inside and domain
//! values outside.

mod database;

pub use database::{Storage, StorageError, Transaction};
