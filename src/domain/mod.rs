//! The law as code: pure, no clock, no database.

pub mod certificate;
pub mod dossier;
pub mod entry;
pub mod ids;
pub mod issuer;
pub mod staff;
pub mod status_index;
