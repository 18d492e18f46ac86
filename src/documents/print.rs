//! The one place where facts become the bytes of a file.
//!
//! A [`Printable`] holds everything its file is made of, so it can be printed
//! on another thread, later, or found among those that were printed already.

use std::hash::{Hash, Hasher};

use consultant_papers::{CardFacts, CertificateFacts, LetterFacts, PaperError};
use consultant_pictures::Size;
use sha2::{Digest, Sha256};

use super::fault::Unset;
use crate::domain::fold::fold;
use crate::domain::typed::is_drawn;
use crate::language::Language;

/// A portrait of 20 × 30 mm at 600 dots an inch: no printer shows more. As high
/// as wide, for what came before portraits were held to their ratio.
const PORTRAIT: Size = Size { width: 708, height: 708 };

/// A portrait of more bytes is made smaller: ten of them are one sheet.
const PORTRAIT_BYTES: usize = 256 * 1024;

/// A paper with all its facts, not yet set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Printable {
    /// A certificate.
    Certificate(Box<CertificateFacts>),
    /// One card, for a card printer.
    Card(Box<CardFacts>),
    /// Up to ten cards on A4.
    Sheet(Vec<CardFacts>),
    /// A slip, letter or decision.
    Letter(Box<LetterFacts>),
}

impl Printable {
    /// What tells it from every other paper: the same digest, the same bytes.
    /// It is not for keeping: it may change with the program.
    pub fn digest(&self) -> [u8; 32] {
        let mut digest = Digester(Sha256::new());
        self.hash(&mut digest);
        digest.0.finalize().into()
    }

    /// The file. It takes tens of milliseconds of one processor.
    pub fn print(&self) -> Result<Vec<u8>, PaperError> {
        match self {
            Self::Certificate(facts) => consultant_papers::certificate(facts),
            Self::Card(facts) => consultant_papers::card(&with_small_portrait(facts)),
            Self::Sheet(cards) => {
                let cards: Vec<CardFacts> = cards.iter().map(with_small_portrait).collect();
                match consultant_papers::sheet(&cards) {
                    Err(PaperError::Setting(_)) => consultant_papers::sheet(&printable_cards(&cards)),
                    printed => printed,
                }
            }
            Self::Letter(facts) => consultant_papers::letter(facts),
        }
    }

    /// Whether it can be printed, and everything on it fits; nothing is kept.
    /// It takes as long as printing.
    pub fn rehearse(&self) -> Result<(), Unset> {
        let rehearsed = match self {
            Self::Certificate(facts) => consultant_papers::rehearse_certificate(facts),
            Self::Card(facts) => consultant_papers::rehearse_card(&with_small_portrait(facts)),
            Self::Sheet(cards) => {
                let cards: Vec<CardFacts> = cards.iter().map(with_small_portrait).collect();
                consultant_papers::rehearse_sheet(&cards)
            }
            Self::Letter(facts) => consultant_papers::letter(facts).map(drop),
        };
        rehearsed.map_err(|error| Unset::of(self, &error))
    }
}

/// The cards of a sheet, with the reason in the place of those that cannot be
/// printed: nine people's cards do not wait for the tenth's picture.
pub(super) fn printable_cards(cards: &[CardFacts]) -> Vec<CardFacts> {
    let checked = cards.iter().map(|card| match consultant_papers::rehearse_card(card) {
        Ok(()) | Err(PaperError::TooLong(_)) => card.clone(),
        Err(error) => {
            let unset = Unset::of(&Printable::Card(Box::new(card.clone())), &error);
            tracing::warn!(card = card.number, %unset, "a card of a sheet could not be printed");
            left_out(card, &unset)
        }
    });
    checked.collect()
}

/// The place of a card that cannot be printed: its number, and why.
pub fn left_out(card: &CardFacts, unset: &Unset) -> CardFacts {
    let (field, fault) = (Language::Vi.paper_field(unset.field), Language::Vi.paper_fault(unset.fault));
    // A sign that cannot be drawn is named by its code alone.
    let why: String = fault.chars().filter(|sign| is_drawn(*sign)).collect();
    let left_out = Some(format!("Không in được thẻ này. {field}: {why}"));
    CardFacts {
        left_out,
        name: card.number.clone(),
        organisation: None,
        portrait: None,
        credential: None,
        ..card.clone()
    }
}

/// A name for the file of a paper with this number: `giay-xac-nhan` and
/// `01/2026/GXN-52` give `giay-xac-nhan-01-2026-GXN-52.pdf`.
pub fn file_name(kind: &str, number: &str) -> String {
    format!("{kind}-{}.pdf", plain(number))
}

