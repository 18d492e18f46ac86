//! A text as numbers are read out of it: letters and digits, capital and
//! without marks, with what stands between them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::fold::plain;
use crate::domain::issuer::IssuerCode;
use crate::domain::numbering::{Before, Sign, digit};
use crate::domain::typed::is_unseen;

/// The letters of a text and where its words begin.
pub(super) struct Text {
    pub(super) signs: Vec<Sign>,
    /// Whether a slash stands beside a digit.
    has_slashed_digit: bool,
}

impl Text {
    pub(super) fn of(text: &str) -> Self {
        let mut read = Self { signs: Vec::new(), has_slashed_digit: false };
        let (mut before, mut last) = (Between::default(), ' ');
        for letter in text.chars().filter(|letter| !is_unseen(*letter)).nfkd() {
            if is_combining_mark(letter) {
                continue;
            }
            let is_slash = |letter: char| matches!(letter, '/' | '\\' | '\u{2044}' | '\u{2215}');
            read.has_slashed_digit |=
                (is_slash(last) && letter.is_ascii_digit()) || (is_slash(letter) && last.is_ascii_digit());
            last = letter;
            if !letter.is_alphanumeric() {
                before.take(letter);
                continue;
            }
            for letter in letter.to_lowercase().flat_map(plain) {
                let before = std::mem::take(&mut before).kind(read.signs.is_empty());
                read.signs.push(Sign { letter: letter.to_ascii_uppercase(), before });
            }
        }
        read
    }

    /// Where words begin.
    pub(super) fn words(&self) -> impl Iterator<Item = usize> {
        (0..self.signs.len()).filter(|at| self.signs[*at].before != Before::Nothing)
    }

    /// The signs of the word that begins here.
    pub(super) fn word(&self, at: usize) -> &[Sign] {
        let length = self.signs[at + 1..].iter().take_while(|sign| sign.before == Before::Nothing).count();
        &self.signs[at..=at + length]
    }

    /// These folded letters as digits, if each is one or is taken for one and
    /// more than half are.
    pub(super) fn digits_of(folded: &str) -> Option<String> {
        let real = folded.bytes().filter(u8::is_ascii_digit).count();
        let digits: Option<String> =
            folded.chars().map(|letter| digit(letter.to_ascii_uppercase())).collect();
        digits.filter(|digits| real * 2 > digits.len())
    }

    /// Whether it may be meant as a number of ours, or of somebody else: then
    /// it is no name.
    pub(super) fn looks_like_number(&self) -> bool {
        let words: Vec<String> =
            self.words().map(|at| self.word(at).iter().map(|sign| sign.letter).collect()).collect();
        let has_digits = self.signs.iter().any(|sign| sign.letter.is_ascii_digit());
        let is_of_numbers = |word: &String| {
            ["GXN", "TV", "TVDL"].contains(&word.as_str())
                || word.parse::<IssuerCode>().is_ok_and(|code| code == IssuerCode::MINISTRY)
        };
        self.has_slashed_digit || (has_digits && words.iter().any(is_of_numbers))
    }
}

/// What was passed since the last sign.
#[derive(Default)]
struct Between {
    blank: bool,
    joint: bool,
    bar: bool,
}

impl Between {
    fn take(&mut self, letter: char) {
        match letter {
            ',' | ';' | '(' | ')' => self.bar = true,
            '-'
            | '/'
            | '\\'
            | '.'
            | '_'
            | '&'
            | '\u{2010}'..='\u{2015}'
            | '\u{2044}'
            | '\u{2212}'
            | '\u{2215}' => {
                self.joint = true;
            }
            _ => self.blank = true,
        }
    }

    fn kind(self, is_first: bool) -> Before {
        match self {
            _ if is_first => Before::Blank,
            Self { bar: true, .. } => Before::Bar,
            Self { blank: true, joint: true, .. } => Before::Loose,
            Self { joint: true, .. } => Before::Tight,
            Self { blank: true, .. } => Before::Blank,
            _ => Before::Nothing,
        }
    }
}
