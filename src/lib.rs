//! The register of QMS consulting organisations and consultant experts.
//!
//! Layers, an arrow never points back:
//! `credential ← domain ← storage ← acts ← web`.
#[cfg(feature = "cli")]
pub mod clock;
pub mod credential;
pub mod dates;
#[cfg(feature = "server")]
pub mod documents;
pub mod domain;
