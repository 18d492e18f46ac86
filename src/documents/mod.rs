//! What is shown or printed from a record: QR codes, papers, letters.
//!
//! Papers need the feature `papers`. What they say is chosen here, from the
//! domain; how it stands on the page is the templates' matter.

pub mod qr;

/// Cards on one A4 sheet, for offices without a card printer.
pub const CARDS_ON_A_SHEET: usize = 10;

#[cfg(feature = "papers")]
pub mod card;
#[cfg(feature = "papers")]
pub mod certificate;
#[cfg(feature = "papers")]
pub mod fault;
#[cfg(feature = "papers")]
pub mod letterhead;
#[cfg(feature = "papers")]
pub mod letters;
#[cfg(feature = "papers")]
pub mod print;
#[cfg(all(test, feature = "papers"))]
mod sample;
#[cfg(feature = "papers")]
pub mod specimen;
