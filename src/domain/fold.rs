//! Folding: all spellings of one name become one text, for comparing names
//! and for search. `Công ty  ĐỖ-Gia` folds to `cong ty do gia`.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::typed::is_unseen;

/// Counts the changes of the rule. What is stored folded by an older rule, or
/// in an older order, is folded anew before the register opens.
pub const VERSION: i64 = 2;

/// The longest word that is told apart, in letters: an index has a limit.
pub const LONGEST_WORD: usize = 64;

/// The most words of one name: an imported text may have any length.
const MOST_WORDS: usize = 100;

/// The text without marks and signs, letters with a stroke as the plain ones,
/// lower case, single blanks between words; apostrophes within a word away.
///
/// Folding twice changes nothing more, and no text grows to more than eleven
/// times its bytes (one Arabic sign stands for a sentence).
pub fn fold(text: &str) -> String {
    folded(text, Apostrophe::Joins)
}

/// The words under which a name is found: the folded ones, and for a word with
/// an apostrophe its parts, so that `hhen`, `h hen` and `H’Hen` find `H'Hen`.
pub fn words(name: &str) -> BTreeSet<String> {
    let parts = folded(name, Apostrophe::Parts);
    let parts: Vec<&str> = parts.split(' ').take(MOST_WORDS).collect();
    // Who writes `H Hen` is found by `H'Hen`: an initial also begins its neighbour.
    let joined = parts
        .windows(2)
        .filter(|pair| pair[0].chars().count() == 1 && pair[0].starts_with(char::is_alphabetic))
        .map(<[&str]>::concat);
    let whole = fold(name);
    let whole = whole.split(' ').take(MOST_WORDS).map(str::to_owned);
    let all = whole.chain(parts.iter().map(|part| (*part).to_owned())).chain(joined);
    all.filter(|word| !word.is_empty()).map(cut).collect()
}

/// The word as far as it is told apart.
pub fn cut(word: String) -> String {
    word.char_indices().nth(LONGEST_WORD).map_or_else(|| word.clone(), |(end, _)| word[..end].to_owned())
}

/// What an apostrophe between two letters does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apostrophe {
    Joins,
    Parts,
}

