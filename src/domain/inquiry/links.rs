//! Links in a text: those to pages of ours, as people copy them out of the
//! address field, a message or a sentence, and those of others.

use super::Item;

/// What the links of a text lead to.
pub(super) struct Links {
    /// Pages of ours that are named by the link alone.
    pub(super) items: Vec<Item>,
    /// The text without those, and without links of others: what stands in
    /// them is no word of ours.
    pub(super) rest: String,
    /// Whether there is a link of others.
    pub(super) has_others: bool,
}

/// The links in a text. Only of this host; another's link is no way to a page
/// of ours.
pub(super) fn of_ours(text: &str, host: &str) -> Links {
    let host = host.to_ascii_lowercase();
    let mut links = Links { items: Vec::new(), rest: String::with_capacity(text.len()), has_others: false };
    for word in text.split_inclusive(char::is_whitespace) {
        let kept = links.word(word, &host);
        links.rest.push_str(&decoded(kept));
    }
    links
}

impl Links {
    /// Takes a word in; answers what of it is to be read as any other word.
    fn word<'w>(&mut self, word: &'w str, host: &str) -> &'w str {
        // Hosts and these paths are ASCII: the places are the same in the text.
        let lower = word.to_ascii_lowercase();
        let ours = ours(&lower, host);
        let Some(path_at) = ours else {
            let other = lower.find("://").map(|at| lower[..at].trim_end_matches(char::is_alphanumeric).len());
            self.has_others |= other.is_some();
            // A blank at the end keeps the words apart.
            return other.map_or(word, |at| if at == 0 { " " } else { &word[..at] });
        };
        let path = &word[path_at..];
        let Some(item) = page(path) else { return path };
        self.items.push(item);
        " "
    }
}

/// Where the path of a link of ours begins.
fn ours(lower: &str, host: &str) -> Option<usize> {
    if host.is_empty() {
        return None;
    }
    let at = lower.find(&format!("{host}/"))?;
    begins_link(&lower[..at]).then_some(at + host.len())
}

/// Whether a link may begin after this: with its scheme or without one.
fn begins_link(before: &str) -> bool {
    let before = before.strip_suffix("https://").or_else(|| before.strip_suffix("http://")).unwrap_or(before);
    before.chars().next_back().is_none_or(|last| !last.is_alphanumeric() && !"@.-/\\".contains(last))
}

/// The page that a path leads to: of a number, or of a slip.
fn page(path: &str) -> Option<Item> {
    let (kind, rest) = path.split_at_checked("/c/".len())?;
    let of_path = |letter: char| letter.is_alphanumeric() || "%-/._~".contains(letter);
    let (name, query) = rest.split_at(rest.find(|letter| !of_path(letter)).unwrap_or(rest.len()));
    let (name, query) = (decoded(name), query.strip_prefix('?').unwrap_or_default());
    let name = name.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    if name.is_empty() {
        return None;
    }
    match kind.to_ascii_lowercase().as_str() {
        "/c/" => Some(Item::Page { number: name.to_owned(), place: place_in(query) }),
        "/t/" => Some(Item::Slip(name.to_owned())),
        _ => None,
    }
}

/// Which of the papers of a number the link names.
fn place_in(query: &str) -> Option<u32> {
    let place = query.split('&').find_map(|part| part.strip_prefix("paper="))?;
    place.trim_end_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

/// The text with the signs decoded that a link writes in another way (RFC 3986,
/// section 2.1); as it is, where that makes no text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
