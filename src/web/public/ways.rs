//! Where something is asked about that was typed for the number of a paper.

use super::{path_of, path_of_paper};
use crate::domain::inquiry::{Inquiry, Item, Unasked};
use crate::language::Language;
use crate::web::address::encoded;

/// A page of ours, and what it is called.
pub(in crate::web) struct Way {
    pub(in crate::web) href: String,
    pub(in crate::web) label: &'static str,
}

/// The pages that know more of it, the likeliest first; none where nothing can
/// be said.
pub(in crate::web) fn ways(language: Language, unasked: &Unasked) -> Vec<Way> {
    match unasked {
        Unasked::Other(item) => of_item(language, item),
        _ => Vec::new(),
    }
}

pub(super) fn of_item(language: Language, item: &Item) -> Vec<Way> {
    let texts = language.public();
    let way = |href: String, label| Way { href, label };
    let search = |page: &str, name: &str| format!("{page}?q={}", encoded(name));
    match item {
        Item::Number(number) => match &number.candidates[..] {
            [number] => vec![way(path_of(number), texts.page_of_number)],
            _ => Vec::new(),
        },
        Item::Page { number, place } => vec![way(path_of_paper(number, *place), texts.page_of_number)],
        Item::Slip(code) => vec![way(slip(code), texts.follow_dossier)],
        Item::Dossier(_) => vec![way("/filing".to_owned(), language.home().continue_filing)],
        Item::Enterprise { code, .. } => vec![way(format!("/register/{code}"), texts.organisation_of_code)],
        Item::PersonalNumber => vec![way("/register/experts".to_owned(), texts.experts)],
        Item::Name(name) => vec![
            way(search("/register", name), texts.organisations_so_called),
            way(search("/register/experts", name), texts.experts_so_called),
        ],
        Item::Code => Vec::new(),
    }
}

/// Where something is looked up that was typed for a name and is a number.
pub(super) fn of_number(language: Language, typed: &str, inquiry: &Inquiry) -> Option<Way> {
    let is_number = matches!(inquiry.the_one(), Some(Item::Number(_) | Item::Page { .. } | Item::Slip(_)));
    let href = format!("/look-up?number={}", encoded(typed));
    is_number.then(|| Way { href, label: language.public().page_of_number })
}

/// The page that follows a slip's dossier.
pub(super) fn slip(code: &str) -> String {
    path_of(code).replacen("/c/", "/T/", 1)
}
