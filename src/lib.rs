//! The register of QMS consulting organisations and consultant experts.
//!
//! Layers, an arrow never points back:
//! `credential ← domain ← storage ← acts ← web`; `documents` and `language`
//! hang off `domain`; `commands` wire.

pub mod credential;
pub mod dates;
pub mod domain;
pub mod language;

#[cfg(feature = "server")]
pub mod acts;
#[cfg(feature = "cli")]
pub mod clock;
#[cfg(feature = "server")]
pub mod commands;
#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "server")]
pub mod demo;
#[cfg(feature = "server")]
pub mod documents;
#[cfg(feature = "server")]
pub mod entropy;
#[cfg(feature = "server")]
pub mod secret;
#[cfg(feature = "server")]
pub mod storage;
#[cfg(feature = "server")]
pub mod web;
