//! The order of a Vietnamese list, as bytes that any database compares.
//!
//! The collations of databases and of their machines differ and change with
//! every version of them, and most of them do not know Vietnamese.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::plain;

/// ă, â, đ, ê, ô, ơ and ư are letters of their own.
const ALPHABET: &str = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// In the order of dictionaries: huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Circumflex, breve and horn.
const QUALITIES: [char; 3] = ['\u{302}', '\u{306}', '\u{31b}'];

/// Ends a word, and its letters before its tones: below every letter and tone,
/// so that the shorter word comes first.
const END: u8 = 0;
const END_OF_LETTERS: u8 = 1;

/// What puts names in order: word by word, a tone before the next word, so
/// that `Ân Phú` stands before `Ấn Dương`. Signs between words do not count,
/// capitals last of all.
pub fn key(name: &str) -> Vec<u8> {
    let composed: String = name.nfc().collect();
    let mut key = Vec::new();
    for word in composed.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter)) {
        if !word.is_empty() {
            append(&mut key, word);
        }
    }
    key.push(END);
    key.extend(composed.bytes());
    key
}

fn append(key: &mut Vec<u8>, word: &str) {
    let mut tones = Vec::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        let tone = letter.nfd().find_map(|mark| TONES.iter().position(|tone| *tone == mark));
        tones.push(tone.map_or(2, |place| 3 + u8::try_from(place).unwrap_or(0)));
        let bare: String =
            letter.nfd().filter(|mark| !is_combining_mark(*mark) || QUALITIES.contains(mark)).nfc().collect();
        bare.chars().for_each(|letter| append_letter(key, letter));
    }
    key.push(END_OF_LETTERS);
    key.extend(tones);
    key.push(END);
}

fn append_letter(key: &mut Vec<u8>, letter: char) {
    let place = |letter: char| ALPHABET.chars().position(|other| other == letter);
    match place(letter).and_then(|place| u8::try_from(place).ok()) {
        Some(place) => key.push(2 + place),
        None if is_combining_mark(letter) => {}
        None if letter.nfd().next() != Some(letter) => letter.nfd().for_each(|part| append_letter(key, part)),
        None if plain(letter).ne([letter]) => plain(letter).for_each(|part| append_letter(key, part)),
        // Letters of other alphabets, after ours.
        None => {
            key.push(u8::MAX);
            key.extend(&u32::from(letter).to_be_bytes()[1..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_cached_key(|name| key(name));
        names
    }

    #[test]
    fn a_list_stands_as_in_a_vietnamese_dictionary() {
        let expected: Vec<&str> = include_str!("../../tests/spellings/order.txt").lines().collect();
        let mixed: Vec<&str> = expected.iter().rev().copied().collect();
        assert_eq!(sorted(mixed), expected);
        let letters = vec![
            "An", "Ăn", "Ân", "Dương", "Đỗ", "Łukasz", "Mai", "Ông", "Ơn", "Quý", "Ước", "Xuân", "Zoë", "王",
        ];
        let mut mixed = letters.clone();
        mixed.sort_unstable();
        assert_eq!(sorted(mixed), letters);
        assert_eq!(sorted(vec!["mạ", "má", "mã", "mả", "mà", "ma"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
    }

    #[test]
    fn signs_and_capitals_decide_last() {
        let names = vec!["Beta", "“Chất lượng”", "AN Z", "An B", "(Alpha)"];
        assert_eq!(sorted(names), ["(Alpha)", "An B", "AN Z", "Beta", "“Chất lượng”"]);
        assert_eq!(key("Nguye\u{302}\u{303}n"), key("Nguyễn"));
        assert_ne!(key("An"), key("AN"), "the order is total");
    }

    #[test]
    fn the_shorter_word_comes_first() {
        assert_eq!(sorted(vec!["Anh", "An Z", "An"]), ["An", "An Z", "Anh"]);
        assert_eq!(sorted(vec!["12", "2", "1"]), ["1", "12", "2"]);
    }
}
