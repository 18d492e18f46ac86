//! Links to our own pages, as people copy them out of the address field, a
//! message or a sentence.

use rocket::http::RawStr;

use super::path_of;

/// The page that a pasted link leads to: of a number, or of a slip. Only of
/// this site; another's link is no way to a page of ours.
pub(super) fn page_of_ours(text: &str, host: &str) -> Option<String> {
    // Hosts and these paths are ASCII: the places are the same in the text.
    let lower = text.to_ascii_lowercase();
    ["/c/", "/t/"].into_iter().find_map(|path| {
        let link = format!("{}{path}", host.to_ascii_lowercase());
        let at = lower.find(&link).filter(|at| begins_link(&lower[..*at]))?;
        let rest = text[at + link.len()..].split(char::is_whitespace).next()?;
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let rest = RawStr::new(rest.split('#').next()?).percent_decode_lossy();
        let name = rest.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let page = path_of(name);
        match (name, path) {
            ("", _) => None,
            (_, "/t/") => Some(page.replacen("/c/", "/T/", 1)),
            _ => Some(page + &paper_in(query)),
        }
    })
}

/// Whether a link may begin after this: with its scheme or without one.
fn begins_link(before: &str) -> bool {
    let before = before.strip_suffix("https://").or_else(|| before.strip_suffix("http://")).unwrap_or(before);
    before.chars().next_back().is_none_or(|last| !last.is_alphanumeric() && !"@.-/\\".contains(last))
}

/// Which of the papers of a number the link names.
fn paper_in(query: &str) -> String {
    let place = query.split('&').find_map(|part| part.strip_prefix("paper="));
    let digits = place.map(|place| place.trim_end_matches(|letter: char| !letter.is_ascii_digit()));
    let digits = digits.filter(|digits| digits.parse::<u32>().is_ok());
    digits.map_or_else(String::new, |digits| format!("?paper={digits}"))
}

#[cfg(test)]
mod tests {
    use super::page_of_ours;

    #[test]
    fn a_link_to_a_page_of_ours_is_found_in_what_was_pasted() {
        let page = |text: &str| page_of_ours(text, "so.example.vn:8000");
        for (text, expected) in [
            ("https://so.example.vn:8000/c/01-2026-GXN-BKHCN", "/c/01-2026-GXN-BKHCN"),
            ("so.example.vn:8000/c/01/2026/GXN-BKHCN.", "/c/01/2026/GXN-BKHCN"),
            ("HTTP://SO.EXAMPLE.VN:8000/C/01-2026-GXN-BKHCN?fbclid=x", "/c/01-2026-GXN-BKHCN"),
            (
                "(xem https://so.example.vn:8000/c/7-2026-GXN-ĐN?lang=en&paper=100)",
                "/c/7-2026-GXN-%C4%90N?paper=100",
            ),
            ("https://so.example.vn:8000/c/7-2026-GXN-%C4%90N#:~:text=x", "/c/7-2026-GXN-%C4%90N"),
            (
                "so.example.vn:8000/T/52-261122-0015-ABCD-EFGH-IJKL-MNOP.",
                "/T/52-261122-0015-ABCD-EFGH-IJKL-MNOP",
            ),
        ] {
            assert_eq!(page(text).as_deref(), Some(expected), "{text}");
        }
        for other in [
            "https://evil.example/c/01-2026",
            "https://evil.example/so.example.vn:8000/c/01-2026",
            "https://x@so.example.vn:8000/c/01-2026",
            "https://xso.example.vn:8000/c/01-2026",
            "https://so.example.vn:8000/c/",
            "https://so.example.vn:8000/register",
            "01/2026/GXN-BKHCN",
        ] {
            assert_eq!(page(other), None, "{other}");
        }
    }
}
