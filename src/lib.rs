//! The register of QMS consulting organisations and consultant experts.
//!
//! Layers, an arrow never points back:
//! `credential ← domain ← storage ← acts ← web`.
pub mod credential;
pub mod dates;
pub mod domain;
