//! The law as code: pure, no clock, no database.
pub mod application;
pub mod bilingual;
pub mod calendar;
pub mod eligibility;
pub mod enterprise_code;
pub mod fold;
pub mod issuer;
pub mod numbering;
pub mod regime;
pub mod term;
mod words;

pub use words::UnknownWord;
