//! The conformance profile, asked as the W3C's suites ask it.
//!
//! The suites themselves are the measure; these stories keep what they taught,
//! without a network and without Node.

mod credentials;
mod presentations;
mod proofs;
mod server;
mod statuses;
