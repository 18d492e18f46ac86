//! What people give to be checked, before it is a code or a document
//! (FORMAT.md, section 9).
//!
//! People paste a link with what a messenger appended to it, a mail that broke
//! it at every 76th letter, a file that an editor saved with a mark before it,
//! a PDF that went through a printer. Every shell takes the code or the
//! document out of it here, so that they answer the same. Nothing is repaired:
//! what is taken out is read as strictly as ever, and the host that is told is
//! the one that a browser would have opened.
//!
//! Pure and bounded: no more than a constant of work for a byte given, and no
//! more memory than the limits named here.

#[expect(clippy::single_match_else, reason = "a sign that is decoded, and one that is not, weigh the same")]
mod code;
mod file;
pub mod pdf;
mod raster;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

pub use code::{Letters, MAX_GIVEN_BYTES, code, holds_code, letters};
pub use file::{File, NotText, text};
