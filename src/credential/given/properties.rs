//! What holds for every text and every file.

use proptest::prelude::*;

use super::{File, code, holds_code, pdf, text};
use crate::credential::vectors::{card_token, certificate_token, trust};
use crate::credential::{link, verify};

/// What may stand before a link, its last sign one that no link begins with.
fn before() -> &'static str {
    "([ -~àéôưđẠỘ\n]{0,40}[ \n<\\(\"])?"
}

/// What may stand after a code: no letter or digit at once.
fn after() -> &'static str {
    "([^%0-9A-Za-z\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{feff}-][ -~ạộ\n]{0,60})?"
}

proptest! {
    #[test]
    fn a_code_is_found_whatever_is_around_it(before in before(), after in after(), small in any::<bool>()) {
        prop_assume!(!before.contains("://") && !before.to_ascii_uppercase().contains("2KCE"));
        prop_assume!(!after.to_ascii_uppercase().contains("2KCE"));
        let token = certificate_token();
        let mut link = link::text(&"https://so.example.vn".parse().expect("an origin"), &token);
        if small {
            link.make_ascii_lowercase();
        }
        let found = code(&format!("{before}{link}{after}"));
        prop_assert_eq!(found.map(|scanned| (scanned.host, scanned.token)), Ok((Some("so.example.vn".to_owned()), token)));
    }

    #[test]
    fn a_code_is_found_however_its_lines_are_broken(
        width in 30usize..120, mark in prop::sample::select(vec!["\n", "\r\n", " ", "-", "=\r\n", "\r\n> ", "\n>> ", " \n\t", "\u{ad}"]),
    ) {
        let (token, whole) = (card_token(), card_token().to_code());
        let parts: Vec<&str> = (0..whole.len()).step_by(width).map(|at| &whole[at..whole.len().min(at + width)]).collect();
        prop_assert_eq!(code(&parts.join(mark)).map(|scanned| scanned.token), Ok(token));
    }

    #[test]
    fn nothing_that_nobody_signed_is_genuine(text in "(?s)(.{0,60}(https?://[a-z./:-]{0,20}/V/)?2KCE3IQB[A-Z2-7 \n=>-]{0,400}.{0,20})?") {
        if let Ok(scanned) = code(&text) {
            prop_assert!(verify(&scanned.token, &trust()).is_err());
            prop_assert!(holds_code(&text));
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = File::of(&bytes);
        let _ = text(&bytes).map(|text| code(&text));
        let _ = pdf::documents(&bytes);
        let _ = pdf::pictures(&bytes).count();
    }

    #[test]
    fn no_stream_makes_it_panic(
        head in "(/Subtype/Image|/Width|/Height|/BitsPerComponent|/FlateDecode|/Filter|/DCTDecode|/ImageMask|/Indexed| [0-9]{1,4}){0,14}",
        content in proptest::collection::vec(any::<u8>(), 0..500),
    ) {
        let mut bytes = format!("%PDF-1.4\n1 0 obj<<{head}>>stream\n").into_bytes();
        bytes.extend(content);
        let _ = pdf::documents(&bytes);
        let _ = pdf::pictures(&bytes).count();
    }
}
