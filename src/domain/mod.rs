//! The law as code: pure, no clock, no database.

pub mod dossier;
pub mod ids;
pub mod issuer;
pub mod staff;
