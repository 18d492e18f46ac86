//! An uploaded paper, as it was handed in. It came from outside: it is shown
//! under its own policy, in which nothing runs and nothing is loaded, and the
//! same to whoever handed it in as to whoever judges it.

use std::io::Cursor;

use bytes::Bytes;
use rocket::http::{Header, RawStr};
use rocket::request::Request;
use rocket::response::{Responder, Response, Result as Responded};

use crate::domain::evidence::Evidence;
use crate::domain::fold::fold;

/// A picture cannot do anything at all.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; \
     frame-ancestors 'none'";

/// A sandbox would keep browsers from showing a PDF in their own viewer. The
/// type is fixed and not guessed, so no script of a page can run from it: what
/// a PDF may run, runs in the viewer, which is of another origin.
const PDF_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
     object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// A paper and its bytes.
pub(super) struct Paper {
    pub(super) evidence: Evidence,
    pub(super) bytes: Bytes,
}

impl<'r> Responder<'r, 'static> for Paper {
    fn respond_to(self, _: &'r Request<'_>) -> Responded<'static> {
        let Self { evidence, bytes } = self;
        let is_pdf = evidence.media_type == "application/pdf";
        Response::build()
            .header(Header::new("Content-Disposition", disposition("inline", &evidence.file_name)))
            .header(Header::new("Content-Type", evidence.media_type))
            .header(Header::new("X-Content-Type-Options", "nosniff"))
            .header(Header::new("Cross-Origin-Resource-Policy", "same-origin"))
            .header(Header::new("Content-Security-Policy", if is_pdf { PDF_POLICY } else { PICTURE_POLICY }))
            .sized_body(bytes.len(), Cursor::new(bytes))
            .ok()
    }
}

/// A `Content-Disposition` with the name twice (RFC 6266, appendix D): in plain
/// letters for programs that know no better, and whole.
pub(super) fn disposition(kind: &str, file_name: &str) -> String {
    let plain: String = file_name
        .chars()
        .flat_map(|letter| match letter {
            '"' | '\\' | '%' => "-".chars().collect::<Vec<_>>(),
            ' '..='~' => vec![letter],
            _ => in_plain_letters(letter),
        })
        .collect();
    let whole = RawStr::new(file_name).percent_encode();
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

fn in_plain_letters(letter: char) -> Vec<char> {
    let small: Vec<char> = fold(&letter.to_string()).chars().filter(char::is_ascii_alphanumeric).collect();
    match (small.is_empty(), letter.is_uppercase()) {
        (true, _) => vec!['-'],
        (false, true) => small.iter().map(char::to_ascii_uppercase).collect(),
        (false, false) => small,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_given_in_plain_letters_and_whole() {
        assert_eq!(
            disposition("inline", "1. Bằng đại học.pdf"),
            "inline; filename=\"1. Bang dai hoc.pdf\"; \
             filename*=UTF-8''1.%20B%E1%BA%B1ng%20%C4%91%E1%BA%A1i%20h%E1%BB%8Dc.pdf"
        );
        let odd = disposition("attachment", "a\"b\\c;d Đỗ.pdf");
        assert!(odd.starts_with("attachment; filename=\"a-b-c;d Do.pdf\"; "), "{odd}");
    }
}
