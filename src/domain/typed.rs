//! What people type and paste, as it is kept: one rule for forms, imported
//! files and the command line.

mod answers;
mod drawn;
mod old_fonts;
mod syllables;

pub use answers::{day, is_phone, score};
pub use drawn::{Undrawn, WhyUndrawn, drawable, is_drawn, undrawn, undrawn_in_name};
pub use old_fonts::{Font, Proposal, proposal};

use drawn::shown;
use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

const MAILTO: &str = "mailto:";

/// The most bytes of an e-mail address (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// The bytes as UTF-8 without a byte order mark; as they are when they are
/// neither, for the reader to refuse.
pub fn decoded(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)]));
        let text: String = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect();
        Cow::Owned(text.into_bytes())
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        other => Cow::Borrowed(other),
    }
}

/// A text of one line: NFC, every blank one blank, nothing that cannot be
/// seen, Đ where its look-alikes stand for it, and what papers can show for the
/// signs of Word's lists. Cleaning twice changes nothing.
pub fn line(text: &str) -> String {
    let seen: String = text.chars().filter(|letter| !is_unseen(*letter)).collect();
    let seen: String = seen.chars().map(shown).collect::<String>().nfc().collect();
    let words = seen.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(with_d).collect();
    words.join(" ")
}

/// A text of several lines, each cleaned as one; none empty at either end.
pub fn text(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned()
}

/// A code or number: without the blanks, dots and dashes between its digits;
/// wide digits as the common ones. What is no digit stays, to be refused.
pub fn digits(text: &str) -> String {
    let kept = text.chars().filter(|letter| {
        !is_unseen(*letter) && !letter.is_whitespace() && !matches!(letter, '.' | '·') && !is_dash(*letter)
    });
    kept.map(|letter| match letter {
        '０'..='９' => {
            char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')).unwrap_or(letter)
        }
        other => other,
    })
    .collect()
}

/// An e-mail address as people paste one, if it is one. Deliberately loose: only
/// a letter that arrives proves an address.
pub fn email_address(text: &str) -> Option<String> {
    let address: String = email(text).nfc().collect();
    let (user, host) = address.split_once('@')?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_formed = (1..=64).contains(&user.len())
        && labels.len() > 1
        && labels.iter().all(|label| !label.is_empty())
        && !host.contains('@');
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"(),;:".contains(letter);
    let is_clean = address.len() <= LONGEST_ADDRESS && !address.contains(odd);
    (is_formed && is_clean).then_some(address)
}

/// An e-mail address out of what was pasted: without `mailto:`, the brackets
/// around it and the separator after it.
pub fn email(text: &str) -> String {
    let seen = line(text);
    let around = |letter: char| matches!(letter, '<' | '>' | ';' | ',' | ' ');
    let mut bare = seen.trim_matches(around);
    while let Some(rest) =
        bare.split_at_checked(MAILTO.len()).filter(|(head, _)| head.eq_ignore_ascii_case(MAILTO))
    {
        bare = rest.1.trim_matches(around);
    }
    bare.to_owned()
}

/// Characters that take no room and that nobody means to type: soft hyphens,
/// joiners, marks of direction and order, fillers.
pub fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Đ and đ for the Icelandic and African letters that look alike.
///
/// They stand for Đ where they begin a word, where no Icelandic name has them,
/// and in a word with a mark that only Vietnamese has. `Guðrún` stays; an Ewe
/// name with Ɖ at its beginning becomes Đ, which looks the same in print.
fn with_d(word: &str) -> String {
    let is_vietnamese = word.nfd().any(is_vietnamese_mark);
    let mut begins = true;
    let spelt = word.chars().map(|letter| {
        let means_d = std::mem::replace(&mut begins, !letter.is_alphabetic()) || is_vietnamese;
        match letter {
            'Ð' | 'Ɖ' if means_d => 'Đ',
            'ð' | 'ɖ' if means_d => 'đ',
            other => other,
        }
    });
    spelt.collect()
}

/// Circumflex, breve, horn, and all tones but the acute.
fn is_vietnamese_mark(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{302}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fold::fold;

    #[test]
    fn a_line_keeps_what_can_be_seen() {
        assert_eq!(line(" Trần\u{a0}\tThị\u{202f} Mai\r\n"), "Trần Thị Mai");
        assert_eq!(line("\u{feff}Tr\u{200b}ần\u{ad} Mai\u{2060}"), "Trần Mai");
        assert_eq!(line("Thu\u{31b}o\u{31b}ng"), "Thương");
        assert_eq!(line("\u{200b} \u{ad}"), "");
    }

    #[test]
    fn look_alikes_of_d_become_d_where_no_icelander_has_them() {
        for typed in ["Ðỗ Văn Ðức", "Ɖỗ Văn Ɖức", "Đỗ Văn Đức"] {
            assert_eq!(line(typed), "Đỗ Văn Đức");
        }
        assert_eq!(line("Y Bơm Niê Kðăm (ðội H’Ðoan)"), "Y Bơm Niê Kđăm (đội H’Đoan)");
        for foreign in ["Guðrún Þórðardóttir", "GUÐRÚN", "Sigurður Örn"] {
            assert_eq!(line(foreign), foreign);
        }
    }

    #[test]
    fn a_number_is_taken_as_it_is_pasted() {
        for typed in [
            "\u{200b}079085001234",
            "079 085 001 234",
            "079.085.001-234",
            "０７９０８５００１２３４",
            "079\u{2011}085001234",
        ] {
            assert_eq!(digits(typed), "079085001234", "{typed:?}");
        }
        assert_eq!(digits("MST 0101234567"), "MST0101234567");
    }

    #[test]
    fn an_address_is_taken_out_of_what_was_pasted() {
        for typed in [
            "mai@example.vn;",
            "mailto:mai@example.vn",
            "<mai@example.vn>,",
            " MAILTO:mai@example.vn ",
            "mai\u{200b}@example.vn\u{feff}",
        ] {
            assert_eq!(email(typed), "mai@example.vn", "{typed:?}");
        }
        assert_eq!(email("mai@đườngđến.vn"), "mai@đườngđến.vn");
    }

    fn text_of_lines(typed: &str) -> String {
        text(typed)
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in ".*") {
            for clean in [line, text_of_lines, digits, email] {
                let once = clean(&text);
                prop_assert_eq!(clean(&once), once);
            }
        }

        #[test]
        fn what_is_cleaned_is_found_as_before(text in ".*") {
            prop_assert_eq!(fold(&line(&text)), fold(&text));
        }

        #[test]
        fn a_clean_line_is_composed_and_shows_all_it_has(text in ".*") {
            let clean = line(&text);
            prop_assert!(unicode_normalization::is_nfc(&clean));
            prop_assert!(!clean.chars().any(|letter| is_unseen(letter) || letter.is_control()));
            prop_assert!(!clean.contains("  ") && clean.trim() == clean);
        }
    }
}
