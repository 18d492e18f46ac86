//! A file as it is answered: shown by the browser, or kept by whoever asked.
//!
//! What is shown came from outside, or may hold what did: it is shown under its
//! own policy, in which nothing runs and nothing is loaded, and the same to
//! whoever handed it in as to whoever judges it.

use std::io::Cursor;

use bytes::Bytes;
use rocket::http::Header;
use rocket::request::Request;
use rocket::response::{Responder, Response, Result as Responded};

use super::address::encoded;
use crate::domain::fold::fold;

/// A picture cannot do anything at all.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; \
     frame-ancestors 'none'";

/// Without a sandbox: Chromium 148 shows a PDF in its own viewer with one too,
/// and that every browser does is not known. Nothing is lost by it. The type is fixed and not guessed, so no
/// script of a page can run from it: what a PDF may run, runs in the viewer,
/// which is of another origin.
const PDF_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; \
     object-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const PDF: &str = "application/pdf";

/// A file and its bytes.
pub(super) struct File {
    use_of_it: Use,
    name: String,
    media_type: String,
    bytes: Bytes,
}

/// What the browser is to do with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// To show it.
    Show,
    /// To keep it.
    Keep,
}

impl File {
    /// A picture or a PDF that the browser shows.
    pub(super) fn to_show(name: impl Into<String>, media_type: impl Into<String>, bytes: Bytes) -> Self {
        Self { use_of_it: Use::Show, name: name.into(), media_type: media_type.into(), bytes }
    }

    /// A file that the browser keeps.
    pub(super) fn to_keep(name: impl Into<String>, media_type: impl Into<String>, bytes: Bytes) -> Self {
        Self { use_of_it: Use::Keep, name: name.into(), media_type: media_type.into(), bytes }
    }
}

impl<'r> Responder<'r, 'static> for File {
    fn respond_to(self, _: &'r Request<'_>) -> Responded<'static> {
        let policy = if self.media_type == PDF { PDF_POLICY } else { PICTURE_POLICY };
        let mut answer = Response::build();
        answer
            .header(disposition(self.use_of_it, &self.name))
            .header(Header::new("Content-Type", self.media_type))
            .header(Header::new("X-Content-Type-Options", "nosniff"))
            .header(Header::new("Cross-Origin-Resource-Policy", "same-origin"));
        if self.use_of_it == Use::Show {
            answer.header(Header::new("Content-Security-Policy", policy));
        }
        answer.sized_body(self.bytes.len(), Cursor::new(self.bytes)).ok()
    }
}

/// What is to be done with a file of this name. A name that is not of plain
/// letters is given twice (RFC 6266, appendix D): in plain letters for programs
/// that know no better, and whole.
pub(super) fn disposition(use_of_it: Use, file_name: &str) -> Header<'static> {
    let kind = match use_of_it {
        Use::Show => "inline",
        Use::Keep => "attachment",
    };
    let plain: String = file_name
        .chars()
        .flat_map(|letter| match letter {
            '"' | '\\' | '%' => "-".chars().collect::<Vec<_>>(),
            ' '..='~' => vec![letter],
            _ => in_plain_letters(letter),
        })
        .collect();
    let whole =
        if plain == file_name { String::new() } else { format!("; filename*=UTF-8''{}", encoded(file_name)) };
    Header::new("Content-Disposition", format!("{kind}; filename=\"{plain}\"{whole}"))
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
        let said = |use_of_it, name| disposition(use_of_it, name).value.into_owned();
        assert_eq!(said(Use::Keep, "the-52-TV-1.pdf"), "attachment; filename=\"the-52-TV-1.pdf\"");
        assert_eq!(
            said(Use::Show, "1. Bằng đại học.pdf"),
            "inline; filename=\"1. Bang dai hoc.pdf\"; \
             filename*=UTF-8''1.%20B%E1%BA%B1ng%20%C4%91%E1%BA%A1i%20h%E1%BB%8Dc.pdf"
        );
        let odd = said(Use::Keep, "a\"b\\c;d Đỗ.pdf");
        assert!(odd.starts_with("attachment; filename=\"a-b-c;d Do.pdf\"; "), "{odd}");
    }
}