fn folded(text: &str, apostrophe: Apostrophe) -> String {
    let letters: Vec<char> = text
        .chars()
        .filter(|letter| !is_unseen(*letter))
        // Before, for some come apart into a blank and a mark; after, for some
        // letters come apart into one and a letter.
        .map(plain_apostrophe)
        .nfkd()
        .map(plain_apostrophe)
        .flat_map(char::to_lowercase)
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(plain)
        .collect();
    let bare = letters.iter().enumerate().map(|(at, letter)| {
        let next_to_letter = |at: usize| letters.get(at).is_some_and(|near| near.is_alphanumeric());
        match letter {
            '\'' if at > 0 && next_to_letter(at - 1) && next_to_letter(at + 1) => {
                (apostrophe == Apostrophe::Parts).then_some(' ')
            }
            letter if letter.is_alphanumeric() => Some(*letter),
            _ => Some(' '),
        }
    });
    // Composed again, so that Korean does not grow.
    let bare: String = bare.flatten().nfc().collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain_apostrophe(letter: char) -> char {
    match letter {
        '’' | '‘' | '‛' | '`' | '´' | '′' | '‵' | '＇' | '｀' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | 'ˊ' | 'ˋ'
        | 'ꞌ' | 'Ꞌ' | '\u{0384}' | '\u{1fbd}' | '\u{1fbf}' | '\u{1ffd}' | '\u{1ffe}' => '\'',
        other => other,
    }
}

/// Letters that Unicode does not take apart, as the letters people type.
pub(super) fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'đ' | 'ð' | 'ɖ' | 'ɗ' | 'ȡ' => ('d', None),
        'ƀ' | 'ɓ' => ('b', None),
        'ł' | 'ƚ' | 'ɫ' | 'ⱡ' => ('l', None),
        'ø' | 'ɵ' => ('o', None),
        'ħ' => ('h', None),
        'ŧ' | 'ⱦ' => ('t', None),
        'ı' | 'ɨ' => ('i', None),
        'ʉ' => ('u', None),
        'ɍ' => ('r', None),
        'ɏ' => ('y', None),
        'ƶ' => ('z', None),
        'ǥ' => ('g', None),
        'ȼ' => ('c', None),
        'ɇ' => ('e', None),
        'ɉ' => ('j', None),
        'ⱥ' => ('a', None),
        'ƙ' => ('k', None),
        'ŋ' => ('n', None),
        'ſ' => ('s', None),
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_case_and_runs_of_space_do_not_matter() {
        assert_eq!(fold("  Công ty\tTNHH  ĐỖ   Gia\u{a0}Đình "), "cong ty tnhh do gia dinh");
        assert_eq!(fold("Ho\u{302}\u{323}i đồng"), fold("HỘI ĐỒNG"), "composed or not");
        assert_eq!(fold("ĐẶC KHU PHÚ QUỐC"), "dac khu phu quoc");
        assert_eq!(fold("Ước Ướng"), "uoc uong");
    }

    #[test]
    fn blank_folds_to_nothing() {
        assert_eq!(fold(" \t\u{3000}\u{301}“”…"), "");
        assert!(words("–").is_empty());
    }

    #[test]
    fn every_spelling_of_a_name_is_one() {
        let alike: &[&[&str]] = &[
            &[
                "Đỗ Văn Đức",
                "Ðỗ Văn Ðức",
                "Ɖỗ Văn Ɖức",
                "ðỗ văn ðức",
                "ɖỗ văn ɖức",
                "do van duc",
                "DO VAN DUC",
            ],
            &["hoà", "hòa", "HÒA", "hoa"],
            &["thuý", "thúy", "Thuy"],
            &["quý", "qúy", "Quy"],
            &["H'Hen", "H’Hen", "H‘Hen", "Hʼhen", "H`Hen", "H´Hen", "H′Hen", "HHen", "hhen"],
            &["Ƀing Ơ̆ng", "ƀing ơ̆ng", "bing ong"],
            &["Łukasz Søren", "lukasz soren"],
            &["Nay H’Bê̆", "nay hbe"],
            &["An\u{ad}h", "A\u{200b}nh", "\u{feff}Anh", "anh"],
            &["A\u{a0}B", "A\u{202f}B", "A\u{3000}B", "A + B", "A&B", "“A” (B)", "A–B", "a b"],
            &["Ｑｕａｔｅｓｔ　３", "QUATEST 3", "quatest 3"],
            &["Strauß & Ægir", "strauss aegir"],
        ];
        for spellings in alike {
            let last = spellings.last().expect("a spelling");
            for spelling in *spellings {
                assert_eq!(fold(spelling), fold(last), "{spelling}");
            }
        }
        assert_eq!(fold("김민수 王小明"), "김민수 王小明");
    }

    #[test]
    fn a_word_begins_after_quotes_brackets_and_dashes() {
        assert_eq!(fold("“Chất lượng Việt” (QUATEST 3)"), "chat luong viet quatest 3");
        assert_eq!(fold("“A+B & C”"), "a b c");
        assert_eq!(fold("‘Alpha’ – 'Beta'"), "alpha beta", "a quote is no apostrophe");
    }

    #[test]
    fn a_name_with_an_apostrophe_is_found_whole_and_in_parts() {
        for name in ["H'Hen Niê", "H’Hen Niê", "H Hen Niê"] {
            let found: Vec<String> = words(name).into_iter().collect();
            assert_eq!(found, ["h", "hen", "hhen", "nie"], "{name}");
        }
    }

    #[test]
    fn what_is_told_apart_has_a_bound() {
        let long = "ế".repeat(1000);
        assert_eq!(words(&long).first().map(String::len), Some(LONGEST_WORD));
        let many = (0..1000).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(words(&many).len(), MOST_WORDS);
    }

    #[test]
    fn every_letter_folds_once_and_for_all() {
        for letter in '\0'..=char::MAX {
            let once = fold(&letter.to_string());
            assert_eq!(fold(&once), once, "{letter:?}");
            assert!(once.len() <= 11 * letter.len_utf8(), "{letter:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in ".*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn no_text_grows_past_its_bound(text in ".*") {
            prop_assert!(fold(&text).len() <= 11 * text.len());
        }

        #[test]
        fn composed_or_not_is_one(text in ".*") {
            let (composed, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
            prop_assert_eq!(fold(&composed), fold(&apart));
        }

        #[test]
        fn a_folded_name_is_found_by_its_own_words(text in ".*") {
            let index = words(&text);
            for word in fold(&text).split(' ').take(MOST_WORDS).filter(|word| !word.is_empty()) {
                prop_assert!(index.contains(&cut(word.to_owned())));
            }
        }
    }
}
