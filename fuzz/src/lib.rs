//! What the targets share: the vectors, and one who has an issuer's key.
//!
//! A fuzzer never finds a signature, so a target that only reads would stop at
//! the first one. Most targets therefore read twice: the bytes as they are,
//! where only the vectors themselves may be accepted, and the bytes as what an
//! issuer signed, where the reading behind the signature has to hold by itself.

pub mod seeds;
pub mod signer;
pub mod vectors;
