//! Signed credentials: the code on a paper, its keys, signing and checking.
//!
//! Pure: no clock, no randomness, no database, no network. `FORMAT.md` beside
//! this file is the specification; the modules follow its sections. Reading
//! goes `link` → `token` → `claims` → `verify`, and ends in a [`Verdict`];
//! writing goes the other way from `sign`.
//!
//! The same facts as data for other people's software are in [`document`] and
//! [`status`]; `DOCUMENT.md` is their specification. [`offline`] puts both
//! together to a verdict without the register.
//!
//! What people paste and open is no code yet: [`given`] takes the code or the
//! document out of it.
//!
//! For fuzzing, everything that takes foreign bytes is one public function:
//! [`given::code`], [`given::File::of`], [`given::pdf::documents`], [`link::parse`], [`Token::from_bytes`], [`TrustList::from_json`],
//! [`verify_text`], [`document::verify`], [`status::bitstring::verify`],
//! [`status::jwt::verify`], [`status::cwt::verify`], [`document::statement::verify`],
//! [`offline::Snapshot::read`], [`offline::check`]; `fuzz/` has a target for each.

mod claims;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "only a server signs"))]
pub(crate) mod cut;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "only a server signs these"))]
pub mod document;
mod envelope;
pub mod given;
pub mod keys;
pub mod link;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "only a server signs these"))]
pub mod note;
pub mod offline;
pub mod payload;
pub mod refusal;
pub mod sign;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "only a server signs these"))]
pub mod status;
pub mod text;
pub mod token;
pub mod trust;
pub mod verdict;
pub mod verify;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod vectors;

pub use keys::{IssuerSigningKey, KeyId, PublicKey};
pub use link::{Origin, Scan};
pub use payload::{Affiliation, CardPayload, CertificatePayload, Paper, Payload, PhotoHash};
pub use refusal::{Malformed, Refused};
pub use text::{EnterpriseCode, HolderName, IssuerCode, PaperNumber};
pub use token::Token;
pub use trust::{TrustList, TrustedKey};
pub use verdict::Verdict;
pub use verify::{Genuine, signed_by_issuer, verify, verify_text};
