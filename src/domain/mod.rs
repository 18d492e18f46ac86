//! The law as code: pure, no clock, no database.

pub mod application;
pub mod bilingual;
pub mod calendar;
pub mod certificate;
pub mod checkpoint;
pub mod crop;
pub mod deed;
pub mod door;
pub mod dossier;
pub mod edition;
pub mod eligibility;
pub mod enterprise_code;
pub mod entry;
pub mod evidence;
pub mod fold;
pub mod grant;
pub mod ids;
pub mod issuer;
pub mod issuing;
pub mod job;
pub mod keys;
pub mod letter;
pub mod merkle;
pub mod network;
pub mod numbering;
pub mod order;
pub mod personal_number;
pub mod printable;
pub mod profile;
pub mod published;
pub mod question;
pub mod quota;
pub mod readiness;
pub mod regime;
pub mod replay;
pub mod signing;
pub mod staff;
pub mod status_index;
pub mod term;
pub mod typed;
pub mod validity;
mod words;

pub use words::UnknownWord;
#[cfg(feature = "papers")]
pub(crate) use words::words;
