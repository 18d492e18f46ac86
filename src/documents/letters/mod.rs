//! Slips, letters and decisions, in Vietnamese (Decree 30/2020/NĐ-CP).
//!
//! The frame is one; an act brings its own words and is a function here.

mod correction;
mod dossier;
mod measure;
mod standing;
mod surrender;

use consultant_papers::{Block, Heading, LetterFacts};

pub use correction::{Correct, correction};
pub use dossier::{Slip, refusal, slip, supplement_request};
pub use measure::{Notice, notice};
pub use standing::{reinstatement, revocation, suspension};
pub use surrender::surrender;

use super::letterhead::{Letterhead, date};
use crate::dates::Day;
use crate::domain::application::Application;
use crate::domain::typed::drawable;

/// A letter's own number and day.
#[derive(Clone, Copy, Debug)]
pub struct Registration<'a> {
    /// `45/QĐ-UBND`; absent until the registry of letters gives one.
    pub number: Option<&'a str>,
    /// The day it is signed.
    pub on: Day,
}

/// A letter of this issuer on which nothing is written yet.
fn blank(head: &Letterhead, registration: Registration, heading: Heading) -> LetterFacts {
    let is_letter = matches!(heading, Heading::Letter { .. });
    let symbols = &head.profile.symbols;
    let symbol = if is_letter { &symbols.letter } else { &symbols.decision };
    LetterFacts {
        specimen: head.specimen,
        language: head.fixed_words(),
        issuer: head.issuer(),
        number: Some(numbered(registration.number, symbol)),
        place_and_date: head.place_and_date(registration.on),
        date: date(registration.on),
        heading,
        addressees: vec![],
        authority: None,
        bases: vec![],
        order: None,
        body: vec![],
        contact: if is_letter { head.contact() } else { vec![] },
        recipients: vec![],
        counterpart: None,
        signatory: head.signatory(registration.on),
        tracking: None,
        credential: None,
    }
}

/// The letter as papers can show it: what was written before the fields asked
/// may hold any sign.
pub fn as_drawn(facts: LetterFacts) -> LetterFacts {
    let all = |texts: Vec<String>| texts.iter().map(|text| drawable(text)).collect();
    let body = facts.body.into_iter().map(|block| match block {
        Block::Paragraph { text } => Block::Paragraph { text: drawable(&text) },
        Block::Article { label, text } => Block::Article { label, text: drawable(&text) },
        Block::Items { items } => Block::Items { items: all(items) },
        Block::Table { rows } => {
            Block::Table { rows: rows.into_iter().map(|(label, value)| (label, drawable(&value))).collect() }
        }
    });
    LetterFacts { addressees: all(facts.addressees), body: body.collect(), ..facts }
}

/// The number, or its place for the office's registry of documents to fill in,
/// and the symbol after it.
fn numbered(number: Option<&str>, symbol: &str) -> String {
    let place = if symbol.is_empty() { "        ".to_owned() } else { format!("        /{symbol}") };
    format!("Số: {}", number.unwrap_or(&place))
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into() }
}

/// Written reasons, a paragraph for each line.
fn paragraphs(text: &str) -> impl Iterator<Item = Block> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(paragraph)
}

/// Who applied, by name.
fn applicant(application: &Application) -> &str {
    application.applicant_name().unwrap_or("Người nộp hồ sơ")
}