/// The number in letters that every file system and every header takes.
pub fn plain(number: &str) -> String {
    let bare: Vec<String> = number.split(|letter: char| !letter.is_alphanumeric()).map(fold).collect();
    bare.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-").to_uppercase()
}

/// The card, its portrait no larger than a printer can show, and with nothing
/// in it but what is seen: portraits that were signed before all were drawn at
/// the door are still as they came. A picture that cannot be read stays as it
/// is: setting the card will say so.
fn with_small_portrait(card: &CardFacts) -> CardFacts {
    let mut card = card.clone();
    if let Some(portrait) = &card.portrait
        && !(portrait.len() <= PORTRAIT_BYTES && consultant_pictures::is_plain(portrait))
        && let Ok(drawn) = consultant_pictures::shown(portrait, PORTRAIT)
    {
        card.portrait = Some(drawn.bytes.to_vec());
    }
    card
}

/// Feeds what is hashed to SHA-256: among papers of people a collision must not
/// happen, not even on purpose.
struct Digester(Sha256);

impl Hasher for Digester {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let digest: [u8; 32] = self.0.clone().finalize().into();
        u64::from_be_bytes(std::array::from_fn(|at| digest[at]))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbImage};

    use super::super::{card, certificate, sample};
    use super::*;

    #[test]
    fn every_fact_and_every_byte_of_it_changes_the_digest() {
        let register = sample::register();
        let facts = certificate::facts(&register.head(Language::Vi), &register.printed()).expect("fits");
        let digest = |facts: &CertificateFacts| Printable::Certificate(Box::new(facts.clone())).digest();
        assert_eq!(digest(&facts), digest(&facts.clone()));
        let mut other = facts.clone();
        other.credential = Some(b"{ }".to_vec());
        assert_ne!(digest(&facts), digest(&other), "what is attached counts too");
        let mut other = facts.clone();
        other.holder.name.push('.');
        assert_ne!(digest(&facts), digest(&other));
    }

    #[test]
    fn the_name_of_a_file_says_what_it_is_in_plain_letters() {
        assert_eq!(file_name("giay-xac-nhan", "01/2026/GXN-BKHCN"), "giay-xac-nhan-01-2026-GXN-BKHCN.pdf");
        assert_eq!(file_name("the", "7/2026/GXN-ĐN \"x\""), "the-7-2026-GXN-DN-X.pdf");
    }

    #[test]
    fn a_portrait_too_fine_for_any_printer_is_made_smaller() {
        let register = sample::register();
        let noise = RgbImage::from_fn(800, 1200, |x, y| {
            image::Rgb([(x * 7 + y * 13).to_le_bytes()[0], (x * y).to_le_bytes()[0], 9])
        });
        let mut large = Vec::new();
        noise.write_to(&mut Cursor::new(&mut large), ImageFormat::Png).expect("a picture");
        assert!(large.len() > PORTRAIT_BYTES);
        let mut printed = register.printed_card();
        printed.portrait = Some(&large);
        let facts = card::facts(&register.head(Language::Vi), &printed).expect("fits");
        let smaller = with_small_portrait(&facts).portrait.expect("a portrait");
        assert!(smaller.len() < large.len() / 2);
        let read = image::load_from_memory(&smaller).expect("a picture");
        assert_eq!((read.width(), read.height()), (472, 708));
        assert!(Printable::Card(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
    }

    #[test]
    fn a_portrait_signed_as_it_came_is_printed_upright_and_says_nothing_of_its_camera() {
        let register = sample::register();
        for came in [
            &include_bytes!("../../tests/pictures/cmyk.jpg")[..],
            include_bytes!("../../tests/pictures/place-and-thumbnail.jpg"),
            include_bytes!("../../tests/pictures/orientation-5.jpg"),
            include_bytes!("../../tests/pictures/orientation-6.png"),
            include_bytes!("../../tests/pictures/clear-corners.png"),
        ] {
            let mut printed = register.printed_card();
            printed.portrait = Some(came);
            let facts = card::facts(&register.head(Language::Vi), &printed).expect("fits");
            let shown = with_small_portrait(&facts).portrait.expect("a portrait");
            assert!(consultant_pictures::is_plain(&shown));
            let size = consultant_pictures::measure(&shown).expect("a picture");
            assert!(size.height > size.width, "{size:?}");
            assert!(Printable::Card(Box::new(facts)).print().expect("a paper").starts_with(b"%PDF-"));
        }
        let plain = include_bytes!("../../tests/pictures/plain.jpg");
        let mut printed = register.printed_card();
        printed.portrait = Some(plain);
        let facts = card::facts(&register.head(Language::Vi), &printed).expect("fits");
        assert_eq!(with_small_portrait(&facts).portrait.as_deref(), Some(&plain[..]), "not drawn twice");
    }
}
