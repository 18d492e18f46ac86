//! The papers of the register as PDF: certificate, card, slips and letters.
//!
//! Facts go in as plain structs, bytes come out; the same facts always give the
//! same bytes. Every file is PDF/A-3a and PDF/UA-1: tagged, with title,
//! language and alternative texts, and with the signed credential attached when
//! there is one. The templates are `templates/documents/*.typ`.
//!
//! A paper can be given the electronic seal of its body: [`seal`].
//!
//! What sets them is a program of its own, `registry-press`, which lies beside
//! the one that uses this crate: [`can_print`].

mod facts;
mod job;
mod presses;
pub mod seal;

use serde::Serialize;

pub use facts::{
    Block, CardFacts, CertificateFacts, Code, Date, Heading, HolderFacts, Issuer, Language, LetterFacts,
    ListedExpert, Pictures, Signatory, Tracking,
};
pub use job::{Job, Output, PaperError, Template, write_answer};
pub use presses::{GREETING, can_print};

/// Cards on one sheet.
pub const CARDS_PER_SHEET: usize = 10;

/// What a template calls the middle of the room for the signature, and the
/// file too, as a destination: a seal finds its place by it.
pub const SIGNATURE: &str = "signature";

/// Pixels to the inch of a picture of an A4 page: its small print is read.
const A4_PER_INCH: f64 = 110.0;

/// Pixels to the inch of a picture of a card.
const CARD_PER_INCH: f64 = 250.0;

/// What the templates of cards read.
#[derive(Serialize)]
struct Cards<'a> {
    cards: &'a [CardFacts],
}

/// A certificate, A4: one page, and an annex when experts hold cards under it.
pub fn certificate(facts: &CertificateFacts) -> Result<Vec<u8>, PaperError> {
    certificate_job(facts)?.print()
}

/// One card for a card printer: front and back, with bleed and cut marks. The
/// cut is the page's `TrimBox`.
pub fn card(facts: &CardFacts) -> Result<Vec<u8>, PaperError> {
    card_job(facts)?.print()
}

/// Up to ten cards on an A4 sheet, to print on both sides, turned over the long
/// edge. Credentials are not attached: a sheet is for cutting up.
pub fn sheet(cards: &[CardFacts]) -> Result<Vec<u8>, PaperError> {
    let Some(first) = cards.first().filter(|_| cards.len() <= CARDS_PER_SHEET) else {
        return Err(PaperError::CardCount(cards.len()));
    };
    sheet_job(first, cards)?.print()
}

/// Whether a certificate can be printed and everything on it fits. It takes as
/// long as printing.
pub fn rehearse_certificate(facts: &CertificateFacts) -> Result<(), PaperError> {
    certificate_job(facts)?.rehearse()
}

/// The same of a card.
pub fn rehearse_card(facts: &CardFacts) -> Result<(), PaperError> {
    card_job(facts)?.rehearse()
}

/// The same of a sheet of cards.
pub fn rehearse_sheet(cards: &[CardFacts]) -> Result<(), PaperError> {
    let Some(first) = cards.first().filter(|_| cards.len() <= CARDS_PER_SHEET) else {
        return Err(PaperError::CardCount(cards.len()));
    };
    sheet_job(first, cards)?.rehearse()
}

/// A letter, slip or decision.
pub fn letter(facts: &LetterFacts) -> Result<Vec<u8>, PaperError> {
    letter_job(facts)?.print()
}

/// A certificate as a picture (PNG): how it looks, on a screen.
pub fn certificate_picture(facts: &CertificateFacts) -> Result<Vec<u8>, PaperError> {
    certificate_job(facts)?.picture(A4_PER_INCH)
}

/// A card as a picture: its front and under it its back, cut.
pub fn card_picture(facts: &CardFacts) -> Result<Vec<u8>, PaperError> {
    card_job(facts)?.picture(CARD_PER_INCH)
}

/// A letter as a picture.
pub fn letter_picture(facts: &LetterFacts) -> Result<Vec<u8>, PaperError> {
    letter_job(facts)?.picture(A4_PER_INCH)
}

fn certificate_job(facts: &CertificateFacts) -> Result<Job, PaperError> {
    let ident = format!("certificate {} {:?} {}", facts.plain_number, facts.language, facts.date);
    let job = Job::new(Template::Certificate, facts, ident, facts.date)?.signed(&facts.signatory);
    Ok(job.credential(facts.credential.as_deref()))
}

fn card_job(facts: &CardFacts) -> Result<Job, PaperError> {
    let cards = Cards { cards: std::slice::from_ref(facts) };
    let ident = format!("card {} {}", facts.number, facts.date);
    let job = Job::new(Template::Card, &cards, ident, facts.date)?;
    let job = job.signed(&facts.signatory).portrait(0, facts.portrait.as_deref());
    Ok(job.credential(facts.credential.as_deref()))
}

fn sheet_job(first: &CardFacts, cards: &[CardFacts]) -> Result<Job, PaperError> {
    let ident = format!("sheet {} {} {}", first.number, cards.len(), first.date);
    let job = Job::new(Template::Sheet, &Cards { cards }, ident, first.date)?.signed(&first.signatory);
    let portraits = cards.iter().map(|card| card.portrait.as_deref()).enumerate();
    Ok(portraits.fold(job, |job, (position, portrait)| job.portrait(position, portrait)))
}

fn letter_job(facts: &LetterFacts) -> Result<Job, PaperError> {
    let (Heading::Named { title, .. } | Heading::Letter { title, .. }) = &facts.heading;
    let number = facts.number.as_deref().unwrap_or_default();
    let ident = format!("{title} {number} {} {}", facts.issuer.name, facts.date);
    let job = Job::new(Template::Letter, facts, ident, facts.date)?.signed(&facts.signatory);
    Ok(job.credential(facts.credential.as_deref()))
}
