//! Pages for everyone.

mod check;
mod home;
mod portrait;
mod register;
mod several;
mod ways;

use rocket::http::uri::Segments;
use rocket::http::uri::fmt::Path;
use rocket::{Route, routes};

use crate::domain::published::PublicPaper;
use crate::language::Language;
use crate::language::verdict::Subject;
use crate::verification::Check;
use crate::web::address::encoded;

pub(super) use ways::ways;

pub(super) fn routes() -> Vec<Route> {
    routes![
        home::home,
        home::look_up,
        check::scanned,
        check::scanned_in_small_letters,
        check::numbered,
        portrait::portrait,
        register::organisations,
        register::organisation,
        register::experts,
    ]
}

/// What was found, as a sentence; of what could not be read or looked up, why.
pub(super) fn sentence(language: Language, subject: Subject<'_>, check: &Check) -> String {
    match (check.unreadable, &check.unasked) {
        (Some(malformed), _) => language.unreadable(malformed),
        (None, Some(unasked)) => language.unasked(unasked),
        (None, None) if check.is_past => language.verdict_then(subject, &check.verdict, check.on),
        (None, None) => language.verdict(subject, &check.verdict, check.on),
    }
}

/// When the register was asked for a check, and how far it went then.
pub(super) fn freshness(language: Language, check: &Check) -> String {
    let texts = language.public();
    match check.as_of {
        Some(at) => {
            format!("{} {}, {} {}.", texts.checked, language.instant(at), texts.entry, check.register_seq)
        }
        None => texts.never_asked.to_owned(),
    }
}

/// The number in the rest of a path: it may hold slashes.
pub(super) fn typed(rest: Segments<'_, Path>) -> String {
    rest.collect::<Vec<_>>().join("/")
}

/// The path of a paper's page: `/c/01/2026/GXN-BKHCN`.
pub(super) fn path_of(number: &str) -> String {
    let segments = number.split('/').map(encoded);
    format!("/c/{}", segments.collect::<Vec<_>>().join("/"))
}

/// The path of the document of exactly this paper:
/// `/documents/01-2026-GXN-BKHCN?paper=100`.
pub(super) fn document_path(paper: &PublicPaper) -> String {
    format!("{}?paper={}", newest_document_path(&paper.number), paper.status_index)
}

/// The path of the document of the newest paper of this number.
pub(super) fn newest_document_path(number: &str) -> String {
    format!("/documents/{}", encoded(&number.replace('/', "-")))
}

/// The page of exactly one of the papers of a number.
pub(super) fn path_of_paper(number: &str, place: Option<u32>) -> String {
    let paper = place.map_or_else(String::new, |place| format!("?paper={place}"));
    format!("{}{paper}", path_of(number))
}

#[cfg(test)]
mod tests {
    use super::{newest_document_path, path_of};

    #[test]
    fn slashes_stay_in_the_path_and_other_letters_are_encoded() {
        assert_eq!(path_of("01/2026/GXN-BKHCN"), "/c/01/2026/GXN-BKHCN");
        assert_eq!(path_of("7/2026/GXN-ĐN"), "/c/7/2026/GXN-%C4%90N");
        assert_eq!(newest_document_path("7/2026/GXN-ĐN"), "/documents/7-2026-GXN-%C4%90N");
    }
}
