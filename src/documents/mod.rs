//! What is shown or printed from a record: QR codes, papers, letters.
//!
//! What papers say is chosen here, from the domain; how it stands on the page
//! is the templates' matter, and a press's to set.

/// Cards on one A4 sheet, for offices without a card printer.
pub const CARDS_ON_A_SHEET: usize = 10;

pub mod card;
pub mod certificate;
pub mod fault;
pub mod letterhead;
pub mod letters;
pub mod print;
#[cfg(test)]
mod sample;
pub mod specimen;
