//! The `verify` program, run as its user runs it.

mod desk;
mod documents;
mod given;
mod hostile;
#[cfg(feature = "server")]
mod pictures;
mod snapshots;
mod vectors;
