//! The name in the code of a card, cut where the code would be too fine to be
//! read (FORMAT.md, section 4).

use std::convert::Infallible;

use unicode_normalization::char::is_combining_mark;

use super::keys::KeyId;
use super::link::{self, Origin};
use super::payload::Payload;
use super::text::{CUT, HolderName};
use super::token::Token;

/// The most characters of a card's code: version 14 with error correction Q,
/// 0.4 mm a module in a picture of 33 mm.
const MOST_CARD_CHARACTERS: usize = 376;

/// No name is cut to fewer letters.
const FEWEST_LETTERS: usize = 12;

/// What the code of this paper says: the paper itself, or on a card whose code
/// would be too long, the same with its name cut.
pub(crate) fn for_code(payload: Payload, origin: &Origin, key_id: KeyId) -> Payload {
    let fits = |payload: &Payload| {
        let is_card = matches!(payload, Payload::Card(_));
        !is_card || length(payload.clone(), origin, key_id) <= MOST_CARD_CHARACTERS
    };
    if fits(&payload) {
        return payload;
    }
    let name = payload.paper().holder.clone();
    let mut last = payload.clone();
    for shorter in beginnings(name.as_str()) {
        last = payload.clone().named(shorter);
        if fits(&last) {
            break;
        }
    }
    last
}

/// The beginnings of a name with the mark of a cut, longest first: none ends
/// within a letter and its marks, or after a space.
fn beginnings(name: &str) -> Vec<HolderName> {
    let starts: Vec<usize> =
        name.char_indices().filter(|(_, letter)| !is_combining_mark(*letter)).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(FEWEST_LETTERS).rev();
    let cut = ends.filter_map(|end| format!("{}{CUT}", name[..*end].trim_end_matches(' ')).parse().ok());
    cut.collect()
}

/// Characters of the QR's text. Every signature is as long as another.
fn length(payload: Payload, origin: &Origin, key_id: KeyId) -> usize {
    let unsigned = Token::signed(payload, key_id, |_| Ok::<_, Infallible>([0; 64]));
    unsigned.map_or(0, |token| link::text(origin, &token).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::payload::tests::paper;
    use crate::credential::{Affiliation, CardPayload, CertificatePayload, PhotoHash};

    fn card(name: &str) -> Payload {
        let mut paper = paper();
        paper.holder = name.parse().expect("a name");
        CardPayload::new(paper, Affiliation::Organisation, PhotoHash::from_bytes([0xff; 16]))
            .map(Payload::Card)
            .expect("the days fit")
    }

    fn origin() -> Origin {
        "https://tuvan-iso.example.gov.vn".parse().expect("an origin")
    }

    fn key() -> KeyId {
        KeyId::try_from([7_u8; 8].as_slice()).expect("eight bytes")
    }

    #[test]
    fn an_ordinary_name_stays_whole() {
        let payload = card("Nguyễn Thị Hồng Phương Thảo Vy");
        assert_eq!(for_code(payload.clone(), &origin(), key()), payload);
    }

    #[test]
    fn a_long_name_is_cut_to_the_longest_that_fits_and_says_so() {
        for name in [
            "NGUYỄN PHẠM THỊ NGỌC QUỲNH HƯƠNG TRẦN LÊ HOÀNG ÁNH DƯƠNG".to_owned(),
            "Ệ".repeat(100),
            "Rơ Châm Ơ̆ ".repeat(18).trim_end().to_owned(),
        ] {
            let cut = for_code(card(&name), &origin(), key());
            let said = &cut.paper().holder;
            assert!(said.is_cut() && said.stands_for(&name), "{said}");
            let characters = length(cut.clone(), &origin(), key());
            assert!((370..=MOST_CARD_CHARACTERS).contains(&characters), "{characters}: {said}");
            assert!(!said.as_str().contains(" …"), "{said}");
        }
        assert!(!card("Nguyễn Văn An").paper().holder.stands_for("Nguyễn Văn Anh"));
        assert!(!"Trần…".parse::<HolderName>().expect("a name").stands_for("Nguyễn Văn An"));
    }

    #[test]
    fn no_cut_parts_a_letter_from_its_mark() {
        let name = "Ơ̆".repeat(40);
        for shorter in beginnings(&name) {
            let bare = shorter.as_str().trim_end_matches(CUT);
            assert_eq!(bare.chars().count() % 2, 0, "{shorter}");
        }
    }

    #[test]
    fn a_certificate_says_the_whole_name_in_its_larger_code() {
        let mut paper = paper();
        paper.holder = "Ệ".repeat(100).parse().expect("300 bytes");
        let payload = CertificatePayload::independent(paper).map(Payload::Certificate).expect("days");
        assert_eq!(for_code(payload.clone(), &origin(), key()), payload);
    }
}
